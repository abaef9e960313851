import types

count = 0


def step():
    global count
    count += 1
    return count


again = types.FunctionType(step.__code__, globals(), 'again')
print(step(), again(), again.__name__)  # expect: 1 2 again
exec(step.__code__)
exec(step.__code__, globals())
print(count)  # expect: 4


def other():
    return -count


step.__code__ = other.__code__
print(step())  # expect: -4


def outer():
    kept = []

    def inner():
        return kept
    return inner


try:
    exec(outer().__code__)
except TypeError as error:
    print(error)  # expect: code object requires a closure of exactly length 1
