# `itertools`: generators that check their arguments before the first step.


def count(start=0, step=1):
    if not hasattr(start, '__add__') or isinstance(start, str):
        raise TypeError('a number is required')
    return _count(start, step)


def _count(number, step):
    while True:
        yield number
        number += step


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    keep = saved.append
    for item in iterator:
        yield item
        keep(item)
    while saved:
        for item in saved:
            yield item


def repeat(object, times=None):
    if times is None:
        return _repeat_for_ever(object)
    return _repeat(object, _index(times))


def _repeat_for_ever(object):
    while True:
        yield object


def _repeat(object, times):
    for turn in range(times):
        yield object


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


def chain(*iterables):
    return _chain(iterables)


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


chain.from_iterable = _chain


def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _compress(data, selectors):
    for item, chosen in zip(data, selectors):
        if chosen:
            yield item


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def filterfalse(predicate, iterable, /):
    return _filterfalse(predicate, iter(iterable))


def _filterfalse(predicate, iterator):
    if predicate is None:
        for item in iterator:
            if not item:
                yield item
    else:
        for item in iterator:
            if not predicate(item):
                yield item


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._wanted = self._current = self._item = self
        self._group = None

    def __iter__(self):
        return self

    def __next__(self):
        self._group = None
        while self._current == self._wanted:
            self._step()
        self._wanted = self._current
        self._group = group = object()
        return self._current, _group(self, self._wanted, group)

    def _step(self):
        self._item = next(self._iterator)
        self._current = self._item if self._key is None else self._key(self._item)


def _group(groups, wanted, group):
    while groups._group is group and groups._current == wanted:
        yield groups._item
        try:
            groups._step()
        except StopIteration:
            # The next group is none.
            groups._iterator = iter(())
            groups._group = None
            groups._wanted = groups._current
            return


def _bound(value, what):
    if value is None:
        return None
    try:
        value = _index(value)
    except TypeError:
        value = -1
    if value < 0:
        raise ValueError(what)
    return value


def islice(iterable, /, *bounds):
    if not bounds:
        raise TypeError('islice expected at least 2 arguments, got 1')
    if len(bounds) > 3:
        raise TypeError(f'islice expected at most 4 arguments, got {len(bounds) + 1}')
    start, stop, step = 0, bounds[0], 1
    if len(bounds) > 1:
        start, stop = bounds[:2]
        if len(bounds) > 2:
            step = bounds[2]
    stop = _bound(stop, 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    start = _bound(start, 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.') or 0
    step = _bound(step, 'Step for islice() must be a positive integer or None.')
    if step == 0:
        raise ValueError('Step for islice() must be a positive integer or None.')
    return _islice(iter(iterable), start, stop, step or 1)


def _islice(iterator, start, stop, step):
    if stop is not None and step == 1 and start == 0:
        if stop:
            for item in iterator:
                yield item
                stop -= 1
                if not stop:
                    return
        return
    position = 0
    wanted = start
    while stop is None or position < stop:
        for item in iterator:
            break
        else:
            return
        if position == wanted:
            yield item
            wanted += step
            if stop is not None and wanted >= stop:
                # The items up to the end are taken, too.
                wanted = stop
        position += 1


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    for before in iterator:
        break
    else:
        return
    for item in iterator:
        yield before, item
        before = item


def batched(iterable, n):
    if n < 1:
        raise ValueError('n must be at least one')
    return _batched(iter(iterable), n)


def _batched(iterator, n):
    batch = []
    for item in iterator:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for arguments in iterator:
        yield function(*arguments)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    iterator = iter(iterable)
    cell = [None, None]
    return tuple([_tee(iterator, cell) for turn in range(n)])


def _tee(iterator, cell):
    # A cell is an item and the cell behind it.
    while True:
        if cell[1] is None:
            for item in iterator:
                break
            else:
                return
            cell[0] = item
            cell[1] = [None, None]
        item, cell = cell
        yield item


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    running = len(iterators)
    while running:
        values = []
        for index, iterator in enumerate(iterators):
            value = fillvalue
            if iterator is not None:
                for value in iterator:
                    break
                else:
                    running -= 1
                    if not running:
                        return
                    iterators[index] = None
            values.append(value)
        yield tuple(values)


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError('repeat argument cannot be negative')
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
    size = len(pools)
    for pool in pools:
        if not pool:
            return
    places = [0] * size
    values = [pool[0] for pool in pools]
    while True:
        yield tuple(values)
        index = size - 1
        while index >= 0:
            places[index] += 1
            if places[index] < len(pools[index]):
                values[index] = pools[index][places[index]]
                break
            places[index] = 0
            values[index] = pools[index][0]
            index -= 1
        if index < 0:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if not isinstance(r, int):
        raise TypeError('Expected int as r')
    if r < 0:
        raise ValueError('r must be non-negative')
    return _permutations(pool, r)


def _permutations(pool, r):
    size = len(pool)
    if r > size:
        return
    # The first r of these are shown; behind each place stand the ones it will still have.
    order = list(range(size))
    turns = list(range(size, size - r, -1))
    yield tuple([pool[place] for place in order[:r]])
    index = r - 1
    while index >= 0:
        turns[index] -= 1
        if turns[index] == 0:
            order.append(order.pop(index))
            turns[index] = size - index
            index -= 1
            continue
        other = size - turns[index]
        order[index], order[other] = order[other], order[index]
        yield tuple([pool[place] for place in order[:r]])
        index = r - 1


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError('r must be non-negative')
    return _combinations(pool, r, 1)


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError('r must be non-negative')
    return _combinations(pool, r, 0)


def _combinations(pool, r, distance):
    size = len(pool)
    if r and (size == 0 or distance and r > size):
        return
    places = [index * distance for index in range(r)]
    while True:
        yield tuple([pool[place] for place in places])
        index = r - 1
        while index >= 0 and places[index] == size - 1 - (r - 1 - index) * distance:
            index -= 1
        if index < 0:
            return
        place = places[index] + 1
        while index < r:
            places[index] = place
            place += distance
            index += 1
