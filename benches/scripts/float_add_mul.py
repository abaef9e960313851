"""`y = y * a + b` in floats"""

from bench import mark

N = 10_000


def measure(n):
    a = 0.5
    b = 1.25
    y = 0.0
    mark(1)
    for i in range(n):
        y = y * a + b
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
