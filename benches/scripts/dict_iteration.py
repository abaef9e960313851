"""a step of `for k in d`"""

from bench import mark

N = 1_000


def measure(n):
    d = {i: i for i in range(n)}
    mark(1)
    for k in d:
        pass
    mark(2)
    mark(0)


measure(N)
