def g():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
        return 'done'
    finally:
        print('fin')
it = g(); print(next(it), it.send('a'))
try: it.send('b')
except StopIteration as e: print(e.value)
print(it, g, type(it)) if 0 else print(type(it), it.__name__, it.__qualname__)
print(it.gi_running, it.gi_frame is None, it.gi_yieldfrom, it.gi_code.co_name)
it = g()
try: it.send(1)
except TypeError as e: print(e)
it = g(); next(it)
try: it.throw(ValueError('x'))
except ValueError as e: print(repr(e))
it = g(); next(it); it.close(); it.close()
it = g(); it.close()
try: next(it)
except StopIteration as e: print('stop', e.value)
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def si():
    yield 1
    raise StopIteration(3)
try: list(si())
except RuntimeError as e: print(e, repr(e.__cause__))
def reent():
    global R
    yield next(R)
R = reent()
try: next(R)
except ValueError as e: print(e)
def thrower():
    while True:
        try: yield 1
        except ValueError as e: print('caught', e)
t = thrower(); next(t)
print(t.throw(ValueError, 'a'), t.throw(ValueError('b')), t.throw(ValueError))
try: t.throw(1)
except TypeError as e: print(e)
try: t.throw(KeyError('k'))
except KeyError as e: print(e)
def deleg():
    r = yield from g()
    print('r', r)
    r = yield from [7, 8]
    print(r)
d = deleg(); print(next(d), d.send('q'), d.send('w'), next(d), next(d, 'end'))
def inner():
    try:
        yield 1
    except KeyError as e:
        print('inner', e); yield 'handled'
    return 5
def outer():
    v = yield from inner()
    yield v
o = outer(); next(o); print(o.throw(KeyError('z')), next(o))
def gg():
    for i in range(3): yield i
    return 10
def hh():
    x = yield from gg()
    return x + 1
def run(g):
    res = []
    try:
        while True: res.append(next(g))
    except StopIteration as e: return res, e.value
print(run(hh()))
print(sum(x for x in range(5) if x % 2), [*gg()], {*gg()}, tuple(gg()))
ge = (x for x in [1,2]); print(next(ge), ge.send(None))
print(type(ge).__name__, ge.__name__)

# expect: got a
# expect: 1 2
# expect: fin
# expect: done
# expect: <class 'generator'> g g
# expect: False True None g
# expect: can't send non-None value to a just-started generator
# expect: fin
# expect: ValueError('x')
# expect: fin
# expect: stop None
# expect: generator ignored GeneratorExit
# expect: generator raised StopIteration StopIteration(3)
# expect: generator already executing
# expect: caught a
# expect: caught b
# expect: caught 
# expect: 1 1 1
# expect: exceptions must be classes or instances deriving from BaseException, not int
# expect: 'k'
# expect: got q
# expect: fin
# expect: r done
# expect: None
# expect: 1 2 7 8 end
# expect: inner 'z'
# expect: handled 5
# expect: ([0, 1, 2], 11)
# expect: 4 [0, 1, 2] {0, 1, 2} (0, 1, 2)
# expect: 1 2
# expect: generator <genexpr>
