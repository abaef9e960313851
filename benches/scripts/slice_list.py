"""`items[2:5]`"""

from bench import mark

N = 10_000


def measure(n):
    items = list(range(10))
    mark(1)
    for i in range(n):
        items[2:5]
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
