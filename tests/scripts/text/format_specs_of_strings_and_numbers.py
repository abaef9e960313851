print(format("abc", "6") + "|", format("abc", ">6"), format("abc", "^7") + "|", format("abc", "*^8"), format("abcdef", ".3"), format("abcdef", "é<8.2"), format("é", ">3"), format("x", "05"), format("a", "") + "|", format("x", "s"))
# expect: abc   |    abc   abc  | **abc*** abc abéééééé   é x0000 a| x
print(format(42, "6"), format(42, "<6") + "|", format(42, "^6") + "|", format(-42, "=6"), format(42, "06"), format(-42, "06"), format(42, "+"), format(42, " "), format(-42, "+d"), format(7, "é^5"))
# expect:     42 42    |   42  | -   42 000042 -00042 +42  42 -42 éé7éé
print(format(255, "x"), format(255, "X"), format(255, "#x"), format(255, "#X"), format(255, "#b"), format(8, "o"), format(8, "#o"), format(-255, "#06x"), format(255, "#010b"), format(65, "c"), format(233, "c"), format(0x4e2d, "3c") + "|")
# expect: ff FF 0xff 0XFF 0b11111111 10 0o10 -0x0ff 0b11111111 A é   中|
print(format(1234567, ","), format(1234567, "_"), format(-1234567, ",d"), format(0xDEADBEEF, "_x"), format(1234, "08,"), format(1234, "012,d"), format(12, "05,"), format(10**30, ","), format(2**100, "_b"), format(123, "n"))
# expect: 1,234,567 1_234_567 -1,234,567 dead_beef 0,001,234 0,000,001,234 0,012 1,000,000,000,000,000,000,000,000,000,000 1_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000 123
print(format(10**40, "d"), format(10**40, "060"), format(-(10**40), ">50,"), format(2**200, "x"), format(2**70, "#X"), format(10**20, ".3e"))
# expect: 10000000000000000000000000000000000000000 000000000000000000010000000000000000000000000000000000000000 -10,000,000,000,000,000,000,000,000,000,000,000,000,000 100000000000000000000000000000000000000000000000000 0X400000000000000000 1.000e+20
print(format(3.14159, ".2f"), format(3.14159, "8.3f"), format(-3.14159, "08.2f"), format(3.0, ""), format(3.0, "g"), format(1e10, "g"), format(1e-5, "g"), format(1234567.891, ",.2f"), format(0.5, "%"), format(0.1234, ".1%"), format(12345.678, "e"), format(12345.678, ".0e"))
# expect: 3.14    3.142 -0003.14 3.0 3 1e+10 1e-05 1,234,567.89 50.000000% 12.3% 1.234568e+04 1e+04
print(format(1.5, "10"), format(1.5, "<10") + "|", format(1.5, "+"), format(-0.0, ""), format(-0.0, "z.1f"), format(1e300, ""), format(1e16, ""), format(123456789.0, ""), format(float("inf"), "5"), format(float("nan"), "F"), format(-float("inf"), "08"), format(1.0, "#.0f"))
# expect:        1.5 1.5       | +1.5 -0.0 0.0 1e+300 1e+16 123456789.0   inf NAN -0000inf 1.
print(format(3, ".2f"), format(3, "e"), format(25, "%"), format(True, ""), format(True, "d"), format(False, "5"), format(True, "x"), format(None, ""), format([1], ""), format(2.5, ".0f"), format(3.5, ".0f"), format(0.1, ".20f"), format(1/3, ".3"))
# expect: 3.00 3.000000e+00 2500.000000% True 1     0 1 None [1] 2 4 0.10000000000000000555 0.333
x, w, p = 3.14159, 10, 2
print(f"{x:.2f} {x:{w}.{p}f} {x!r:>{w}} {'a'!r} {'é'!a} {'s'!s:>4} {w:04d} {w=} {w = } {x=:.1f} {'a'=!s} {w:,}")
# expect: 3.14       3.14    3.14159 'a' '\xe9'    s 0010 w=10 w = 10 x=3.1 'a'=a 10
print(f"{'nested'!r:^{w + 2}}|{[1, 'a']}|{ {'k': 1} }|{(1,)!s:>6}|{None}|{True!r}|{{literal}}|{'a' 'b'}|{w:>{w}}")
# expect:   'nested'  |[1, 'a']|{'k': 1}|  (1,)|None|True|{literal}|ab|        10


class C:
    def __format__(self, spec):
        return "C<" + spec + ">"

    def __repr__(self):
        return "repr C"

    def __str__(self):
        return "str C"


class D:
    def __repr__(self):
        return "repr D é"


class S(str):
    pass


class I(int):
    pass


c = C()
print(f"{c} {c:x y} {c!r} {c!s:>8} {c!r:>8}|", format(c), format(c, "q"), "{:abc}".format(c), "{!r}{!s}".format(c, c), "%s %r %5s" % (c, c, c))
# expect: C<> C<x y> repr C    str C   repr C| C<> C<q> C<abc> repr Cstr C str C repr C str C
print(f"{D()} {D()!a} {D()!r:>9}", format(D()), "{0!a}".format(D()), "%s|%a|%-10r|" % (D(), D(), D()))
# expect: repr D é repr D \xe9  repr D é repr D é repr D \xe9 repr D é|repr D \xe9|repr D é  |
print(f"{S('abc'):>5} {S('x')}", format(I(5), "03"), f"{I(7)}", f"{I(7):b}", "{:>4}".format(S("é")), "%5s|%d" % (S("q"), I(3)))
# expect:   abc x 005 7 111    é     q|3


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: format("a", "d"))  # expect: ValueError Unknown format code 'd' for object of type 'str'
error(lambda: format(1, "s"))  # expect: ValueError Unknown format code 's' for object of type 'int'
error(lambda: format(1.5, "d"))  # expect: ValueError Unknown format code 'd' for object of type 'float'
error(lambda: format(1, ".2"))  # expect: ValueError Precision not allowed in integer format specifier
error(lambda: format("a", "+"))  # expect: ValueError Sign not allowed in string format specifier
error(lambda: format("a", "=5"))  # expect: ValueError '=' alignment not allowed in string format specifier
error(lambda: format("a", ","))  # expect: ValueError Cannot specify ',' with 's'.
error(lambda: format(1, ",x"))  # expect: ValueError Cannot specify ',' with 'x'.
error(lambda: format(1, "5 5"))  # expect: ValueError Invalid format specifier '5 5' for object of type 'int'
error(lambda: format(1, "q"))  # expect: ValueError Unknown format code 'q' for object of type 'int'
error(lambda: format(1.5, "é"))  # expect: ValueError Unknown format code '\xe9' for object of type 'float'
error(lambda: format(1, ",_"))  # expect: ValueError Cannot specify both ',' and '_'.
error(lambda: format(-1, "c"))  # expect: OverflowError %c arg not in range(0x110000)
error(lambda: format([1], "5"))  # expect: TypeError unsupported format string passed to list.__format__
error(lambda: format(None, "5"))  # expect: TypeError unsupported format string passed to NoneType.__format__
error(lambda: format(D(), "5"))  # expect: TypeError unsupported format string passed to D.__format__
error(lambda: format(1, 5))  # expect: TypeError format() argument 2 must be str, not int
error(lambda: format(10**400, "f"))  # expect: OverflowError int too large to convert to float
error(lambda: format("a", "99999999999999999999"))  # expect: ValueError Too many decimal digits in format string


class Bad:
    def __format__(self, spec):
        return 1

    def __str__(self):
        return 1

    def __repr__(self):
        return b"x"


error(lambda: f"{Bad()}")  # expect: TypeError __format__ must return a str, not int
error(lambda: str(Bad()))  # expect: TypeError __str__ returned non-string (type int)
error(lambda: repr(Bad()))  # expect: TypeError __repr__ returned non-string (type bytes)
error(lambda: "%s" % Bad())  # expect: TypeError __str__ returned non-string (type int)
