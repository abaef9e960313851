b = b"hello world"
print(b[0], b[-1], b[1:4], b[::-1], b[::2], len(b), list(b[:3]), 104 in b, b"wor" in b, b"" in b, 0 in b, [x for x in b"ab"])
# expect: 104 100 b'ell' b'dlrow olleh' b'hlowrd' 11 [104, 101, 108] True True True False [97, 98]
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes((65,)), bytes(b"x"), bytes("é", "utf-8"), bytes(range(3)), bytes(x for x in b"ab"), bytes(bytearray(b"q")), bytes({1: 2}), bytes(source=b"k"))
# expect: b'' b'\x00\x00\x00' b'\x01\x02\xff' b'A' b'x' b'\xc3\xa9' b'\x00\x01\x02' b'ab' b'q' b'\x01' b'k'
print(b"a" + b"b", b"a" + bytearray(b"b"), b"ab" * 2, 2 * b"ab", b"a" * -1, b"a" < b"b", b"a" == b"a", b"a" != bytearray(b"a"), b"a" == "a", sorted([b"b", b"a", b""]), hash(b"a") == hash(bytes([97])), {b"k": 1}[b"k"])
# expect: b'ab' b'ab' b'abab' b'abab' b'' True True False False [b'', b'a', b'b'] True 1
print(b.find(b"o"), b.rfind(b"o"), b.find(111), b.find(b"x"), b.index(b"w"), b.rindex(108), b.count(b"l"), b.count(108), b.count(b""), b.find(b"o", 5), b.find(b"o", -3))
# expect: 4 7 4 -1 6 9 3 3 12 7 -1
print(b.startswith(b"he"), b.endswith(b"ld"), b.startswith((b"x", b"he")), b.startswith(bytearray(b"h")), b.endswith(b"", 99), b"  a ".strip(), b"xxa".lstrip(b"x"), b"axx".rstrip(b"x"), b"\t\x0ba\x1c ".strip(), b"prex".removeprefix(b"pre"), b"a.b".removesuffix(b".b"))
# expect: True True True True False b'a' b'a' b'a' b'a\x1c' b'x' b'a'
print(b.split(), b"a,b,c".split(b","), b"a,b".split(b",", 1), b"a b c".rsplit(None, 1), b"a\nb\r\nc\rd\x0be".splitlines(), b"a=b".partition(b"="), b"a=b=c".rpartition(b"="), b"ab".partition(b"x"), b",".join([b"a", bytearray(b"b")]), b"".join([]))
# expect: [b'hello', b'world'] [b'a', b'b', b'c'] [b'a', b'b'] [b'a b', b'c'] [b'a', b'b', b'c', b'd\x0be'] (b'a', b'=', b'b') (b'a=b', b'=', b'c') (b'ab', b'', b'') b'a,b' b''
print(b.upper(), b"ABC\xc9".lower(), b"aBc".swapcase(), b"hello world".title(), b"hELLO".capitalize(), b"ab".center(5), b"ab".ljust(4, b"*"), b"ab".rjust(4), b"-5".zfill(4), b"a\tb".expandtabs(4), b"aab".replace(b"a", b"xy"), b"abc".replace(b"", b"-"))
# expect: b'HELLO WORLD' b'abc\xc9' b'AbC' b'Hello World' b'Hello' b'  ab ' b'ab**' b'  ab' b'-005' b'a   b' b'xyxyb' b'-a-b-c-'
print(b"abc".isalpha(), b"a1".isalnum(), b"12".isdigit(), b" \t".isspace(), b"AB".isupper(), b"ab".islower(), b"Ab".istitle(), b"\xff".isascii(), b"".isascii(), b"\xe9".isalpha())
# expect: True True True True True True True False True False
print(b"\x01\xab".hex(), b"\x01\xab\xcd".hex(":"), b"\x01\xab\xcd".hex("-", 2), b"\x01\xab\xcd".hex("-", -2), b"".hex(":"), bytes.fromhex("01 aB\tff"), bytes.fromhex(""), bytearray.fromhex("ff"), b"abc".hex(b"_"))
# expect: 01ab 01:ab:cd 01-abcd 01ab-cd  b'\x01\xab\xff' b'' bytearray(b'\xff') 61_62_63
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"abc".translate(bytes(range(256)), b"c"), b"abc".translate(None, delete=b"a"), len(bytes.maketrans(b"", b"")))
# expect: b'xyc' b'ac' b'ab' b'bc' 256
print(b"%d %s %b" % (5, b"x", b"y"), b"%5.1f|%x|%c|%r|%a" % (2.25, 255, 65, "é", "é"), b"%(k)s" % {b"k": b"v"}, b"%%" % (), b"%-5s|%05d" % (b"a", 42), bytearray(b"%d") % 7)
# expect: b'5 x y' b"  2.2|ff|A|'\\xe9'|'\\xe9'" b'v' b'%' b'a    |00042' bytearray(b'7')


class Bytes:
    def __bytes__(self):
        return b"from method"


class Index:
    def __index__(self):
        return 3


print(bytes(Bytes()), bytes(Index()), bytes([Index()]), b"abcde"[Index()], b"abcde"[Index():], b"ab" * Index(), bytes([True]))
# expect: b'from method' b'\x00\x00\x00' b'\x03' 100 b'de' b'ababab' b'\x01'


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: bytes([256]))  # expect: ValueError bytes must be in range(0, 256)
error(lambda: bytes([-1]))  # expect: ValueError bytes must be in range(0, 256)
error(lambda: bytes(["a"]))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: bytes([1.5]))  # expect: TypeError 'float' object cannot be interpreted as an integer
error(lambda: bytes("a"))  # expect: TypeError string argument without an encoding
error(lambda: bytes(-1))  # expect: ValueError negative count
error(lambda: bytes(1.5))  # expect: TypeError cannot convert 'float' object to bytes
error(lambda: bytes(None))  # expect: TypeError cannot convert 'NoneType' object to bytes
error(lambda: bytes(b"a", "utf-8"))  # expect: TypeError encoding without a string argument
error(lambda: bytes(1, "utf-8"))  # expect: TypeError encoding without a string argument
error(lambda: bytes(1, errors="x"))  # expect: TypeError errors without a string argument
error(lambda: b"a" + "b")  # expect: TypeError can't concat str to bytes
error(lambda: "b" + b"a")  # expect: TypeError can only concatenate str (not "bytes") to str
error(lambda: b"a" + 1)  # expect: TypeError can't concat int to bytes
error(lambda: b"a" * 1.5)  # expect: TypeError can't multiply sequence by non-int of type 'float'
error(lambda: b"a" < "a")  # expect: TypeError '<' not supported between instances of 'bytes' and 'str'
error(lambda: b"abc"[5])  # expect: IndexError index out of range
error(lambda: b["a"])  # expect: TypeError byte indices must be integers or slices, not str
error(lambda: 256 in b"a")  # expect: ValueError byte must be in range(0, 256)
error(lambda: "a" in b"a")  # expect: TypeError a bytes-like object is required, not 'str'
error(lambda: b"a".find("a"))  # expect: TypeError argument should be integer or bytes-like object, not 'str'
error(lambda: b"a".find(300))  # expect: ValueError byte must be in range(0, 256)
error(lambda: b"a".index(b"x"))  # expect: ValueError subsection not found
error(lambda: b"a".startswith("a"))  # expect: TypeError startswith first arg must be bytes or a tuple of bytes, not str
error(lambda: b"a".startswith((1,)))  # expect: TypeError a bytes-like object is required, not 'int'
error(lambda: b"a".split(","))  # expect: TypeError a bytes-like object is required, not 'str'
error(lambda: b"a".split(b""))  # expect: ValueError empty separator
error(lambda: b"a".strip("a"))  # expect: TypeError a bytes-like object is required, not 'str'
error(lambda: b"a".replace("a", b""))  # expect: TypeError a bytes-like object is required, not 'str'
error(lambda: b"".join(["a"]))  # expect: TypeError sequence item 0: expected a bytes-like object, str found
error(lambda: b"".join([1]))  # expect: TypeError sequence item 0: expected a bytes-like object, int found
error(lambda: b"a".center(5, "x"))  # expect: TypeError center() argument 2 must be a byte string of length 1, not str
error(lambda: b"a".ljust(5, b"ab"))  # expect: TypeError ljust() argument 2 must be a byte string of length 1, not bytes
error(lambda: b"a".translate(b"x"))  # expect: ValueError translation table must be 256 characters long
error(lambda: bytes.maketrans(b"a", b""))  # expect: ValueError maketrans arguments must have same length
error(lambda: bytes.fromhex("0"))  # expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
error(lambda: bytes.fromhex("0g"))  # expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
error(lambda: bytes.fromhex("é0"))  # expect: ValueError non-hexadecimal number found in fromhex() arg at position 0
error(lambda: bytes.fromhex(1))  # expect: TypeError fromhex() argument must be str, not int
error(lambda: b"a".hex("::"))  # expect: ValueError sep must be length 1.
error(lambda: b"a".hex("é"))  # expect: ValueError sep must be ASCII.
error(lambda: b"%d" % "x")  # expect: TypeError %d format: a real number is required, not str
error(lambda: b"%s" % "x")  # expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
error(lambda: b"%c" % 256)  # expect: OverflowError %c arg not in range(256)
error(lambda: b"%c" % b"ab")  # expect: TypeError %c requires an integer in range(256) or a single byte
