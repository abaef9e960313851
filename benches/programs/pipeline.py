"""pipeline: samples through filters, by generators and built-in iterators"""

from bench import mark


def samples(count):
    seed = 17
    for _ in range(count):
        seed = (seed * 73 + 129) % 1021
        yield seed % 200


def smooth(source, width):
    window = []
    for value in source:
        window.append(value)
        if len(window) > width:
            window.pop(0)
        yield sum(window) // len(window)


def changes(source):
    last = None
    for value in source:
        if value != last:
            yield value
        last = value


def both(one, two):
    yield from one
    yield from two


def main():
    plain = list(changes(smooth(samples(400), 5)))
    high = [value for value in plain if value > 100]
    pairs = [a * b for a, b in zip(plain, reversed(plain))]
    print(len(plain), len(high), max(pairs), sum(map(lambda value: value * 2, plain)))
    print(sum(value for index, value in enumerate(both(plain, high)) if index % 3 == 0))
    print(any(value > 160 for value in plain), all(value > 10 for value in plain))
    print(list(filter(lambda value: value % 7 == 0, plain))[:8])


mark(1)
main()
mark(2)
