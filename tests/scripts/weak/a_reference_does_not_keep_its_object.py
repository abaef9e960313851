import gc
import weakref


class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f'C({self.n})'


c = C(1)
r = weakref.ref(c)
print(r() is c, weakref.ref(c) is r, weakref.getweakrefcount(c))  # expect: True True 1
r2 = weakref.ref(c, lambda ref: print('dead', ref is r2, ref()))
print(weakref.getweakrefcount(c), weakref.getweakrefs(c) == [r, r2])  # expect: 2 True
print(r == r2, hash(r) == hash(c))  # expect: True True
c = None
gc.collect()  # expect: dead True None
print(r(), r2(), r == r2)  # expect: None None False


# What can be asked for is alive, whoever else has let it go.
def keeps():
    made = C(2)
    return weakref.ref(made), [made]


r, kept = keeps()
gc.collect()
print(r())  # expect: C(2)
kept.append(r())
kept.pop(0)
gc.collect()
print(r() is kept[0])  # expect: True

for bad in (1, 'a', (), [], None, {}, object()):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)
# expect: cannot create weak reference to 'int' object
# expect: cannot create weak reference to 'str' object
# expect: cannot create weak reference to 'tuple' object
# expect: cannot create weak reference to 'list' object
# expect: cannot create weak reference to 'NoneType' object
# expect: cannot create weak reference to 'dict' object
# expect: cannot create weak reference to 'object' object


class Slotted:
    __slots__ = ('a',)


class Referable(Slotted):
    __slots__ = ('__weakref__',)


try:
    weakref.ref(Slotted())
except TypeError as error:
    print(error)  # expect: cannot create weak reference to 'Slotted' object
s = Referable()
print(weakref.ref(s)() is s, weakref.ref(len)() is len)  # expect: True True


class M:
    def m(self):
        return 'm'


m = M()
w = weakref.WeakMethod(m.m)
print(w()(), w() == m.m, w == weakref.WeakMethod(m.m))  # expect: m True True
m = None
gc.collect()
print(w())  # expect: None
