from enum import *


class Color(Enum):
    RED = 1
    GREEN = 2

    @property
    def shade(self):
        return 'dark'


print(list(reversed(Color)), dir(Color.RED)[-3:])
# expect: [<Color.GREEN: 2>, <Color.RED: 1>] ['name', 'shade', 'value']


class Keeps(Flag, boundary=EJECT):
    A = 1


print(Keeps(5), type(Keeps(5)), Keeps(1), FlagBoundary.EJECT is EJECT)  # expect: 5 <class 'int'> Keeps.A True
try:
    class Late(Enum):
        A = auto()

        def _generate_next_value_(name, start, count, last_values):
            return name
except TypeError as error:
    print(error)
# expect: _generate_next_value_ must be defined before members


@global_enum
class Level(Enum):
    LOW = 1


print(LOW, repr(LOW), Level.LOW is LOW)  # expect: LOW __main__.LOW True
