import gc
import weakref


class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f'C({self.n})'


values = weakref.WeakValueDictionary()


def fill():
    a, b = C(5), C(6)
    values['a'] = a
    values['b'] = b
    print(sorted(values.keys()), len(values))  # expect: ['a', 'b'] 2
    return b


b = fill()
gc.collect()
print(dict(values), len(values), 'a' in values, values.get('a', 'none'))  # expect: {'b': C(6)} 1 False none
keys = weakref.WeakKeyDictionary()
keys[b] = 'x'
print(len(keys), keys[b], b in keys, list(keys.items()))  # expect: 1 x True [(C(6), 'x')]
b = None
gc.collect()
print(len(keys), len(values))  # expect: 0 0

some = weakref.WeakSet()
x, y = C(7), C(8)
some.add(x)
some.add(y)
some.add(x)
print(len(some), x in some, some == weakref.WeakSet([y, x]))  # expect: 2 True True
x = None
gc.collect()
print(len(some), list(some))  # expect: 1 [C(8)]

proxy = weakref.proxy(y)
print(proxy.n, proxy, isinstance(proxy, C))  # expect: 8 C(8) True
proxy.n = 9
print(y.n)  # expect: 9
finalizer = weakref.finalize(y, print, 'finalized', 3)
detached = weakref.finalize(y, print, 'never')
print(finalizer.alive, detached.detach()[1] is print, detached.alive)  # expect: True True False
y = None
gc.collect()  # expect: finalized 3
print(finalizer.alive, finalizer())  # expect: False None
try:
    proxy.n
except ReferenceError as error:
    print(error)  # expect: weakly-referenced object no longer exists
