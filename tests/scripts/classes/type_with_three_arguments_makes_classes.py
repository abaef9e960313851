T = type('T', (), {'x': 1, 'f': lambda self: self.x})
print(T, T().f(), T.__module__)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        cls.tag = tag
        print('init_subclass', cls.__name__, tag, kw)
U = type('U', (Base,), {}, tag=5)
print(U.tag)
class V(Base, tag='v', other=1): pass
try:
    class W(metaclass=type, foo=1): pass
except TypeError as e: print(e)
try:
    class W(foo=1): pass
except TypeError as e: print(e)
try: type('a')
except TypeError as e: print(e)
try: type('a', (), {}, 1)
except TypeError as e: print(e)
try: type(1, (), {})
except TypeError as e: print(e)
try: type('a', [], {})
except TypeError as e: print(e)
try: type('a', (), [])
except TypeError as e: print(e)
try: type('a', (1,), {})
except TypeError as e: print(e)
try: type('a', (int, str), {})
except TypeError as e: print(e)
try: type('a', (bool,), {})
except TypeError as e: print(e)
try: type('a', (Base, Base), {})
except TypeError as e: print(e)
try: type('a', (object, Base), {})
except TypeError as e: print(e)

# expect: <class '__main__.T'> 1 __main__
# expect: init_subclass U 5 {}
# expect: 5
# expect: init_subclass V v {'other': 1}
# expect: W.__init_subclass__() takes no keyword arguments
# expect: W.__init_subclass__() takes no keyword arguments
# expect: type() takes 1 or 3 arguments
# expect: type.__new__() argument 1 must be str, not int
# expect: type.__new__() argument 2 must be tuple, not list
# expect: type.__new__() argument 3 must be dict, not list
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# expect: multiple bases have instance lay-out conflict
# expect: type 'bool' is not an acceptable base type
# expect: duplicate base class Base
# expect: Cannot create a consistent method resolution
# expect: order (MRO) for bases object, Base
