# `json`: encoders and decoders as objects, for those who derive from them.

from json import JSONDecodeError, _check_end, _no_default, _options, _place, _read, _write


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
        separators=None, default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        _no_default(o)

    def encode(self, o):
        separators = self.item_separator, self.key_separator
        options = _options(self.skipkeys, self.ensure_ascii, self.allow_nan, self.indent, separators, self.sort_keys)
        return _write(o, options, self.default, None)

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)


class JSONDecoder:
    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
        object_pairs_hook=None,
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float
        self.parse_int = parse_int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def _value(self, s, start):
        return _read(
            s, start, self.strict, self.object_hook, self.parse_float, self.parse_int, self.parse_constant,
            self.object_pairs_hook,
        )

    def decode(self, s):
        value, end = self._value(s, 0)
        _check_end(s, end)
        return value

    def raw_decode(self, s, idx=0):
        if idx < 0 or idx >= len(s) or s[idx] in ' \t\n\r':
            raise JSONDecodeError('Expecting value', s, idx)
        value, end = self._value(s, len(s[:idx].encode()))
        return value, _place(s, end)
