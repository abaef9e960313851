import typing
from typing import (Any, Callable, ClassVar, Dict, Generic, List, Literal, NamedTuple, NewType, Optional, Protocol, Tuple,
                    TypedDict, TypeVar, Union, cast, get_args, get_origin, get_type_hints, overload, runtime_checkable)

print(List[int], Dict[str, Any], Optional[int], Union[int, str], Tuple[int, ...], Callable[[int], str], Callable[..., int])
# expect: typing.List[int] typing.Dict[str, typing.Any] typing.Optional[int] typing.Union[int, str] typing.Tuple[int, ...] typing.Callable[[int], str] typing.Callable[..., int]
print(Literal['a', 1], ClassVar[int], Any, Union[int], Union[int, str, int], Optional[Union[int, str]], List)
# expect: typing.Literal['a', 1] typing.ClassVar[int] typing.Any <class 'int'> typing.Union[int, str] typing.Union[int, str, NoneType] typing.List
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]) is Union, get_args(Callable[[int], str]))
# expect: <class 'list'> (<class 'str'>, <class 'int'>) True ([<class 'int'>], <class 'str'>)
print(get_origin(list[int]), get_args(int | None), get_origin(int), get_args(int))
# expect: <class 'list'> (<class 'int'>, <class 'NoneType'>) None ()
T = TypeVar('T')
K = TypeVar('K', bound=int)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


class Pair(Stack[T], Generic[T, K]):
    pass


stack = Stack[int]()
stack.push(1)
print(stack.items, isinstance(stack, Stack), T, Stack.__name__, Pair().items)  # expect: [1] True ~T Stack []


def f(a: int, b: 'str' = 'x', *, c: Optional[List[int]] = None) -> Dict[str, int]:
    return {}


print(get_type_hints(f))
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'c': typing.Optional[typing.List[int]], 'return': typing.Dict[str, int]}


class Employee(NamedTuple):
    name: str
    id: int = 3

    def label(self):
        return f'{self.name}#{self.id}'


e = Employee('Guido')
print(e, e.label(), e._replace(id=4), Employee.__annotations__ if False else Employee._field_defaults, isinstance(e, tuple))
# expect: Employee(name='Guido', id=3) Guido#3 Employee(name='Guido', id=4) {'id': 3} True


class Movie(TypedDict):
    title: str
    year: int


movie: Movie = {'title': 'x', 'year': 1}
print(movie, Movie(title='y', year=2), Movie.__annotations__['year'])
# expect: {'title': 'x', 'year': 1} {'title': 'y', 'year': 2} <class 'int'>
UserId = NewType('UserId', int)
print(UserId(5) + 1, cast(int, 'x'), UserId.__supertype__)  # expect: 6 x <class 'int'>


@runtime_checkable
class Closable(Protocol):
    def close(self): ...


class Door:
    def close(self):
        pass


print(isinstance(Door(), Closable), isinstance(3, Closable))  # expect: True False


class Named(Protocol):
    name: str


class Thing(Named):
    name = 'thing'


print(Thing().name)  # expect: thing


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x


print(g(3), typing.TYPE_CHECKING, List[int] == List[int], List[T][int], Union[int, str] == Union[str, int])
# expect: 3 False True typing.List[int] True
x: typing.Final[int] = 3
print(__annotations__['x'], typing.Annotated[int, 'meta'], typing.get_type_hints(Thing))
# expect: typing.Final[int] typing.Annotated[int, 'meta'] {'name': <class 'str'>}


class Meta(typing.Iterable[int]):
    def __iter__(self):
        return iter([1, 2])


print(list(Meta()), isinstance([], typing.Sequence), int | List[int] if False else 'ok')  # expect: [1, 2] True ok
try:
    Union[int, str]()
except TypeError as error:
    print(error)
# expect: Cannot instantiate typing.Union
try:
    isinstance(1, List[int])
except TypeError as error:
    print(error)
# expect: Subscripted generics cannot be used with class and instance checks
