# `weakref.proxy`: what stands for an object and does what it does.

from weakref import ReferenceType as ref


def _referent(proxy):
    found = _get(proxy, '_reference')()
    if found is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return found


_get = object.__getattribute__
_set = object.__setattr__


class ProxyType:
    __slots__ = ('_reference', '__weakref__')
    __module__ = 'weakref'

    @property
    def __class__(self):
        return type(_referent(self))

    def __getattribute__(self, name):
        return getattr(_referent(self), name)

    def __setattr__(self, name, value):
        setattr(_referent(self), name, value)

    def __delattr__(self, name):
        delattr(_referent(self), name)

    def __repr__(self):
        return f'<weakproxy at {id(self):#x} to {type(_referent(self)).__name__} at {id(_referent(self)):#x}>'

    __hash__ = None


class CallableProxyType(ProxyType):
    __slots__ = ()
    __module__ = 'weakref'

    def __call__(self, /, *args, **kwargs):
        return _referent(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _forwards():
    import operator

    def unary(operation):
        return lambda self: operation(_referent(self))

    def opened(value):
        return _referent(value) if type(value) in ProxyTypes else value

    def binary(operation):
        return lambda self, other: operation(_referent(self), opened(other))

    def reflected(operation):
        return lambda self, other: operation(opened(other), _referent(self))

    def in_place(operation):
        def operate(self, other):
            result = operation(_referent(self), opened(other))
            return self if result is _referent(self) else result
        return operate

    for name in 'add sub mul truediv floordiv mod pow lshift rshift and or xor matmul'.split():
        operation = getattr(operator, f'__{name}__')
        setattr(ProxyType, f'__{name}__', binary(operation))
        setattr(ProxyType, f'__r{name}__', reflected(operation))
        setattr(ProxyType, f'__i{name}__', in_place(getattr(operator, f'__i{name}__')))
    for name in 'eq ne lt le gt ge'.split():
        setattr(ProxyType, f'__{name}__', binary(getattr(operator, name)))
    for name, operation in (('getitem', operator.getitem), ('contains', operator.contains), ('divmod', divmod),
                            ('delitem', operator.delitem)):
        setattr(ProxyType, f'__{name}__', binary(operation))
    for name, operation in (('neg', operator.neg), ('pos', operator.pos), ('abs', abs), ('invert', operator.invert),
                            ('int', int), ('float', float), ('index', operator.index), ('bool', bool), ('str', str),
                            ('len', len), ('iter', iter), ('bytes', bytes), ('complex', complex),
                            ('reversed', reversed)):
        setattr(ProxyType, f'__{name}__', unary(operation))
    ProxyType.__setitem__ = lambda self, key, value: operator.setitem(_referent(self), key, value)

    def proxy_next(self):
        referent = _referent(self)
        if not hasattr(type(referent), '__next__'):
            raise TypeError(f"Weakref proxy referenced a non-iterator '{type(referent).__name__}' object")
        return next(referent)

    ProxyType.__next__ = proxy_next
    ProxyType.__enter__ = lambda self: type(_referent(self)).__enter__(_referent(self))
    ProxyType.__exit__ = lambda self, *exc: type(_referent(self)).__exit__(_referent(self), *exc)


_forwards()


def proxy(object, callback=None, /):
    made = _new(CallableProxyType if callable(object) else ProxyType)
    called = None if callback is None else (lambda _: callback(made))
    _set(made, '_reference', ref(object, called))
    return made


_new = object.__new__
