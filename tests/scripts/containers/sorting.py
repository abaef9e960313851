def error(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


class Item:
    def __init__(self, key, tag=0):
        self.key = key
        self.tag = tag

    def __lt__(self, other):
        return self.key < other.key

    def __repr__(self):
        return f"{self.key}{self.tag}"


print(sorted([3, 1, 2]), sorted("hello"), sorted([]), sorted([1]), sorted((2, 1)), sorted({3: 0, 1: 0}), sorted([2.5, 1, True, -3]))  # expect: [1, 2, 3] ['e', 'h', 'l', 'l', 'o'] [] [1] [1, 2] [1, 3] [-3, 1, True, 2.5]
print(sorted([3, 1, 2], reverse=True), sorted(["b", "A", "a"], key=str.lower), sorted([1, -2, 3], key=abs, reverse=True))  # expect: [3, 2, 1] ['A', 'a', 'b'] [3, -2, 1]
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]), sorted([10**20, -(10**20), 5, 2.5e19]))  # expect: [(0, 'z'), (1, 'a'), (1, 'b')] [[1], [1, 5], [2]] [-100000000000000000000, 5, 2.5e+19, 100000000000000000000]
print(sorted(["é", "z", "a", "ß", ""]), sorted([b"b", b"a"]))  # expect: ['', 'a', 'z', 'ß', 'é'] [b'a', b'b']
l = [5, 3, 8]
print(l.sort(), l)  # expect: None [3, 5, 8]
l.sort(reverse=True)
print(l)  # expect: [8, 5, 3]
l.sort(key=lambda x: x % 5)
print(l)  # expect: [5, 8, 3]
pairs = [(i % 3, i) for i in range(20)]
print(sorted(pairs, key=lambda p: p[0]))  # expect: [(0, 0), (0, 3), (0, 6), (0, 9), (0, 12), (0, 15), (0, 18), (1, 1), (1, 4), (1, 7), (1, 10), (1, 13), (1, 16), (1, 19), (2, 2), (2, 5), (2, 8), (2, 11), (2, 14), (2, 17)]
print(sorted(pairs, key=lambda p: p[0], reverse=True))  # expect: [(2, 2), (2, 5), (2, 8), (2, 11), (2, 14), (2, 17), (1, 1), (1, 4), (1, 7), (1, 10), (1, 13), (1, 16), (1, 19), (0, 0), (0, 3), (0, 6), (0, 9), (0, 12), (0, 15), (0, 18)]
print(sorted([Item(2, "a"), Item(1, "b"), Item(2, "c"), Item(1, "d")]), sorted([Item(2, "a"), Item(1, "b"), Item(2, "c"), Item(1, "d")], reverse=True))  # expect: [1b, 1d, 2a, 2c] [2a, 2c, 1b, 1d]


def numbers(count, seed=1):
    result = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        result.append(seed // 65536 % 1000)
    return result


def is_sorted(l):
    return all(l[i] <= l[i + 1] for i in range(len(l) - 1))


for count in (2, 3, 15, 16, 17, 31, 32, 33, 64, 65, 100, 200, 300):
    l = numbers(count)
    total = sum(l)
    l.sort()
    m = sorted(numbers(count), key=lambda x: -x)
    t = [str(x) for x in numbers(count)]
    t.sort()
    f = sorted(x / 7 for x in numbers(count))
    u = [Item(x, i) for i, x in enumerate(numbers(count))]
    u.sort()
    stable = all(a.key < b.key or a.tag < b.tag for a, b in zip(u, u[1:]))
    r = sorted(enumerate(numbers(count)), key=lambda p: p[1] // 100, reverse=True)
    stable_back = all(a[1] // 100 > b[1] // 100 or a[0] < b[0] for a, b in zip(r, r[1:]))
    print(count, is_sorted(l), sum(l) == total, m == l[::-1], is_sorted(t), len(t) == count, is_sorted(f), stable, stable_back)  # expect: 2 True True True True True True True True
    # expect: 3 True True True True True True True True
    # expect: 15 True True True True True True True True
    # expect: 16 True True True True True True True True
    # expect: 17 True True True True True True True True
    # expect: 31 True True True True True True True True
    # expect: 32 True True True True True True True True
    # expect: 33 True True True True True True True True
    # expect: 64 True True True True True True True True
    # expect: 65 True True True True True True True True
    # expect: 100 True True True True True True True True
    # expect: 200 True True True True True True True True
    # expect: 300 True True True True True True True True
error(sorted, [1, "a"])  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
error(sorted, [None, None])  # expect: TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'
error(sorted, [1, 2], key=5)  # expect: TypeError: 'int' object is not callable
error(sorted, 5)  # expect: TypeError: 'int' object is not iterable
error([1, 2].sort, key=lambda: 1)  # expect: TypeError: <lambda>() takes 0 positional arguments but 1 was given
error([3, 1].sort, reverse="a")  # expect: TypeError: 'str' object cannot be interpreted as an integer
l = [3, 2, 1]


def bad_key(x):
    if x == 2:
        raise ValueError("bad")
    return x


error(l.sort, key=bad_key)  # expect: ValueError: bad
print(l)  # expect: [3, 2, 1]
l = [3, 1, 2]


def changing_key(x):
    l.append(x)
    return x


error(l.sort, key=changing_key)  # expect: ValueError: list modified during sort
print(l)  # expect: [1, 2, 3]
l = [3, 1, 2]
seen = []
l.sort(key=lambda x: seen.append(len(l)) or x)
print(l, seen)  # expect: [1, 2, 3] [0, 0, 0]
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words), sorted(words, key=len), sorted(set(words), key=lambda w: (len(w), w)), max(words, key=len))  # expect: ['brown', 'dog', 'fox', 'jumps', 'lazy', 'over', 'quick', 'the', 'the'] ['the', 'fox', 'the', 'dog', 'over', 'lazy', 'quick', 'brown', 'jumps'] ['dog', 'fox', 'the', 'lazy', 'over', 'brown', 'jumps', 'quick'] quick
print(sorted([True, False, True]), sorted([0.0, -0.0, 0]), sorted([[], [[]], [[], []]]))  # expect: [False, True, True] [0.0, -0.0, 0] [[], [[]], [[], []]]
print([x for x, _ in sorted({"b": 1, "a": 2}.items())], sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))  # expect: ['a', 'b'] [('b', 1), ('a', 2)]
calls = []


class Logged:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        calls.append(1)
        return self.n < other.n


l = [Logged(i) for i in range(30)]
l.sort()
print([x.n for x in l] == list(range(30)), len(calls) < 200)  # expect: True True


class Broken:
    def __lt__(self, other):
        raise TypeError("incomparable")


error(sorted, [Broken(), Broken()])  # expect: TypeError: incomparable
print(sorted([3, 1, 2], key=None, reverse=0), sorted([1, 2], reverse=1))  # expect: [1, 2, 3] [2, 1]
