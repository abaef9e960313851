# `abc`: classes that ask what others can do.


def abstractmethod(funcobj, /):
    funcobj.__isabstractmethod__ = True
    return funcobj


def __getattr__(name):
    if name == 'abstractproperty':
        value = type(name, (property,), {'__isabstractmethod__': True})
    elif name == 'abstractclassmethod':
        value = type(name, (classmethod,), {'__isabstractmethod__': True})
    elif name == 'abstractstaticmethod':
        value = type(name, (staticmethod,), {'__isabstractmethod__': True})
    else:
        raise AttributeError(f"module 'abc' has no attribute '{name}'")
    globals()[name] = value
    return value


def _is_abstract(value):
    if isinstance(value, property):
        for part in value.fget, value.fset, value.fdel:
            if part is not None and _is_abstract(part):
                return True
        return getattr(type(value), '__isabstractmethod__', False) is True
    if isinstance(value, (classmethod, staticmethod)):
        if getattr(type(value), '__isabstractmethod__', False) is True:
            return True
        value = value.__func__
    return getattr(value, '__isabstractmethod__', False) is True


def _mark(cls):
    names = [name for name, value in cls.__dict__.items() if _is_abstract(value)]
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if name not in names and _is_abstract(getattr(cls, name, None)):
                names.append(name)
    cls.__abstractmethods__ = frozenset(names)
    _set_abstract(cls, len(names) > 0)
    return cls


def update_abstractmethods(cls):
    return _mark(cls) if hasattr(cls, '__abstractmethods__') else cls


_changes = 0


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls._abc_registry = ()
        return _mark(cls)

    def register(cls, subclass):
        global _changes
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        cls._abc_registry += (subclass,)
        kind = _pattern_of(cls)
        if kind and not _pattern_of(subclass):
            _set_pattern(subclass, kind)
        _changes += 1
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        for known in cls.__dict__['_abc_registry']:
            if issubclass(subclass, known):
                return True
        for known in cls.__subclasses__():
            if issubclass(subclass, known):
                return True
        return False

    def __subclasshook__(cls, subclass):
        return NotImplemented


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def get_cache_token():
    return _changes
