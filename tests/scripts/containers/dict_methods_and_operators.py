def error(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


d = {"a": 1, "b": 2}
print(d, {}, {1: {2: {3: 4}}}, {"x": [1], (1, 2): None})  # expect: {'a': 1, 'b': 2} {} {1: {2: {3: 4}}} {'x': [1], (1, 2): None}
print(d["a"], d.get("a"), d.get("z"), d.get("z", 5), "a" in d, "z" in d, "z" not in d, len(d))  # expect: 1 1 None 5 True False True 2
error(lambda: d["z"])  # expect: KeyError: 'z'
error(lambda: d[1, 2])  # expect: KeyError: (1, 2)
error(lambda: d[[]])  # expect: TypeError: unhashable type: 'list'
error(lambda: d[{}])  # expect: TypeError: unhashable type: 'dict'
error(lambda: d.get([]))  # expect: TypeError: unhashable type: 'list'
error(lambda: [] in d)  # expect: TypeError: unhashable type: 'list'
error(lambda: {[]: 1})  # expect: TypeError: unhashable type: 'list'
d["c"] = 3
d["a"] = 10
print(d)  # expect: {'a': 10, 'b': 2, 'c': 3}
del d["b"]
print(d, list(d))  # expect: {'a': 10, 'c': 3} ['a', 'c']


def delete(d, key):
    del d[key]


error(delete, d, "b")  # expect: KeyError: 'b'
error(delete, d, [])  # expect: TypeError: unhashable type: 'list'
print(d.pop("c"), d.pop("zz", None), d)  # expect: 3 None {'a': 10}
error(d.pop, "zz")  # expect: KeyError: 'zz'
error(d.pop, [], 1)  # expect: TypeError: unhashable type: 'list'
print(d.setdefault("a", 5), d.setdefault("n"), d.setdefault("m", []), d)  # expect: 10 None [] {'a': 10, 'n': None, 'm': []}
d.setdefault("m").append(1)
print(d)  # expect: {'a': 10, 'n': None, 'm': [1]}
print(d.popitem(), d.popitem(), d.popitem(), d)  # expect: ('m', [1]) ('n', None) ('a', 10) {}
error(d.popitem)  # expect: KeyError: 'popitem(): dictionary is empty'
d = {1: "one", 2: "two"}
d.update({2: "zwei", 3: "drei"})
d.update([(4, "vier"), [5, "fünf"], "ab"])
d.update(x=1, y=2)
d.update({6: 6}, z=3)
d.update(((i, i * i) for i in range(7, 9)))
d.update()
print(d)  # expect: {1: 'one', 2: 'zwei', 3: 'drei', 4: 'vier', 5: 'fünf', 'a': 'b', 'x': 1, 'y': 2, 6: 6, 'z': 3, 7: 49, 8: 64}
error(d.update, 5)  # expect: TypeError: 'int' object is not iterable
error(d.update, [1])  # expect: TypeError: cannot convert dictionary update sequence element #0 to a sequence
error(d.update, [(1, 2, 3)])  # expect: ValueError: dictionary update sequence element #0 has length 3; 2 is required
error(d.update, ["abc"])  # expect: ValueError: dictionary update sequence element #0 has length 3; 2 is required
error(d.update, [[]])  # expect: ValueError: dictionary update sequence element #0 has length 0; 2 is required
error(d.update, {}, {})  # expect: TypeError: update expected at most 1 argument, got 2
print(dict(), dict(a=1), dict([("x", 1)]), dict({"q": 2}), dict({"q": 2}, r=3), dict(zip("ab", [1, 2])), dict(a=1, **{"b": 2}))  # expect: {} {'a': 1} {'x': 1} {'q': 2} {'q': 2, 'r': 3} {'a': 1, 'b': 2} {'a': 1, 'b': 2}
error(dict, 5)  # expect: TypeError: 'int' object is not iterable
error(dict, [1, 2])  # expect: TypeError: cannot convert dictionary update sequence element #0 to a sequence
error(dict, 1, 2)  # expect: TypeError: dict expected at most 1 argument, got 2
print({"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, {} | {})  # expect: {'a': 1, 'b': 2} {'a': 2} {}
e = {"a": 1}
f = e
e |= {"b": 2}
e |= [("c", 3)]
print(f)  # expect: {'a': 1, 'b': 2, 'c': 3}
error(lambda: {} | [])  # expect: TypeError: unsupported operand type(s) for |: 'dict' and 'list'
error(lambda: {} | 5)  # expect: TypeError: unsupported operand type(s) for |: 'dict' and 'int'
error(lambda: {} + {})  # expect: TypeError: unsupported operand type(s) for +: 'dict' and 'dict'
print({"a": 1} == {"a": 1}, {"a": 1} == {"a": 2}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 1}, {} == [], {1: 1} == {True: 1.0})  # expect: True False True False False True
print({"a": [1, {2: 3}]} == {"a": [1, {2: 3}]}, {1: {}} == {1: {}})  # expect: True True
error(lambda: {} < {})  # expect: TypeError: '<' not supported between instances of 'dict' and 'dict'
error(hash, {})  # expect: TypeError: unhashable type: 'dict'
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys({}), dict.fromkeys(range(3), []))  # expect: {'a': None, 'b': None, 'c': None} {1: 0, 2: 0} {} {0: [], 1: [], 2: []}
print(bool({}), bool({0: 0}), list({3: 1, 1: 2}), tuple({3: 1}), sorted({3: 1, 1: 2}), max({3: 1, 1: 2}))  # expect: False True [3, 1] (3,) [1, 3] 3
print([k for k in {1: 2, 3: 4}], [(k, v) for k, v in {1: 2, 3: 4}.items()], {v: k for k, v in {1: 2, 3: 4}.items()})  # expect: [1, 3] [(1, 2), (3, 4)] {2: 1, 4: 3}
print({**{"a": 1}, "b": 2, **{"a": 3}}, {**{}}, {**{1: 2}, **{3: 4}})  # expect: {'a': 3, 'b': 2} {} {1: 2, 3: 4}
error(lambda: {**5})  # expect: TypeError: 'int' object is not a mapping
error(lambda: {**[1]})  # expect: TypeError: 'list' object is not a mapping
c = {"a": [1]}
g = c.copy()
g["a"].append(2)
g["b"] = 1
print(c, g)  # expect: {'a': [1, 2]} {'a': [1, 2], 'b': 1}
c.clear()
print(c, len(c))  # expect: {} 0
d = {}
d[d.get("x", "k")] = "v"
d["self"] = d
print(d)  # expect: {'k': 'v', 'self': {...}}
print({1: "a", 1.0: "b", True: "c"}, {0: 1, False: 2}, {"1": 1, 1: 2})  # expect: {1: 'c'} {0: 2} {'1': 1, 1: 2}
d = {}
for i in range(100):
    d[i] = i
for i in range(0, 100, 2):
    del d[i]
print(len(d), list(d)[:5], list(d)[-3:], 50 in d, 51 in d)  # expect: 50 [1, 3, 5, 7, 9] [95, 97, 99] False True
for i in range(0, 100, 2):
    d[i] = -i
print(len(d), list(d)[48:53], d[50])  # expect: 100 [97, 99, 0, 2, 4] -50
while d:
    last = d.popitem()
print(last, d)  # expect: (1, 1) {}
d = {str(i): i for i in range(30)}
print(d["7"], d["2" + "9"], "31" in d, sum(d.values()), "".join(d)[:12])  # expect: 7 29 False 435 012345678910
k = "".join(["he", "ap"])
d[k] = 1
print(d["heap"], "he" + "ap" in d, k in d)  # expect: 1 True True
big = 10**30
d = {big: 1, -big: 2, 2.5: 3, (1, "a"): 4, None: 5, print: 6, int: 7, b"x": 8, frozenset([1, 2]): 9, range(3): 10, 1 + 2j: 11}
print(d[10**30], d[-(10**30)], d[2.5], d[1, "a"], d[None], d[print], d[int], d[b"x"], d[frozenset([2, 1])], d[range(0, 3)], d[1 + 2j])  # expect: 1 2 3 4 5 6 7 8 9 10 11
print(d.get(10.0**30), d.get(2), d.get((1, "b")), d.get((1.0, "a")), {2**40: 1}.get(2.0**40))  # expect: None None None 4 1


def keywords(**arguments):
    return arguments


print(keywords(a=1, **{"b": 2}), keywords(**{}, **{"x": 1}))  # expect: {'a': 1, 'b': 2} {'x': 1}
error(lambda: keywords(**{"a": 1}, **{"a": 2}))  # expect: TypeError: __main__.keywords() got multiple values for keyword argument 'a'
error(lambda: keywords(a=1, **{"a": 2}))  # expect: TypeError: __main__.keywords() got multiple values for keyword argument 'a'
error(lambda: keywords(**{1: 2}))  # expect: TypeError: keywords must be strings
error(lambda: keywords(**5))  # expect: TypeError: __main__.keywords() argument after ** must be a mapping, not int
error(lambda: keywords(**[]))  # expect: TypeError: __main__.keywords() argument after ** must be a mapping, not list
print(list(reversed({1: 2, 3: 4})), list(reversed({1: 2, 3: 4}.items())), list(reversed({1: 2, 3: 4}.values())), list(reversed({1: 2}.keys())))  # expect: [3, 1] [(3, 4), (1, 2)] [4, 2] [1]
print({}.__contains__(1), {1: 2}.__getitem__(1), {1: 2}.__len__(), {1: 2}.__eq__({1: 2}))  # expect: False 2 1 True
print(str({"a": 'b"', 1.5: None, (1,): [2]}), repr({}))  # expect: {'a': 'b"', 1.5: None, (1,): [2]} {}
