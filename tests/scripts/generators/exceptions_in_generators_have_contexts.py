def g():
    try: yield 1
    except ValueError:
        yield 2
        raise KeyError('k')
it = g(); next(it); it.throw(ValueError('v'))
try: next(it)
except Exception as e: print(repr(e), repr(e.__context__))
def h():
    try:
        raise ValueError('in gen')
    except ValueError:
        yield 1
        raise
it = h(); next(it)
try:
    raise KeyError('outer')
except KeyError:
    try: next(it)
    except ValueError as e: print(repr(e), repr(e.__context__))
def f():
    try: yield
    finally:
        yield 'in finally'
it = f(); next(it)
print(it.throw(ValueError('q')))
try: next(it)
except ValueError as e: print(e)

# expect: KeyError('k') ValueError('v')
# expect: ValueError('in gen') None
# expect: in finally
# expect: q
