print(round(2.5), round(3.5), round(-2.5), round(-0.4), round(0.5), round(1.5), round(1e20), round(2 ** 60 + 0.0))  # expect: 2 4 -2 0 0 2 100000000000000000000 1152921504606846976
print(round(2.675, 2), round(1.005, 2), round(0.15, 1), round(0.25, 1), round(0.35, 1), round(1.45, 1), round(-1.45, 1))  # expect: 2.67 1.0 0.1 0.2 0.3 1.4 -1.4
print(round(1234.5678, -2), round(1250.0, -2), round(1350.0, -2), round(5e-324, 3), round(1e300, 5), round(1.5, 400), round(1.5, -400))  # expect: 1200.0 1200.0 1400.0 0.0 1e+300 1.5 0.0
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(1234, 2), round(1234, -10), round(5, -1), round(15, -1), round(25, -1))  # expect: 1200 1200 1400 -1200 1234 0 0 20 20
print(round(12345678901234567890, -5), round(-12345678901234567890, -18), round(5 * 10 ** 30, -31), round(15 * 10 ** 30, -31), round(True, -1))  # expect: 12345678901234600000 -12000000000000000000 0 20000000000000000000000000000000 0
print(round(1.5, None), round(1, None), round(number=1.25, ndigits=1), type(round(1.0)), type(round(1.0, 0)), round(1.0, 0))  # expect: 2 1 1.2 <class 'int'> <class 'float'> 1.0
print((2.5).__round__(), (7).__floor__(), (7.5).__floor__(), (7.5).__ceil__(), (-7.5).__trunc__(), (7).__ceil__())  # expect: 2 7 7 8 -7 7
