# `warnings`: what is worth saying and is no error. It goes to `sys.stderr`, once for each place and text. (Frames of the
# standard modules are not seen by `sys._getframe`.)

import sys

filters = [('ignore', DeprecationWarning), ('ignore', PendingDeprecationWarning), ('ignore', ImportWarning),
           ('ignore', ResourceWarning)]
_defaultaction = 'default'
_said = set()
_actions = ('default', 'always', 'ignore', 'module', 'once', 'error', 'all')


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return (f'{{message : {self.message!r}, category : {self.category.__name__!r}, '
                f'filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}')


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    return text + f'  {line.strip()}\n' if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    if file is None:
        file = sys.stderr
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


def _matches(pattern, text):
    if not pattern:
        return True
    import re
    return re.match(pattern, text, re.I) is not None


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, module = _caller(stacklevel)
    warn_explicit(message, category, filename, lineno, module, source=source)


def _caller(level):
    try:
        frame = sys._getframe(max(level, 1) - 1)
        return frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get('__name__', '<string>')
    except ValueError:
        return 'sys', 1, 'sys'


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename[:-3] if filename.endswith('.py') else filename or '<unknown>'
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    else:
        category = type(message)
    action = _defaultaction
    for item in filters:
        if len(item) == 2:
            fits = issubclass(category, item[1])
        else:
            fits = (issubclass(category, item[2]) and _matches(item[1], text) and _matches(item[3], module)
                    and item[4] in (0, lineno))
        if fits:
            action = item[0]
            break
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action not in ('always', 'all'):
        key = {'once': (text, category), 'module': (text, category, module)}.get(action, (text, category, filename, lineno))
        if key in _said:
            return
        _said.add(key)
    said = WarningMessage(message, category, filename, lineno, source=source)
    if _log:
        _log[-1].append(said)
    else:
        showwarning(message, category, filename, lineno)


_log = []


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    _check(action)
    _insert((action, message, category, module, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action)
    _insert((action, None, category, None, lineno), append)


def _check(action):
    if action not in _actions:
        raise ValueError(f'invalid action: {action!r}')


def _insert(item, append):
    _said.clear()
    if item in filters and not append:
        filters.remove(item)
    if append:
        if item not in filters:
            filters.append(item)
    else:
        filters.insert(0, item)


def resetwarnings():
    filters[:] = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global filters
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        self._filters = filters
        self._said = set(_said)
        self._show = showwarning
        filters = filters[:]
        if self._filter is not None:
            simplefilter(*self._filter)
        _said.clear()
        if self._record:
            _log.append([])
            return _log[-1]

    def __exit__(self, *exc_info):
        global filters, showwarning
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        filters = self._filters
        showwarning = self._show
        _said.clear()
        _said.update(self._said)
        if self._record:
            _log.pop()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def mark(function):
        if isinstance(function, type) or category is None:
            function.__deprecated__ = message
            return function
        from functools import wraps

        @wraps(function)
        def wrapper(*args, **kwargs):
            warn(message, category, stacklevel + 1)
            return function(*args, **kwargs)

        function.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper
    return mark
