# `weakref`: references that do not keep their objects alive. The collector finds what is dead, so an object can be
# asked for until the next collection that follows its last use.

from _weakrefset import WeakSet


class ReferenceType:
    __slots__ = ('_node', '_hash')

    def __new__(cls, object, callback=None, /, *args, **kwargs):
        if callback is None and cls is ReferenceType:
            index = 0
            while (known := _owner(object, index)) is not None:
                if type(known) is cls and _callback(known._node) is None:
                    return known
                index += 1
        self = _object_new(cls)
        self._node = _node(object, self, callback)
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return _object(self._node)

    @property
    def __callback__(self):
        return _callback(self._node)

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            pass
        referent = _object(self._node)
        if referent is None:
            raise TypeError('weak object has gone away')
        self._hash = hash(referent)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        mine, theirs = _object(self._node), _object(other._node)
        if mine is None or theirs is None:
            return self is other
        return mine == theirs

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __repr__(self):
        referent = _object(self._node)
        if referent is None:
            return f'<weakref at {id(self):#x}; dead>'
        name = getattr(referent, '__name__', None)
        named = f' ({name})' if isinstance(name, str) else ''
        return f"<weakref at {id(self):#x}; to '{type(referent).__name__}' at {id(referent):#x}{named}>"

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


_object_new = object.__new__
ref = ReferenceType


def getweakrefs(object):
    found = []
    index = 0
    while (known := _owner(object, index)) is not None:
        found.append(known)
        index += 1
    return found


def getweakrefcount(object):
    return len(getweakrefs(object))


class WeakMethod(ReferenceType):
    __slots__ = ('_function', '_type', '_alive', '__weakref__')

    def __new__(cls, method, callback=None, /):
        try:
            object = method.__self__
            function = method.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(method)}') from None

        def gone(_):
            made = itself()
            if made is not None and made._alive:
                made._alive = False
                if callback is not None:
                    callback(made)

        self = ReferenceType.__new__(cls, object, gone)
        self._function = ReferenceType(function, gone)
        self._type = type(method)
        self._alive = True
        itself = ReferenceType(self)
        return self

    def __call__(self):
        object, function = ReferenceType.__call__(self), self._function()
        if object is None or function is None:
            return None
        return self._type(function, object)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ReferenceType.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ReferenceType.__hash__


class KeyedRef(ReferenceType):
    __slots__ = ('key',)

    def __new__(cls, object, callback, key):
        self = ReferenceType.__new__(cls, object, callback)
        self.key = key
        return self

    def __init__(self, object, callback, key):
        pass


def __getattr__(name):
    # Proxies, dictionaries and `finalize` take memory when they are asked for.
    if name.startswith('Weak') or name == 'finalize':
        import _weakdict as module
    elif name in ('proxy', 'ProxyType', 'CallableProxyType', 'ProxyTypes'):
        import _weakproxy as module
    else:
        raise AttributeError(f"module 'weakref' has no attribute '{name}'")
    value = getattr(module, name, None)
    if value is None:
        raise AttributeError(f"module 'weakref' has no attribute '{name}'")
    globals()[name] = value
    return value
