def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


error(lambda: UnicodeDecodeError("x"))  # expect: TypeError: function takes exactly 5 arguments (1 given)
error(lambda: ExceptionGroup("x"))  # expect: TypeError: BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
error(lambda: ExceptionGroup(1, [ValueError()]))  # expect: TypeError: BaseExceptionGroup.__new__() argument 1 must be str, not int
error(lambda: ExceptionGroup("x", []))  # expect: ValueError: second argument (exceptions) must be a non-empty sequence
error(lambda: ExceptionGroup("x", 5))  # expect: TypeError: second argument (exceptions) must be a sequence
error(lambda: ExceptionGroup("x", [5]))  # expect: ValueError: Item 0 of second argument (exceptions) is not an exception
error(lambda: ExceptionGroup("x", [KeyboardInterrupt()]))  # expect: TypeError: Cannot nest BaseExceptions in an ExceptionGroup

