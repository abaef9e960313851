from collections import Counter

c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], len(c), c.total())
# expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) [('a', 5), ('b', 2)] 0 5 11
print(sorted(c.elements()), Counter(a=2, b=0), Counter({'x': 3}))
# expect: ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'r', 'r'] Counter({'a': 2, 'b': 0}) Counter({'x': 3})
c.update('aaa')
c.subtract({'b': 5})
print(c['a'], c['b'])  # expect: 8 -3
del c['nothing']
d = Counter(a=3, b=1)
e = Counter(a=1, b=2)
print(d + e, d - e, d & e, d | e, +Counter(a=-1, b=2), -Counter(a=-1, b=2))
# expect: Counter({'a': 4, 'b': 3}) Counter({'a': 2}) Counter({'a': 1, 'b': 1}) Counter({'a': 3, 'b': 2}) Counter({'b': 2}) Counter({'a': 1})
print(d == e, d <= e, Counter(a=1) <= d, Counter(a=1) < d, Counter(a=1, b=0) == Counter(a=1))
# expect: False False True True True
d += e
print(d)  # expect: Counter({'a': 4, 'b': 3})
d -= Counter(a=4)
print(d)  # expect: Counter({'b': 3})
words = Counter('the cat and the dog and the bird'.split())
print(words.most_common(), words.copy() == words, Counter())
# expect: [('the', 3), ('and', 2), ('cat', 1), ('dog', 1), ('bird', 1)] True Counter()
print(Counter(x % 3 for x in range(10)))  # expect: Counter({0: 4, 1: 3, 2: 3})
