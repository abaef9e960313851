def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


class Key:
    def __init__(self, value, log=None):
        self.value = value
        self.log = log

    def __eq__(self, other):
        if isinstance(other, Key):
            return self.value == other.value
        return self.value == other

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"Key({self.value!r})"


class Same:
    """All in one bucket."""

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Same) and self.value == other.value

    def __hash__(self):
        return 7

    def __repr__(self):
        return f"Same({self.value})"


class Plain:
    pass


class NoHash:
    def __eq__(self, other):
        return True


class BadHash:
    def __hash__(self):
        return "a"


class HugeHash:
    def __hash__(self):
        return 10**30

    def __eq__(self, other):
        return isinstance(other, HugeHash)


class MinusOne:
    def __hash__(self):
        return -1


d = {Key(1): "a", Key("x"): "b"}
print(d[Key(1)], d[1], d["x"], d.get(Key(2)), Key(1) in d, 1 in d, 2 in d, 1.0 in d, True in d)  # expect: a a b None True True False True True
d[Key(1)] = "c"
d[1] = "d"
print(d, len(d))  # expect: {Key(1): 'd', Key('x'): 'b'} 2
e = {1: "int", "x": "str", 2.5: "float"}
print(e[Key(1)], e[Key("x")], e[Key(2.5)], Key(3) in e, e.get(Key(3), "no"))  # expect: int str float False no
e[Key(1)] = "changed"
print(e)  # expect: {1: 'changed', 'x': 'str', 2.5: 'float'}
del e[Key("x")]
print(e, e.pop(Key(2.5)), e.pop(Key(9), "default"), e)  # expect: {1: 'changed'} float default {1: 'changed'}
error(lambda: e[Key(9)])  # expect: KeyError: Key(9)
error(lambda: e.pop(Key(9)))  # expect: KeyError: Key(9)
error(lambda: e.__delitem__(Key(9)))  # expect: KeyError: Key(9)
print(e.setdefault(Key(5), []), e.setdefault(Key(5), 1), e.setdefault(5, 2))  # expect: [] [] []
s = {Same(i) for i in range(30)}
print(len(s), Same(5) in s, Same(31) in s, 7 in s)  # expect: 30 True False False
s.discard(Same(5))
s.remove(Same(6))
error(s.remove, Same(6))  # expect: KeyError: Same(6)
print(len(s), Same(5) in s, len(s | {Same(5), Same(7)}), len(s & {Same(1), Same(5)}), len(s - {Same(1)}), s >= {Same(1)}, s == s.copy())  # expect: 28 False 29 1 27 True True
d = {Same(i): i for i in range(20)}
for i in range(0, 20, 2):
    del d[Same(i)]
print(len(d), d[Same(7)], Same(8) in d, list(d.values()))  # expect: 10 7 False [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]
for i in range(40):
    d[Same(i)] = -i
print(len(d), d[Same(8)], list(d.values())[:12])  # expect: 40 -8 [-1, -3, -5, -7, -9, -11, -13, -15, -17, -19, 0, -2]
p, q = Plain(), Plain()
d = {p: 1, q: 2}
print(d[p], d[q], Plain() in d, len({p, q, p}), p == q, p == p, p != q)  # expect: 1 2 False 2 False True True
plains = [Plain() for _ in range(50)]
d = {x: i for i, x in enumerate(plains)}
print(all(d[x] == i for i, x in enumerate(plains)), len(d), d.get(Plain()))  # expect: True 50 None
error(lambda: {NoHash(): 1})  # expect: TypeError: unhashable type: 'NoHash'
error(hash, NoHash())  # expect: TypeError: unhashable type: 'NoHash'
error(lambda: {BadHash(): 1})  # expect: TypeError: __hash__ method should return an integer
print({HugeHash(): 1}[HugeHash()], len({HugeHash(), HugeHash()}), hash(MinusOne()), hash(-1), hash(-1.0))  # expect: 1 1 -2 -2 -2
print({(Key(1), 2): "t"}[1, 2], (1, Key(2)) in {(1, 2)}, {(1, (2, (3, (4,)))): 5}[(1, (2, (3, (4,))))])  # expect: t True 5
print({frozenset([Key(1)]): 3}[frozenset([1])], {(1, (2, (3, 4))), (1, (2, (3, 4)))})  # expect: 3 {(1, (2, (3, 4)))}
print(Key(1) in [1, 2], [Key(1), Key(2)].index(2), [1, 2].index(Key(2)), [Key(3)].count(3), (Key(1), 2) == (1, Key(2)), [Key(1)] != [2])  # expect: True 1 1 1 True True
l = [1, Key(2), 3]
l.remove(2)
print(l)  # expect: [1, 3]
print({Key(1): 1} == {1: 1}, {1: Key(1)} == {1: 1}, {1: 1} != {1: Key(2)}, {Key(1), 2} == {1, 2})  # expect: True True True True


class Meddler:
    """Empties the dict it is compared in."""

    def __init__(self, d):
        self.d = d

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.d.clear()
        return False


d = {}
d[Meddler(d)] = 1
error(lambda: d.get(1, "none"))  # expect: none
print(d)  # expect: {}


class Raises:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("no comparing")


error(lambda: {1: 2}[Raises()])  # expect: ValueError: no comparing
error(lambda: {Raises(): 2}[1])  # expect: ValueError: no comparing
error(lambda: Raises() in [1])  # expect: ValueError: no comparing
r = Raises()
print(r in [r], {r: 1}[r], [r].index(r), [r] == [r], (r,) == (r,))  # expect: True 1 0 True True
mixed = {1: "a", "1": "b", 1.5: "c", None: "d", (): "e", Key(7): "f", p: "g", b"1": "h", 10**20: "i", True: "j", False: "k", int: "l", Same(1): "m"}
print([mixed[k] for k in (1, "1", 1.5, None, (), 7, Key(7), p, b"1", 10**20, True, 0, int, Same(1))], len(mixed))  # expect: ['j', 'b', 'c', 'd', 'e', 'f', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'] 12
