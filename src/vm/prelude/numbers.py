# Ints of thousands of bits: their arithmetic is done in steps, so that the firmware gets its turn.


def _long_multiply(a, b):
    if _counted(a) < _counted(b):
        a, b = b, a
    product = _zeros(_counted(a) + _counted(b))
    position = 0
    while position is not None:
        position = _product_step(product, a, b, position)
    product = _finish(product)
    return -product if (a < 0) != (b < 0) else product


# The magnitudes are divided; the words behind the digits of the rest say how far a row came.
def _long_divide(a, b):
    shift = -b.bit_length() % 32
    rows = _counted(a) - _counted(b) + 1
    if rows <= 0:
        quotient, rest = 0, abs(a)
    else:
        number = abs(a) << shift
        quotient = _zeros(rows)
        rest = _copied(number, _counted(a) + 5 - _counted(number))
        while rows:
            rows = _division_step(quotient, rest, b, rows)
        quotient = _finish(quotient)
        rest = _finish(rest) >> shift
    if (a < 0) != (b < 0):
        quotient = -quotient
        if rest:
            quotient -= 1
            rest = abs(b) - rest
    return quotient, -rest if b < 0 else rest


# The float nearest to a quotient, by its highest bits.
def _long_ratio(a, b):
    up = b.bit_length() - a.bit_length() + 66
    quotient, rest = divmod(abs(a) << up, abs(b)) if up > 0 else divmod(abs(a), abs(b) << -up)
    return _ratio(-quotient if (a < 0) != (b < 0) else quotient, rest != 0, -up)


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
    work = _copied(number, 3)
    text = _digits_room(number, 10)
    begin = len(text)
    while begin >= 0:
        begin = _digits_step(work, text, 10, begin)
    return _digits_end(text, ~begin, number < 0)


def _long_format(number, spec):
    return _format_digits(_long_text(abs(number)), number < 0, spec)


def _int_parse(text, base):
    if not isinstance(text, (str, bytes)):
        text = bytes(text)
    stripped = text.strip()
    radix, start, negative = _number_start(stripped, base)
    count = _number_digits(stripped, radix, start)
    if not count or base == 0 and start < 2 and stripped[start:].strip(b"_0" if isinstance(stripped, bytes) else "_0") \
            and stripped[start:start + 1] in ("0", b"0"):
        shown = repr(text[:200])
        raise ValueError(f"invalid literal for int() with base {base}: {shown[:200]}")
    digits = stripped[start:]
    if isinstance(digits, str):
        digits = digits.encode()
    if count != len(digits):
        digits = digits.replace(b"_", b"")
    if radix & radix - 1 == 0:
        number = _number_bits(digits, radix)
    else:
        number = _zeros(count // 6 + 3)
        position = 0
        while position is not None:
            position = _number_step(number, digits, radix, position)
        number = _finish(number)
    return -number if negative else number


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
