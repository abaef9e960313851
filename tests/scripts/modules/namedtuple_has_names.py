from collections import namedtuple

Point = namedtuple('Point', ['x', 'y'])
p = Point(11, y=22)
print(p, p[0] + p[1], p.x, p.y, p == (11, 22), len(p))  # expect: Point(x=11, y=22) 33 11 22 True 2
x, y = p
print(x, y, isinstance(p, tuple), Point._fields, Point.__name__, Point.__module__)
# expect: 11 22 True ('x', 'y') Point __main__
print(p._replace(x=100), Point._make([1, 2]), p._asdict())
# expect: Point(x=100, y=22) Point(x=1, y=2) {'x': 11, 'y': 22}
print(Point(**{'x': 1, 'y': 2}), sorted([Point(3, 1), Point(1, 2)]), hash(p) == hash((11, 22)))
# expect: Point(x=1, y=2) [Point(x=1, y=2), Point(x=3, y=1)] True
Node = namedtuple('Node', 'value, left, right', defaults=(None, None))
print(Node(1), Node(1, 2), Node._field_defaults)
# expect: Node(value=1, left=None, right=None) Node(value=1, left=2, right=None) {'left': None, 'right': None}
print(namedtuple('Odd', 'a class _b a', rename=True)._fields)  # expect: ('a', '_1', '_2', '_3')
for make in (
    lambda: Point(1),
    lambda: Point(),
    lambda: Point(1, 2, 3),
    lambda: Point(1, z=2),
    lambda: Point(1, x=2),
    lambda: p._replace(z=1),
    lambda: Point._make([1]),
    lambda: namedtuple('P', 'a a'),
    lambda: namedtuple('P', '_a'),
    lambda: namedtuple('P', 'def'),
    lambda: namedtuple('P', '1x'),
    lambda: namedtuple('P', 'x', defaults=(1, 2)),
    lambda: p.z,
):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, error)
# expect: TypeError Point.__new__() missing 1 required positional argument: 'y'
# expect: TypeError Point.__new__() missing 2 required positional arguments: 'x' and 'y'
# expect: TypeError Point.__new__() takes 3 positional arguments but 4 were given
# expect: TypeError Point.__new__() got an unexpected keyword argument 'z'
# expect: TypeError Point.__new__() got multiple values for argument 'x'
# expect: ValueError Got unexpected field names: ['z']
# expect: TypeError Expected 2 arguments, got 1
# expect: ValueError Encountered duplicate field name: 'a'
# expect: ValueError Field names cannot start with an underscore: '_a'
# expect: ValueError Type names and field names cannot be a keyword: 'def'
# expect: ValueError Type names and field names must be valid identifiers: '1x'
# expect: TypeError Got more default values than field names
# expect: AttributeError 'Point' object has no attribute 'z'
try:
    p.x = 1
except AttributeError:
    print('read only')
# expect: read only


class Vector(namedtuple('Vector', 'x y')):
    __slots__ = ()

    def __new__(cls, x, y=0):
        return super().__new__(cls, x, y)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


print(Vector(3) + Vector(0, 4), (Vector(3) + Vector(0, 4)).length)  # expect: Vector(x=3, y=4) 5.0
match p:
    case Point(x=11, y=b):
        print('y is', b)
# expect: y is 22
match p:
    case Point(a, b):
        print(a, b)
# expect: 11 22
