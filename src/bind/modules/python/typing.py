# `typing`: names for checkers, which do next to nothing at run time.

from _generic import (Generic, GenericAlias, NoDefault, ParamSpec, TypeAliasType, TypeVar, TypeVarTuple,
                      chosen as _chosen, replaced as _replaced, shown as _shown, variables as _variables)

TYPE_CHECKING = False


class _Form:
    def __init__(self, name, origin=None, wraps=None):
        self._name = name
        self.__origin__ = origin
        self._wraps = wraps

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        name = self._name
        if name == 'Optional':
            return _union((*parameters, type(None)))
        if name == 'Union':
            return _union(parameters)
        if name == 'Callable' and len(parameters) == 2:
            first, result = parameters
            parameters = (*first, result) if isinstance(first, list) else (first, result)
        if name == 'Annotated':
            return _Annotated(parameters[0], parameters[1:])
        if name != 'Literal':
            parameters = tuple([type(None) if parameter is None else parameter for parameter in parameters])
        return _Alias(self, parameters)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is not None:
            return self.__origin__(*args, **kwargs)
        raise TypeError(f'Cannot instantiate {self!r}')

    def __mro_entries__(self, bases):
        return (self.__origin__,) if self.__origin__ is not None else ()

    def __instancecheck__(self, instance):
        if self.__origin__ is None:
            raise TypeError(f'{self!r} cannot be used with isinstance()')
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, subclass):
        if self.__origin__ is None:
            raise TypeError(f'{self!r} cannot be used with issubclass()')
        return issubclass(subclass, self.__origin__)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return f'typing.{self._name}'


class _Alias:
    def __init__(self, form, args):
        self._form = form
        self._name = form._name
        self.__origin__ = form if form.__origin__ is None else form.__origin__
        self.__args__ = args
        self.__parameters__ = _variables(args)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Alias(self._form, _replaced(self.__args__, dict(zip(self.__parameters__, parameters))))

    def __call__(self, *args, **kwargs):
        return self._form(*args, **kwargs)

    def __mro_entries__(self, bases):
        return self._form.__mro_entries__(bases)

    def __instancecheck__(self, instance):
        if self._name == 'Union':
            return isinstance(instance, self.__args__)
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __subclasscheck__(self, subclass):
        if self._name == 'Union':
            return issubclass(subclass, self.__args__)
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._name == 'Union':
            return other._name == 'Union' and set(self.__args__) == set(other.__args__)
        return self._form is other._form and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, frozenset(self.__args__) if self._name == 'Union' else self.__args__))

    def __repr__(self):
        args = self.__args__
        name = self._name
        if name == 'Union' and len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_shown(args[0] if args[1] is type(None) else args[1])}]'
        if name == 'Callable':
            *inputs, result = args
            if inputs and inputs[0] is ...:
                return f'typing.Callable[..., {_shown(result)}]'
            return f"typing.Callable[[{', '.join(map(_shown, inputs))}], {_shown(result)}]"
        if name == 'Literal':
            return f"typing.Literal[{', '.join(map(repr, args))}]"
        return f"typing.{name}[{', '.join(map(_shown, args))}]"


class _Annotated:
    _name = 'Annotated'

    def __init__(self, origin, metadata):
        self.__origin__ = origin
        self.__metadata__ = metadata
        self.__args__ = (origin,)

    def __repr__(self):
        return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"


def _union(parameters):
    flat = []
    for parameter in parameters:
        if parameter is None:
            parameter = type(None)
        is_union = isinstance(parameter, _Alias) and parameter._name == 'Union'
        for part in parameter.__args__ if is_union else (parameter,):
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat))


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        raise TypeError('typing.Any cannot be used with isinstance()')

    def __repr__(self):
        return 'typing.Any'


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


class Protocol(Generic):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if '_is_protocol' not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__


class _CheckableMeta(type):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get('_is_protocol', False):
            return cls in type(instance).__mro__
        return all([hasattr(instance, name) for name in cls._members])

    def __subclasscheck__(cls, subclass):
        if not cls.__dict__.get('_is_protocol', False):
            return cls in subclass.__mro__
        return all([hasattr(subclass, name) for name in cls._members])


def runtime_checkable(cls):
    names = []
    for base in cls.__mro__:
        if base.__dict__.get('_is_protocol', False) and base is not Protocol:
            for name in list(base.__dict__) + list(base.__dict__.get('__annotations__', ())):
                if name not in names and name not in _quiet:
                    names.append(name)
    namespace = dict(cls.__dict__)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    namespace['_members'] = tuple(names)
    return _CheckableMeta(cls.__name__, cls.__bases__, namespace)


runtime = runtime_checkable

_quiet = ('__module__', '__qualname__', '__doc__', '__annotations__', '_is_protocol', '__slots__', '__dict__',
          '__weakref__', '__init__', '__firstlineno__', '__static_attributes__', '__parameters__', '_members',
          '__hash__')


def NamedTuple(typename, fields=(), /, **kwargs):
    from collections import namedtuple
    fields = list(fields) or list(kwargs.items())
    made = namedtuple(typename, [name for name, kind in fields], module=_caller_name())
    made.__annotations__ = dict(fields)
    return made


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        from collections import namedtuple
        annotations = namespace.get('__annotations__', {})
        defaults = []
        for name in annotations:
            if name in namespace:
                defaults.append(namespace[name])
            elif defaults:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field '
                                f'{[field for field in annotations if field in namespace][0]}')
        made = namedtuple(typename, list(annotations), defaults=defaults, module=namespace['__module__'])
        made.__annotations__ = annotations
        for key, value in namespace.items():
            if key not in annotations and key not in ('__annotations__', '__module__', '__qualname__', '__slots__'):
                setattr(made, key, value)
        return made


def _named_tuple_entries(bases):
    return (_named_tuple_base(),)


def _named_tuple_base():
    global _named
    if _named is None:
        _named = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})
    return _named


_named = None
NamedTuple.__mro_entries__ = _named_tuple_entries


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, '__annotations__', {}))
        annotations.update(namespace.get('__annotations__', {}))
        namespace['__annotations__'] = annotations
        namespace['__total__'] = total
        return type.__new__(cls, name, (dict,), namespace)

    def __instancecheck__(cls, instance):
        raise TypeError('TypedDict does not support instance and class checks')

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    return _TypedDictMeta(typename, (), {'__annotations__': dict(fields or kwargs), '__module__': _caller_name()},
                          total=total)


def _typed_dict_entries(bases):
    global _typed
    if _typed is None:
        _typed = type.__new__(_TypedDictMeta, 'TypedDict', (dict,), {})
    return (_typed,)


_typed = None
TypedDict.__mro_entries__ = _typed_dict_entries


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = _caller_name()

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __or__(self, other):
        return _union((self, other))


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def reveal_type(obj, /):
    print(f'Runtime type is {type(obj).__name__!r}')
    return obj


def overload(func):
    return _no_overload


def _no_overload(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not '
                              '@overload-ed.')


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    return method


def no_type_check(arg):
    return arg


def dataclass_transform(**options):
    return lambda cls: cls


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get('__annotations__', {}))
        names = {}
    else:
        hints.update(getattr(obj, '__annotations__', {}))
        names = getattr(obj, '__globals__', {})
    for name, hint in hints.items():
        if hint is None:
            hint = type(None)
        elif isinstance(hint, str):
            hint = eval(hint, names if globalns is None else globalns, localns)
        if isinstance(hint, _Annotated) and not include_extras:
            hint = hint.__origin__
        hints[name] = hint
    return hints


def get_origin(tp):
    if isinstance(tp, _Annotated):
        return Annotated
    if tp is Generic:
        return Generic
    if isinstance(tp, _Form):
        return tp.__origin__
    origin = getattr(tp, '__origin__', None)
    if origin is None and hasattr(tp, '__args__') and type(tp).__name__ == 'UnionType':
        return type(tp)
    return origin


def get_args(tp):
    if isinstance(tp, _Annotated):
        return (tp.__origin__, *tp.__metadata__)
    args = getattr(tp, '__args__', ())
    if isinstance(tp, _Alias) and tp._name == 'Callable' and args and args[0] is not ...:
        return list(args[:-1]), args[-1]
    return args


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


Text = str
AnyStr = TypeVar('AnyStr', bytes, str)
Union = _Form('Union')
Optional = _Form('Optional')
Annotated = _Form('Annotated')

_builtin = {'List': list, 'Dict': dict, 'Set': set, 'FrozenSet': frozenset, 'Tuple': tuple, 'Type': type}
_special = ('Callable', 'Literal', 'ClassVar', 'Final', 'NoReturn', 'Never', 'Self', 'LiteralString',
            'Concatenate', 'TypeGuard', 'TypeAlias', 'Required', 'NotRequired', 'ReadOnly', 'Unpack', 'TypeIs')
_collections = {'Deque': 'deque', 'DefaultDict': 'defaultdict', 'OrderedDict': 'OrderedDict', 'Counter': 'Counter',
                'ChainMap': 'ChainMap'}
_abstract = ('Iterable', 'Iterator', 'Sequence', 'MutableSequence', 'Mapping', 'MutableMapping', 'MutableSet',
             'Collection', 'Container', 'Hashable', 'Sized', 'Reversible', 'Generator', 'Awaitable', 'Coroutine',
             'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'KeysView', 'ValuesView', 'ItemsView', 'ByteString')


def __getattr__(name):
    if name == '__all__':
        return [*[name for name in globals() if name[0] != '_'], *_builtin, *_special, *_collections, *_abstract]
    if name in _builtin:
        value = _Form(name, _builtin[name])
    elif name in _special:
        value = _Form(name)
        if name == 'Callable':
            from collections.abc import Callable
            value = _Form(name, Callable)
    elif name in _collections:
        import collections
        value = _Form(name, getattr(collections, _collections[name]))
    elif name in _abstract or name == 'AbstractSet':
        import collections.abc
        value = _Form(name, getattr(collections.abc, 'Set' if name == 'AbstractSet' else name))
    elif name in ('SupportsInt', 'SupportsFloat', 'SupportsComplex', 'SupportsBytes', 'SupportsIndex', 'SupportsAbs',
                  'SupportsRound'):
        method = '__' + name[8:].lower() + '__'
        value = runtime_checkable(type(name, (Protocol,), {method: lambda self: None}))
    elif name in ('T', 'KT', 'VT', 'T_co', 'V_co', 'VT_co', 'T_contra', 'CT_co'):
        value = TypeVar(name, covariant=name.endswith('_co'), contravariant=name.endswith('_contra'))
    elif name in ('IO', 'TextIO', 'BinaryIO', 'Pattern', 'Match', 'ContextManager', 'AsyncContextManager'):
        value = _Form(name)
    else:
        raise AttributeError(f"module 'typing' has no attribute '{name}'")
    globals()[name] = value
    return value
