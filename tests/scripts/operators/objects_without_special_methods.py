def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


class Empty: pass
e = Empty()
error(lambda: len(e))  # expect: TypeError: object of type 'Empty' has no len()
error(lambda: e[0])  # expect: TypeError: 'Empty' object is not subscriptable
error(lambda: e())  # expect: TypeError: 'Empty' object is not callable
error(lambda: e + 1)  # expect: TypeError: unsupported operand type(s) for +: 'Empty' and 'int'
error(lambda: 1 in e)  # expect: TypeError: argument of type 'Empty' is not iterable
error(lambda: iter(e))  # expect: TypeError: 'Empty' object is not iterable
error(lambda: next(e))  # expect: TypeError: 'Empty' object is not an iterator
error(lambda: e < e)  # expect: TypeError: '<' not supported between instances of 'Empty' and 'Empty'
error(lambda: abs(e))  # expect: TypeError: bad operand type for abs(): 'Empty'
error(lambda: round(e))  # expect: TypeError: type Empty doesn't define __round__ method
error(lambda: int(e))  # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'Empty'
error(lambda: float(e))  # expect: TypeError: float() argument must be a string or a real number, not 'Empty'
error(lambda: divmod(e, 1))  # expect: TypeError: unsupported operand type(s) for divmod(): 'Empty' and 'int'
error(lambda: e ** 2)  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'Empty' and 'int'
error(lambda: hex(e))  # expect: TypeError: 'Empty' object cannot be interpreted as an integer
error(lambda: -e)  # expect: TypeError: bad operand type for unary -: 'Empty'
error(lambda: e == e)  # expect: True
error(lambda: e != e)  # expect: False
error(lambda: e.foo)  # expect: AttributeError: 'Empty' object has no attribute 'foo'
error(lambda: Empty(5))  # expect: TypeError: Empty() takes no arguments
error(lambda: setattr(e, 5, 1))  # expect: TypeError: attribute name must be string, not 'int'
error(lambda: {}["e"])  # expect: KeyError: 'e'
error(lambda: "a" in 5)  # expect: TypeError: argument of type 'int' is not iterable
