try:
    CancelledError
except NameError as error:
    print(error)  # expect: name 'CancelledError' is not defined
