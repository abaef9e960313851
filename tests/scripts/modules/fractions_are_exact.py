# As CPython 3.13 does it
from fractions import Fraction as F
import math
print(F(3, 6), F(-4, 8), F("3/7"), F(" -1.25e-2 "), F(0.5), F(7), F("1_000/3"), repr(F(1, 3)), F(), F(True), F(F(2, 3), F(4, 5)), F(".5"), F("5."), F("+3"))
# expect: 1/2 -1/2 3/7 -1/80 1/2 7 1000/3 Fraction(1, 3) 0 1 5/6 1/2 5 3
for b in ["", "1/", "a", "1/0", "1 / 2 3", "--1", "1e", "_1", "1.5/2"]:
    try: print(F(b))
    except Exception as e: print(type(e).__name__, e)
# expect: ValueError Invalid literal for Fraction: ''
# expect: ValueError Invalid literal for Fraction: '1/'
# expect: ValueError Invalid literal for Fraction: 'a'
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ValueError Invalid literal for Fraction: '1 / 2 3'
# expect: ValueError Invalid literal for Fraction: '--1'
# expect: ValueError Invalid literal for Fraction: '1e'
# expect: ValueError Invalid literal for Fraction: '_1'
# expect: ValueError Invalid literal for Fraction: '1.5/2'
for a in [lambda: F(1, 0), lambda: F(1.5, 2), lambda: F("1", 2), lambda: F([]), lambda: F(1, 2) + "a", lambda: F(1, 2) / 0, lambda: F(float("nan")), lambda: F(float("inf")), lambda: F(0) ** -1, lambda: F(1, 2) % 0]:
    try: print(a())
    except Exception as e: print(type(e).__name__, e)
# expect: ZeroDivisionError Fraction(1, 0)
# expect: TypeError both arguments should be Rational instances
# expect: TypeError both arguments should be Rational instances
# expect: TypeError argument should be a string or a Rational instance
# expect: TypeError unsupported operand type(s) for +: 'Fraction' and 'str'
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ValueError cannot convert NaN to integer ratio
# expect: OverflowError cannot convert Infinity to integer ratio
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ZeroDivisionError integer modulo by zero
a, b = F(3, 4), F(-5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2, a ** -2, b ** 3, b ** -3, a ** F(1, 2), 4 ** F(2), 1 + a, 1 - a, 2 * a, 2 / a, 2 // a, 2 % a, divmod(2, a), a + .5, .5 - a, a * 1j, a ** .5, -a, +a, abs(b), bool(F(0)))
# expect: -1/12 19/12 -5/8 -9/10 -1 -1/12 (-1, Fraction(-1, 12)) 9/16 16/9 -125/216 -216/125 0.8660254037844386 16 7/4 1/4 3/2 8/3 2 1/2 (2, Fraction(1, 2)) 1.25 -0.25 0.75j 0.8660254037844386 -3/4 3/4 5/6 False
print(a == F(6, 8), a == .75, a == 1, a < 1, a <= .75, b < a, a > b, a >= 1, F(2) == 2, F(1, 3) == 1 / 3, hash(F(2)) == hash(2), hash(F(1, 2)) == hash(.5), {F(1, 2): 1}[.5], a < float("inf"), a == float("nan"), a != 2)
# expect: True True False True True True True False True False True True 1 True False True
print(int(F(-7, 2)), float(a), round(F(5, 2)), round(F(7, 2)), round(F(-5, 2)), round(F(22, 7), 2), round(F(1234), -2), math.floor(b), math.ceil(b), math.trunc(b), complex(a), F(22, 7).limit_denominator(5), F(math.pi).limit_denominator(1000), F(math.pi).limit_denominator(1), a.numerator, a.denominator, a.as_integer_ratio(), F(4, 2).is_integer(), F.from_float(.1), sum([F(1, n) for n in range(1, 8)]), max(a, b), sorted([a, b, F(0)]))
# expect: -3 0.75 2 4 -2 157/50 1200 -1 0 0 (0.75+0j) 16/5 355/113 3 3 4 (3, 4) True 3602879701896397/36028797018963968 363/140 3/4 [Fraction(-5, 6), Fraction(0, 1), Fraction(3, 4)]
for s in [".2f", "10.3f", "<10.1f", "+.0f", "e", ".3e", "g", ".3g", "%", ".1%", "012.4f", ",.1f", "^12.2f", "#.0f", "", ">8", "z.0f", " .2F", ".10g", "_.0f", "*>12.2f", "012,.1f"]:
    print(s, "|" + format(F(22, 7), s) + "|" + format(F(-1234567, 8), s) + "|" + format(F(1, 1000000), s) + "|" + format(F(0), s) + "|")
# expect: .2f |3.14|-154320.88|0.00|0.00|
# expect: 10.3f |     3.143|-154320.875|     0.000|     0.000|
# expect: <10.1f |3.1       |-154320.9 |0.0       |0.0       |
# expect: +.0f |+3|-154321|+0|+0|
# expect: e |3.142857e+00|-1.543209e+05|1.000000e-06|0.000000e+00|
# expect: .3e |3.143e+00|-1.543e+05|1.000e-06|0.000e+00|
# expect: g |3.14286|-154321|1e-06|0|
# expect: .3g |3.14|-1.54e+05|1e-06|0|
# expect: % |314.285714%|-15432087.500000%|0.000100%|0.000000%|
# expect: .1% |314.3%|-15432087.5%|0.0%|0.0%|
# expect: 012.4f |0000003.1429|-154320.8750|0000000.0000|0000000.0000|
# expect: ,.1f |3.1|-154,320.9|0.0|0.0|
# expect: ^12.2f |    3.14    | -154320.88 |    0.00    |    0.00    |
# expect: #.0f |3.|-154321.|0.|0.|
# expect:  |22/7|-1234567/8|1/1000000|0|
# expect: >8 |    22/7|-1234567/8|1/1000000|       0|
# expect: z.0f |3|-154321|0|0|
# expect:  .2F | 3.14|-154320.88| 0.00| 0.00|
# expect: .10g |3.142857143|-154320.875|1e-06|0|
# expect: _.0f |3|-154_321|0|0|
# expect: *>12.2f |********3.14|**-154320.88|********0.00|********0.00|
# expect: 012,.1f |00,000,003.1|-0,154,320.9|00,000,000.0|00,000,000.0|
import copy, statistics; print(copy.copy(a), copy.deepcopy([a]), isinstance(a, F), a.real, a.imag, a.conjugate(), statistics.mean([F(1, 2), F(1, 3)]))
# expect: 3/4 [Fraction(3, 4)] True 3/4 0 3/4 5/12
