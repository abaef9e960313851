"""Matrices and a fast Fourier transform without any library.

Complex numbers are pairs of floats; sine and cosine come from their power
series. A matrix class solves a small linear system, and the transform finds
the tones in a sampled signal. All printed numbers are rounded.
"""

PI = 3.141592653589793


def reduce_angle(angle):
    """Brings an angle into -PI..PI, where the series converge fast."""
    turns = round(angle / (2 * PI))
    return angle - turns * 2 * PI


def power_series(first, index, square):
    """Sums first - first*x2/(i+1)(i+2) + ..., until nothing changes."""
    total, term = 0.0, first
    while total + term != total:
        total += term
        index += 2
        term = -term * square / (index * (index - 1))
    return total


def sin(angle):
    angle = reduce_angle(angle)
    return power_series(angle, 1, angle * angle)


def cos(angle):
    angle = reduce_angle(angle)
    return power_series(1.0, 0, angle * angle)


def add(a, b):
    return a[0] + b[0], a[1] + b[1]


def sub(a, b):
    return a[0] - b[0], a[1] - b[1]


def mul(a, b):
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def magnitude(a):
    return (a[0] ** 2 + a[1] ** 2) ** 0.5


def fft(points, sign=-1):
    """Cooley and Tukey's transform; the length is a power of two."""
    size = len(points)
    if size == 1:
        return points[:]
    even, odd = fft(points[::2], sign), fft(points[1::2], sign)
    half = size // 2
    result = [None] * size
    for k in range(half):
        angle = sign * 2 * PI * k / size
        twisted = mul((cos(angle), sin(angle)), odd[k])
        result[k] = add(even[k], twisted)
        result[k + half] = sub(even[k], twisted)
    return result


def inverse(points):
    size = len(points)
    return [(real / size, imaginary / size) for real, imaginary in fft(points, +1)]


class Matrix:
    """A dense matrix of floats, stored as a list of rows."""

    def __init__(self, rows):
        self.rows = [list(map(float, row)) for row in rows]

    @classmethod
    def identity(cls, size):
        return cls([[int(i == j) for j in range(size)] for i in range(size)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def transposed(self):
        return Matrix(zip(*self.rows))

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        columns = other.transposed.rows
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __sub__(self, other):
        return Matrix([[a - b for a, b in zip(ours, theirs)] for ours, theirs in zip(self.rows, other.rows)])

    def __getitem__(self, place):
        row, column = place
        return self.rows[row][column]

    def __str__(self):
        return "\n".join(" ".join(f"{settle(value):8.3f}" for value in row) for row in self.rows)

    def solve(self, right):
        """Gauss's elimination with partial pivoting; returns x of self @ x = right."""
        rows = [row + extra for row, extra in zip((r[:] for r in self.rows), right.rows)]
        size = len(rows)
        for column in range(size):
            pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
            if abs(rows[pivot][column]) < 1e-4:
                raise ZeroDivisionError("the matrix is singular")
            rows[column], rows[pivot] = rows[pivot], rows[column]
            scale = rows[column][column]
            rows[column] = [value / scale for value in rows[column]]
            for r in range(size):
                if r != column:
                    factor = rows[r][column]
                    rows[r] = [value - factor * top for value, top in zip(rows[r], rows[column])]
        return Matrix([row[size:] for row in rows])


def settle(value, digits=3):
    """Rounds, and turns a negative zero into zero."""
    return round(value, digits) + 0.0


print("sine and cosine")
for degrees in range(0, 361, 60):
    angle = degrees * PI / 180
    print(f"{degrees:4d} deg  sin {settle(sin(angle)):+.3f}  cos {settle(cos(angle)):+.3f}")

print("a linear system")
a = Matrix([[4, -2, 1], [-2, 4, -2], [1, -2, 4]])
b = Matrix([[11], [-16], [17]])
x = a.solve(b)
print("x =", [settle(x[row, 0]) for row in range(3)])
print("inverse:")
print(a.solve(Matrix.identity(3)))
residue = a @ x - b
print("residue below 0.001:", all(abs(value) < 1e-3 for row in residue.rows for value in row))
for attempt in (lambda: Matrix([[1, 2], [2, 4]]).solve(Matrix.identity(2)), lambda: a @ Matrix([[1, 2]])):
    try:
        attempt()
    except (ZeroDivisionError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")

print("a signal of three tones, 64 samples")
SIZE = 64
tones = {3: 1.0, 10: 0.5, 17: 0.25}
signal = [sum(level * sin(2 * PI * tone * n / SIZE) for tone, level in tones.items()) for n in range(SIZE)]
spectrum = fft([(value, 0.0) for value in signal])
for k in range(SIZE // 2):
    level = magnitude(spectrum[k]) * 2 / SIZE
    if level > 0.01:
        print(f"bin {k:2d}  {level:.3f}  {'*' * round(level * 40)}")
energy_in_time = sum(value * value for value in signal)
energy_in_bins = sum(magnitude(point) ** 2 for point in spectrum) / SIZE
print(f"energy {energy_in_time:.2f} in time, {energy_in_bins:.2f} in frequency")
restored = inverse(spectrum)
worst = max(abs(before - after[0]) for before, after in zip(signal, restored))
print("round trip within 0.0001:", worst < 1e-4)

print("a low-pass filter keeps the slow tone")
filtered = inverse([point if k < 6 or k > SIZE - 6 else (0.0, 0.0) for k, point in enumerate(spectrum)])
for n in range(0, SIZE // 2, 3):
    before, after = signal[n], filtered[n][0]
    column = round((after + 1) * 12)
    print(f"{n:2d} {settle(before, 2):6.2f} {settle(after, 2):6.2f} |{' ' * column}o{' ' * (24 - column)}|")
