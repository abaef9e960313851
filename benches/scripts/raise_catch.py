"""`raise ValueError` and its `except`"""

from bench import mark

N = 10_000


def measure(n):
    mark(1)
    for i in range(n):
        try:
            raise ValueError
        except ValueError:
            pass
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
