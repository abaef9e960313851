"""`if i < a`"""
# at most 22 instructions on the Cortex-M4F

from bench import mark

N = 1_000


def measure(n):
    a = 0
    mark(1)
    for i in range(n):
        if i < a:
            pass
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
