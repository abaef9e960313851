"""spectral_norm: a matrix that is computed, by float arithmetic and comprehensions"""

from bench import mark


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    size = len(vector)
    return [sum([element(i, j) * vector[j] for j in range(size)]) for i in range(size)]


def times_transposed(vector):
    size = range(len(vector))
    result = []
    for i in size:
        total = 0.0
        for j in size:
            total += element(j, i) * vector[j]
        result.append(total)
    return result


def main():
    u = [1.0] * 20
    v = u
    for _ in range(4):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    over = under = 0.0
    for a, b in zip(u, v):
        over += a * b
        under += b * b
    print("%.4f" % (over / under) ** 0.5)


mark(1)
main()
mark(2)
