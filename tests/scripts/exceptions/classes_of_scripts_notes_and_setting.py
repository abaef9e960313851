def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


class MyError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
class Plain(ValueError): pass
class WithStr(Exception):
    def __str__(self): return "custom " + str(self.args)
try:
    raise MyError(5, "hello")
except MyError as e:
    print(e.code, e, e.args, repr(e), isinstance(e, Exception))  # expect: 5 hello ('hello',) MyError('hello') True
    e.extra = 3
    print(e.extra, e.__dict__)  # expect: 3 {'code': 5, 'extra': 3}
    del e.extra
    error(lambda: e.extra)  # expect: AttributeError: 'MyError' object has no attribute 'extra'
print(repr(Plain(1)), str(WithStr(1)), f"{WithStr(2)}", repr(WithStr(3)))  # expect: Plain(1) custom (1,) custom (2,) WithStr(3)
e = ValueError("a")
e.args = (1, 2)
print(e, e.args)  # expect: (1, 2) (1, 2)
e.args = [5]
print(e.args)  # expect: (5,)
error(lambda: setattr(e, "args", 5))  # expect: TypeError: 'int' object is not iterable
error(lambda: setattr(e, "__cause__", 5))  # expect: TypeError: exception cause must be None or derive from BaseException
error(lambda: setattr(e, "__context__", 5))  # expect: TypeError: exception context must be None or derive from BaseException
error(lambda: setattr(e, "__traceback__", 5))  # expect: TypeError: __traceback__ must be a traceback or None
e.add_note("note 1")
e.add_note("note 2")
print(e.__notes__)  # expect: ['note 1', 'note 2']
error(lambda: e.add_note(5))  # expect: TypeError: note must be a str, not 'int'
error(lambda: ValueError().__notes__)  # expect: AttributeError: 'ValueError' object has no attribute '__notes__'
print(e.with_traceback(None) is e, e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__)  # expect: True None None None False
