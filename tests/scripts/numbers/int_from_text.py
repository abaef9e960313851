def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: int("x"))  # expect: ValueError: invalid literal for int() with base 10: 'x'
error(lambda: int("x", 5))  # expect: ValueError: invalid literal for int() with base 5: 'x'
error(lambda: int("5", 1))  # expect: ValueError: int() base must be >= 2 and <= 36, or 0
error(lambda: int("5", 37))  # expect: ValueError: int() base must be >= 2 and <= 36, or 0
error(lambda: int(5, 2))  # expect: TypeError: int() can't convert non-string with explicit base
error(lambda: int(None))  # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
error(lambda: int([]))  # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
error(lambda: int(""))  # expect: ValueError: invalid literal for int() with base 10: ''
error(lambda: int(b"12"))  # expect: 12
error(lambda: int(b"zz"))  # expect: ValueError: invalid literal for int() with base 10: b'zz'
error(lambda: int("1_0"))  # expect: 10
error(lambda: int(" 12 "))  # expect: 12
error(lambda: int("0x10", 16))  # expect: 16
error(lambda: int("0x10", 0))  # expect: 16
error(lambda: int("010", 0))  # expect: ValueError: invalid literal for int() with base 0: '010'
error(lambda: int("0b101", 2))  # expect: 5
error(lambda: int("zz", 36))  # expect: 1295
error(lambda: int(float("nan")))  # expect: ValueError: cannot convert float NaN to integer
error(lambda: int(float("inf")))  # expect: OverflowError: cannot convert float infinity to integer
error(lambda: int(base=5))  # expect: TypeError: int() missing string argument
error(lambda: int("5", base=16))  # expect: 5
error(lambda: int(x=5))  # expect: TypeError: 'x' is an invalid keyword argument for int()
error(lambda: int())  # expect: 0
error(lambda: int(1, 2, 3))  # expect: TypeError: int() takes at most 2 arguments (3 given)
error(lambda: int(1e20))  # expect: 100000000000000000000
error(lambda: print(1, sep=5))  # expect: TypeError: sep must be None or a string, not int
