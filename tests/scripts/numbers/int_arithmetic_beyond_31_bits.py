a = 2 ** 30
print(a, -a, a - 1, -a - 1, a * a, a * -a, a + a, -a - a)  # expect: 1073741824 -1073741824 1073741823 -1073741825 1152921504606846976 -1152921504606846976 2147483648 -2147483648
big = 123456789012345678901234567890
print(big + 1, big - 1, -big, +big, ~big, abs(-big))  # expect: 123456789012345678901234567891 123456789012345678901234567889 -123456789012345678901234567890 123456789012345678901234567890 -123456789012345678901234567891 123456789012345678901234567890
print(big * big, big // 7, big % 7, -big // 7, -big % 7, big // -7, big % -7)  # expect: 15241578753238836750495351562536198787501905199875019052100 17636684144620811271604938270 0 -17636684144620811271604938270 0 -17636684144620811271604938270 0
print(divmod(big, 10 ** 15), divmod(-big, 10 ** 15), divmod(big, -10 ** 15))  # expect: (123456789012345, 678901234567890) (-123456789012346, 321098765432110) (-123456789012346, -321098765432110)
print(big - big, big - (big - 5), big // big, big % big, (big << 3) >> 3 == big)  # expect: 0 5 1 0 True
print(big / 3, big / big, 1 / big, -big / 10 ** 25, 10 ** 400 / 10 ** 399)  # expect: 4.115226300411523e+28 1.0 8.1000000729e-30 -12345.678901234567 10.0
print(big & 0xffff, big | 1, big ^ big, -big & 0xffff, -big | 1, -big ^ 5, big & -1 == big)  # expect: 2770 123456789012345678901234567891 0 62766 -123456789012345678901234567889 -123456789012345678901234567893 True
print(1 << 100, -1 << 100, (1 << 100) >> 98, -(1 << 100) >> 98, -1 >> 200, 5 >> 200, 0 << 500)  # expect: 1267650600228229401496703205376 -1267650600228229401496703205376 4 -4 -1 0 0
print(2 ** 200, (-3) ** 51, 7 ** 0, 0 ** 0, 0 ** 5, (-1) ** 1001, 10 ** 18, 10 ** 19)  # expect: 1606938044258990275541962092341162602522202993782792835301376 -2153693963075557766310747 1 1 0 -1 1000000000000000000 10000000000000000000
print(pow(3, 1000, 10 ** 9 + 7), pow(big, big, 97), pow(-5, 3, 7), pow(5, 3, -7), pow(3, -1, 11), pow(2, -5, 101))  # expect: 56888193 12 1 -1 4 60
print(big > 5, big < 5, -big < 5, big == big + 0, big != big + 1, big >= big, 5 < big, 5 > -big)  # expect: True False True True True True True True
print(big == 1.2345678901234568e29, big < 1.3e29, big > 1e400, big > float("nan"), 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53)  # expect: False True False False False True
print(big.bit_length(), (-big).bit_length(), (0).bit_length(), (255).bit_length(), (256).bit_length(), big.bit_count(), (-7).bit_count())  # expect: 97 97 0 8 9 54 3
print(bool(big), not big, int(True) + True, True + True, True << 40, True & False, True | False, True ^ True, True & 3)  # expect: True False 2 2 1099511627776 False True False 1
print(hash(2 ** 40) == hash(2.0 ** 40), {big: 1}[123456789012345678901234567890], {2 ** 40: 1}.get(2.0 ** 40))  # expect: True 1 1
print(big.real, big.imag, big.numerator, big.denominator, big.conjugate() == big, big.as_integer_ratio())  # expect: 123456789012345678901234567890 0 123456789012345678901234567890 1 True (123456789012345678901234567890, 1)
factorial = 1
for i in range(1, 51):
    factorial *= i
print(factorial)  # expect: 30414093201713378043612608166064768844377641568960512000000000000
print(str(factorial)[:10], len(str(factorial)), int(str(factorial)) == factorial, int(hex(factorial), 16) == factorial)  # expect: 3041409320 65 True True
a, b = 0, 1
for i in range(300):
    a, b = b, a + b
print(a)  # expect: 222232244629420445529739893461909967206666939096499764990979600
x = 5
x **= 30
x //= 3
x -= 1
x %= 10 ** 12
x <<= 40
x |= 1
x ^= 3
x >>= 3
x &= 0xffffffffffff
print(x)  # expect: 183481002885120
