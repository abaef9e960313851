"""`for i in range(n)`"""
# at most 35 instructions on the Cortex-M4F

from bench import mark

N = 1_000


def measure(n):
    mark(1)
    for i in range(n):
        pass
    mark(2)
    mark(0)


measure(N)
