from enum import Enum, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def describe(self):
        return f'{self.name} is {self.value}'

    @classmethod
    def default(cls):
        return cls.RED

    @property
    def loud(self):
        return self.name + '!'


print(Color.RED, repr(Color.GREEN), Color.CRIMSON is Color.RED, Color(2), Color['RED'])
# expect: Color.RED <Color.GREEN: 2> True Color.GREEN Color.RED
print(list(Color), len(Color), Color.RED in Color, Color.__members__)
# expect: [<Color.RED: 1>, <Color.GREEN: 2>] 2 True {'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'CRIMSON': <Color.RED: 1>}
print(Color.RED.describe(), Color.default(), Color.RED.loud, type(Color.RED) is Color)
# expect: RED is 1 Color.RED RED! True
print(Color.RED == Color.CRIMSON, Color.RED == 1, Color.RED != Color.GREEN, {Color.RED: 'r'}[Color(1)])
# expect: True False True r
print(Color, isinstance(Color.RED, Color), f'{Color.RED}', '%s' % Color.GREEN, hash(Color.RED) == hash(Color.CRIMSON))
# expect: <enum 'Color'> True Color.RED Color.GREEN True
for make in (lambda: Color(3), lambda: Color['BLUE'], lambda: setattr(Color, 'RED', 5), lambda: Color.RED < Color.GREEN,
             lambda: delattr(Color, 'RED')):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError 3 is not a valid Color
# expect: KeyError 'BLUE'
# expect: AttributeError cannot reassign member 'RED'
# expect: TypeError '<' not supported between instances of 'Color' and 'Color'
# expect: AttributeError 'Color' cannot delete member 'RED'.


class Shape(Enum):
    SQUARE = auto()
    CIRCLE = auto()
    LAST = 10
    NEXT = auto()


print([(shape.name, shape.value) for shape in Shape])
# expect: [('SQUARE', 1), ('CIRCLE', 2), ('LAST', 10), ('NEXT', 11)]


class Number(IntEnum):
    ONE = 1
    TWO = 2


print(Number.ONE + Number.TWO, Number.ONE < 2, Number.TWO == 2, repr(Number.ONE), str(Number.TWO), [10, 20][Number.ONE])
# expect: 3 True True <Number.ONE: 1> 2 20
print(sorted([Number.TWO, Number.ONE]), isinstance(Number.ONE, int), f'{Number.TWO:>3}', int(Number.TWO), Number(1))
# expect: [<Number.ONE: 1>, <Number.TWO: 2>] True   2 2 1
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
# expect: duplicate values found in <enum 'Twice'>: B -> A


class Planet(Enum):
    MERCURY = (3.3, 2.4)
    EARTH = (5.9, 6.3)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def ratio(self):
        return self.mass / self.radius


print(Planet.EARTH.value, Planet.EARTH.mass, round(Planet.MERCURY.ratio, 3), Planet((5.9, 6.3)))
# expect: (5.9, 6.3) 5.9 1.375 Planet.EARTH


class Word(str, Enum):
    HI = 'hi'
    BYE = 'bye'


print(Word.HI.upper(), Word.HI == 'hi', Word('bye'), repr(Word.HI), Word.HI.value)
# expect: HI True Word.BYE <Word.HI: 'hi'> hi


class Coordinate(bytes, Enum):
    def __new__(cls, value, label):
        made = bytes.__new__(cls, [value])
        made._value_ = value
        made.label = label
        return made

    PX = (0, 'P.X')
    PY = (1, 'P.Y')


print(Coordinate.PY.label, Coordinate(1), Coordinate.PX.value)  # expect: P.Y Coordinate.PY 0
Animal = Enum('Animal', 'ANT BEE CAT')
print(list(Animal), Animal.BEE.value, Enum('Two', ['A', 'B'], start=5).B.value, Enum('Map', {'X': 'x'}).X)
# expect: [<Animal.ANT: 1>, <Animal.BEE: 2>, <Animal.CAT: 3>] 2 6 Map.X
try:
    class More(Color):
        BLUE = 3
except TypeError as error:
    print(error)
# expect: <enum 'More'> cannot extend <enum 'Color'>


class Base(Enum):
    def hello(self):
        return 'hello ' + self.name


class Derived(Base):
    A = 'a'


print(Derived.A.hello(), Derived.A)  # expect: hello A Derived.A


class Guess(Enum):
    YES = 1
    NO = 0

    @classmethod
    def _missing_(cls, value):
        return cls.YES if value == 'y' else None


print(Guess('y'), bool(Guess.NO))  # expect: Guess.YES True


class Step(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    FIRST = auto()
    SECOND = auto()


print([step.value for step in Step])  # expect: ['first', 'second']
match Color.GREEN:
    case Color.RED:
        print('red')
    case Color.GREEN:
        print('green')
# expect: green
try:
    class Double(Enum):
        A = 1
        A = 2
except TypeError as error:
    print(error)
# expect: 'A' already defined as 1
