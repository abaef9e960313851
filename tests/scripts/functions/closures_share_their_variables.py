def counter():
    count = 0

    def up(by=1):
        nonlocal count
        count += by
        return count

    def get():
        return count

    return up, get


up, get = counter()
up(), up(5)
print(get())  # expect: 6
other, _ = counter()
print(other(), get())  # expect: 1 6
print([f() for f in [lambda: i for i in range(3)]])  # expect: [2, 2, 2]
print([f() for f in [lambda i=i: i for i in range(3)]])  # expect: [0, 1, 2]


def outer():
    x = "outer"

    def middle():
        def inner():
            return x

        return inner

    before = middle()()
    x = "changed"
    return before, middle()()


print(outer())  # expect: ('outer', 'changed')
total = 10


def use_global():
    global total, made
    total += 1
    made = "here"
    return total


print(use_global(), total, made)  # expect: 11 11 here


def unbound():
    try:
        print(late)
    except UnboundLocalError as error:
        return str(error)
    late = 1


print(unbound())  # expect: cannot access local variable 'late' where it is not associated with a value


def free():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        text = str(error)
    later = 1
    return text, inner()


print(free())  # expect: ("cannot access free variable 'later' where it is not associated with a value in enclosing scope", 1)
try:
    undefined
except NameError as error:
    print(error)  # expect: name 'undefined' is not defined


class Scope:
    value = 1
    values = [n for n in [value] * 2]
    table = [total for _ in range(1)]

    def method(self):
        return total


print(Scope.values if "values" in dir(Scope) else "", Scope.table, Scope().method())  # expect: [1, 1] [11] 11


def deleted():
    x = 1
    del x
    try:
        return x
    except UnboundLocalError as error:
        return str(error)


print(deleted())  # expect: cannot access local variable 'x' where it is not associated with a value


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed


print(compose(str, lambda x: x + 1, abs)(-4))  # expect: 5
print((lambda f: f(f, 10))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))  # expect: 3628800


def cells():
    a, b = 1, 2

    def inner():
        return a, b

    return inner


print(len(cells().__closure__), cells().__closure__[0].cell_contents, cells.__closure__)  # expect: 2 1 None
x = [y := 5, y**2]
print(x, y, [last := n for n in range(3)], last)  # expect: [5, 25] 5 [0, 1, 2] 2
