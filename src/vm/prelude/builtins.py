# Built-in functions that call functions of scripts, or walk over whatever iterates.


def all(iterable, /):
    for item in iterable:
        if not item:
            return False
    return True


def any(iterable, /):
    for item in iterable:
        if item:
            return True
    return False


def sorted(iterable, /, *, key=None, reverse=False):
    items = list(iterable)
    if reverse is not True and reverse is not False:
        reverse = _index(reverse) != 0
    if key is None and not reverse:
        items.sort()
    else:
        _list_sort(items, key, reverse)
    return items


def _sum(iterable, start):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    if isinstance(start, bytes):
        raise TypeError("sum() can't sum bytes [use b''.join(seq) instead]")
    if isinstance(start, bytearray):
        raise TypeError("sum() can't sum bytearray [use b''.join(seq) instead]")
    for item in iterable:
        start = start + item
    return start


def _max_of(iterable):
    iterator = iter(iterable)
    for best in iterator:
        for item in iterator:
            if item > best:
                best = item
        return best
    raise ValueError("max() arg is an empty sequence")


def _min_of(iterable):
    iterator = iter(iterable)
    for best in iterator:
        for item in iterator:
            if item < best:
                best = item
        return best
    raise ValueError("min() arg is an empty sequence")


# The iterator of the candidates, their first one's place taken by the default if there is none.
def _candidates(name, values, keywords):
    for keyword in keywords:
        if keyword != "default":
            raise TypeError(f"'{keyword}' is an invalid keyword argument for {name}()")
    if not values:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    if len(values) == 1:
        return iter(values[0])
    if keywords:
        raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
    return iter(values)


def _none_to_choose(name, keywords):
    if keywords:
        return keywords["default"]
    raise ValueError(f"{name}() arg is an empty sequence")


def max(*values, key=None, **keywords):
    iterator = _candidates("max", values, keywords)
    for best in iterator:
        break
    else:
        return _none_to_choose("max", keywords)
    if key is None:
        for item in iterator:
            if item > best:
                best = item
        return best
    measure = key(best)
    for item in iterator:
        other = key(item)
        if other > measure:
            best = item
            measure = other
    return best


def min(*values, key=None, **keywords):
    iterator = _candidates("min", values, keywords)
    for best in iterator:
        break
    else:
        return _none_to_choose("min", keywords)
    if key is None:
        for item in iterator:
            if item < best:
                best = item
        return best
    measure = key(best)
    for item in iterator:
        other = key(item)
        if other < measure:
            best = item
            measure = other
    return best


def _next_default(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default


def aiter(iterable, /):
    method = _special(iterable, "__aiter__")
    if method is None:
        raise TypeError(f"'{type(iterable).__name__}' object is not an async iterable")
    return method()


def anext(iterator, /, *default):
    method = _special(iterator, "__anext__")
    if method is None:
        raise TypeError(f"'{type(iterator).__name__}' object is not an async iterator")
    if not default:
        return method()
    return _anext_default(method, default[0])


async def _anext_default(method, default):
    try:
        return await method()
    except StopAsyncIteration:
        return default


def _print_values(values):
    first = True
    for value in values:
        if first:
            first = False
        else:
            _write(" ")
        _write(str(value))
    _write("\n")


def print(*values, sep=" ", end="\n", file=None, flush=False, **others):
    for name in others:
        raise TypeError(f"'{name}' is an invalid keyword argument for print()")
    if sep is None:
        sep = " "
    elif not isinstance(sep, str):
        raise TypeError(f"sep must be None or a string, not {type(sep).__name__}")
    if end is None:
        end = "\n"
    elif not isinstance(end, str):
        raise TypeError(f"end must be None or a string, not {type(end).__name__}")
    if file is None:
        file = _stdout()
        if file is None:
            return
    write = _write if file is False else file.write
    first = True
    for value in values:
        if first:
            first = False
        elif sep:
            write(sep)
        write(str(value))
    if end:
        write(end)
    if flush and file is not False:
        file.flush()


def _print_to(stream, values):
    print(*values, file=stream)


def _dir(value):
    return sorted(set(_attribute_names(value)))


def _dir_by(value):
    return sorted(type(value).__dir__(value))


def _vars(value):
    if not hasattr(value, "__dict__"):
        raise TypeError("vars() argument must have __dict__ attribute")
    return value.__dict__


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    import _files
    return _files.open_file(file, mode, encoding, errors, newline)


def input(prompt="", /):
    import _streams
    return _streams.input_line(prompt)


def help(*objects):
    import _help
    _help.show(*objects)
