def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


def grow(d):
    for key in d:
        d[key + 100] = 1


def shrink(d):
    for key in d.items():
        d.popitem()
        d.pop(0, None)


def grow_set(s):
    for item in s:
        s.add(item + 100)


error(grow, {1: 2})  # expect: RuntimeError: dictionary changed size during iteration
error(shrink, {0: 1, 1: 2, 3: 4})  # expect: RuntimeError: dictionary changed size during iteration
error(grow_set, {1, 2})  # expect: RuntimeError: Set changed size during iteration
d = {1: 2, 3: 4}
for key in d:
    d[key] = 0
print(d)  # expect: {1: 0, 3: 0}
it = iter(d)
next(it)
d[5] = 6
error(next, it)  # expect: RuntimeError: dictionary changed size during iteration
error(next, it)  # expect: RuntimeError: dictionary changed size during iteration
it = iter(d)
print(list(it), list(it))  # expect: [1, 3, 5] []
d[7] = 8
error(next, it)  # expect: StopIteration:
for key in list(d):
    del d[key]
print(d)  # expect: {}
l = [1, 2, 3]
for x in l:
    if x < 10:
        l.append(x + 10)
print(l)  # expect: [1, 2, 3, 11, 12, 13]
for x in l:
    l.remove(x)
print(l)  # expect: [2, 11, 13]
it = iter([1])
print(next(it), next(it, None))  # expect: 1 None
l = [1]
it = iter(l)
print(list(it))  # expect: [1]
l.append(2)
print(list(it))  # expect: []
it = reversed(l)
l.pop()
print(list(it))  # expect: []
