def error(function, *arguments):
    try:
        print(function(*arguments))
    except BaseException as exception:
        print(type(exception).__name__ + ":", exception)


class Count:
    def __init__(self, stop):
        self.stop = stop

    def __iter__(self):
        i = 0
        while i < self.stop:
            yield i
            i += 1


class Next:
    def __init__(self, stop):
        self.i = 0
        self.stop = stop

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.stop:
            raise StopIteration
        self.i += 1
        return self.i


class Items:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


for x in "ab", b"ab", bytearray(b"ab"):
    it = iter(x)
    print([item for item in it], next(it, "end"), iter(it) is it)  # expect: ['a', 'b'] end True
    # expect: [97, 98] end True
    # expect: [97, 98] end True
for x in ([1, 2], (1, 2), {1: 2, 3: 4}, {5}, frozenset([6]), range(2), {1: 2}.values(), {1: 2}.items(), Count(2), Next(2), Items([7, 8]), (y for y in [9, 10])):
    it = iter(x)
    print(type(it).__name__, [item for item in it], next(it, "end"), iter(it) is it)  # expect: list_iterator [1, 2] end True
    # expect: tuple_iterator [1, 2] end True
    # expect: dict_keyiterator [1, 3] end True
    # expect: set_iterator [5] end True
    # expect: set_iterator [6] end True
    # expect: range_iterator [0, 1] end True
    # expect: dict_valueiterator [2] end True
    # expect: dict_itemiterator [(1, 2)] end True
    # expect: generator [0, 1] end True
    # expect: Next [1, 2] end True
    # expect: iterator [7, 8] end True
    # expect: generator [9, 10] end True
print(list(enumerate("ab")), list(enumerate([5, 6], 10)), list(enumerate(Count(2), start=-1)), list(enumerate([], 3)), list(enumerate("ab", 10**20)))  # expect: [(0, 'a'), (1, 'b')] [(10, 5), (11, 6)] [(-1, 0), (0, 1)] [] [(100000000000000000000, 'a'), (100000000000000000001, 'b')]
print(type(enumerate("")).__name__, type(enumerate(Count(1))).__name__)  # expect: enumerate enumerate
print(list(enumerate(enumerate("ab"))), list(enumerate(zip("ab", "cd"))), list(enumerate(enumerate(enumerate(enumerate(enumerate("a")))))))   # expect: [(0, (0, 'a')), (1, (1, 'b'))] [(0, ('a', 'c')), (1, ('b', 'd'))] [(0, (0, (0, (0, (0, 'a')))))]
print(list(zip()), list(zip("abc")), list(zip("abc", [1, 2])), list(zip(Count(3), "xy", (5, 6, 7))), list(zip([], [1])))  # expect: [] [('a',), ('b',), ('c',)] [('a', 1), ('b', 2)] [(0, 'x', 5), (1, 'y', 6)] []
print(list(zip(enumerate("ab"), zip("cd", "ef"))), dict(zip("ab", Count(5))), list(zip({1: 2}, {3}, range(9), b"a")))  # expect: [((0, 'a'), ('c', 'e')), ((1, 'b'), ('d', 'f'))] {'a': 0, 'b': 1} [(1, 3, 0, 97)]
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), list(it))  # expect: [(1, 2), (3, 4)] []
it = iter(range(7))
print(list(zip(*[it] * 3)))  # expect: [(0, 1, 2), (3, 4, 5)]
a, b = iter("abc"), iter("x")
print(list(zip(a, b)), list(a), list(zip(b, a)))  # expect: [('a', 'x')] ['c'] []
print(list(zip("ab", "cd", strict=True)), list(zip(strict=True)))  # expect: [('a', 'c'), ('b', 'd')] []
error(lambda: list(zip("ab", "c", strict=True)))  # expect: ValueError: zip() argument 2 is shorter than argument 1
error(lambda: list(zip("a", "cd", strict=True)))  # expect: ValueError: zip() argument 2 is longer than argument 1
error(lambda: list(zip("ab", "cd", "e", strict=True)))  # expect: ValueError: zip() argument 3 is shorter than arguments 1-2
error(lambda: list(zip("a", "c", "ef", strict=True)))  # expect: ValueError: zip() argument 3 is longer than arguments 1-2
error(lambda: list(zip(Count(1), "cd", strict=True)))  # expect: ValueError: zip() argument 2 is longer than argument 1
error(lambda: list(zip(Count(2), "c", strict=True)))  # expect: ValueError: zip() argument 2 is shorter than argument 1
error(zip, 5)  # expect: TypeError: 'int' object is not iterable
error(zip, [], 5)  # expect: TypeError: 'int' object is not iterable
error(enumerate, 5)  # expect: TypeError: 'int' object is not iterable
error(enumerate)  # expect: TypeError: enumerate() missing required argument 'iterable'
error(enumerate, [], "a")  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], (10, 20))), list(map(None.__class__, [])), list(map(len, ["a", "bc"])))  # expect: ['1', '2'] [11, 22] [] [1, 2]
print(type(map(str, [])).__name__, next(map(int, ["7"])), list(map(int, "123")), sum(map(int, Count(4))))  # expect: map 7 [1, 2, 3] 6
error(map, str)  # expect: TypeError: map() must have at least two arguments.
error(map, str, 5)  # expect: TypeError: 'int' object is not iterable
error(lambda: list(map(int, ["a"])))  # expect: ValueError: invalid literal for int() with base 10: 'a'
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isdigit, ["1", "a"])), type(filter(None, [])).__name__)  # expect: [1, 'a', [0]] [2, 3] ['1'] filter
error(filter, None, 5)  # expect: TypeError: 'int' object is not iterable
error(filter, None)  # expect: TypeError: filter expected 2 arguments, got 1
print(list(reversed([1, 2, 3])), list(reversed((1, 2))), list(reversed("aéb")), list(reversed(range(4))), list(reversed(b"ab")), list(reversed(Items([1, 2, 3]))), list(reversed([])), list(reversed("")))  # expect: [3, 2, 1] [2, 1] ['b', 'é', 'a'] [3, 2, 1, 0] [98, 97] [3, 2, 1] [] []
error(reversed, 5)  # expect: TypeError: 'int' object is not reversible
error(reversed, {1})  # expect: TypeError: 'set' object is not reversible
error(reversed, Count(3))  # expect: TypeError: 'Count' object is not reversible
error(reversed, (x for x in []))  # expect: TypeError: 'generator' object is not reversible


class Backwards:
    def __reversed__(self):
        return "backwards"


print(reversed(Backwards()))  # expect: backwards
numbers = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(numbers), 0)), next(numbers))  # expect: [3, 2, 1] 5
numbers = iter("abc")
print(list(iter(lambda: next(numbers), "z")) if False else type(iter(int, 0)).__name__)  # expect: callable_iterator
error(next, [])  # expect: TypeError: 'list' object is not an iterator
error(next, iter([]))  # expect: StopIteration:
error(next, 5)  # expect: TypeError: 'int' object is not an iterator
error(iter, 5)  # expect: TypeError: 'int' object is not iterable
error(iter, 5, 6)  # expect: TypeError: iter(v, w): v must be callable
print(next(iter([]), None), next(iter("a"), 5))  # expect: None a
it = iter([1, 2, 3])
for x in it:
    print(x, list(it))  # expect: 1 [2, 3]
print(list(iter("aéz")), [c for c in "añb"], list("日本"))  # expect: ['a', 'é', 'z'] ['a', 'ñ', 'b'] ['日', '本']
print([x for x in Items("xyz")], list(Items([])), 2 in Items([1, 2]), "q" in Items("abc"))  # expect: ['x', 'y', 'z'] [] True False
print(max(Count(5)), min(Next(3)), sum(Count(5)), sorted(Next(3), reverse=True), any(Count(2)), all(Count(2)), tuple(Count(3)), set(Count(2)), "-".join(str(x) for x in Count(3)))  # expect: 4 1 10 [3, 2, 1] True False (0, 1, 2) {0, 1} 0-1-2
a, *b = Count(4)
print(a, b)  # expect: 0 [1, 2, 3]
a, b = Next(2)
print(a, b)  # expect: 1 2
print(*Count(3), *Next(1), [*Count(2), *"ab"])  # expect: 0 1 2 1 [0, 1, 'a', 'b']


def unpack(source):
    a, b = source
    return a, b


error(unpack, [1])  # expect: ValueError: not enough values to unpack (expected 2, got 1)
error(unpack, [1, 2, 3])  # expect: ValueError: too many values to unpack (expected 2)
error(unpack, Count(1))  # expect: ValueError: not enough values to unpack (expected 2, got 1)
error(unpack, Count(3))  # expect: ValueError: too many values to unpack (expected 2)
error(unpack, "ab")  # expect: ('a', 'b')
error(unpack, {1: 2, 3: 4})  # expect: (1, 3)
error(unpack, {5})  # expect: ValueError: not enough values to unpack (expected 2, got 1)
error(unpack, 5)  # expect: TypeError: cannot unpack non-iterable int object
error(unpack, None)  # expect: TypeError: cannot unpack non-iterable NoneType object
error(unpack, range(2))  # expect: (0, 1)
error(unpack, map(str, [1, 2]))  # expect: ('1', '2')


def unpack_star(source):
    a, *b, c = source
    return a, b, c


error(unpack_star, [1])  # expect: ValueError: not enough values to unpack (expected at least 2, got 1)
error(unpack_star, "ab")  # expect: ('a', [], 'b')
error(unpack_star, Count(5))  # expect: (0, [1, 2, 3], 4)
error(unpack_star, range(4))  # expect: (0, [1, 2], 3)
error(unpack_star, 5)  # expect: TypeError: cannot unpack non-iterable int object


class BadIter:
    def __iter__(self):
        return 5


error(lambda: list(BadIter()))  # expect: TypeError: iter() returned non-iterator of type 'int'
error(lambda: [x for x in BadIter()])  # expect: TypeError: iter() returned non-iterator of type 'int'


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("no more")


error(list, Raises())  # expect: ValueError: no more
error(lambda: [x for x in Raises()])  # expect: ValueError: no more
error(lambda: list(zip("a", Raises())))  # expect: ValueError: no more
error(lambda: sum(Raises()))  # expect: ValueError: no more
l = []


def generate():
    yield 1
    yield 2
    raise KeyError("late")


error(l.extend, generate())  # expect: KeyError: 'late'
print(l)  # expect: [1, 2]
