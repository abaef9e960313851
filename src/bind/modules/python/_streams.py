# The streams of `sys`, and `input`.


def _bytes_of(buffer):
    view = memoryview(buffer)
    return view if view.format == 'B' else view.cast('B')


class _Terminal:
    # The bytes of the terminal, as they are.

    closed = False
    mode = 'rb+'

    def __init__(self, name):
        self.name = name

    def readinto(self, buffer, count=-1, /):
        view = _bytes_of(buffer)
        if count is not None and 0 <= count < len(view):
            view = view[:count]
        done = 0
        while done < len(view):
            part = _receive(view, done)
            if not part:
                break
            done += part
        return done

    def read(self, size=-1, /):
        if size is not None and size >= 0:
            made = bytearray(size)
            return bytes(made[:self.readinto(made)])
        made = b''
        while True:
            part = bytearray(64)
            count = _receive(part, 0)
            if not count:
                return made
            made += part[:count]

    def read1(self, size=-1, /):
        made = bytearray(size if size > 0 else 64)
        return bytes(made[:_receive(made, 0) or 0])

    def readline(self, size=-1, /):
        line = bytearray()
        while size < 0 or len(line) < size:
            part = self.read(1)
            line += part
            if not part or part == b'\n':
                break
        return bytes(line)

    def write(self, data, count=None, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        view = _bytes_of(data)
        if count is not None:
            view = view[:count]
        done = 0
        while done < len(view):
            done += _send(view, done)
        return done

    def flush(self):
        pass

    close = flush

    def fileno(self):
        return ('<stdin>', '<stdout>', '<stderr>').index(self.name)

    def isatty(self):
        return _is_terminal()

    def ioctl(self, request, argument):
        if request == 3:
            return (argument & 1 and _can_read()) | (argument & 4 if _can_write() else 0)
        return 0


class TextIOWrapper:
    __module__ = '_io'
    encoding = 'utf-8'
    errors = 'strict'
    closed = False
    newlines = None
    line_buffering = True

    def __init__(self, name, mode):
        self.name = name
        self.mode = mode
        self.buffer = _Terminal(name)

    def write(self, text):
        if self.mode != 'w':
            raise OSError('not writable')
        if isinstance(text, (bytes, bytearray)) and _is_terminal():
            return self.buffer.write(text)
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        _write(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def _need(self):
        if self.mode != 'r':
            raise OSError('not readable')

    def _char(self):
        # The next character; a line that is typed ends with a carriage return.
        data = self.buffer.read(1)
        if not data:
            return ''
        first = data[0]
        if first == 13:
            return '\n' if _is_terminal() else '\r'
        if first >= 0xc0:
            data += self.buffer.read(1 if first < 0xe0 else 2 if first < 0xf0 else 3)
        return str(data, 'utf-8', 'replace')

    def read(self, size=-1):
        return self._take(size, '')

    def readline(self, size=-1):
        return self._take(size, '\n')

    def _take(self, size, end):
        # Characters up to the one that ends them, or the end of the input.
        self._need()
        made = []
        while size is None or size < 0 or len(made) < size:
            char = self._char()
            if char:
                made.append(char)
            if not char or char == end:
                break
        return ''.join(made)

    def readlines(self, hint=None):
        return list(self)

    def readinto(self, buffer, count=-1, /):
        return self.buffer.readinto(buffer, count)

    def ioctl(self, request, argument):
        return self.buffer.ioctl(request, argument)

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return _is_terminal()

    def fileno(self):
        return self.buffer.fileno()

    def readable(self):
        return self.mode == 'r'

    def writable(self):
        return self.mode == 'w'

    def seekable(self):
        return False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='{self.mode}' encoding='utf-8'>"


stdin = TextIOWrapper('<stdin>', 'r')
stdout = TextIOWrapper('<stdout>', 'w')
stderr = TextIOWrapper('<stderr>', 'w')


def input_line(prompt):
    import sys
    prompt = str(prompt)
    if sys.stdin is not stdin or not _is_terminal():
        sys.stdout.write(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError('EOF when reading a line')
        return line[:-1] if line.endswith('\n') else line
    _write(prompt)
    line = []
    while True:
        char = stdin._char()
        if char == '\n':
            _write('\n')
            return ''.join(line)
        if not char or char == '\x04' and not line:
            raise EOFError
        if char == '\x03':
            raise KeyboardInterrupt
        if char in '\x08\x7f':
            if line:
                line.pop()
                _write('\x08 \x08')
        elif char == '\x15':
            _write('\x08 \x08' * len(line))
            line.clear()
        elif char >= ' ':
            line.append(char)
            _write(char)
