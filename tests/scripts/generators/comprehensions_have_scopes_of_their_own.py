x = "outside"
print([x for x in range(3)], x)  # expect: [0, 1, 2] outside
print({x: x * x for x in range(4)}, {x % 3 for x in range(9)} == {0, 1, 2})  # expect: {0: 0, 1: 1, 2: 4, 3: 9} True
print([(a, b) for a in range(3) for b in range(a) if a + b != 2])  # expect: [(1, 0), (2, 1)]
print([[row[i] for row in [[1, 2, 3], [4, 5, 6]]] for i in range(3)])  # expect: [[1, 4], [2, 5], [3, 6]]
print([y for x in range(3) if (y := x * 2) > 1], y)  # expect: [2, 4] 4
print([i for i in range(20) if i % 2 if i % 3])  # expect: [1, 5, 7, 11, 13, 17, 19]
print(list(zip(*[iter("abcdef")] * 2)))  # expect: [('a', 'b'), ('c', 'd'), ('e', 'f')]
print([*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[], 1))  # expect: [0, 1, 2, 'a', 'b'] {'a': 1, 'b': 2} (1,)
matrix = [[0] * 2 for _ in range(2)]
matrix[0][1] = 5
print(matrix)  # expect: [[0, 5], [0, 0]]
print(any(n > 3 for n in [1, 5, 2]), all(n for n in []), "-".join(str(n) for n in range(4)))  # expect: True True 0-1-2-3
source = [1, 2, 3]
lazy = (n * factor for n in source)
factor = 10
source = []
print(list(lazy))  # expect: [10, 20, 30]


def local():
    base = 3
    return [base + n for n in range(2)], {n: [base] for n in "ab"}, sorted({base, 4})


print(local())  # expect: ([3, 4], {'a': [3], 'b': [3]}, [3, 4])
print([f"{k}={v!r}" for k, v in sorted({"a": 1, "b": "x"}.items())])  # expect: ['a=1', "b='x'"]
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)  # expect: division by zero
print([lambda: n for n in range(2)][0](), [n for n in range(2)].__class__.__name__)  # expect: 1 list
