class S(str):
    def shout(self):
        return self.upper() + "!"


class B(bytes):
    pass


class A(bytearray):
    pass


s = S("abc")
print(s, repr(s), len(s), s.shout(), s == "abc", hash(s) == hash("abc"), isinstance(s, str), type(s).__name__, type(s + "d").__name__, type(s[:]).__name__, type(s.strip()).__name__)
# expect: abc 'abc' 3 ABC! True True True S str str str
print("x" + s, s + "x", s * 2, s[1], s[::-1], "b" in s, s in "xabcx", s.find(S("b")), "abc".startswith(s), ",".join([s, S("d")]), {s: 1}["abc"], {"abc": 2}[s])
# expect: xabc abcx abcabc b cba True True 1 True abc,d 1 2
print("%s|%5s|%r" % (s, s, s), f"{s}|{s:>5}|{s!r}", "{}".format(s), s.format(1), S("{}").format(2), s < "b", "a" < s, list(s), str(s), type(str(s)).__name__)
# expect: abc|  abc|'abc' abc|  abc|'abc' abc abc 2 True True ['a', 'b', 'c'] abc str
print(s.replace("b", S("x")), s.split(S("b")), s.encode(), int(S("42")), float(S("1.5")), S(), S(12), S(b"hi", "ascii"), s.center(7, S("*")))
# expect: axc ['a', 'c'] b'abc' 42 1.5  12 hi **abc**
b = B(b"xyz")
print(b, len(b), b[0], b + b"!", type(b + b"").__name__, b == b"xyz", b"y" in b, b.find(b"z"), bytes(b), type(bytes(b)).__name__, B.fromhex("4142"), type(B.fromhex("41")).__name__, b.decode(), {b: 1}[b"xyz"])
# expect: b'xyz' 3 120 b'xyz!' bytes True True 2 b'xyz' bytes b'AB' B xyz 1
a = A(b"abc")
a.append(100)
a += b"e"
a[0] = 65
print(len(a), type(a).__name__, a == b"Abcde", a[1:3], type(a[1:3]).__name__, a.upper(), bytes(a), memoryview(a)[0])
# expect: 5 A True bytearray(b'bc') bytearray bytearray(b'ABCDE') b'Abcde' 65


class Named(str):
    def __str__(self):
        return "str of " + str.__str__(self)

    def __repr__(self):
        return "repr of " + str.__repr__(self)

    def __len__(self):
        return 99

    def __eq__(self, other):
        return "equal"

    def __hash__(self):
        return 7

    def __getitem__(self, key):
        return "item", key

    def __contains__(self, item):
        return True

    def __iter__(self):
        return iter([1, 2])

    def __add__(self, other):
        return "added"


n = Named("q")
print(str(n), repr(n), len(n), n == 1, hash(n), n[0], "zz" in n, list(n), n + 1, f"{n}", "%s" % n, [n], n.upper(), "a".join([n, n]))
# expect: str of q repr of 'q' 99 equal 7 ('item', 0) True [1, 2] added str of q str of q [repr of 'q'] Q qaq


class Key(str):
    def __new__(cls, value, note):
        self = super().__new__(cls, value)
        self.note = note
        return self


k = Key("name", "a note")
print(k, k.note, k.upper(), {k: 1}["name"])  # expect: name a note NAME 1
