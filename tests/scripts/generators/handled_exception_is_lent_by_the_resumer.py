import sys


def generator():
    try:
        print(sys.exc_info()[0])  # expect: None
        yield
        raise TypeError
    except TypeError as error:
        print(sys.exc_info()[0], type(error.__context__))  # expect: <class 'TypeError'> <class 'ValueError'>
    print(sys.exc_info()[0])  # expect: <class 'ValueError'>
    yield
    print(sys.exc_info()[0])  # expect: None
    yield "done"


made = generator()
next(made)
try:
    raise ValueError
except Exception:
    next(made)
print(next(made), sys.exc_info())  # expect: done (None, None, None)


def keeps():
    try:
        yield
    except Exception as error:
        print(error.__context__)  # expect: None
        yield
        print(sys.exc_info()[0])  # expect: <class 'ValueError'>
        yield
        raise


made = keeps()
next(made)
try:
    raise ValueError("thrown")
except Exception as error:
    made.throw(error)
next(made)
try:
    next(made)
except ValueError as error:
    print(error, error.__context__)  # expect: thrown None

made = generator()
try:
    raise KeyError
except KeyError:
    try:
        made.throw(IndexError)
    except IndexError as error:
        print(error.__context__)  # expect: None
