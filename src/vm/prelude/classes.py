# Classes and instances: what of their making is Python anyway.


# The type parameters of a class, function or alias: of a firmware without modules they are None.
def _type_variable(kind, name, bound, default):
    try:
        import _generic
    except ImportError:
        return None
    return _generic.parameter(kind, name, bound, default, _caller_name())


def _type_alias(name, parameters, value):
    try:
        import _generic
    except ImportError:
        return value()
    return _generic.alias(name, parameters, value, _caller_name())


def _build_generic(body, name, /, *bases, __type_params__, **keywords):
    try:
        import _generic
        bases = _generic.with_generic(bases, __type_params__)
    except ImportError:
        pass
    made = _build_class(body, name, *bases, **keywords)
    made.__type_params__ = __type_params__
    return made


def _build_class(body, name, /, *bases, metaclass=None, **keywords):
    written = bases
    bases = _resolve_bases(bases)
    if metaclass is None:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    if metaclass is type:
        namespace = {"__module__": body.__module__}
        if bases is not written:
            namespace["__orig_bases__"] = written
        cell = body(namespace)
        qualified = body.__qualname__
        if "__qualname__" in namespace:
            qualified = namespace.pop("__qualname__")
            if not isinstance(qualified, str):
                raise TypeError(f"type __qualname__ must be a str, not {type(qualified).__name__}")
        made = _new_class(type, name, bases, namespace, qualified)
        if cell is not None:
            _set_cell(cell, made)
        _finish_class(made, namespace, keywords)
        return made
    # `type` has one too, which gives an empty dict.
    prepare = getattr(metaclass, "__prepare__", None) if metaclass is not type else None
    namespace = {} if prepare is None else prepare(name, bases, **keywords)
    if not hasattr(namespace, "__getitem__"):
        place = metaclass.__name__ if isinstance(metaclass, type) else "<metaclass>"
        raise TypeError(f"{place}.__prepare__() must return a mapping, not {type(namespace).__name__}")
    namespace["__module__"] = body.__module__
    namespace["__qualname__"] = body.__qualname__
    cell = body(namespace)
    if bases is not written:
        namespace["__orig_bases__"] = written
    if cell is not None:
        namespace["__classcell__"] = cell
    made = metaclass(name, bases, namespace, **keywords)
    if cell is not None and isinstance(made, type):
        _check_cell(cell, made, name)
    return made


def _most_derived(metaclass, bases):
    for base in bases:
        kind = type(base)
        if kind is not metaclass and issubclass(kind, metaclass):
            metaclass = kind
        elif not issubclass(metaclass, kind):
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
    return metaclass


def _check_cell(cell, made, name):
    try:
        held = cell.cell_contents
    except ValueError:
        raise RuntimeError(f"__class__ not set defining {name!r} as {made!r}. Was __classcell__ propagated to type.__new__?") from None
    if held is not made:
        raise TypeError(f"__class__ set to {held!r} defining {name!r} as {made!r}")


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
            entries = entries(bases)
            if not isinstance(entries, tuple):
                raise TypeError("__mro_entries__ must return a tuple")
            resolved.extend(entries)
        else:
            resolved.append(getattr(base, "__origin__", base))
    return tuple(resolved)


def _type_new(metaclass, name, bases, namespace, /, **keywords):
    if not isinstance(name, str):
        raise TypeError(f"type.__new__() argument 1 must be str, not {type(name).__name__}")
    if not isinstance(bases, tuple):
        raise TypeError(f"type.__new__() argument 2 must be tuple, not {type(bases).__name__}")
    if not isinstance(namespace, dict):
        raise TypeError(f"type.__new__() argument 3 must be dict, not {type(namespace).__name__}")
    best = _most_derived(metaclass, bases)
    if best is not metaclass:
        new = _class_attribute(best, "__new__")
        if new is not None:
            return new(best, name, bases, namespace, **keywords)
        metaclass = best
    namespace = dict(namespace)
    cell = namespace.pop("__classcell__", None)
    qualified = namespace.pop("__qualname__", name)
    if not isinstance(qualified, str):
        raise TypeError(f"type __qualname__ must be a str, not {type(qualified).__name__}")
    if "__module__" not in namespace:
        module = _caller_module()
        if module is not None:
            namespace["__module__"] = module
    made = _new_class(metaclass, name, bases, namespace, qualified)
    if cell is not None:
        _set_cell(cell, made)
    _finish_class(made, namespace, keywords)
    return made


def _finish_class(made, namespace, keywords):
    if "__slots__" in namespace:
        _take_slots(made, namespace)
    for name, value in _set_names(namespace):
        try:
            type(value).__set_name__(value, made, name)
        except Exception as error:
            text = f"Error calling __set_name__ on '{type(value).__name__}' instance {name!r} in '{made.__name__}'"
            raise RuntimeError(text) from error
    hook = _inherited(made, "__init_subclass__")
    if hook is not None:
        super(made, made).__init_subclass__(**keywords)
    elif keywords:
        raise TypeError(f"{made.__name__}.__init_subclass__() takes no keyword arguments")


def _take_slots(made, namespace):
    slots = namespace["__slots__"]
    if isinstance(slots, str):
        slots = (slots,)
    for name in slots:
        if not isinstance(name, str):
            raise TypeError(f"__slots__ items must be strings, not '{type(name).__name__}'")
        if not name.isidentifier():
            raise TypeError("__slots__ must be identifiers")
        if name == "__dict__" or name == "__weakref__":
            continue
        if name.startswith("__") and not name.endswith("__"):
            owner = made.__name__.lstrip("_")
            if owner:
                name = "_" + owner + name
        if name in namespace:
            raise ValueError(f"{name!r} in __slots__ conflicts with class variable")
        _add_slot(made, name)


def _frame_of(traceback):
    import _frames
    return _frames.of_traceback(traceback)


def _annotate(name, annotation):
    _script_annotations()[name] = annotation


def _alias_repr(alias):
    parts = alias.__args__
    if _is_union(alias):
        return " | ".join([_alias_part(part, True) for part in parts])
    inside = ", ".join([_alias_part(part, False) for part in parts]) if parts else "()"
    return _alias_part(alias.__origin__, False) + "[" + inside + "]"


def _alias_part(part, in_union):
    if part is ...:
        return "..."
    if in_union and part is type(None):
        return "None"
    if isinstance(part, type):
        return part.__qualname__ if part.__module__ == "builtins" else part.__module__ + "." + part.__qualname__
    if isinstance(part, list):
        return "[" + ", ".join([_alias_part(one, False) for one in part]) + "]"
    return repr(part)


def _alias_hash(alias):
    if _is_union(alias):
        return hash(frozenset(alias.__args__))
    return hash(alias.__origin__) ^ hash(alias.__args__)


def _alias_equal(a, b, wanted):
    if _is_union(a):
        equal = _is_union(b) and set(a.__args__) == set(b.__args__)
    else:
        equal = not _is_union(b) and a.__origin__ == b.__origin__ and a.__args__ == b.__args__
    return equal == wanted


def _is_union(alias):
    return getattr(alias, "__origin__", None) is None


def _proxy_repr(mapping):
    return f"mappingproxy({mapping!r})"


def _load_name(namespace, name, names):
    try:
        return namespace[name]
    except KeyError:
        pass
    return _global_value(names, name)


def _construct(cls, /, *arguments, **keywords):
    call = _meta_call(cls)
    if call is not None:
        return call(cls, *arguments, **keywords)
    return _construct_plain(cls, *arguments, **keywords)


def _construct_plain(cls, /, *arguments, **keywords):
    new = _class_attribute(cls, "__new__")
    if new is None and issubclass(cls, type):
        if not arguments:
            raise TypeError("type.__new__() takes exactly 3 arguments (0 given)")
        made = type(*arguments) if len(arguments) == 1 else _type_new(cls, *arguments, **keywords)
    elif new is not None:
        made = new(cls, *arguments, **keywords)
    elif keywords and _class_attribute(cls, "__init__") is None:
        made = _instance_on(cls, _native_base(cls)(*arguments, **keywords))
    else:
        made = _object_new(cls, *arguments)
    if isinstance(made, cls):
        init = _class_attribute(type(made), "__init__")
        if init is not None:
            result = init(made, *arguments, **keywords)
            if result is not None:
                raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return made


def _abstract_error(cls):
    names = sorted(cls.__abstractmethods__)
    plural = "s" if len(names) > 1 else ""
    raise TypeError(f"Can't instantiate abstract class {cls.__name__} with abstract method{plural} {', '.join(names)}")


def _construct_on(cls, function, *arguments):
    return _instance_on(cls, function(*arguments))


def _construct_dict(cls, /, *arguments, **keywords):
    made = _object_new(cls, *arguments)
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
