"""`a * b`, 64 bits each"""

from bench import mark

N = 10_000


def measure(n):
    a = 0xFEDCBA9876543210
    b = 0x123456789ABCDEF1
    mark(1)
    for i in range(n):
        a * b
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
