"""`a, b = pair`"""

from bench import mark

N = 1_000


def measure(n):
    pair = (1, 2)
    mark(1)
    for i in range(n):
        a, b = pair
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
