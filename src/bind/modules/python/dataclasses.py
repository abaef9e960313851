# `dataclasses`: classes made of their annotations.


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


class _KwOnly:
    pass


MISSING = _Missing()
KW_ONLY = _KwOnly()
_FACTORY = _Missing()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
                f'default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},'
                f'hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})')


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind(annotation):
    # 'class' for class variables, 'init' for what only __init__ takes, 'field'.
    if isinstance(annotation, str):
        text = annotation.replace('typing.', '').replace('dataclasses.', '')
        if text.startswith('ClassVar'):
            return 'class'
        return 'init' if text.startswith('InitVar') else 'field'
    if annotation is InitVar or isinstance(annotation, InitVar):
        return 'init'
    shown = getattr(annotation, '_name', None) or getattr(getattr(annotation, '__origin__', None), '_name', None)
    return 'class' if shown == 'ClassVar' else 'field'


def _is_keyword_mark(annotation):
    return annotation is KW_ONLY or isinstance(annotation, str) and annotation.rpartition('.')[2] == 'KW_ONLY'


def _make_field(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    made = default if isinstance(default, Field) else field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = kind = _kind(annotation)
    if kind != 'field' and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if kind == 'class':
        if made.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if kind == 'field' and isinstance(made.default, (list, dict, set)):
        raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: use default_factory')
    return made


def _make_init(cls, fields, has_post_init, frozen):
    environment = {'_FACTORY': _FACTORY, '_set': object.__setattr__}
    positional, keyword, lines = [], [], []
    seen_default = False
    for f in fields:
        name = f.name
        if f.init:
            text = name
            if f.default is not MISSING:
                environment['_default_' + name] = f.default
                text = f'{name}=_default_{name}'
            elif f.default_factory is not MISSING:
                text = f'{name}=_FACTORY'
            if f.kw_only:
                keyword.append(text)
            else:
                if text == name and seen_default:
                    raise TypeError(f'non-default argument {name!r} follows default argument')
                seen_default = text != name
                positional.append(text)
        value = name
        if f.default_factory is not MISSING:
            environment['_factory_' + name] = f.default_factory
            value = f'_factory_{name}()'
            if f.init:
                value = f'{value} if {name} is _FACTORY else {name}'
        elif not f.init:
            if f.default is MISSING or f._field_type == 'init':
                continue
            environment['_default_' + name] = f.default
            value = f'_default_{name}'
        if f._field_type == 'init':
            continue
        lines.append(f'  _set(self, {name!r}, {value})' if frozen else f'  self.{name} = {value}')
    if has_post_init:
        arguments = [f.name for f in fields if f._field_type == 'init']
        lines.append(f"  self.__post_init__({', '.join(arguments)})")
    if keyword:
        positional.append('*')
    text = f"def __init__({', '.join(['self'] + positional + keyword)}):\n"
    exec(text + ('\n'.join(lines) or '  pass'), environment)
    made = environment.pop('__init__')
    made.__qualname__ = f'{cls.__qualname__}.__init__'
    return made


def _values(instance, names):
    return tuple([getattr(instance, name) for name in names])


def _make_repr(names):
    def __repr__(self):
        for known in _running:
            if known is self:
                return '...'
        _running.append(self)
        try:
            shown = [f'{name}={getattr(self, name)!r}' for name in names]
        finally:
            _running.pop()
        return f"{type(self).__qualname__}({', '.join(shown)})"
    return __repr__


_running = []


def _make_eq(names):
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self, names) == _values(other, names)
    return __eq__


def _make_order(names, compare):
    def method(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(_values(self, names), _values(other, names))
    return method


def _make_hash(names):
    def __hash__(self):
        return hash(_values(self, names))
    return __hash__


def _name(cls, name, function):
    function.__name__ = name
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    setattr(cls, name, function)


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)

    for name, function in (('__setattr__', __setattr__), ('__delattr__', __delattr__)):
        if name in cls.__dict__:
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
        _name(cls, name, function)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    options = (init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    if cls is None:
        return lambda cls: _process(cls, *options)
    return _process(cls, *options)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    fields = {}
    inherits = inherits_frozen = False
    for base in cls.__mro__[-1:0:-1]:
        known = base.__dict__.get('__dataclass_fields__')
        if known is not None:
            inherits = True
            fields.update(known)
            inherits_frozen = inherits_frozen or base.__dict__['__dataclass_params__'].frozen
            if frozen and not base.__dict__['__dataclass_params__'].frozen:
                raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    if inherits_frozen and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    annotations = cls.__dict__.get('__annotations__', {})
    after_mark = kw_only
    for name, annotation in annotations.items():
        if _is_keyword_mark(annotation):
            after_mark = True
            continue
        made = _make_field(cls, name, annotation, after_mark)
        fields[name] = made
        if isinstance(cls.__dict__.get(name), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    has_hash = cls.__dict__.get('__hash__', MISSING)
    has_hash = not (has_hash is MISSING or has_hash is None and '__eq__' in cls.__dict__)
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    real = [f for f in fields.values() if f._field_type == 'field']
    if init:
        ordered = [f for f in fields.values() if f._field_type != 'class']
        cls.__init__ = _make_init(cls, ordered, hasattr(cls, '__post_init__'), frozen)
    if repr and '__repr__' not in cls.__dict__:
        _name(cls, '__repr__', _make_repr([f.name for f in real if f.repr]))
    names = [f.name for f in real if f.compare]
    if eq and '__eq__' not in cls.__dict__:
        _name(cls, '__eq__', _make_eq(names))
    if order:
        for name, compare in (('__lt__', lambda a, b: a < b), ('__le__', lambda a, b: a <= b),
                              ('__gt__', lambda a, b: a > b), ('__ge__', lambda a, b: a >= b)):
            if name in cls.__dict__:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using '
                                'functools.total_ordering')
            _name(cls, name, _make_order(names, compare))
    if frozen:
        _freeze(cls, [f.name for f in real])
    if unsafe_hash or eq and frozen:
        if unsafe_hash and has_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        if not has_hash:
            _name(cls, '__hash__', _make_hash([f.name for f in real if (f.compare if f.hash is None else f.hash)]))
    elif eq and not has_hash:
        cls.__hash__ = None
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in fields.values()
                                    if f._field_type != 'class' and f.init and not f.kw_only])
    if slots:
        cls = _with_slots(cls, [f.name for f in real])
    return cls


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen


def _with_slots(cls, names):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    inherited = []
    for base in cls.__mro__[1:-1]:
        inherited.extend(base.__dict__.get('__slots__', ()))
    namespace['__slots__'] = tuple([name for name in names if name not in inherited])
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = cls.__qualname__
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    cls.__qualname__ = qualname
    return cls


def fields(class_or_instance):
    known = getattr(class_or_instance, '__dataclass_fields__', None)
    if known is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([f for f in known.values() if f._field_type == 'field'])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _inner(obj, dict_factory, None)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _inner(obj, None, tuple_factory)


def _inner(obj, dict_factory, tuple_factory):
    if _is_instance(obj):
        values = [(f.name, _inner(getattr(obj, f.name), dict_factory, tuple_factory)) for f in fields(obj)]
        return dict_factory(values) if tuple_factory is None else tuple_factory([value for name, value in values])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_inner(item, dict_factory, tuple_factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_inner(item, dict_factory, tuple_factory) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_inner(key, dict_factory, tuple_factory), _inner(value, dict_factory, tuple_factory))
                 for key, value in obj.items()]
        if hasattr(type(obj), 'default_factory') or hasattr(obj, 'default_factory'):
            made = type(obj)(obj.default_factory)
            made.update(pairs)
            return made
        return type(obj)(pairs)
    import copy
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in obj.__dataclass_fields__.values():
        if f._field_type == 'class':
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type == 'init' and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        kind = 'typing.Any'
        if isinstance(item, str):
            name = item
        elif len(item) == 2:
            name, kind = item
        else:
            name, kind, namespace[name] = item
        if not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
    namespace['__annotations__'] = annotations
    namespace.setdefault('__module__', _caller_name())
    return dataclass(type(cls_name, tuple(bases), namespace), **options)
