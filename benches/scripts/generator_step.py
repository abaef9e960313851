"""a step of a generator"""

from bench import mark

N = 1_000


def count(n):
    for i in range(n):
        yield i


def measure(n):
    mark(1)
    for i in count(n):
        pass
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
