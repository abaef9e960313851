# Classes and instances: what of their making is Python anyway.


def _build_class(body, name, /, *bases, metaclass=None, **keywords):
    bases = _resolve_bases(bases)
    if metaclass is None:
        metaclass = type
    if isinstance(metaclass, type):
        for base in bases:
            kind = type(base)
            if kind is not metaclass and issubclass(kind, metaclass):
                metaclass = kind
            elif not issubclass(metaclass, kind):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
    if metaclass is type:
        namespace = {}
        cell = body(namespace)
        made = _new_class(type, name, bases, namespace)
        if cell is not None:
            _set_cell(cell, made)
        _finish_class(made, namespace, keywords)
        return made
    # `type` has one too, which gives an empty dict.
    prepare = _class_attribute(metaclass, "__prepare__")
    namespace = {} if prepare is None else metaclass.__prepare__(name, bases, **keywords)
    cell = body(namespace)
    if cell is not None:
        namespace["__classcell__"] = cell
    return metaclass(name, bases, namespace, **keywords)


def _resolve_bases(bases):
    for base in bases:
        if not isinstance(base, type):
            break
    else:
        return bases
    resolved = []
    for base in bases:
        if isinstance(base, type):
            resolved.append(base)
            continue
        entries = getattr(base, "__mro_entries__", None)
        if entries is not None:
            resolved.extend(entries(bases))
        else:
            resolved.append(getattr(base, "__origin__", base))
    return tuple(resolved)


def _type_new(metaclass, name, bases, namespace, /, **keywords):
    if not isinstance(name, str):
        raise TypeError(f"type.__new__() argument 1 must be str, not {type(name).__name__}")
    if not isinstance(bases, tuple):
        raise TypeError(f"type.__new__() argument 2 must be tuple, not {type(bases).__name__}")
    namespace = dict(namespace)
    cell = namespace.pop("__classcell__", None)
    if "__module__" not in namespace:
        namespace["__module__"] = "__main__"
    for base in bases:
        kind = type(base)
        if kind is not metaclass and issubclass(kind, metaclass):
            metaclass = kind
    made = _new_class(metaclass, name, bases, namespace)
    if cell is not None:
        _set_cell(cell, made)
    _finish_class(made, namespace, keywords)
    return made


def _finish_class(made, namespace, keywords):
    for name, value in _set_names(namespace):
        type(value).__set_name__(value, made, name)
    hook = _inherited(made, "__init_subclass__")
    if hook is not None:
        super(made, made).__init_subclass__(**keywords)
    elif keywords:
        raise TypeError(f"{made.__name__}.__init_subclass__() takes no keyword arguments")


def _construct(cls, /, *arguments, **keywords):
    call = _meta_call(cls)
    if call is not None:
        return call(cls, *arguments, **keywords)
    return _construct_plain(cls, *arguments, **keywords)


def _construct_plain(cls, /, *arguments, **keywords):
    new = _class_attribute(cls, "__new__")
    if new is None:
        made = object.__new__(cls, *arguments, **keywords)
    else:
        made = new(cls, *arguments, **keywords)
    if isinstance(made, cls):
        init = _class_attribute(type(made), "__init__")
        if init is not None:
            result = init(made, *arguments, **keywords)
            if result is not None:
                raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return made


def _construct_on(cls, function, *arguments):
    return _instance_on(cls, function(*arguments))


def _construct_dict(cls, /, *arguments, **keywords):
    made = object.__new__(cls, *arguments)
    dict.update(made, keywords)
    return made


def _getattribute(instance, name):
    try:
        return type(instance).__getattribute__(instance, name)
    except AttributeError:
        hook = _class_attribute(type(instance), "__getattr__")
        if hook is None:
            raise
        return hook(instance, name)


def _getattr_default(instance, name, default):
    try:
        return getattr(instance, name)
    except AttributeError:
        return default


def _hasattr(instance, name):
    try:
        getattr(instance, name)
    except AttributeError:
        return False
    return True


def _generator_throw(generator, kind, value):
    if value is None:
        exception = kind()
    elif isinstance(value, BaseException):
        exception = value
    elif isinstance(value, tuple):
        exception = kind(*value)
    else:
        exception = kind(value)
    return generator.throw(exception)


def _generator_close(generator):
    try:
        _throw(generator, GeneratorExit())
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError(f"{type(generator).__name__} ignored GeneratorExit")


def _close_and_raise(inner, exception):
    close = getattr(inner, "close", None)
    if close is not None:
        close()
    raise exception


def _async_send(generator, value):
    return _async_steps(generator, value)


async def _async_steps(generator, value):
    return await _awaiting(_async_loop(generator, value))


def _async_loop(generator, value):
    while True:
        result = _resume(generator, value)
        if _is_async_value(result):
            return _async_value(result)
        value = yield result


def _async_throw(generator, exception):
    return _async_throwing(generator, exception)


async def _async_throwing(generator, exception):
    return await _awaiting(_async_throw_loop(generator, exception))


def _async_throw_loop(generator, exception):
    if isinstance(exception, type):
        exception = exception()
    result = _throw(generator, exception)
    while not _is_async_value(result):
        result = _resume(generator, (yield result))
    return _async_value(result)


async def _async_close(generator):
    try:
        await generator.athrow(GeneratorExit)
    except (GeneratorExit, StopAsyncIteration):
        return
    raise RuntimeError("async generator ignored GeneratorExit")


def _display(value):
    _set_last(value)
    print(repr(value))


def _dict_with(source, keywords):
    made = dict(source)
    made.update(keywords)
    return made


def _call_attribute(instance, name, arguments, keywords):
    return getattr(instance, name)(*arguments, **keywords)


def _refill(instance, cls, arguments, keywords):
    _take_contents(instance, cls(*arguments, **keywords))
