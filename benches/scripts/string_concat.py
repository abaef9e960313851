"""`s + t`, 5 characters each"""

from bench import mark

N = 10_000


def measure(n):
    s = "hello"
    t = "world"
    mark(1)
    for i in range(n):
        s + t
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
