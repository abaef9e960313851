# Exceptions: texts that may need Python code, groups, printing.


def _exception_str(exception):
    text = _exception_text(exception)
    if text is not None:
        return text
    arguments = exception.args
    if len(arguments) == 1:
        return repr(arguments[0]) if isinstance(exception, KeyError) else str(arguments[0])
    if len(arguments) == 2 and isinstance(exception, OSError):
        text = f"[Errno {exception.errno}] {exception.strerror}"
        if exception.filename is not None:
            text = f"{text}: {exception.filename!r}"
        return text
    return repr(arguments)


def _exception_repr(exception):
    arguments = exception.args
    name = type(exception).__name__
    if len(arguments) == 1:
        return f"{name}({arguments[0]!r})"
    return f"{name}{arguments!r}"


def _group_matches(exception, condition):
    if isinstance(condition, (type, tuple)):
        return isinstance(exception, condition)
    return condition(exception)


def _group_subset(group, exceptions):
    if not exceptions:
        return None
    part = group.derive(exceptions)
    part.__traceback__ = group.__traceback__
    part.__cause__ = group.__cause__
    part.__context__ = group.__context__
    part.__suppress_context__ = group.__suppress_context__
    if hasattr(group, "__notes__"):
        part.__notes__ = list(group.__notes__)
    return part


def _split(group, condition):
    if not isinstance(condition, (type, tuple)) and not callable(condition):
        raise TypeError("expected a function, exception type or tuple of exception types")
    return _group_parts(group, condition)


def _group_parts(group, condition):
    if _group_matches(group, condition):
        return group, None
    matching = []
    others = []
    for exception in group.exceptions:
        if isinstance(exception, BaseExceptionGroup):
            match, rest = _group_parts(exception, condition)
            if match is not None:
                matching.append(match)
            if rest is not None:
                others.append(rest)
        elif _group_matches(exception, condition):
            matching.append(exception)
        else:
            others.append(exception)
    return _group_subset(group, matching), _group_subset(group, others)


def _subgroup(group, condition):
    return _split(group, condition)[0]


# What `except* kind` takes of an exception, and the rest.
def _group_split(exception, kind):
    for one in kind if isinstance(kind, tuple) else (kind,):
        if not isinstance(one, type) or not issubclass(one, BaseException):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(one, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if isinstance(exception, BaseExceptionGroup):
        return _group_parts(exception, kind)
    if isinstance(exception, kind):
        return BaseExceptionGroup("", (exception,)), None
    return None, exception


# What is to be raised after the clauses: what the suites raised, and the part of the original that is left.
def _group_join(original, raised, rest):
    if not isinstance(original, BaseExceptionGroup):
        if raised:
            return raised[0]
        return rest
    new = []
    again = []
    for exception in raised:
        kept = isinstance(exception, BaseExceptionGroup) and _group_came_from(exception, original)
        (again if kept else new).append(exception)
    if rest is not None:
        again.append(rest)
    left = None
    if again:
        leaves = []
        for exception in again:
            _group_leaves(exception, leaves)
        left = _group_project(original, leaves)
    if not new:
        return left
    if left is not None:
        new.append(left)
    elif len(new) == 1:
        return new[0]
    return BaseExceptionGroup("", new)


def _group_came_from(group, original):
    leaves = []
    _group_leaves(original, leaves)
    own = []
    _group_leaves(group, own)
    for exception in own:
        if not _is_among(exception, leaves):
            return False
    return True


def _is_among(exception, exceptions):
    for one in exceptions:
        if one is exception:
            return True
    return False


def _group_leaves(exception, leaves):
    if isinstance(exception, BaseExceptionGroup):
        for one in exception.exceptions:
            _group_leaves(one, leaves)
    else:
        leaves.append(exception)


def _group_project(group, leaves):
    kept = []
    for exception in group.exceptions:
        if isinstance(exception, BaseExceptionGroup):
            part = _group_project(exception, leaves)
            if part is not None:
                kept.append(part)
        elif _is_among(exception, leaves):
            kept.append(exception)
    if len(kept) == len(group.exceptions):
        return group
    return _group_subset(group, kept)


def _print_exception(exception, write):
    _print_chain(exception, write, "", [])


def _print_chain(exception, write, indent, seen):
    if _is_among(exception, seen):
        return
    seen.append(exception)
    cause = exception.__cause__
    context = exception.__context__
    if cause is not None:
        _print_chain(cause, write, indent, seen)
        _print_lines("\nThe above exception was the direct cause of the following exception:\n\n", write, indent)
    elif context is not None and not exception.__suppress_context__ and not _is_among(context, seen):
        _print_chain(context, write, indent, seen)
        _print_lines("\nDuring handling of the above exception, another exception occurred:\n\n", write, indent)
    _print_one(exception, write, indent, seen)


def _print_one(exception, write, indent, seen):
    group = isinstance(exception, BaseExceptionGroup)
    text = _traceback_text(exception)
    if group:
        if text:
            text = "Exception Group " + text
            write(f"{indent}  + " if not indent else indent[:-2] + "+ ")
            header, text = text.split("\n", 1)
            write(header + "\n")
        indent = indent or "  | "
    if isinstance(exception, SyntaxError) and len(exception.args) > 1:
        text += _place_text(exception)
    name = _class_text(type(exception))
    try:
        message = exception.msg if isinstance(exception, SyntaxError) else str(exception)
    except Exception:
        message = "<exception str() failed>"
    text += f"{name}: {message}\n" if message else f"{name}\n"
    for note in getattr(exception, "__notes__", ()):
        text += f"{note}\n"
    _print_lines(text, write, indent)
    if group:
        _print_members(exception, write, indent, seen)


def _print_members(group, write, indent, seen):
    margin = indent[:-2]
    inner = margin + "  | "
    count = len(group.exceptions)
    for number in range(count):
        first = "+-" if number == 0 else "  "
        write(f"{margin}{first}+---------------- {number + 1} ----------------\n")
        _print_chain(group.exceptions[number], write, inner, seen)
    # The end of an inner group is the end of this one, too.
    if not isinstance(group.exceptions[count - 1], BaseExceptionGroup):
        write(f"{margin}  +------------------------------------\n")


def _print_lines(text, write, indent):
    if not indent:
        write(text)
        return
    for line in text.split("\n")[:-1]:
        write(f"{indent}{line}\n")


def _place_text(error):
    text = f'  File "{error.filename}", line {error.lineno}\n'
    line = error.text
    if line is not None:
        stripped = line.lstrip()
        text += f"    {stripped.rstrip()}\n"
        column = (error.offset or 0) - 1 - (len(line) - len(stripped))
        if column >= 0:
            text += "    " + " " * column + "^\n"
    return text
