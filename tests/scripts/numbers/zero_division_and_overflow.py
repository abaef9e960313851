def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: 1 // 0)  # expect: ZeroDivisionError: integer division or modulo by zero
error(lambda: 1 % 0)  # expect: ZeroDivisionError: integer modulo by zero
error(lambda: 1 / 0)  # expect: ZeroDivisionError: division by zero
error(lambda: divmod(1, 0))  # expect: ZeroDivisionError: integer division or modulo by zero
error(lambda: 1.0 // 0)  # expect: ZeroDivisionError: float floor division by zero
error(lambda: 1.0 % 0)  # expect: ZeroDivisionError: float modulo
error(lambda: 1.0 / 0)  # expect: ZeroDivisionError: float division by zero
error(lambda: divmod(1.0, 0))  # expect: ZeroDivisionError: float divmod()
error(lambda: 0.0 ** -1)  # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
error(lambda: 0 ** -1)  # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
error(lambda: 1e308 ** 2)  # expect: OverflowError: (34, 'Numerical result out of range')
error(lambda: 2.0 ** 10000)  # expect: OverflowError: (34, 'Numerical result out of range')
error(lambda: (-8) ** (1 / 3))  # expect: (1.0000000000000002+1.7320508075688772j)
error(lambda: 2 ** -1)  # expect: 0.5
error(lambda: pow(2, 3, 0))  # expect: ValueError: pow() 3rd argument cannot be 0
error(lambda: pow(2, -1, 4))  # expect: ValueError: base is not invertible for the given modulus
error(lambda: pow(2, -1, 5))  # expect: 3
error(lambda: pow(2.0, 3, 5))  # expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers
error(lambda: 1 << -1)  # expect: ValueError: negative shift count
error(lambda: 1 >> -1)  # expect: ValueError: negative shift count
error(lambda: 1 << (1 << 70))  # expect: OverflowError: too many digits in integer
error(lambda: 0 << (1 << 70))  # expect: 0
error(lambda: 5 >> (1 << 70))  # expect: 0
error(lambda: -5 >> (1 << 70))  # expect: -1
error(lambda: 10 ** 400 * 1.0)  # expect: OverflowError: int too large to convert to float
error(lambda: 10 ** 400 / 3)  # expect: OverflowError: integer division result too large for a float
error(lambda: 10 ** 400 / 1.5)  # expect: OverflowError: int too large to convert to float
error(lambda: 1.5 + 10 ** 400)  # expect: OverflowError: int too large to convert to float
error(lambda: 10 ** 400 | 1.0)  # expect: TypeError: unsupported operand type(s) for |: 'int' and 'float'
error(lambda: chr(0x110000))  # expect: ValueError: chr() arg not in range(0x110000)
error(lambda: chr(1 << 40))  # expect: OverflowError: Python int too large to convert to C int
