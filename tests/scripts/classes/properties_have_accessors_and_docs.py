class A:
    def __init__(s): s._x = 0
    @property
    def x(s): "xdoc"; return s._x
    @x.setter
    def x(s, v): s._x = v
    @x.deleter
    def x(s): print('del')
    y = property(lambda s: 7, doc='ydoc')
    z = property()
    def gx(s): return 9
    w = property(gx)
a = A(); a.x = 3; print(a.x); del a.x; print(A.x.__doc__, A.y.__doc__, A.x.fget.__name__, A.z.fget)
try: a.y = 1
except AttributeError as e: print(e)
try: del a.y
except AttributeError as e: print(e)
try: a.z
except AttributeError as e: print(e)
print(A.x.__get__(a), A.x.__get__(None, A) is A.x)
A.x.__set__(a, 10); print(a.x)
class P(property): pass
class B:
    @P
    def q(self): return 'q'
print(B().q, type(B.q))
print(a.w)

# expect: 3
# expect: del
# expect: xdoc ydoc x None
# expect: property 'y' of 'A' object has no setter
# expect: property 'y' of 'A' object has no deleter
# expect: property 'z' of 'A' object has no getter
# expect: 3 True
# expect: 10
# expect: q <class '__main__.P'>
# expect: 9
