a = bytearray(b"abc")
same = a
a.append(100)
a.extend(b"ef")
a.extend([103, 104])
a.extend(x for x in b"ij")
a.extend(bytearray(b"k"))
a += b"lm"
print(a, same is a, len(a), a[0], a[-1], a[2:4], a.pop(), a.pop(0), a.pop(-2), a)
# expect: bytearray(b'bcdefghijl') True 13 97 109 bytearray(b'cd') 109 97 107 bytearray(b'bcdefghijl')
a.insert(0, 65)
a.insert(-1, 90)
a.insert(100, 33)
a.remove(90)
a.reverse()
print(a, a.copy() is a, a.copy() == a, a == bytes(a), bytes(a) == a, 65 in a, b"ed" in a)  # expect: bytearray(b'!ljihgfedcbA') False True True True True True
a[0] = 48
a[1:3] = b"xyz"
a[-1:] = []
a[2:2] = [49, 50]
print(a, same is a)  # expect: bytearray(b'0x12yzihgfedcb') True
a[::2] = bytes(len(a[::2]))
print(a)  # expect: bytearray(b'\x00x\x002\x00z\x00h\x00f\x00d\x00b')
del a[0]
del a[1:3]
del a[::3]
del a[-1]
print(a, len(a))  # expect: bytearray(b'\x00zh\x00\x00d') 6
a[:] = b"0123456789"
del a[8:2:-2]
print(a)  # expect: bytearray(b'0123579')
a[:] = b"new contents that are longer than before, and longer than a chunk of a copy, which has 64 bytes"
print(len(a), a[-5:], a.count(b"n"), a.find(b"copy"))  # expect: 95 bytearray(b'bytes') 9 71
a[10:20] = a
print(len(a), a[:30])  # expect: 180 bytearray(b'new contennew contents that ar')
a += bytes(a)
a *= 2
print(len(a), a[-5:], same is a)  # expect: 720 bytearray(b'bytes') True
a.clear()
print(a, len(a), same)  # expect: bytearray(b'') 0 bytearray(b'')
a *= 3
a.append(1)
a *= 3
print(a)  # expect: bytearray(b'\x01\x01\x01')
b = bytearray(5)
b[1:4] = b"\x01\x02\x03"
print(b, bytearray(), bytearray([1, 2]), bytearray("é", "latin-1"), bytearray(b"x") + b"y", b"y" + bytearray(b"x"), bytearray(b"ab") * 2, type(bytearray(b"a") + b"b"), type(b"b" + bytearray(b"a")))
# expect: bytearray(b'\x00\x01\x02\x03\x00') bytearray(b'') bytearray(b'\x01\x02') bytearray(b'\xe9') bytearray(b'xy') b'yx' bytearray(b'abab') <class 'bytearray'> <class 'bytes'>
print(bytearray(b"a b").split(), bytearray(b"abc").upper(), bytearray(b"abc")[1:], bytearray(b" x ").strip(), bytearray(b"a").join([b"1", b"2"]), bytearray(b"abc").replace(b"b", b""), bytearray(b"a,b").partition(b","))
# expect: [bytearray(b'a'), bytearray(b'b')] bytearray(b'ABC') bytearray(b'bc') bytearray(b'x') bytearray(b'1a2') bytearray(b'ac') (bytearray(b'a'), bytearray(b','), bytearray(b'b'))
big = bytearray()
for i in range(1000):
    big.append(i & 255)
print(len(big), big[999], sum(big))  # expect: 1000 231 124716
while len(big) > 3:
    big.pop()
print(big)  # expect: bytearray(b'\x00\x01\x02')
print(bytearray(b"a") < bytearray(b"b"), bytearray(b"a") <= b"a", bytearray(b"a") != b"b", [bytearray(b"q")] == [b"q"])  # expect: True True True True
for x in bytearray(b"AB"):
    print(x)
    # expect: 65
    # expect: 66


class Index:
    def __index__(self):
        return 1


c = bytearray(b"abc")
print(c[Index()], c[Index():])  # expect: 98 bytearray(b'bc')
c[Index()] = 66
c[Index():] = b"!"
del c[:Index()]
print(c)  # expect: bytearray(b'!')


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


def assign(target, key, value):
    target[key] = value


def delete(target, key):
    del target[key]


error(lambda: a.append(256))  # expect: ValueError byte must be in range(0, 256)
error(lambda: a.append("a"))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: a.extend(1))  # expect: TypeError can't extend bytearray with int
error(lambda: a.extend([256]))  # expect: ValueError byte must be in range(0, 256)
error(lambda: a.extend("ab"))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: a.insert("a", 1))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: a.insert(0, b"a"))  # expect: TypeError 'bytes' object cannot be interpreted as an integer
error(lambda: bytearray().pop())  # expect: IndexError pop from empty bytearray
error(lambda: a.pop(100))  # expect: IndexError pop index out of range
error(lambda: a.remove(77))  # expect: ValueError value not found in bytearray
error(lambda: a[100])  # expect: IndexError bytearray index out of range
error(lambda: a["x"])  # expect: TypeError bytearray indices must be integers or slices, not str
error(lambda: assign(a, 100, 1))  # expect: IndexError bytearray index out of range
error(lambda: assign(a, 0, 256))  # expect: ValueError byte must be in range(0, 256)
error(lambda: assign(a, 0, b"a"))  # expect: TypeError 'bytes' object cannot be interpreted as an integer
error(lambda: assign(a, "x", 1))  # expect: TypeError bytearray indices must be integers or slices, not str
error(lambda: assign(a, slice(0, 3, 2), b"abc"))  # expect: ValueError attempt to assign bytes of size 3 to extended slice of size 2
error(lambda: delete(a, 100))  # expect: IndexError bytearray index out of range
error(lambda: hash(a))  # expect: TypeError unhashable type: 'bytearray'
error(lambda: bytearray("a"))  # expect: TypeError string argument without an encoding
error(lambda: bytearray([300]))  # expect: ValueError byte must be in range(0, 256)
error(lambda: bytearray(1.5))  # expect: TypeError cannot convert 'float' object to bytearray
error(lambda: a + "x")  # expect: TypeError can't concat str to bytearray
error(lambda: assign(b"abc", 0, 1))  # expect: TypeError 'bytes' object does not support item assignment
error(lambda: delete(b"abc", 0))  # expect: TypeError 'bytes' object doesn't support item deletion
print(a)  # expect: bytearray(b'\x01\x01\x01')
