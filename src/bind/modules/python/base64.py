# `base64`: bytes as letters, over `binascii`.

import binascii


def __getattr__(name):
    if name not in ('a85encode', 'a85decode', 'b85encode', 'b85decode'):
        raise AttributeError(f"module 'base64' has no attribute '{name}'")
    import _base85
    value = globals()[name] = getattr(_base85, name)
    return value


_URL = bytes.maketrans(b'+/', b'-_')
_FROM_URL = bytes.maketrans(b'-_', b'+/')
_LETTERS_32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_LETTERS_32_HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return bytes(memoryview(s))
    except TypeError:
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not '{type(s).__name__}'") from None


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_URL)


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).translate(_FROM_URL))


def _buffer(s):
    try:
        return bytes(memoryview(s))
    except TypeError:
        raise TypeError(f'expected bytes-like object, not {type(s).__name__}') from None


def encodebytes(s):
    s = _buffer(s)
    lines = [binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57)]
    return b''.join(lines)


def decodebytes(s):
    return binascii.a2b_base64(_buffer(s))


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    for byte in s:
        if byte not in b'0123456789ABCDEF':
            raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def _encode_32(letters, s):
    s = bytes(s)
    out = bytearray()
    for at in range(0, len(s), 5):
        part = s[at:at + 5]
        bits = int.from_bytes(part + bytes(5 - len(part)), 'big')
        used = (len(part) * 8 + 4) // 5
        for place in range(8):
            out.append(letters[bits >> (35 - 5 * place) & 31] if place < used else 61)
    return bytes(out)


def _decode_32(letters, s, casefold, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        s = s.translate(bytes.maketrans(b'01', b'O' + _bytes(map01)))
    if casefold:
        s = s.upper()
    plain = s.rstrip(b'=')
    pads = len(s) - len(plain)
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    out = bytearray()
    for at in range(0, len(plain), 8):
        bits = 0
        part = plain[at:at + 8]
        for letter in part:
            digit = letters.find(letter)
            if digit < 0:
                raise binascii.Error('Non-base32 digit found')
            bits = bits << 5 | digit
        bits <<= 5 * (8 - len(part))
        out += bits.to_bytes(5, 'big')[:len(part) * 5 // 8]
    return bytes(out)


def b32encode(s):
    return _encode_32(_LETTERS_32, s)


def b32decode(s, casefold=False, map01=None):
    return _decode_32(_LETTERS_32, s, casefold, map01)


def b32hexencode(s):
    return _encode_32(_LETTERS_32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _decode_32(_LETTERS_32_HEX, s, casefold)
