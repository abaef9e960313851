print("%s %d %r" % ("a", 5, "é"), "%5s|%-5s|%.2s|%5.1s|" % ("ab", "cd", "xyz", "q"), "%%" % (), "100%% %s" % "x", "%s" % None, "%s" % ((1, 2),), "%s" % [1], "%s" % {"a": 1})
# expect: a 5 'é'    ab|cd   |xy|    q| % 100% x None (1, 2) [1] {'a': 1}
print("%d %i %u %5d|%-5d|%05d|%+d|% d|%.3d" % (1, 2, 3, 4, 5, -6, 7, 8, 9), "%d" % 3.9, "%d" % -3.9, "%d" % True, "%d" % 10**20, "%x %X %#x %o %#o" % (255, 255, 255, 8, 8), "%08x" % 48879)
# expect: 1 2 3     4|5    |-0006|+7| 8|009 3 -3 1 100000000000000000000 ff FF 0xff 10 0o10 0000beef
print("%f %.2f %8.3f|%-8.1f|%08.2f|%+.1f|%e %.2E %g %G" % (1.5, 2.345, 3.14159, 2.25, -1.5, 2.0, 12345.678, 0.00012, 1e-7, 1e20), "%f" % 3, "%.0f" % 2.5, "%g" % 100000, "%g" % 1e6, "%s" % 1.0, "%#.3g" % 1.0)
# expect: 1.500000 2.35    3.142|2.2     |-0001.50|+2.0|1.234568e+04 1.20E-04 1e-07 1E+20 3.000000 2 100000 1e+06 1.0 1.00
print("%c%c%c" % (65, "b", 0x4e2d), "%5c|%-3c|" % ("x", 121), "%(a)s %(b)05d %(a)r" % {"a": "x", "b": 42}, "%(é)s" % {"é": 1}, "%(a(b))s" % {"a(b)": 2}, "no" % {}, "no" % [1])
# expect: Ab中     x|y  | x 00042 'x' 1 2 no no
print("%*d|%-*d|%.*f|%*.*f" % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828), "%*s|" % (-5, "a"), "%r %a" % ("é\n", "é\n"), "%s %s" % ("é", "中"), "é%sü" % 1, "%ld %hd %Lf" % (1, 2, 3.0))
# expect:    42|42   |3.14|   2.718 a    | 'é\n' '\xe9\n' é 中 é1ü 1 2 3.000000
big = 10**30
print("%d" % big, "%x" % big, "%40d|" % -big, "%s" % big, "%.3e" % 1e100, "%s %s" % (float("inf"), float("nan")), "%d%%" % 50, "%f" % float("inf"))
# expect: 1000000000000000000000000000000 c9f2c9cd04674edea40000000         -1000000000000000000000000000000| 1000000000000000000000000000000 1.000e+100 inf nan 50% inf


class N:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __repr__(self):
        return "N()"


class X:
    def __index__(self):
        return 255

    def __str__(self):
        return "X!"


class M:
    def __getitem__(self, key):
        return key * 2


print("%d %i %f %s %r %.1e" % (N(), N(), N(), N(), N(), N()), "%x %d %s %c" % (X(), X(), X(), X()), "%(ab)s" % M(), "%s %s" % ([N()], {1: N()}), "%5s|%-5s|" % (X(), N()))
# expect: 7 7 7.500000 N() N() 7.5e+00 ff 255 X! ÿ abab [N()] {1: N()}    X!|N()  |


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: "%d" % "x")  # expect: TypeError %d format: a real number is required, not str
error(lambda: "%d" % None)  # expect: TypeError %d format: a real number is required, not NoneType
error(lambda: "%x" % 1.5)  # expect: TypeError %x format: an integer is required, not float
error(lambda: "%x" % "a")  # expect: TypeError %x format: an integer is required, not str
error(lambda: "%f" % "x")  # expect: TypeError must be real number, not str
error(lambda: "%c" % "ab")  # expect: TypeError %c requires int or char
error(lambda: "%c" % -1)  # expect: OverflowError %c arg not in range(0x110000)
error(lambda: "%c" % 1.5)  # expect: TypeError %c requires int or char
error(lambda: "%y" % 1)  # expect: ValueError unsupported format character 'y' (0x79) at index 1
error(lambda: "abc%é" % 1)  # expect: ValueError unsupported format character '?' (0xe9) at index 4
error(lambda: "%" % 1)  # expect: ValueError incomplete format
error(lambda: "%(a" % {})  # expect: ValueError incomplete format key
error(lambda: "%(a)s" % 1)  # expect: TypeError format requires a mapping
error(lambda: "%(a)s" % {})  # expect: KeyError 'a'
error(lambda: "%s %s" % 1)  # expect: TypeError not enough arguments for format string
error(lambda: "%s %s" % (1,))  # expect: TypeError not enough arguments for format string
error(lambda: "%s" % (1, 2))  # expect: TypeError not all arguments converted during string formatting
error(lambda: "a" % 1)  # expect: TypeError not all arguments converted during string formatting
error(lambda: "%*d" % ("a", 1))  # expect: TypeError * wants int
error(lambda: "%d" % float("inf"))  # expect: OverflowError cannot convert float infinity to integer
error(lambda: "%d" % float("nan"))  # expect: ValueError cannot convert float NaN to integer
error(lambda: "%d" % [1])  # expect: TypeError %d format: a real number is required, not list
