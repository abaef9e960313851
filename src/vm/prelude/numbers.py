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


# Both parts by the spec for floats without what pads; then the whole is padded as a text.
def _complex_format(number, spec):
    at = 2 if spec[1:2] in ("<", ">", "^", "=") and spec[1:2] else 1 if spec[0] in "<>^=" else 0
    padding = spec[:at] or ">"
    start = at
    while spec[at : at + 1] in ("+", "-", " ", "z", "#"):
        at += 1
    flags = spec[start:at]
    start = at
    while spec[at : at + 1].isdigit():
        at += 1
    width = spec[start:at]
    rest = spec[at:]
    code = rest[-1:] if rest[-1:].isalpha() else ""
    if code not in ("", "e", "E", "f", "F", "g", "G", "n") or code == "" and rest and not (rest[0] in ".,_"):
        # The message is that of any float.
        try:
            format(0.0, flags + rest)
        except ValueError as error:
            text = str(error)
        else:
            text = f"Unknown format code '{code}' for object of type 'float'"
        raise ValueError(text.replace("code ''", f"code '{rest[-1:]}'").replace("'float'", "'complex'"))
    if width[:1] == "0":
        raise ValueError("Zero padding is not allowed in complex format specifier")
    if padding[-1] == "=":
        raise ValueError("'=' alignment flag is not allowed in complex format specifier")
    shown = flags + rest
    imaginary = ("" if "+" in flags else "+") + shown.replace(" ", "").replace("-", "")
    if code:
        text = format(number.real, shown) + format(number.imag, imaginary) + "j"
    else:
        # Without a type as `str` writes it, or with a precision as `g` does.
        suffix = "g" if "." in rest else ""
        imaginary_part = _whole(number.imag, shown + suffix)
        if number.real == 0 and str(number.real)[0] != "-":
            text = imaginary_part + "j"
        else:
            imaginary_part = _whole(number.imag, imaginary + suffix)
            text = "(" + _whole(number.real, shown + suffix) + imaginary_part + "j)"
    return format(text, padding + width)


# A float without the `.0` that `str` writes and `complex` does not.
def _whole(number, spec):
    text = format(number, spec)
    if text[-2:] != ".0" or "." in spec:
        return text
    return text[:-1] if "#" in spec else text[:-2]
