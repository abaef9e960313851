from functools import cache, lru_cache


@lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(60), fibonacci.cache_info())
# expect: 1548008755920 CacheInfo(hits=58, misses=61, maxsize=None, currsize=61)
fibonacci.cache_clear()
print(fibonacci.cache_info())  # expect: CacheInfo(hits=0, misses=0, maxsize=None, currsize=0)


@lru_cache(maxsize=2)
def square(x, *, extra=0):
    print('computing', x)
    return x * x + extra


print([square(i) for i in (1, 2, 1, 3, 2, 1)], square.cache_info())
# expect: computing 1
# expect: computing 2
# expect: computing 3
# expect: computing 2
# expect: computing 1
# expect: [1, 4, 1, 9, 4, 1] CacheInfo(hits=1, misses=5, maxsize=2, currsize=2)
print(square(1, extra=1), square(1, extra=1), square.cache_parameters())
# expect: computing 1
# expect: 2 2 {'maxsize': 2, 'typed': False}


@cache
def text(x):
    return repr(x)


print(text(1), text('a'), text.cache_info().currsize, text.__name__, text.__wrapped__(5))  # expect: 1 'a' 2 text 5


@lru_cache
def plain(x):
    return x


plain(1)
plain(1)
print(plain.cache_info())  # expect: CacheInfo(hits=1, misses=1, maxsize=128, currsize=1)
try:
    plain([])
except TypeError as error:
    print(error)
# expect: unhashable type: 'list'


@lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind.cache_info().misses)  # expect: int float bool 3
try:
    lru_cache('x')
except TypeError as error:
    print(error)
# expect: Expected first argument to be an integer, a callable, or None
