# `heapq`: lists whose first item is the least: no item is less than the one at half its place.


def _rise(heap, first, place):
    item = heap[place]
    while place > first:
        parent = (place - 1) >> 1
        above = heap[parent]
        if not item < above:
            break
        heap[place] = above
        place = parent
    heap[place] = item


def _sink(heap, place):
    # Down to the end by the lesser children, then up again: an item that was last seldom stays far up.
    end = len(heap)
    first = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, first, place)


def heappush(heap, item, /):
    heap.append(item)
    place = _rise_quickly(heap, len(heap) - 1)
    if place is not None:
        _rise(heap, 0, place)


def _settle(heap, place):
    place = _sink_quickly(heap, place)
    if place is not None:
        _sink(heap, place)


def heappop(heap, /):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    if not heap:
        return last
    item = heap[0]
    heap[0] = last
    _settle(heap, 0)
    return item


def heapreplace(heap, item, /):
    least = heap[0]
    heap[0] = item
    _settle(heap, 0)
    return least


def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _settle(heap, 0)
    return item


def heapify(x, /):
    for place in range(len(x) // 2 - 1, -1, -1):
        _settle(x, place)


def merge(*iterables, key=None, reverse=False):
    runs = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            runs.append((item if key is None else key(item), order, item, iterator))
            break
    while runs:
        best = 0
        for index in range(1, len(runs)):
            a, b = runs[index][0], runs[best][0]
            if b < a if reverse else a < b:
                best = index
        rank, order, item, iterator = runs[best]
        yield item
        for item in iterator:
            runs[best] = (item if key is None else key(item), order, item, iterator)
            break
        else:
            del runs[best]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(0, n)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(0, n)]
