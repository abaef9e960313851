import gc


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def dropped():
    D('a')


dropped()
gc.collect()  # expect: del a


class Base(D):
    pass


class Ring:
    def __init__(self):
        self.itself = self

    def __del__(self):
        print('ring')


def dropped():
    Base('b')
    Ring()


seen = []
_print = print
print = lambda *what: seen.append(what)
dropped()
gc.collect()
print = _print
print(sorted(seen))  # expect: [('del', 'b'), ('ring',)]


# One that comes back is not finalized twice, and what it refers to comes back with it.
class Risen:
    def __del__(self):
        global risen
        risen = self


def dropped():
    Risen().parts = [1, [2]]


dropped()
gc.collect()
print(risen.parts)  # expect: [1, [2]]
del risen
gc.collect()
print('risen' in globals())  # expect: False


# Many, at any time.
class Counted:
    def __init__(self):
        self.some = [1, 2, 3]

    def __del__(self):
        global count
        count += self.some.pop()


count = 0
for _ in range(20):
    Counted()
gc.collect()
for _ in range(3):
    pass
del _
gc.collect()
print(count)  # expect: 60
