s = "aé中😀"
print(s.encode(), s.encode("utf-8"), s.encode("UTF8"), "abc".encode("ascii"), "é".encode("latin-1"), "ÿ".encode("iso-8859-1"), "".encode(), "é".encode("l1"))
# expect: b'a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80' b'a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80' b'a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80' b'abc' b'\xe9' b'\xff' b'' b'\xe9'
print(s.encode("ascii", "ignore"), s.encode("ascii", "replace"), s.encode("ascii", "backslashreplace"), s.encode("latin-1", "xmlcharrefreplace"), s.encode("latin-1", errors="replace"))
# expect: b'a' b'a???' b'a\\xe9\\u4e2d\\U0001f600' b'a\xe9&#20013;&#128512;' b'a\xe9??'
print(b"abc".decode(), b"\xc3\xa9".decode(), b"\xc3\xa9".decode("latin-1"), b"abc".decode("ascii"), b"\xf0\x9f\x98\x80".decode("utf-8"), b"".decode(), bytearray(b"\xe4").decode("latin1"))
# expect: abc é Ã© abc 😀  ä
print(b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("utf-8", "replace"), b"a\xff\xfe".decode("utf-8", "backslashreplace"), b"\xe2\x82".decode("utf-8", "replace"), b"a\xe9".decode("ascii", "replace"), b"\xf0\x9f\x98z\xc0\x80".decode(errors="replace"))
# expect: ab a�b a\xff\xfe � a� �z��
print(ascii(b"a\xff".decode("utf-8", "surrogateescape")), b"a\xff".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"), ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")))
# expect: 'a\udcff' b'a\xff' b'\xed\xa0\x80' '\ud800'
print(b"\xed\xa0\x80".decode("utf-8", "replace"), len(b"\xf4\x90\x80\x80".decode("utf-8", "replace")), len(b"\xe0\x80\x80".decode("utf-8", "ignore")))
# expect: ��� 4 0


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: "é".encode("ascii"))  # expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
error(lambda: "aéé".encode("ascii"))  # expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)
error(lambda: "a€b".encode("latin-1"))  # expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u20ac' in position 1: ordinal not in range(256)
error(lambda: "\ud800".encode())  # expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
error(lambda: b"a\xff".decode())  # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte
error(lambda: b"a\xe2\x82".decode())  # expect: UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: unexpected end of data
error(lambda: b"a\xe2\x28\xa1".decode())  # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xe2 in position 1: invalid continuation byte
error(lambda: b"\xc0\x80".decode())  # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
error(lambda: b"\xed\xa0\x80".decode())  # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
error(lambda: b"\xf4\x90\x80\x80".decode())  # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte
error(lambda: b"\xff".decode("ascii"))  # expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
error(lambda: b"a".decode("nope"))  # expect: LookupError unknown encoding: nope
error(lambda: "a".encode("nope"))  # expect: LookupError unknown encoding: nope
error(lambda: b"\xff".decode("utf-8", "nope"))  # expect: LookupError unknown error handler name 'nope'
error(lambda: "é".encode("ascii", "nope"))  # expect: LookupError unknown error handler name 'nope'
error(lambda: "a".encode(1))  # expect: TypeError encode() argument 'encoding' must be str, not int
error(lambda: b"a".decode(errors=1))  # expect: TypeError decode() argument 'errors' must be str, not int
error(lambda: str(b"a", 1))  # expect: TypeError str() argument 'encoding' must be str, not int
error(lambda: str("a", "utf-8"))  # expect: TypeError decoding str is not supported
error(lambda: str(1, "utf-8"))  # expect: TypeError decoding to str: need a bytes-like object, int found
error(lambda: str(b"\xff", "utf-8"))  # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
print(isinstance(UnicodeDecodeError("utf-8", b"", 0, 1, "r"), ValueError), issubclass(UnicodeEncodeError, UnicodeError))  # expect: True True
