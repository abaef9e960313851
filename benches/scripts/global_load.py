"""`b = A`, a global"""

from bench import mark

N = 1_000


A = 1


def measure(n):
    mark(1)
    for i in range(n):
        b = A
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
