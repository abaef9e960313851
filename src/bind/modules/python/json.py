# `json`: what calls back; reading and writing are native, in steps.

_FLAWS = (
    'Expecting value', 'Expecting property name enclosed in double quotes', "Expecting ':' delimiter",
    "Expecting ',' delimiter", 'Unterminated string starting at', 'Invalid control character at', 'Invalid \\escape',
    'Invalid \\uXXXX escape',
)


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count('\n', 0, pos) + 1
        self.colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {self.lineno} column {self.colno} (char {pos})')


def __getattr__(name):
    if name not in ('JSONEncoder', 'JSONDecoder'):
        raise AttributeError(f"module 'json' has no attribute '{name}'")
    import _json_classes
    value = globals()[name] = getattr(_json_classes, name)
    return value


# One value and the byte behind it. Phases: see load.rs.
def _read(text, at, strict, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook):
    flags = 0 if strict else 8
    if object_pairs_hook is not None:
        flags |= 3
        object_hook = object_pairs_hook
    elif object_hook is not None:
        flags |= 2
    if parse_float is not None or parse_int is not None or parse_constant is not None:
        flags |= 4
    stack = [[]]
    state = at << 4
    while True:
        state = _load(text, state, stack, flags)
        if state < 0:
            found = _string(text, ~state, flags)
            if isinstance(found, tuple):
                value, at = found
                if _attach(stack, value):
                    return stack[0][0], at
                state = at << 4 | 1
                continue
            state = found
        phase = state & 15
        if phase < 5:
            continue
        at = state >> 4
        if phase >= 8:
            raise JSONDecodeError(_FLAWS[phase - 8], text, _place(text, at))
        if phase == 6:
            value = object_hook(stack.pop())
        elif phase == 7:
            part, at, is_int = _number_end(text, at)
            if is_int is None:
                value = (parse_constant or float)(part)
            elif is_int:
                value = (parse_int or int)(part)
            else:
                value = (parse_float or float)(part)
        if phase == 5 or _attach(stack, value):
            return stack[0][0], at
        state = at << 4 | 1


def loads(
    s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None,
    **kw,
):
    if isinstance(s, str):
        if s.startswith('\ufeff'):
            raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = str(s[3:] if s[:3] == b'\xef\xbb\xbf' else s, 'utf-8')
    else:
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {type(s).__name__}')
    if cls is not None:
        for name, value in (
            ('object_hook', object_hook), ('parse_float', parse_float), ('parse_int', parse_int),
            ('parse_constant', parse_constant), ('object_pairs_hook', object_pairs_hook),
        ):
            if value is not None:
                kw[name] = value
        return cls(**kw).decode(s)
    strict = kw.pop('strict', True)
    for name in kw:
        raise TypeError(f"JSONDecoder.__init__() got an unexpected keyword argument '{name}'")
    value, end = _read(s, 0, strict, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook)
    _check_end(s, end)
    return value


def _check_end(text, end):
    end = _place(text, end)
    while end < len(text) and text[end] in ' \t\n\r':
        end += 1
    if end < len(text):
        raise JSONDecodeError('Extra data', text, end)


def load(fp, **kw):
    return loads(fp.read(), **kw)


def _options(skipkeys, ensure_ascii, allow_nan, indent, separators, sort_keys):
    if separators is not None:
        items, keys = separators
    else:
        items = ', ' if indent is None else ','
        keys = ': '
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    flags = bool(ensure_ascii) | bool(skipkeys) << 1 | (not allow_nan) << 2 | bool(sort_keys) << 3
    return flags, indent, items, keys


def _no_default(o):
    raise TypeError(f'Object of type {type(o).__name__} is not JSON serializable')


# Writes a value, and hands the text over piece by piece. Codes: see encode.rs.
def _write(value, options, default, take):
    stack = []
    out = bytearray()
    parts = []
    while True:
        code = _dump(value, stack, out, options)
        if code == 1:
            value = stack
        elif code == 0:
            break
        elif code == 3:
            _dump_items(sorted(stack[-1].items()), stack, out, options)
            value = stack
        elif code == 5:
            # Its last byte stays, as below.
            value = stack.pop()
            quoted = _quoted(value, bool(options[0] & 1)) if isinstance(value, str) else int.__repr__(value)
            parts += str(out, 'utf-8'), quoted[:-1]
            out[:] = quoted[-1:].encode()
            value = stack
            if not stack:
                break
        else:
            value = stack.pop()
            if code == 2:
                asked = value
                value = default(value)
                if value is asked:
                    raise ValueError('Circular reference detected')
        if take is not None and len(out) > 200 and out[-1] < 128:
            # The last byte tells whether a bracket has been opened just now: it stays.
            take(''.join(parts) + str(out[:-1], 'utf-8'))
            del out[:-1]
            parts.clear()
    parts.append(str(out, 'utf-8'))
    return ''.join(parts)


def dumps(
    obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
    separators=None, default=None, sort_keys=False, **kw,
):
    if cls is not None or kw:
        return (cls or __getattr__('JSONEncoder'))(
            skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
            indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw,
        ).encode(obj)
    options = _options(skipkeys, ensure_ascii, allow_nan, indent, separators, sort_keys)
    return _write(obj, options, default or _no_default, None)


def dump(
    obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
    separators=None, default=None, sort_keys=False, **kw,
):
    if cls is not None or kw:
        text = dumps(
            obj, skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
            cls=cls, indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw,
        )
    else:
        options = _options(skipkeys, ensure_ascii, allow_nan, indent, separators, sort_keys)
        text = _write(obj, options, default or _no_default, fp.write)
    fp.write(text)
