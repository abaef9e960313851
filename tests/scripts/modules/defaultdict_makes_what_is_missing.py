from collections import defaultdict

groups = defaultdict(list)
for word in 'apple bear ant cat bee cow'.split():
    groups[word[0]].append(word)
print(groups)
# expect: defaultdict(<class 'list'>, {'a': ['apple', 'ant'], 'b': ['bear', 'bee'], 'c': ['cat', 'cow']})
print(dict(groups), 'z' in groups, groups.get('z'), len(groups))
# expect: {'a': ['apple', 'ant'], 'b': ['bear', 'bee'], 'c': ['cat', 'cow']} False None 3
counts = defaultdict(int)
for letter in 'mississippi':
    counts[letter] += 1
print(sorted(counts.items()), counts['q'], 'q' in counts)  # expect: [('i', 4), ('m', 1), ('p', 2), ('s', 4)] 0 True
tree = defaultdict(lambda: defaultdict(int))
tree['a']['b'] += 2
print(tree['a'], tree['x']['y'])  # expect: defaultdict(<class 'int'>, {'b': 2}) 0
plain = defaultdict(None, {'k': 1}, other=2)
print(plain, plain.default_factory)  # expect: defaultdict(None, {'k': 1, 'other': 2}) None
try:
    plain['missing']
except KeyError as error:
    print('KeyError', error)
# expect: KeyError 'missing'
try:
    defaultdict(5)
except TypeError as error:
    print(error)
# expect: first argument must be callable or None
copy = counts.copy()
copy['new']
print('new' in copy, 'new' in counts, type(copy).__name__)  # expect: True False defaultdict
print(counts == dict(counts), isinstance(counts, dict))  # expect: True True
print((defaultdict(int, a=1) | {'b': 2}))  # expect: defaultdict(<class 'int'>, {'a': 1, 'b': 2})
