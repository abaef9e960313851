import struct
from struct import *


def tell(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(tell(pack, 'b', 200))  # expect: error: byte format requires -128 <= number <= 127
print(tell(pack, 'B', -1))  # expect: error: ubyte format requires 0 <= number <= 255
print(tell(pack, 'h', 40000))  # expect: error: short format requires -32768 <= number <= 32767
print(tell(pack, 'H', 70000))  # expect: error: ushort format requires 0 <= number <= 65535
print(tell(pack, 'i', 2147483648))  # expect: error: 'i' format requires -2147483648 <= number <= 2147483647
print(tell(pack, 'I', 4294967296))  # expect: error: 'I' format requires 0 <= number <= 4294967295
print(tell(pack, 'I', -1))  # expect: error: argument out of range
print(tell(pack, 'l', 9223372036854775808))  # expect: error: argument out of range
print(tell(pack, 'L', -1))  # expect: error: argument out of range
print(tell(pack, 'q', 9223372036854775808))  # expect: error: argument out of range
print(tell(pack, 'Q', -1))  # expect: error: argument out of range
print(tell(pack, 'Q', 18446744073709551616))  # expect: error: argument out of range
print(tell(pack, 'n', 9223372036854775808))  # expect: error: argument out of range
print(tell(pack, 'P', -1))  # expect: b'\xff\xff\xff\xff\xff\xff\xff\xff'
print(tell(pack, 'P', 18446744073709551616))  # expect: error: int too large to convert
print(tell(pack, '<b', 200))  # expect: error: byte format requires -128 <= number <= 127
print(tell(pack, '<B', -1))  # expect: error: ubyte format requires 0 <= number <= 255
print(tell(pack, '<h', 40000))  # expect: error: short format requires -32768 <= number <= 32767
print(tell(pack, '<H', -1))  # expect: error: ushort format requires 0 <= number <= 65535
print(tell(pack, '<i', 2147483648))  # expect: error: 'i' format requires -2147483648 <= number <= 2147483647
print(tell(pack, '>I', 4294967296))  # expect: error: 'I' format requires 0 <= number <= 4294967295
print(tell(pack, '<l', 2147483648))  # expect: error: 'l' format requires -2147483648 <= number <= 2147483647
print(tell(pack, '<L', -1))  # expect: error: argument out of range
print(tell(pack, '<q', 9223372036854775808))  # expect: error: argument out of range
print(tell(pack, '<Q', 18446744073709551616))  # expect: error: argument out of range
print(tell(pack, 'b', 'a'))  # expect: error: required argument is not an integer
print(tell(pack, '<i', 1.5))  # expect: error: required argument is not an integer
print(tell(pack, 'f', 'a'))  # expect: error: required argument is not a float
print(tell(pack, 'c', b'ab'))  # expect: error: char format requires a bytes object of length 1
print(tell(pack, 'c', 1))  # expect: error: char format requires a bytes object of length 1
print(tell(pack, 's', 'a'))  # expect: error: argument for 's' must be a bytes object
print(tell(pack, 'p', 1))  # expect: error: argument for 'p' must be a bytes object
print(tell(pack, 'e', 1000000.0))  # expect: OverflowError: float too large to pack with e format
print(tell(pack, 'f', 1e+300))  # expect: b'\x00\x00\x80\x7f'
print(tell(pack, '<f', 1e+300))  # expect: OverflowError: float too large to pack with f format
print(tell(pack, '?', 'x'))  # expect: b'\x01'
print(tell(pack, '?', 0))  # expect: b'\x00'
print(tell(pack, '?', []))  # expect: b'\x00'
print(tell(pack, 'i', None))  # expect: error: required argument is not an integer
print(tell(pack, 'd', None))  # expect: error: required argument is not a float
print(tell(pack, 'e', 1.5))  # expect: b'\x00>'
print(tell(pack, '>e', -0.1))  # expect: b'\xaef'
print(tell(pack, 'f', 0.1))  # expect: b'\xcd\xcc\xcc='
print(tell(pack, '>d', -2.5))  # expect: b'\xc0\x04\x00\x00\x00\x00\x00\x00'
print(tell(pack, '<h', -2))  # expect: b'\xfe\xff'
print(tell(pack, '>Q', 18446744073709551615))  # expect: b'\xff\xff\xff\xff\xff\xff\xff\xff'
print(tell(pack, '3s', b'abcd'))  # expect: b'abc'
print(tell(pack, '5s', b'ab'))  # expect: b'ab\x00\x00\x00'
print(tell(pack, '4p', b'abcdef'))  # expect: b'\x03abc'
print(tell(pack, '5p', b'ab'))  # expect: b'\x02ab\x00\x00'
print(tell(pack, 's', b''))  # expect: b'\x00'
print(tell(pack, 'c', b'x'))  # expect: b'x'
print(tell(pack, '<i', True))  # expect: b'\x01\x00\x00\x00'
print(tell(pack, 'q', -5))  # expect: b'\xfb\xff\xff\xff\xff\xff\xff\xff'
print(tell(pack, '0s', b'abc'))  # expect: b''
print(tell(pack, 'p', b'q'))  # expect: b'\x00'
print([tell(calcsize, f) for f in ('b', 'hb', 'bh', 'bi', 'bq', '<bq', '3s', 'b0q', '@l', '=l', '10x', 'ibibq', '?c', 'nN', 'P', 'efd', b'i', 'i i', '')])
# expect: [1, 3, 4, 8, 16, 9, 3, 8, 8, 4, 10, 24, 2, 16, 8, 16, 4, 8, 0]
print([tell(calcsize, f) for f in ('z', '3', 'i3', '<P', '<N', 5, None, '9999999999999999999s')])
# expect: ['error: bad char in struct format', 'error: repeat count given without format specifier', 'error: repeat count given without format specifier', 'error: bad char in struct format', 'error: bad char in struct format', 'TypeError: Struct() argument 1 must be a str or bytes object, not int', 'TypeError: Struct() argument 1 must be a str or bytes object, not NoneType', 'error: total struct size too long']
print(pack('<ihb', 1, 2, 3), pack('>ihb', 1, 2, 3), pack('!I', 0xdeadbeef), pack('bi', 1, 2), pack('2h3x', 1, 2), pack('=2s2s', b'a', b'bcd'))
# expect: b'\x01\x00\x00\x00\x02\x00\x03' b'\x00\x00\x00\x01\x00\x02\x03' b'\xde\xad\xbe\xef' b'\x01\x00\x00\x00\x02\x00\x00\x00' b'\x01\x00\x02\x00\x00\x00\x00' b'a\x00bc'
print(unpack('<ihb', b'\1\0\0\0\2\0\3'), unpack('>Hh', b'\xff\xff\xff\xff'), unpack('<e', b'\0\x3e'), unpack('4p', b'\x02abc'), unpack('3s?', b'abc\2'), unpack('2c', b'ab'))
# expect: (1, 2, 3) (65535, -1) (1.5,) (b'ab',) (b'abc', True) (b'a', b'b')
print(unpack('<fd', pack('<fd', 0.5, 0.1)), unpack('>qQ', pack('>qQ', -1, 2**63)), unpack('', b''), unpack('2x', b'ab'), unpack('b', bytearray(b'\xff')), unpack('b', memoryview(b'\x80')))
# expect: (0.5, 0.1) (-1, 9223372036854775808) () () (-1,) (-128,)
ba = bytearray(6)
print(pack_into('<h', ba, 1, 513), ba, pack_into('<h', ba, -2, -1), ba, pack_into('>I', memoryview(ba), 2, 7), ba)
# expect: None bytearray(b'\x00\x01\x00\x00\x00\x07') None bytearray(b'\x00\x01\x00\x00\x00\x07') None bytearray(b'\x00\x01\x00\x00\x00\x07')
print(tell(pack, 'ii', 1))  # expect: error: pack expected 2 items for packing (got 1)
print(tell(pack))  # expect: TypeError: missing format argument
print(tell(pack, 'i', 1, 2))  # expect: error: pack expected 1 items for packing (got 2)
print(tell(pack_into, 'q', ba, 1, 5))
# expect: error: pack_into requires a buffer of at least 9 bytes for packing 8 bytes at offset 1 (actual buffer size is 6)
print(tell(pack_into, 'q', ba, -2, 5))  # expect: error: no space to pack 8 bytes at offset -2
print(tell(pack_into, 'i', ba, -8, 5))  # expect: error: offset -8 out of range for 6-byte buffer
print(tell(pack_into, 'i', ba, 0))  # expect: error: pack_into expected 1 items for packing (got 0)
print(tell(pack_into, 'i', ba))  # expect: error: pack_into expected offset argument
print(tell(pack_into, 'i'))  # expect: error: pack_into expected buffer argument
print(tell(pack_into, 'i', b'abcd', 0, 1))
# expect: TypeError: argument must be read-write bytes-like object, not bytes
print(tell(pack_into, 'i', ba, 'a', 1))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(tell(unpack, 'i', b'abc'))  # expect: error: unpack requires a buffer of 4 bytes
print(tell(unpack, 'i', 'abcd'))  # expect: TypeError: a bytes-like object is required, not 'str'
print(tell(unpack_from, 'i', b'abcde', 2), unpack_from('i', b'abcde', offset=1))
# expect: error: unpack_from requires a buffer of at least 6 bytes for unpacking 4 bytes at offset 2 (actual buffer size is 5) (1701077858,)
print(tell(unpack_from, 'i', b'abcde', -2))  # expect: error: not enough data to unpack 4 bytes at offset -2
print(tell(unpack_from, 'i', b'abcde', -9), unpack_from('<H', buffer=b'abcde', offset=-2))
# expect: error: offset -9 out of range for 5-byte buffer (25956,)
print(tell(iter_unpack, 'i', b'abc'))  # expect: error: iterative unpacking requires a buffer of a multiple of 4 bytes
print(tell(iter_unpack, '', b''))  # expect: error: cannot iteratively unpack with a struct of length 0
print(list(iter_unpack('<h', b'abcd')), list(iter_unpack('i', b'')))  # expect: [(25185,), (25699,)] []
s = Struct('<ih')
print(s.size, s.format, s.pack(1, 2), s.unpack(b'123456'), s.unpack_from(b'x123456', 1), list(s.iter_unpack(bytes(12))))
# expect: 6 <ih b'\x01\x00\x00\x00\x02\x00' (875770417, 13877) (875770417, 13877) [(0, 0), (0, 0)]
print(tell(Struct, 5), tell(s.pack, 1), tell(s.unpack, b''), s.pack_into(ba, 0, 1, 2), ba)
# expect: TypeError: Struct() argument 1 must be a str or bytes object, not int error: pack expected 2 items for packing (got 1) error: unpack requires a buffer of 6 bytes None bytearray(b'\x01\x00\x00\x00\x02\x00')


class Index:
    def __index__(self):
        return 7


print(pack('<hb', Index(), Index()), error.__mro__[1].__name__, struct.error is error)
# expect: b'\x07\x00\x07' Exception True
