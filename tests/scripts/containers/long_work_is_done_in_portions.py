# Lists, dicts, sets and texts of some thousands of items are changed in portions; the result is as ever.


def show(label, items):
    total = 0
    for index, item in enumerate(items):
        total = (total * 31 + (item if isinstance(item, int) else len(item)) + index) % 1000003
    print(label, len(items), total)


numbers = list(range(3000))
show("copy", numbers[:])
show("part", numbers[7:2900])
show("steps", numbers[::-2])
show("sum", numbers + numbers)
show("times", numbers[:700] * 4)
show("tuple", tuple(numbers)[1:])
show("tuples", tuple(numbers) + tuple(numbers[:5]))
show("tuple times", (1, 2, 3) * 1000)

numbers.insert(0, -1)
numbers.insert(1500, -2)
show("insert", numbers)
print(numbers.pop(0), numbers.pop(10), numbers.pop())
del numbers[3]
del numbers[5:50]
del numbers[::7]
show("delete", numbers)
numbers[2:4] = [1, 2, 3, 4, 5]
numbers[2:4] = []
numbers.remove(1000)
show("replace", numbers)
numbers.reverse()
show("reverse", numbers)
numbers += numbers
numbers *= 2
show("in place", numbers)
numbers.extend(tuple(numbers[:900]))
show("extend", numbers)
del numbers[100:]
show("short", numbers)

table = {}
for number in range(1500):
    table[number * 7] = str(number)
show("dict", table)
show("dict copy", dict(table))
for number in range(0, 1500, 3):
    del table[number * 7]
show("dict delete", table)
while len(table) > 20:
    table.pop(next(iter(table)))
print(list(table.items()))

words = {("word%d" % number) for number in range(900)}
others = {("word%d" % number) for number in range(450, 1350)}
print(len(words | others), len(words & others), len(words - others), len(words ^ others))
while len(words) > 3:
    words.pop()
print(len(words))

text = "abc" * 1500
print(len(text), hash(text) == hash("abc" * 1500), text == "abc" * 1500, text[1:-1] == "bc" + "abc" * 1498 + "ab")
print(text.find("cc"), text.rfind("ab"), text.find("ca", 3000), text.count("bca"), "cab" in text, "xyz" in text)
print((text + "x").find("x"), ("x" + text).rfind("x"), text.find("abcabcabcabcabcabd"))
print(text.upper().count("ABC"), text.title()[:4], text.swapcase()[-2:], text.capitalize()[:3])
print(text.islower(), text.isupper(), text.isalpha(), text.isalnum(), text.isidentifier(), text.istitle())
print((text + " ").isalpha(), text.isprintable(), (" " * 2000).isspace(), ("A" + text).istitle(), ("12" * 900).isdigit())
show("split", text.split("b"))
show("words", ("some words " * 500).split())
show("limited", ("some words " * 500).split(None, 900))
show("lines", ("one\ntwo\r\n\n" * 500).splitlines())
show("kept", ("one\ntwo\r\n\n" * 500).splitlines(True))
show("join", ", ".join(str(number) for number in range(1500)))
show("bytes", b"-".join([b"xyz"] * 900))
wide = "aé€😀" * 400
print(len(wide), len(wide + text), (text + wide)[4499:4503], len(wide.encode()), wide.encode().decode() == wide, len(wide * 3))
print(wide.isascii(), (text + text).isascii(), (wide + text)[1], bytearray(b"ab" * 1000)[1990:])
print({text: 1}["abc" * 1500], {text[1:]: 2}.get(text), {wide + text: 3}["aé€😀" * 400 + "abc" * 1500])

# expect: copy 3000 441258
# expect: part 2893 962361
# expect: steps 1500 366215
# expect: sum 6000 831728
# expect: times 2800 901224
# expect: tuple 2999 163133
# expect: tuples 3005 983580
# expect: tuple times 3000 213598
# expect: insert 3002 631052
# expect: -1 10 2999
# expect: delete 2531 95023
# expect: replace 2531 470881
# expect: reverse 2531 423641
# expect: in place 10124 509705
# expect: extend 11024 208274
# expect: short 100 875231
# expect: dict 1500 467484
# expect: dict copy 1500 467484
# expect: dict delete 1000 269832
# expect: [(10297, '1471'), (10304, '1472'), (10318, '1474'), (10325, '1475'), (10339, '1477'), (10346, '1478'), (10360, '1480'), (10367, '1481'), (10381, '1483'), (10388, '1484'), (10402, '1486'), (10409, '1487'), (10423, '1489'), (10430, '1490'), (10444, '1492'), (10451, '1493'), (10465, '1495'), (10472, '1496'), (10486, '1498'), (10493, '1499')]
# expect: 1350 450 450 900
# expect: 3
# expect: 4500 True True True
# expect: -1 4497 3002 1499 True False
# expect: 4500 0 -1
# expect: 1500 Abca BC Abc
# expect: True False True True True False
# expect: False True True True True
# expect: split 1501 458908
# expect: words 1000 452836
# expect: limited 901 542966
# expect: lines 1500 774520
# expect: kept 1500 354246
# expect: join 7888 284369
# expect: bytes 3599 266995
# expect: 1600 6100 caé€ 4000 True 4800
# expect: False True é bytearray(b'ababababab')
# expect: 1 None 3
