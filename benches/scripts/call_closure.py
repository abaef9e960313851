"""`f(i)`, a closure over one variable"""

from bench import mark

N = 1_000


def closure(a):
    def f(x):
        return a

    return f


def measure(n):
    f = closure(1)
    mark(1)
    for i in range(n):
        f(i)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
