# The classes of `collections.abc` that ask for a method or two.

from abc import ABCMeta, abstractmethod
from abc import _alias, _has, _is_hashable


def _ask(cls, wanted, subclass, names):
    if cls is not wanted:
        return NotImplemented
    for name in names:
        if not _has(subclass, name):
            return NotImplemented
    return True


def _one(name, method):
    # A class whose instances have one method.
    def ask(cls, subclass):
        return _ask(cls, made, subclass, (method,))

    def missing(self):
        raise NotImplementedError
    missing.__isabstractmethod__ = True
    made = ABCMeta(name, (), {'__slots__': (), '__module__': 'collections.abc', '__subclasshook__': classmethod(ask),
                              method: missing, '__class_getitem__': classmethod(_generic)})
    return made


def _generic(cls, item):
    return _alias(cls, item)


Iterable = _one('Iterable', '__iter__')
Sized = _one('Sized', '__len__')
Container = _one('Container', '__contains__')
Callable = _one('Callable', '__call__')
Awaitable = _one('Awaitable', '__await__')
AsyncIterable = _one('AsyncIterable', '__aiter__')
Buffer = _one('Buffer', '__buffer__')


class Hashable(metaclass=ABCMeta):
    __slots__ = ()
    __module__ = 'collections.abc'

    @abstractmethod
    def __hash__(self):
        return 0

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not Hashable:
            return NotImplemented
        return _is_hashable(subclass)


class Iterator(Iterable):
    __slots__ = ()
    __module__ = 'collections.abc'

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, Iterator, subclass, ('__iter__', '__next__'))


class Reversible(Iterable):
    __slots__ = ()
    __module__ = 'collections.abc'

    @abstractmethod
    def __reversed__(self):
        yield

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, Reversible, subclass, ('__reversed__', '__iter__'))


class Collection(Sized, Iterable, Container):
    __slots__ = ()
    __module__ = 'collections.abc'

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, Collection, subclass, ('__len__', '__iter__', '__contains__'))


class Generator(Iterator):
    __slots__ = ()
    __module__ = 'collections.abc'

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError('generator ignored GeneratorExit')

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, Generator, subclass, ('__iter__', '__next__', 'send', 'throw', 'close'))


class Coroutine(Awaitable):
    __slots__ = ()
    __module__ = 'collections.abc'

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError('coroutine ignored GeneratorExit')

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, Coroutine, subclass, ('__await__', 'send', 'throw', 'close'))


class AsyncIterator(AsyncIterable):
    __slots__ = ()
    __module__ = 'collections.abc'

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, AsyncIterator, subclass, ('__anext__', '__aiter__'))


class AsyncGenerator(AsyncIterator):
    __slots__ = ()
    __module__ = 'collections.abc'

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        raise typ if val is None else val

    @classmethod
    def __subclasshook__(cls, subclass):
        return _ask(cls, AsyncGenerator, subclass, ('__aiter__', '__anext__', 'asend', 'athrow', 'aclose'))
