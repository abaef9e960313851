# `statistics`: exact sums, as fractions of two ints.


class StatisticsError(ValueError):
    pass


def _ratio(x):
    if isinstance(x, (int, float)):
        try:
            return x.as_integer_ratio()
        except (OverflowError, ValueError):
            # Not finite.
            return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _kind(kind, x):
    other = type(x)
    if kind is other or other is int or other is bool:
        return kind
    if kind is int:
        return other
    if issubclass(other, kind):
        return other
    return kind


def _sum(data):
    # The type of the result, numerator and denominator, how many.
    parts = {}
    count = 0
    kind = int
    for x in data:
        kind = _kind(kind, x)
        count += 1
        n, d = _ratio(x)
        parts[d] = parts.get(d, 0) + n
    if None in parts:
        return kind, parts[None], None, count
    numerator, denominator = 0, 1
    for d, n in parts.items():
        if d == denominator:
            numerator += n
        elif d % denominator == 0:
            numerator = numerator * (d // denominator) + n
            denominator = d
        else:
            numerator = numerator * d + n * denominator
            denominator *= d
    return kind, numerator, denominator, count


def _divide(kind, n, d):
    # n / d, in the type of the data.
    if d is None:
        return n
    if kind is int and n % d == 0:
        return n // d
    if kind in (int, float, bool):
        return n / d
    if n % d == 0:
        return kind(n // d)
    return kind(n) / kind(d)


def _gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def _root(n, d):
    # The float nearest to the square root of n / d: of 110 bits and more, the last of them 1 if there is a rest.
    if n == 0:
        return 0.0
    shift = max(0, (d.bit_length() - n.bit_length() + 225) // 2)
    square, rest = divmod(n << 2 * shift, d)
    root = _isqrt(square)
    if rest or root * root != square:
        root = root << 1 | 1
        shift += 1
    return root / (1 << shift)


def _isqrt(n):
    if n < 2:
        return n
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def mean(data):
    kind, n, d, count = _sum(data)
    if count < 1:
        raise StatisticsError('mean requires at least one data point')
    if d is None:
        return n
    return _divide(kind, n, d * count)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        kind, n, d, count = _sum(data)
        return float(n) if d is None else n / (d * count)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    kind, n, d, count = _sum([x * w for x, w in zip(data, weights)])
    kind, wn, wd, count = _sum(weights)
    if not wn:
        raise StatisticsError('sum of weights must be non-zero')
    return n * wd / (d * wn)


def geometric_mean(data):
    from math import exp, log
    try:
        return exp(fmean([log(x) for x in data]))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers') from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if weights is None:
        weights = [1] * len(data)
        total = len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError('Number of weights does not match data size')
        total = sum(weights)
    for x in data:
        if x < 0:
            raise StatisticsError('harmonic mean does not support negative values')
    if 0 in data:
        return 0
    if len(data) == 1:
        return data[0]
    numerator, denominator = 0, 1
    kind = float
    for x, w in zip(data, weights):
        kind = _kind(kind, x)
        n, d = _ratio(x)
        wn, wd = _ratio(w)
        numerator = numerator * (n * wd) + wn * d * denominator
        denominator *= n * wd
        common = _gcd(numerator, denominator)
        numerator //= common
        denominator //= common
    n, d = _ratio(total)
    return _divide(kind, n * denominator, d * numerator)


def median(data):
    data = sorted(data)
    size = len(data)
    if not size:
        raise StatisticsError('no median for empty data')
    if size % 2:
        return data[size // 2]
    return (data[size // 2 - 1] + data[size // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    size = len(data)
    if not size:
        raise StatisticsError('no median for empty data')
    x = data[size // 2]
    before = len([value for value in data if value < x])
    same = data.count(x)
    interval = float(interval)
    return x - interval / 2.0 + interval * (size / 2 - before) / same


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError('no mode for empty data')
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    made = []
    if method == 'inclusive':
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            made.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    elif method == 'exclusive':
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            made.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    else:
        raise ValueError(f'Unknown method: {method!r}')
    return made


def _squares(data, center):
    # The type, the sum of squared distances from the mean as a fraction, how many.
    data = list(data)
    kind, n, d, count = _sum(data)
    if center is not None:
        cn, cd = _ratio(center)
        kind = _kind(kind, center)
        mean_n, mean_d = cn, cd
    else:
        mean_n, mean_d = n, (d or 1) * max(count, 1)
    if d is None:
        return kind, n, None, count
    total, scale = 0, 1
    for x in data:
        n, d = _ratio(x)
        part = (n * mean_d - mean_n * d) ** 2
        denominator = (d * mean_d) ** 2
        if denominator == scale:
            total += part
        else:
            common = _gcd(scale, denominator)
            total = total * (denominator // common) + part * (scale // common)
            scale = scale // common * denominator
    return kind, total, scale, count


def variance(data, xbar=None):
    kind, n, d, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError('variance requires at least two data points')
    return _divide(kind, n, None if d is None else d * (count - 1))


def pvariance(data, mu=None):
    kind, n, d, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _divide(kind, n, None if d is None else d * count)


def stdev(data, xbar=None):
    kind, n, d, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError('stdev requires at least two data points')
    return n if d is None else _root(n, d * (count - 1))


def pstdev(data, mu=None):
    kind, n, d, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return n if d is None else _root(n, d * count)


def _products(x, y, what):
    if len(x) != len(y):
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    xbar, ybar = fmean(x), fmean(y)
    sxy = fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
    sxx = fsum([(a - xbar) ** 2 for a in x])
    syy = fsum([(b - ybar) ** 2 for b in y])
    return xbar, ybar, sxy, sxx, syy


def fsum(data):
    kind, n, d, count = _sum(data)
    return float(n) if d is None else n / d


def covariance(x, y, /):
    return _products(x, y, 'covariance')[2] / (len(x) - 1)


def correlation(x, y, /):
    xbar, ybar, sxy, sxx, syy = _products(x, y, 'correlation')
    try:
        return sxy / (sxx * syy) ** 0.5
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant') from None


class LinearRegression(tuple):
    __slots__ = ()
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return 'LinearRegression(slope=%r, intercept=%r)' % self


def linear_regression(x, y, /, *, proportional=False):
    if proportional:
        if len(x) != len(y):
            raise StatisticsError('linear regression requires that both inputs have same number of data points')
        slope = fsum([a * b for a, b in zip(x, y)]) / fsum([a * a for a in x])
        return LinearRegression((slope, 0.0))
    xbar, ybar, sxy, sxx, syy = _products(x, y, 'linear regression')
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError('x is constant') from None
    return LinearRegression((slope, ybar - slope * xbar))


def __getattr__(name):
    # It takes memory when it is asked for.
    if name != 'NormalDist':
        raise AttributeError(f"module 'statistics' has no attribute '{name}'")
    global NormalDist
    from _normal import NormalDist
    return NormalDist
