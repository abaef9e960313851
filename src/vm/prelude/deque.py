# Deques: what may run code of scripts.


def _deque_extend(self, iterable):
    if iterable is self:
        iterable = list(iterable)
    append = self.append
    for item in iterable:
        append(item)
    return self


def _deque_extend_method(self, iterable):
    _deque_extend(self, iterable)


def _deque_extend_left(self, iterable):
    if iterable is self:
        iterable = list(iterable)
    append = self.appendleft
    for item in iterable:
        append(item)


def _deque_repr(self):
    most = "" if self.maxlen is None else f", maxlen={self.maxlen}"
    return f"{type(self).__name__}({_deque_items_repr(self)}{most})"


def _deque_items_repr(self):
    parts = ["[...]" if item is self else repr(item) for item in self]
    return "[" + ", ".join(parts) + "]"


def _deque_reversed(self):
    length = len(self)
    return _deque_backwards(self, length)


def _deque_backwards(self, index):
    length = index
    while index:
        if len(self) != length:
            raise RuntimeError("deque mutated during iteration")
        index -= 1
        yield self[index]


def _deque_contains(self, value):
    for item in self:
        if item is value or item == value:
            return True
    return False


def _deque_count(self, value):
    count = 0
    for item in self:
        if item is value or item == value:
            count += 1
    return count


def _deque_index(self, value, start, stop):
    length = len(self)
    start = _index(start)
    stop = _index(stop)
    if start < 0:
        start = max(0, start + length)
    if stop < 0:
        stop += length
    for index in range(start, min(stop, length)):
        item = self[index]
        if item is value or item == value:
            return index
        if len(self) != length:
            raise RuntimeError("deque mutated during iteration")
    raise ValueError(f"{value!r} is not in deque")


def _deque_remove(self, value):
    length = len(self)
    for index in range(length):
        item = self[index]
        found = item is value or item == value
        if len(self) != length:
            raise IndexError("deque mutated during remove().")
        if found:
            del self[index]
            return
    raise ValueError(f"{value!r} is not in deque")


def _deque_multiply(self, times, in_place):
    items = list(self)
    made = self
    if in_place:
        self.clear()
    else:
        made = self.copy()
        made.clear()
    for turn in range(times):
        made.extend(items)
    return made


def _deque_compare(op, a, b):
    return _sequence_compare(op, list(a), list(b))
