def f(a, b=2, /, c=3, *args, d, e=5, **rest):
    return a, b, c, args, d, e, rest


print(f(1, d=4))  # expect: (1, 2, 3, (), 4, 5, {})
print(f(1, 2, 3, 4, 5, d=6, x=7))  # expect: (1, 2, 3, (4, 5), 6, 5, {'x': 7})
print(f(*[1, 2], **{"c": 9, "d": 8, "a": "rest"}))  # expect: (1, 2, 9, (), 8, 5, {'a': 'rest'})
print(f(1, *(2, 3), *[4], d=0, **{"y": 1}, z=2))  # expect: (1, 2, 3, (4,), 0, 5, {'y': 1, 'z': 2})


def report(call):
    try:
        return call()
    except TypeError as error:
        return str(error)


def two(a, b):
    return a, b


def named(*, key, other=1):
    return key, other


def default(a, b=1):
    return a, b


print(report(lambda: two(1)))  # expect: two() missing 1 required positional argument: 'b'
print(report(lambda: two()))  # expect: two() missing 2 required positional arguments: 'a' and 'b'
print(report(lambda: two(1, 2, 3)))  # expect: two() takes 2 positional arguments but 3 were given
print(report(lambda: two(1, 2, b=3)))  # expect: two() got multiple values for argument 'b'
print(report(lambda: two(1, c=3)))  # expect: two() got an unexpected keyword argument 'c'
print(report(lambda: two(**{"a": 1, "b": 2})))  # expect: (1, 2)
print(report(lambda: named(1)))  # expect: named() takes 0 positional arguments but 1 was given
print(report(lambda: named()))  # expect: named() missing 1 required keyword-only argument: 'key'
print(report(lambda: named(key=1, more=2)))  # expect: named() got an unexpected keyword argument 'more'
print(report(lambda: default()))  # expect: default() missing 1 required positional argument: 'a'
print(report(lambda: default(1, 2, 3)))  # expect: default() takes from 1 to 2 positional arguments but 3 were given
print(report(lambda: f(a=1, d=2)))  # expect: f() missing 1 required positional argument: 'a'
print(report(lambda: f(1, b=2, d=2)))  # expect: (1, 2, 3, (), 2, 5, {'b': 2})
print(report(lambda: two(**[1])))  # expect: __main__.two() argument after ** must be a mapping, not list
print(report(lambda: two(1, **{"b": 1}, **{"b": 2})))  # expect: __main__.two() got multiple values for keyword argument 'b'
print(report(lambda: two(**{1: 2})))  # expect: keywords must be strings
print(report(lambda: (None)()))  # expect: 'NoneType' object is not callable


class Method:
    def plain(self, x):
        return x

    def none():
        pass


print(report(lambda: Method().plain()))  # expect: Method.plain() missing 1 required positional argument: 'x'
print(report(lambda: Method().none()))  # expect: Method.none() takes 0 positional arguments but 1 was given
print(report(lambda: Method(1)))  # expect: Method() takes no arguments


def mutable(item, items=[]):
    items.append(item)
    return items


print(mutable(1), mutable(2), mutable.__defaults__)  # expect: [1, 2] [1, 2] ([1, 2],)
print(two.__name__, named.__kwdefaults__, (lambda: 0).__name__, two.__qualname__)  # expect: two {'other': 1} <lambda> two


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19):
    return a0 + a19


print(many(*range(20)))  # expect: 19


def annotated(x: int, y: "text" = "b") -> float:
    """Says what."""
    return x


print(annotated.__doc__)  # expect: Says what.
annotated.extra = [1]
print(annotated.extra, annotated(3))  # expect: [1] 3
