def f(a, b=2, *c, **d):
    x = 1
    if a: y = 5
    print(locals())
    z = [q for q in range(3)]
    return sorted(locals())
print(f(0), f(1, 2, 3, k=4))
def g():
    x = 1
    def h():
        y = x
        return locals()
    return h()
print(g())
def k():
    x = 10
    return eval('x + 1'), eval('x+y', {'x': 1, 'y': 2}), eval('x', None, {'x': 5})
print(k())
def e():
    x = 1
    exec('x = 5; y = 3')
    return x
print(e())
def v():
    q = 1
    return vars(), dir()
print(v())
class C:
    a = 1
    print(sorted(k for k in locals() if k[0] != '_'))
l = lambda x, y=2: locals()
print(l(1))
def nested(n):
    def inner(m): return n + m
    return locals()['n'], sorted(locals())
print(nested(4))

# expect: {'a': 0, 'b': 2, 'c': (), 'd': {}, 'x': 1}
# expect: {'a': 1, 'b': 2, 'c': (3,), 'd': {'k': 4}, 'x': 1, 'y': 5}
# expect: ['a', 'b', 'c', 'd', 'x', 'z'] ['a', 'b', 'c', 'd', 'x', 'y', 'z']
# expect: {'y': 1, 'x': 1}
# expect: (11, 3, 5)
# expect: 1
# expect: ({'q': 1}, ['q'])
# expect: ['a']
# expect: {'x': 1, 'y': 2}
# expect: (4, ['inner', 'n'])
