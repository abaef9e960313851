import abc
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f'{self.name}: {self.area()}'


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    @property
    def name(self):
        return 'square'


class Half(Shape):
    def area(self):
        return super().area()


for cls in Shape, Half:
    try:
        cls()
    except TypeError as error:
        print(error)
# expect: Can't instantiate abstract class Shape with abstract methods area, name
# expect: Can't instantiate abstract class Half with abstract method name
print(Square(3).describe(), isinstance(Square(1), Shape), issubclass(Half, Shape), sorted(Shape.__abstractmethods__))
# expect: square: 9 True True ['area', 'name']


class Drawable(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Drawable:
            return any('draw' in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


class Pen:
    def draw(self):
        pass


class Ink:
    pass


print(isinstance(Pen(), Drawable), isinstance(Ink(), Drawable))  # expect: True False
print(Drawable.register(Ink) is Ink, isinstance(Ink(), Drawable), issubclass(int, Drawable))
# expect: True True False


class WithNew(ABC):
    def __new__(cls, *args):
        return super().__new__(cls)

    @abstractmethod
    def run(self):
        pass


class Runner(WithNew):
    def run(self):
        return 'ran'


try:
    WithNew(1)
except TypeError as error:
    print(error)
# expect: Can't instantiate abstract class WithNew with abstract method run
print(Runner(5).run())  # expect: ran


class Static(ABC):
    @staticmethod
    @abstractmethod
    def make():
        ...

    @classmethod
    @abstractmethod
    def build(cls):
        ...


try:
    Static()
except TypeError as error:
    print(error)
# expect: Can't instantiate abstract class Static with abstract methods build, make
print(Shape.area.__isabstractmethod__, isinstance(abc.get_cache_token(), int))  # expect: True True
