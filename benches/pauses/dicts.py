"""Dicts and sets of thousands of keys."""
from bench import mark

mark(1)  # `d[i] = i`, 8,000 times
d = {}
for i in range(8000):
    d[i] = i
mark(2)  # `dict(d)`
e = dict(d)
mark(3)  # `d.copy()`
e = d.copy()
mark(4)  # `d == e`
d == e
mark(5)  # `d.update(e)`
d.update(e)
mark(6)  # `list(d)`
list(d)
mark(7)  # `list(d.items())`
list(d.items())
mark(8)  # `d | e`
d | e
mark(9)  # `{**d}`
{**d}
mark(10)  # `repr(d)`
e = {i: str(i) for i in range(2000)}
repr(e)
mark(11)  # `dict.fromkeys(range(n))`
e = dict.fromkeys(range(8000))
mark(12)  # `e.popitem()`, all of them
while e:
    e.popitem()
mark(13)  # `del d[i]` from the front, then a lookup
for i in range(7000):
    del d[i]
d[7500]
for k in d:
    break
mark(14)  # `d.clear()`
d.clear()
mark(15)  # `d[str(i)]`, 3,000 texts
for i in range(3000):
    d["key" + str(i)] = i
d = None
mark(16)  # `set(range(n))`
s = set(range(8000))
mark(17)  # `s.copy()`
t = s.copy()
mark(18)  # `s | t`
s | t
mark(19)  # `s & t`
s & t
mark(20)  # `s - t`
s - t
mark(21)  # `s ^ t`
s ^ t
mark(22)  # `s == t`
s == t
mark(23)  # `s <= t`
s <= t
mark(24)  # `s.update(t)`
s.update(t)
mark(25)  # `frozenset(s)` and its hash
hash(frozenset(s))
mark(26)  # `s.isdisjoint(t)`
s.isdisjoint(range(-8000, 0))
mark(27)  # `sorted(s)`
sorted(s)
mark(28)  # `s.add(i)`, 8,000 times
s = set()
for i in range(8000):
    s.add(i)
mark(29)  # `s.pop()`, all of them
while s:
    s.pop()
mark(30)  # `Counter`, `OrderedDict`, `defaultdict`
from collections import Counter, OrderedDict, defaultdict
Counter(range(1000))
OrderedDict((i, i) for i in range(1000))
defaultdict(int, t and {i: i for i in range(1000)})
