# Closures: counters, decorators, callbacks
def counter(start):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value

    return step


def logged(name):
    def decorate(function):
        def wrapped(*args):
            calls.append((name, len(args)))
            return function(*args)

        return wrapped

    return decorate


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x

    return composed


calls = []


@logged("add")
def add(a, b):
    return a + b


counters = [counter(i) for i in range(10)]
for step in counters:
    step()
    step(by=5)
print([step() for step in counters])
print(add(3, 4), add("a", "b"), calls)
pipeline = compose(*[lambda x, i=i: x + i for i in range(20)])
print(pipeline(0), pipeline(100))
handlers = {}
for name in ("open", "close", "stop"):
    handlers[name] = lambda event, name=name: name + ":" + event
print([handlers[name]("x") for name in sorted(handlers)])
