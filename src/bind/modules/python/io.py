# `io`: texts and bytes as files.

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 512


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False
    _closed_text = 'I/O operation on closed file.'

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def flush(self):
        self._check()

    def _check(self):
        if self.closed:
            raise ValueError(self._closed_text)

    def isatty(self):
        self._check()
        return False

    def readable(self):
        return False

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def seek(self, offset, whence=0):
        raise UnsupportedOperation('seek')

    def truncate(self, size=None):
        raise UnsupportedOperation('truncate')

    def tell(self):
        return self.seek(0, 1)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1):
        line = bytearray()
        while size is None or size < 0 or len(line) < size:
            part = self.read(1)
            if not part:
                break
            line += part
            if line.endswith(b'\n'):
                break
        return bytes(line)

    def readlines(self, hint=None):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        made = bytearray()
        while True:
            part = self.read(DEFAULT_BUFFER_SIZE)
            if not part:
                return bytes(made)
            made += part


class BufferedIOBase(IOBase):
    def detach(self):
        raise UnsupportedOperation('detach')

    def readinto(self, buffer):
        part = self.read(len(buffer))
        buffer[:len(part)] = part
        return len(part)

    readinto1 = readinto


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None

    def detach(self):
        raise UnsupportedOperation('detach')


class _Memory:
    # What StringIO and BytesIO have in common: the whole is in `_data`, up to `_place` it has been read.

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def tell(self):
        self._check()
        return self._place

    def read(self, size=-1, /):
        self._check()
        data = self._whole()
        start = self._place
        end = len(data) if size is None or size < 0 else min(len(data), start + _index(size))
        if start >= end:
            return self._none
        self._place = end
        return self._shown(data[start:end])

    def readline(self, size=-1, /):
        self._check()
        data = self._whole()
        start = self._place
        if start >= len(data):
            return self._none
        end = data.find(self._newline, start) + 1 or len(data)
        if size is not None and size >= 0:
            end = min(end, start + size)
        self._place = end
        return self._shown(data[start:end])


class StringIO(_Memory, TextIOBase):
    _none = ''
    _closed_text = 'I/O operation on closed file'
    _newline = '\n'

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        self._universal = newline is None
        self._returns = newline if newline and newline != '\n' else None
        self._data = self._translated(initial_value or '')
        self._parts = []
        self._place = 0

    def _translated(self, text):
        if self._universal:
            return text.replace('\r\n', '\n').replace('\r', '\n')
        return text.replace('\n', self._returns) if self._returns else text

    def _whole(self):
        # What was written at the end is joined when it is needed.
        if self._parts:
            self._data += ''.join(self._parts)
            self._parts = []
        return self._data

    def _shown(self, text):
        return text

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        count = len(s)
        s = self._translated(s)
        if self._parts and self._place == self._end:
            self._parts.append(s)
            self._place = self._end = self._end + len(s)
            return count
        data = self._whole()
        place = self._place
        if place == len(data):
            self._parts.append(s)
            self._place = self._end = place + len(s)
            return count
        if place > len(data):
            data += '\0' * (place - len(data))
        self._data = data[:place] + s + data[place + len(s):]
        self._place = place + len(s)
        return count

    def getvalue(self):
        self._check()
        return self._whole()

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f'Invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0:
            if pos < 0:
                raise ValueError(f'Negative seek position {pos}')
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 1:
            pos = self._place
        else:
            pos = len(self._whole())
        self._place = pos
        return pos

    def truncate(self, pos=None, /):
        self._check()
        if pos is None:
            pos = self._place
        if pos < 0:
            raise ValueError(f'Negative size value {pos}')
        self._data = self._whole()[:pos]
        return pos


class BytesIO(_Memory, BufferedIOBase):
    _none = b''
    _newline = b'\n'

    def __init__(self, initial_bytes=b''):
        if isinstance(initial_bytes, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._data = bytearray(initial_bytes or b'')
        self._place = 0

    def _whole(self):
        return self._data

    def _shown(self, data):
        return bytes(data)

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = self._data
        count = len(b)
        place = self._place
        if place > len(data):
            data.extend(bytes(place - len(data)))
        if place == len(data):
            data.extend(b)
        else:
            data[place:place + count] = b
        self._place = place + count
        return count

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return memoryview(self._data)

    read1 = _Memory.read

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f'negative seek value {pos}')
        elif whence == 1:
            pos = max(0, self._place + pos)
        elif whence == 2:
            pos = max(0, len(self._data) + pos)
        else:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        self._place = pos
        return pos

    def truncate(self, size=None, /):
        self._check()
        if size is None:
            size = self._place
        if size < 0:
            raise ValueError(f'negative size value {size}')
        del self._data[size:]
        return size


def __getattr__(name):
    if name == 'open':
        import builtins
        return builtins.open
    if name in ('FileIO', 'TextIOWrapper'):
        import _files
        return getattr(_files, name)
    if name in ('BufferedWriter', 'BufferedReader', 'BufferedRandom'):
        import _buffered
        return getattr(_buffered, name)
    raise AttributeError(f"module 'io' has no attribute '{name}'")
