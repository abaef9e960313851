"""`try: pass`"""

from bench import mark

N = 1_000


def measure(n):
    mark(1)
    for i in range(n):
        try:
            pass
        except ValueError:
            pass
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
