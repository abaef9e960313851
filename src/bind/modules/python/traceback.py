# `traceback`: tracebacks as texts.

import sys


class FrameSummary:
    __slots__ = ('filename', 'lineno', 'name', 'line', 'locals', '_text')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, _text=None, **positions):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = locals
        self._text = _text

    def _entry(self):
        if self._text is not None:
            return self._text
        text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
        return text + f'    {self.line.strip()}\n' if self.line else text

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, (FrameSummary, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


class StackSummary(list):
    @classmethod
    def from_list(cls, entries):
        return cls(entry if isinstance(entry, FrameSummary) else FrameSummary(*entry[:3], line=entry[3])
                   for entry in entries)

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        found = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in frame_gen]
        return cls(FrameSummary(*entry) for entry in _limited(found, limit))

    def format(self):
        return [entry._entry() for entry in self]


def _limited(entries, limit):
    if limit is None:
        return entries
    if limit >= 0:
        return entries[:limit]
    return entries[limit:]


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe()
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def _entries(tb):
    """The texts of a traceback's entries, as they are printed."""
    texts = []
    for line in _traceback_text(Exception().with_traceback(tb)).split('\n')[1:-1]:
        if line.startswith('  File ') or not texts:
            texts.append(line + '\n')
        else:
            texts[-1] += line + '\n'
    return texts


def extract_tb(tb, limit=None):
    found = StackSummary()
    texts = _entries(tb) if tb is not None else []
    walked = list(walk_tb(tb))
    for index, (frame, line) in enumerate(walked):
        code = frame.f_code
        text = texts[index] if len(texts) == len(walked) else None
        shown = text.split('\n')[1].strip() if text and text.count('\n') > 1 else ''
        found.append(FrameSummary(code.co_filename, line, code.co_name, line=shown, _text=text))
    return StackSummary(_limited(found, limit))


def extract_stack(f=None, limit=None):
    found = StackSummary.extract(walk_stack(sys._getframe() if f is None else f))
    found.reverse()
    return StackSummary(found if limit is None else found[-limit:] if limit >= 0 else found[:-limit])


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe() if f is None else f, limit).format()


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    _write(format_stack(sys._getframe() if f is None else f, limit), file)


def _write(texts, file):
    file = sys.stderr if file is None else file
    for text in texts:
        file.write(text)


_unset = object()


def _exception(exc, value):
    if value is _unset:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
        return exc
    return value


def format_exception_only(exc, /, value=_unset):
    exc = _exception(exc, value)
    if exc is None:
        return ['NoneType: None\n']
    # By the functions that print it, but without its traceback.
    pieces = []
    tb, exc.__traceback__ = exc.__traceback__, None
    try:
        _print_one(exc, pieces.append, '', [])
    finally:
        exc.__traceback__ = tb
    lines = [line + '\n' for line in ''.join(pieces).split('\n')[:-1]]
    if isinstance(exc, BaseExceptionGroup):
        return [f'{type(exc).__name__}: {exc}\n']
    if isinstance(exc, SyntaxError) or getattr(exc, '__notes__', None):
        return lines
    return [''.join(lines)]


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True):
    exc = _exception(exc, value)
    if exc is None:
        return ['NoneType: None\n']
    if tb is _unset:
        tb = exc.__traceback__
    pieces = []
    if chain and limit is None and tb is exc.__traceback__:
        _print_exception(exc, pieces.append)
        return pieces
    if chain:
        cause, context = exc.__cause__, exc.__context__
        if cause is not None:
            pieces += format_exception(cause, limit=limit)
            pieces.append('\nThe above exception was the direct cause of the following exception:\n\n')
        elif context is not None and not exc.__suppress_context__:
            pieces += format_exception(context, limit=limit)
            pieces.append('\nDuring handling of the above exception, another exception occurred:\n\n')
    if tb is not None:
        pieces.append('Traceback (most recent call last):\n')
        pieces += format_tb(tb, limit)
    return pieces + format_exception_only(exc)


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.stack = extract_tb(exc_traceback, limit)
        self.exc_type = exc_type
        self.exc_type_name = exc_type.__name__
        self._exception = exc_value
        self._str = str(exc_value)
        self.__cause__ = exc_value.__cause__
        self.__context__ = exc_value.__context__
        self.__suppress_context__ = exc_value.__suppress_context__
        self.__notes__ = getattr(exc_value, '__notes__', None)
        self._limit = limit

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format_exception_only(self):
        yield from format_exception_only(self._exception)

    def format(self, *, chain=True):
        yield from format_exception(self._exception, limit=self._limit, chain=chain)

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)

    def __str__(self):
        return self._str
