# `contextvars`: variables whose values belong to a context. A task of `asyncio` has a copy of
# that in which it was made.

import _context


class Token:
    MISSING = '<Token.MISSING>'

    def __init__(self, context, var, old_value):
        self._context = context
        self._used = False
        self.var = var
        self.old_value = old_value

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.var.reset(self)

    def __repr__(self):
        return f"<Token{' used' if self._used else ''} var={self.var!r} at {id(self):#x}>"


_missing = object()


class ContextVar:
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError('context variable name must be a str')
        self._default = default
        self.name = name

    def __class_getitem__(cls, parameter):
        return cls

    def get(self, default=_missing, /):
        values = _context.current._values
        if self in values:
            return values[self]
        if default is not _missing:
            return default
        if self._default is _missing:
            raise LookupError(self)
        return self._default

    def set(self, value, /):
        values = _context.current._values
        token = Token(_context.current, self, values.get(self, Token.MISSING))
        values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token.var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        if token._context is not _context.current:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        if token.old_value is Token.MISSING:
            _context.current._values.pop(self, None)
        else:
            _context.current._values[self] = token.old_value

    def __repr__(self):
        default = '' if self._default is _missing else f' default={self._default!r}'
        return f'<ContextVar name={self.name!r}{default} at {id(self):#x}>'


class Context:
    def __init__(self):
        self._values = {}
        self._before = None

    def run(self, callable, /, *args, **kwargs):
        if self._before is not None:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        self._before = _context.current
        _context.current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _context.current = self._before
            self._before = None

    def copy(self):
        made = Context()
        made._values.update(self._values)
        return made

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return self._values[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None

    def get(self, var, default=None, /):
        return self[var] if var in self else default

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


_context.current = Context()


def copy_context():
    return _context.current.copy()
