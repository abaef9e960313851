# `enum`: classes whose instances are counted.


def __getattr__(name):
    if name == '__all__':
        return [name for name in globals() if name[0] != '_'] + list(_late)
    if name in _late:
        import _flags
        value = getattr(_flags, name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'enum' has no attribute '{name}'")


_late = ('Flag', 'IntFlag', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP')


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class auto:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'


def _is_dunder(name):
    return len(name) > 4 and name.startswith('__') and name.endswith('__') and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


class property(property):
    # As the built-in one; members of the same name are found on the class all the same.
    def __set_name__(self, owner, name):
        self._name = name


_plain = (type(lambda: None), type(len), type(str.join), classmethod, staticmethod, property.__base__)


def _is_descriptor(value):
    return isinstance(value, _plain) or hasattr(type(value), '__get__') or hasattr(type(value), '__set__')


class EnumDict(dict):
    def __init__(self):
        self._names = {}
        self._ignored = ()
        self._generate = None
        self._automatic = False

    def __setitem__(self, key, value):
        if isinstance(value, nonmember):
            value = value.value
        elif _is_sunder(key):
            if key == '_ignore_':
                self._ignored = tuple(value.replace(',', ' ').split() if isinstance(value, str) else value)
            elif key == '_generate_next_value_':
                if self._automatic:
                    raise TypeError('_generate_next_value_ must be defined before members')
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key not in ('_order_', '_missing_', '_numeric_repr_', '_name_', '_value_', '_boundary_'):
                raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
        elif _is_dunder(key) or key in self._ignored:
            pass
        elif key in self._names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                self._automatic = True
                if value.value is None:
                    value.value = self._generate(key, 1, len(self._names), list(self._names.values()))
                value = value.value
            self._names[key] = value
        dict.__setitem__(self, key, value)


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = EnumDict()
        for base in bases:
            if isinstance(base, EnumType):
                if base._member_names_:
                    raise TypeError(f'{base!r} cannot extend {base!r}' if base.__name__ == cls else
                                    f'<enum {cls!r}> cannot extend {base!r}')
                namespace._generate = base._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = getattr(classdict, '_names', None)
        if names is None:
            names = {}
        ignored = classdict._ignored if names is not None and hasattr(classdict, '_ignored') else ()
        namespace = {}
        for key, value in classdict.items():
            if key not in names and key not in ignored and key not in ('_order_', '_ignore_'):
                namespace[key] = value
        generate = namespace.get('_generate_next_value_')
        if generate is not None and not isinstance(generate, staticmethod):
            namespace['_generate_next_value_'] = staticmethod(generate)
        data_type = object
        for base in bases:
            for ancestor in base.__mro__:
                if ancestor is object or isinstance(ancestor, EnumType):
                    continue
                if '__new__' in ancestor.__dict__ or ancestor in (int, str, float, complex, bytes, tuple):
                    data_type = ancestor
                    break
                if ancestor.__mro__[1:] == (object,) and data_type is object and '__dataclass_fields__' in \
                        ancestor.__dict__:
                    data_type = ancestor
        make = namespace.pop('__new__', None)
        if isinstance(make, staticmethod):
            make = make.__func__
        if make is None:
            for base in bases:
                make = base.__dict__.get('_new_member_') if isinstance(base, EnumType) else None
                if make is not None:
                    make = make.__func__ if isinstance(make, staticmethod) else make
                    break
        namespace['_member_names_'] = []
        namespace['_member_map_'] = {}
        namespace['_value2member_map_'] = {}
        namespace['_unhashable_values_'] = []
        namespace['_member_type_'] = data_type
        if make is not None:
            namespace['_new_member_'] = staticmethod(make)
        made = type.__new__(metacls, cls, bases, namespace, **kwds)
        if data_type is not object:
            # The texts of an enumeration go before those of its data type.
            for method in ('__repr__', '__str__', '__format__'):
                found = getattr(made, method)
                if method not in namespace and (found == getattr(data_type, method) or
                                                found == getattr(object, method)):
                    type.__setattr__(made, method, getattr(bases[-1], method))
        if boundary is not None:
            type.__setattr__(made, '_boundary_', boundary)
        for name, value in names.items():
            _add(made, name, value, make, data_type)
        order = classdict.get('_order_') if names else None
        if order is not None:
            order = order.replace(',', ' ').split() if isinstance(order, str) else list(order)
            if order != made._member_names_:
                raise TypeError(f'member order does not match _order_:\n  {made._member_names_!r}\n  {order!r}')
        return made

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            if value.__class__ is cls:
                return value
            return _find(cls, value)
        return _create(cls, value, names, module or _caller_name(), type, start)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __repr__(cls):
        import _flags
        return f'<flag {cls.__name__!r}>' if issubclass(cls, _flags.Flag) else f'<enum {cls.__name__!r}>'

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', ()):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', ()):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)

    def __dir__(cls):
        return sorted(['__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__',
                       '__len__', '__members__', '__module__', '__name__', '__qualname__'] + cls._member_names_)

    __members__ = property(lambda cls: _view(cls._member_map_))


EnumMeta = EnumType


def _view(mapping):
    import types
    return types.MappingProxyType(mapping)


def _add(cls, name, value, make, data_type):
    args = value if isinstance(value, tuple) else (value,)
    if data_type is tuple:
        args = (args,)
    if make is not None:
        made = make(cls, *args)
    elif data_type is object:
        made = object.__new__(cls)
    else:
        made = data_type.__new__(cls, *args)
    if '_value_' not in made.__dict__:
        if data_type is object:
            made._value_ = value
        elif make is None and data_type not in (int, str, float, complex, bytes, tuple):
            made._value_ = value
        else:
            made._value_ = data_type(*args)
    value = made._value_
    init = cls.__init__
    if init is not _first_init():
        init(made, *args)
    value = made._value_
    known = None
    try:
        known = cls._value2member_map_.get(value)
    except TypeError:
        for other in cls._member_map_.values():
            if other._value_ == value:
                known = other
    if known is None:
        made._name_ = name
        made._sort_order_ = len(cls._member_names_)
        try:
            cls._value2member_map_[value] = made
        except TypeError:
            cls._unhashable_values_.append(value)
        known = made
        if cls._canonical(value):
            cls._member_names_.append(name)
    cls._member_map_[name] = known
    type.__setattr__(cls, name, known)


def _first_init():
    return Enum.__init__ if 'Enum' in globals() else None


def _find(cls, value):
    try:
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
    try:
        found = cls._missing_(value)
    except Exception as error:
        if isinstance(error, ValueError) and error.__context__ is None:
            error.__context__ = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        raise
    if isinstance(found, cls) or isinstance(found, int) and getattr(cls, '_boundary_', None) == 'eject':
        return found
    if found is None:
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members defined')
        raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
    raise TypeError(f'error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member')


def _create(cls, class_name, names, module, kind, start):
    metacls = type(cls)
    bases = (cls,) if kind is None else (kind, cls)
    namespace = metacls.__prepare__(class_name, bases)
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    values = []
    for item in list(names.items() if hasattr(names, 'items') else names):
        if isinstance(item, str):
            value = namespace._generate(item, start, len(values), values)
            namespace[item] = value
        else:
            item, value = item
            namespace[item] = value
        values.append(value)
    namespace['__module__'] = module
    return metacls.__new__(metacls, class_name, bases, namespace)


class Enum(metaclass=EnumType):
    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @staticmethod
    def _canonical(value):
        return True

    name = property(lambda self: self._name_)
    value = property(lambda self: self._value_)

    def __repr__(self):
        kind = self._member_type_
        shown = kind.__repr__ if kind is not object else repr
        return f'<{type(self).__name__}.{self._name_}: {shown(self._value_)}>'

    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (self._value_,)

    def __dir__(self):
        own = {'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'}
        for base in type(self).__mro__:
            for name, value in base.__dict__.items():
                if isinstance(base, EnumType) and base.__dict__['_member_map_'] and name[:1] != '_':
                    if name not in base.__dict__['_member_map_']:
                        own.add(name)
        own.update(name for name in self.__dict__ if name[:1] != '_')
        return sorted(own)


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return int.__format__(self._value_, spec)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        made = str.__new__(cls, values[0])
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, spec):
        return str.__format__(self._value_, spec)


def unique(enumeration):
    doubles = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if doubles:
        shown = ', '.join([f'{alias} -> {name}' for alias, name in doubles])
        raise ValueError(f'duplicate values found in {enumeration!r}: {shown}')
    return enumeration


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check == UNIQUE:
                unique(enumeration)
            elif check == CONTINUOUS:
                values = sorted([member.value for member in enumeration])
                missing = [value for value in range(values[0], values[-1]) if value not in values]
                if missing:
                    raise ValueError(f"invalid enum {enumeration.__name__!r}: missing values "
                                     f"{', '.join(map(str, missing))}")
        return enumeration


CONTINUOUS = 'one run of values'
NAMED_FLAGS = 'named flags'
UNIQUE = 'one name per value'


def _global_repr(self):
    return f"{type(self).__module__.split('.')[-1]}.{self._name_}"


def global_enum(cls, update_str=False):
    import sys
    cls.__repr__ = _global_repr
    if update_str or not issubclass(cls, ReprEnum):
        cls.__str__ = lambda self: self._name_
    vars(sys.modules[cls.__module__]).update(cls.__members__)
    return cls
