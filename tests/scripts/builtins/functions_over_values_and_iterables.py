def gen(n):
    for i in range(n):
        yield i


print(all([]), all([1, 2]), all([1, 0]), any([]), any([0, ""]), any([0, 3]), all(gen(3)), any(gen(3)), all(x > 0 for x in [1, 2]))  # expect: True True False False False True False True True
print(ascii("aé\n"), ascii([1, "é"]), bin(10), bin(-10), oct(8), hex(255), hex(-255), bin(True), hex(2**70))  # expect: 'a\xe9\n' [1, '\xe9'] 0b1010 -0b1010 0o10 0xff -0xff 0b1 0x400000000000000000
print(chr(97), chr(8364), ord("a"), ord("€"), ord(b"x"))  # expect: a € 97 8364 120
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(7, -2.5))  # expect: (2, 1) (-3, 2) (3.0, 1.5) (-3.0, -0.5)
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(zip([1, 2], "ab")), list(map(str, [1, 2])), list(filter(None, [0, 1, 2])), list(filter(lambda x: x > 1, [0, 1, 2])))  # expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [(1, 'a'), (2, 'b')] ['1', '2'] [1, 2] [2]
print(format(5), format(5, "x"), format("a", ">5"), format(1.5, ".2f"), format([1]), format(True))  # expect: 5 5     a 1.50 [1] True
print(hash(5), hash(0), hash(-1), hash(-2), hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True), hash((1, 2)) == hash((1, 2)), hash(None) == hash(None))  # expect: 5 0 -2 -2 True True True True
print(isinstance(5, int), isinstance(5, (str, int)), isinstance(True, int), isinstance(5, float), isinstance("a", str), isinstance(int, type), issubclass(bool, (str, int)), issubclass(int, object))  # expect: True True True False True True True True
print(iter([1]).__next__(), list(iter(lambda c=[0]: c.append(1) or len(c), 4)))  # expect: 1 [2, 3]
print(len("abc"), len([1]), len({}), len(range(5)), len(b"ab"), len({1, 2}), len((1,)))  # expect: 3 1 0 5 2 2 1
print(max(1, 2, 3), max([1, 5, 3]), max("abc"), max(1, 2.5), max([1], [2]), max((1, 2), (1, 3)), max(gen(5)), max({1: 2, 3: 4}), max(["a", "bc"], key=len), max([], default=None), max(-1, 2**70))  # expect: 3 5 c 2.5 [2] (1, 3) 4 3 bc None 1180591620717411303424
print(min(1, 2, 3), min([4, 1, 5]), min("hello"), min(1.5, 1), min(gen(3)), min([3, 1], key=lambda x: -x), min([(2, "b"), (1, "z")]))  # expect: 1 1 e 1 0 3 (1, 'z')
print(next(iter([1, 2])), next(gen(1)), next(gen(0), "d"), next(iter(()), None))  # expect: 1 0 d None
print(pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(3, -1, 7), pow(2.0, 3), pow(2, 0.5), pow(base=2, exp=3), pow(2, 3, mod=5))  # expect: 1024 0.5 24 5 8.0 1.4142135623730951 8 3
print(repr("a'b"), repr(5), repr([1, "a", None]), repr(()), repr({}), repr(1.0))  # expect: "a'b" 5 [1, 'a', None] () {} 1.0
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed((1, 2))))  # expect: [3, 2, 1] ['c', 'b', 'a'] [2, 1, 0] [2, 1]
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(5), round(1.5, 0), round(0.1 + 0.2, 3), round(number=1.234, ndigits=1))  # expect: 2 4 -2 2.67 1200 1200 1400 5 2.0 0.3 1.2
print(sorted([3, 1, 2]), sorted("hello"), sorted([3, 1, 2], reverse=True), sorted(["b", "A"], key=str.lower), sorted({3: 1, 1: 2}), sorted(gen(3), key=lambda x: -x))  # expect: [1, 2, 3] ['e', 'h', 'l', 'l', 'o'] [3, 2, 1] ['A', 'b'] [1, 3] [2, 1, 0]
print(sum([1, 2, 3]), sum([]), sum([1, 2], 10), sum([0.1] * 10), sum(range(100)), sum(gen(10)), sum([[1], [2]], []), sum([2**40, 2**40]), sum([2**62, 2**62]), sum((1.5, 2)), sum([True, True]), sum([1j, 2]))  # expect: 6 0 13 0.9999999999999999 4950 45 [1, 2] 2199023255552 9223372036854775808 3.5 2 (2+1j)
print(type(5), type("a"), type(None), type([]), type(type), type(5.5), type(gen(1)), type(len), type(lambda: 0), type(Ellipsis), type(NotImplemented))  # expect: <class 'int'> <class 'str'> <class 'NoneType'> <class 'list'> <class 'type'> <class 'float'> <class 'generator'> <class 'builtin_function_or_method'> <class 'function'> <class 'ellipsis'> <class 'NotImplementedType'>
print(callable(print), callable(5), callable(int), callable(lambda: 0))  # expect: True False True True
print(bool([]), bool([0]), bool(0.0), bool("a"), bool(None), bool(0j), bool(range(0)), bool(b""))  # expect: False True False True False False False False
print(int("12"), int("-0x1f", 16), int(3.9), int(-3.9), int(True), int("1" * 30), float("1e5"), float("inf"), str(5), str(b"a"), str(1.0))  # expect: 12 -31 3 -3 1 111111111111111111111111111111 100000.0 inf 5 b'a' 1.0
print(complex(1, 2), 3j, 1 + 2j, (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), abs(3 + 4j), (1 + 2j).conjugate(), (1 + 2j).real, (1+2j).imag, (1 + 2j) == 1 + 2j, -(1 + 2j), 2 ** (1 + 1j), (1 + 2j) ** 2, (2 + 0j) == 2, hash(2 + 0j) == hash(2), complex("3-4.5j"), 1e300 * 1j, complex(0.0, -0.0), -0j)  # expect: (1+2j) 3j (1+2j) (5+5j) (0.1+0.7000000000000001j) 5.0 (1-2j) 1.0 2.0 True (-1-2j) (1.5384778027279442+1.2779225526272695j) (-3+4j) True True (3-4.5j) 1e+300j -0j (-0-0j)
print(id(5) == id(5), id("a") == id("a"))  # expect: True True
print(getattr(5, "real"), hasattr(5, "foo"), getattr(5, "foo", 1))  # expect: 5 False 1
