def error(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as exception:
        print(type(exception).__name__ + ":", exception)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


l = list(range(10))
print(l[2:5], l[:3], l[7:], l[:], l[-3:], l[:-7], l[5:2], l[20:], l[-20:2])  # expect: [2, 3, 4] [0, 1, 2] [7, 8, 9] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [7, 8, 9] [0, 1, 2] [] [] [0, 1]
print(l[::2], l[1::3], l[::-1], l[8:2:-2], l[::-4], l[-1:-5:-1], l[2:100:5], l[100::-3])  # expect: [0, 2, 4, 6, 8] [1, 4, 7] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [8, 6, 4] [9, 5, 1] [9, 8, 7, 6] [2, 7] [9, 6, 3, 0]
print(l[Index(1) : Index(4)], l[None:None:None], l[True:3])  # expect: [1, 2, 3] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [1, 2]
print(l[10**20 :], l[: 10**20], l[-(10**20) :][:2], l[:: 10**20], l[:: -(10**20)])  # expect: [] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [0, 1] [0] [9]
error(lambda: l[::0])  # expect: ValueError: slice step cannot be zero
error(lambda: l["a":])  # expect: TypeError: slice indices must be integers or None or have an __index__ method
error(lambda: l[1.5:])  # expect: TypeError: slice indices must be integers or None or have an __index__ method


def assign(l, key, value):
    l[key] = value
    return l


def delete(l, key):
    del l[key]
    return l


for key, value in [
    (slice(2, 4), "xyz"),
    (slice(2, 4), []),
    (slice(0, 0), [1, 2]),
    (slice(5, 2), "ab"),
    (slice(None), (7, 8)),
    (slice(3, None), [1]),
    (slice(None, 3), []),
    (slice(-2, None), range(3)),
    (slice(1, 9, 2), "wxyz"),
    (slice(None, None, -1), range(10)),
    (slice(None, None, 3), [0, 0, 0, 0]),
    (slice(1, 9, 2), "wxy"),
    (slice(None, None, -3), [1]),
    (slice(2, 4), 5),
    (slice(2, 4, 2), 5),
    (slice(2, 4), {"k": 1}),
    (slice(2, 4), (x for x in "pq")),
    (slice(Index(1), Index(3)), [0]),
]:
    error(assign, list(range(10)), key, value)  # expect: [0, 1, 'x', 'y', 'z', 4, 5, 6, 7, 8, 9]
    # expect: [0, 1, 4, 5, 6, 7, 8, 9]
    # expect: [1, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    # expect: [0, 1, 2, 3, 4, 'a', 'b', 5, 6, 7, 8, 9]
    # expect: [7, 8]
    # expect: [0, 1, 2, 1]
    # expect: [3, 4, 5, 6, 7, 8, 9]
    # expect: [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2]
    # expect: [0, 'w', 2, 'x', 4, 'y', 6, 'z', 8, 9]
    # expect: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    # expect: [0, 1, 2, 0, 4, 5, 0, 7, 8, 0]
    # expect: ValueError: attempt to assign sequence of size 3 to extended slice of size 4
    # expect: ValueError: attempt to assign sequence of size 1 to extended slice of size 4
    # expect: TypeError: can only assign an iterable
    # expect: TypeError: must assign iterable to extended slice
    # expect: [0, 1, 'k', 4, 5, 6, 7, 8, 9]
    # expect: [0, 1, 'p', 'q', 4, 5, 6, 7, 8, 9]
    # expect: [0, 0, 3, 4, 5, 6, 7, 8, 9]
for key in [
    slice(2, 4),
    slice(None),
    slice(5, 2),
    slice(None, None, 2),
    slice(None, None, -2),
    slice(1, 8, 3),
    slice(8, 1, -3),
    slice(-3, None),
    slice(None, 3),
    slice(0, 10, 9),
    slice(3, 4, 5),
    slice(Index(0), Index(9), Index(2)),
]:
    error(delete, list(range(10)), key)  # expect: [0, 1, 4, 5, 6, 7, 8, 9]
    # expect: []
    # expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    # expect: [1, 3, 5, 7, 9]
    # expect: [0, 2, 4, 6, 8]
    # expect: [0, 2, 3, 5, 6, 8, 9]
    # expect: [0, 1, 3, 4, 6, 7, 9]
    # expect: [0, 1, 2, 3, 4, 5, 6]
    # expect: [3, 4, 5, 6, 7, 8, 9]
    # expect: [1, 2, 3, 4, 5, 6, 7, 8]
    # expect: [0, 1, 2, 4, 5, 6, 7, 8, 9]
    # expect: [1, 3, 5, 7, 9]
l = [1, 2, 3]
l[1:2] = l
print(l)  # expect: [1, 1, 2, 3, 3]
l[::2] = l[::-2]
print(l)  # expect: [3, 1, 2, 3, 1]
l[len(l) :] = [9]
l[:0] = [8]
print(l)  # expect: [8, 3, 1, 2, 3, 1, 9]
l[:] = l
print(l)  # expect: [8, 3, 1, 2, 3, 1, 9]
l[1:1] = l
print(l)  # expect: [8, 8, 3, 1, 2, 3, 1, 9, 3, 1, 2, 3, 1, 9]
for start in (None, 0, 2, -2, 7, -9):
    for stop in (None, 0, 3, -1, 9):
        print([list(range(6))[start:stop:step] for step in (None, 1, 2, 3, -1, -2)])  # expect: [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 2, 4], [0, 3], [5, 4, 3, 2, 1, 0], [5, 3, 1]]
        # expect: [[], [], [], [], [5, 4, 3, 2, 1], [5, 3, 1]]
        # expect: [[0, 1, 2], [0, 1, 2], [0, 2], [0], [5, 4], [5]]
        # expect: [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 2, 4], [0, 3], [], []]
        # expect: [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 2, 4], [0, 3], [], []]
        # expect: [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 2, 4], [0, 3], [0], [0]]
        # expect: [[], [], [], [], [], []]
        # expect: [[0, 1, 2], [0, 1, 2], [0, 2], [0], [], []]
        # expect: [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 2, 4], [0, 3], [], []]
        # expect: [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 2, 4], [0, 3], [], []]
        # expect: [[2, 3, 4, 5], [2, 3, 4, 5], [2, 4], [2, 5], [2, 1, 0], [2, 0]]
        # expect: [[], [], [], [], [2, 1], [2]]
        # expect: [[2], [2], [2], [2], [], []]
        # expect: [[2, 3, 4], [2, 3, 4], [2, 4], [2], [], []]
        # expect: [[2, 3, 4, 5], [2, 3, 4, 5], [2, 4], [2, 5], [], []]
        # expect: [[4, 5], [4, 5], [4], [4], [4, 3, 2, 1, 0], [4, 2, 0]]
        # expect: [[], [], [], [], [4, 3, 2, 1], [4, 2]]
        # expect: [[], [], [], [], [4], [4]]
        # expect: [[4], [4], [4], [4], [], []]
        # expect: [[4, 5], [4, 5], [4], [4], [], []]
        # expect: [[], [], [], [], [5, 4, 3, 2, 1, 0], [5, 3, 1]]
        # expect: [[], [], [], [], [5, 4, 3, 2, 1], [5, 3, 1]]
        # expect: [[], [], [], [], [5, 4], [5]]
        # expect: [[], [], [], [], [], []]
        # expect: [[], [], [], [], [], []]
        # expect: [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 2, 4], [0, 3], [], []]
        # expect: [[], [], [], [], [], []]
        # expect: [[0, 1, 2], [0, 1, 2], [0, 2], [0], [], []]
        # expect: [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 2, 4], [0, 3], [], []]
        # expect: [[0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 2, 4], [0, 3], [], []]
