from collections import ChainMap, UserDict, UserList, deque
from collections.abc import Mapping, Sequence


class Letters(Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return "abc"[index]


class One(Mapping):
    def __len__(self):
        return 1

    def __iter__(self):
        return iter("a")

    def __getitem__(self, key):
        return {"a": 1}[key]


class Registered:
    def __len__(self):
        return 1

    def __getitem__(self, index):
        return [9][index]


def what(subject):
    match subject:
        case []:
            return "empty"
        case [first, *rest]:
            return first, rest
        case {"a": value, **rest}:
            return "map", value, rest
    return None


print(what(Letters()), what(One()))  # expect: ('a', ['b', 'c']) ('map', 1, {})
print(what("abc"), what(b"ab"), what({1}))  # expect: None None None
print(what(deque([1, 2])), what(UserList([4, 5])))  # expect: (1, [2]) (4, [5])
print(what(UserDict(a=1)), what(ChainMap({"a": 2})))  # expect: ('map', 1, {}) ('map', 2, {})
print(what(Registered()))  # expect: None
Sequence.register(Registered)
print(what(Registered()))  # expect: (9, [])
