class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'pre': 1}
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, kw, 'pre' in ns)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', a, k)
        return super().__call__(*a, **k)
    def __instancecheck__(cls, o): return o == 3
    def __subclasscheck__(cls, c): return c is int
    def __getattr__(cls, n): return 'meta ' + n
    def __iter__(cls): return iter([1,2])
    def __len__(cls): return 7
    def __getitem__(cls, i): return i*2
    def __contains__(cls, i): return i == 5
    def __repr__(cls): return '<M %s>' % cls.__name__
    def __eq__(cls, o): return True
    def __hash__(cls): return 1
    def __add__(cls, o): return 'added'
    @property
    def prop(cls): return 'prop ' + cls.__name__
class A(metaclass=M, opt=2):
    def __init__(self, *a, **k): self.a = a
print(A.pre, A.foo, A(1, z=2).a, isinstance(3, A), isinstance(A(), A), issubclass(int, A), list(A), len(A), A[4], 5 in A, A, A == 3, hash(A), A + 1, A.prop)
class B(A): pass
print(type(B), B.prop, B)
x, y = A
print(x, y, bool(A), str(A), f'{A}')
try: A().prop
except AttributeError as e: print(e)

# expect: prepare A () {'opt': 2}
# expect: new A {'opt': 2} True
# expect: init A {'opt': 2}
# expect: call (1,) {'z': 2}
# expect: call () {}
# expect: 1 meta foo (1,) True True True [1, 2] 7 8 True <M A> True 1 added prop A
# expect: prepare B (<M A>,) {}
# expect: new B {} True
# expect: init B {}
# expect: <class '__main__.M'> prop B <M B>
# expect: 1 2 True <M A> <M A>
# expect: call () {}
# expect: 'A' object has no attribute 'prop'
