# A module's globals have places for names without value.
a = 1


def function():
    global never, later
    return unknown, later, never


first = globals().copy()
print(sorted(name for name in first if name[0] != '_'))  # expect: ['a', 'function']
b = c = d = e = f = g = h = i = j = k = m = n = 2
del e, f
copies = [globals().copy(), dict(globals()), {**globals()}, globals() | {}]
for copy in copies:
    print(len([name for name in copy if name[0] != '_']), 'e' in copy, copy['n'])
    # expect: 13 False 2
    # expect: 13 False 2
    # expect: 13 False 2
    # expect: 13 False 2
later = 3
for copy in copies:
    copy['more'] = 1
    copy.pop('a')
    print('later' in copy, 'a' in copy, sorted(copy)[-3:])
    # expect: False False ['m', 'more', 'n']
    # expect: False False ['m', 'more', 'n']
    # expect: False False ['m', 'more', 'n']
    # expect: False False ['m', 'more', 'n']
