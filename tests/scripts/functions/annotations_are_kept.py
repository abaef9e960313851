x: int = 3
y: 'str'
print(__annotations__)
def f(a: int, b: str = 'x', *c: float, d: 'q' = 1, **e: bool) -> None: pass
print(f.__annotations__)
class A:
    p: int = 4
    q: list[int]
print(A.__annotations__)
class B(A): pass
print(B.__annotations__)
def g():
    z: undefined_thing = 3
    return z
print(g())
print(g.__annotations__)
f.__annotations__ = {}
print(f.__annotations__)
(w): int = 5
print(__annotations__)
A.v: int = 9
print(A.v)

# expect: {'x': <class 'int'>, 'y': 'str'}
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'c': <class 'float'>, 'd': 'q', 'e': <class 'bool'>, 'return': None}
# expect: {'p': <class 'int'>, 'q': list[int]}
# expect: {}
# expect: 3
# expect: {}
# expect: {}
# expect: {'x': <class 'int'>, 'y': 'str'}
# expect: 9
