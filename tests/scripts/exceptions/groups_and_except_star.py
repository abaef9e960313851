eg = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), OSError(4)])])
m, r = eg.split(ValueError)
print(repr(m), repr(r))  # expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(3)])]) ExceptionGroup('g', [TypeError(2), ExceptionGroup('h', [OSError(4)])])
print(repr(eg.subgroup(lambda e: isinstance(e, OSError))), eg.subgroup(KeyError), eg.split(ExceptionGroup)[1], eg.message, eg.exceptions)  # expect: ExceptionGroup('g', [ExceptionGroup('h', [OSError(4)])]) None None g (ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3), OSError(4)]))
print(repr(eg.derive([KeyError(1)])))  # expect: ExceptionGroup('g', [KeyError(1)])
try:
    raise eg
except* ValueError as g:
    print("value", repr(g))  # expect: value ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(3)])])
except* OSError as g:
    print("os", repr(g))  # expect: os ExceptionGroup('g', [ExceptionGroup('h', [OSError(4)])])
except* TypeError as g:
    print("type", repr(g))  # expect: type ExceptionGroup('g', [TypeError(2)])
try:
    try:
        raise eg
    except* ValueError as g:
        print("value", repr(g))  # expect: value ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(3)])])
except BaseException as rest:
    print("rest", repr(rest))  # expect: rest ExceptionGroup('g', [TypeError(2), ExceptionGroup('h', [OSError(4)])])
try:
    try:
        raise KeyError(1)
    except* KeyError as g:
        raise ZeroDivisionError("inner")
except BaseException as rest:
    print("rest", repr(rest))  # expect: rest ZeroDivisionError('inner')
try:
    raise KeyError(1)
except* KeyError as g:
    print(repr(g))  # expect: ExceptionGroup('', (KeyError(1),))
