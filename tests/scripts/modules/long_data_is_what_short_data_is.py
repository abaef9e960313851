# heap: 240000
import base64, binascii, hashlib, json, struct
from array import array
from collections import deque

text = "ab\n\"é\\" * 500
print(json.loads(json.dumps(text)) == text, len(json.dumps(text)), json.dumps({"k": [text, 1, text], "l": {}})[-60:])
print(json.loads(json.dumps({"k": [text, {"a": text}], "x" * 300: 10**1000}))["k"][1]["a"] == text, len(json.dumps([text], ensure_ascii=False)), len(json.dumps([text], indent=2)))
for flawed in ('["' + "a" * 400, '["' + "a" * 300 + "\n" + "b" * 100 + '"]', '["' + "a" * 400 + '\\q"]', '{"a": "' + "\\u00e" * 100 + '"}'):
    try:
        json.loads(flawed)
    except ValueError as error:
        print(error)
data = bytes(range(256)) * 8
encoded = base64.b64encode(data)
print(base64.b64decode(encoded) == data, binascii.a2b_base64(encoded + b"\n" * 50) == data, binascii.a2b_base64(b"!".join([encoded[i : i + 7] for i in range(0, len(encoded), 7)])) == data)
print(binascii.a2b_base64(b"YWI=" + b"x" * 300), binascii.a2b_base64(b""), binascii.a2b_base64("YQ==" * 2))
for wrong, strict in ((b"abc", False), (b"a", False), (b"abcd" * 100 + b"e", False), (b"abc!" * 100, True), (b"=abc", True), (b"ab=c", True), (b"abc=x", True)):
    try:
        print(binascii.a2b_base64(wrong, strict_mode=strict))
    except ValueError as error:
        print(error)
packed = struct.pack("<100H3sxB" + "i" * 60, *range(100), b"abcd", 7, *range(-30, 30))
print(len(packed), struct.unpack("<100H3sxB60i", packed)[98:105], sum(struct.unpack("<100H3sxB60i", packed)[-60:]))
buffer = bytearray(500)
struct.pack_into(">50d", buffer, 20, *[i / 2 for i in range(50)])
print(struct.unpack_from(">50d", buffer, 20)[-3:], struct.unpack("200s", bytes(200)) == (bytes(200),), struct.pack("@b100q", 1, *range(100))[-8:])
try:
    struct.pack("100B", *range(200, 300))
except struct.error as error:
    print(error)
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    h = hashlib.new(name)
    for size in (1, 62, 63, 64, 65, 127, 128, 1000):
        h.update(data[:size])
    print(name, h.hexdigest()[:16], hashlib.new(name, data).hexdigest()[-8:], hashlib.new(name, b"a" * 55).hexdigest()[:6], hashlib.new(name, b"a" * 119).hexdigest()[:6])
d = deque(range(3000))
for by in (1000, -999, 2999, 12345, -7, 3000):
    d.rotate(by)
    print(d[0], d[1], d[1500], d[-1], len(d), end=" ")
print()
d.appendleft(-1)
d.rotate(500)
d.extend(range(2000))
print(d[0], d[500], d[501], d[-1], len(d), sum(d))
a = array("h", [i % 100 for i in range(2000)])
print(a.count(7), a.index(99), a.index(50, 100), a.count(5.0))
s = set(range(2000))
print(len(s - set(range(0, 2000, 3))), hash(frozenset(s)) == hash(frozenset(reversed(range(2000)))), hash(tuple(range(500))) == hash(tuple(range(500))), len(s ^ set(range(1000, 3000))))

# expect: True 7002 00e9\\ab\n\"\u00e9\\ab\n\"\u00e9\\ab\n\"\u00e9\\"], "l": {}}
# expect: True 4504 7008
# expect: Unterminated string starting at: line 1 column 2 (char 1)
# expect: Invalid control character at: line 1 column 303 (char 302)
# expect: Invalid \escape: line 1 column 403 (char 402)
# expect: Invalid \uXXXX escape: line 1 column 9 (char 8)
# expect: True True True
# expect: b'ab' b'' b'a'
# expect: Incorrect padding
# expect: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# expect: Invalid base64-encoded string: number of data characters (401) cannot be 1 more than a multiple of 4
# expect: Only base64 data is allowed
# expect: Leading padding not allowed
# expect: Discontinuous padding not allowed
# expect: Excess data after padding
# expect: 445 (98, 99, b'abc', 7, -30, -29, -28) -30
# expect: (23.5, 24.0, 24.5) True b'c\x00\x00\x00\x00\x00\x00\x00'
# expect: ubyte format requires 0 <= number <= 255
# expect: md5 ab5b8813b96014a8 7f19e0f2 ef1772 8a7bd0
# expect: sha1 d36c694238110748 1dbbeb2c c1c8bb ee9710
# expect: sha224 c96f89f27a494334 fa1cc784 fb0bd6 e000e6
# expect: sha256 bc7bee2705b38d00 8a911a08 9f4390 31eba5
# expect: sha384 456a98fba9f6b667 d6ad8055 5d91ac c2fbb1
# expect: sha512 cce50bf3f20c5abe b7f481d4 b0220c 130396
# expect: 2000 2001 500 1999 3000 2999 0 1499 2998 3000 0 1 1500 2999 3000 2655 2656 1155 2654 3000 2662 2663 1162 2661 3000 2662 2663 1162 2661 3000 
# expect: 2162 -1 2662 1999 5001 6497499
# expect: 20 99 150 20
# expect: 1333 True True 2000
