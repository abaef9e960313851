"""`l.append(i)`"""
# at most 210 instructions on the Cortex-M4F

from bench import mark

N = 1_000


def measure(n):
    l = []
    mark(1)
    for i in range(n):
        l.append(i)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
