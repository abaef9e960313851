"""`f(a, b, c)`, a Rust function of three ints"""
# at most 300 instructions on the Cortex-M4F

import bench
from bench import mark

N = 1_000


def measure(n):
    f = bench.middle
    mark(1)
    for i in range(n):
        f(3, i, 600)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
