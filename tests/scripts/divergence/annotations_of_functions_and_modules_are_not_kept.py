"""Annotations of functions and modules would cost memory that a board has better uses for: they are not evaluated.

Class bodies keep theirs, because libraries read them.
"""


def convert(x: undefined, y: int = 3) -> float:
    return x * y


count: also_undefined = 2


class Point:
    x: int
    y: int = 0


print(convert.__annotations__)  # expect: {}
print(convert(count))  # expect: 6
print(Point.__annotations__ == {"x": int, "y": int})  # expect: True
