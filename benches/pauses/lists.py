"""Lists and tuples of tens of thousands of items."""
from bench import mark

N = 20000

mark(1)  # `[0] * n`
a = [0] * N
mark(2)  # `list(range(n))`
b = list(range(N))
mark(3)  # `a + b`
a = b[:10000] + b[:10000]
mark(4)  # `b[:]`
a = b[:]
mark(5)  # `b[::2]`
a = b[::2]
mark(6)  # `tuple(b)`
a = tuple(b)
mark(7)  # `a[1:]` of a tuple
a = a[1:]
a = None
mark(8)  # `b.insert(0, x)`
b.insert(0, None)
mark(9)  # `b.pop(0)`
b.pop(0)
mark(10)  # `del b[:2]`
del b[:2]
mark(11)  # `b[1:3] = []`
b[1:3] = []
mark(12)  # `del b[::2]`
del b[::2]
mark(13)  # `b.reverse()`
b.reverse()
mark(14)  # `b.index(x)`
b.index(b[-1])
mark(15)  # `b.count(x)`
b.count(-1)
mark(16)  # `x in b`
-1 in b
mark(17)  # `b == c`
c = b.copy()
b == c
mark(18)  # `b.extend(c)`
b.extend(c)
mark(19)  # `b += c`
b += c[:5000]
c = None
mark(20)  # `b.sort()`
b.sort()
mark(21)  # `sorted(b, reverse=True)`
b = b[:8000]
sorted(b, reverse=True)
mark(22)  # `sorted(b, key=str)`
sorted(b[:2000], key=str)
mark(23)  # `sum(b)`
sum(b)
mark(24)  # `min(b)`
min(b)
mark(25)  # `b.append(x)`, a thousand times from eight thousand on
for i in range(1000):
    b.append(i)
mark(26)  # `b.clear()`
b.clear()
mark(27)  # `list(map(str, range(n)))`
b = list(map(str, range(3000)))
mark(28)  # `repr(b)`
repr(b)
mark(29)  # `str(tuple(b))`
str(tuple(b))
mark(30)  # `hash(tuple(b))`
hash(tuple(b))
mark(31)  # `first, *rest = b`
first, *rest = b
mark(32)  # `f(*b)`
def f(*args):
    return len(args)
f(*b)
mark(33)  # `[*b, *b]`
[*b, *b]
mark(34)  # `b < c`
b < rest
mark(35)  # `b *= 8`
b *= 8
mark(36)  # `list(zip(b, b))`
b = list(zip(b[:2000], b))
mark(37)  # `list(reversed(b))`
list(reversed(b))
mark(38)  # `deque(b)`
b = list(range(20000))
from collections import deque
b = b[:8000]
d = deque(b)
mark(39)  # `d.rotate(9999)`
d.rotate(9999)
mark(40)  # `d.extend(b)`
d.extend(b)
mark(41)  # `d.appendleft(x)`, a thousand times
for i in range(1000):
    d.appendleft(i)
mark(42)  # `array('i', b)`
from array import array
d = array("i", b)
mark(43)  # `d.tolist()`
d.tolist()
mark(44)  # `d + d`
d + d
mark(45)  # `heapify(b)`
from heapq import heapify
b.reverse()
heapify(b)
