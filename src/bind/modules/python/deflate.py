# `deflate`: compressed streams, RFC 1950 to 1952.

import io

AUTO = 0
RAW = 1
ZLIB = 2
GZIP = 3

_BLOCK = 256


class DeflateIO(io.BufferedIOBase):
    # Reads what a stream holds compressed, or compresses what is written to it.

    def __init__(self, stream, format=AUTO, wbits=0, close=False, /):
        if not 0 <= format <= 3 or wbits and not 5 <= wbits <= 15:
            raise ValueError('invalid format or wbits')
        self._stream = stream
        self._format = format
        self._wbits = wbits
        self._closes = close
        self._reading = None
        self._inflater = None
        self._data = b''
        self._start = 0
        self._ready = b''
        self._ended = False
        self._written = None

    # Reading.

    def _byte(self):
        if self._start >= len(self._data):
            self._data = self._stream.read(_BLOCK)
            self._start = 0
            if not self._data:
                raise EOFError('the compressed data ends too early')
        byte = self._data[self._start]
        self._start += 1
        return byte

    def _begin(self):
        form = self._format
        wbits = self._wbits
        first = self._byte()
        if form == AUTO:
            second = self._byte()
            self._start -= 1
            form = GZIP if first == 0x1f and second == 0x8b else ZLIB if (
                first & 15 == 8 and (first << 8 | second) % 31 == 0) else RAW
        if form == ZLIB:
            second = self._byte()
            if first & 15 != 8 or (first << 8 | second) % 31 or second & 32:
                raise ValueError('the compressed data is broken')
            wbits = wbits or (first >> 4) + 8
        elif form == GZIP:
            if first != 0x1f or self._byte() != 0x8b or self._byte() != 8:
                raise ValueError('the compressed data is broken')
            flags = self._byte()
            for _ in range(6):
                self._byte()
            if flags & 4:
                extra = self._byte()
                for _ in range(extra | self._byte() << 8):
                    self._byte()
            for flag in (8, 16):
                if flags & flag:
                    while self._byte():
                        pass
            if flags & 2:
                self._byte()
                self._byte()
            wbits = wbits or 15
        else:
            self._start -= 1
        self._kind = form
        self._window = bytearray(1 << (wbits or 15 if form != RAW or self._format == AUTO else wbits or 8))
        self._place = 0
        self._inflater = _inflater()
        self._sum = 1
        self._size = 0

    def _more(self):
        # Makes some bytes ready; none at the end.
        if self._written is not None:
            raise OSError(22, 'EINVAL')
        if self._inflater is None and not self._ended:
            self._begin()
        while not self._ended:
            window = self._window
            room = min(256, len(window) - self._place)
            used, made, over = _inflate(self._inflater, self._data, self._start, window, self._place, room)
            self._start += used
            if made:
                self._ready = bytes(window[self._place:self._place + made])
                self._place = (self._place + made) % len(window)
                self._check_sum(self._ready)
            if over:
                self._end()
            if made:
                return
            if not over and self._start >= len(self._data):
                self._data = self._stream.read(_BLOCK)
                self._start = 0
                if not self._data:
                    raise EOFError('the compressed data ends too early')

    def _check_sum(self, data):
        if self._kind == ZLIB:
            self._sum = _adler32(data, 0, self._sum)
        elif self._kind == GZIP:
            import binascii
            self._sum = binascii.crc32(data, self._sum if self._size else 0)
            self._size += len(data)

    def _end(self):
        self._ended = True
        self._inflater = self._window = None
        wanted = self._sum
        if self._kind == ZLIB:
            found = 0
            for _ in range(4):
                found = found << 8 | self._byte()
        elif self._kind == GZIP:
            found = 0
            for shift in range(0, 64, 8):
                found |= self._byte() << shift
            wanted = (wanted if self._size else 0) | (self._size & 0xffffffff) << 32
        else:
            return
        if found != wanted:
            raise ValueError('the compressed data is broken')

    def read(self, size=-1, /):
        self._check()
        made = []
        count = 0
        while size is None or size < 0 or count < size:
            if not self._ready:
                self._more()
                if not self._ready:
                    break
            part = self._ready if size is None or size < 0 else self._ready[:size - count]
            self._ready = self._ready[len(part):]
            made.append(part)
            count += len(part)
        return b''.join(made)

    def readinto(self, buffer, count=-1, /):
        view = memoryview(buffer)
        wanted = len(view) if count is None or count < 0 else min(count, len(view))
        done = 0
        while done < wanted:
            part = self.read(min(256, wanted - done))
            if not part:
                break
            view[done:done + len(part)] = part
            done += len(part)
        return done

    def readline(self, size=-1, /):
        line = b''
        while size is None or size < 0 or len(line) < size:
            if not self._ready:
                self._more()
                if not self._ready:
                    break
            end = self._ready.find(b'\n') + 1
            stop = end or len(self._ready)
            if size is not None and size >= 0:
                stop = min(stop, size - len(line))
            line += self._ready[:stop]
            self._ready = self._ready[stop:]
            if end and stop == end:
                break
        return line

    def readable(self):
        return True

    # Writing: a block with fixed codes.

    def write(self, data, /):
        self._check()
        if self._written is None:
            from _deflater import Deflater
            kind = self._format or RAW
            if kind == GZIP:
                self._stream.write(b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff')
            elif kind == ZLIB:
                head = ((self._wbits or 8) - 8 if (self._wbits or 8) >= 8 else 0) << 12 | 0x800
                self._stream.write((head | 31 - head % 31).to_bytes(2, 'big'))
            self._kind = kind
            self._sum = 1
            self._size = 0
            self._written = Deflater(self._stream, 1 << min(self._wbits or 8, 11))
        self._written.write(data)
        self._check_sum(data)
        return len(data)

    def close(self):
        if self.closed:
            return
        if self._written is not None:
            self._written.close()
            if self._kind == ZLIB:
                self._stream.write(self._sum.to_bytes(4, 'big'))
            elif self._kind == GZIP:
                self._stream.write(self._sum.to_bytes(4, 'little') + (self._size & 0xffffffff).to_bytes(4, 'little'))
        self.closed = True
        if self._closes:
            self._stream.close()

    def flush(self):
        pass
