class Base:
    pass


class Point(Base):
    def __init__(self, x):
        self.x = x


def read(point):
    return point.x


def write(point, value):
    point.x = value


p = Point(1)
for value in range(3):
    write(p, value)
    print(read(p), end=" ")
print()  # expect: 0 1 2
Point.x = "class"
print(read(p))  # expect: 2
del p.x
print(read(p))  # expect: class
write(p, 5)
Point.x = property(lambda self: "property")
print(read(p))  # expect: property
try:
    write(p, 6)
except AttributeError:
    print("no setter")  # expect: no setter
del Point.x
print(read(p))  # expect: 5
Base.x = property(lambda self: "inherited", lambda self, value: print("set", value))
print(read(p))  # expect: inherited
write(p, 7)  # expect: set 7
del Base.x


class Loud:
    def __get__(self, instance, owner):
        return "got"

    def __set__(self, instance, value):
        print("put", value)


Base.x = Loud()
print(read(p))  # expect: got
write(p, 8)  # expect: put 8
Base.x = None
print(read(p))  # expect: 5
Point.__setattr__ = lambda self, name, value: print("hook", name, value)
write(p, 9)  # expect: hook x 9


class Many:
    def __init__(self):
        self.first = 1
        self.second = 2


class More(Many):
    def __init__(self):
        super().__init__()
        self.third = 3
        self.fourth = 4


more = More()
more.fifth = 5
more.second += 10
print(more.__dict__)  # expect: {'first': 1, 'second': 12, 'third': 3, 'fourth': 4, 'fifth': 5}
