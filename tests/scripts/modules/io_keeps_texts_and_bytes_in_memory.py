import io
from io import BytesIO, StringIO

s = StringIO()
print(s.write('hello '), s.write('world'), s.getvalue(), s.tell())  # expect: 6 5 hello world 11
s.seek(0)
print(repr(s.read(5)), repr(s.read()), repr(s.read()))  # expect: 'hello' ' world' ''
s.seek(6)
s.write('W')
print(s.getvalue(), s.truncate(3), repr(s.getvalue()))  # expect: hello World 3 'hel'
lines = StringIO('one\ntwo\n\nthree')
print(lines.readline(), list(lines), lines.readline() == '')
# expect: one
# expect:  ['two\n', '\n', 'three'] True
lines.seek(0)
print(lines.readlines(), lines.seek(0, 2), lines.closed)  # expect: ['one\n', 'two\n', '\n', 'three'] 14 False
print('to file', 1, 2, sep='-', file=s)
print(repr(s.getvalue()))  # expect: 'hel\x00\x00\x00\x00to file-1-2\n'
with StringIO('x') as f:
    print(f.read())
# expect: x
try:
    f.read()
except ValueError as error:
    print(error)
# expect: I/O operation on closed file
try:
    s.write(b'x')
except TypeError as error:
    print(error)
# expect: string argument expected, got 'bytes'
b = BytesIO(b'abc\ndef')
print(b.read(2), b.readline(), b.read(), b.read(), b.seek(-2, 2), b.read(), b.tell())
# expect: b'ab' b'c\n' b'def' b'' 5 b'ef' 7
b.write(b'XYZ')
b.seek(1)
b.write(b'--')
print(b.getvalue(), bytes(b.getbuffer()[:3]), b.seek(20), b.write(b'!'), len(b.getvalue()))
# expect: b'a--\ndefXYZ' b'a--' 20 1 21
buffer = bytearray(3)
b.seek(0)
print(b.readinto(buffer), buffer, b.readable(), b.writable(), b.seekable())
# expect: 3 bytearray(b'a--') True True True
try:
    BytesIO('text')
except TypeError as error:
    print(error)
# expect: a bytes-like object is required, not 'str'
try:
    StringIO(5)
except TypeError as error:
    print(error)
# expect: initial_value must be str or None, not int
try:
    StringIO().fileno()
except io.UnsupportedOperation as error:
    print(error, isinstance(error, OSError), isinstance(error, ValueError))
# expect: fileno True True
t = StringIO()
for i in range(100):
    t.write(str(i))
print(len(t.getvalue()), isinstance(t, io.TextIOBase), isinstance(b, io.IOBase), issubclass(BytesIO, io.BufferedIOBase))
# expect: 190 True True True
t.writelines(['a', 'b'])
print(t.getvalue()[-4:], io.SEEK_END)  # expect: 99ab 2
