class P:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"P({self.x}, {self.y})"


p = P(1, [10, 20])
print("{} {} {}".format(1, "a", 2.5), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{} {k}".format(1, k="v"), "{{}} {{{}}}".format(5), "".format(1), "no fields".format())
# expect: 1 a 2.5 a b a 1 2 1 v {} {5}  no fields
print("{0.x} {0.y[1]} {p.y}".format(p, p=p), "{[1]} {[k]}".format([1, 2], {"k": 3}), "{0[a b]}".format({"a b": 1}), "{d[0][k]}".format(d=[{"k": "deep"}]))
# expect: 1 20 [10, 20] 2 3 1 deep
print("{:>5}|{:<5}|{:^5}|{:05d}|{:.2f}|{:x}|{:,}".format("a", "b", "c", 42, 3.14159, 255, 1234567), "{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>8}".format("ab"))
# expect:     a|b    |  c  |00042|3.14|ff|1,234,567 'é' é '\xe9'     'ab'
print("{:{}} {:{w}.{p}f}|{:{fill}{align}{w}}".format("a", 4, 3.14159, "x", w=8, p=3, fill="*", align="^"), "{0:{1}}".format("é", 3) + "|", "{:{:}}".format(1, 5))
# expect: a       3.142|***x**** é  |     1
print("{} {}".format([1, "a"], {"k": (1,)}), "{}".format(p), "{!r}".format(p), "{0.__class__.__name__}".format(p), "{!s:>{}}".format(p, 14))
# expect: [1, 'a'] {'k': (1,)} P(1, [10, 20]) P(1, [10, 20]) P P(1, [10, 20])
print("{a} {b:>4}".format_map({"a": 1, "b": "é"}), "{}".format(None), "{0:d} {0:x}".format(10**20), "{:%}".format(0.25), "{.real} {.imag}".format(5, 6))
# expect: 1    é None 100000000000000000000 56bc75e2d63100000 25.000000% 5 0


class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"


print("{a} {b}".format_map(Default({"a": 1})), "{x[0]}".format_map({"x": "yz"}), "{0}{1}{2}{3}{4}{5}{6}{7}{8}{9}{10}".format(*range(11)))
# expect: 1 <b> y 012345678910
args, kw = (1, 2), {"z": 3}
print("{} {} {z}".format(*args, **kw), "{z:>{z}}".format(**kw), "{0}{z}".format("q", **kw), "é{}ü{}".format("ß", "中"))  # expect: 1 2 3   3 q3 éßü中


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: "{} {}".format(1))  # expect: IndexError Replacement index 1 out of range for positional args tuple
error(lambda: "{1}".format(1))  # expect: IndexError Replacement index 1 out of range for positional args tuple
error(lambda: "{a}".format())  # expect: KeyError 'a'
error(lambda: "{a}".format(b=1))  # expect: KeyError 'a'
error(lambda: "{".format())  # expect: ValueError Single '{' encountered in format string
error(lambda: "}".format())  # expect: ValueError Single '}' encountered in format string
error(lambda: "{a".format(a=1))  # expect: ValueError expected '}' before end of string
error(lambda: "{0!x}".format(1))  # expect: ValueError Unknown conversion specifier x
error(lambda: "{0!}".format(1))  # expect: ValueError unmatched '{' in format spec
error(lambda: "{0!r".format(1))  # expect: ValueError unmatched '{' in format spec
error(lambda: "{0!rx}".format(1))  # expect: ValueError expected ':' after conversion specifier
error(lambda: "{0:d".format(1))  # expect: ValueError unmatched '{' in format spec
error(lambda: "{0:d}".format("a"))  # expect: ValueError Unknown format code 'd' for object of type 'str'
error(lambda: "{0.nope}".format(p))  # expect: AttributeError 'P' object has no attribute 'nope'
error(lambda: "{0[9]}".format([1]))  # expect: IndexError list index out of range
error(lambda: "{0[k]}".format({}))  # expect: KeyError 'k'
error(lambda: "{0[0}".format([1]))  # expect: ValueError expected '}' before end of string
error(lambda: "{0.}".format(p))  # expect: ValueError Empty attribute in format string
error(lambda: "{0[]}".format([1]))  # expect: ValueError Empty attribute in format string
error(lambda: "{0[0]x}".format([1]))  # expect: ValueError Only '.' or '[' may follow ']' in format field specifier
error(lambda: "{} {0}".format(1))  # expect: ValueError cannot switch from automatic field numbering to manual field specification
error(lambda: "{0} {}".format(1))  # expect: ValueError cannot switch from manual field specification to automatic field numbering
error(lambda: "{:{:{}}}".format(1, 2, 3))  # expect: ValueError Max string recursion exceeded
error(lambda: "{}".format_map({}))  # expect: ValueError Format string contains positional fields
error(lambda: "{a}".format_map({}))  # expect: KeyError 'a'
error(lambda: "{a{b}}".format(a=1))  # expect: ValueError unexpected '{' in field name
error(lambda: "{:5}".format([1]))  # expect: TypeError unsupported format string passed to list.__format__
