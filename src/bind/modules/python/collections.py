# `collections`: containers made of the built-in ones. `deque` is native; what is rarely used waits in `_chains`.


def __getattr__(name):
    if name == '__all__':
        return ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque',
                'namedtuple']
    if name in ('ChainMap', 'UserDict', 'UserList', 'UserString'):
        import _chains
        value = getattr(_chains, name)
    elif name == 'abc':
        import collections.abc as value
    else:
        raise AttributeError(f"module 'collections' has no attribute '{name}'")
    globals()[name] = value
    return value


class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        # Derived classes may do more when items are asked for or set.
        value = dict.pop(self, key)
        rest = [] if last else list(dict.items(self))
        if rest:
            dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        if last:
            return dict.popitem(self)
        for key in self:
            break
        return key, dict.pop(self, key)

    def pop(self, key, *args, **kwargs):
        if kwargs:
            args = (kwargs.pop('default'),)
        return dict.pop(self, key, *args, **kwargs)

    def setdefault(self, key, default=None):
        return dict.setdefault(self, key, default)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        answer = self == other
        return answer if answer is NotImplemented else not answer

    __hash__ = None

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        return f'{type(self).__name__}({list(self.items())!r})'

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        if args or kwargs:
            self.update(*args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        return f'{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})'

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        pairs = sorted(self.items(), key=_second, reverse=True)
        return pairs if n is None else pairs[:max(0, n)]

    def elements(self):
        for key, count in self.items():
            for turn in range(count):
                yield key

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            get = self.get
            if hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = count + get(key, 0)
            else:
                for key in iterable:
                    self[key] = get(key, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            get = self.get
            if hasattr(iterable, 'items'):
                for key, count in iterable.items():
                    self[key] = get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = get(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    def __repr__(self):
        if not self:
            return f'{type(self).__name__}()'
        try:
            pairs = self.most_common()
        except TypeError:
            pairs = self.items()
        return f"{type(self).__name__}({{{', '.join([f'{key!r}: {count!r}' for key, count in pairs])}}})"

    def _compare(self, other, check):
        if not isinstance(other, Counter):
            return NotImplemented
        for counts in self, other:
            for key in counts:
                if not check(self[key], other[key]):
                    return False
        return True

    def __eq__(self, other):
        return self._compare(other, lambda a, b: a == b)

    def __ne__(self, other):
        answer = self == other
        return answer if answer is NotImplemented else not answer

    __hash__ = None

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a <= b) and self != other

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a >= b) and self != other

    def _combine(self, other, function):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for counts in self, other:
            for key in counts:
                if key not in made:
                    count = function(self[key], other[key])
                    if count > 0:
                        made[key] = count
        return made

    def __add__(self, other):
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combine(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combine(other, max)

    def __and__(self, other):
        return self._combine(other, min)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            self[key] = max(self[key], count)
        return self._keep_positive()

    def __iand__(self, other):
        for key, count in list(self.items()):
            self[key] = min(count, other[key])
        return self._keep_positive()


def _second(pair):
    return pair[1]


_keywords = ('False None True and as assert async await break class continue def del elif else except finally for '
             'from global if import in is lambda nonlocal not or pass raise return try while with yield')


class _NamedTuple(tuple):
    __slots__ = ()
    _fields = ()
    _field_defaults = {}

    def __new__(cls, *args, **kwargs):
        fields = cls._fields
        if not kwargs and len(args) == len(fields):
            return tuple.__new__(cls, args)
        if len(args) > len(fields):
            raise TypeError(f'{cls.__name__}.__new__() takes {len(fields) + 1} positional arguments but '
                            f'{len(args) + 1} were given')
        values = list(args)
        missing = []
        defaults = cls._field_defaults
        for index, field in enumerate(fields):
            if field in kwargs:
                if index < len(args):
                    raise TypeError(f"{cls.__name__}.__new__() got multiple values for argument '{field}'")
                values.append(kwargs.pop(field))
            elif index >= len(args):
                if field in defaults:
                    values.append(defaults[field])
                else:
                    missing.append(field)
        for name in kwargs:
            raise TypeError(f"{cls.__name__}.__new__() got an unexpected keyword argument '{name}'")
        if missing:
            shown = [repr(field) for field in missing]
            if len(shown) > 1:
                shown[-2:] = [f"{shown[-2]}{',' if len(shown) > 2 else ''} and {shown[-1]}"]
            plural = 's' if len(missing) > 1 else ''
            raise TypeError(f"{cls.__name__}.__new__() missing {len(missing)} required positional "
                            f"argument{plural}: {', '.join(shown)}")
        return tuple.__new__(cls, values)

    @classmethod
    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(cls._fields):
            raise TypeError(f'Expected {len(cls._fields)} arguments, got {len(made)}')
        return made

    def _replace(self, /, **kwds):
        values = [kwds.pop(field, value) for field, value in zip(self._fields, self)]
        if kwds:
            raise ValueError(f'Got unexpected field names: {list(kwds)!r}')
        return self._make(values)

    __replace__ = _replace

    def __repr__(self):
        pairs = [f'{field}={value!r}' for field, value in zip(self._fields, self)]
        return f"{type(self).__name__}({', '.join(pairs)})"

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = list(map(str, field_names))
    typename = str(typename)
    seen = set()
    if rename:
        for index, field in enumerate(fields):
            if not field.isidentifier() or field in _keywords.split() or field.startswith('_') or field in seen:
                fields[index] = f'_{index}'
            seen.add(field)
    for name in [typename] + fields:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in _keywords.split():
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for field in fields:
        if field.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {field!r}')
        if field in seen:
            raise ValueError(f'Encountered duplicate field name: {field!r}')
        seen.add(field)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))
    fields = tuple(fields)
    namespace = {'__slots__': (), '_fields': fields, '__match_args__': fields,
                 '__module__': module or _caller_name()}
    if field_defaults:
        namespace['_field_defaults'] = field_defaults
    for index, field in enumerate(fields):
        namespace[field] = _field(index)
    return _set_named(type(typename, (_NamedTuple,), namespace))
