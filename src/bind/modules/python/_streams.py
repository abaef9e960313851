# The streams of `sys`: all text goes to the firmware's `Host::write`.


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

    def write(self, text):
        if self.mode != 'w':
            raise OSError('not writable')
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        _write(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        if self.mode != 'r':
            raise OSError('not readable')
        return ''

    readline = read

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        raise OSError('fileno')

    def readable(self):
        return self.mode == 'r'

    def writable(self):
        return self.mode == 'w'

    def seekable(self):
        return False

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='{self.mode}' encoding='utf-8'>"


stdin = TextIOWrapper('<stdin>', 'r')
stdout = TextIOWrapper('<stdout>', 'w')
stderr = TextIOWrapper('<stderr>', 'w')
