import dataclasses
from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, replace
from typing import ClassVar


@dataclass
class Point:
    x: int
    y: int = 0

    def scaled(self, by):
        return Point(self.x * by, self.y * by)


p = Point(1)
print(p, p == Point(1, 0), p == Point(2), p != (1, 0), Point(y=5, x=3), p.scaled(3), Point.__match_args__)
# expect: Point(x=1, y=0) True False True Point(x=3, y=5) Point(x=3, y=0) ('x', 'y')
for make in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=1), lambda: hash(p), lambda: p < p):
    try:
        make()
    except TypeError as error:
        print(error)
# expect: Point.__init__() missing 1 required positional argument: 'x'
# expect: Point.__init__() takes from 2 to 3 positional arguments but 4 were given
# expect: Point.__init__() got an unexpected keyword argument 'z'
# expect: unhashable type: 'Point'
# expect: '<' not supported between instances of 'Point' and 'Point'
print([(f.name, f.type.__name__, f.default if f.default is not dataclasses.MISSING else '-') for f in fields(Point)])
# expect: [('x', 'int', '-'), ('y', 'int', 0)]
print(asdict(p), astuple(p), replace(p, y=9), dataclasses.is_dataclass(p), dataclasses.is_dataclass(int))
# expect: {'x': 1, 'y': 0} (1, 0) Point(x=1, y=9) True False


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default='', compare=False)


print(sorted([Version(2), Version(1, 5), Version(1, 2)]), Version(1, 0, 'a') == Version(1, 0, 'b'), Version(1) < Version(2))
# expect: [Version(major=1, minor=2, label=''), Version(major=1, minor=5, label=''), Version(major=2, minor=0, label='')] True True


@dataclass(frozen=True)
class Key:
    name: str
    tags: tuple = ()


k = Key('a')
print(hash(k) == hash(Key('a')), {k: 1}[Key('a')])  # expect: True 1
try:
    k.name = 'b'
except FrozenInstanceError as error:
    print(error)
# expect: cannot assign to field 'name'
try:
    del k.name
except AttributeError as error:
    print(error)
# expect: cannot delete field 'name'


@dataclass
class Node:
    value: int
    children: list = field(default_factory=list)
    parent: 'Node' = field(default=None, repr=False, compare=False)
    count: ClassVar[int] = 0
    total: int = field(init=False)
    scale: InitVar[int] = 1

    def __post_init__(self, scale):
        self.total = self.value * scale
        Node.count += 1


n = Node(3, scale=2)
n.children.append(Node(4, parent=n))
print(n, Node.count, asdict(Node(5)), [f.name for f in fields(Node)])
# expect: Node(value=3, children=[Node(value=4, children=[], total=4)], total=6) 2 {'value': 5, 'children': [], 'parent': None, 'total': 5} ['value', 'children', 'parent', 'total']
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as error:
    print(error)
# expect: mutable default <class 'list'> for field items is not allowed: use default_factory
try:
    @dataclass
    class Order:
        a: int = 1
        b: int
except TypeError as error:
    print(error)
# expect: non-default argument 'b' follows default argument


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    b: int = 20


print(Child(1), Child(1, 2, 3))  # expect: Child(a=1, b=20, c=3) Child(a=1, b=2, c=3)


@dataclass(kw_only=True)
class Config:
    host: str
    port: int = 80


print(Config(host='h'))  # expect: Config(host='h', port=80)
try:
    Config('h')
except TypeError as error:
    print(error)
# expect: Config.__init__() takes 1 positional argument but 2 were given


@dataclass
class Mixed:
    a: int
    _: dataclasses.KW_ONLY
    b: int = 1


print(Mixed(5, b=6))  # expect: Mixed(a=5, b=6)


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 4


s = Slotted(1)
print(s, hasattr(s, '__dict__'))  # expect: Slotted(x=1, y=4) False
try:
    s.z = 1
except AttributeError as error:
    print('no z')
# expect: no z
Made = dataclasses.make_dataclass('Made', [('x', int), ('y', int, 7)], namespace={'sum': lambda self: self.x + self.y})
print(Made(1), Made(1).sum())  # expect: Made(x=1, y=7) 8


@dataclass(repr=False, eq=False)
class Plain:
    x: int


print(Plain(1) == Plain(1), Plain(2).x)  # expect: False 2
match p:
    case Point(x=1, y=y):
        print('matched', y)
# expect: matched 0
match Point(4, 5):
    case Point(a, b):
        print(a, b)
# expect: 4 5


@dataclass
class Custom:
    x: int

    def __repr__(self):
        return f'<{self.x}>'


@dataclass(unsafe_hash=True)
class Hashed:
    x: int


print(Custom(3), hash(Hashed(1)) == hash(Hashed(1)), asdict(Node(1, [Point(1), {'k': Point(2)}]))['children'])
# expect: <3> True [{'x': 1, 'y': 0}, {'k': {'x': 2, 'y': 0}}]
