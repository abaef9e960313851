# The part of `base64` with 85 letters.

from base64 import _bytes

_LETTERS = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
            b'!#$%&()*+-;<=>?@^_`{|}~')



# Four bytes are five letters; what is short of four is filled up, and the letters for that are left out again.
def _encoded(data, letters, pad, short):
    data = bytes(memoryview(data))
    lack = -len(data) % 4
    out = bytearray()
    for at in range(0, len(data), 4):
        part = data[at:at + 4]
        number = int.from_bytes(part + bytes(4 - len(part)), 'big')
        is_whole = len(part) == 4 or pad
        if is_whole and number in short:
            out += short[number]
            continue
        digits = bytearray(5)
        for place in range(4, -1, -1):
            number, digit = divmod(number, 85)
            digits[place] = letters[digit] if letters else digit + 33
        out += digits if is_whole else digits[:5 - lack]
    return out


def b85encode(b, pad=False):
    return bytes(_encoded(b, _LETTERS, pad, {}))


def b85decode(b):
    data = bytes(_bytes(b))
    lack = -len(data) % 5
    data += b'~' * lack
    out = bytearray()
    for at in range(0, len(data), 5):
        number = 0
        for place in range(at, at + 5):
            digit = _LETTERS.find(data[place])
            if digit < 0:
                raise ValueError(f'bad base85 character at position {place}')
            number = number * 85 + digit
        if number >= 1 << 32:
            raise ValueError(f'base85 overflow in hunk starting at byte {at}')
        out += number.to_bytes(4, 'big')
    return bytes(out[:len(out) - lack] if lack else out)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    short = {0: b'z'}
    if foldspaces:
        short[0x20202020] = b'y'
    data = _encoded(b, None, pad, short)
    if adobe:
        data = b'<~' + data
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [data[at:at + width] for at in range(0, len(data), width)]
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b'')
        data = b'\n'.join(lines)
    if adobe:
        data += b'~>'
    return bytes(data)


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    data = bytes(_bytes(b))
    if adobe:
        if not data.endswith(b'~>'):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        data = data[2:-2] if data.startswith(b'<~') else data[:-2]
    out = bytearray()
    part = []
    for letter in data + b'uuuu':
        if 33 <= letter <= 117:
            part.append(letter)
            if len(part) == 5:
                number = 0
                for digit in part:
                    number = number * 85 + digit - 33
                if number >= 1 << 32:
                    raise ValueError('Ascii85 overflow')
                out += number.to_bytes(4, 'big')
                part = []
        elif letter == 122 or letter == 121 and foldspaces:
            if part:
                raise ValueError(f"{chr(letter)} inside Ascii85 5-tuple")
            out += b'\0\0\0\0' if letter == 122 else b'    '
        elif letter not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {chr(letter)}')
    lack = 4 - len(part)
    return bytes(out[:len(out) - lack] if lack else out)
