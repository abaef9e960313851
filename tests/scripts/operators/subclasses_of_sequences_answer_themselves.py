class List(list):
    def __getitem__(self, key):
        return ("list", key)

    def __setitem__(self, key, value):
        print("set", key, value)

    def __len__(self):
        return 7

    def __iter__(self):
        return iter("ab")


class Tuple(tuple):
    def __getitem__(self, key):
        return ("tuple", key)

    def __bool__(self):
        return False


class Text(str):
    def __getitem__(self, key):
        return ("text", key)

    def __eq__(self, other):
        return "equal"

    def __hash__(self):
        return 1

    def __len__(self):
        return 9


class Bytes(bytearray):
    def __getitem__(self, key):
        return ("bytes", key)

    def __setitem__(self, key, value):
        print("put", key, value)


one, two, three, four = List([1, 2]), Tuple((1, 2)), Text("ab"), Bytes(b"ab")
index = 0
print(one[0], one[index], len(one), list(one))  # expect: ('list', 0) ('list', 0) 7 ['a', 'b']
one[0] = 1  # expect: set 0 1
one[index] = 2  # expect: set 0 2
print(two[1], two[index], len(two), bool(two))  # expect: ('tuple', 1) ('tuple', 0) 2 False
print(three[0], three[index], len(three), three == "no")  # expect: ('text', 0) ('text', 0) 9 equal
print(four[0], four[index], len(four))  # expect: ('bytes', 0) ('bytes', 0) 2
four[0] = 3  # expect: put 0 3
print([(a, b) for a, b in zip(one, "xy")])  # expect: [('a', 'x'), ('b', 'y')]

for sequence in ("abc", "äbc", b"abc", bytearray(b"abc"), (1, 2, 3), [1, 2, 3], "a" * 300):
    first, last = 0, -1
    print(sequence[first], sequence[last], sequence[0], sequence[-1])
    for wrong in (len(sequence), -len(sequence) - 1):
        try:
            sequence[wrong]
        except IndexError as error:
            print(error, end=";")
    print()
# expect: a c a c
# expect: string index out of range;string index out of range;
# expect: ä c ä c
# expect: string index out of range;string index out of range;
# expect: 97 99 97 99
# expect: index out of range;index out of range;
# expect: 97 99 97 99
# expect: bytearray index out of range;bytearray index out of range;
# expect: 1 3 1 3
# expect: tuple index out of range;tuple index out of range;
# expect: 1 3 1 3
# expect: list index out of range;list index out of range;
# expect: a a a a
# expect: string index out of range;string index out of range;
array = bytearray(3)
for key, value in ((0, 1), (-1, 2), (1, 255)):
    array[key] = value
print(array)  # expect: bytearray(b'\x01\xff\x02')
for key, value in ((0, 256), (0, -1), (3, 0), (0, "a")):
    try:
        array[key] = value
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, end=" ")
print(array)  # expect: ValueError ValueError IndexError TypeError bytearray(b'\x01\xff\x02')
print("a" + "b" == "ab", "a" * 2 == "ab", "x" * 300 == "x" * 300, "a" == b"a", "" == "")  # expect: True False True False True
