# Arrays of numbers: what walks over iterables, or takes what is no number yet.


def _array_extend(array, iterable):
    for item in iterable:
        array.append(item)
    return array


def _array_extend_method(array, iterable):
    for item in iterable:
        array.append(item)


def _array_number(array, value):
    return _real(value) if array.typecode in "fd" else _indexed(value)


def _array_insert(array, index, value):
    array.insert(index, _array_number(array, value))


def _array_set(array, index, value):
    array[index] = _array_number(array, value)
