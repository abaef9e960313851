def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


class V:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return f"V({self.x!r})"
    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x)
        if isinstance(o, int):
            return V(self.x + o)
        return NotImplemented
    def __radd__(self, o):
        return V(("r", o, self.x))
    def __mul__(self, o):
        return V(("mul", self.x, o))
    def __rmul__(self, o):
        return V(("rmul", self.x, o))
    def __iadd__(self, o):
        self.x = ("iadd", self.x, o)
        return self
    def __neg__(self):
        return V(("neg", self.x))
    def __abs__(self):
        return "abs!"
    def __eq__(self, o):
        if isinstance(o, V):
            return self.x == o.x
        return NotImplemented
    def __lt__(self, o):
        return ("lt", self.x, o)
    def __hash__(self):
        return 42
    def __bool__(self):
        return self.x != 0
    def __len__(self):
        return 3
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10
    def __contains__(self, i):
        return i == 7
    def __divmod__(self, o):
        return ("divmod", o)
    def __rdivmod__(self, o):
        return ("rdivmod", o)
    def __pow__(self, o, m=None):
        return ("pow", o, m)
    def __round__(self, n=None):
        return ("round", n)
    def __int__(self):
        return 17
    def __float__(self):
        return 1.25
    def __index__(self):
        return 5
    def __call__(self, *a, **k):
        return ("call", a, k)
    def __format__(self, spec):
        return "fmt:" + spec
    def __str__(self):
        return "str!"

a, b = V(1), V(2)
print(a + b, a + 1, 1 + a, a * 2, 2 * a, "s" + a, [1] + a, [1] * a)  # expect: str! str! str! str! str! str! str! str!
error(lambda: a + "x")  # expect: TypeError: unsupported operand type(s) for +: 'V' and 'str'
error(lambda: a - 1)  # expect: TypeError: unsupported operand type(s) for -: 'V' and 'int'
error(lambda: 1 - a)  # expect: TypeError: unsupported operand type(s) for -: 'int' and 'V'
error(lambda: ~a)  # expect: TypeError: bad operand type for unary ~: 'V'
print(-a, abs(a))  # expect: str! abs!
c = a
c += 5
print(c, c is a)  # expect: str! True
print(a == b, a != b, V(2) == b, a == 5, a != 5, 5 == a)  # expect: False True True False True False
print(a < b, a > b, 5 > a)  # expect: ('lt', ('iadd', 1, 5), V(2)) ('lt', 2, V(('iadd', 1, 5))) ('lt', ('iadd', 1, 5), 5)
error(lambda: a <= b)  # expect: TypeError: '<=' not supported between instances of 'V' and 'V'
print(bool(V(0)), bool(V(1)), not V(0), len(a), 7 in a, 8 in a, list(a), hash(a))  # expect: False True True 3 True False [0, 10, 20] 42
print(divmod(a, 3), divmod(3, a), pow(a, 2), pow(a, 2, 3), a ** 2, round(a), round(a, 1))  # expect: ('divmod', 3) ('rdivmod', 3) ('pow', 2, None) ('pow', 2, 3) ('pow', 2, None) ('round', None) ('round', 1)
print(int(a), float(a), complex(a), [10, 20, 30, 40, 50, 60][a], hex(a), bin(a), chr(a), range(a))  # expect: 17 1.25 (1.25+0j) 60 0x5 0b101  range(0, 5)
print(a(1, k=2), f"{a:xyz}", f"{a}", f"{a!r}", str(a), repr(a), format(a, "q"), "%s %r" % (a, a))  # expect: ('call', (1,), {'k': 2}) fmt:xyz fmt: V(('iadd', 1, 5)) str! V(('iadd', 1, 5)) fmt:q str! V(('iadd', 1, 5))
print({a: 1}, {V(2)}, [a, b].index(V(2)), [a, V(2)].count(b), (1, b) == (1, V(2)))  # expect: {V(('iadd', 1, 5)): 1} {V(2)} 1 1 True
