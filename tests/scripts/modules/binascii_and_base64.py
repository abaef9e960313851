import base64
import binascii


def tell(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print([binascii.b2a_base64(b'abcdef'[:n]) for n in range(7)], binascii.b2a_base64(b'x', newline=False))
# expect: [b'\n', b'YQ==\n', b'YWI=\n', b'YWJj\n', b'YWJjZA==\n', b'YWJjZGU=\n', b'YWJjZGVm\n'] b'eA=='
for text in (b'', b'YQ==', b'YWI=', b'YWJj', 'YWJj', b'YW\nJj', b'YQ', b'YQ=', b'Y', b'YWJjZ', b'!!YQ==', b'YQ==YQ==', b'=YQ=', b'Y=Q='):
    print(text, tell(binascii.a2b_base64, text))
# expect: b'' b''
# expect: b'YQ==' b'a'
# expect: b'YWI=' b'ab'
# expect: b'YWJj' b'abc'
# expect: YWJj b'abc'
# expect: b'YW\nJj' b'abc'
# expect: b'YQ' Error: Incorrect padding
# expect: b'YQ=' Error: Incorrect padding
# expect: b'Y' Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# expect: b'YWJjZ' Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
# expect: b'!!YQ==' b'a'
# expect: b'YQ==YQ==' b'a'
# expect: b'=YQ=' Error: Incorrect padding
# expect: b'Y=Q=' Error: Incorrect padding
print(tell(binascii.a2b_base64, 'é'))  # expect: ValueError: string argument should contain only ASCII characters
print(tell(binascii.a2b_base64, 5))  # expect: TypeError: argument should be bytes, buffer or ASCII string, not 'int'
print(tell(binascii.a2b_base64, b'YQ==', strict_mode=True), tell(binascii.a2b_base64, b'Y!Q==', strict_mode=True), tell(binascii.a2b_base64, b'=YQ=', strict_mode=True), tell(binascii.a2b_base64, b'YQ==x', strict_mode=True))
# expect: b'a' Error: Only base64 data is allowed Error: Leading padding not allowed Error: Excess data after padding
print(binascii.hexlify(b'\x00\xff'), binascii.hexlify(b'abc', '-'), binascii.b2a_hex(b'abcd', ':', 2), binascii.unhexlify('00fF'), binascii.a2b_hex(b'61'))
# expect: b'00ff' b'61-62-63' b'6162:6364' b'\x00\xff' b'a'
print(tell(binascii.unhexlify, 'abc'), tell(binascii.unhexlify, 'zz'), tell(binascii.b2a_base64, 'x'))
# expect: Error: Odd-length string Error: Non-hexadecimal digit found TypeError: a bytes-like object is required, not 'str'
print(binascii.crc32(b'hello'), binascii.crc32(b'lo', binascii.crc32(b'hel')), binascii.crc32(b''), binascii.crc_hqx(b'hello', 0))
# expect: 907060870 907060870 0 50018
print(base64.b64encode(b'\xfb\xff\xfe'), base64.urlsafe_b64encode(b'\xfb\xff\xfe'), base64.b64encode(b'\xfb\xff\xfe', b'-_'), base64.b64decode(b'-__-', b'-_'))
# expect: b'+//+' b'-__-' b'-__-' b'\xfb\xff\xfe'
print(base64.b64decode('aGk='), base64.urlsafe_b64decode('-__-'), base64.standard_b64encode(b'hi'), base64.standard_b64decode(b'aGk='))
# expect: b'hi' b'\xfb\xff\xfe' b'aGk=' b'hi'
print(tell(base64.b64decode, 'a*Gk=', validate=True), tell(base64.b64decode, 'aG'), tell(base64.b64encode, 'x'), tell(base64.b64decode, 'é'))
# expect: Error: Only base64 data is allowed Error: Incorrect padding TypeError: a bytes-like object is required, not 'str' ValueError: string argument should contain only ASCII characters
print(base64.b16encode(b'\x01\xab'), base64.b16decode('01AB'), base64.b16decode(b'01ab', True), tell(base64.b16decode, '01ab'))
# expect: b'01AB' b'\x01\xab' b'\x01\xab' Error: Non-base16 digit found
print([base64.b32encode(b'abcdef'[:n]) for n in range(7)], [base64.b32decode(base64.b32encode(b'abcdef'[:n])) for n in range(7)])
# expect: [b'', b'ME======', b'MFRA====', b'MFRGG===', b'MFRGGZA=', b'MFRGGZDF', b'MFRGGZDFMY======'] [b'', b'a', b'ab', b'abc', b'abcd', b'abcde', b'abcdef']
print(tell(base64.b32decode, 'MF'), tell(base64.b32decode, 'mfrgg==='), base64.b32decode('mfrgg===', True), tell(base64.b32decode, '1FRGG==='))
# expect: Error: Incorrect padding Error: Non-base32 digit found b'abc' Error: Non-base32 digit found
print(base64.b32hexencode(b'abc'), base64.b32hexdecode('C5H66==='))  # expect: b'C5H66===' b'abc'
print(base64.encodebytes(bytes(60)), base64.decodebytes(b'YWJj\nZGVm'), base64.b64decode(base64.b64encode(bytes(range(256)))) == bytes(range(256)))
# expect: b'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAA\n' b'abcdef' True
print(issubclass(binascii.Error, ValueError))  # expect: True
