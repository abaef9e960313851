import copy

a = [1, [2, 3], {'k': [4]}]
b = copy.copy(a)
c = copy.deepcopy(a)
a[1].append(9)
a[2]['k'].append(8)
print(b, c, b[1] is a[1])  # expect: [1, [2, 3, 9], {'k': [4, 8]}] [1, [2, 3], {'k': [4]}] True
loop = []
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin[0] is twin, twin is not loop)  # expect: True True
shared = [1]
pair = copy.deepcopy((shared, shared))
print(pair[0] is pair[1], pair[0] is not shared)  # expect: True True
t = (1, 'a', (2,))
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy({1, 2}), copy.deepcopy(bytearray(b'x')))
# expect: True True {1, 2} bytearray(b'x')


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, [2])
q = copy.copy(p)
r = copy.deepcopy(p)
p.y.append(3)
print(q.x, q.y, r.y, type(r) is Point)  # expect: 1 [2, 3] [2] True


class Node:
    def __init__(self):
        self.parent = None
        self.children = []


root = Node()
child = Node()
child.parent = root
root.children.append(child)
other = copy.deepcopy(root)
print(other.children[0].parent is other, other is not root)  # expect: True True


class Custom:
    def __init__(self, value):
        self.value = value

    def __copy__(self):
        return Custom('shallow')

    def __deepcopy__(self, memo):
        return Custom('deep')


print(copy.copy(Custom(1)).value, copy.deepcopy(Custom(1)).value, copy.deepcopy([Custom(1)])[0].value)
# expect: shallow deep deep


class Stack(list):
    def top(self):
        return self[-1]


s = Stack([1, [2]])
s.name = 'stack'
d = copy.deepcopy(s)
s[1].append(3)
print(d, type(d).__name__, d.name, copy.copy(s).top())  # expect: [1, [2]] Stack stack [2, 3]


class Slotted:
    __slots__ = ('a', 'b')


z = Slotted()
z.a = [1]
w = copy.deepcopy(z)
z.a.append(2)
print(w.a, hasattr(w, 'b'))  # expect: [1] False
print(copy.deepcopy(len) is len, copy.copy(int) is int, copy.deepcopy(print) is print)  # expect: True True True
e = copy.copy(ValueError('a', 1))
print(repr(e))  # expect: ValueError('a', 1)


class Reduced:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return Reduced, (self.value + 1,)


print(copy.copy(Reduced(1)).value)  # expect: 2
