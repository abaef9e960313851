from collections import ChainMap, UserDict, UserList, UserString

base, local = {'a': 1, 'b': 2}, {'b': 20}
chain = ChainMap(local, base)
print(chain['a'], chain['b'], len(chain), sorted(chain), 'z' in chain, chain.get('z', 0))
# expect: 1 20 2 ['a', 'b'] False 0
chain['c'] = 3
child = chain.new_child({'a': 100})
print(local, child['a'], child.parents['a'], chain.maps, dict(child))
# expect: {'b': 20, 'c': 3} 100 1 [{'b': 20, 'c': 3}, {'a': 1, 'b': 2}] {'a': 100, 'b': 20, 'c': 3}
try:
    del chain['a']
except KeyError as error:
    print(error)
# expect: "Key not found in the first mapping: 'a'"
print(ChainMap({'x': 1}), chain.pop('c'))  # expect: ChainMap({'x': 1}) 3


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper({'a': 1}, b=2)
u['c'] = 3
print(u, len(u), 'A' in u, u.data, u | {'D': 4}, u.copy() == u)
# expect: {'A': 1, 'B': 2, 'C': 3} 3 True {'A': 1, 'B': 2, 'C': 3} {'A': 1, 'B': 2, 'C': 3, 'D': 4} True


class Log(UserList):
    def append(self, item):
        super().append(f'[{item}]')


log = Log(['x'])
log.append('y')
print(log, log[0], log[1:], len(log), log + ['z'], log * 2, log == ['x', '[y]'], sorted(log))
# expect: ['x', '[y]'] x ['[y]'] 2 ['x', '[y]', 'z'] ['x', '[y]', 'x', '[y]'] True ['[y]', 'x']
s = UserString('hello')
print(s, s.upper(), s[1], s + ' world', len(s), s == 'hello', 'ell' in s, s.split('l'), isinstance(s.title(), UserString))
# expect: hello HELLO e hello world 5 True True ['he', '', 'o'] True
