class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def fahrenheit(self):
        "Degrees Fahrenheit."
        return self._degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._degrees = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        self._degrees = None


c = Celsius(100)
print(c.fahrenheit)  # expect: 212.0
c.fahrenheit = 32
print(c._degrees, Celsius.fahrenheit.__doc__)  # expect: 0.0 Degrees Fahrenheit.
del c.fahrenheit
print(c._degrees)  # expect: None


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Pump:
    power = Typed(int)
    label = Typed(str)


p = Pump()
print(p.power)  # expect: unset
p.power = 5
p.label = "main"
print(p.power, p.label, type(Pump.power) is Typed)  # expect: 5 main True
try:
    p.power = "much"
except TypeError as error:
    print(error)  # expect: power must be int
del p.power
print(p.power)  # expect: unset


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


q = Point(1, 2)
print(q.x + q.y)  # expect: 3
try:
    q.z = 3
except AttributeError as error:
    print(error)  # expect: 'Point' object has no attribute 'z'
try:
    q.__dict__
except AttributeError:
    print("no dict")  # expect: no dict


class Static:
    @staticmethod
    def add(a, b):
        return a + b

    @classmethod
    def make(cls, *args):
        return cls, args

    count = 0


print(Static.add(1, 2), Static().add(3, 4), Static.make(1)[1], Static().make()[0] is Static)  # expect: 3 7 (1,) True
try:
    Celsius.fahrenheit.fget
    c.missing
except AttributeError as error:
    print(error)  # expect: 'Celsius' object has no attribute 'missing'


class ReadOnly:
    @property
    def fixed(self):
        return 1


try:
    ReadOnly().fixed = 2
except AttributeError as error:
    print(error)  # expect: property 'fixed' of 'ReadOnly' object has no setter
