print("a b  c".split(), " a b ".split(), "".split(), "   ".split(), "a\u3000b\tc\nd".split(), "a b c".split(None, 1), "  a b c  ".split(None, 1))
# expect: ['a', 'b', 'c'] ['a', 'b'] [] [] ['a', 'b', 'c', 'd'] ['a', 'b c'] ['a', 'b c  ']
print("a,b,,c".split(","), "".split(","), "a".split(","), "a,b,c".split(",", 1), "a,b,c".split(",", 0), ",".split(","), "a--b--c".split("--"), "éxé".split("x"))
# expect: ['a', 'b', '', 'c'] [''] ['a'] ['a', 'b,c'] ['a,b,c'] ['', ''] ['a', 'b', 'c'] ['é', 'é']
print("a b c".split(maxsplit=1), "a,b,c".split(sep=",", maxsplit=1), "abc".split("abc"), "a b c".split(None, 0), " a b c ".split(None, 0))
# expect: ['a', 'b c'] ['a', 'b,c'] ['', ''] ['a b c'] ['a b c ']
print("a b  c".rsplit(), "a b c".rsplit(None, 1), "  a b c  ".rsplit(None, 1), "a,b,c".rsplit(",", 1), "a,b,c".rsplit(",", -1), "aXXbXXc".rsplit("XX", 1), " a b ".rsplit(None, 0))
# expect: ['a', 'b', 'c'] ['a b', 'c'] ['  a b', 'c'] ['a,b', 'c'] ['a', 'b', 'c'] ['aXXb', 'c'] [' a b']
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(), "\r\n\n".splitlines(keepends=True))
# expect: ['a', 'b', 'c', 'd'] ['a', 'b'] ['a\n', 'b\n'] [] [''] ['a', 'b', 'c', 'd', 'e', 'f'] ['\r\n', '\n']
print("a=b=c".partition("="), "abc".partition("="), "a=b=c".rpartition("="), "abc".rpartition("="), "é→ü".partition("→"), "".partition("x"))
# expect: ('a', '=', 'b=c') ('abc', '', '') ('a=b', '=', 'c') ('', '', 'abc') ('é', '→', 'ü') ('', '', '')
print(",".join(["a", "b", "c"]), ",".join(()), "".join(["x"]), "é".join(("a", "b")), ", ".join(str(i) for i in range(4)), "-".join("abc"), "".join({"k": 1}))
# expect: a,b,c  x aéb 0, 1, 2, 3 a-b-c k


class Words:
    def __iter__(self):
        yield "one"
        yield "two"


class Indexed:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return "abc"[i]


print(" ".join(Words()), "+".join(Indexed()), "".join(map(str, [1, 2])), "/".join(sorted({"b", "a"})))  # expect: one two a+b+c 12 a/b


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: "a".split(""))  # expect: ValueError empty separator
error(lambda: "a".split(1))  # expect: TypeError must be str or None, not int
error(lambda: "a".rsplit(b","))  # expect: TypeError must be str or None, not bytes
error(lambda: "a".split(",", "x"))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: "a".partition(""))  # expect: ValueError empty separator
error(lambda: "a".rpartition(1))  # expect: TypeError must be str, not int
error(lambda: ",".join(1))  # expect: TypeError can only join an iterable
error(lambda: ",".join(["a", 1]))  # expect: TypeError sequence item 1: expected str instance, int found
error(lambda: ",".join([b"a"]))  # expect: TypeError sequence item 0: expected str instance, bytes found
error(lambda: ",".join(i for i in ["a", 2]))  # expect: TypeError sequence item 1: expected str instance, int found
error(lambda: "a".splitlines("x"))  # expect: TypeError 'str' object cannot be interpreted as an integer
