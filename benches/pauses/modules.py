"""The standard modules with much data."""
from bench import mark

b = bytes(range(256)) * 100

mark(1)  # `binascii.crc32`
import binascii
binascii.crc32(b)
mark(2)  # `hexlify`, `unhexlify`
binascii.unhexlify(binascii.hexlify(b))
mark(3)  # `b2a_base64`, `a2b_base64`
binascii.a2b_base64(binascii.b2a_base64(b))
mark(4)  # `base64.b64encode`
import base64
base64.b64decode(base64.b64encode(b))
mark(5)  # `base64.b32encode`
base64.b32encode(b[:5000])
mark(6)  # `hashlib.sha256`
import hashlib
hashlib.sha256(b).hexdigest()
mark(7)  # `json.dumps`
import json
d = {"k%d" % i: [i, i * 0.5, "text", None] for i in range(300)}
t = json.dumps(d)
mark(8)  # `json.loads`
json.loads(t)
mark(9)  # `json` of one long text
json.loads(json.dumps("ab\n" * 10000))
mark(10)  # `re.search` in a long text
import re
s = "abcabcab" * 5000
re.search("b+d", s)
mark(11)  # `re.findall`, `re.sub`, `re.split`
re.findall("c", s[:8000])
re.sub("a", "x", s[:8000])
re.split("c", s[:8000])
mark(12)  # a pattern that backtracks
try:
    re.match("(a*)*b", "a" * 18)
except RuntimeError:
    pass
mark(13)  # `struct.pack`, `struct.unpack` of many
import struct
struct.unpack("<5000H", struct.pack("<5000H", *range(5000)))
mark(14)  # `array` from bytes, `frombytes`, `byteswap`
from array import array
a = array("H", b)
a.frombytes(b)
a.byteswap()
mark(15)  # `array.index`, `count`, `reverse`, `extend`
a.count(1)
a.reverse()
a.extend(a)
a == a[:]
mark(16)  # `itertools`
import itertools
list(itertools.chain(range(3000), range(3000)))
list(itertools.permutations(range(6)))
mark(17)  # `copy.deepcopy`
import copy
copy.deepcopy(d)
mark(18)  # `textwrap.fill`
import textwrap
textwrap.fill("some words to wrap " * 200, 40)
mark(19)  # `statistics`
import statistics
statistics.median(range(2000)), statistics.pstdev(range(1000))
mark(20)  # `random.shuffle`, `choices`
import random
random.shuffle(list(range(2000)))
mark(21)  # `io.StringIO`, `BytesIO`
import io
f = io.StringIO(s)
f.read()
f = io.BytesIO(b)
f.write(b)
f.getvalue()
mark(22)  # `string.Template`
import string
string.Template("$a " * 1000).substitute(a=1)
mark(23)  # `functools.lru_cache`, `reduce`
import functools
functools.reduce(lambda x, y: x + y, range(3000))
mark(24)  # `bisect`, `heapq`
import bisect, heapq
x = []
for i in range(2000):
    bisect.insort(x, i * 7919 % 2003)
heapq.nsmallest(10, x)
mark(25)  # `math.fsum`, `prod`, `dist`
import math
math.fsum(range(5000))
math.prod(range(1, 2000))
mark(26)  # `struct.pack_into`, `iter_unpack`
list(struct.iter_unpack("<HH", b[:8000]))
mark(27)  # `collections`
import collections
collections.Counter("abc" * 3000).most_common()
mark(28)  # `dataclasses`, `enum`, `typing`, `abc`
import dataclasses, enum, typing, abc
