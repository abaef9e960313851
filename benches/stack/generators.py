"""Generators that delegate to generators, until one cannot."""


def chain():
    yield from chain()


def nest():
    for item in nest():
        yield item


def comprehend():
    return [comprehend() for _ in range(1)]


for descend in (lambda: next(chain()), lambda: next(nest()), comprehend):
    try:
        descend()
    except (RuntimeError, MemoryError):
        pass
    else:
        raise AssertionError("no end reached")
