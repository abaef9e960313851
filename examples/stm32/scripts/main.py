# Runs when boot.py has ended, unless a tool asked for the start.
print('main.py: Ctrl-D starts again, help() tells more')
