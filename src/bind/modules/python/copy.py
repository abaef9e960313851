# `copy`: shallow and deep copies.


class Error(Exception):
    pass


error = Error

_atoms = (type(None), int, float, bool, complex, str, bytes, type, range, slice, property, type(...),
          type(NotImplemented), type(len), type(lambda: None))


def copy(x):
    cls = type(x)
    if cls in _atoms or isinstance(x, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls in (tuple, frozenset):
        return x
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuild(x, None)


def deepcopy(x, memo=None):
    cls = type(x)
    if cls in _atoms or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    key = _same.__get__(x)
    if key in memo:
        return memo[key]
    if cls is list:
        made = memo[key] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = memo[key] = {}
        for name, item in x.items():
            made[deepcopy(name, memo)] = deepcopy(item, memo)
    elif cls is tuple:
        made = tuple([deepcopy(item, memo) for item in x])
        if key in memo:
            return memo[key]
        for old, new in zip(x, made):
            if old is not new:
                break
        else:
            made = x
    elif cls is set or cls is frozenset:
        made = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = x.copy()
    else:
        method = getattr(cls, '__deepcopy__', None)
        if method is not None:
            made = method(x, memo)
        else:
            made = _rebuild(x, memo)
    memo[key] = made
    return made


def _same(x):
    # Bound to an object it is a key for that very object, which it keeps alive: `id` changes when blocks move.
    pass


def _rebuild(x, memo):
    cls = type(x)
    deep = memo is not None
    reduce = None
    for base in cls.__mro__:
        if base is not object and ('__reduce_ex__' in base.__dict__ or '__reduce__' in base.__dict__):
            reduce = getattr(x, '__reduce__', None)
            break
    if reduce is not None:
        made, arguments, *rest = reduce()
        if deep:
            arguments = deepcopy(arguments, memo)
        made = made(*arguments)
        state = rest[0] if rest else None
        if deep:
            memo[_same.__get__(x)] = made
    elif isinstance(x, BaseException):
        arguments = deepcopy(x.args, memo) if deep else x.args
        made = cls(*arguments)
        state = x.__dict__
    else:
        made = _blank(cls, x, memo)
        if made is None:
            raise Error(f'un(deep)copyable object of type {cls}' if deep else f'un(shallow)copyable object of type {cls}')
        if deep:
            memo[_same.__get__(x)] = made
        getstate = getattr(cls, '__getstate__', None)
        state = getstate(x) if getstate is not None else _state(x)
    if state is None:
        return made
    if deep:
        state = deepcopy(state, memo)
    setstate = getattr(cls, '__setstate__', None)
    if setstate is not None:
        setstate(made, state)
        return made
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(made, name, value)
    if not deep or not isinstance(x, (list, dict)):
        return made
    return made


def _blank(cls, x, memo):
    newargs = getattr(cls, '__getnewargs__', None)
    if isinstance(x, tuple):
        return tuple.__new__(cls, [deepcopy(item, memo) for item in x] if memo is not None else x)
    if newargs is not None:
        return cls.__new__(cls, *newargs(x))
    for base in (int, float, complex, str, bytes, frozenset):
        if isinstance(x, base):
            return base.__new__(cls, base(x))
    if isinstance(x, dict):
        made = cls.__new__(cls)
        for key, value in dict.items(x):
            if memo is not None:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            dict.__setitem__(made, key, value)
        return made
    if isinstance(x, list):
        made = cls.__new__(cls)
        list.extend(made, [deepcopy(item, memo) for item in x] if memo is not None else x)
        return made
    if isinstance(x, (set, bytearray)):
        made = cls.__new__(cls)
        for base in (set, bytearray):
            if isinstance(x, base):
                fill = base.update if base is set else base.extend
                fill(made, x)
        return made
    from collections import deque
    if isinstance(x, deque):
        return cls([deepcopy(item, memo) for item in x] if memo is not None else x, x.maxlen)
    if cls.__module__ == 'builtins' and cls is not object:
        return None
    return object.__new__(cls)


def _state(x):
    slots = {}
    for base in type(x).__mro__:
        names = base.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                slots[name] = getattr(x, name)
    state = getattr(x, '__dict__', None)
    return (state, slots) if slots else state


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} objects')
    return method(obj, **changes)
