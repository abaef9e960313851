"""Ints of ten thousand bits and more."""
from bench import mark

a = (1 << 20000) - 3
b = (1 << 20000) + 5
mark(1)  # `a * b`
c = a * b
mark(2)  # `c // a`
c // a
mark(3)  # `c % a`
c % a
mark(4)  # `a + b`
a + b
mark(5)  # `a << n`
a << 100000
mark(6)  # `a >> n`
c >> 7
mark(7)  # `a & b`
a & b
mark(8)  # `3 ** n`
3**8000
mark(9)  # `pow(a, b, m)`
pow(a, 3, b)
mark(10)  # `str(a)`
str(a)
mark(11)  # `int(text)`
int("9" * 4300)
mark(12)  # `hex(a)`, `bin(a)`
hex(a)
bin(a)
mark(13)  # `a == b`, `a < b`, `hash(a)`
a == b
a < b
hash(a)
mark(14)  # `float(a)`, `a / b`
a / b
mark(15)  # `math.factorial(1000)`
import math
math.factorial(1000)
mark(16)  # `math.gcd(a, b)`, `math.isqrt(a)`
math.gcd(a, b)
math.isqrt(a)
mark(17)  # `a.bit_length()`, `a.bit_count()`
a.bit_length()
a.bit_count()
mark(18)  # `f"{a:,}"`
f"{a:,}"
mark(19)  # `repr` of floats
[repr(x / 7) for x in range(100)]
repr(1e-300), repr(1.7e308)
mark(20)  # `float(text)` with many digits
float("1." + "3" * 5000)
mark(21)  # `"%.300f" % x`
"%.300f" % 1e-300
f"{1e300:f}"
mark(22)  # a product of a million bits
d = 1 << 400000
d = (d - 1) * (d - 3)
mark(23)  # `d // a`
d // a
mark(24)  # `d * d` is refused, `~d`, `-d`, `d ^ a`
~d, -d, d ^ a
