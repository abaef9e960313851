import operator
from operator import attrgetter, itemgetter, methodcaller

rows = [('b', 2, 'x'), ('a', 3, 'y'), ('c', 1, 'z')]
print(sorted(rows, key=itemgetter(1)))  # expect: [('c', 1, 'z'), ('b', 2, 'x'), ('a', 3, 'y')]
print(list(map(itemgetter(0, 2), rows)))  # expect: [('b', 'x'), ('a', 'y'), ('c', 'z')]
print(itemgetter('k')({'k': 5}), itemgetter(slice(1, 3))('abcd'))  # expect: 5 bc


class Point:
    def __init__(self, x, child=None):
        self.x = x
        self.child = child

    def scaled(self, factor, plus=0):
        return self.x * factor + plus


point = Point(3, Point(7))
print(attrgetter('x')(point), attrgetter('child.x')(point), attrgetter('x', 'child.x')(point))  # expect: 3 7 (3, 7)
print(methodcaller('scaled', 2, plus=1)(point), methodcaller('upper')('abc'))  # expect: 7 ABC
print(itemgetter(1), itemgetter(1, 'a'))  # expect: operator.itemgetter(1) operator.itemgetter(1, 'a')
print(attrgetter('a.b', 'c'))  # expect: operator.attrgetter('a.b', 'c')
print(methodcaller('f', 1, k=2))  # expect: operator.methodcaller('f', 1, k=2)
try:
    attrgetter(1)
except TypeError as error:
    print(error)
# expect: attribute name must be a string
print(operator.call(max, 1, 5, key=lambda x: -x))  # expect: 1
