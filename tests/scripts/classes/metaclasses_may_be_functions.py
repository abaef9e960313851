class M1(type): pass
class M2(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
try:
    class C(A, B): pass
except TypeError as e: print(e)
def func_meta(name, bases, ns, **kw):
    print(name, bases, sorted(k for k in ns if not k.startswith('__')), kw)
    return 42
class X(metaclass=func_meta, k=1):
    y = 1
print(X)

# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# expect: X () ['y'] {'k': 1}
# expect: 42
