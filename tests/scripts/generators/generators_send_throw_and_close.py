def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"


g = echo()
print(next(g), g.send(1), g.send("two"), g.throw(ValueError("three")), g.send(4))  # expect: None 1 two caught three 4
g.close()
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)  # expect: stopped None


def finite():
    yield 1
    return "result"


def outer():
    result = yield from finite()
    yield result
    yield from [10, 20]
    yield from range(2)


print(list(outer()))  # expect: [1, 'result', 10, 20, 0, 1]
g = finite()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value)  # expect: result
log = []


def cleanup():
    try:
        yield 1
        yield 2
    finally:
        log.append("finally")


g = cleanup()
next(g)
g.close()
g.close()
print(log)  # expect: ['finally']
g = cleanup()
next(g)
try:
    g.throw(KeyError, "thrown")
except KeyError as error:
    print(error, log)  # expect: 'thrown' ['finally', 'finally']


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)  # expect: generator ignored GeneratorExit


def raises():
    yield 1
    raise StopIteration("no")


try:
    list(raises())
except RuntimeError as error:
    print(error, type(error.__cause__).__name__)  # expect: generator raised StopIteration StopIteration


def recursive():
    yield next(me)


me = recursive()
try:
    next(me)
except ValueError as error:
    print(error)  # expect: generator already executing
fresh = echo()
try:
    fresh.send(1)
except TypeError as error:
    print(error)  # expect: can't send non-None value to a just-started generator


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree((((), 1, ()), 2, ((), 3, ((), 4, ()))))))  # expect: [1, 2, 3, 4]


class Inner:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def send(self, value):
        if value == "stop":
            raise StopIteration("inner done")
        return ("sent", value)


def delegate():
    return (yield from Inner())


g = delegate()
print(next(g), g.send("x"))  # expect: 1 ('sent', 'x')
try:
    g.send("stop")
except StopIteration as stop:
    print(stop.value)  # expect: inner done
print(sum(n * n for n in range(10) if n % 2), max((len(w), w) for w in ["a", "ccc", "bb"]))  # expect: 165 (3, 'ccc')
gen = (x for x in [1, 2])
print(next(gen), list(gen), list(gen), iter(gen) is gen)  # expect: 1 [2] [] True


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([n for n, _ in zip(fibonacci(), range(12))])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
