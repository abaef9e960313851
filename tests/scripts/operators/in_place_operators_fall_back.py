class I:
    def __init__(s, v): s.v = v
    def __add__(s, o): return I(('add', s.v, o))
    def __iadd__(s, o): s.v = ('iadd', s.v, o); return s
    def __isub__(s, o): return NotImplemented
    def __sub__(s, o): return 'sub'
    def __ior__(s, o): return 'ior'
i = I(1); i += 2; print(i.v); i = i + 3; print(i.v); i -= 1; print(i)
i = I(1); i |= 1; print(i)
try: i = I(1); i *= 2
except TypeError as e: print(e)
try: I(1) << 2
except TypeError as e: print(e)
try: I(1) ** 2
except TypeError as e: print(e)
try: i = I(2); i **= 2
except TypeError as e: print(e)
try: i = I(2); i @= 2
except TypeError as e: print(e)
try: -I(1)
except TypeError as e: print(e)
try: I(1) < I(2)
except TypeError as e: print(e)
try: I(1)[0]
except TypeError as e: print(e)
try: I(1)[0] = 1
except TypeError as e: print(e)
try: del I(1)[0]
except TypeError as e: print(e)
try: I(1)()
except TypeError as e: print(e)
try: len(I(1))
except TypeError as e: print(e)
try: iter(I(1))
except TypeError as e: print(e)
try: next(I(1))
except TypeError as e: print(e)
try: 1 in I(1)
except TypeError as e: print(e)
try: reversed(I(1))
except TypeError as e: print(e)
try: round(I(1))
except TypeError as e: print(e)
try: int(I(1))
except TypeError as e: print(e)
try: float(I(1))
except TypeError as e: print(e)
try: complex(I(1))
except TypeError as e: print(e)
try: hex(I(1))
except TypeError as e: print(e)
try: [1][I(1)]
except TypeError as e: print(e)
try: range(I(1))
except TypeError as e: print(e)
try: 'a' * I(1)
except TypeError as e: print(e)
try: 'a' + I(1)
except TypeError as e: print(e)
try: [1] + I(1)
except TypeError as e: print(e)
try: chr(I(1))
except TypeError as e: print(e)
try:
    with I(1): pass
except TypeError as e: print(e)

# expect: ('iadd', 1, 2)
# expect: ('add', ('iadd', 1, 2), 3)
# expect: sub
# expect: ior
# expect: unsupported operand type(s) for *=: 'I' and 'int'
# expect: unsupported operand type(s) for <<: 'I' and 'int'
# expect: unsupported operand type(s) for ** or pow(): 'I' and 'int'
# expect: unsupported operand type(s) for **=: 'I' and 'int'
# expect: unsupported operand type(s) for @=: 'I' and 'int'
# expect: bad operand type for unary -: 'I'
# expect: '<' not supported between instances of 'I' and 'I'
# expect: 'I' object is not subscriptable
# expect: 'I' object does not support item assignment
# expect: 'I' object doesn't support item deletion
# expect: 'I' object is not callable
# expect: object of type 'I' has no len()
# expect: 'I' object is not iterable
# expect: 'I' object is not an iterator
# expect: argument of type 'I' is not iterable
# expect: 'I' object is not reversible
# expect: type I doesn't define __round__ method
# expect: int() argument must be a string, a bytes-like object or a real number, not 'I'
# expect: float() argument must be a string or a real number, not 'I'
# expect: complex() first argument must be a string or a number, not 'I'
# expect: 'I' object cannot be interpreted as an integer
# expect: list indices must be integers or slices, not I
# expect: 'I' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'I'
# expect: can only concatenate str (not "I") to str
# expect: can only concatenate list (not "I") to list
# expect: 'I' object cannot be interpreted as an integer
# expect: 'I' object does not support the context manager protocol
