# `math`: ints of any size, and what walks over iterables.


def _whole(x):
    if isinstance(x, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    return _index(x)


def factorial(x, /):
    x = _whole(x)
    if x < 0:
        raise ValueError('factorial() not defined for negative values')
    result = part = 1
    for factor in range(2, x + 1):
        part *= factor
        if part > 0xffffffff:
            result *= part
            part = 1
    return result * part


def perm(n, k=None, /):
    if k is None:
        return factorial(n)
    n = _index(n)
    k = _index(k)
    if n < 0:
        raise ValueError('n must be a non-negative integer')
    if k < 0:
        raise ValueError('k must be a non-negative integer')
    result = 1
    if k > n:
        return 0
    for factor in range(n - k + 1, n + 1):
        result *= factor
    return result


def comb(n, k, /):
    n = _index(n)
    k = _index(k)
    if n < 0:
        raise ValueError('n must be a non-negative integer')
    if k < 0:
        raise ValueError('k must be a non-negative integer')
    if k > n:
        return 0
    result = 1
    for step in range(1, min(k, n - k) + 1):
        result = result * (n - step + 1) // step
    return result


def gcd(*integers):
    result = 0
    for other in integers:
        other = _index(other)
        while other and (short := _gcd(result, other)) is None:
            result, other = other, result % other
        result = short if other else abs(result)
    return result


def lcm(*integers):
    result = 1
    for other in integers:
        other = _index(other)
        if other == 0:
            result = 0
        if result:
            result = abs(result // gcd(result, other) * other)
    return result


def isqrt(n, /):
    n = _index(n)
    if n < 0:
        raise ValueError('isqrt() argument must be nonnegative')
    root = _root(n)
    if root is not None:
        return root
    # From the root of the highest bits on each round has twice as many right ones.
    shift = n.bit_length() - 60 & ~1
    root = _root(n >> shift) + 1 << shift // 2
    while (better := root + n // root >> 1) < root:
        root = better
    return root


def prod(iterable, /, *, start=1):
    for item in iterable:
        start = start * item
    return start


# Partial sums that do not overlap, so that none of them has lost a bit.
def fsum(seq, /):
    partials = []
    special = 0.0
    for x in seq:
        x = _real(x)
        if x - x != 0.0:
            special += x
            continue
        count = 0
        for y in partials:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                partials[count] = low
                count += 1
            x = high
        if x - x != 0.0:
            raise OverflowError('intermediate overflow in fsum')
        partials[count:] = [x]
    if special != 0.0:
        if special != special and any(map(isinf, seq if isinstance(seq, (list, tuple)) else ())):
            raise ValueError('-inf + inf in fsum')
        return special
    if not partials:
        return 0.0
    high = partials.pop()
    low = 0.0
    while partials and not low:
        x = high
        y = partials.pop()
        high = x + y
        low = y - (high - x)
    # Halfway cases go by what is below.
    if partials and (low < 0.0) == (partials[-1] < 0.0):
        y = low * 2.0
        x = high + y
        if y == x - high:
            high = x
    return high


def dist(p, q, /):
    if not isinstance(p, tuple):
        p = tuple(p)
    if not isinstance(q, tuple):
        q = tuple(q)
    if len(p) != len(q):
        raise ValueError('both points must have the same number of dimensions')
    return hypot(*[_real(a) - _real(b) for a, b in zip(p, q)])


def sumprod(p, q, /):
    result = 0
    for a, b in zip(p, q, strict=True):
        result += a * b
    return result
