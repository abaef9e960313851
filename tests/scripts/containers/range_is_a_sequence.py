def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(range(5), range(1, 5), range(1, 10, 2), range(0), range(5, 0, -1), range(0, 5, 1))  # expect: range(0, 5) range(1, 5) range(1, 10, 2) range(0, 0) range(5, 0, -1) range(0, 5)
for r in [range(5), range(1, 10, 3), range(10, 0, -3), range(0), range(5, 5), range(3, 0), range(-5, 5, 2), range(0, -5), range(2, 100, 1000)]:
    print(list(r), len(r), bool(r), list(reversed(r)), r.start, r.stop, r.step)  # expect: [0, 1, 2, 3, 4] 5 True [4, 3, 2, 1, 0] 0 5 1
    # expect: [1, 4, 7] 3 True [7, 4, 1] 1 10 3
    # expect: [10, 7, 4, 1] 4 True [1, 4, 7, 10] 10 0 -3
    # expect: [] 0 False [] 0 0 1
    # expect: [] 0 False [] 5 5 1
    # expect: [] 0 False [] 3 0 1
    # expect: [-5, -3, -1, 1, 3] 5 True [3, 1, -1, -3, -5] -5 5 2
    # expect: [] 0 False [] 0 -5 1
    # expect: [2] 1 True [2] 2 100 1000
r = range(0, 20, 3)
print(r[0], r[-1], r[3], r[1:3], r[::-1], r[::2], r[5:1:-1], r[10:], r[:], r[-2:], list(r[::-2]))  # expect: 0 18 9 range(3, 9, 3) range(18, -3, -3) range(0, 21, 6) range(15, 3, -3) range(21, 21, 3) range(0, 21, 3) range(15, 21, 3) [18, 12, 6, 0]
error(lambda: r[7])  # expect: IndexError: range object index out of range
error(lambda: r[-8])  # expect: IndexError: range object index out of range
error(lambda: r["a"])  # expect: TypeError: range indices must be integers or slices, not str
error(lambda: r[1.0])  # expect: TypeError: range indices must be integers or slices, not float
print(r[Index(1)], r[Index(-1)], r[True])  # expect: 3 18 3
print(3 in r, 4 in r, 18 in r, 20 in r, 21 in r, -3 in r, 3.0 in r, 3.5 in r, "a" in r, None in r, True in range(2), 6 in range(10, 0, -2))  # expect: True False True False False False True False False False True True
print(r.index(6), r.count(6), r.count(7), r.count("a"))  # expect: 2 1 0 0
error(r.index, 7)  # expect: ValueError: 7 is not in range
error(r.index, "a")  # expect: ValueError: sequence.index(x): x not in sequence
print(range(5) == range(0, 5), range(0) == range(5, 5), range(0, 5, 2) == range(0, 6, 2), range(3) == range(4), range(3) != [0, 1, 2], range(1, 2) == range(1, 9, 100))  # expect: True True True False True True
print(hash(range(5)) == hash(range(0, 5, 1)), hash(range(0)) == hash(range(9, 9)), hash(range(1, 2)) == hash(range(1, 5, 10)), {range(3): 1}[range(3)])  # expect: True True True 1
error(range)  # expect: TypeError: range expected at least 1 argument, got 0
error(range, "a")  # expect: TypeError: 'str' object cannot be interpreted as an integer
error(range, 1.0)  # expect: TypeError: 'float' object cannot be interpreted as an integer
error(range, 1, 2, 0)  # expect: ValueError: range() arg 3 must not be zero
error(range, 1, 2, 3, 4)  # expect: TypeError: range expected at most 3 arguments, got 4
error(lambda: range(3) < range(4))  # expect: TypeError: '<' not supported between instances of 'range' and 'range'
error(lambda: range(3) + range(4))  # expect: TypeError: unsupported operand type(s) for +: 'range' and 'range'
print(range(Index(3)), range(Index(1), Index(9), Index(2)), range(True), list(range(True, 3)))  # expect: range(0, 3) range(1, 9, 2) range(0, 1) [1, 2]
big = range(10**20, 10**20 + 5)
print(big, len(big), list(big)[0], big[-1], big[1:3], 10**20 + 3 in big, 5 in big, big.index(10**20 + 1), list(reversed(big))[0], bool(big))  # expect: range(100000000000000000000, 100000000000000000005) 5 100000000000000000000 100000000000000000004 range(100000000000000000001, 100000000000000000003) True False 1 100000000000000000004 True
huge = range(0, 10**30, 10**29)
print(list(huge) == [i * 10**29 for i in range(10)], len(huge), huge[3], huge[::-1][0], 10**29 in huge, huge == range(0, 10**30 - 1, 10**29), hash(huge) == hash(range(0, 10**30 - 1, 10**29)))  # expect: True 10 300000000000000000000000000000 900000000000000000000000000000 True True True
print(range(-(10**20), 10**20, 10**19)[5], range(10**20)[10**19], (10**19) in range(10**20))  # expect: -50000000000000000000 10000000000000000000 True
n = 0
for i in range(2**30 - 3, 2**30 + 3):
    n += i
print(n, list(range(2**30 - 2, 2**30 + 2)), list(range(-(2**30) - 1, -(2**30) + 2)))  # expect: 6442450941 [1073741822, 1073741823, 1073741824, 1073741825] [-1073741825, -1073741824, -1073741823]
for i in range(3):
    i += 10
    print(i)  # expect: 10
    # expect: 11
    # expect: 12
else:
    print("done")  # expect: done
print(sum(range(101)), max(range(3, 9)), min(range(3, 9)), sorted(range(3), reverse=True), tuple(range(2)))  # expect: 5050 8 3 [2, 1, 0] (0, 1)
it = iter(range(3))
print(next(it), list(it), next(it, "end"))  # expect: 0 [1, 2] end
print(list(range(10))[range(10)[3] :], [*range(2)], {*range(2)}, dict.fromkeys(range(2)))  # expect: [3, 4, 5, 6, 7, 8, 9] [0, 1] {0, 1} {0: None, 1: None}
for a in (0, 1, 5, -4):
    for b in (0, 3, 6, -6):
        print([(list(range(a, b, s)), len(range(a, b, s))) for s in (1, 2, -1, -3)])  # expect: [([], 0), ([], 0), ([], 0), ([], 0)]
        # expect: [([0, 1, 2], 3), ([0, 2], 2), ([], 0), ([], 0)]
        # expect: [([0, 1, 2, 3, 4, 5], 6), ([0, 2, 4], 3), ([], 0), ([], 0)]
        # expect: [([], 0), ([], 0), ([0, -1, -2, -3, -4, -5], 6), ([0, -3], 2)]
        # expect: [([], 0), ([], 0), ([1], 1), ([1], 1)]
        # expect: [([1, 2], 2), ([1], 1), ([], 0), ([], 0)]
        # expect: [([1, 2, 3, 4, 5], 5), ([1, 3, 5], 3), ([], 0), ([], 0)]
        # expect: [([], 0), ([], 0), ([1, 0, -1, -2, -3, -4, -5], 7), ([1, -2, -5], 3)]
        # expect: [([], 0), ([], 0), ([5, 4, 3, 2, 1], 5), ([5, 2], 2)]
        # expect: [([], 0), ([], 0), ([5, 4], 2), ([5], 1)]
        # expect: [([5], 1), ([5], 1), ([], 0), ([], 0)]
        # expect: [([], 0), ([], 0), ([5, 4, 3, 2, 1, 0, -1, -2, -3, -4, -5], 11), ([5, 2, -1, -4], 4)]
        # expect: [([-4, -3, -2, -1], 4), ([-4, -2], 2), ([], 0), ([], 0)]
        # expect: [([-4, -3, -2, -1, 0, 1, 2], 7), ([-4, -2, 0, 2], 4), ([], 0), ([], 0)]
        # expect: [([-4, -3, -2, -1, 0, 1, 2, 3, 4, 5], 10), ([-4, -2, 0, 2, 4], 5), ([], 0), ([], 0)]
        # expect: [([], 0), ([], 0), ([-4, -5], 2), ([-4], 1)]
