from collections import deque
from collections.abc import (Callable, Collection, Container, Generator, Hashable, Iterable, Iterator, Mapping,
                             MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized)

samples = [[], (), {}, set(), frozenset(), '', b'', bytearray(), range(1), iter([]), (x for x in ()), len, 1, deque(), object()]
kinds = [Iterable, Iterator, Sized, Container, Collection, Hashable, Callable, Reversible, Generator, Sequence,
         MutableSequence, Set, MutableSet, Mapping, MutableMapping]
for kind in kinds:
    print(kind.__name__, ''.join('x' if isinstance(sample, kind) else '.' for sample in samples))
# expect: Iterable xxxxxxxxxxx..x.
# expect: Iterator .........xx....
# expect: Sized xxxxxxxxx....x.
# expect: Container xxxxxxxxx....x.
# expect: Collection xxxxxxxxx....x.
# expect: Hashable .x..xxx.xxxxx.x
# expect: Callable ...........x...
# expect: Reversible xxx..xxxx....x.
# expect: Generator ..........x....
# expect: Sequence xx...xxxx....x.
# expect: MutableSequence x......x.....x.
# expect: Set ...xx..........
# expect: MutableSet ...x...........
# expect: Mapping ..x............
# expect: MutableMapping ..x............


class Countdown(Sequence):
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size

    def __getitem__(self, index):
        if not 0 <= index < self.size:
            raise IndexError(index)
        return self.size - index


c = Countdown(4)
print(list(c), 3 in c, 9 in c, c.index(2), c.count(1), list(reversed(c)), isinstance(c, Iterable))
# expect: [4, 3, 2, 1] True False 2 1 [1, 2, 3, 4] True


class Lower(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = Lower({'A': 1}, B=2)
print(m['a'], 'b' in m, m.get('z', 0), dict(m), sorted(m.items()), m.pop('A'), m.setdefault('C', 3), len(m))
# expect: 1 True 0 {'a': 1, 'b': 2} [('a', 1), ('b', 2)] 1 3 2
print(m == {'b': 2, 'c': 3}, list(m.keys()), list(m.values()), m.popitem())  # expect: True ['b', 'c'] [2, 3] ('b', 2)
try:
    Mapping()
except TypeError as error:
    print(error)
# expect: Can't instantiate abstract class Mapping with abstract methods __getitem__, __iter__, __len__


class Bag(Set):
    def __init__(self, items):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = Bag('abc'), Bag('bcd')
print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a <= b, Bag('ab') < a, a == Bag('cba'), a.isdisjoint('xyz'))
# expect: ['b', 'c'] ['a', 'b', 'c', 'd'] ['a'] ['a', 'd'] False True True True


class Plain:
    def __iter__(self):
        return iter(())


class NoHash:
    __hash__ = None


print(isinstance(Plain(), Iterable), isinstance(Plain(), Sized), isinstance(NoHash(), Hashable), issubclass(dict, Mapping))
# expect: True False False True
