print(0.1 + 0.2, 1.0, -0.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 1e22, 1e23)  # expect: 0.30000000000000004 1.0 -0.0 1e+16 1000000000000000.0 1.2345678901234568e+17 0.0001 1e-05 5e-324 1.7976931348623157e+308 1e+22 1e+23
print(float("inf"), float("-inf"), float("nan"), -float("inf"), 1e400, -1e400)  # expect: inf -inf nan -inf inf -inf
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, -7.5 // -2, divmod(-7.5, 2), divmod(7.5, -2))  # expect: 3.0 -4.0 1.5 0.5 -0.5 3.0 (-4.0, 0.5) (-4.0, -0.5)
print(5.0 % -3, -0.0 % 5, 0.0 % -5, float("inf") % 3, 3 % float("inf"), -3 % float("inf"), -3 // float("inf"))  # expect: -1.0 0.0 -0.0 nan 3.0 inf -1.0
print(2.0 ** 10, 2 ** 0.5, 2.0 ** -1, (-2.0) ** 3, 0.0 ** 0, 4 ** 0.5, (-8.0) ** 2, 10.0 ** 22, 1.1 ** 50, 0.5 ** 100)  # expect: 1024.0 1.4142135623730951 0.5 -8.0 1.0 2.0 64.0 1e+22 117.39085287969579 7.888609052210118e-31
print(1.5 + 1, 1 + 1.5, 2 - 0.5, 3 * 1.5, 7 / 2, 6 / 2, 1.5 * True, 10 ** 20 * 1.0, 2 ** 70 / 2.0)  # expect: 2.5 2.5 1.5 4.5 3.5 3.0 1.5 1e+20 5.902958103587057e+20
print(1.5 < 2, 1.5 == 1.5, 1 == 1.0, 2 > 1.5, float("nan") == float("nan"), float("nan") != float("nan"), float("nan") < 1, 1 < float("nan"))  # expect: True True True True False True False False
print(abs(-1.5), -1.5, +1.5, -(0.0), bool(0.0), bool(-0.0), bool(0.1), bool(float("nan")))  # expect: 1.5 -1.5 1.5 -0.0 False False True True
print((1.5).is_integer(), (2.0).is_integer(), float("inf").is_integer(), (1e300).is_integer())  # expect: False True False True
print((0.5).hex(), (-3.75).hex(), (1e-320).hex(), (0.0).hex(), float("inf").hex(), float("nan").hex())  # expect: 0x1.0000000000000p-1 -0x1.e000000000000p+1 0x0.00000000007e8p-1022 0x0.0p+0 inf nan
print((0.5).as_integer_ratio(), (-3.75).as_integer_ratio(), (1e20).as_integer_ratio(), (0.0).as_integer_ratio())  # expect: (1, 2) (-15, 4) (100000000000000000000, 1) (0, 1)
print((1.5).real, (1.5).imag, (1.5).conjugate(), hash(1.0) == hash(1), hash(0.5) == hash(0.5), hash(float("inf")))  # expect: 1.5 0.0 1.5 True True 314159
print(float("1e5"), float(" 1.5 "), float("-.5"), float("5."), float("1_0.5"), float("Infinity"), float("1e-400"), float("0x10" if False else "10"))  # expect: 100000.0 1.5 -0.5 5.0 10.5 inf 0.0 10.0
print(str(1.5), repr(1.5), f"{1.5}", "%s" % 1.5, "%.2f" % 1.005, f"{2.5:.0f}", f"{0.5:.0f}", f"{1e10:g}", f"{1e-10:g}", f"{1234.5:e}")  # expect: 1.5 1.5 1.5 1.5 1.00 2 0 1e+10 1e-10 1.234500e+03
print(0.1 * 3, 1 / 3, 2 / 3, 100 * 1.1, 1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10)  # expect: 0.30000000000000004 0.3333333333333333 0.6666666666666666 110.00000000000001 inf -inf nan
