"""What the language calls by itself, calling itself: operators, properties, attribute hooks, truth, items."""


class Loop:
    def __eq__(self, other):
        return self == other

    def __add__(self, other):
        return self + other

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __bool__(self):
        return not self

    def __getitem__(self, index):
        return self[index]

    def __repr__(self):
        return repr(self)

    @property
    def size(self):
        return self.size


loop = Loop()
for descend in (
    lambda: loop == 1,
    lambda: loop + 1,
    lambda: loop.missing,
    lambda: not loop,
    lambda: loop[0],
    lambda: repr(loop),
    lambda: loop.size,
):
    try:
        descend()
    except (RuntimeError, MemoryError, AttributeError):
        pass
    else:
        raise AssertionError("no end reached")
