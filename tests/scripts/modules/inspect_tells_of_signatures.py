import functools
import inspect


def f(a, /, b: int, c=3, *args, d, e: 'str' = 5, **kw) -> int:
    pass


s = inspect.signature(f)
print(s, [p.kind.description for p in s.parameters.values()])
# expect: (a, /, b: int, c=3, *args, d, e: 'str' = 5, **kw) -> int ['positional-only', 'positional or keyword', 'positional or keyword', 'variadic positional', 'keyword-only', 'keyword-only', 'variadic keyword']
print(s.parameters['e'], repr(s.parameters['args']), s.parameters['b'].default is inspect.Parameter.empty)
# expect: e: 'str' = 5 <Parameter "*args"> True
bound = s.bind(1, 2, d=4, z=9)
print(bound, bound.args, bound.kwargs)  # expect: <BoundArguments (a=1, b=2, d=4, kw={'z': 9})> (1, 2) {'d': 4, 'z': 9}
bound.apply_defaults()
print(bound.arguments)  # expect: {'a': 1, 'b': 2, 'c': 3, 'args': (), 'd': 4, 'e': 5, 'kw': {'z': 9}}
for args, kwargs in (((1,), {}), ((1, 2, 3), {'d': 1, 'b': 3}), ((1, 2), {}), ((), {'a': 1})):
    try:
        s.bind(*args, **kwargs)
    except TypeError as error:
        print(error)
        # expect: missing a required argument: 'b'
        # expect: multiple values for argument 'b'
        # expect: missing a required argument: 'd'
        # expect: 'a' parameter is positional only, but was passed as a keyword


class C:
    def __init__(self, x, y=2):
        pass

    def m(self, q):
        """Does
            more

        of this."""

    @classmethod
    def cl(cls, b):
        pass

    @staticmethod
    def st(a, *, k):
        pass


print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(C.m), inspect.signature(C.cl))
# expect: (x, y=2) (q) (self, q) (b)
print(inspect.signature(C.st), inspect.signature(lambda *a, k=1: 0), inspect.signature(functools.partial(f, 1, d=2)))
# expect: (a, *, k) (*a, k=1) (b: int, c=3, *args, d=2, e: 'str' = 5, **kw) -> int
print(inspect.getdoc(C.m))
# expect: Does
# expect:     more
# expect: 
# expect: of this.
print([name for name, _ in inspect.getmembers(C, inspect.isfunction)])  # expect: ['__init__', 'm', 'st']
print(inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isfunction(C.m), inspect.isbuiltin(len), inspect.isroutine(len))
# expect: True True True True True


def g():
    yield


made = g()
states = [inspect.getgeneratorstate(made)]
next(made)
states.append(inspect.getgeneratorstate(made))
made.close()
states.append(inspect.getgeneratorstate(made))
print(states, inspect.isgenerator(made), inspect.isgeneratorfunction(g), inspect.isgeneratorfunction(f))
# expect: ['GEN_CREATED', 'GEN_SUSPENDED', 'GEN_CLOSED'] True True False
print(inspect.getfullargspec(C.st))
# expect: FullArgSpec(args=['a'], varargs=None, varkw=None, defaults=None, kwonlyargs=['k'], kwonlydefaults=None, annotations={})
print(inspect.getfullargspec(f).kwonlydefaults)  # expect: {'e': 5}


@functools.wraps(f)
def wrapper(*a):
    pass


print(inspect.signature(wrapper) == s, inspect.unwrap(wrapper) is f)  # expect: True True
print(inspect.cleandoc('  a\n      b\n        c\n\n'), inspect.getattr_static(C, 'st').__class__.__name__)
# expect: a
# expect: b
# expect:   c staticmethod
