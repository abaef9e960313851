log = []


def trace(label):
    log.append("make " + label)

    def decorate(function):
        log.append("apply " + label)

        def wrapper(*args, **kwargs):
            return label, function(*args, **kwargs)

        wrapper.__name__ = function.__name__
        return wrapper

    return decorate


@trace("outer")
@trace("inner")
def add(a, b=1):
    return a + b


print(log)  # expect: ['make outer', 'make inner', 'apply inner', 'apply outer']
print(add(1), add(1, b=5), add.__name__)  # expect: ('outer', ('inner', 2)) ('outer', ('inner', 6)) add


class Memo:
    def __init__(self, function):
        self.function = function
        self.memory = {}

    def __call__(self, *args):
        if args not in self.memory:
            self.memory[args] = self.function(*args)
        return self.memory[args]

    def __get__(self, instance, owner):
        return lambda *args: self(instance, *args)


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.memory))  # expect: 23416728348467685 81


class Square:
    @Memo
    def area(self, side):
        return side**2


s = Square()
print(s.area(3), s.area(3), len(Square.__dict__["area"].memory))  # expect: 9 9 1
registry = {}


@registry.setdefault
def handler():
    return "handled"


print([key.__name__ for key in registry])  # expect: ['handler']


@(lambda f: f(6))
def number(x):
    return x * 7


print(number)  # expect: 42
