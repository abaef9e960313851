def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
i, g = counter(); i(); i(5); print(g())
fs = [lambda: k for k in range(3)]; print([f() for f in fs])
fs = [lambda k=k: k for k in range(3)]; print([f() for f in fs])
def f():
    try: return x
    except NameError as e: return str(e)
    x = 1
print(f())
def g():
    def h(): return y
    try: return h()
    except NameError as e: return str(e)
    y = 1
print(g())
def k():
    global newg
    newg = 7
k(); print(newg)
def l():
    for q in range(2): pass
    return q
print(l())
def m(a, b=[]): b.append(a); return b
m(1); print(m(2))
def n(*, a, b=2, **k): return a, b, k
print(n(a=1, c=3))
def o(a, /, b, *, c): return a, b, c
print(o(1, b=2, c=3))
def p(*args, sep='-'): return sep.join(map(str, args))
print(p(1, 2, sep='+'), p(*[1, 2], *(3,), **{'sep': '/'}))
print((lambda *a, **k: (a, k))(1, *[2], x=3, **{'y': 4}))
def dd():
    x = 1
    del x
    try: print(x)
    except UnboundLocalError as e: print(e)
dd()
def ee():
    x = 5
    def inner(): return x
    del x
    try: inner()
    except NameError as e: print(e)
ee()
a = b = c = []; a.append(1); print(b is c, c)
x, *y, z = range(5); print(x, y, z)
(a, b), [c, *d] = (1, 2), 'xyz'; print(a, b, c, d)
for i, (j, k) in enumerate([(1, 2), (3, 4)]): print(i, j, k, end=' ')
print()
a, b = b, a; print(a, b)
i = 0; l = [0, 0]; i, l[i] = 1, 5; print(i, l)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
try: a, *b, c = 1,
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
if (n := 10) > 5: print(n)
print([y := 1, y ** 2], [last := i for i in range(3)], last)
while (x := x + 1) < 5: pass
print(x)
print([(i, j) for i in range(3) if i for j in range(i)], {i: j for i, j in zip('ab', [1, 2])}, {i % 2 for i in range(5)})
for i in range(3):
    if i == 5: break
else: print('else')
while False: pass
else: print('welse')
try: pass
except: pass
else: print('telse')
print(1 if [] else 2, [] or 'd', 0 and 1, not None)
assert True, 'x'
print(*[1, 2], sep=','); print(end=''); print('a', 'b', sep='', end='!\n')
def ff(x): 'doc'; return x
print(ff.__doc__, ff(1))
exec('def gg(): return 5'); print(gg())
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(20))
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print(type(e).__name__)
print(eval('lambda a: a + 1')(2))
import functools
@functools.wraps(ff)
def w(*a): return ff(*a)
print(w.__name__, w.__wrapped__ is ff)
print(f'{1}' f'{2}' '3', 'a' 'b', r'\n', b'a' b'b', '''x
y''', "\x41\u0042\103\n".strip(), '\
z')
print(0o17, 0xF_F, 0b1_0, 1_000.5, 1e-3, 5j, .5, 1., 0_0)

# expect: 6
# expect: [2, 2, 2]
# expect: [0, 1, 2]
# expect: cannot access local variable 'x' where it is not associated with a value
# expect: cannot access free variable 'y' where it is not associated with a value in enclosing scope
# expect: 7
# expect: 1
# expect: [1, 2]
# expect: (1, 2, {'c': 3})
# expect: (1, 2, 3)
# expect: 1+2 1/2/3
# expect: ((1, 2), {'x': 3, 'y': 4})
# expect: cannot access local variable 'x' where it is not associated with a value
# expect: cannot access free variable 'x' where it is not associated with a value in enclosing scope
# expect: True [1]
# expect: 0 [1, 2, 3] 4
# expect: 1 2 x ['y', 'z']
# expect: 0 1 2 1 3 4 
# expect: 2 1
# expect: 1 [0, 5]
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 3, got 2)
# expect: not enough values to unpack (expected at least 2, got 1)
# expect: cannot unpack non-iterable int object
# expect: 10
# expect: [1, 1] [0, 1, 2] 2
# expect: 5
# expect: [(1, 0), (2, 0), (2, 1)] {'a': 1, 'b': 2} {0, 1}
# expect: else
# expect: welse
# expect: telse
# expect: 2 d 0 True
# expect: 1,2
# expect: ab!
# expect: doc 1
# expect: 5
# expect: 2432902008176640000
# expect: RecursionError
# expect: 3
# expect: ff True
# expect: 123 ab \n b'ab' x
# expect: y ABC z
# expect: 15 255 2 1000.5 0.001 5j 0.5 1.0 0
