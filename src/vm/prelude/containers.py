# Lists, tuples, dicts, sets, ranges and iterators: what may run code of scripts.


# [repr]. `outer` is a chain of pairs: the containers that are being shown, innermost first.

def _list_repr(self):
    return _repr_inside(self, None)


def _repr_inside(value, outer):
    kind = _container(value)
    if kind == 0:
        return repr(value)
    link = outer
    while link is not None:
        if link[0] is value:
            return "[...]" if kind == 1 else "(...)" if kind == 2 else "{...}" if kind == 3 else _set_name(kind) + "(...)"
        link = link[1]
    text = _flat_repr(value)
    if text is not None:
        return text
    inner = (value, outer)
    parts = []
    if kind == 3:
        for key, item in value.items():
            parts.append(_repr_inside(key, inner) + ": " + _repr_inside(item, inner))
        return "{" + ", ".join(parts) + "}"
    for item in value:
        parts.append(_repr_inside(item, inner))
    text = ", ".join(parts)
    if kind == 1:
        return "[" + text + "]"
    if kind == 2:
        return "(" + text + ",)" if len(parts) == 1 else "(" + text + ")"
    if kind == 4:
        return "{" + text + "}"
    if kind == 5:
        return "frozenset({" + text + "})"
    return _set_name(kind) + "([" + text + "])"


def _set_name(kind):
    return ("set", "frozenset", "dict_keys", "dict_values", "dict_items")[kind - 4]


def _slice_repr(self):
    return f"slice({self.start!r}, {self.stop!r}, {self.step!r})"


# [comparing]

def _compare_values(op, a, b):
    if op == 0:
        return a < b
    if op == 1:
        return a <= b
    if op == 2:
        return a > b
    if op == 3:
        return a >= b
    if op == 4:
        return a == b
    return a != b


def _sequence_compare(op, a, b):
    if op >= 4 and len(a) != len(b):
        return op == 5
    index = 0
    while True:
        index = _difference(a, b, index)
        if index >= len(a) or index >= len(b):
            break
        left = a[index]
        right = b[index]
        if left is not right and not left == right:
            if op >= 4:
                return op == 5
            return _compare_values(op, left, right)
        index += 1
    return _compare_values(op, len(a), len(b))


def _dict_equal(a, b):
    if len(a) != len(b):
        return False
    for key, value in a.items():
        other = b.get(key, _take)
        if other is _take:
            return False
        if other is not value and not value == other:
            return False
    return True


def _dict_not_equal(a, b):
    return not _dict_equal(a, b)


# [searching a list or a tuple]

def _find(sequence, item, start, stop):
    index = start
    while index < stop:
        # Past all items that are surely different, or as far as one call looks.
        index = _scan(sequence, item, index, stop)
        if index >= stop or index >= len(sequence):
            break
        other = sequence[index]
        if other is item or other == item:
            return index
        index += 1
    return -1


def _sequence_contains(sequence, item):
    return _find(sequence, item, 0, 1073741823) >= 0


def _sequence_index(sequence, item, start, stop):
    index = _find(sequence, item, start, stop)
    if index < 0:
        raise ValueError("tuple.index(x): x not in tuple" if isinstance(sequence, tuple) else f"{item!r} is not in list")
    return index


def _sequence_count(sequence, item):
    count = 0
    index = _find(sequence, item, 0, 1073741823)
    while index >= 0:
        count += 1
        index = _find(sequence, item, index + 1, 1073741823)
    return count


def _list_remove(self, item):
    index = _find(self, item, 0, 1073741823)
    if index < 0:
        raise ValueError("list.remove(x): x not in list")
    del self[index]


# [making lists and tuples]

def _list_extend(self, iterable):
    iterator = iter(iterable)
    while True:
        done = _take(self, iterator)
        if done:
            return
        if done is None:
            break
    append = self.append
    for item in iterator:
        append(item)


def _list_from(iterable):
    made = []
    _list_extend(made, iterable)
    return made


def _tuple_from(iterable):
    return tuple(_list_from(iterable))


def _list_in_place_add(self, iterable):
    _list_extend(self, iterable)
    return self


def _list_set_slice(self, key, value):
    if not hasattr(type(value), "__iter__") and not hasattr(type(value), "__getitem__"):
        if key.step is None or key.step == 1:
            raise TypeError("can only assign an iterable")
        raise TypeError("must assign iterable to extended slice")
    self[key] = _list_from(value)


def _unpack_items(source, count):
    items = []
    for item in source:
        if len(items) == count:
            raise ValueError(f"too many values to unpack (expected {count})")
        items.append(item)
    return items


# [sorting]: entries are a key and an item each, or an item alone.

def _list_sort(self, key, reverse):
    items = _sort_detach(self)
    try:
        if key is None:
            if reverse:
                items.reverse()
            items = _sort_entries(items, 1)
            if reverse:
                items.reverse()
        else:
            keys = [key(item) for item in items]
            if not _sort_by(keys, items, reverse):
                items = _sort_long(keys, items, reverse)
    finally:
        clean = _sort_attach(self, items)
    if not clean:
        raise ValueError("list modified during sort")


def _sort_long(keys, items, reverse):
    if reverse:
        keys.reverse()
        items = items[::-1]
    entries = []
    start = 0
    while start < len(keys):
        start = _sort_pair(entries, keys, items, start)
    keys = None
    entries = _sort_entries(entries, 2)
    start = 0
    end = len(entries) // 2
    while start < end:
        start = _sort_values(entries, start)
    if reverse:
        entries.reverse()
    return entries


def _sort_entries(entries, width):
    count = len(entries) // width
    quick = 0
    while 0 <= quick < count:
        quick = _sort_check(entries, width, quick)
    run = 16 if quick >= 0 else 8
    start = 0
    while start < count:
        end = start + run if start + run < count else count
        if quick >= 0:
            _sort_run(entries, width, start, end)
        else:
            _sort_insert(entries, width, start, end)
        start = end
    if run >= count:
        return entries
    other = [None] * len(entries)
    while run < count:
        start = 0
        while start < count:
            middle = start + run if start + run < count else count
            end = middle + run if middle + run < count else count
            place = [start, middle, middle, end, start]
            if quick >= 0:
                while not _sort_merge(entries, other, width, place):
                    pass
            else:
                _sort_merge_slowly(entries, other, width, place)
            start = end
        entries, other = other, entries
        run += run
    return entries


def _sort_insert(entries, width, start, end):
    for index in range(start + 1, end):
        key = entries[index * width]
        low = start
        high = index
        # Most lists are in order already, or nearly.
        if not key < entries[(index - 1) * width]:
            continue
        high -= 1
        while low < high:
            middle = (low + high) // 2
            if key < entries[middle * width]:
                high = middle
            else:
                low = middle + 1
        entry = entries[index * width:index * width + width]
        entries[low * width + width:index * width + width] = entries[low * width:index * width]
        entries[low * width:low * width + width] = entry


def _sort_merge_slowly(entries, other, width, place):
    left, middle, right, end, out = place
    while left < middle and right < end:
        if entries[right * width] < entries[left * width]:
            other[out * width] = entries[right * width]
            if width == 2:
                other[out * 2 + 1] = entries[right * 2 + 1]
            right += 1
        else:
            other[out * width] = entries[left * width]
            if width == 2:
                other[out * 2 + 1] = entries[left * 2 + 1]
            left += 1
        out += 1
    rest = middle - left
    other[out * width:(out + rest) * width] = entries[left * width:middle * width]
    out += rest
    other[out * width:(out + end - right) * width] = entries[right * width:end * width]


# [tables]: `_probe` gives the positions of entries with a hash, one after the other.

def _table_find(table, key, hashed):
    while True:
        position = _probe(table, hashed, -1)
        while position >= 0:
            other = _key_at(table, position)
            if other is key:
                return position
            if other == key:
                if _key_at(table, position) is other:
                    return position
                # The comparison has changed the table.
                break
            position = _probe(table, hashed, position)
        else:
            return -1


def _dict_item(self, key):
    position = _table_find(self, key, hash(key))
    if position < 0:
        raise KeyError(key)
    return _value_at(self, position)


def _dict_get(self, key, default):
    position = _table_find(self, key, hash(key))
    return default if position < 0 else _value_at(self, position)


def _dict_contains(self, key):
    return _table_find(self, key, hash(key)) >= 0


def _dict_set(self, key, value):
    hashed = hash(key)
    position = _table_find(self, key, hashed)
    if position < 0:
        _insert(self, hashed, key, value)
    else:
        _set_value_at(self, position, value)


def _dict_delete(self, key):
    position = _table_find(self, key, hash(key))
    if position < 0:
        raise KeyError(key)
    _remove_at(self, position)


def _dict_pop(self, key, *default):
    position = _table_find(self, key, hash(key))
    if position < 0:
        if default:
            return default[0]
        raise KeyError(key)
    value = _value_at(self, position)
    _remove_at(self, position)
    return value


def _dict_setdefault(self, key, default):
    hashed = hash(key)
    position = _table_find(self, key, hashed)
    if position >= 0:
        return _value_at(self, position)
    _insert(self, hashed, key, default)
    return default


def _dict_build(pairs):
    made = {}
    for index in range(0, len(pairs), 2):
        made[pairs[index]] = pairs[index + 1]
    return made


def _dict_from(mapping):
    made = {}
    _dict_update(made, mapping)
    return made


def _dict_update_keywords(self, mapping=(), /, **keywords):
    dict.update(self, mapping)
    dict.update(self, keywords)


def _dict__init___keywords(self, mapping=(), /, **keywords):
    dict.update(self, mapping)
    dict.update(self, keywords)


# A dict that is not walked in another way is taken as it is, whatever its class does for items.
def _is_plain_dict(mapping):
    return isinstance(mapping, dict) and _class_attribute(type(mapping), "__iter__") is None


def _dict_update(self, mapping):
    if _is_plain_dict(mapping):
        for key, value in dict.items(mapping):
            self[key] = value
        return
    if hasattr(mapping, "keys"):
        for key in mapping.keys():
            self[key] = mapping[key]
        return
    index = 0
    for pair in mapping:
        if not isinstance(pair, (list, tuple)):
            if not hasattr(type(pair), "__iter__") and not hasattr(type(pair), "__getitem__"):
                raise TypeError(f"cannot convert dictionary update sequence element #{index} to a sequence")
            pair = tuple(pair)
        if len(pair) != 2:
            raise ValueError(f"dictionary update sequence element #{index} has length {len(pair)}; 2 is required")
        self[pair[0]] = pair[1]
        index += 1


def _dict_in_place_or(self, mapping):
    _dict_update(self, mapping)
    return self


def _dict_unpack(self, mapping):
    if not hasattr(mapping, "keys"):
        raise TypeError(f"'{type(mapping).__name__}' object is not a mapping")
    if _is_plain_dict(mapping):
        for key, value in dict.items(mapping):
            self[key] = value
        return
    for key in mapping.keys():
        self[key] = mapping[key]


def _dict_merge(self, mapping, function):
    if not hasattr(mapping, "keys"):
        raise TypeError(f"{_function_text(function)} argument after ** must be a mapping, not {type(mapping).__name__}")
    for key in mapping.keys():
        if not isinstance(key, str):
            raise TypeError("keywords must be strings")
        if key in self:
            raise TypeError(f"{_function_text(function)} got multiple values for keyword argument '{key}'")
        self[key] = dict.__getitem__(mapping, key) if _is_plain_dict(mapping) else mapping[key]


def _not_spread(value, function):
    who = "Value" if function is None else _function_text(function) + " argument"
    raise TypeError(f"{who} after * must be an iterable, not {type(value).__name__}")


def _function_text(function):
    name = getattr(function, "__qualname__", None)
    if name is None:
        return str(function)
    module = getattr(function, "__module__", None)
    if module is None or module == "builtins":
        return f"{name}()"
    return f"{module}.{name}()"


def _dict_from_keys(cls, iterable, value):
    made = cls()
    for key in iterable:
        made[key] = value
    return made


# [sets]

def _set_from(iterable):
    made = set()
    for item in iterable:
        made.add(item)
    return made


def _frozenset_from(iterable):
    return frozenset(_set_from(iterable))


def _set_add(self, item):
    hashed = hash(item)
    if _table_find(self, item, hashed) < 0:
        _insert(self, hashed, item, None)


def _set_remove(self, item, silent):
    position = _table_find(self, item, hash(item))
    if position >= 0:
        _remove_at(self, position)
    elif not silent:
        raise KeyError(item)


def _set_contains(self, item):
    return _table_find(self, item, hash(item)) >= 0


def _set_update(self, iterable):
    for item in iterable:
        self.add(item)


def _set_update_many(self, others):
    for other in others:
        self.update(other)


def _set_in_place(method, self, others):
    method(self, others)
    return self


def _set_like(self, made):
    return made if isinstance(self, set) else frozenset(made)


def _set_union(self, others):
    made = set(self)
    for other in others:
        made.update(other)
    return _set_like(self, made)


def _set_of(value):
    return value if isinstance(value, (set, frozenset)) else set(value)


def _set_intersection(self, others):
    made = set(self)
    for other in others:
        # Of equal items those of the smaller set, or of what is no set, are kept.
        if isinstance(other, (set, frozenset)) and len(other) > len(made):
            made, other = other, made
        kept = set()
        for item in other:
            if item in made:
                kept.add(item)
        made = kept
    return _set_like(self, made)


def _set_intersection_update(self, others):
    made = _set_intersection(self, others)
    self.clear()
    self.update(made)


def _set_difference(self, others):
    made = set(self)
    _set_difference_update(made, others)
    return _set_like(self, made)


def _set_difference_update(self, others):
    for other in others:
        if other is self:
            self.clear()
        for item in other:
            self.discard(item)


def _set_symmetric_difference(self, others):
    made = set(self)
    _set_symmetric_difference_update(made, others)
    return _set_like(self, made)


def _set_symmetric_difference_update(self, others):
    other = others[0]
    if other is self:
        self.clear()
        return
    for item in _set_of(other):
        if item in self:
            self.discard(item)
        else:
            self.add(item)


def _set_isdisjoint(self, others):
    for item in others[0]:
        if item in self:
            return False
    return True


def _set_issubset(self, others):
    return _set_is_subset_of(self, _set_of(others[0]))


def _set_issuperset(self, others):
    return _set_is_subset_of(others[0], self)


def _set_is_subset_of(small, large):
    for item in small:
        if item not in large:
            return False
    return True


def _set_is_no_subset_of(small, large):
    return not _set_is_subset_of(small, large)


# [hashes]

def _tuple_hash(self):
    state = None
    for item in self:
        state = _hash_step(state, hash(item))
    return _hash_step(state, None)


def _frozenset_hash(self):
    state = None
    for item in self:
        state = _hash_mix(state, hash(item))
    return _hash_mix(state, None)


# [views]

def _view_contains(view, item):
    mapping = view.mapping
    if _container(view) == 6:
        return _dict_contains(mapping, item)
    value = mapping.get(item[0], _take)
    return value is not _take and (value is item[1] or value == item[1])


def _view_binary(op, a, b):
    if op == 0:
        return _set_intersection(b, (a,)) if type(b) is set and len(a) <= len(b) else _set_intersection(set(a), (list(b),))
    if op == 1:
        return _set_union(set(a), (b,))
    if op == 2:
        return _set_symmetric_difference(set(a), (set(b),))
    return _set_difference(set(a), (b,))


def _view_compare(op, a, b):
    left = len(a)
    right = len(b)
    if op == 0:
        return left < right and _set_is_subset_of(a, b)
    if op == 1:
        return left <= right and _set_is_subset_of(a, b)
    if op == 2:
        return left > right and _set_is_subset_of(b, a)
    if op == 3:
        return left >= right and _set_is_subset_of(b, a)
    return (left == right and _set_is_subset_of(a, b)) == (op == 4)


def _view_isdisjoint(view, other):
    for item in other:
        if item in view:
            return False
    return True


# [ranges and slices] with big ints, or with ints of __index__.

def _index(value):
    value = _indexed(value)
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return _int_builtin(value)


def _range_from(start, stop, step):
    return range(_index(start), _index(stop), _index(step))


def _range_len(self):
    step = self.step
    if step > 0:
        count = (self.stop - self.start + step - 1) // step
    else:
        count = (self.start - self.stop - step - 1) // -step
    return count if count > 0 else 0


def _range_iter(self):
    return _present(_range_items(self.start, self.step, _range_len(self)), type(iter(range(0))))


def _range_reversed(self):
    count = _range_len(self)
    last = self.start + (count - 1) * self.step
    return _present(_range_items(last, -self.step, count), type(iter(range(0))))


def _range_items(item, step, count):
    while count > 0:
        yield item
        item += step
        count -= 1


def _range_item(self, index):
    count = _range_len(self)
    if index < 0:
        index += count
    if index < 0 or index >= count:
        raise IndexError("range object index out of range")
    return self.start + index * self.step


def _range_slice(self, key):
    start, stop, step = _slice_indices(key, _range_len(self))
    return range(self.start + start * self.step, self.start + stop * self.step, step * self.step)


def _range_find(self, value):
    if not isinstance(value, int):
        index = 0
        for item in self:
            if item is value or item == value:
                return index
            index += 1
        return -1
    inside = self.start <= value < self.stop if self.step > 0 else self.stop < value <= self.start
    if not inside or (value - self.start) % self.step:
        return -1
    return (value - self.start) // self.step


def _range_contains(self, value):
    return _range_find(self, value) >= 0


def _range_count(self, value):
    return 1 if _range_find(self, value) >= 0 else 0


def _range_index(self, value):
    index = _range_find(self, value)
    if index < 0:
        if isinstance(value, int):
            raise ValueError(f"{value!r} is not in range")
        raise ValueError("sequence.index(x): x not in sequence")
    return index


def _range_key(self):
    count = _range_len(self)
    return (count, self.start if count else None, self.step if count > 1 else None)


def _range_equal(a, b):
    return _range_key(a) == _range_key(b)


def _range_not_equal(a, b):
    return _range_key(a) != _range_key(b)


def _range_hash(self):
    return hash(_range_key(self))


def _slice_indices(self, length):
    length = _index(length)
    if length < 0:
        raise ValueError("length should not be negative")
    step = 1 if self.step is None else _indexed(self.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    least = 0 if step > 0 else -1
    most = length if step > 0 else length - 1
    start = _slice_bound(self.start, length, least, most, least if step > 0 else most)
    stop = _slice_bound(self.stop, length, least, most, most if step > 0 else least)
    return (start, stop, step)


def _slice_bound(bound, length, least, most, default):
    if bound is None:
        return default
    bound = _indexed(bound)
    if bound < 0:
        bound += length
        return least if bound < least else bound
    return most if bound > most else bound


# [iterators] over what needs Python: generators, presented as the type.

def _enumerate(iterable, start):
    return _present(_enumerate_items(iter(iterable), _index(start)), enumerate)


def _enumerate_items(iterator, number):
    for item in iterator:
        yield (number, item)
        number += 1


def _zip_keywords(*iterables, strict=False):
    return _make_zip(iterables, True if strict else False)


def _zip(iterables, strict):
    iterators = []
    index = 0
    for iterable in iterables:
        index += 1
        if not hasattr(type(iterable), "__iter__") and not hasattr(type(iterable), "__getitem__"):
            raise TypeError(f"'{type(iterable).__name__}' object is not iterable")
        iterators.append(iter(iterable))
    return _present(_zip_items(iterators, strict), zip)


def _zip_items(iterators, strict):
    count = len(iterators)
    while True:
        items = []
        for iterator in iterators:
            for item in iterator:
                items.append(item)
                break
            else:
                break
        if len(items) < count:
            break
        yield tuple(items)
    if strict:
        _zip_check(iterators, len(items))


def _zip_check(iterators, short):
    if short > 0:
        before = "argument 1" if short == 1 else f"arguments 1-{short}"
        raise ValueError(f"zip() argument {short + 1} is shorter than {before}")
    for index in range(1, len(iterators)):
        for item in iterators[index]:
            before = "argument 1" if index == 1 else f"arguments 1-{index}"
            raise ValueError(f"zip() argument {index + 1} is longer than {before}")


def _map(function, iterable):
    return _present(_map_items(function, iter(iterable)), map)


def _map_items(function, iterator):
    for item in iterator:
        yield function(item)


def _map_many(function, iterables):
    return _present(_map_many_items(function, zip(*iterables)), map)


def _map_many_items(function, iterator):
    for items in iterator:
        yield function(*items)


def _filter(function, iterable):
    if function is None or function is bool:
        return _present(_filter_true(iter(iterable)), filter)
    return _present(_filter_items(function, iter(iterable)), filter)


def _filter_true(iterator):
    for item in iterator:
        if item:
            yield item


def _filter_items(function, iterator):
    for item in iterator:
        if function(item):
            yield item


def _callable_iter(function, sentinel):
    if not callable(function):
        raise TypeError("iter(v, w): v must be callable")
    return _present(_callable_items(function, sentinel), _iterator_type(1))


def _callable_items(function, sentinel):
    while True:
        item = function()
        if item is sentinel or item == sentinel:
            return
        yield item


def _sequence_iter(sequence):
    return _present(_sequence_items(sequence), _iterator_type(0))


def _sequence_items(sequence):
    index = 0
    while True:
        try:
            item = sequence[index]
        except (IndexError, StopIteration):
            return
        yield item
        index += 1


def _reversed(sequence):
    method = _class_attribute(type(sequence), "__reversed__")
    if method is not None:
        return method(sequence)
    kind = type(sequence)
    if not hasattr(kind, "__len__") or not hasattr(kind, "__getitem__"):
        raise TypeError(f"'{kind.__name__}' object is not reversible")
    return _present(_reversed_items(sequence, len(sequence)), reversed)


def _reversed_items(sequence, index):
    while index > 0:
        index -= 1
        try:
            item = sequence[index]
        except (IndexError, StopIteration):
            return
        yield item
