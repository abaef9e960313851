import operator as op

pairs = [
    (op.add, 7, 2), (op.sub, 7, 2), (op.mul, 7, 2), (op.truediv, 7, 2), (op.floordiv, 7, 2), (op.mod, 7, 2),
    (op.pow, 7, 2), (op.lshift, 7, 2), (op.rshift, 7, 2), (op.and_, 7, 2), (op.or_, 7, 2), (op.xor, 7, 2),
    (op.lt, 7, 2), (op.le, 7, 2), (op.gt, 7, 2), (op.ge, 7, 2), (op.eq, 7, 2), (op.ne, 7, 2),
    (op.is_, 7, 2), (op.is_not, 7, 2), (op.iadd, 7, 2), (op.__mul__, 7, 2), (op.concat, 'ab', 'cd'),
    (op.contains, 'ab', 'b'), (op.getitem, [1, 2, 3], slice(1, None)), (op.countOf, [1, 2, 1], 1),
    (op.indexOf, 'abc', 'c'),
]
print([function(a, b) for function, a, b in pairs])
# expect: [9, 5, 14, 3.5, 3, 1, 49, 28, 1, 2, 7, 5, False, False, True, True, False, True, False, True, 9, 14, 'abcd', True, [2, 3], 2, 2]
print(op.neg(3), op.pos(-3), op.invert(5), op.not_([]), op.truth([0]), op.abs(-2) if hasattr(op, 'abs') else op.__abs__(-2), op.index(True))
# expect: -3 -3 -6 True True 2 1

x = [1]
y = op.iadd(x, [2])
print(y is x, x)  # expect: True [1, 2]
op.setitem(x, 0, 9)
op.delitem(x, 1)
print(x)  # expect: [9]
try:
    op.add(1, 'a')
except TypeError as error:
    print(error)
# expect: unsupported operand type(s) for +: 'int' and 'str'
try:
    op.indexOf([1], 2)
except ValueError as error:
    print(error)
# expect: sequence.index(x): x not in sequence
try:
    op.concat(1, 2)
except TypeError as error:
    print(error)
# expect: 'int' object can't be concatenated


class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, other):
        return Vector(*map(op.add, self.parts, other.parts))

    def __lt__(self, other):
        return self.parts < other.parts

    def __len__(self):
        return len(self.parts)

    def __getitem__(self, index):
        return self.parts[index]

    def __index__(self):
        return 5


a, b = Vector(1, 2), Vector(3, 4)
print(op.add(a, b).parts, op.lt(a, b), op.gt(a, b), op.truth(a), op.getitem(b, 1), op.index(a))
# expect: (4, 6) True False True 4 5
print(op.length_hint(a), op.length_hint(iter([1, 2, 3])), op.length_hint(5, 8))  # expect: 2 3 8
