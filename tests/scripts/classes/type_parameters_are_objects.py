# As CPython 3.13 does it
from typing import Callable, Generic, Iterable, TypeAliasType, TypeVar

type Pair[T] = tuple[T, T]
type Json = dict[str, Json] | list[Json] | str | None
type Handler[**P, R] = Callable[P, R]
print(Pair, Pair.__name__, Pair.__type_params__, Pair.__value__, Pair[int], Pair[int].__args__)
# expect: Pair Pair (T,) tuple[T, T] Pair[int] (<class 'int'>,)
print(Json, Json.__value__, Json.__type_params__, isinstance(Json, TypeAliasType), Handler.__type_params__)
# expect: Json dict[str, Json] | list[Json] | str | None () True (P, R)
type Late = undefined
try:
    Late.__value__
except NameError as error:
    print(error)
# expect: name 'undefined' is not defined
undefined = 3
print(Late.__value__)  # expect: 3
try:
    Json[int]
except TypeError as error:
    print(error)
# expect: Only generic type aliases are subscriptable


def first[T](items: Iterable[T], default: T | None = None) -> T | None:
    for item in items:
        return item
    return default


print(first([3]), first.__type_params__, first.__annotations__['default'], first.__annotations__['return'])
# expect: 3 (T,) typing.Optional[T] typing.Optional[T]
print(first.__name__, first.__qualname__, (lambda: 0).__type_params__)  # expect: first first ()


class Box[T]:
    kept: T

    def __init__(self, value: T) -> None:
        self.value = value

    def map[U](self, change: Callable[[T], U]) -> 'Box[U]':
        return Box[U](change(self.value))

    def own(self):
        return T, __class__.__name__

    def __repr__(self):
        return f'Box({self.value!r})'


print(Box(3).map(str), Box[int], Box[int]('x'), Box.__type_params__, Box.__parameters__)
# expect: Box('3') __main__.Box[int] Box('x') (T,) (T,)
print(Box.__bases__ == (Generic,), Box.__orig_bases__, Box.map.__type_params__, Box.__annotations__, Box(1).own())
# expect: True (typing.Generic[T],) (U,) {'kept': T} (T, 'Box')


class Base:
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__()
        print('subclass', keywords)


class Both[K, V: (int, str) = int](Base, Box[K], marked=True):
    size = 4

    def sized[T: K](self, count: size, default=size) -> T:
        return count * default
# expect: subclass {'marked': True}


print(Both.__type_params__, Both.__parameters__, [v.__constraints__ for v in Both.__type_params__])
# expect: (K, V) (K, V) [(), (<class 'int'>, <class 'str'>)]
print(Both[str, int], Both[str].__args__, Both(1).sized(2), Both.sized.__annotations__)
# expect: __main__.Both[str, int] (<class 'str'>, <class 'int'>) 8 {'count': 4, 'return': T}
print(Both.sized.__type_params__[0].__bound__, Both.__type_params__[1].__default__, Both.__type_params__[0].has_default())
# expect: K <class 'int'> False
try:
    Both[int, int, int]
except TypeError as error:
    print(error)
# expect: Too many arguments for <class '__main__.Both'>; actual 3, expected 2


class Variadic[*Ts, **P]:
    def call(self, *args: P.args, **kwargs: P.kwargs):
        return [Ts.__name__, P.args]


print(Variadic.__type_params__, Variadic().call())  # expect: (Ts, P) ['Ts', P.args]


def outer[T]():
    def middle[U: T]():
        class Inner[V]:
            def all(self):
                return T, U, V
        return Inner
    return middle


middle = outer()
Inner = middle()
print(Inner().all(), Inner.__qualname__, middle.__type_params__[0].__bound__)
# expect: (T, U, V) outer.<locals>.middle.<locals>.Inner T


async def waits[T](x: T): return T
print(waits.__type_params__)  # expect: (T,)


@lambda function: [function.__type_params__, function]
def decorated[T](x: T = 3): return x
print(decorated[0], decorated[1]())  # expect: (T,) 3


class Loop:
    made = []
    for index in range(2):
        def made_in_loop[T](self): return T
        made.append(made_in_loop)
print(Loop.made[0](0) is Loop.made[0].__type_params__[0], Loop.made[0](0) is Loop.made[1](0))  # expect: True False


class Refers[T: 'Refers']:
    type Items = list[T]

    def cast[T](self, x): return T
print(Refers.Items.__value__, Refers().cast(1) is Refers.cast.__type_params__[0], Refers.__type_params__[0].__bound__)
# expect: list[T] True Refers
try:
    T
except NameError as error:
    print(error)
# expect: name 'T' is not defined
Old = TypeVar('Old', bound=int)
print(Old, Old.__bound__, Old.__constraints__)  # expect: ~Old <class 'int'> ()


def defaults[T, *Ts = *tuple[int, str], **P = [int]](): pass
print([parameter.has_default() for parameter in defaults.__type_params__], defaults.__type_params__[2].__default__)
# expect: [False, True, True] [<class 'int'>]
for text in ('def f[T = int, U](): pass', 'class C[T, T]: pass', 'type X[T = 1, *Ts] = T'):
    try:
        exec(text)
    except SyntaxError as error:
        print(error.msg)
# expect: non-default type parameter 'U' follows default type parameter
# expect: duplicate type parameter 'T'
# expect: non-default type parameter 'Ts' follows default type parameter
