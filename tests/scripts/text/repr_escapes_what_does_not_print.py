print(repr("plain"), repr(""), repr("it's"), repr('say "x"'), repr("both ' and \""))  # expect: 'plain' '' "it's" 'say "x"' 'both \' and "'
print(repr("tab\t nl\n cr\r back\\ nul\0 bell\a del\x7f"))  # expect: 'tab\t nl\n cr\r back\\ nul\x00 bell\x07 del\x7f'
print(repr("é ñ ß Ω Ж 中 😀"), repr("\x80\x9f\xa0\xad"))  # expect: 'é ñ ß Ω Ж 中 😀' '\x80\x9f\xa0\xad'
print(repr("\u200b\u2028\ufeff\ud800\ue000"), repr("\U000e0001\U0010ffff"))  # expect: '\u200b\u2028\ufeff\ud800\ue000' '\U000e0001\U0010ffff'
print(ascii("aé中😀'\n"), ascii(["é"]), ascii(b"\xff"))  # expect: "a\xe9\u4e2d\U0001f600'\n" ['\xe9'] b'\xff'
print(repr(b"it's"), repr(b'say "x"'), repr(b"both ' and \""), repr(b"\x00\t\n\r\\\x7f\xff"))
# expect: b"it's" b'say "x"' b'both \' and "' b'\x00\t\n\r\\\x7f\xff'
print(repr(bytearray(b"a'b")), str(b"x"), str(bytearray()))  # expect: bytearray(b"a\'b") b'x' bytearray(b'')
print(["a", b"b", bytearray(b"c"), "'"], ("x",), {"k": "v"})  # expect: ['a', b'b', bytearray(b'c'), "'"] ('x',) {'k': 'v'}
print(str(1), str(None), str(True), str(1.5), str([1]), str())  # expect: 1 None True 1.5 [1]
print(str(b"caf\xc3\xa9", "utf-8"), str(object=5), str(b"\xff", errors="replace", encoding="ascii"))  # expect: café 5 �
