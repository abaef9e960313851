# `functools`: functions about functions.

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        try:
            setattr(wrapper, name, value)
        except (AttributeError, TypeError):
            # Natives and slots keep their own.
            pass
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def reduce(function, iterable, /, *initial):
    iterator = iter(iterable)
    if initial:
        value = initial[0]
    else:
        for value in iterator:
            break
        else:
            raise TypeError('reduce() of empty iterable with no initial value')
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if type(func) is partial:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*self.args, *args, **keywords)

    def __repr__(self):
        shown = [repr(self.func)]
        shown.extend(map(repr, self.args))
        shown.extend([f'{name}={value!r}' for name, value in self.keywords.items()])
        return f"functools.{type(self).__name__}({', '.join(shown)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        func = self.func
        if hasattr(func, '__get__'):
            func = func.__get__(instance, owner)
            return partial(func, *self.args, **self.keywords)
        if instance is None:
            return partial(func, *self.args, **self.keywords)
        return partial(func, instance, *self.args, **self.keywords)


def cmp_to_key(mycmp):
    class K:
        __slots__ = ('obj',)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None
    return K


def _not(answer):
    return answer if answer is NotImplemented else not answer


def _and(self, other, answer):
    return answer if answer is NotImplemented else answer and self != other


def _or(self, other, answer):
    return answer if answer is NotImplemented else answer or self == other


def total_ordering(cls):
    roots = [name for name in ('__lt__', '__le__', '__gt__', '__ge__')
             if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = roots[0]
    if root == '__lt__':
        made = {'__gt__': lambda self, other: _not(_or(self, other, self.__lt__(other))),
                '__le__': lambda self, other: _or(self, other, self.__lt__(other)),
                '__ge__': lambda self, other: _not(self.__lt__(other))}
    elif root == '__le__':
        made = {'__ge__': lambda self, other: _or(self, other, _not(self.__le__(other))),
                '__lt__': lambda self, other: _and(self, other, self.__le__(other)),
                '__gt__': lambda self, other: _not(self.__le__(other))}
    elif root == '__gt__':
        made = {'__lt__': lambda self, other: _not(_or(self, other, self.__gt__(other))),
                '__ge__': lambda self, other: _or(self, other, self.__gt__(other)),
                '__le__': lambda self, other: _not(self.__gt__(other))}
    else:
        made = {'__le__': lambda self, other: _or(self, other, _not(self.__ge__(other))),
                '__gt__': lambda self, other: _and(self, other, self.__ge__(other)),
                '__lt__': lambda self, other: _not(self.__ge__(other))}
    for name, function in made.items():
        if name not in roots:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


class _CacheInfo(tuple):
    __slots__ = ()
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % self


def _make_key(args, kwds, typed):
    key = args
    if kwds:
        key += (_make_key,)
        for pair in kwds.items():
            key += pair
    if typed:
        key += tuple([type(value) for value in args])
        if kwds:
            key += tuple([type(value) for value in kwds.values()])
    return key


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(0, maxsize)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    values = {}
    get = values.get
    absent = _make_key
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed) if kwds or typed else args
        value = get(key, absent)
        if value is not absent:
            hits += 1
            if maxsize is not None:
                # The entry used last stands at the end.
                del values[key]
                values[key] = value
            return value
        misses += 1
        value = function(*args, **kwds)
        if maxsize != 0:
            if maxsize is not None and len(values) >= maxsize and key not in values:
                for oldest in values:
                    break
                del values[oldest]
            values[key] = value
        return value

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(values)))

    def cache_clear():
        nonlocal hits, misses
        values.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = getattr(func, '__doc__', None)

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        values = instance.__dict__
        if name in values:
            return values[name]
        value = self.func(instance)
        setattr(instance, name, value)
        return value


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for known in registry:
            if known is not object and issubclass(cls, known):
                return registry[known]
        return func

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            func = cls
            annotations = getattr(func, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` '
                                'or plain `@register` on an annotated function.')
            for cls in annotations.values():
                break
            if not isinstance(cls, type) and not hasattr(cls, '__args__'):
                raise TypeError(f'Invalid annotation. {cls!r} is not a class.')
        if not isinstance(cls, type) and hasattr(cls, '__args__'):
            for part in cls.__args__:
                registry[part] = func
        else:
            registry[cls] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(type(args[0]))(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(type(args[0])).__get__(obj, cls)(*args, **kwargs)
        method.register = self.register
        return method
