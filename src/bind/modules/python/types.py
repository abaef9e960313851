# `types`: the types of what has no name among the built-ins.


def _function():
    yield


async def _coroutine():
    pass


async def _asyncgen():
    yield


class _Class:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
GeneratorType = type(_function())
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
MethodType = type(_Class().method)
MethodDescriptorType = WrapperDescriptorType = type(str.join)
import sys as _sys
ModuleType = type(_sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
GenericAlias = type(list[int])
UnionType = type(int | str)
CellType = type((lambda x: lambda: x)(1).__closure__[0]) if hasattr(_function, '__closure__') else None
MappingProxyType = type(_Class.__dict__)


def __getattr__(name):
    if name in ('CoroutineType', 'AsyncGeneratorType', 'TracebackType'):
        if name == 'TracebackType':
            try:
                raise ValueError
            except ValueError as error:
                value = type(error.__traceback__)
        else:
            made = _coroutine() if name == 'CoroutineType' else _asyncgen()
            value = type(made)
            if name == 'CoroutineType':
                made.close()
        globals()[name] = value
        return value
    raise AttributeError(f"module 'types' has no attribute '{name}'")


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        kind = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        return f"{kind}({', '.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __replace__(self, /, **kwargs):
        made = type(self)(**self.__dict__)
        made.__dict__.update(kwargs)
        return made


class DynamicClassAttribute:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel

    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError
        return self.fget(instance)


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    metaclass = kwds.pop('metaclass', type(bases[0]) if bases else type)
    prepare = getattr(metaclass, '__prepare__', None)
    return metaclass, prepare(name, bases, **kwds) if prepare else {}, kwds


def get_original_bases(cls, /):
    return cls.__dict__.get('__orig_bases__', cls.__bases__)


def new_class(name, bases=(), kwds=None, exec_body=None):
    metaclass, namespace, kwds = prepare_class(name, bases, kwds)
    if exec_body is not None:
        exec_body(namespace)
    return metaclass(name, bases, namespace, **kwds)


def coroutine(func):
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')

    def make(*args, **kwargs):
        made = func(*args, **kwargs)
        return _awaiting(made) if type(made) is GeneratorType else made
    make.__wrapped__ = func
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        if hasattr(func, name):
            setattr(make, name, getattr(func, name))
    return make
