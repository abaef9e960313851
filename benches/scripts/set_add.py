"""`s.add(i)`"""

from bench import mark

N = 1_000


def measure(n):
    s = set()
    mark(1)
    for i in range(n):
        s.add(i)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
