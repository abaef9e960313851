# Files: what `open` gives.

import _vfs
import io


def bytes_of(data, count):
    # What is to be written of a buffer.
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    view = memoryview(data)
    if view.format != 'B':
        view = view.cast('B')
    return view if count is None else view[:count]


def flags_of(mode):
    # The bits that `_vfs` calls Access, and whether bytes are meant.
    binary = 'b' in mode
    plus = '+' in mode
    kinds = [letter for letter in mode if letter not in 'bt+']
    if len(kinds) != 1 or kinds[0] not in 'rwxa' or binary and 't' in mode or len(set(mode)) != len(mode):
        raise ValueError(f'invalid mode: {mode!r}')
    kind = kinds[0]
    if kind == 'r':
        flags = 1 | plus << 1
    elif kind == 'w':
        flags = 2 | plus | 4 | 16
    elif kind == 'x':
        flags = 2 | plus | 4 | 8
    else:
        flags = 2 | plus | 4 | 32
    return flags, binary


class FileIO(io.BufferedIOBase):
    # A file of a volume. What is read goes through a small buffer; what is written does not.

    def __init__(self, volume, path, flags):
        self.name = path
        self._flags = flags
        self._ahead = b''
        self._file = volume.open_raw(path, flags)

    @property
    def mode(self):
        flags = self._flags
        kind = 'ab' if flags & 32 else 'xb' if flags & 8 else 'wb' if flags & 16 else 'rb'
        return kind + '+' if flags & 3 == 3 else kind

    def readable(self):
        self._check()
        return bool(self._flags & 1)

    def writable(self):
        self._check()
        return bool(self._flags & 2)

    def seekable(self):
        self._check()
        return True

    def _need(self, flag, text):
        self._check()
        if not self._flags & flag:
            raise io.UnsupportedOperation(text)

    def readinto(self, buffer, count=-1, /):
        self._need(1, 'read')
        view = memoryview(buffer)
        if view.format != 'B':
            view = view.cast('B')
        wanted = len(view) if count is None or count < 0 else min(count, len(view))
        ahead = self._ahead
        done = min(len(ahead), wanted)
        if done:
            view[:done] = ahead[:done]
            self._ahead = ahead[done:]
        if done < wanted:
            view = view[:wanted]
            while done < wanted:
                part = _read(self._file, view, done)
                if not part:
                    break
                done += part
        return done

    readinto1 = readinto

    def read(self, size=-1, /):
        self._need(1, 'read')
        if size is not None and size >= 0:
            if 0 < size <= len(self._ahead):
                made = self._ahead[:size]
                self._ahead = self._ahead[size:]
                return made
            if size <= 512:
                made = bytearray(size)
                count = self.readinto(made)
                return bytes(made) if count == size else bytes(made[:count])
        made = bytearray(self._ahead)
        self._ahead = b''
        left = -1 if size is None or size < 0 else size
        while left < 0 or len(made) < left:
            start = len(made)
            made.extend(bytes(512 if left < 0 else min(512, left - start)))
            part = _read(self._file, made, start)
            if start + part < len(made):
                del made[start + part:]
            if not part:
                break
        return bytes(made)

    read1 = read

    def readall(self):
        return self.read()

    def readline(self, size=-1, /):
        self._need(1, 'read')
        limit = -1 if size is None else size
        line = b''
        while True:
            ahead = self._ahead
            if not ahead:
                ahead = bytearray(128)
                ahead = bytes(ahead[:_read(self._file, ahead, 0)])
                if not ahead:
                    break
            end = ahead.find(b'\n') + 1
            stop = end or len(ahead)
            if limit >= 0 and len(line) + stop >= limit:
                stop = limit - len(line)
                end = 1
            line = line + ahead[:stop] if line else ahead[:stop]
            self._ahead = ahead[stop:]
            if end:
                break
        return line

    def _drop_ahead(self):
        if self._ahead:
            _seek(self._file, -len(self._ahead), 1)
            self._ahead = b''

    def write(self, data, count=None, /):
        self._need(2, 'write')
        view = bytes_of(data, count)
        self._drop_ahead()
        done = 0
        while done < len(view):
            done += _write(self._file, view, done)
        return done

    def seek(self, offset, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if whence == 0 and offset < 0:
            raise OSError(22, 'EINVAL')
        if whence == 1:
            offset -= len(self._ahead)
        self._ahead = b''
        return _seek(self._file, offset, whence)

    def tell(self):
        self._check()
        return _seek(self._file, 0, 1) - len(self._ahead)

    def truncate(self, size=None, /):
        self._need(2, 'truncate')
        if size is None:
            size = self.tell()
        if size < 0:
            raise OSError(22, 'EINVAL')
        self._drop_ahead()
        _truncate(self._file, size)
        return size

    def flush(self):
        self._check()
        if self._flags & 2:
            _flush(self._file)

    def close(self):
        if not self.closed:
            self.closed = True
            _close(self._file)

    def __repr__(self):
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r}>"


class TextIOWrapper(io.TextIOBase):
    # Text over a file of bytes: UTF-8.

    encoding = 'utf-8'

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if encoding is not None and encoding.lower().replace('_', '-') not in ('utf-8', 'utf8', 'ascii', 'us-ascii'):
            raise LookupError(f'unknown encoding: {encoding}')
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        self.buffer = buffer
        self.errors = errors or 'strict'
        self._newline = newline
        # Bytes that have been read and not been asked for.
        self._ahead = b''

    @property
    def name(self):
        return self.buffer.name

    @property
    def mode(self):
        return self.buffer.mode.replace('b', '')

    @property
    def closed(self):
        return self.buffer.closed

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def _shown(self, text):
        return text.replace('\r\n', '\n').replace('\r', '\n') if self._newline is None and '\r' in text else text

    def read(self, size=-1, /):
        if not self.buffer.readable():
            raise io.UnsupportedOperation('not readable')
        if size is None or size < 0:
            data = self._ahead + self.buffer.read()
            self._ahead = b''
            return self._shown(str(data, 'utf-8', self.errors))
        made = ''
        while len(made) < size:
            data = self._ahead
            wanted = size - len(made)
            if len(data) < wanted or _is_cut(data, wanted):
                more = self.buffer.read(wanted + 4 - len(data) if len(data) < wanted else 4)
                data += more
                if not more:
                    if not data:
                        break
                    self._ahead = b''
                    made += self._shown(str(data, 'utf-8', self.errors))
                    break
            # The characters that are all there.
            end = _whole(data)
            if not end and len(data) < 4:
                self._ahead = data
                continue
            end = end or len(data)
            text, tail = str(data[:end], 'utf-8', self.errors), data[end:]
            part, rest = text[:wanted], text[wanted:]
            if self._newline is None and part.endswith('\r'):
                # The second half of a line's end belongs to the first.
                if rest:
                    if rest[0] == '\n':
                        part, rest = part + '\n', rest[1:]
                else:
                    tail = tail or self.buffer.read(1)
                    if tail[:1] == b'\n':
                        part, tail = part + '\n', tail[1:]
            self._ahead = rest.encode() + tail
            made += self._shown(part)
        return made

    def readline(self, size=-1, /):
        if not self.buffer.readable():
            raise io.UnsupportedOperation('not readable')
        ends = {'\r': b'\r', '\r\n': b'\r\n'}.get(self._newline, b'\n')
        line = self._ahead
        end = line.find(ends) + len(ends) if ends in line else 0
        if not end:
            if len(ends) == 1 and ends == b'\n':
                more = self.buffer.readline()
                line += more
            else:
                while ends not in line:
                    more = self.buffer.read(64)
                    if not more:
                        break
                    line += more
            end = line.find(ends) + len(ends) if ends in line else len(line)
        if self._newline is None or self._newline == '':
            # A lone carriage return ends a line, too.
            lone = line.find(b'\r', 0, end)
            if lone >= 0 and line[lone + 1:lone + 2] != b'\n':
                end = lone + 1
        self._ahead = line[end:]
        text = str(line[:end], 'utf-8', self.errors)
        if size is not None and 0 <= size < len(text):
            self._ahead = text[size:].encode() + self._ahead
            text = text[:size]
        return self._shown(text)

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self._drop_ahead()
        if self._newline in ('\r', '\r\n'):
            self.buffer.write(text.replace('\n', self._newline).encode())
        else:
            self.buffer.write(text.encode())
        return len(text)

    def _drop_ahead(self):
        if self._ahead:
            self.buffer.seek(-len(self._ahead), 1)
            self._ahead = b''

    def seek(self, offset, whence=0, /):
        if whence != 0 and offset != 0:
            raise io.UnsupportedOperation(
                f"can't do nonzero {'cur' if whence == 1 else 'end'}-relative seeks")
        if whence == 0 and offset < 0:
            raise ValueError(f'negative seek position {offset}')
        if whence == 1:
            offset, whence = self.tell(), 0
        self._ahead = b''
        return self.buffer.seek(offset, whence)

    def tell(self):
        return self.buffer.tell() - len(self._ahead)

    def truncate(self, size=None, /):
        if size is None:
            size = self.tell()
        return self.buffer.truncate(size)

    def flush(self):
        self.buffer.flush()

    def close(self):
        self.buffer.close()

    def _check(self):
        if self.buffer.closed:
            raise ValueError(self._closed_text)

    def detach(self):
        self._drop_ahead()
        return self.buffer

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding='utf-8'>"


def _whole(data):
    # Where the last character that is all there ends.
    end = len(data)
    back = 1
    while back <= 4 and back <= end:
        byte = data[end - back]
        if byte < 0x80:
            return end
        if byte >= 0xc0:
            length = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4
            return end if back >= length else end - back
        back += 1
    return end


def _is_cut(data, wanted):
    return len(data) < 4 * wanted and _whole(data) < len(data)


def open_on(fs, path, mode, encoding=None, errors=None, newline=None):
    # A file of a volume.
    flags, binary = flags_of(mode)
    return wrapped(FileIO(fs, path, flags), binary, encoding, errors, newline)


def wrapped(file, binary, encoding=None, errors=None, newline=None):
    if binary:
        if encoding is not None:
            raise ValueError("binary mode doesn't take an encoding argument")
        return file
    return TextIOWrapper(file, encoding, errors, newline)


def open_file(path, mode='r', encoding=None, errors=None, newline=None):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    found, rest = _vfs.find(path)
    if found is None:
        raise OSError(21, 'EISDIR')
    fs = found[1]
    try:
        if isinstance(fs, _vfs.Volume):
            return open_on(fs, rest, mode, encoding, errors, newline)
        return fs.open(rest, mode)
    except OSError as error:
        if getattr(error, 'filename', None) is None and error.errno is not None and len(error.args) == 2 and error.args[1]:
            raise OSError(error.errno, error.args[1], path) from None
        raise
