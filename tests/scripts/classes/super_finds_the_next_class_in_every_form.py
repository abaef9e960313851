class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
    @property
    def p(self): return 'A.p'
    x = 5
class B(A):
    def f(self): return 'B.' + super().f()
    @classmethod
    def c(cls): return 'B.' + super().c()
    @staticmethod
    def s(): return 'B.' + A.s()
    @property
    def p(self): return 'B.' + super().p
    def g(self):
        def inner(): return super(B, self).f()
        return inner()
    def h(self): return [super(B, self).f() for _ in range(2)]
    def k(self): return __class__
    def sx(self): return super().x
    def rep(self): return repr(super()).split(' object')[0]
b = B()
print(b.f(), B.c(), b.s(), b.p, b.g(), b.h(), b.k(), b.sx(), b.rep())
print(super(B, b).f(), super(B, B).c())
s = super(B, b)
print(s.__self__ is b, s.__thisclass__, s.__self_class__)
try: s.nope
except AttributeError as e: print(e)
try: super().x
except RuntimeError as e: print(e)
def outer(): super()
try: outer()
except RuntimeError as e: print(e)
def outer2(x): super()
try: outer2(1)
except RuntimeError as e: print(e)
try: super(1, 2)
except TypeError as e: print(e)
try: super(B, 1)
except TypeError as e: print(e)
class C(B):
    def __setattr__(self, n, v): super().__setattr__(n, v * 2)
    def __getattribute__(self, n):
        return super().__getattribute__(n)
    def __init__(self): super().__init__(); self.z = 3
print(C().z)

# expect: B.A.f B.A.c B B.A.s B.A.p A.f ['A.f', 'A.f'] <class '__main__.B'> 5 <super: <class 'B'>, <B
# expect: A.f A.c B
# expect: True <class '__main__.B'> <class '__main__.B'>
# expect: 'super' object has no attribute 'nope'
# expect: super(): no arguments
# expect: super(): no arguments
# expect: super(): __class__ cell not found
# expect: super() argument 1 must be a type, not int
# expect: super(type, obj): obj must be an instance or subtype of type
# expect: 6
