# str, bytes, formatting: what may run code of scripts.


def _str(value):
    method = type(value).__str__
    text = type(value).__repr__(value) if method is object.__str__ else method(value)
    if not isinstance(text, str):
        raise TypeError(f"__str__ returned non-string (type {type(text).__name__})")
    return text


def _repr(value):
    text = type(value).__repr__(value)
    if not isinstance(text, str):
        raise TypeError(f"__repr__ returned non-string (type {type(text).__name__})")
    return text


def _ascii(value):
    return _escape_ascii(_repr(value))


def _format(value, spec):
    text = type(value).__format__(value, spec)
    if not isinstance(text, str):
        raise TypeError(f"__format__ must return a str, not {type(text).__name__}")
    return text


def _convert(value, conversion):
    if conversion == 1 or conversion == 115:
        return str(value)
    if conversion == 2 or conversion == 114:
        return repr(value)
    if conversion == 3 or conversion == 97:
        return ascii(value)
    if 32 < conversion < 127:
        raise ValueError(f"Unknown conversion specifier {chr(conversion)}")
    raise ValueError(f"Unknown conversion specifier \\x{conversion:x}")


def _format_converted(value, conversion, spec):
    return format(_convert(value, conversion), spec)


def _str_format(text, arguments, keywords):
    return _format_fields(text, arguments, keywords, [None], 2)


def _str_format_keywords(self, /, *arguments, **keywords):
    return _format_plain(self, arguments, keywords)


def _format_fields(text, arguments, keywords, counter, depth):
    if depth == 0:
        raise ValueError("Max string recursion exceeded")
    parts = []
    at = 0
    while True:
        part = _format_part(text, at)
        if part is None:
            return "".join(parts)
        literal, name, conversion, spec, at = part
        if literal:
            parts.append(literal)
        if name is not None:
            value = _format_lookup(name, arguments, keywords, counter)
            if conversion:
                value = _convert(value, conversion)
            if "{" in spec:
                spec = _format_fields(spec, arguments, keywords, counter, depth - 1)
            parts.append(format(value, spec))


def _format_lookup(name, arguments, keywords, counter):
    path = _format_name(name)
    first = path[0]
    if first is None:
        if counter[0] is False:
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        first = counter[0] or 0
        counter[0] = first + 1
    elif isinstance(first, int):
        if counter[0]:
            raise ValueError("cannot switch from automatic field numbering to manual field specification")
        counter[0] = False
    if isinstance(first, int):
        if arguments is None:
            raise ValueError("Format string contains positional fields")
        if first >= len(arguments):
            raise IndexError(f"Replacement index {first} out of range for positional args tuple")
        value = arguments[first]
    elif keywords is None:
        raise KeyError(first)
    else:
        value = keywords[first]
    for index in range(1, len(path)):
        is_attribute, key = path[index]
        value = getattr(value, key) if is_attribute else value[key]
    return value


def _percent(text, arguments):
    is_bytes = not isinstance(text, str)
    parts = []
    values = arguments if isinstance(arguments, tuple) else (arguments,)
    is_mapping = not isinstance(arguments, (tuple, str)) and hasattr(type(arguments), "__getitem__")
    used = 0
    at = 0
    while True:
        start = at
        part = _percent_part(text, at)
        if part is None:
            break
        literal, key, stars, code, at = part
        if literal is not None:
            parts.append(literal)
            continue
        width = precision = None
        if key is not None:
            if not is_mapping:
                raise TypeError("format requires a mapping")
            value = arguments[key]
            used = len(values)
        else:
            if used + (stars & 1) + (stars >> 1) >= len(values):
                raise TypeError("not enough arguments for format string")
            if stars & 1:
                width = values[used]
                used += 1
            if stars & 2:
                precision = values[used]
                used += 1
            if not isinstance(width or precision or 0, int):
                raise TypeError("* wants int")
            value = values[used]
            used += 1
        value = _percent_value(value, code, is_bytes)
        if code in "diu" and isinstance(value, int) and value.bit_length() > 700:
            shown = _percent_digits(text, start, _long_text(abs(value)), value < 0, width, precision)
            parts.append(shown.encode() if is_bytes else shown)
            continue
        parts.append(_percent_item(text, start, value, width, precision))
    if used < len(values) and not is_mapping:
        kind = "bytes" if is_bytes else "string"
        raise TypeError(f"not all arguments converted during {kind} formatting")
    return text[:0].join(parts)


# The value in a form that prints without Python.
def _percent_value(value, code, is_bytes):
    if code == "s" or is_bytes and code == "b":
        if not is_bytes:
            return str(value)
        if hasattr(type(value), "__bytes__"):
            return bytes(value)
    elif code == "r" or code == "a":
        return repr(value) if code == "r" and not is_bytes else ascii(value)
    elif code in "diu":
        if hasattr(type(value), "__int__") or hasattr(type(value), "__index__"):
            return int(value)
    elif code in "oxXc":
        if hasattr(type(value), "__index__"):
            return type(value).__index__(value)
    elif code in "eEfFgG":
        if hasattr(type(value), "__float__") or hasattr(type(value), "__index__"):
            return float(value)
    return value


def _str_join(separator, iterable):
    if not _iterates(iterable):
        raise TypeError("can only join an iterable")
    return separator.join([*iterable])


def _iterates(value):
    return hasattr(type(value), "__iter__") or hasattr(type(value), "__getitem__")


# strip() of characters of which many are not ASCII; `ends`: 1 the left one, 2 the right one.
def _strip_long(text, characters, ends):
    start = 0
    end = len(text)
    while ends & 1 and start < end and text[start] in characters:
        start += 1
    while ends & 2 and start < end and text[end - 1] in characters:
        end -= 1
    return text[start:end]


def _ends_long(text, name, parts, bounds):
    for part in parts:
        if isinstance(text, str):
            if not isinstance(part, str):
                raise TypeError(f"tuple for {name} must only contain str, not {type(part).__name__}")
        elif not isinstance(part, (bytes, bytearray, memoryview)):
            raise TypeError(f"a bytes-like object is required, not '{type(part).__name__}'")
        if getattr(text, name)(part, *bounds):
            return True
    return False


def _str_translate(text, table):
    parts = []
    for character in text:
        try:
            to = table[ord(character)]
        except LookupError:
            parts.append(character)
            continue
        if to is None:
            continue
        if isinstance(to, int):
            if not 0 <= to < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            to = chr(to)
        elif not isinstance(to, str):
            raise TypeError("character mapping must return integer, None or str")
        parts.append(to)
    return "".join(parts)


# An int of what has __index__; a slice of ints; anything else as it is.
def _indexed(value):
    if isinstance(value, slice):
        return slice(_indexed(value.start), _indexed(value.stop), _indexed(value.step))
    if not isinstance(value, int) and hasattr(type(value), "__index__"):
        index = type(value).__index__(value)
        if not isinstance(index, int):
            raise TypeError(f"__index__ returned non-int (type {type(index).__name__})")
        return index
    return _int_builtin(value) if isinstance(value, int) else value


def _call_indexed(receiver, name, arguments):
    return getattr(receiver, name)(*[_indexed(argument) for argument in arguments])


def _item_indexed(sequence, key):
    return sequence[_indexed(key)]


def _set_item_indexed(sequence, key, value):
    sequence[_indexed(key)] = _indexed(value) if isinstance(sequence, bytearray) else value


def _delete_item_indexed(sequence, key):
    del sequence[_indexed(key)]


def _sequence_multiply(sequence, times):
    return sequence * _indexed(times)


# bytes(iterable), bytearray(iterable): from a list of ints, or of what has __index__.
def _bytes_from(kind, source):
    if hasattr(type(source), "__bytes__") and kind is bytes:
        value = type(source).__bytes__(source)
        if not isinstance(value, bytes):
            raise TypeError(f"__bytes__ returned non-bytes (type {type(value).__name__})")
        return value
    if hasattr(type(source), "__index__"):
        return kind(_indexed(source))
    if not _iterates(source):
        raise TypeError(f"cannot convert '{type(source).__name__}' object to {kind.__name__}")
    return kind([_indexed(item) for item in source])


def _bytearray_extend(array, iterable):
    if not _iterates(iterable):
        raise TypeError(f"can't extend bytearray with {type(iterable).__name__}")
    array.extend(bytearray([_indexed(item) for item in iterable]))
