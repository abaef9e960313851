"""`sorted(items, key=f)`, 10 items"""

from bench import mark

N = 1_000


def negative(x):
    return -x


def measure(n):
    f = negative
    items = [3, 9, 1, 7, 5, 0, 8, 2, 6, 4]
    mark(1)
    for i in range(n):
        sorted(items, key=f)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
