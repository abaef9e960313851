"""`class C` with one method"""

from bench import mark

N = 1_000


def measure(n):
    mark(1)
    for i in range(n):
        class C:
            def get(self):
                return 1
    mark(2)
    for i in range(n):
        pass
    mark(0)


measure(N)
