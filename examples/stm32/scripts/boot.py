# Runs first, in each start.
