class D:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name)
    def __get__(self, o, t=None): return ('get', o is None, t.__name__)
class A:
    d = D()
    e = D()
print(A.d, A().e)
class Bad:
    def __set_name__(self): pass
try:
    class X:
        b = Bad()
except (RuntimeError, TypeError) as e: print(type(e), e, e.__cause__)

# expect: set_name A d
# expect: set_name A e
# expect: ('get', True, 'A') ('get', False, 'A')
# expect: <class 'RuntimeError'> Error calling __set_name__ on 'Bad' instance 'b' in 'X' Bad.__set_name__() takes 1 positional argument but 3 were given
