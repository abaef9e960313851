"""`f(x=i)`"""

from bench import mark

N = 1_000


def identity(x):
    return x


def measure(n):
    f = identity
    mark(1)
    for i in range(n):
        f(x=i)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
