# `statistics.NormalDist`.

from math import erf, erfc, exp, fabs, hypot, log, sqrt, tau
from statistics import StatisticsError


class NormalDist:
    __slots__ = {'_mu': 'the mean', '_sigma': 'the standard deviation'}
    __module__ = 'statistics'

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        from statistics import mean, stdev
        data = list(data)
        center = mean(data)
        return cls(center, stdev(data, center))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _width(self, what):
        if not self._sigma:
            raise StatisticsError(f'{what} not defined when sigma is zero')
        return self._sigma

    def pdf(self, x):
        variance = self._width('pdf()') ** 2.0
        distance = x - self._mu
        return exp(distance * distance / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        return 0.5 * (1.0 + erf((x - self._mu) / (self._width('cdf()') * sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return self._mu + _quantile(p) * self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def zscore(self, x):
        return (x - self._mu) / self._width('zscore()')

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        low, high = (self, other) if (self._sigma, self._mu) <= (other._sigma, other._mu) else (other, self)
        if not low.variance or not high.variance:
            raise StatisticsError('overlap() not defined when sigma is zero')
        between = high.variance - low.variance
        distance = fabs(high._mu - low._mu)
        if not between:
            return 1.0 - erf(distance / (2.0 * low._sigma * sqrt(2.0)))
        middle = low._mu * high.variance - high._mu * low.variance
        spread = low._sigma * high._sigma * sqrt(distance * distance + between * log(high.variance / low.variance))
        first, second = (middle + spread) / between, (middle - spread) / between
        return 1.0 - (fabs(high.cdf(first) - low.cdf(first)) + fabs(high.cdf(second) - low.cdf(second)))

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * fabs(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'


def _quantile(p):
    """The quantile of the standard distribution, by Halley's method from a rough place on."""
    if p == 0.5:
        return 0.0
    tail = p if p < 0.5 else 1.0 - p
    far = sqrt(-2.0 * log(tail))
    x = far - (2.30753 + 0.27061 * far) / (1.0 + far * (0.99229 + 0.04481 * far))
    for _ in range(8):
        error = 0.5 * erfc(x / sqrt(2.0)) - tail
        slope = exp(-0.5 * x * x) / sqrt(tau)
        step = error / slope
        step /= 1.0 - 0.5 * x * step if fabs(x * step) < 1.0 else 1.0
        x += step
        if fabs(step) <= 1e-16 * fabs(x):
            break
    return -x if p < 0.5 else x
