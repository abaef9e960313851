def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


try:
    try:
        raise KeyError("first")
    except KeyError as k:
        raise ValueError("second") from k
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)  # expect: KeyError('first') KeyError('first') True
try:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__, v.__traceback__ is not None)  # expect: None KeyError('first') False True
try:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second") from None
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)  # expect: None KeyError('first') True
def gen():
    yield 1
    return 42
g = gen()
next(g)
try:
    next(g)
except StopIteration as s:
    print(s.value, s.args)  # expect: 42 (42,)
try:
    {}["missing"]
except KeyError as k:
    print(k, k.args)  # expect: 'missing' ('missing',)
try:
    [][5]
except IndexError as i:
    print(i)  # expect: list index out of range
try:
    undefined_name
except NameError as n:
    print(n, n.name if False else "")  # expect: name 'undefined_name' is not defined 
try:
    raise Exception
except Exception as x:
    print(repr(x))  # expect: Exception()
error(lambda: exec("raise 5"))  # expect: TypeError: exceptions must derive from BaseException
error(lambda: exec("raise ValueError from 5"))  # expect: TypeError: exception causes must derive from BaseException
try:
    try:
        raise ValueError(1)
    finally:
        print("finally")  # expect: finally
except ValueError:
    print("caught")  # expect: caught
print(issubclass(FileNotFoundError, OSError), issubclass(KeyError, LookupError), IOError is OSError, EnvironmentError is OSError)  # expect: True True True True
print(BaseException.__mro__ if False else "", UnboundLocalError.__name__, Exception.__bases__ == (BaseException,))  # expect:  UnboundLocalError True
