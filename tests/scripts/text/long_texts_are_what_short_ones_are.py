# heap: 240000
s = "ab" * 4000
print(len(repr(s)), repr(s) == "'" + s + "'")  # expect: 8002 True
t = "a'b\n\x01é" * 900
r = repr(t)
print(len(r), len(ascii(t)), r[:20], r[-20:])  # expect: 9002 11702 "a'b\n\x01éa'b\n\x01 'b\n\x01éa'b\n\x01é"
u = "aé中😀z" * 1000
print(len(u), u[7], u[-3], u[2500], u[4999], u[5:3000:7][:10], u[::-1][:7], u[3333:20:-333])  # expect: 5000 中 中 a z a中zé😀a中zé😀 z😀中éaz😀 😀a中zé😀a中zé
print(u[2000:2007], u.find("z", 3000), u.rfind("a", 3, 2000), u.index("中", -20), u.count("😀", 5, -5))  # expect: aé中😀zaé 3004 1995 4982 998
b = u.encode()
print(len(b), b.decode() == u, b.decode("latin-1")[:3], len(u.encode("ascii", "replace")), len(u.encode("utf-8", "strict")))  # expect: 11000 True aÃ© 5000 11000
print(len((b + b"\xff").decode("utf-8", "replace")), len((b * 2).decode("ascii", "ignore")))  # expect: 5001 4000
for case in (lambda: (b + b"\xc3").decode(), lambda: u.encode("ascii"), lambda: (u + "\ud800").encode()):
    try:
        case()
    except UnicodeError as error:
        print(error.start, error.end, error.reason)
# expect: 11000 11001 unexpected end of data
# expect: 1 4 ordinal not in range(128)
# expect: 5000 5001 surrogates not allowed
w = " " * 6000
print(len(w.strip()), len((w + "x" + w).strip()), len((w + "x" + w).lstrip()), len((w + "x" + w).rstrip()))  # expect: 0 1 6001 6001
print(len(("é" * 2000 + "x" + "é" * 2000).strip("é")), (b"ab" * 2000 + b"c").strip(b"ab"))  # expect: 1 b'c'
print([len(p) for p in (s + "|" + s).partition("|")], [len(p) for p in s.partition("|")], [len(p) for p in s.rpartition("|")])  # expect: [8000, 1, 8000] [8000, 0, 0] [0, 0, 8000]
print(len("x".center(20001)), "x".center(5000, "é").count("é"), len("-1".zfill(9000)), "-1".zfill(9000)[:3], len("x".rjust(3000)))  # expect: 20001 4999 9000 -00 3000
print(len(f"{s}{s:>9000}{u:*^7000}"), len(f"{u:é<7000}".encode()))  # expect: 24000 15000
print(s == s[:], s < s + "b", s[:-1] + "c" > s, s.startswith(s[:3999]), s.endswith(s[1:]), s.removeprefix(s[:5000]) == s[5000:], len(s.removesuffix(s)))  # expect: True True True True True True 0
print(repr(b)[:30], len(repr(b)), len(repr(bytearray(b))), hash(b) == hash(bytes(bytearray(b))), s.isascii(), u.isascii(), b.isascii())  # expect: b'a\xc3\xa9\xe4\xb8\xad\xf0\x9 38003 38014 True True False False
print(len(("a\t" * 5000).expandtabs()), bytes.fromhex("ab " * 5000)[-3:], b.translate(None, b"a").count(b"z"), b.translate(bytes(range(255, -1, -1)))[:5])  # expect: 40000 b'\xab\xab\xab' 1000 b'\x9e<V\x1bG'
print(len(ascii(u)), len(u.upper()), "ß" * 3000 == ("ß" * 3000).lower(), len(("ß" * 3000).upper()))  # expect: 22002 5000 True 6000
print(hash(u) == hash(u[:100] + u[100:]), {u: 1}[u[:100] + u[100:]], len(u.translate({0x4e2d: "xyz" * 9})))  # expect: True 1 31000
