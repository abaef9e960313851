import copy


class L(list):
    pass


l = L([1, [2]])
l.x = 5
l.append(l)
m = copy.deepcopy(l)
print(m[:2], m.x, m[2] is m, type(m).__name__, m[1] is l[1])  # expect: [1, [2]] 5 True L False
n = copy.copy(l)
print(n[:2], n.x, n[1] is l[1])  # expect: [1, [2]] 5 True


class D(dict):
    pass


d = D(a=[1])
d.y = {}
e = copy.deepcopy(d)
print(e, e.y is d.y, e['a'] is d['a'])  # expect: {'a': [1]} False False


class T(tuple):
    pass


t = T([1, [2]])
u = copy.deepcopy(t)
print(u, type(u).__name__, u[1] is t[1])  # expect: (1, [2]) T False


class S:
    __slots__ = ('a', 'b')


s = S()
s.a = [1]
r = copy.deepcopy(s)
print(r.a, r.a is s.a, hasattr(r, 'b'))  # expect: [1] False False


class R:
    def __init__(self, v):
        self.v = v

    def __reduce__(self):
        return R, (self.v,)


print(copy.copy(R(3)).v, copy.deepcopy(R([3])).v)  # expect: 3 [3]


class RX:
    def __reduce_ex__(self, proto):
        return list, ((1, 2),)


print(copy.copy(RX()))  # expect: [1, 2]


class RS:
    def __reduce__(self):
        return 'RS'


x = RS()
print(copy.copy(x) is x)  # expect: True


class M:
    def __init__(self):
        self.k = []

    def __deepcopy__(self, memo):
        c = M()
        memo[id(self)] = c
        c.k = copy.deepcopy(self.k, memo)
        return c


m = M()
m.k.append(m)
c = copy.deepcopy(m)
print(c.k[0] is c)  # expect: True


class G:
    def __init__(self):
        self.a = 1
        self.b = 2
    def __getstate__(self): return {'a': self.a}
    def __setstate__(self, s):
        self.__dict__.update(s)
        self.z = 1


g = copy.copy(G())
print(vars(g))  # expect: {'a': 1, 'z': 1}


class B:
    def f(self): pass


b = B()
f = copy.deepcopy(b.f)
print(f.__self__ is b, copy.copy(b.f) == b.f)  # expect: False True
print(copy.deepcopy({1, 2}), copy.copy(bytearray(b'a')), copy.deepcopy(ValueError('x', [1])).args, copy.deepcopy(slice(1, 2)), copy.copy(len), copy.deepcopy(int))
# expect: {1, 2} bytearray(b'a') ('x', [1]) slice(1, 2, None) <built-in function len> <class 'int'>
import collections, enum, datetime, functools
print(copy.deepcopy(collections.deque([1, [2]], 3)), copy.deepcopy(collections.OrderedDict(a=1)), copy.deepcopy(collections.Counter('aa')), copy.deepcopy(collections.defaultdict(list, a=[1])))
# expect: deque([1, [2]], maxlen=3) OrderedDict([('a', 1)]) Counter({'a': 2}) defaultdict(<class 'list'>, {'a': [1]})
P = collections.namedtuple('P','x y')
print(copy.deepcopy(P(1,[2])))  # expect: P(x=1, y=[2])


class E(enum.Enum): A = 1
print(copy.deepcopy(E.A) is E.A, copy.deepcopy([E.A]), copy.copy(datetime.date(2024,1,1)), copy.deepcopy(datetime.datetime(2024,1,1)))
# expect: True [<E.A: 1>] 2024-01-01 2024-01-01 00:00:00
try: copy.deepcopy(x for x in [])
except TypeError as e: print('TypeError', type(e).__name__)  # expect: TypeError TypeError
except copy.Error as e: print('Error')


class N:
    def __init_subclass__(cls): pass
    def __new__(cls, a):
        o = object.__new__(cls)
        o.a = a
        return o
    def __getnewargs__(self): return (self.a,)


print(copy.copy(N(4)).a)  # expect: 4
memo = {}
v = [1]
copy.deepcopy(v, memo)
print(id(v) in memo)  # expect: True


class SS(set):
    pass


q = SS([1])
q.t = 3
print(sorted(copy.copy(q)), copy.copy(q).t, copy.deepcopy(q).t)  # expect: [1] 3 3


class I(int):
    pass


i = I(5)
i.n = [1]
j = copy.deepcopy(i)
print(j, j.n, type(j).__name__)  # expect: 5 [1] I
