"""Texts and bytes of tens of thousands of characters."""
from bench import mark

N = 20000

mark(1)  # `"ab" * n`
s = "ab" * (N // 2)
mark(2)  # `s + s`
s + s
mark(3)  # `s[1:]`
t = s[1:]
mark(4)  # `s[::-1]`
s[::-1]
mark(5)  # `s == t`
s == "b" + t[1:]
s == s[:]
mark(6)  # `s.find(x)`
s.find("abb")
mark(7)  # `s.rfind(x)`
s.rfind("abb")
mark(8)  # `s.count(x)`
s.count("ab")
mark(9)  # `x in s`
"bb" in s
mark(10)  # `s.replace(a, b)`
s.replace("ab", "c")
mark(11)  # `s.upper()`
s.upper()
mark(12)  # `s.swapcase()`, `s.title()`
s.swapcase()
s.title()
mark(13)  # `s.isalpha()`, `s.islower()`, `s.isidentifier()`
s.isalpha()
s.islower()
s.isidentifier()
s.isprintable()
mark(14)  # `s.split("b")`
p = s[:20000].split("b")
mark(15)  # `",".join(p)`
",".join(p)
mark(16)  # `s.split()`
w = ("ab " * 5000).split()
mark(17)  # `s.splitlines()`
("ab\n" * 5000).splitlines()
p = w = None
mark(18)  # `s.strip()`
(" " * N).strip()
mark(19)  # `s.partition(x)`
s.partition("bb")
mark(20)  # `s.startswith(x)`
s.startswith(t)
mark(21)  # `s.encode()`
b = s.encode()
mark(22)  # `b.decode()`
b.decode()
mark(23)  # `hash(s)`
hash(s)
mark(24)  # `repr(s)`
repr(s)
mark(25)  # `ascii(s)`
ascii(s)
mark(26)  # `s.center(n)`, `s.zfill(n)`, `s.ljust(n)`
"x".center(N)
"1".zfill(N)
"x".ljust(N)
mark(27)  # `s.translate(d)`
s[:20000].translate({97: "c"})
mark(28)  # `f"{s}{s:>25000}"`
f"{s}{s:>25000}"
mark(29)  # `"%s" % s`
"%s|%s" % (s, s)
mark(30)  # `list(s)`
list(s[:20000])
mark(31)  # characters of two bytes: length, item, slice
u = "ä" * 10000
len(u)
u[9999]
u[5:9990]
mark(32)  # `u.upper()`, `u.encode()`
u.upper()
u.encode()
u.find("b")
mark(33)  # `s += x` a thousand times
u = s
for i in range(100):
    u += "c"
mark(34)  # `print(s)`
print(s[:30000])
mark(35)  # `int(s)` of four thousand digits
i = int("7" * 4000)
mark(36)  # `str(i)`
str(i)
mark(37)  # `bytes(n)`, `bytearray(n)`
bytes(50000)
a = bytearray(50000)
mark(38)  # `a[:]`
a[:]
mark(39)  # `a += b`
a += b
mark(40)  # `a.insert(0, x)`
a.insert(0, 1)
mark(41)  # `del a[0]`
del a[0]
mark(42)  # `bytes(a)`
bytes(a)
mark(43)  # `a.hex()`
b.hex()
mark(44)  # `bytes.fromhex(x)`
bytes.fromhex("ab" * 20000)
mark(45)  # `list(b)`
list(b[:20000])
mark(46)  # `bytes(list)`
bytes([1] * 20000)
mark(47)  # `b.find(x)`
b.find(b"bb")
mark(48)  # `b.replace(x, y)`
b.replace(b"a", b"cc")
mark(49)  # `b.translate(t)`
b.translate(bytes(range(256)))
mark(50)  # `repr(b)`
repr(b)
mark(51)  # `a == b`
a == bytes(a)
mark(52)  # `hash(b)`
hash(b)
mark(53)  # `memoryview(a)[::2].tolist()`
memoryview(a)[:20000:2].tolist()
mark(54)  # `memoryview(a)[:] = b`
memoryview(a)[: len(b)] = b
mark(55)  # `a.reverse()`
a.reverse()
mark(56)  # `b.join(parts)`
b"".join([b[:5000]] * 8)
mark(57)  # `"".join(generator)`
"".join(str(i) for i in range(5000))
mark(58)  # `s.expandtabs()`, `s.casefold()`, `s.capitalize()`
("a\t" * 10000).expandtabs()
s.casefold()
s.capitalize()
mark(59)  # `min(s)`, `sorted(s)`
min(s)
sorted(s[:5000])
mark(60)  # `s.rsplit("b", 2)`
s.rsplit("b", 2)
mark(61)  # `a.extend(range)`
a.extend(i & 255 for i in range(3000))
a.extend(b)
mark(62)  # `int(s, 16)`, `int.from_bytes`, `i.to_bytes`
int("f" * 20000, 16)
int.from_bytes(b[:20000], "big").to_bytes(20000, "little")
mark(63)  # `a < b`
bytes(a[:30000]) < bytes(a[:30000])
