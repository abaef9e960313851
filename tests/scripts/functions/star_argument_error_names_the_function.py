def two(a, b):
    return a, b


try:
    two(*3)
except TypeError as error:
    print(error)  # expect: __main__.two() argument after * must be an iterable, not int
