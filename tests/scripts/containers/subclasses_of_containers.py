def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


class Stack(list):
    def push(self, item):
        self.append(item)

    def top(self):
        return self[-1]


class Point(tuple):
    @property
    def x(self):
        return self[0]


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Loud(dict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


class Bag(set):
    def total(self):
        return sum(self)


class Reversed(list):
    def __iter__(self):
        return reversed(list(super().__iter__()))


class Big(int):
    pass


s = Stack([1, 2])
s.push(3)
print(s, len(s), s.top(), s[0:2], s == [1, 2, 3], [1, 2, 3] == s, list(s), isinstance(s, list), type(s).__name__)  # expect: [1, 2, 3] 3 3 [1, 2] True True [1, 2, 3] True Stack
s += [4]
print(s, type(s).__name__, s + [5], type(s + [5]).__name__, 2 in s, s.index(2), sorted(s, reverse=True))  # expect: [1, 2, 3, 4] Stack [1, 2, 3, 4, 5] list True 1 [4, 3, 2, 1]
s.sort(reverse=True)
print(s, s.pop(), bool(s), bool(Stack()))  # expect: [4, 3, 2] 1 True False
s.name = "stack"
print(s.name)  # expect: stack
p = Point((1, 2))
print(p, p.x, p[1], len(p), p == (1, 2), {p: 1}[1, 2], {(1, 2): 5}[p], hash(p) == hash((1, 2)), p + (3,))  # expect: (1, 2) 1 2 2 True 1 5 True (1, 2, 3)
d = Default(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, d, len(d), {**d})  # expect: 1 <b> None False {'a': 1} 1 {'a': 1}
d["c"] = 2
print(d["c"], sorted(d), dict(d), d == {"a": 1, "c": 2})  # expect: 2 ['a', 'c'] {'a': 1, 'c': 2} True
l = Loud()
l["x"] = 1  # expect: set x
l.update(y=2)
print(l, list(l.items()))  # expect: {'x': 1, 'y': 2} [('x', 1), ('y', 2)]
b = Bag([1, 2])
b.add(3)
print(b.total(), 2 in b, len(b), b == {1, 2, 3}, sorted(b | {9}), sorted(b))  # expect: 6 True 3 True [1, 2, 3, 9] [1, 2, 3]
r = Reversed([1, 2, 3])
print(list(r), [x for x in r], [*r], tuple(r), sum(r), r[0])  # expect: [3, 2, 1] [3, 2, 1] [3, 2, 1] (3, 2, 1) 6 1
print({Big(1): "a"}[1], {1: "b"}[Big(1)], [1, 2].index(Big(2)), [5, 6][Big(1)], Big(1) == 1)  # expect: a b 1 6 True


class Name(str):
    pass


print({Name("a"): 1}["a"], {"a": 2}[Name("a")], Name("a") in {"a"}, "a" in [Name("a")], Name("x" * 3) == "xxx")  # expect: 1 2 True True True


class Ordered(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = 0

    def __getitem__(self, key):
        self.count += 1
        return super().__getitem__(key)

    def __contains__(self, key):
        return False

    def __len__(self):
        return 99


o = Ordered(a=1, b=2)
print(o["a"], o["b"], o.count, "a" in o, len(o), o.get("a"), dict(o))  # expect: 1 2 2 False 99 1 {'a': 1, 'b': 2}
