"""Values nested more deeply than any stack: text, comparison, hash, collection."""


def nested(wrap, depth):
    value = wrap(1)
    for _ in range(depth):
        value = wrap(value)
    return value


for wrap in (lambda value: [value], lambda value: (value,), lambda value: {"k": value}):
    value = nested(wrap, 300)
    same = nested(wrap, 300)
    for walk in (lambda: len(repr(value)), lambda: value == same, lambda: hash(value)):
        try:
            walk()
        except (RuntimeError, MemoryError, TypeError):
            pass
    # The next ones are to find memory, however the stack has grown.
    value = same = None
