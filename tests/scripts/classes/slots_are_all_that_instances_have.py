class S:
    __slots__ = ('a', 'b')
    def __init__(self): self.a = 1
s = S()
print(s.a)
try: s.b
except AttributeError as e: print(e)
try: s.c = 1
except AttributeError as e: print(e)
try: s.__dict__
except AttributeError as e: print(e)
print(S.a, type(S.a))
print(S.a.__get__(s), S.__slots__)
del s.a
try: s.a
except AttributeError as e: print(e)
try: del s.a
except AttributeError as e: print(e)
class U(S):
    __slots__ = 'q'
u = U(); u.q = 1; u.b = 2
try: u.r = 1
except AttributeError as e: print(e)
try:
    class W:
        __slots__ = ('a',)
        a = 1
except ValueError as e: print(e)
try:
    class W:
        __slots__ = ('1a',)
except TypeError as e: print(e)
try:
    class W:
        __slots__ = (1,)
except TypeError as e: print(e)
class W:
    __slots__ = {'a': 'doc'}
w = W(); w.a = 1; print(w.a)
class Pr:
    __slots__ = ('__x',)
    def __init__(self): self.__x = 1
p = Pr(); print(p._Pr__x)

# expect: 1
# expect: 'S' object has no attribute 'b'
# expect: 'S' object has no attribute 'c'
# expect: 'S' object has no attribute '__dict__'
# expect: <member 'a' of 'S' objects> <class 'member_descriptor'>
# expect: 1 ('a', 'b')
# expect: 'S' object has no attribute 'a'
# expect: a
# expect: 'U' object has no attribute 'r'
# expect: 'a' in __slots__ conflicts with class variable
# expect: __slots__ must be identifiers
# expect: __slots__ items must be strings, not 'int'
# expect: 1
# expect: 1
