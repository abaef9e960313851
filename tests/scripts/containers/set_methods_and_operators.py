def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


def show(s):
    print(type(s).__name__, sorted(s))


s = {1, 2, 3}
print(s, set(), {1}, frozenset(), frozenset({1}), frozenset("a"), {()})  # expect: {1, 2, 3} set() {1} frozenset() frozenset({1}) frozenset({'a'}) {()}
s.add(4)
s.add(1)
show(s)  # expect: set [1, 2, 3, 4]
s.remove(4)
error(s.remove, 9)  # expect: KeyError: 9
error(s.remove, [])  # expect: TypeError: unhashable type: 'list'
s.discard(9)
s.discard(1)
show(s)  # expect: set [2, 3]
error(s.add, [])  # expect: TypeError: unhashable type: 'list'
error(s.add, {})  # expect: TypeError: unhashable type: 'dict'
error(lambda: {[]})  # expect: TypeError: unhashable type: 'list'
error(lambda: [] in s)  # expect: TypeError: unhashable type: 'list'
print({1} in {frozenset({1})}, 1 in s, 2 in s, 2.0 in s, True in {1})  # expect: True False True True True
print(len(s), bool(s), bool(set()))  # expect: 2 True False
x = {5}
print(x.pop(), x)  # expect: 5 set()
error(x.pop)  # expect: KeyError: 'pop from an empty set'
a, b = {1, 2, 3}, {2, 3, 4}
show(a | b)  # expect: set [1, 2, 3, 4]
show(a & b)  # expect: set [2, 3]
show(a - b)  # expect: set [1]
show(a ^ b)  # expect: set [1, 4]
show(a.union([9], (8,), {7: 6}, "x" if False else ()))  # expect: set [1, 2, 3, 7, 8, 9]
show(a.union())  # expect: set [1, 2, 3]
show(a.intersection(b, [2]))  # expect: set [2]
show(a.intersection())  # expect: set [1, 2, 3]
show(a.difference([1], [2]))  # expect: set [3]
show(a.symmetric_difference([1, 9]))  # expect: set [2, 3, 9]
error(lambda: a | [1])  # expect: TypeError: unsupported operand type(s) for |: 'set' and 'list'
error(lambda: a & 5)  # expect: TypeError: unsupported operand type(s) for &: 'set' and 'int'
error(lambda: a + b)  # expect: TypeError: unsupported operand type(s) for +: 'set' and 'set'
error(a.union, 5)  # expect: TypeError: 'int' object is not iterable
f = frozenset(a)
show(f | b)  # expect: frozenset [1, 2, 3, 4]
show(b | f)  # expect: set [1, 2, 3, 4]
show(f & b)  # expect: frozenset [2, 3]
show(f - b)  # expect: frozenset [1]
show(f.union([7]))  # expect: frozenset [1, 2, 3, 7]
show(f.copy())  # expect: frozenset [1, 2, 3]
print(f.copy() is f, a.copy() is a)  # expect: True False
error(lambda: f.add(1))  # expect: AttributeError: 'frozenset' object has no attribute 'add'
c = {1, 2}
d = c
c |= {3}
show(d)  # expect: set [1, 2, 3]
c &= {2, 3, 9}
show(d)  # expect: set [2, 3]
c -= {9, 2}
show(d)  # expect: set [3]
c ^= {3, 5}
show(d)  # expect: set [5]
c ^= c
show(d)  # expect: set []
c = {1, 2, 3}
c.update([4], (5,), {6: 7})
show(c)  # expect: set [1, 2, 3, 4, 5, 6]
c.update()
c.intersection_update([1, 2, 3, 4], range(3))
show(c)  # expect: set [1, 2]
c.difference_update([1])
show(c)  # expect: set [2]
c.symmetric_difference_update([2, 8])
show(c)  # expect: set [8]
c.clear()
show(c)  # expect: set []
f |= {99}
show(f)  # expect: frozenset [1, 2, 3, 99]
print({1, 2} == {2, 1}, {1} != {1}, {1} == frozenset([1]), {1} == [1], {1, 2} < {1, 2, 3}, {1} <= {1}, {1, 2} > {1}, {1} >= {2}, {1} < {1}, set() <= set())  # expect: True False True False True True True False False True
error(lambda: {1} < [1])  # expect: TypeError: '<' not supported between instances of 'set' and 'list'
print({1}.issubset([1, 2]), {1, 3}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.issuperset("a"), {1}.isdisjoint([2]), {1}.isdisjoint({1}))  # expect: True False True False True False
print(hash(frozenset([1, 2, 3])) == hash(frozenset([3, 2, 1])), hash(frozenset()) == hash(frozenset()))  # expect: True True
error(hash, set())  # expect: TypeError: unhashable type: 'set'
print({frozenset([1, 2]): "a"}[frozenset([2, 1])], frozenset([frozenset([1])]) == {frozenset([1])})  # expect: a True
show(set("hello"))  # expect: set ['e', 'h', 'l', 'o']
show({x % 3 for x in range(10)})  # expect: set [0, 1, 2]
show({*[1, 2], *(3,), 4})  # expect: set [1, 2, 3, 4]
show(set(range(5)) - set(range(2)))  # expect: set [2, 3, 4]
error(set, 5)  # expect: TypeError: 'int' object is not iterable
error(set, 1, 2)  # expect: TypeError: set expected at most 1 argument, got 2
error(frozenset, 1, 2)  # expect: TypeError: frozenset expected at most 1 argument, got 2
print(sorted({"b", "a"} | {"c"}), sum({1, 2, 3}), max({1, 5, 2}), len({1, 1.0, True}))  # expect: ['a', 'b', 'c'] 6 5 1
big = set()
for i in range(200):
    big.add(i * 7 % 101)
print(len(big), sum(big), 100 in big, 101 in big)  # expect: 101 5050 True False
for i in range(50):
    big.discard(i)
show(x for x in big if x > 95)  # expect: generator [96, 97, 98, 99, 100]
while big:
    big.pop()
print(big)  # expect: set()
s = {1, 2, 3}
print([x for x in s if x in {2, 3}], {1: 2}.keys() == {1})  # expect: [2, 3] True
print(set() | set(), {1} - {1}, {1} & {2}, repr(set()), str({1}), repr(frozenset([(1, 2)])))  # expect: set() set() set() set() {1} frozenset({(1, 2)})
print({1, 2}.__contains__(1), {1}.__len__(), {1}.__or__({2}), {1}.__or__([2]))  # expect: True 1 {1, 2} NotImplemented
