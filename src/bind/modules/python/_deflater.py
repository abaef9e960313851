# Deflating: one block with the fixed codes of RFC 1951, matches found by a table of three letters.

_LENGTHS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258)
_EXTRA = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0)


class Deflater:
    def __init__(self, stream, window):
        self._stream = stream
        self._window = window
        self._bits = 3
        self._count = 3
        self._out = bytearray()
        # The text from the window's start on, and how much of it is done.
        self._text = bytearray()
        self._done = 0
        self._places = {}
        self._base = 0

    def _put(self, value, count):
        self._bits |= value << self._count
        self._count += count
        while self._count >= 8:
            self._out.append(self._bits & 255)
            self._bits >>= 8
            self._count -= 8

    def _code(self, value, count):
        # Codes go highest bit first.
        turned = 0
        for _ in range(count):
            turned = turned << 1 | value & 1
            value >>= 1
        self._put(turned, count)

    def _symbol(self, symbol):
        if symbol < 144:
            self._code(0x30 + symbol, 8)
        elif symbol < 256:
            self._code(0x190 + symbol - 144, 9)
        elif symbol < 280:
            self._code(symbol - 256, 7)
        else:
            self._code(0xc0 + symbol - 280, 8)

    def _match(self, length, distance):
        index = 28
        while _LENGTHS[index] > length:
            index -= 1
        self._symbol(257 + index)
        self._put(length - _LENGTHS[index], _EXTRA[index])
        distance -= 1
        if distance < 4:
            self._code(distance, 5)
        else:
            extra = distance.bit_length() - 2
            self._code(2 * extra + (distance >> extra), 5)
            self._put(distance & (1 << extra) - 1, extra)

    def write(self, data):
        view = memoryview(data)
        for start in range(0, len(view), 256):
            self._text += view[start:start + 256]
            self._advance(258)

    def _advance(self, ahead):
        # Codes the text but for the last bytes, with which a match may go on.
        text = self._text
        end = len(text)
        at = self._done
        places = self._places
        window = self._window
        while at < end - ahead:
            key = bytes(text[at:at + 3])
            found = places.get(key, -1) - self._base
            places[key] = at + self._base
            length = 0
            if len(key) == 3 and 0 <= found and at - found <= window:
                most = min(258, end - at)
                length = 3
                while length < most and text[found + length] == text[at + length]:
                    length += 1
                self._match(length, at - found)
                at += length
            else:
                self._symbol(text[at])
                at += 1
        self._done = at
        if at > 2 * window:
            # What lies before the window is forgotten.
            dropped = at - window
            del text[:dropped]
            self._base += dropped
            self._done -= dropped
            for key in [key for key, place in places.items() if place < self._base]:
                del places[key]
        if self._out:
            self._stream.write(bytes(self._out))
            self._out = bytearray()

    def close(self):
        self._advance(0)
        self._symbol(256)
        if self._count:
            self._put(0, 8 - self._count)
        self._stream.write(bytes(self._out))
        self._out = bytearray()
