import sys


def inner():
    frame = sys._getframe()
    print(frame.f_code.co_name, frame.f_back.f_code.co_name)  # expect: inner outer
    print(sys._getframe(1).f_lineno, frame.f_globals is globals())  # expect: 12 True
    print(frame.f_back.f_back.f_code.co_name)  # expect: <module>


def outer():
    inner()


outer()
try:
    sys._getframe(50)
except ValueError as error:
    print(error)  # expect: call stack is not deep enough
try:
    {}["missing"]
except KeyError as error:
    print(error.__traceback__.tb_frame.f_code.co_name)  # expect: <module>
    print(error.__traceback__.tb_lineno)  # expect: 21
print(sys._getframe().f_locals is globals())  # expect: True
