# `fractions`: exact quotients of ints.

import math
import numbers


def _bad(text):
    return ValueError(f'Invalid literal for Fraction: {text!r}')


def _digits(text, whole):
    if not text or text[0] == '_' or text[-1] == '_' or '__' in text or not text.replace('_', '').isdecimal():
        raise _bad(whole)
    return text.replace('_', '')


# Numerator and denominator of a text like ' -12/34 ' or '1.5e-3'.
def _parsed(whole):
    text = whole.strip()
    sign = -1 if text[:1] == '-' else 1
    if text[:1] in ('-', '+'):
        text = text[1:]
    if '/' in text:
        top, bottom = text.split('/', 1)
        top, bottom = int(_digits(top.rstrip(), whole)), int(_digits(bottom.lstrip(), whole))
        return sign * top, bottom
    mantissa, mark, exponent = text.lower().partition('e')
    shift = 0
    if mark:
        down = exponent[:1] == '-'
        shift = int(_digits(exponent[1:] if exponent[:1] in ('-', '+') else exponent, whole))
        shift = -shift if down else shift
    before, dot, after = mantissa.partition('.')
    if not before and not after:
        raise _bad(whole)
    before = _digits(before, whole) if before else ''
    after = _digits(after, whole) if after else ''
    top = sign * int(before + after)
    shift -= len(after)
    return (top * 10 ** shift, 1) if shift >= 0 else (top, 10 ** -shift)


class Fraction(numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return cls._made(numerator, 1)
            if isinstance(numerator, str):
                numerator, denominator = _parsed(numerator)
            elif isinstance(numerator, numbers.Rational):
                return cls._made(numerator.numerator, numerator.denominator)
            elif isinstance(numerator, float) or not isinstance(numerator, type) and \
                    hasattr(numerator, 'as_integer_ratio'):
                return cls._made(*numerator.as_integer_ratio())
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        return cls._made(numerator // common, denominator // common)

    # From numbers without common factors.
    @classmethod
    def _made(cls, numerator, denominator):
        made = object.__new__(cls)
        made._numerator = numerator
        made._denominator = denominator
        return made

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls._made(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls._made(*dec.as_integer_ratio())

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The last two convergents of the continued fraction; the better of them and what lies between wins.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            if q0 + a * q1 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q0 + a * q1
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def __format__(self, spec):
        if not spec or spec[-1] not in 'eEfFgG%':
            return format(str(self), spec)
        return _formatted(self, spec)

    def __hash__(self):
        return _hash(self._numerator, self._denominator)

    # The other operand as numerator and denominator, a float or complex as it is; None if it is no number.
    def _other(self, other):
        if isinstance(other, Fraction):
            return other._numerator, other._denominator
        if isinstance(other, int):
            return other, 1
        if isinstance(other, numbers.Rational):
            return other.numerator, other.denominator
        return None

    def _by(self, other, number, exact):
        pair = self._other(other)
        if pair is not None:
            return exact(self._numerator, self._denominator, *pair)
        if isinstance(other, float):
            return number(float(self), other)
        if isinstance(other, complex):
            return number(complex(self), other)
        return NotImplemented

    def _after(self, other, number, exact):
        pair = self._other(other)
        if pair is not None:
            return exact(*pair, self._numerator, self._denominator)
        if isinstance(other, numbers.Real):
            return number(float(other), float(self))
        if isinstance(other, numbers.Complex):
            return number(complex(other), complex(self))
        return NotImplemented

    def __add__(self, other):
        return self._by(other, lambda a, b: a + b, _add)

    def __radd__(self, other):
        return self._after(other, lambda a, b: a + b, _add)

    def __sub__(self, other):
        return self._by(other, lambda a, b: a - b, _sub)

    def __rsub__(self, other):
        return self._after(other, lambda a, b: a - b, _sub)

    def __mul__(self, other):
        return self._by(other, lambda a, b: a * b, _mul)

    def __rmul__(self, other):
        return self._after(other, lambda a, b: a * b, _mul)

    def __truediv__(self, other):
        return self._by(other, lambda a, b: a / b, _div)

    def __rtruediv__(self, other):
        return self._after(other, lambda a, b: a / b, _div)

    def __floordiv__(self, other):
        return self._by(other, lambda a, b: a // b, _floordiv)

    def __rfloordiv__(self, other):
        return self._after(other, lambda a, b: a // b, _floordiv)

    def __mod__(self, other):
        return self._by(other, lambda a, b: a % b, _mod)

    def __rmod__(self, other):
        return self._after(other, lambda a, b: a % b, _mod)

    def __divmod__(self, other):
        return self._by(other, divmod, _divmod)

    def __rdivmod__(self, other):
        return self._after(other, divmod, _divmod)

    def __pow__(self, other):
        pair = self._other(other)
        if pair is None:
            return float(self) ** other if isinstance(other, (float, complex)) else NotImplemented
        power, root = pair
        if root != 1:
            return float(self) ** float(other)
        top, bottom = self._numerator, self._denominator
        if power < 0:
            if not top:
                raise ZeroDivisionError(f'Fraction({bottom ** -power}, 0)')
            sign = -1 if top < 0 and power % 2 else 1
            return Fraction._made(sign * bottom ** -power, abs(top) ** -power)
        return Fraction._made(top ** power, bottom ** power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        if isinstance(other, numbers.Rational):
            return Fraction(other.numerator, other.denominator) ** self
        return other ** float(self)

    def __pos__(self):
        return Fraction._made(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction._made(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction._made(abs(self._numerator), self._denominator)

    def __bool__(self):
        return bool(self._numerator)

    def __int__(self):
        top = self._numerator
        return -(-top // self._denominator) if top < 0 else top // self._denominator

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            double = rest * 2
            up = double > self._denominator or double == self._denominator and whole % 2
            return whole + 1 if up else whole
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __eq__(self, other):
        pair = self._other(other)
        if pair is not None:
            return self._numerator == pair[0] and self._denominator == pair[1]
        if isinstance(other, complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0 == other
            return self == self.from_float(other)
        return NotImplemented

    def _compare(self, other, less):
        pair = self._other(other)
        if pair is not None:
            return less(self._numerator * pair[1], self._denominator * pair[0])
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return less(0.0, other)
            return less(self, self.from_float(other))
        return NotImplemented

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


# Equal numbers hash alike: as a float if it is one exactly.
def _hash(top, bottom):
    if bottom == 1:
        return hash(top)
    try:
        number = top / bottom
        if number.as_integer_ratio() == (top, bottom):
            return hash(number)
    except OverflowError:
        pass
    return hash((top, bottom))


def _add(a, b, c, d):
    return Fraction(a * d + c * b, b * d)


def _sub(a, b, c, d):
    return Fraction(a * d - c * b, b * d)


def _mul(a, b, c, d):
    return Fraction(a * c, b * d)


def _div(a, b, c, d):
    return Fraction(a * d, b * c)


def _floordiv(a, b, c, d):
    return a * d // (b * c)


def _mod(a, b, c, d):
    return Fraction(a * d % (b * c), b * d)


def _divmod(a, b, c, d):
    whole, rest = divmod(a * d, b * c)
    return whole, Fraction(rest, b * d)


# The digits of a quotient, rounded, and the power of ten of the last one.
def _decimal(value, power):
    top, bottom = abs(value._numerator), value._denominator
    if power >= 0:
        bottom *= 10 ** power
    else:
        top *= 10 ** -power
    return round(Fraction(top, bottom))


def _formatted(value, spec):
    kind = spec[-1]
    rest = spec[:-1]
    fill, align = ' ', '>'
    if len(rest) > 1 and rest[1] in '<>=^':
        fill, align, rest = rest[0], rest[1], rest[2:]
    elif rest[:1] in ('<', '>', '=', '^') and rest:
        align, rest = rest[0], rest[1:]
    sign = ''
    if rest[:1] in ('+', '-', ' ') and rest:
        sign, rest = rest[0], rest[1:]
    no_zero = rest[:1] == 'z'
    rest = rest[1:] if no_zero else rest
    alternate = rest[:1] == '#'
    rest = rest[1:] if alternate else rest
    if rest[:1] == '0' and align == '>' and fill == ' ':
        fill, align, rest = '0', '=', rest[1:]
    body, dot, precision = rest.partition('.')
    comma = body[-1:] if body[-1:] in (',', '_') else ''
    width = int(body.rstrip(',_') or 0)
    precision = int(precision) if dot else 6
    if kind in 'fF%':
        number = value * 100 if kind == '%' else value
        digits = str(_decimal(number, -precision))
        exponent = None
    else:
        if kind in 'gG':
            precision = max(precision, 1) - 1
        exponent = 0
        if value:
            top, bottom = abs(value._numerator), value._denominator
            exponent = len(str(top)) - len(str(bottom))
            if top * 10 ** max(-exponent, 0) < bottom * 10 ** max(exponent, 0):
                exponent -= 1
        digits = str(_decimal(value, exponent - precision))
        if len(digits) > precision + 1:
            exponent += 1
            digits = digits[:-1]
        if kind in 'gG' and -4 <= exponent <= precision:
            precision -= exponent
            exponent = None
    if exponent is not None:
        digits = digits.zfill(precision + 1)
    digits = digits.zfill(precision + 1)
    whole, after = (digits[:-precision], digits[-precision:]) if precision else (digits, '')
    if kind in 'gG' and not alternate:
        after = after.rstrip('0')
    negative = value._numerator < 0 and not (no_zero and not digits.strip('0'))
    sign = '-' if negative else sign if sign in ('+', ' ') else ''
    tail = '.' if after or alternate else ''
    tail += after
    if exponent is not None:
        tail += f"{'E' if kind in 'EG' else 'e'}{exponent:+03d}"
    tail += '%' if kind == '%' else ''
    if fill == '0' and align == '=':
        room = max(width - len(sign) - len(tail), 1)
        whole = f'{int(whole):0{room}{comma}}' if comma else whole.zfill(room)
    elif comma:
        whole = f'{int(whole):{comma}}'
    text = whole + tail
    lack = width - len(sign) - len(text)
    if lack <= 0:
        return sign + text
    if align == '>':
        return fill * lack + sign + text
    if align == '<':
        return sign + text + fill * lack
    if align == '^':
        return fill * (lack // 2) + sign + text + fill * (lack - lack // 2)
    return sign + fill * lack + text
