s = "héllo wörld héllo"
print(s.find("l"), s.find("llo"), s.find("ö"), s.find("héllo", 1), s.find("x"), s.find(""), s.find("", 5), s.find("", 99))  # expect: 2 2 7 12 -1 0 5 -1
print(s.rfind("l"), s.rfind("héllo"), s.rfind("é"), s.rfind("x"), s.rfind(""), s.rfind("l", 0, 5), s.rfind("", 2, 4))  # expect: 15 12 13 -1 17 3 4
print(s.index("w"), s.rindex("w"), s.count("l"), s.count("héllo"), s.count(""), s.count("l", 3), s.count("l", 3, 4))  # expect: 6 6 5 2 18 4 1
print("aaaa".count("aa"), "aaa".count(""), "".count(""), "abc".count("", 3), "abc".count("", 4), "abc".count("b", -2))  # expect: 2 4 1 1 0 1
print("abcabc".find("c", -1), "abcabc".find("c", -4, -1), "abcabc".find("a", None, None), "abc".find("c", 0, 10**30), "abc".find("a", -10**30))
# expect: 5 2 0 2 0
print(s.startswith("hé"), s.startswith("llo", 2), s.startswith("x"), s.startswith(""), s.startswith(("x", "hé")), s.startswith(()))
# expect: True True False True True False
print(s.endswith("llo"), s.endswith("é", 0, 2), s.endswith(""), s.endswith(("x", "o")), "abc".startswith("", 4), "abc".endswith("", 3))
# expect: True True True True False True
print("  a b ".strip() + "|", "  a b ".lstrip() + "|", "  a b ".rstrip() + "|", "xxaxx".strip("x"), "abcba".strip("ab"), "éaé".strip("é"))
# expect: a b| a b |   a b| a c a
print("\u3000\t a \x1f\x85".strip() + "|", "".strip(), "   ".strip() + "|", "abc".strip(""), "abc".strip(None), "ßaß".lstrip("ßa"))  # expect: a|  | abc abc
print("prefix-x".removeprefix("prefix-"), "prefix".removeprefix("x"), "a.txt".removesuffix(".txt"), "a".removesuffix(""), "é".removeprefix("é") == "")
# expect: x prefix a a True


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: s.index("zz"))  # expect: ValueError substring not found
error(lambda: s.rindex("zz"))  # expect: ValueError substring not found
error(lambda: s.find(1))  # expect: TypeError must be str, not int
error(lambda: s.count(b"a"))  # expect: TypeError must be str, not bytes
error(lambda: s.find("a", 1.5))  # expect: TypeError slice indices must be integers or None or have an __index__ method
error(lambda: s.startswith(1))  # expect: TypeError startswith first arg must be str or a tuple of str, not int
error(lambda: s.endswith(b"a"))  # expect: TypeError endswith first arg must be str or a tuple of str, not bytes
error(lambda: s.startswith(("a", 1)) or s.startswith(("q", 1)))  # expect: TypeError tuple for startswith must only contain str, not int
error(lambda: s.strip(1))  # expect: TypeError strip arg must be None or str
error(lambda: s.lstrip(b"a"))  # expect: TypeError lstrip arg must be None or str
error(lambda: s.removeprefix(1))  # expect: TypeError removeprefix() argument must be str, not int
error(lambda: s.removesuffix(None))  # expect: TypeError removesuffix() argument must be str, not None


class Three:
    def __index__(self):
        return 3


print("abcabc".find("a", Three()), "abcabc".count("b", Three()), "abcabc".startswith("abc", Three()), "abcabc".rfind("c", 0, Three()))  # expect: 3 1 True 2
many = "".join(chr(c) for c in range(0x100, 0x140))
print(("é" + many + "x" + many).strip(many) == "é" + many + "x", (many + "é" + many).lstrip(many) == "é" + many, (many + "é" + many).rstrip(many) == many + "é", many.strip(many) == "")
# expect: True True True True
parts = tuple(str(i) for i in range(30))
print("29x".startswith(parts), "x".startswith(parts), "x7".endswith(parts, 1), "x7".endswith(parts, 0, 1), b"29".startswith(tuple(bytes([c]) for c in range(60))))
# expect: True False True False True
error(lambda: "x".startswith(parts + (1,)))  # expect: TypeError tuple for startswith must only contain str, not int
error(lambda: b"x".startswith(parts))  # expect: TypeError a bytes-like object is required, not 'str'
long = "ab" * 1000 + "abc" + "ab" * 1000
print(long.find("ab" * 20 + "c"), long.rfind("c" + "ab" * 20), long.count("ab" * 10), long.find("ab" * 500 + "d"), long.replace("abc" + "ab" * 8, "!").find("!"), ("ab" * 30 + "c") in long, len(long.split("ab" * 5)))
# expect: 1962 2002 200 -1 2000 True 401
