a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
first, *rest = "abcd"
*init, last = range(3)
head, *_, tail = [1, 2]
print(first, rest, init, last, head, _, tail)  # expect: a ['b', 'c', 'd'] [0, 1] 2 1 [] 2
(p, (q, *r)), s = (1, (2, 3, 4)), 5
print(p, q, r, s)  # expect: 1 2 [3, 4] 5
x = y = []
x.append(1)
print(y, x is y)  # expect: [1] True
d = {}
d["k"], d["l"] = 1, [0, 0]
d["k"] += 5
d["l"][1] |= 6
print(d)  # expect: {'k': 6, 'l': [0, 6]}
items = [1, 2, 3, 4, 5]
items[1:3] = ["x"]
items[-1:] = "yz"
del items[0], items[::2]
print(items)  # expect: [4, 'z']


def report(call):
    try:
        call()
    except (ValueError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def unpack(values):
    a, b = values


def star(values):
    a, *b, c = values


print(report(lambda: unpack([1])))  # expect: ValueError: not enough values to unpack (expected 2, got 1)
print(report(lambda: unpack("abc")))  # expect: ValueError: too many values to unpack (expected 2)
print(report(lambda: unpack(5)))  # expect: TypeError: cannot unpack non-iterable int object
print(report(lambda: unpack(n for n in range(5))))  # expect: ValueError: too many values to unpack (expected 2)
print(report(lambda: star([1])))  # expect: ValueError: not enough values to unpack (expected at least 2, got 1)
n = 7
n //= 2
n **= 3
n %= 10
n <<= 2
n ^= 5
n -= 1
print(n)  # expect: 24
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print(error, t)  # expect: 'tuple' object does not support item assignment (1, [2, 3])
order = []


def note(value):
    order.append(value)
    return value


table = {}
table[note("key")] = note("value")
print(order)  # expect: ['value', 'key']
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, not 1 in [2], 3 > 2 > 1 != 0)  # expect: True False True True True
print(0 or "x" or 1, 1 and [] and 2, None if 0 else "else", not "")  # expect: x [] else True
i = 0
values = [0] * 3
for i, values[i] in enumerate([5, 6, 7]):
    pass
print(i, values)  # expect: 2 [5, 6, 7]
a: int = 4
b: "not evaluated" = 5
print(a + b)  # expect: 9
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    pass
print(a, b, c)  # expect: 4 5 6
del a
try:
    a
except NameError as error:
    print(error)  # expect: name 'a' is not defined
assert True, "not shown"
try:
    assert 1 > 2, ("one", "two")
except AssertionError as error:
    print(error.args)  # expect: (('one', 'two'),)
