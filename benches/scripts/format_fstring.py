"""`f"{i}: {s}"`"""

from bench import mark

N = 10_000


def measure(n):
    s = "hello"
    mark(1)
    for i in range(n):
        f"{i}: {s}"
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
