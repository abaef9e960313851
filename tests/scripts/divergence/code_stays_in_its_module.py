"""Code given other globals than those of its module is refused.

Code finds the globals of its module by number, which costs a load half of what a dict would; in another dict it would look in
the wrong places. CPython looks each name up there.
"""
import types

first = 1
second = 2


def swap():
    global first, second
    first, second = second, first


def nested():
    return lambda: second


for code in (swap.__code__, nested.__code__):
    for globals_ in ({}, {'first': 3, 'second': 4}):
        try:
            types.FunctionType(code, globals_)
        except ValueError as error:
            print(error)
# expect: the code finds its variables in another module's globals
# expect: the code finds its variables in another module's globals
# expect: the code finds its variables in another module's globals
# expect: the code finds its variables in another module's globals
try:
    exec(swap.__code__, {})
except ValueError as error:
    print(error)  # expect: the code finds its variables in another module's globals
print(first, second)  # expect: 1 2
