import itertools
from itertools import *

print(list(islice(count(10, 3), 4)), list(islice(count(0.5), 2)), list(islice(cycle('abc'), 7)))
# expect: [10, 13, 16, 19] [0.5, 1.5] ['a', 'b', 'c', 'a', 'b', 'c', 'a']
print(list(repeat('x', 3)), list(islice(repeat(1), 2)), list(map(pow, range(4), repeat(2))))
# expect: ['x', 'x', 'x'] [1, 1] [0, 1, 4, 9]
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)))
# expect: [1, 3, 6, 10] [3, 3, 4] [10, 11, 13]
print(list(accumulate([])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=2)))  # expect: [] [2, 2, 4, 12]
print(list(chain('ab', [1], ())), list(chain.from_iterable(['ab', 'cd'])), list(chain()))
# expect: ['a', 'b', 1] ['a', 'b', 'c', 'd'] []
print(list(compress('abcdef', [1, 0, 1, 0, 1, 1])), list(filterfalse(lambda x: x % 2, range(6))))
# expect: ['a', 'c', 'e', 'f'] [0, 2, 4]
print(list(filterfalse(None, [0, 1, ''])))  # expect: [0, '']
print(list(dropwhile(lambda x: x < 3, [1, 4, 2, 5])), list(takewhile(lambda x: x < 3, [1, 2, 4, 1])))
# expect: [4, 2, 5] [1, 2]
print(list(islice('abcdefg', 2)), list(islice('abcdefg', 2, 4)), list(islice('abcdefg', 2, None)))
# expect: ['a', 'b'] ['c', 'd'] ['c', 'd', 'e', 'f', 'g']
print(list(islice('abcdefg', 0, None, 2)), list(islice('abcdefg', 1, 6, 3)), list(islice('ab', 0)))
# expect: ['a', 'c', 'e', 'g'] ['b', 'e'] []
print(list(pairwise('abcd')), list(pairwise('a')), list(starmap(pow, [(2, 3), (3, 2)])))
# expect: [('a', 'b'), ('b', 'c'), ('c', 'd')] [] [8, 9]
print(list(zip_longest('abcd', 'xy', fillvalue='-')), list(zip_longest()))
# expect: [('a', 'x'), ('b', 'y'), ('c', '-'), ('d', '-')] []
first, second = tee([1, 2, 3])
print(next(first), next(first), list(second), list(first))  # expect: 1 2 [1, 2, 3] [3]
print([(key, list(group)) for key, group in groupby('aaabbca')])
# expect: [('a', ['a', 'a', 'a']), ('b', ['b', 'b']), ('c', ['c']), ('a', ['a'])]
print([(key, len(list(group))) for key, group in groupby([1, 3, 2, 4, 5], lambda x: x % 2)])
# expect: [(1, 2), (0, 2), (1, 1)]
print([key for key, group in groupby('aabbc')])  # expect: ['a', 'b', 'c']
groups = [group for key, group in groupby('aab')]
print([list(group) for group in groups], list(groupby([])))  # expect: [[], []] []
print(list(product('ab', [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product('ab', [])))
# expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [(0, 0), (0, 1), (1, 0), (1, 1)] [()] []
print(list(permutations('abc')), len(list(permutations(range(5)))))
# expect: [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')] 120
print(list(permutations('abc', 2)), list(permutations('ab', 3)), list(permutations([], 0)))
# expect: [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [] [()]
print(list(combinations('abcd', 2)), list(combinations('ab', 3)), list(combinations('ab', 0)))
# expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [] [()]
print(list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement('', 2)))
# expect: [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')] []
it = iter(range(10))
print(list(islice(it, 2, 6, 2)), list(it))  # expect: [2, 4] [6, 7, 8, 9]
it = iter([1, 5, 2])
print(list(takewhile(lambda x: x < 4, it)), list(it))  # expect: [1] [2]
for text in (
    'islice("abc", -1)',
    'islice("abc", 1, 2, 0)',
    'islice(5, 2)',
    'islice("abc")',
    'chain(1).__next__()',
    'product("a", repeat=-1)',
    'combinations("a", -1)',
    'permutations("a", "b")',
    'tee([], -1)',
    'count("a")',
):
    try:
        eval(text)
        print(text, 'is accepted')
    except Exception as error:
        print(text, type(error).__name__, error)
# expect: islice("abc", -1) ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: islice("abc", 1, 2, 0) ValueError Step for islice() must be a positive integer or None.
# expect: islice(5, 2) TypeError 'int' object is not iterable
# expect: islice("abc") TypeError islice expected at least 2 arguments, got 1
# expect: chain(1).__next__() TypeError 'int' object is not iterable
# expect: product("a", repeat=-1) ValueError repeat argument cannot be negative
# expect: combinations("a", -1) ValueError r must be non-negative
# expect: permutations("a", "b") TypeError Expected int as r
# expect: tee([], -1) ValueError n must be >= 0
# expect: count("a") TypeError a number is required


def primes():
    found = []
    for number in count(2):
        if all(number % prime for prime in takewhile(lambda prime: prime * prime <= number, found)):
            found.append(number)
            yield number


print(list(islice(primes(), 10)), sum(takewhile(lambda x: x < 100, primes())))
# expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29] 1060
