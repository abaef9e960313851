from collections import OrderedDict

d = OrderedDict([('b', 1), ('a', 2)])
d['c'] = 3
d.move_to_end('b')
print(d, list(d), d.popitem(), d.popitem(last=False))
# expect: OrderedDict([('c', 3)]) ['a', 'c', 'b'] ('b', 1) ('a', 2)
d.update(x=1, y=2)
d.move_to_end('y', last=False)
print(list(d.items()), OrderedDict())  # expect: [('y', 2), ('c', 3), ('x', 1)] OrderedDict()
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))  # expect: False True
print(list(reversed(d)), d.copy() == d, isinstance(d, dict), OrderedDict.fromkeys('ab', 0))
# expect: ['x', 'c', 'y'] True True OrderedDict([('a', 0), ('b', 0)])
try:
    OrderedDict().popitem()
except KeyError as error:
    print(error)
# expect: 'dictionary is empty'
try:
    d.move_to_end('nope')
except KeyError as error:
    print(error)
# expect: 'nope'
cache = OrderedDict()
for key in 'abcabd':
    if key in cache:
        cache.move_to_end(key)
    cache[key] = True
    if len(cache) > 3:
        cache.popitem(last=False)
print(list(cache))  # expect: ['a', 'b', 'd']


class Recent(OrderedDict):
    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > 2:
            self.popitem(last=False)


recent = Recent()
recent['a'] = 1
recent['b'] = 2
recent['a']
recent['c'] = 3
print(list(recent), 'b' in recent)  # expect: ['a', 'c'] False
recent.move_to_end('c', last=False)
print(list(recent))  # expect: ['c', 'a']
