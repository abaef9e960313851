from collections import deque

d = deque(maxlen=3)
for i in range(6):
    d.append(i)
print(d, d.maxlen)  # expect: deque([3, 4, 5], maxlen=3) 3
d.appendleft(9)
print(d)  # expect: deque([9, 3, 4], maxlen=3)
d.extend([1, 2])
d.extendleft('xy')
print(d)  # expect: deque(['y', 'x', 4], maxlen=3)
try:
    d.insert(1, 0)
except IndexError as error:
    print(error)
# expect: deque already at its maximum size
print(deque('abcdef', 2), deque([1, 2], maxlen=0), d.copy(), d + deque([7]))
# expect: deque(['e', 'f'], maxlen=2) deque([], maxlen=0) deque(['y', 'x', 4], maxlen=3) deque(['x', 4, 7], maxlen=3)


class Recent(deque):
    def __init__(self, size):
        super().__init__((), size)

    def last(self):
        return self[-1]


r = Recent(2)
r.extend([1, 2, 3])
print(list(r), r.last(), len(r), isinstance(r, deque), r.maxlen)  # expect: [2, 3] 3 2 True 2
