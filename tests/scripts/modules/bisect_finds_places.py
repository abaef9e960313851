import bisect
from bisect import bisect_left, bisect_right, insort

scores = [33, 99, 77, 70, 89, 90, 100]
print([('FDCBA'[bisect.bisect([60, 70, 80, 90], score)]) for score in scores])
# expect: ['F', 'A', 'C', 'C', 'B', 'A', 'A']
a = [1, 2, 2, 2, 5]
print(bisect_left(a, 2), bisect_right(a, 2), bisect_left(a, 0), bisect_right(a, 9), bisect_left(a, 2, 2))
# expect: 1 4 0 5 2
insort(a, 3)
bisect.insort_left(a, 2)
print(a)  # expect: [1, 2, 2, 2, 2, 3, 5]
rows = [('a', 3), ('b', 5)]
bisect.insort(rows, ('c', 4), key=lambda row: row[1])
print(rows, bisect_left(rows, 4, key=lambda row: row[1]))  # expect: [('a', 3), ('c', 4), ('b', 5)] 1
try:
    bisect_left(a, 1, -1)
except ValueError as error:
    print(error)
# expect: lo must be non-negative
