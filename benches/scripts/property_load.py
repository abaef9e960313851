"""`p.x`, a property"""

from bench import mark

N = 1_000


class Point:
    @property
    def x(self):
        return 1


def measure(n):
    p = Point()
    mark(1)
    for i in range(n):
        p.x
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
