import gc


class C:
    pass


objects = [C() for _ in range(60)] + [[] for _ in range(20)] + [str(n) * 20 for n in range(20)]
before = [id(one) for one in objects]
junk = [[one] * 3 for one in range(300)]
del junk
gc.collect()
more = [(one, id(one)) for one in [C() for _ in range(40)]]
del objects[3:90:7]
del before[3:90:7]
gc.collect()
print(before == [id(one) for one in objects], len(set(before)) == len(before))  # expect: True True
print(all(id(one) == number for one, number in more))  # expect: True
print(id(objects[0]) != id(objects[1]), id(1) == id(1), id(C) == id(C))  # expect: True True True
print(f'{id(objects[0]):x}' in repr(objects[0]))  # expect: True


# So do hashes that scripts are told.
class Pair:
    def __init__(self, one, two):
        self.both = one, two

    def __eq__(self, other):
        return self.both == other.both

    def __hash__(self):
        return hash(self.both)


pairs = {Pair(one, 1): number for number, one in enumerate(objects) if isinstance(one, C)}
hashes = [hash((one, len)) for one in objects if isinstance(one, C)]
junk = [[one] * 3 for one in range(300)]
del junk
gc.collect()
print(all(pairs[Pair(one, 1)] == number for number, one in enumerate(objects) if isinstance(one, C)))  # expect: True
print(hashes == [hash((one, len)) for one in objects if isinstance(one, C)])  # expect: True
