"""In `receiver.method(arguments)` the arguments are computed first, then the method is looked up.

One instruction calls a method, without an object for the method in between. CPython looks it up first, so that only an
error tells the difference, or a `__getattr__` with an effect.
"""


def argument():
    print("argument")


try:
    None.missing(argument())  # expect: argument
except AttributeError as error:
    print(error)  # expect: 'NoneType' object has no attribute 'missing'
