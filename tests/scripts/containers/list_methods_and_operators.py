def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


l = [1, 2, 3]
l.append(4)
print(l)  # expect: [1, 2, 3, 4]
l.extend([5, 6])
l.extend((7,))
l.extend(range(8, 10))
l.extend("ab")
l.extend({1: 2})
l.extend(x for x in [10, 11])
print(l, len(l))  # expect: [1, 2, 3, 4, 5, 6, 7, 8, 9, 'a', 'b', 1, 10, 11] 14
l.extend(l)
print(len(l))  # expect: 28
del l[6:]
l.insert(0, "first")
l.insert(-1, "before last")
l.insert(100, "last")
l.insert(-100, "very first")
l.insert(Index(2), "index")
print(l)  # expect: ['very first', 'first', 'index', 1, 2, 3, 4, 5, 'before last', 6, 'last']
print(l.pop(), l.pop(0), l.pop(-2), l.pop(Index(1)))  # expect: last very first before last index
print(l)  # expect: ['first', 1, 2, 3, 4, 5, 6]
error(l.pop, 100)  # expect: IndexError: pop index out of range
error([].pop)  # expect: IndexError: pop from empty list
error(l.pop, "x")  # expect: TypeError: 'str' object cannot be interpreted as an integer
l.remove(3)
print(l)  # expect: ['first', 1, 2, 4, 5, 6]
error(l.remove, 99)  # expect: ValueError: list.remove(x): x not in list
print(l.index(2), l.index(2, 1), l.index("first") if "first" in l else "gone")  # expect: 2 2 0
error(l.index, 99)  # expect: ValueError: 99 is not in list
error(l.index, 2, 5)  # expect: ValueError: 2 is not in list
print([1, 2, 1, 3, 1].count(1), [1, True, 1.0].count(1), [].count(None))  # expect: 3 3 0
l.reverse()
print(l)  # expect: [6, 5, 4, 2, 1, 'first']
m = l.copy()
m.clear()
print(m, l == [] or len(l))  # expect: [] 6
print([1, 2] + [3], [1] * 3, 2 * [0, 1], [1] * 0, [1] * -1, [] * 5)  # expect: [1, 2, 3] [1, 1, 1] [0, 1, 0, 1] [] [] []
print([1] * True)  # expect: [1]
error(lambda: [1] + (2,))  # expect: TypeError: can only concatenate list (not "tuple") to list
error(lambda: [1] + 2)  # expect: TypeError: can only concatenate list (not "int") to list
error(lambda: [1] * 1.5)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
error(lambda: [1] * [2])  # expect: TypeError: can't multiply sequence by non-int of type 'list'
error(lambda: "a" * [2])  # expect: TypeError: can't multiply sequence by non-int of type 'list'
print([0] * Index(3))  # expect: [0, 0, 0]
a = [1]
b = a
a += [2]
a += (3, 4)
a += "xy"
a *= 2
print(b)  # expect: [1, 2, 3, 4, 'x', 'y', 1, 2, 3, 4, 'x', 'y']
a *= 0
print(b)  # expect: []


def extend_by_int(l):
    l += 5


error(extend_by_int, [])  # expect: TypeError: 'int' object is not iterable
error([].extend, 5)  # expect: TypeError: 'int' object is not iterable
print(1 in [1, 2], 3 in [1, 2], 1.0 in [1], "a" in ["b", "a"], None in [None], [] in [[]])  # expect: True False True True True True
print([1, 2] == [1, 2], [1, 2] != [1, 3], [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 5], [] < [0], [1] <= [1], [1] >= [2])  # expect: True True True True True True True False
print([1, "a"] == [1, "a"], [1, [2, [3]]] == [1, [2, [3]]], [[1]] < [[2]], [[1, 2], 3] < [[1, 2], 4])  # expect: True True True True
print([1] == (1,), [1] != (1,), [] == None)  # expect: False True False
error(lambda: [1] < (1,))  # expect: TypeError: '<' not supported between instances of 'list' and 'tuple'
error(lambda: [1] < ["a"])  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
error(lambda: [1, 2] < [1, "a"])  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
print([1, "a"] < [2, 3])  # expect: True
print([float("nan")] == [float("nan")])  # expect: False
nan = float("nan")
print([nan] == [nan], nan in [nan], [nan].index(nan), [nan].count(nan))  # expect: True True 0 1
l = [1, 2, 3, 4]
print(l[0], l[-1], l[True], l[Index(2)], l[Index(-1)])  # expect: 1 4 2 3 4
error(lambda: l[4])  # expect: IndexError: list index out of range
error(lambda: l[-5])  # expect: IndexError: list index out of range
error(lambda: l["a"])  # expect: TypeError: list indices must be integers or slices, not str
error(lambda: l[1.0])  # expect: TypeError: list indices must be integers or slices, not float
error(lambda: l[None])  # expect: TypeError: list indices must be integers or slices, not NoneType
error(lambda: l[10**20])  # expect: IndexError: cannot fit 'int' into an index-sized integer
l[0] = "a"
l[-1] = "z"
l[Index(1)] = "b"
print(l)  # expect: ['a', 'b', 3, 'z']


def assign(l, key, value):
    l[key] = value
    return l


def delete(l, key):
    del l[key]
    return l


error(assign, l, 4, 0)  # expect: IndexError: list assignment index out of range
error(assign, l, -5, 0)  # expect: IndexError: list assignment index out of range
error(assign, l, "a", 0)  # expect: TypeError: list indices must be integers or slices, not str
error(delete, l, 4)  # expect: IndexError: list assignment index out of range
error(delete, l, "a")  # expect: TypeError: list indices must be integers or slices, not str
print(delete(l, 0), delete(l, -1), delete(l, Index(0)))  # expect: [3] [3] [3]
error(hash, [])  # expect: TypeError: unhashable type: 'list'
error(list, 5)  # expect: TypeError: 'int' object is not iterable
error(list, 1, 2)  # expect: TypeError: list expected at most 1 argument, got 2
print(list(), list("abc"), list((1, 2)), list({1: 2, 3: 4}), list(range(3)), list(b"ab"))  # expect: [] ['a', 'b', 'c'] [1, 2] [1, 3] [0, 1, 2] [97, 98]
print(bool([]), bool([0]), len([]), not [1])  # expect: False True 0 False
print(list(reversed([1, 2, 3])), [*reversed("abc")])  # expect: [3, 2, 1] ['c', 'b', 'a']
print(repr([]), str([1, "a", None, True, 1.5, b"x", (1,), [2]]))  # expect: [] [1, 'a', None, True, 1.5, b'x', (1,), [2]]
l = [1]
l.append(l)
print(l)  # expect: [1, [...]]
t = ([],)
t[0].append(t)
print(t)  # expect: ([(...)],)
print([1, 2, 3].__len__(), [1, 2].__contains__(2), [1].__add__([2]), [1, 2].__getitem__(1), [3].__eq__([3]))  # expect: 3 True [1, 2] 2 True
error(lambda: [].foo)  # expect: AttributeError: 'list' object has no attribute 'foo'
x = [[0] * 2 for _ in range(2)]
x[0][1] = 5
print(x)  # expect: [[0, 5], [0, 0]]
print([i for i in range(10) if i % 3 == 0], [[j for j in range(i)] for i in range(3)])  # expect: [0, 3, 6, 9] [[], [0], [0, 1]]
first, *rest = [1, 2, 3]
print(first, rest)  # expect: 1 [2, 3]
*rest, last = "abc"
print(rest, last)  # expect: ['a', 'b'] c
a, (b, *c), d = 1, [2, 3, 4], 5
print(a, b, c, d)  # expect: 1 2 [3, 4] 5
print(sum([1, 2, 3]), max([3, 9, 2]), min([3, 9, 2]), any([0, 1]), all([0, 1]))  # expect: 6 9 2 True False
