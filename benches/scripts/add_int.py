"""`b = a + i`"""
# at most 28 instructions on the Cortex-M4F

from bench import mark

N = 1_000


def measure(n):
    a = 3
    mark(1)
    for i in range(n):
        b = a + i
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
