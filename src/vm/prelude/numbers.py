# Ints of thousands of bits: their arithmetic is done in steps, so that the firmware gets its turn.


def _long_multiply(a, b):
    if a.bit_length() < b.bit_length():
        a, b = b, a
    product = _product(a, b)
    row = 0
    while row is not None:
        row = _product_step(product, a, b, row)
    return _finish(product)


def _long_divide(a, b):
    quotient, remainder, rows = _division(a, b)
    rows = _division_step(quotient, remainder, b, rows)
    while rows:
        rows = _division_step(quotient, remainder, b, rows)
    return _division_end(quotient, remainder, b)


def _long_floor_divide(a, b):
    return _long_divide(a, b)[0]


def _long_modulo(a, b):
    return _long_divide(a, b)[1]


def _long_power(base, exponent):
    result = base
    for bit in range(exponent.bit_length() - 2, -1, -1):
        result *= result
        if exponent >> bit & 1:
            result *= base
    return result


def _long_power_modulo(base, exponent, modulus):
    result = 1
    base %= modulus
    for bit in range(exponent.bit_length() - 1, -1, -1):
        result = result * result % modulus
        if exponent >> bit & 1:
            result = result * base % modulus
    return result % modulus


# Euclid's algorithm: x is the number whose product with the base leaves the remainder in a.
def _long_inverse(base, modulus):
    a, b = abs(modulus), base % abs(modulus)
    x, y = 0, 1
    while b:
        quotient = a // b
        a, b = b, a - quotient * b
        x, y = y, x - quotient * y
    if a != 1:
        raise ValueError("base is not invertible for the given modulus")
    return x % abs(modulus)


def _long_inverse_power(base, exponent, modulus):
    return pow(_long_inverse(base, modulus), -exponent, modulus)


def _long_text(number):
    work, text, begin = _digits(number, 10)
    while begin >= 0:
        begin = _digits_step(work, text, 10, begin)
    return _digits_end(text, ~begin, number < 0)


def _int_parse(number, text, radix):
    position = 0
    while position is not None:
        position = _number_step(number, text, radix, position)
    return _finish(number)


# The float that stands for an argument.
def _real(value):
    method = _special(value, "__float__")
    if method is not None:
        return float(value)
    if _special(value, "__index__") is not None:
        return float(_indexed(value))
    raise TypeError(f"must be real number, not {type(value).__name__}")


def _call_real(function, arguments):
    return function(*[_real(value) for value in arguments])


def _call_rounding(function, name, value):
    method = _special(value, name)
    if method is not None:
        return method()
    if name == "__trunc__":
        raise TypeError(f"type {type(value).__name__} doesn't define __trunc__ method")
    if isinstance(value, int):
        return int(value)
    return function(_real(value))
