"""`p.get(i)`"""
# at most 200 instructions on the Cortex-M4F

from bench import mark

N = 1_000


class Point:
    def __init__(self):
        self.x = 1

    def get(self, x):
        return x


def measure(n):
    p = Point()
    mark(1)
    for i in range(n):
        p.get(i)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
