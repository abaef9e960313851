# Operators on objects whose classes have a say: special methods and their reflections.


def _operate(op, a, b):
    left = _operator(0, op, a)
    right = None
    if type(a) is not type(b):
        right = _operator(1, op, b)
        if right is not None:
            # The right operand goes first if its class derives from the left one's and does it in its own way, and
            # where a sequence is joined or repeated.
            first = issubclass(type(b), type(a)) and right is not _operator(1, op, a)
            if first or (op == 0 or op == 2) and isinstance(a, (str, list, tuple, bytes, bytearray)):
                value = right(b, a)
                if value is not NotImplemented:
                    return value
                right = None
    if left is not None:
        value = left(a, b)
        if value is not NotImplemented:
            return value
    if right is not None:
        return right(b, a)
    return NotImplemented


def _call_descriptor(descriptor, value, *arguments):
    get = _class_attribute(type(descriptor), "__get__")
    if get is not None:
        return get(descriptor, value, type(value))(*arguments)
    if isinstance(descriptor, (staticmethod, classmethod, property)):
        return descriptor.__get__(value, type(value))(*arguments)
    return descriptor(*arguments)


def _call_bound(descriptor, value, arguments, keywords):
    return type(descriptor).__get__(descriptor, value, type(value))(*arguments, **keywords)


def _symbol(op):
    return ("+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^", "divmod()")[op]


def _unsupported(symbol, a, b):
    return TypeError(f"unsupported operand type(s) for {symbol}: '{type(a).__name__}' and '{type(b).__name__}'")


def _binary(op, a, b):
    value = _operate(op, a, b)
    if value is NotImplemented:
        raise _unsupported(_symbol(op), a, b)
    return value


def _in_place(op, a, b):
    method = _operator(2, op, a)
    if method is not None:
        value = method(a, b)
        if value is not NotImplemented:
            return value
    value = _operate(op, a, b)
    if value is NotImplemented:
        raise _unsupported("**=" if op == 6 else _symbol(op) + "=", a, b)
    return value


def _operate_right(op, a, b, how):
    in_place = how & 1
    value = NotImplemented
    if how & 2:
        pass
    elif in_place and _operator(2, op, a) is not None:
        value = _operate(op, a, b)
    elif type(a) is not type(b):
        right = _operator(1, op, b)
        if right is not None:
            value = right(b, a)
    if value is NotImplemented:
        raise _unsupported("**=" if in_place and op == 6 else _symbol(op) + ("=" if in_place else ""), a, b)
    return value


def _unary(op, a):
    method = _operator(3, op, a)
    if method is None:
        raise TypeError(f"bad operand type for unary {'-+~'[op]}: '{type(a).__name__}'")
    return method(a)


def _compare(op, a, b):
    swapped = (2, 3, 0, 1, 4, 5)[op]
    right = None
    if type(a) is not type(b):
        right = _operator(4, swapped, b)
        if right is not None and issubclass(type(b), type(a)):
            value = right(b, a)
            if value is not NotImplemented:
                return value
            right = None
    else:
        right = _operator(4, swapped, b)
    left = _operator(4, op, a)
    if left is not None:
        value = left(a, b)
        if value is not NotImplemented:
            return value
    if right is not None:
        value = right(b, a)
        if value is not NotImplemented:
            return value
    return _no_order(op, a, b)


def _compare_right(op, a, b):
    right = _operator(4, (2, 3, 0, 1, 4, 5)[op], b)
    if right is not None:
        value = right(b, a)
        if value is not NotImplemented:
            return value
    return _no_order(op, a, b)


def _no_order(op, a, b):
    if op == 4:
        return a is b
    if op == 5:
        return a is not b
    symbol = ("<", "<=", ">", ">=")[op]
    raise TypeError(f"'{symbol}' not supported between instances of '{type(a).__name__}' and '{type(b).__name__}'")


def _not_equal(a, b):
    value = type(a).__eq__(a, b)
    return value if value is NotImplemented else not value


def _truth(value):
    method = _special(value, "__bool__")
    if method is None:
        return _len(value) != 0
    truth = method()
    if truth is not True and truth is not False:
        raise TypeError(f"__bool__ should return bool, returned {type(truth).__name__}")
    return truth


def _len(value):
    return _check_length(_special(value, "__len__")())


def _check_length(length):
    if not isinstance(length, int):
        length = _index(length)
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    if length.bit_length() > 63:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return length


def _contains(container, item):
    method = _special(container, "__contains__")
    if method is not None:
        return True if method(item) else False
    if _special(container, "__iter__") is None and _special(container, "__getitem__") is None:
        raise TypeError(f"argument of type '{type(container).__name__}' is not iterable")
    for candidate in container:
        if candidate is item or candidate == item:
            return True
    return False


def _missing(mapping, key):
    try:
        return dict.__getitem__(mapping, key)
    except KeyError:
        pass
    return type(mapping).__missing__(mapping, key)


def _iter(value):
    return _check_iterator(_special(value, "__iter__")())


def _abs(value):
    method = _special(value, "__abs__")
    if method is None:
        raise TypeError(f"bad operand type for abs(): '{type(value).__name__}'")
    return method()


def _divmod(a, b):
    return _binary(13, a, b)


def _pow(a, b, modulus):
    if modulus is None:
        return _binary(6, a, b)
    method = _special(a, "__pow__")
    if method is not None:
        value = method(b, modulus)
        if value is not NotImplemented:
            return value
    kinds = f"'{type(a).__name__}', '{type(b).__name__}', '{type(modulus).__name__}'"
    raise TypeError(f"unsupported operand type(s) for ** or pow(): {kinds}")


def _round(value, digits):
    method = _special(value, "__round__")
    if method is None:
        raise TypeError(f"type {type(value).__name__} doesn't define __round__ method")
    return method() if digits is None else method(digits)


def _int_from(value):
    for name in ("__int__", "__index__", "__trunc__"):
        method = _special(value, name)
        if method is not None:
            result = method()
            if not isinstance(result, int):
                raise TypeError(f"{name} returned non-int (type {type(result).__name__})")
            return _int_builtin(result)
    return _int_builtin(value)


def _int_base(value, base):
    return int(value, _index(base))


def _int_from_bytes(value, order, signed):
    return int.from_bytes(bytes(value), "big" if order is None else order, signed=signed)


def _float_from(value):
    method = _special(value, "__float__")
    if method is not None:
        result = method()
        if not isinstance(result, float):
            raise TypeError(f"{type(value).__name__}.__float__ returned non-float (type {type(result).__name__})")
        return _float_builtin(result)
    if _special(value, "__index__") is not None:
        return _float_builtin(_index(value))
    return _float_builtin(value)


def _complex_part(value):
    method = _special(value, "__complex__")
    if method is not None:
        result = method()
        if not isinstance(result, complex):
            raise TypeError(f"__complex__ returned non-complex (type {type(result).__name__})")
        return result
    if isinstance(value, (str, complex)):
        return value
    if _special(value, "__float__") is not None or _special(value, "__index__") is not None:
        return _float_from(value)
    return value


def _complex_from(real, imag=None):
    if imag is None:
        return _complex_builtin(_complex_part(real))
    return _complex_builtin(_complex_part(real), _complex_part(imag))


def _in_radix(value, radix):
    index = _index(value)
    return bin(index) if radix == 2 else oct(index) if radix == 8 else hex(index)


def _chr_indexed(value):
    return chr(_index(value))


def _hash(value):
    method = type(value).__hash__
    if method is None:
        raise TypeError(f"unhashable type: '{type(value).__name__}'")
    result = method(value)
    if not isinstance(result, int):
        raise TypeError("__hash__ method should return an integer")
    return hash(_int_builtin(result))


def _is_instance(value, kind):
    if isinstance(kind, tuple):
        for one in kind:
            if isinstance(value, one):
                return True
        return False
    if type(value) is kind:
        return True
    return True if type(kind).__instancecheck__(kind, value) else False


# By the class that the value says it has.
def _is_instance_as(value, kind):
    shown = value.__class__
    return isinstance(shown, type) and issubclass(shown, kind)


def _is_subclass(kind, of):
    if isinstance(of, tuple):
        for one in of:
            if issubclass(kind, one):
                return True
        return False
    return True if type(of).__subclasscheck__(of, kind) else False


# Patterns.


def _match_sequence(subject, count, more):
    if _pattern_kind(subject) != 1:
        return False
    length = len(subject)
    return length >= count if more else length == count


def _match_mapping(subject, keys):
    if _pattern_kind(subject) != 2:
        return None
    values = []
    seen = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.add(key)
        value = subject.get(key, keys)
        if value is keys:
            return None
        values.append(value)
    return tuple(values)


def _match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


def _match_class(subject, cls, count, names):
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        taken = getattr(cls, "__match_args__", None)
        if taken is None:
            itself = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
            if not issubclass(cls, itself):
                taken = ()
        elif not isinstance(taken, tuple):
            raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type(taken).__name__})")
        allowed = 1 if taken is None else len(taken)
        if count > allowed:
            plural = "" if allowed == 1 else "s"
            raise TypeError(f"{cls.__name__}() accepts {allowed} positional sub-pattern{plural} ({count} given)")
        if taken is None:
            values.append(subject)
        else:
            for name in taken[:count]:
                if not isinstance(name, str):
                    raise TypeError(f"__match_args__ elements must be strings (got {type(name).__name__})")
                if name in names:
                    raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute '{name}'")
                try:
                    values.append(getattr(subject, name))
                except AttributeError:
                    return None
    for name in names:
        try:
            values.append(getattr(subject, name))
        except AttributeError:
            return None
    return tuple(values)
