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


s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(1, 2), slice(None), slice("a", [1], (2,)))  # expect: slice(1, 10, 2) 1 10 2 slice(None, 5, None) slice(1, 2, None) slice(None, None, None) slice('a', [1], (2,))
print(s.indices(5), s.indices(100), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(5).indices(3))  # expect: (1, 5, 2) (1, 10, 2) (4, -1, -1) (7, 10, 1) (0, 3, 1)
print(slice(10**20).indices(5), slice(None).indices(10**20), slice(Index(1), Index(-1)).indices(Index(9)), slice(-100, 100, 7).indices(30))  # expect: (0, 5, 1) (0, 100000000000000000000, 1) (1, 8, 1) (0, 30, 7)
error(s.indices, -1)  # expect: ValueError: length should not be negative
error(s.indices, "a")  # expect: TypeError: 'str' object cannot be interpreted as an integer
error(slice(1, 2, 0).indices, 5)  # expect: ValueError: slice step cannot be zero
error(slice("a").indices, 5)  # expect: TypeError: slice indices must be integers or None or have an __index__ method
error(slice)  # expect: TypeError: slice expected at least 1 argument, got 0
error(slice, 1, 2, 3, 4)  # expect: TypeError: slice expected at most 3 arguments, got 4
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 3), slice(1, 2) != slice(1, 2), slice(1) == 1, slice(1, 2) < slice(1, 3))  # expect: True False False False True
error(hash, slice(1))  # expect: TypeError: unhashable type: 'slice'


class Grid:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("delete", key)


g = Grid()
print(g[1], g[1:2], g[:, 1], g[1:2:3, ...], g[()], g[::], g["a":"b"])  # expect: 1 slice(1, 2, None) (slice(None, None, None), 1) (slice(1, 2, 3), Ellipsis) () slice(None, None, None) slice('a', 'b', None)
g[1:2] = 3  # expect: set slice(1, 2, None) 3
g[:, 0] = 4  # expect: set (slice(None, None, None), 0) 4
del g[2:]  # expect: delete slice(2, None, None)
