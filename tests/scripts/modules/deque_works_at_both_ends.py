from collections import deque

d = deque()
for i in range(5):
    d.append(i)
    d.appendleft(-i)
print(d, len(d))  # expect: deque([-4, -3, -2, -1, 0, 0, 1, 2, 3, 4]) 10
print(d.pop(), d.popleft(), d[0], d[-1], d[4])  # expect: 4 -4 -3 3 0
d[0] = 'x'
d[-1] = 'y'
del d[3]
print(list(d))  # expect: ['x', -2, -1, 0, 1, 2, 'y']
d.rotate(2)
print(d)  # expect: deque([2, 'y', 'x', -2, -1, 0, 1])
d.rotate(-3)
print(d)  # expect: deque([-2, -1, 0, 1, 2, 'y', 'x'])
d.reverse()
d.insert(2, 'z')
d.insert(-100, 'first')
d.insert(100, 'last')
print(d)  # expect: deque(['first', 'x', 'y', 'z', 2, 1, 0, -1, -2, 'last'])
d.extend('ab')
d.extendleft([1, 2])
print(d.index('y'), d.count(1), 'z' in d, 'q' in d)  # expect: 4 2 True False
d.remove('x')
print(list(reversed(d)))  # expect: ['b', 'a', 'last', -2, -1, 0, 1, 2, 'z', 'y', 'first', 1, 2]
print(d == deque(d), d == list(d), d != deque(), deque([1, 2]) < deque([1, 3]))  # expect: True False True True
print(deque([1]) + deque([2]), deque([1, 2]) * 2)  # expect: deque([1, 2]) deque([1, 2, 1, 2])
e = deque([1, 2])
e += (3, 4)
e *= 2
print(e, bool(e), bool(deque()))  # expect: deque([1, 2, 3, 4, 1, 2, 3, 4]) True False
e.clear()
print(e, e.copy(), e.maxlen)  # expect: deque([]) deque([]) None
for text in ('e.pop()', 'e.popleft()', 'e[0]', "e['a']", 'e.remove(3)', 'e.index(3)', 'hash(e)', 'deque(5)', 'deque([], -1)'):
    try:
        eval(text)
    except Exception as error:
        print(type(error).__name__, error)
# expect: IndexError pop from an empty deque
# expect: IndexError pop from an empty deque
# expect: IndexError deque index out of range
# expect: TypeError sequence index must be integer, not 'str'
# expect: ValueError 3 is not in deque
# expect: ValueError 3 is not in deque
# expect: TypeError unhashable type: 'collections.deque'
# expect: TypeError 'int' object is not iterable
# expect: ValueError maxlen must be non-negative
d = deque(range(6))
try:
    for item in d:
        d.append(item)
except RuntimeError as error:
    print(error)
# expect: deque mutated during iteration
queue = deque()
total = 0
for i in range(2000):
    queue.append(i)
    if i % 3:
        total += queue.popleft()
print(len(queue), total, sum(queue), max(queue))  # expect: 667 887778 1111222 1999
