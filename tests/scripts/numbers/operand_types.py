def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: 1 + None)  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
error(lambda: 1 + "a")  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
error(lambda: [] - 1)  # expect: TypeError: unsupported operand type(s) for -: 'list' and 'int'
error(lambda: 1 < "a")  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
error(lambda: 1 @ 2)  # expect: TypeError: unsupported operand type(s) for @: 'int' and 'int'
error(lambda: -"x")  # expect: TypeError: bad operand type for unary -: 'str'
error(lambda: ~1.5)  # expect: TypeError: bad operand type for unary ~: 'float'
error(lambda: +None)  # expect: TypeError: bad operand type for unary +: 'NoneType'
error(lambda: abs("x"))  # expect: TypeError: bad operand type for abs(): 'str'
error(lambda: divmod(1, "x"))  # expect: TypeError: unsupported operand type(s) for divmod(): 'int' and 'str'
error(lambda: pow("x", 2))  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
error(lambda: pow(1, 2, "x"))  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'int', 'int', 'str'
error(lambda: round("x"))  # expect: TypeError: type str doesn't define __round__ method
error(lambda: round(1.5, "x"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
error(lambda: round(1.7976931348623157e308, -308))  # expect: OverflowError: rounded value too large to represent
error(lambda: sum(["a"], ""))  # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
error(lambda: abs(-2 ** 70))  # expect: 1180591620717411303424
error(lambda: abs(3 + 4j))  # expect: 5.0
