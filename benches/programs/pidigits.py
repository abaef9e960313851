"""pidigits: digits of pi, by long ints"""

from bench import mark


def digits():
    k, a, b, a1, b1 = 2, 4, 1, 12, 4
    while True:
        p, q, k = k * k, 2 * k + 1, k + 1
        a, b, a1, b1 = a1, b1, p * a + q * a1, p * b + q * b1
        d, d1 = a // b, a1 // b1
        while d == d1:
            yield d
            a, a1 = 10 * (a % b), 10 * (a1 % b1)
            d, d1 = a // b, a1 // b1


def main():
    text = ""
    for digit in digits():
        text += str(digit)
        if len(text) == 120:
            break
    print(text)


mark(1)
main()
mark(2)
