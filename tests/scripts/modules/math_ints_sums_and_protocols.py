from math import *


def tell(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return f'{type(e).__name__}({e})'


print([tell(factorial, n) for n in (0, 1, 5, 20, 25, 50, -1, 1.5, 'a')])
# expect: [1, 1, 120, 2432902008176640000, 15511210043330985984000000, 30414093201713378043612608166064768844377641568960512000000000000, 'ValueError(factorial() not defined for negative values)', "TypeError('float' object cannot be interpreted as an integer)", "TypeError('str' object cannot be interpreted as an integer)"]
print([tell(comb, *a) for a in ((5, 2), (5, 0), (5, 6), (0, 0), (40, 20), (-1, 2), (2, -1), (1.5, 1), (100, 3))])
# expect: [10, 1, 0, 1, 137846528820, 'ValueError(n must be a non-negative integer)', 'ValueError(k must be a non-negative integer)', "TypeError('float' object cannot be interpreted as an integer)", 161700]
print([tell(perm, *a) for a in ((5, 2), (5, 0), (5, 6), (0, 0), (40, 20), (-1, 2), (2, -1), (1.5, 1), (6,), (-1,))])
# expect: [20, 1, 0, 1, 335367096786357081410764800000, 'ValueError(n must be a non-negative integer)', 'ValueError(k must be a non-negative integer)', "TypeError('float' object cannot be interpreted as an integer)", 720, 'ValueError(factorial() not defined for negative values)']
PAIRS = ((), (12,), (12, 18), (12, 18, 27), (0, 0), (-12, 18), (0, 5), (2**100, 2**70 * 3), (1.5, 2))
print([tell(gcd, *a) for a in PAIRS])
# expect: [0, 12, 6, 3, 0, 6, 5, 1180591620717411303424, "TypeError('float' object cannot be interpreted as an integer)"]
print([tell(lcm, *a) for a in PAIRS])
# expect: [1, 12, 36, 108, 0, 36, 0, 3802951800684688204490109616128, "TypeError('float' object cannot be interpreted as an integer)"]
print([tell(isqrt, n) for n in (0, 1, 2, 15, 16, 17, 10**10, 10**20, 2**200 - 1, 2**200, -1, 1.5)])
# expect: [0, 1, 1, 3, 4, 4, 100000, 10000000000, 1267650600228229401496703205375, 1267650600228229401496703205376, 'ValueError(isqrt() argument must be nonnegative)', "TypeError('float' object cannot be interpreted as an integer)"]
print([tell(prod, a) for a in ([1, 2, 3], [], [0.5, 4], (1.5, 2), 5)], prod([1, 2], start=10))
# expect: [6, 1, 2.0, 3.0, "TypeError('int' object is not iterable)"] 20
print([tell(fsum, a) for a in ([.1] * 10, [1e100, 1.0, -1e100], [], [1, 2], [inf, 1], [nan], [1e308, 1e308], [inf, -inf])])
# expect: [1.0, 1.0, 0.0, 3.0, inf, nan, 'OverflowError(intermediate overflow in fsum)', 'ValueError(-inf + inf in fsum)']
print(fsum([1e-16, 1, 1e16, 1]), fsum(range(5)), tell(fsum, ['a']))
# expect: 1.0000000000000002e+16 10.0 TypeError(must be real number, not str)
print([tell(dist, *a) for a in (((0, 0), (3, 4)), ((), ()), ((1,), (2, 3)), ([0], [5]))])
# expect: [5.0, 0.0, 'ValueError(both points must have the same number of dimensions)', 5.0]
print(hypot(), hypot(3), hypot(1, 2, 2), hypot(inf, nan), tell(hypot, 'a'))
# expect: 0.0 3.0 3.0 inf TypeError(must be real number, not str)
print(isclose(1, 1.0000000001), isclose(1, 1.1, rel_tol=.2), isclose(0, 1e-5, abs_tol=1e-4), tell(isclose, 1, 2, rel_tol=-1))
# expect: True True True ValueError(tolerances must be non-negative)
print([round(x, 6) for x in (log(10**400), log(2**1000, 2), log2(2**5000), log10(10**400), log(8, 2))])
# expect: [921.034037, 1000.0, 5000.0, 400.0, 3.0]
print(floor(1e20), ceil(-1e20), trunc(1.9e19), floor(2**100), frexp(10), modf(-2.5), ulp(1.0), nextafter(0, 1))
# expect: 100000000000000000000 -100000000000000000000 19000000000000000000 1267650600228229401496703205376 (0.625, 4) (-0.5, -2.0) 2.220446049250313e-16 5e-324


class F:
    def __float__(self):
        return 4.0


class I:
    def __index__(self):
        return 9


class R:
    def __floor__(self):
        return 'floor'

    def __ceil__(self):
        return 'ceil'

    def __trunc__(self):
        return 'trunc'


class SF(float):
    pass


class SI(int):
    pass


print([tell(sqrt, o) for o in (F(), I(), SF(6.25), SI(49), R, 1j)])
# expect: [2.0, 3.0, 2.5, 7.0, 'TypeError(must be real number, not type)', 'TypeError(must be real number, not complex)']
print([tell(floor, o) for o in (F(), I(), SF(2.5), SI(7), R(), 'x')])
# expect: [4, 9, 2, 7, 'floor', 'TypeError(must be real number, not str)']
print([tell(trunc, o) for o in (SF(2.5), SI(7), R(), 'x')], ceil(R()))
# expect: [2, 7, 'trunc', "TypeError(type str doesn't define __trunc__ method)"] ceil
print(pow(F(), I()), hypot(F(), 3), fsum([F(), I()]), gcd(I(), 6), factorial(SI(4)))  # expect: 262144.0 5.0 13.0 3 24
