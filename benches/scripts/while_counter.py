"""`while i < n: i += 1`"""

from bench import mark

N = 1_000


def measure(n):
    i = 0
    mark(1)
    while i < n:
        i += 1
    mark(2)
    mark(0)


measure(N)
