def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: 1.5 < 1j)  # expect: TypeError: '<' not supported between instances of 'float' and 'complex'
error(lambda: complex("x"))  # expect: ValueError: complex() arg is a malformed string
error(lambda: complex("1+2j"))  # expect: (1+2j)
error(lambda: complex(" ( 1+2j ) "))  # expect: (1+2j)
error(lambda: complex("1 + 2j"))  # expect: ValueError: complex() arg is a malformed string
error(lambda: complex(None))  # expect: TypeError: complex() first argument must be a string or a number, not 'NoneType'
error(lambda: complex("1", 2))  # expect: TypeError: complex() can't take second arg if first is a string
error(lambda: complex(1, "2"))  # expect: TypeError: complex() second arg can't be a string
error(lambda: complex([]))  # expect: TypeError: complex() first argument must be a string or a number, not 'list'
error(lambda: complex("j"))  # expect: 1j
error(lambda: complex("-j"))  # expect: -1j
error(lambda: complex("1e-5-2e+3j"))  # expect: (1e-05-2000j)
error(lambda: complex("nan+infj"))  # expect: (nan+infj)
error(lambda: complex(1.5, 2))  # expect: (1.5+2j)
error(lambda: complex(1j, 1j))  # expect: (-1+1j)
error(lambda: complex(real=1, imag=2))  # expect: (1+2j)
error(lambda: 1j / 0)  # expect: ZeroDivisionError: complex division by zero
error(lambda: 1j // 1)  # expect: TypeError: unsupported operand type(s) for //: 'complex' and 'int'
error(lambda: 1j % 1)  # expect: TypeError: unsupported operand type(s) for %: 'complex' and 'int'
error(lambda: 1j < 1)  # expect: TypeError: '<' not supported between instances of 'complex' and 'int'
error(lambda: 1j ** 2)  # expect: (-1+0j)
error(lambda: 0j ** -1)  # expect: ZeroDivisionError: 0.0 to a negative or complex power
error(lambda: 0j ** 1j)  # expect: ZeroDivisionError: 0.0 to a negative or complex power
