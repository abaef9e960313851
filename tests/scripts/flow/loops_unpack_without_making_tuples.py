from collections import deque

for i, x in enumerate("ab"):
    print(i, x, end=" ")
print(i, x)  # expect: 0 a 1 b 1 b
for i, x in enumerate([]):
    print("never")
print(i, x)  # expect: 1 b
for a, b in zip([1, 2, 3], "xy"):
    pass
print(a, b)  # expect: 2 y
rest = iter([1, 2, 3])
for a, b in zip(rest, [10]):
    pass
print(a, b, next(rest))  # expect: 1 10 3
twice = iter("abcd")
print([a + b for a, b in zip(twice, twice)])  # expect: ['ab', 'cd']
twice = iter("abcde")
for a, b in zip(twice, twice):
    print(a + b, end=" ")
print(next(twice, "used up"))  # expect: ab cd used up
for a, b, c, d, e in zip("ab", (1, 2), range(5, 9), b"xy", {"k": 0, "l": 1}):
    print(a, b, c, d, e)
# expect: a 1 5 120 k
# expect: b 2 6 121 l
for a, (b, c) in zip(range(3, 0, -1), {1: 2, 3: 4}.items()):
    print(a, b, c, end=" ")
print()  # expect: 3 1 2 2 3 4
for a, b in zip({1}, reversed([5])):
    print(a, b)  # expect: 1 5
for i, (a, b) in enumerate(zip("pq", reversed((1, 2)))):
    print(i, a, b, end=" ")
print()  # expect: 0 p 2 1 q 1
d = {"one": 1, "two": 2, "three": 3}
del d["two"]
for key, value in d.items():
    print(key, value, end=" ")
print()  # expect: one 1 three 3
try:
    for key, value in d.items():
        d[key + "!"] = value
except RuntimeError as error:
    print(error)  # expect: dictionary changed size during iteration
for key, value in {}.items():
    print("never")


class Box:
    pass


box, items = Box(), [0, 0]
for box.x, items[1] in enumerate("z", 5):
    print(box.x, items)  # expect: 5 [0, 'z']
for [a, b] in zip(deque([1, 2]), "é€"):
    print(a, b, end=" ")
print()  # expect: 1 é 2 €
try:
    for a, b, c in enumerate("x"):
        pass
except ValueError as error:
    print(error)  # expect: not enough values to unpack (expected 3, got 2)
try:
    for a, b in zip([1], [2], [3]):
        pass
except ValueError as error:
    print(error)  # expect: too many values to unpack (expected 2)
for a, *b in zip([1], [2], [3]):
    print(a, b)  # expect: 1 [2, 3]
for pair in zip([1, 2], [3, 4]):
    x, y = pair
    print(pair, x, y, end=" ")
print(pair)  # expect: (1, 3) 1 3 (2, 4) 2 4 (2, 4)
try:
    for a, b in zip([1, 2], [3], strict=True):
        print(a, b)  # expect: 1 3
except ValueError as error:
    print(error)  # expect: zip() argument 2 is shorter than argument 1
for i, x in enumerate("ab", 2**31 - 1):
    print(i, end=" ")
print()  # expect: 2147483647 2147483648
for i, x in enumerate("ab", 2**29 - 1):
    print(i, end=" ")
print()  # expect: 536870911 536870912
data = [1, 2, 3]
for i, x in enumerate(data):
    if i == 0:
        data.pop()
print(i, x)  # expect: 1 2
try:
    for i, x in enumerate(5):
        pass
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable


def pairs():
    for a, b in zip("ab", [1, 2]):
        got = yield a, b
        if got:
            print("got", got)


walk = pairs()
print(next(walk), walk.send("x"), list(walk))
# expect: got x
# expect: ('a', 1) ('b', 2) []
