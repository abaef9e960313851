import functools
from functools import cmp_to_key, partial, reduce, wraps

print(reduce(lambda a, b: a * b, range(1, 6)), reduce(max, [3, 9, 2], 5), reduce(None, [], 'start'))
# expect: 120 9 start
try:
    reduce(max, [])
except TypeError as error:
    print(error)
# expect: reduce() of empty iterable with no initial value
power = partial(pow, exp=2)
print(power(5), partial(int, base=2)('101'), partial(max, 3)(1, 2))  # expect: 25 5 3
nested = partial(partial(print, 'a', end='!\n'), 'b')
nested('c')  # expect: a b c!
print(nested.args, nested.keywords, nested.func is print)  # expect: ('a', 'b') {'end': '!\n'} True


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        """Wrapper."""
        return function.__name__, function(*args, **kwargs)
    return wrapper


@logged
def add(a, b=2):
    """Adds."""
    return a + b


print(add(1), add.__name__, add.__doc__, add.__wrapped__(5))  # expect: ('add', 3) add Adds. 7
print(sorted([5, 3, 8], key=cmp_to_key(lambda a, b: b - a)))  # expect: [8, 5, 3]


@functools.total_ordering
class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __lt__(self, other):
        return self.number < other.number


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), a >= Version(1), a != b)
# expect: True True False False True True True


@functools.singledispatch
def show(value):
    return f'object {value}'


@show.register(int)
def _(value):
    return f'int {value}'


@show.register
def _(value: list):
    return f'list of {len(value)}'


print(show('x'), show(3), show(True), show([1, 2]), show.dispatch(int) is not show.dispatch(str))
# expect: object x int 3 int True list of 2 True


class Cell:
    def __init__(self):
        self.alive = False
        self.made = 0

    def set_state(self, state):
        self.alive = state

    set_alive = functools.partialmethod(set_state, True)

    @functools.cached_property
    def area(self):
        self.made += 1
        return 42

    @functools.singledispatchmethod
    def kind(self, value):
        return 'object'

    @kind.register(str)
    def _(self, value):
        return 'text'


cell = Cell()
cell.set_alive()
print(cell.alive, cell.area, cell.area, cell.made, cell.kind(1), cell.kind('a'))  # expect: True 42 42 1 object text
del cell.area
print(cell.area, cell.made)  # expect: 42 2
try:
    partial(3)
except TypeError as error:
    print(error)
# expect: the first argument must be callable
