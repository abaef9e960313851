"""`c = [a, b]`, its share of the collector included"""
# at most 330 instructions on the Cortex-M4F

from bench import mark

N = 10_000


def measure(n):
    a = 1
    b = 2
    mark(1)
    for i in range(n):
        c = [a, b]
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
