"""`b = d["key"]`"""
# at most 90 instructions on the Cortex-M4F

from bench import mark

N = 1_000


def measure(n):
    d = {"other": 1, "key": 2}
    mark(1)
    for i in range(n):
        b = d["key"]
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
