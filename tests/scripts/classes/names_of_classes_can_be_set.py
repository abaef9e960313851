class A:
    __module__='foo'
    __qualname__='Bar.Baz'
print(A, A.__name__, A.__qualname__)
A.__name__='Q'; print(A, A.__name__)
A.__qualname__='QQ'; print(A)
A.__module__='mm'; print(A, repr(A))
try: A.__name__=3
except TypeError as e: print(e)
try: A.__qualname__=3
except TypeError as e: print(e)
try: del A.__name__
except TypeError as e: print(e)

# expect: <class 'foo.Bar.Baz'> A Bar.Baz
# expect: <class 'foo.Bar.Baz'> Q
# expect: <class 'foo.QQ'>
# expect: <class 'mm.QQ'> <class 'mm.QQ'>
# expect: can only assign string to Q.__name__, not 'int'
# expect: can only assign string to Q.__qualname__, not 'int'
# expect: cannot delete '__name__' attribute of immutable type 'Q'
