class Counter:
    def __init__(self):
        self.total = 0

    def none(self):
        return self.total

    def add(self, a, b=10):
        self.total += a * b
        return self.total

    def three(self, a, b, c):
        return (self.total, a, b, c)

    def walk(self, n):
        for i in range(n):
            yield i + self.total

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def free(x):
        return x


c = Counter()
none, add, three, walk, made, free = c.none, c.add, c.three, c.walk, c.made, c.free
print(none(), add(1, 2), add(3), add(b=1, a=1), none())  # expect: 0 2 32 33 33
print(three(1, 2, 3), three(*[4, 5], 6), list(walk(2)), made(1), free(2))
# expect: (33, 1, 2, 3) (33, 4, 5, 6) [33, 34] ('Counter', 1) 2
print(three(three(1, 2, 3), none(), three(add(1, 1), add(1, 1), none())))
# expect: (35, (33, 1, 2, 3), 33, (35, 34, 35, 35))
for call in (lambda: none(1), lambda: add(), lambda: three(1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)
# expect: Counter.none() takes 1 positional argument but 2 were given
# expect: Counter.add() missing 1 required positional argument: 'a'
# expect: Counter.three() missing 1 required positional argument: 'c'


class Deep:
    def down(self, n, way):
        return n if n == 0 else 1 + way(n - 1, self.down)


print(Deep().down(50, Deep().down))  # expect: 50
table = {"push": [].append, "add": c.add, "len": "abc".__len__}
print(table["push"](1), table["add"](1, 1), table["len"]())  # expect: None 36 3
print(True + 1, 1 - True, True * 5, 6 & True, True | 6, True ^ 3, True & False, True | False, True ^ True)
# expect: 2 0 5 0 7 2 False True False
print(True + True, False - True, True * False, 1 << True, 2**31 - 1 + True, divmod(-7, 2), divmod(7, -2))
# expect: 2 -1 0 2 2147483648 (-4, 1) (-4, -1)
print(divmod(-(2**30), -1), divmod(True, 2), divmod(2**40, 3))  # expect: (1073741824, 0) (0, 1) (366503875925, 1)
try:
    divmod(1, 0)
except ZeroDivisionError as error:
    print(error)  # expect: integer division or modulo by zero
