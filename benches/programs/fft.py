"""fft: a Fourier transform and its inverse, by complex numbers in lists"""

from bench import mark
from math import cos, pi, sin


def reorder(values):
    size = len(values)
    bits = 0
    while 1 << bits < size:
        bits += 1
    for index in range(size):
        other = 0
        for bit in range(bits):
            if index >> bit & 1:
                other |= 1 << bits - 1 - bit
        if other > index:
            values[index], values[other] = values[other], values[index]


def transform(values, inverse):
    reorder(values)
    size = len(values)
    sign = 2.0 if inverse else -2.0
    half = 1
    while half < size:
        for start in range(half):
            angle = sign * pi * start / (2 * half)
            turn = complex(cos(angle), sin(angle))
            for low in range(start, size, 2 * half):
                high = low + half
                one = values[low]
                two = values[high] * turn
                values[low] = one + two
                values[high] = one - two
        half *= 2
    if inverse:
        for index in range(size):
            values[index] /= size


def main():
    size = 128
    signal = [complex(cos(2.0 * pi * 5 * i / size) + 0.5 * sin(2.0 * pi * 12 * i / size), 0.0) for i in range(size)]
    values = signal[:]
    transform(values, False)
    print([index for index in range(size) if abs(values[index]) > 1.0])
    transform(values, True)
    print(max([abs(a - b) for a, b in zip(signal, values)]) < 0.001)


mark(1)
main()
mark(2)
