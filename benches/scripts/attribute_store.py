"""`p.x = i`"""

from bench import mark

N = 1_000


class Point:
    def __init__(self):
        self.x = 1


def measure(n):
    p = Point()
    mark(1)
    for i in range(n):
        p.x = i
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
