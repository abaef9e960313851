"""`isinstance(p, Base)`, a subclass"""

from bench import mark

N = 1_000


class Base:
    pass


class Derived(Base):
    pass


def measure(n):
    p = Derived()
    mark(1)
    for i in range(n):
        isinstance(p, Base)
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
