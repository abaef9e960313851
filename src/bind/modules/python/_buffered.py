# `io`: buffers around raw streams.

import io


class _Buffered(io.BufferedIOBase):
    def __init__(self, raw, buffer_size=io.DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError('invalid buffer size')
        self.raw = raw
        self._size = buffer_size
        self._ahead = b''
        self._waiting = bytearray()

    @property
    def closed(self):
        return self.raw.closed

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def seekable(self):
        return self.raw.seekable()

    def read(self, size=-1, /):
        self.flush()
        made = bytearray(self._ahead)
        self._ahead = b''
        while size is None or size < 0 or len(made) < size:
            part = self.raw.read(self._size)
            if not part:
                break
            made += part
        if size is not None and 0 <= size < len(made):
            self._ahead = bytes(made[size:])
            del made[size:]
        return bytes(made)

    read1 = read

    def peek(self, size=0, /):
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b''
        return self._ahead

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b''
        self._waiting += data
        while len(self._waiting) >= self._size:
            self._send(self._size)
        return len(data)

    def _send(self, most):
        part = bytes(self._waiting[:most])
        count = self.raw.write(part)
        del self._waiting[:len(part) if count is None else count]

    def flush(self):
        while self._waiting:
            self._send(len(self._waiting))
        flush = getattr(self.raw, 'flush', None)
        if flush:
            flush()

    def seek(self, offset, whence=0, /):
        self.flush()
        if whence == 1:
            offset -= len(self._ahead)
        self._ahead = b''
        return self.raw.seek(offset, whence)

    def tell(self):
        return self.raw.tell() - len(self._ahead) + len(self._waiting)

    def detach(self):
        self.flush()
        return self.raw

    def close(self):
        if not self.closed:
            self.flush()
            self.raw.close()


class BufferedReader(_Buffered):
    pass


class BufferedWriter(_Buffered):
    pass


class BufferedRandom(_Buffered):
    pass
