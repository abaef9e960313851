class D(dict):
    def __setitem__(self, k, v):
        print('set', k) if not k.startswith('__') else None
        dict.__setitem__(self, k, v)
    def __missing__(self, k):
        if k.startswith('_') or k in ('print',): raise KeyError(k)
        return 'auto_' + k
class M(type):
    @classmethod
    def __prepare__(m, n, b): return D()
    def __new__(m, n, b, ns):
        return type.__new__(m, n, b, dict(ns))
class A(metaclass=M):
    a = 1
    b = zork
    def f(self): pass
print(A.b)

# expect: set a
# expect: set b
# expect: set f
# expect: auto_zork
