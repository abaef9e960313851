# Float temporaries: what a sum hands on is its own.
class Keeps:
    def __init__(self):
        self.seen = []

    def __radd__(self, other):
        self.seen.append(other)
        return other

    def __rmul__(self, other):
        self.seen.append(other)
        return 2.5


a, b = 1.5, 2.25
keeps = Keeps()
c = (a * b + keeps) * a + b * keeps * (a + b)
print(c, keeps.seen, a, b)  # expect: 14.4375 [3.375, 2.25] 1.5 2.25
d = a + b
e = (d + a) * (d - b) - (d / b)
print(d, e, [x * a + b for x in (d, e, d)])  # expect: 3.75 6.208333333333333 [7.875, 11.5625, 7.875]
x = y = 0.5
for _ in range(3):
    x, y = x * x - y * y + 0.25, 2 * x * y - x * 0.5
print(x, y)  # expect: 0.3125 -0.125


def pieces(x):
    total = (x * 2.0) + (yield x) + (x * 3.0)
    yield total


g = pieces(1.5)
print(next(g), g.send(10.0))  # expect: 1.5 17.5
try:
    (a * b) + None
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for +: 'float' and 'NoneType'
print((a * b) ** 2 + 7 // (a + b), -(a * b) + (a < b), (a * b) % 2 * 3)  # expect: 12.390625 -2.375 4.125
print((1 + 2j) * (3 - 1j) - 1j + 2 * (1 + 1j) * 0.5, (1 + 1j) / (1 - 1j))  # expect: (6+5j) 1j


# Methods of subclasses win.
class List(list):
    def append(self, item):
        super().append(("own", item))

    def __getitem__(self, key):
        return ("item", key)

    def __contains__(self, item):
        return "contained"


class Dict(dict):
    def get(self, key, default=None):
        return "got"

    def __missing__(self, key):
        return "missing " + key


items = List([1, 2, 3])
append = items.append
append(4)
items.append(5)
print(items[0], items[1:2], items[::2], list(items), 9 in items)  # expect: ('item', 0) ('item', slice(1, 2, None)) ('item', slice(None, None, 2)) [1, 2, 3, ('own', 4), ('own', 5)] True
table = Dict(a=1)
get = table.get
print(get("a"), table["a"], table["bc" + "d"])  # expect: got 1 missing bcd


class Plain(dict):
    pass


counts = Plain()
get = counts.get
for letter in "abracadabra":
    counts[letter] = get(letter, 0) + 1
print(str(counts), counts.pop("a"), len(counts))  # expect: {'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1} 5 4


# A loop over what is called range, or is a range in a variable.
def loops(range):
    return [i for i in range(3)]


print(loops(lambda n: "abc"), [i for i in range(7, -8, -5)], [i for i in range(2, 2)], list(range(3, 10, 4)))  # expect: ['a', 'b', 'c'] [7, 2, -3] [] [3, 7]
for i in range(True, 3):
    print(i, end=" ")
print(i)  # expect: 1 2 2
for wrong in ((), (1, 2, 0), ("a",), (1, 2, 3, 4)):
    try:
        for i in range(*wrong):
            pass
        for i in range(1, 2, 0):
            pass
    except (TypeError, ValueError) as error:
        print(error)
# expect: range expected at least 1 argument, got 0
# expect: range() arg 3 must not be zero
# expect: 'str' object cannot be interpreted as an integer
# expect: range expected at most 3 arguments, got 4
for i in range(2**40, 2**40 + 2):
    print(i)
# expect: 1099511627776
# expect: 1099511627777

# Slices that no object is made for.
numbers = list(range(10))
print(numbers[2:5], numbers[-3:], numbers[:-8], numbers[7:2], numbers[7:2:-2], numbers[::-4], numbers[20:], numbers[-20:1])  # expect: [2, 3, 4] [7, 8, 9] [0, 1] [] [7, 5, 3] [9, 5, 1] [] [0]
numbers[2:4] = (20, 30, 40)
numbers[-1:] = []
numbers[:1] = numbers
numbers[5:5] = "xy"
print(numbers)  # expect: [0, 1, 20, 30, 40, 'x', 'y', 4, 5, 6, 7, 8, 1, 20, 30, 40, 4, 5, 6, 7, 8]
numbers[1:3] += [0]
numbers[True:2] = [None]
print(numbers[:5], (1, 2, 3)[1:], (1, 2, 3)[::-1], "python"[1:-1], "python"[::-2], b"bytes"[1:3], "größe"[2:4], "größe"[::-1])  # expect: [0, None, 20, 0, 30] (2, 3) (3, 2, 1) ytho nhy b'yt' öß eßörg
whole = (1, 2)
print(whole[:] is whole, "text"[0:9], bytearray(b"abcd")[1:3], memoryview(b"abcd")[1:3].tobytes())  # expect: True text bytearray(b'bc') b'bc'


class Index:
    def __index__(self):
        return 1


class Shows:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print(key, value)


print(numbers[Index():3], "abc"[Index():], Shows()[1:2], Shows()[1:2:3])  # expect: [None, 20] bc slice(1, 2, None) slice(1, 2, 3)
Shows()[4:] = 5  # expect: slice(4, None, None) 5
for key in (slice(1, 2, 0), slice("a", 2)):
    try:
        numbers[key]
    except (TypeError, ValueError) as error:
        print(error)
# expect: slice step cannot be zero
# expect: slice indices must be integers or None or have an __index__ method
try:
    numbers[1:2:0]
except ValueError as error:
    print(error)  # expect: slice step cannot be zero

# Bytes, texts and tuples by index.
data = bytearray(4)
data[-1], data[0], data[1] = True, 255, 1 == 2
for place, value in ((4, 0), (0, 256), (0, -1), (0, "a")):
    try:
        data[place] = value
    except (IndexError, ValueError, TypeError) as error:
        print(error)
# expect: bytearray index out of range
# expect: byte must be in range(0, 256)
# expect: byte must be in range(0, 256)
# expect: 'str' object cannot be interpreted as an integer
print(list(data), data[-4], b"\xff\x00"[0], "append"[-1], ("ab" + "cd")[2], "ß"[0], (7, 8)[-1])  # expect: [255, 0, 0, 1] 255 255 d c ß 8

# Keys: texts that have a name, texts that have none, tuples.
name = "".join(["app", "end"])
made = "".join(["no", " ", "name"])
names = {"append": 1, "no name": 2, 3: 3, (1, "a"): 4, 1.5: 5}
print(names[name], names[made], names[made[:]], name in names, made in names, (made + "!") in names, names.get(name))  # expect: 1 2 2 True True False 1
print(names[1, "a"], names[True + 2], (1.0, "a") in names, (True, "a") in names, (1, "b") in names, names.get((1, "a", 2)))  # expect: 4 3 True True False None
names[name + "x"] = 6
names["appendx"] += 1
del names["append"]
names[name] = 8
print(names)  # expect: {'no name': 2, 3: 3, (1, 'a'): 4, 1.5: 5, 'appendx': 7, 'append': 8}
many = {str(i): i for i in range(40)}
many[made] = 41
print([many[str(i)] for i in range(0, 40, 9)], many["no " + "name"], "40" in many, made in many)  # expect: [0, 9, 18, 27, 36] 41 False True
grid = {(x, y): x * y for x in range(6) for y in range(6)}
print(grid[5, 5], (6, 0) in grid, len({(x % 2, y % 3) for x, y in grid}))  # expect: 25 False 6


class Text(str):
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return str(self) == "same"


print(Text("same") in {"other": 1}, "b" in "abc", "" in "abc", "bc" in "abc", "é" in "café", b"b" in b"abc", 98 in b"abc")  # expect: False True True True True True True
print(2 in (1, 2), 2.0 in (1, 2), 3 in [1, 2.0, 3], None in [1, None], "a" in ["b", "a"], made in [1, "no name"], True in [0, 1])  # expect: True True True True True True True

# Sums, joins and replacements.
print(sum([1, 2, 3]), sum((1.5, 2), 1), sum([2**40, 1]), sum([True, 2]), sum([0.1] * 3), sum(iter([1, 2])))  # expect: 6 4.5 1099511627777 3 0.30000000000000004 3
print("-".join(["a", made, "größe"]), "".join(("x",) * 3), b",".join([b"1", bytearray(b"2")]), ", ".join(list("abc")))  # expect: a-no name-größe xxx b'1,2' a, b, c
try:
    "-".join(["a", 1])
except TypeError as error:
    print(error)  # expect: sequence item 1: expected str instance, int found
print("a<b<c".replace("<", "&lt;"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("x", "y"), b"aXa".replace(b"a", b""))  # expect: a&lt;b&lt;c bba -a-b-c- abc b'X'
stack = [1]
print(stack.pop(), stack, [1, 2].pop(), [3, 4].pop(0), len(stack))  # expect: 1 [] 2 3 0
try:
    stack.pop()
except IndexError as error:
    print(error)  # expect: pop from empty list
for _ in range(20):
    stack.append(_)
while len(stack) > 1:
    stack.pop()
print(stack)  # expect: [0]


def delegate(items):
    got = yield from items
    return got


def outer():
    try:
        print((yield from delegate([1, 2])), (yield from delegate("ab")))
    except KeyError:
        yield "caught"


print(list(outer()))
# expect: None None
# expect: [1, 2, 'a', 'b']
steps = outer()
print(next(steps), next(steps), steps.throw(KeyError))  # expect: 1 2 caught
