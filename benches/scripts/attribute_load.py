"""`b = p.x`"""
# at most 55 instructions on the Cortex-M4F

from bench import mark

N = 1_000


class Point:
    def __init__(self):
        self.x = 1


def measure(n):
    p = Point()
    mark(1)
    for i in range(n):
        b = p.x
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
