def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)  # expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])
d["c"] = 3
print(k, v, i, len(k), len(v), len(i))  # expect: dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)]) 3 3 3
print("a" in k, "z" in k, 1 in v, 9 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, ("a",) in i, ("z", 1) in i)  # expect: True False True False True False False False False
print(list(k), list(v), list(i), tuple(i), sorted(v, reverse=True))  # expect: ['a', 'b', 'c'] [1, 2, 3] [('a', 1), ('b', 2), ('c', 3)] (('a', 1), ('b', 2), ('c', 3)) [3, 2, 1]
print(sorted(k & {"a", "b", "x"}), sorted(k | {"x"}), sorted(k - {"a"}), sorted(k ^ {"a", "x"}))  # expect: ['a', 'b'] ['a', 'b', 'c', 'x'] ['b', 'c'] ['b', 'c', 'x']
print(sorted({"a", "x"} & k), sorted({"a", "x"} - k), sorted(k & ["a", "q"]), sorted(k | "xy"))  # expect: ['a'] ['x'] ['a'] ['a', 'b', 'c', 'x', 'y']
print(type(k & k) is set, sorted(i & {("a", 1), ("b", 9)}), sorted(i - {("a", 1)}))  # expect: True [('a', 1)] [('b', 2), ('c', 3)]
print(k == {"a", "b", "c"}, k == {"a"}, k != {"a"}, {"a", "b", "c"} == k, k <= {"a", "b", "c", "d"}, k < {"a", "b", "c"}, k >= {"a"}, k > {"a"})  # expect: True False True True True False True True
print(i == {("a", 1), ("b", 2), ("c", 3)}, k == d.keys(), v == d.values(), v == v, k == ["a", "b", "c"])  # expect: True True False True False
print(k.isdisjoint("xyz"), k.isdisjoint(["a"]), i.isdisjoint([("a", 1)]))  # expect: True False False
error(lambda: k + k)  # expect: TypeError: unsupported operand type(s) for +: 'dict_keys' and 'dict_keys'
error(lambda: v & v)  # expect: TypeError: unsupported operand type(s) for &: 'dict_values' and 'dict_values'
error(lambda: k[0])  # expect: TypeError: 'dict_keys' object is not subscriptable
error(lambda: hash(k))  # expect: TypeError: unhashable type: 'dict_keys'
error(lambda: k < [1])  # expect: TypeError: '<' not supported between instances of 'dict_keys' and 'list'
print(k.mapping == d)  # expect: True
for key, value in d.items():
    print(key, value)  # expect: a 1
    # expect: b 2
    # expect: c 3
it = iter(d.items())
print(next(it), next(it), next(it), next(it, "end"))  # expect: ('a', 1) ('b', 2) ('c', 3) end
print(bool({}.keys()), bool({1: 2}.items()), repr({}.values()))  # expect: False True dict_values([])
print(max(d, key=d.get), min(d.items(), key=lambda item: -item[1]), dict(sorted(d.items(), key=lambda item: -item[1])))  # expect: c ('c', 3) {'c': 3, 'b': 2, 'a': 1}
print([*d], {*d} == {"a", "b", "c"}, [*d.values()])  # expect: ['a', 'b', 'c'] True [1, 2, 3]
print(d.keys() & {1: 2}.keys(), sorted(map(str, d.keys() | {1: 2}.keys())))  # expect: set() ['1', 'a', 'b', 'c']
