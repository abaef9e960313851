"""doc"""
from __future__ import annotations
import os, os.path as op, a.b.c
from . import x as y, z
from ..pkg.sub import *
def m(cmd):
    "docstring of m"
    match cmd:
        case 1 | 2:
            return "n"
        case [x, y, *rest] if x > y:
            return rest
        case {"k": v, "w": [p, q], **others}:
            return v, p, q, others
        case Point(0, y=yy) as pt:
            return pt, yy
        case None | True:
            pass
        case "a" | "b" as s:
            return s
        case (a.b, _) | [_, a.b, _]:
            pass
        case _:
            return 0
def star(f):
    try:
        f()
    except* ValueError as e:
        print(e)
    except* (TypeError, KeyError):
        pass
    else:
        return_ = 1
    finally:
        print("fin")
async def co(it, cm):
    async with cm as (a, b), cm.x:
        async for i in it:
            if i:
                break
            yield i
        else:
            await cm
    r = [x async for x in it if await x]
    g = (x async for x in it)
    return
def loops(xs):
    for x in xs:
        try:
            if x: continue
            with x as y:
                if y: break
                return y
        except (A, B) as e:
            raise RuntimeError("x") from e
        finally:
            if x:
                continue
            print(x)
    else:
        return None
    while xs:
        if (n := len(xs)) > 10 and xs[0] in (1, 2, 3):
            del xs[0], n
        elif not xs or n is None:
            break
    while True:
        pass
def calls(*a, **k):
    f(*a, 1, x=2, **k, y=3)
    f(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18)
    a.b.c(1, q=a)(2)
    return {**k, 'a': 1}, {*a, 1}, [*a], (*a, 2), {1: 2}
class C[T](Base[T], metaclass=M):
    "class doc"
    x: int = 1
    y: list[str]
    __private = [x for x in range(3) if x]
    z = lambda self, q=__private: self.__private + q
    def __init__(self, __v):
        self.__v = __v
        self.a[0] += 1
        self.b.c -= __v
        super().__init__(**{})
    @property
    @deco(1)
    def p(self): return __class__
    @staticmethod
    async def s(): pass
    class D(*bases, **kw):
        def f(self): return super().f()
def scopes():
    a = b = c = 1
    def g():
        nonlocal a
        a += b
        global gg
        gg = a
        class K:
            a = a
            d = b
            def h(self): return a, b, K
        return [lambda: (a, i) for i in range(3)], K
    del c
    try:
        c
    except NameError: pass
    return g, a
def strings(v, w):
    return f"{v!r:>{w}} {w:.2f}{v=}" f"lit" "x", b"abc", 1.5, -2.5, 3j, 10**20, 1 << 20, 0xFFFFFFFFFFFFFFFFFF, """long text with spaces"""
x = 1 if y else 2
assert x, "msg"
assert y
a[1:2], a[::2], a[i, j] = 1, 2, 3
a, (b, *c), d = 1, (2, 3), 4
@deco
class E: pass
type Alias[T] = list[T]
if 0:
    def dead(): yield
print(x if x else y, not x, x and y or z, 1 < x < 3, x is not None)
lst = [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]
tbl = ((1, 2), (3, 'x', None))
del a, b.c, d[0]

def w(items):
    if any((hit := i) > 3 for i in items): return hit
    return [(j := k, j) for k in items], j
def gen():
    x = yield 1
    try:
        yield x
    finally:
        return 5
def nested():
    with a() as b, c() as d:
        for i in b:
            with d:
                return i
    lst[0], lst[1] = lst[1], lst[0]
    i, j = j, i
    p = q or r
    p = q or []
    p = (s := 1) + s
def fib(n):
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a

def f(x, y=2, *args, k=3, **kw):
    for i, v in enumerate(args):
        if i % 2 == 0 and v is not None or not k:
            print(i, v, sep="")
        elif v in kw:
            continue
        else:
            break
    return [z * 2 for z in args if z > 1]

def g():
    total = 0
    def h(n):
        nonlocal total
        total += n
        return lambda q: q + total
    return h

class A(object):
    z = 1
    def __init__(self, v):
        super().__init__()
        self.v = v
    def m(self):
        try:
            return self.v
        finally:
            print("x")

def t(p):
    try:
        q = p()
    except KeyError as e:
        print(e)
    except (ValueError, TypeError):
        return 1
    else:
        print("else")
    with open(p) as fh:
        for line in fh:
            if line:
                return line
    return q

def gen(n):
    yield from (x + 1 for x in range(n) if x)
    y = yield
    return 0 < n < 10
