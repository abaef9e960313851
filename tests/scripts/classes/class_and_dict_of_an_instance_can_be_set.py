class A:
    def f(self): return 'A'
class B:
    def f(self): return 'B'
a = A(); a.x = 1
a.__class__ = B
print(a.f(), a.x, type(a), isinstance(a, B))
try: a.__class__ = int
except TypeError as e: print(e)
try: a.__class__ = 1
except TypeError as e: print(e)
try: (1).__class__ = A
except TypeError as e: print(e)
class S:
    __slots__ = ('x',)
try: S().__class__ = A
except TypeError as e: print(e)
a.__dict__ = {'y': 2}
print(a.y, vars(a))
try: a.__dict__ = 1
except TypeError as e: print(e)

# expect: B 1 <class '__main__.B'> True
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: __class__ must be set to a class, not 'int' object
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: __class__ assignment: 'A' object layout differs from 'S'
# expect: 2 {'y': 2}
# expect: __dict__ must be set to a dictionary, not a 'int'
