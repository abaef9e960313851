# `weakref`: dictionaries with weak keys or values, and `finalize`.

from _abc_mappings import MutableMapping
from weakref import KeyedRef, ReferenceType as ref


class _WeakDictionary(MutableMapping):
    def __init__(self, other=(), /, **keywords):
        self.data = {}
        self._remove = self._remover(ref(self))
        self.update(other, **keywords)

    def __len__(self):
        return sum(1 for _ in self.items())

    def __iter__(self):
        for key, _ in self.items():
            yield key

    def keys(self):
        return self.__iter__()

    def values(self):
        for _, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def copy(self):
        return self.__class__(dict(self.items()))

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        return self.__class__(self._deep(deepcopy, memo))

    def update(self, other=None, /, **keywords):
        if other is not None:
            for key, value in dict(other.items() if hasattr(other, 'items') else other).items():
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def popitem(self):
        while True:
            key, value = self._opened(self.data.popitem())
            if key is not None and value is not None:
                return key, value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, 'keys'):
            return NotImplemented
        made = self.__class__(other)
        made.update(self)
        return made

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'


class WeakValueDictionary(_WeakDictionary):
    __module__ = 'weakref'

    def _remover(self, itself):
        def remove(dead):
            made = itself()
            if made is not None and made.data.get(dead.key) is dead:
                del made.data[dead.key]
        return remove

    def _opened(self, item):
        return item[0], item[1]()

    def _deep(self, deepcopy, memo):
        return {deepcopy(key, memo): value for key, value in self.items()}

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def itervaluerefs(self):
        yield from list(self.data.values())

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_WeakDictionary):
    __module__ = 'weakref'

    def _remover(self, itself):
        def remove(dead):
            made = itself()
            if made is not None:
                made.data.pop(dead, None)
        return remove

    def _opened(self, item):
        return item[0](), item[1]

    def _deep(self, deepcopy, memo):
        return {key: deepcopy(value, memo) for key, value in self.items()}

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def values(self):
        for _, value in self.items():
            yield value

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def keyrefs(self):
        return list(self.data)


class finalize:
    __module__ = 'weakref'

    __slots__ = ('__weakref__',)

    _live = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._live[self] = [ref(obj, lambda _, self=self: self()), func, args, kwargs, True]

    def __call__(self, _=None):
        known = self._live.pop(self, None)
        if known is not None:
            return known[1](*known[2], **known[3])

    def _known(self):
        known = self._live.get(self)
        obj = known and known[0]()
        return None if obj is None else (obj, *known[1:4])

    def detach(self):
        known = self._known()
        if known is not None:
            del self._live[self]
        return known

    def peek(self):
        return self._known()

    @property
    def alive(self):
        return self in self._live

    @property
    def atexit(self):
        known = self._live.get(self)
        return known is not None and known[4]

    @atexit.setter
    def atexit(self, value):
        known = self._live.get(self)
        if known is not None:
            known[4] = bool(value)

    def __repr__(self):
        known = self._known()
        if known is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'
        return f'<{type(self).__name__} object at {id(self):#x}; for {type(known[0]).__name__!r} at {id(known[0]):#x}>'
