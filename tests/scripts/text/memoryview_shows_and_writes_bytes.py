a = bytearray(b"0123456789")
m = memoryview(a)
print(len(m), m[0], m[-1], m[2:5].tobytes(), m[::2].tobytes(), m[::-1].tobytes(), m.tolist()[:3], list(m[:2]), m.nbytes, m.itemsize, m.format, m.readonly, m.ndim, m.shape, m.strides, m.obj is a)
# expect: 10 48 57 b'234' b'02468' b'9876543210' [48, 49, 50] [48, 49] 10 1 B False 1 (10,) (1,) True
m[0] = 65
m[1:3] = b"BC"
m[-2:] = bytearray(b"YZ")
print(a, m == a, m == b"ABC34567YZ", a == m, m[3:5] == b"34", m != b"", m[:2] == memoryview(b"AB"), 65 in m, 99 in m)
# expect: bytearray(b'ABC34567YZ') True True True True True True True False
part = m[2:8]
part[0] = 33
part[1::2] = b"xyz"
print(a, len(part), part[-1], part[1:][0], bytes(part), bytearray(m[:2]), part.contiguous, m[::2].contiguous, m[::2][1:].tobytes())
# expect: bytearray(b'AB!x4y6zYZ') 6 122 120 b'!x4y6z' bytearray(b'AB') True False b'!46Y'
r = memoryview(b"abc")
print(r.readonly, r[0], bytes(r), r.hex(), r.hex(":"), r.toreadonly().readonly, m.toreadonly().readonly, memoryview(m)[1])
# expect: True 97 b'abc' 616263 61:62:63 True True 66
data = bytearray(16)
w = memoryview(data).cast("H")
w[0] = 0x0102
w[7] = 65535
print(data, len(w), w.itemsize, w.format, w.tolist()[:2], w.nbytes, w.shape)
# expect: bytearray(b'\x02\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff') 8 2 H [258, 0] 16 (8,)
i = memoryview(data).cast("i")
i[1] = -2
print(data, i.tolist()[1:3], i[1:2].tobytes())
# expect: bytearray(b'\x02\x01\x00\x00\xfe\xff\xff\xff\x00\x00\x00\x00\x00\x00\xff\xff') [-2, 0] b'\xfe\xff\xff\xff'
for letter, value in ("b", -1), ("B", 200), ("h", -300), ("H", 300), ("i", -70000), ("I", 4000000000), ("q", -(2**40)), ("Q", 2**63), ("f", 1.5), ("d", 0.1):
    v = memoryview(data).cast(letter)
    v[0] = value
    print(letter, v[0], v.itemsize, len(v))
    # expect: b -1 1 16
    # expect: B 200 1 16
    # expect: h -300 2 8
    # expect: H 300 2 8
    # expect: i -70000 4 4
    # expect: I 4000000000 4 4
    # expect: q -1099511627776 8 2
    # expect: Q 9223372036854775808 8 2
    # expect: f 1.5 4 4
    # expect: d 0.1 8 2
c = memoryview(b"xy").cast("c")
print(c[0], c.tolist(), memoryview(b"\x00\x02").cast("?").tolist(), memoryview(data).cast("d").cast("B").nbytes)  # expect: b'x' [b'x', b'y'] [False, True] 16
with memoryview(b"ctx") as x:
    print(x[0])  # expect: 99
big = bytearray(200)
v = memoryview(big)
v[100:] = bytes(range(100))
v[50:60] = v[190:200]
print(big[50:61], sum(big), b"".join([v[50:52], b"-"]), v[150:153] + b"" if False else bytes(v[150:153]))
# expect: bytearray(b'Z[\\]^_`abc\x00') 5895 b'Z[-' b'234'
print(b"abc".find(memoryview(b"c")), bytes(memoryview(b"ab")) + b"c", bytearray(b"x") + memoryview(b"y"), b"ab" == memoryview(b"ab"), str(memoryview(b"hi"), "ascii"))
# expect: 2 b'abc' bytearray(b'xy') True hi


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


def assign(target, key, value):
    target[key] = value


def delete(target, key):
    del target[key]


error(lambda: memoryview("a"))  # expect: TypeError memoryview: a bytes-like object is required, not 'str'
error(lambda: memoryview(1))  # expect: TypeError memoryview: a bytes-like object is required, not 'int'
error(lambda: m[100])  # expect: IndexError index out of bounds on dimension 1
error(lambda: m["a"])  # expect: TypeError memoryview: invalid slice key
error(lambda: assign(r, 0, 1))  # expect: TypeError cannot modify read-only memory
error(lambda: assign(m, 0, 256))  # expect: ValueError memoryview: invalid value for format 'B'
error(lambda: assign(m, 0, "a"))  # expect: TypeError memoryview: invalid type for format 'B'
error(lambda: assign(m, slice(0, 2), b"abc"))  # expect: ValueError memoryview assignment: lvalue and rvalue have different structures
error(lambda: assign(m, 100, 1))  # expect: IndexError index out of bounds on dimension 1
error(lambda: delete(m, 0))  # expect: TypeError cannot delete memory
error(lambda: m.cast("x"))  # expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
error(lambda: memoryview(b"abc").cast("H"))  # expect: TypeError memoryview: length is not a multiple of itemsize
error(lambda: w.cast("i"))  # expect: TypeError memoryview: cannot cast between two non-byte formats
error(lambda: m[::2].cast("H"))  # expect: TypeError memoryview: casts are restricted to C-contiguous views
error(lambda: x[0])  # expect: ValueError operation forbidden on released memoryview object
error(lambda: x.tolist())  # expect: ValueError operation forbidden on released memoryview object
error(lambda: assign(w, 0, 70000))  # expect: ValueError memoryview: invalid value for format 'H'
error(lambda: assign(w, 0, 1.5))  # expect: TypeError memoryview: invalid type for format 'H'
