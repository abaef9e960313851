def f(): return 1
def g(): return 2
f.__code__ = g.__code__
print(f())
print(f.__globals__ is globals())
print(type(f), type(f.__code__), type(lambda: 0))
F = type(f)
h = F(g.__code__, {})
print(h(), h.__name__)
h = F(g.__code__, globals(), 'hh', (1,))
print(h.__name__, h.__defaults__)

# expect: 2
# expect: True
# expect: <class 'function'> <class 'code'> <class 'function'>
# expect: 2 g
# expect: hh (1,)
