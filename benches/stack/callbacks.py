"""Library functions that call Python that calls them again."""


def by_sort(item):
    return sorted([item, item], key=by_sort)


def by_map(item):
    return list(map(by_map, [item]))


def by_max(item):
    return max([item, item], key=by_max)


def by_filter(item):
    return list(filter(by_filter, [item]))


for descend in (by_sort, by_map, by_max, by_filter):
    try:
        descend(1)
    except (RuntimeError, MemoryError):
        pass
    else:
        raise AssertionError("no end reached")
