def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


t = (1, 2, 3)
print(t, (), (1,), ((1,), (2, 3)), tuple())  # expect: (1, 2, 3) () (1,) ((1,), (2, 3)) ()
print(t + (4,), t * 2, 2 * t, t * 0, () + t, t + ())  # expect: (1, 2, 3, 4) (1, 2, 3, 1, 2, 3) (1, 2, 3, 1, 2, 3) () (1, 2, 3) (1, 2, 3)
error(lambda: t + [1])  # expect: TypeError: can only concatenate tuple (not "list") to tuple
error(lambda: t + 1)  # expect: TypeError: can only concatenate tuple (not "int") to tuple
error(lambda: t * 1.5)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
print(t[0], t[-1], t[1:], t[::-1], t[::2], t[:], t[5:])  # expect: 1 3 (2, 3) (3, 2, 1) (1, 3) (1, 2, 3) ()
error(lambda: t[3])  # expect: IndexError: tuple index out of range
error(lambda: t["a"])  # expect: TypeError: tuple indices must be integers or slices, not str
error(lambda: t[1.0])  # expect: TypeError: tuple indices must be integers or slices, not float


def assign(t):
    t[0] = 1


def delete(t):
    del t[0]


error(assign, t)  # expect: TypeError: 'tuple' object does not support item assignment
error(delete, t)  # expect: TypeError: 'tuple' object doesn't support item deletion
print(t.count(1), t.index(3), (1, 2, 1).index(1, 1))  # expect: 1 2 2
error(t.index, 9)  # expect: ValueError: tuple.index(x): x not in tuple
error(t.index, 1, 1)  # expect: ValueError: tuple.index(x): x not in tuple
print(1 in t, 9 in t, len(t), bool(()), bool((0,)))  # expect: True False 3 False True
print((1, 2) == (1, 2), (1, 2) != (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 9), (1, 2) <= (1, 2), () >= ())  # expect: True False True True True True True
print((1, [2]) == (1, [2]), ("a", 1) < ("b", 0), (1, (2, (3, (4, (5,))))) == (1, (2, (3, (4, (5,))))))  # expect: True True True
print((1, (2, (3, (4, (5,))))) < (1, (2, (3, (4, (6,))))))  # expect: True
error(lambda: (1,) < [1])  # expect: TypeError: '<' not supported between instances of 'tuple' and 'list'
error(lambda: (1, "a") < (1, 2))  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
print(hash((1, 2)) == hash((1, 2)), hash((1, 2)) == hash((1.0, 2.0)), hash(()) == hash(()), hash((1, (2, (3, (4,))))) == hash((1, (2, (3, (4,))))))  # expect: True True True True
error(hash, (1, []))  # expect: TypeError: unhashable type: 'list'
error(hash, (1, (2, {})))  # expect: TypeError: unhashable type: 'dict'
error(hash, ((), ((), ({1},))))  # expect: TypeError: unhashable type: 'set'
print(tuple([1, 2]), tuple("abc"), tuple(range(3)), tuple({1: 2}), tuple(x * x for x in range(4)))  # expect: (1, 2) ('a', 'b', 'c') (0, 1, 2) (1,) (0, 1, 4, 9)
error(tuple, 5)  # expect: TypeError: 'int' object is not iterable
error(tuple, 1, 2)  # expect: TypeError: tuple expected at most 1 argument, got 2
s = tuple([1, 2])
print(tuple(s) is s, s[:] is s)  # expect: True True
a, b = b, a = 1, 2
print(a, b)  # expect: 2 1
(a, b), c = (1, 2), 3
print(a, b, c)  # expect: 1 2 3
print(*t, sep="-")  # expect: 1-2-3


def f(*args):
    return args


print(f(), f(1), f(*t, 4, *[5, 6]))  # expect: () (1,) (1, 2, 3, 4, 5, 6)
print([x for x in t], sorted((3, 1, 2)), list(reversed(t)), sum(t), max(t), min(t))  # expect: [1, 2, 3] [1, 2, 3] [3, 2, 1] 6 3 1
print(repr((1, "a", (None,), [True])), str(("x",)))  # expect: (1, 'a', (None,), [True]) ('x',)
t += (9,)
print(t)  # expect: (1, 2, 3, 9)
