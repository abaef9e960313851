# Type parameters, generic classes and type aliases: what compiled code and `typing` share.


class _NoDefaultType:
    def __repr__(self):
        return 'typing.NoDefault'


NoDefault = _NoDefaultType()


class _Variable:
    # Functions that compiled code gives for bound and default are called when somebody asks.
    __covariant__ = __contravariant__ = __infer_variance__ = False
    __bound__ = None
    __constraints__ = ()
    _value = NoDefault
    _late = None

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self.__module__ = _caller_name()
        if default is not NoDefault:
            self._value = default

    @property
    def __default__(self):
        if self._late is not None:
            self._value, self._late = self._late(), None
        return self._value

    def has_default(self):
        return self._late is not None or self._value is not NoDefault

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __or__(self, other):
        return union((self, other))

    def __ror__(self, other):
        return union((other, self))

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__


class TypeVar(_Variable):
    _limits = None

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        super().__init__(name, default=default)
        self._bound = bound
        self._constraints = constraints
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance

    def _limit(self):
        if self._limits is not None:
            value, self._limits = self._limits(), None
            if isinstance(value, tuple):
                self._constraints = value
            else:
                self._bound = value

    @property
    def __bound__(self):
        self._limit()
        return self._bound

    @property
    def __constraints__(self):
        self._limit()
        return self._constraints


class TypeVarTuple(_Variable):
    def __repr__(self):
        return self.__name__

    def __iter__(self):
        import typing
        yield typing.Unpack[self]


class _Part:
    def __init__(self, origin, name):
        self.__origin__ = origin
        self._name = name

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._name}'

    def __eq__(self, other):
        return isinstance(other, _Part) and self.__origin__ is other.__origin__ and self._name == other._name

    def __hash__(self):
        return hash(self._name)


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        super().__init__(name, default=default)
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance

    @property
    def args(self):
        return _Part(self, 'args')

    @property
    def kwargs(self):
        return _Part(self, 'kwargs')


def parameter(kind, name, bound, default, module):
    if kind == 0:
        made = TypeVar(name, infer_variance=True)
        made._limits = bound
    elif kind == 1:
        made = TypeVarTuple(name)
    else:
        made = ParamSpec(name, infer_variance=True)
    made._late = default
    made.__module__ = module
    return made


def union(parts):
    import typing
    return typing._union(parts)


def shown(kind):
    if isinstance(kind, type) and not hasattr(kind, '__args__'):
        return kind.__qualname__ if kind.__module__ == 'builtins' else f'{kind.__module__}.{kind.__qualname__}'
    if isinstance(kind, list):
        return f"[{', '.join(map(shown, kind))}]"
    return '...' if kind is ... else '()' if kind == () else repr(kind)


def variables(args):
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        inner = arg if isinstance(arg, (list, tuple)) else getattr(arg, '__parameters__', ())
        for variable in (arg,) if isinstance(arg, _Variable) else inner:
            if isinstance(variable, _Variable) and variable not in found:
                found.append(variable)
    return tuple(found)


def replaced(args, values):
    made = []
    for arg in args:
        if isinstance(arg, _Variable):
            arg = values.get(arg, arg)
        elif not isinstance(arg, type) and getattr(arg, '__parameters__', ()):
            arg = arg[tuple([values.get(variable, variable) for variable in arg.__parameters__])]
        made.append(arg)
    return tuple(made)


# What the parameters are to be, after those that are not given have got their defaults.
def chosen(shown, parameters, args):
    wanted, given = len(parameters), len(args)
    if all([isinstance(parameter, TypeVar) for parameter in parameters]):
        if given < wanted and all([parameter.has_default() for parameter in parameters[given:]]):
            return args + tuple([parameter.__default__ for parameter in parameters[given:]])
        if given != wanted:
            many = 'many' if given > wanted else 'few'
            raise TypeError(f'Too {many} arguments for {shown!r}; actual {given}, expected {wanted}')
    return args


class GenericAlias:
    def __init__(self, cls, args):
        self.__origin__ = cls
        self.__args__ = args
        self.__parameters__ = variables(args)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if not self.__parameters__:
            raise TypeError(f'{self!r} is not a generic class')
        parameters = chosen(self, self.__parameters__, parameters)
        return type(self)(self.__origin__, replaced(self.__args__, dict(zip(self.__parameters__, parameters))))

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic:
            place = [base is self for base in bases].index(True)
            if any([isinstance(base, GenericAlias) for base in bases[place + 1:]]):
                return ()
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    __subclasscheck__ = __instancecheck__

    def __or__(self, other):
        return union((self, other))

    def __ror__(self, other):
        return union((other, self))

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getattr__(self, name):
        if name.startswith('__') and name not in ('__name__', '__qualname__', '__doc__', '__value__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __repr__(self):
        cls = self.__origin__
        name = f'{cls.__module__}.{cls.__qualname__}' if isinstance(cls, type) else repr(cls)
        return f"{name}[{', '.join(map(shown, self.__args__))}]"


class Generic:
    __slots__ = ()
    __module__ = 'typing'

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls.__dict__.get('_is_protocol', cls is Generic) is not True or cls.__module__ != 'typing':
            if not getattr(cls, '__parameters__', ()):
                raise TypeError(f'{cls!r} is not a generic class')
            parameters = chosen(cls, cls.__parameters__, parameters)
        return GenericAlias(cls, tuple([type(None) if item is None else item for item in parameters]))

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        bases = cls.__dict__.get('__orig_bases__', ())
        named = [base for base in bases if isinstance(base, GenericAlias) and base.__origin__.__module__ == 'typing']
        cls.__parameters__ = variables(named[0].__args__ if named else bases)


def with_generic(bases, parameters):
    for base in bases:
        if isinstance(base, GenericAlias) and base.__origin__ is Generic:
            raise TypeError('Cannot inherit from Generic[...] multiple times.')
    return *bases, GenericAlias(Generic, parameters)


class TypeAliasType:
    __module__ = 'typing'

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__type_params__ = type_params
        self.__module__ = _caller_name()
        self._value = value
        self._late = None

    @property
    def __parameters__(self):
        return self.__type_params__

    @property
    def __value__(self):
        if self._late is not None:
            self._value, self._late = self._late(), None
        return self._value

    def __getitem__(self, parameters):
        if not self.__type_params__:
            raise TypeError('Only generic type aliases are subscriptable')
        return GenericAlias(self, parameters if isinstance(parameters, tuple) else (parameters,))

    def __or__(self, other):
        return union((self, other))

    def __ror__(self, other):
        return union((other, self))

    def __repr__(self):
        return self.__name__


def alias(name, parameters, value, module):
    made = TypeAliasType(name, None, type_params=parameters)
    made._late = value
    made.__module__ = module
    return made


for _class in (_NoDefaultType, TypeVar, TypeVarTuple, ParamSpec):
    _class.__module__ = 'typing'
