import sys


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


before = sys.getrecursionlimit()
sys.setrecursionlimit(60)
print(sys.getrecursionlimit(), depth(0) < 60)  # expect: 60 True
sys.setrecursionlimit(1 << 20)
print(sys.getrecursionlimit() >= before)  # expect: True
sys.setrecursionlimit(before)
print(sys.getrecursionlimit() == before)  # expect: True
try:
    sys.setrecursionlimit(0)
except ValueError as error:
    print(error)  # expect: recursion limit must be greater or equal than 1
