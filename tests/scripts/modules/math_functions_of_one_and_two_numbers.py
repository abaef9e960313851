import math
from math import *

NUMBERS = (0, 1, -1, 0.5, -0.5, 2, 10, 100.25, 1000, -3.7, inf, -inf, nan, 1e300, 1e-300, True, 'a', 5.5)


def tell(f, *a, **k):
    try:
        r = f(*a, **k)
    except Exception as e:
        return f'{type(e).__name__}({e})'
    return f'{r:.12g}' if isinstance(r, float) else str(r)


def row(f):
    print(f.__name__, *[tell(f, x) for x in NUMBERS])


def pairs(f):
    print(f.__name__, *[tell(f, x, y) for x, y in (
        (0, 1), (1, 0), (-1, 2), (2.5, -1.5), (7, 3), (-7, 3), (inf, 1), (1, inf), (nan, 1), (0, -1), (-8, 3), (-8, 0.3),
        (1e200, 2), (3, 4), (10, 2), ('a', 1), (1, None))])


row(acos)
# expect: acos 1.57079632679 0 3.14159265359 1.0471975512 2.09439510239 ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) nan ValueError(math domain error) 1.57079632679 0 TypeError(must be real number, not str) ValueError(math domain error)
row(acosh)
# expect: acosh ValueError(math domain error) 0 ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) 1.31695789692 2.99322284613 5.30078937035 7.60090220954 ValueError(math domain error) inf ValueError(math domain error) nan 691.468675079 ValueError(math domain error) 0 TypeError(must be real number, not str) 2.38952643457
row(asin)
# expect: asin 0 1.57079632679 -1.57079632679 0.523598775598 -0.523598775598 ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) nan ValueError(math domain error) 1e-300 1.57079632679 TypeError(must be real number, not str) ValueError(math domain error)
row(asinh)
# expect: asinh 0 0.88137358702 -0.88137358702 0.48121182506 -0.48121182506 1.44363547518 2.9982229503 5.30083912129 7.60090270954 -2.01926065615 inf -inf nan 691.468675079 1e-300 0.88137358702 TypeError(must be real number, not str) 2.4060591253
row(atan)
# expect: atan 0 0.785398163397 -0.785398163397 0.463647609001 -0.463647609001 1.10714871779 1.4711276743 1.56082159528 1.56979632713 -1.30683260317 1.57079632679 -1.57079632679 nan 1.57079632679 1e-300 0.785398163397 TypeError(must be real number, not str) 1.390942827
row(atanh)
# expect: atanh 0 ValueError(math domain error) ValueError(math domain error) 0.549306144334 -0.549306144334 ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) nan ValueError(math domain error) 1e-300 ValueError(math domain error) TypeError(must be real number, not str) ValueError(math domain error)
row(cbrt)
# expect: cbrt 0 1 -1 0.793700525984 -0.793700525984 1.25992104989 2.15443469003 4.64545360545 10 -1.54668037377 inf -inf nan 1e+100 1e-100 1 TypeError(must be real number, not str) 1.76517416766
row(ceil)
# expect: ceil 0 1 -1 1 0 2 10 101 1000 -3 OverflowError(cannot convert float infinity to integer) OverflowError(cannot convert float infinity to integer) ValueError(cannot convert float NaN to integer) 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160 1 1 TypeError(must be real number, not str) 6
row(cos)
# expect: cos 1 0.540302305868 0.540302305868 0.87758256189 0.87758256189 -0.416146836547 -0.839071529076 0.960788331276 0.562379076291 -0.84810003171 ValueError(math domain error) ValueError(math domain error) nan -0.575386111958 1 0.540302305868 TypeError(must be real number, not str) 0.708669774291
row(cosh)
# expect: cosh 1 1.54308063482 1.54308063482 1.12762596521 1.12762596521 3.76219569108 11013.2329201 1.72580536656e+43 OverflowError(math range error) 20.2360139433 inf inf nan OverflowError(math range error) 1 1.54308063482 TypeError(must be real number, not str) 122.348009518
row(degrees)
# expect: degrees 0 57.2957795131 -57.2957795131 28.6478897565 -28.6478897565 114.591559026 572.957795131 5743.90189619 57295.7795131 -211.994384198 inf -inf nan 5.72957795131e+301 5.72957795131e-299 57.2957795131 TypeError(must be real number, not str) 315.126787322
row(erf)
# expect: erf 0 0.84270079295 -0.84270079295 0.520499877813 -0.520499877813 0.995322265019 1 1 1 -0.999999832849 1 -1 nan 1 1.1283791671e-300 0.84270079295 TypeError(must be real number, not str) 1
row(erfc)
# expect: erfc 1 0.15729920705 1.84270079295 0.479500122187 1.52049987781 0.00467773498105 2.08848758376e-45 0 0 1.99999983285 0 2 nan 0 1 0.15729920705 TypeError(must be real number, not str) 7.35784791797e-15
row(exp)
# expect: exp 1 2.71828182846 0.367879441171 1.6487212707 0.606530659713 7.38905609893 22026.4657948 3.45161073313e+43 OverflowError(math range error) 0.0247235264703 inf 0 nan OverflowError(math range error) 1 2.71828182846 TypeError(must be real number, not str) 244.691932264
row(exp2)
# expect: exp2 1 2 0.5 1.41421356237 0.707106781187 4 1024 1.50749911313e+30 1.07150860719e+301 0.0769465258341 inf 0 nan OverflowError(math range error) 1 2 TypeError(must be real number, not str) 45.2548339959
row(expm1)
# expect: expm1 0 1.71828182846 -0.632120558829 0.6487212707 -0.393469340287 6.38905609893 22025.4657948 3.45161073313e+43 OverflowError(math range error) -0.97527647353 inf -1 nan OverflowError(math range error) 1e-300 1.71828182846 TypeError(must be real number, not str) 243.691932264
row(fabs)
# expect: fabs 0 1 1 0.5 0.5 2 10 100.25 1000 3.7 inf inf nan 1e+300 1e-300 1 TypeError(must be real number, not str) 5.5
row(floor)
# expect: floor 0 1 -1 0 -1 2 10 100 1000 -4 OverflowError(cannot convert float infinity to integer) OverflowError(cannot convert float infinity to integer) ValueError(cannot convert float NaN to integer) 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160 0 1 TypeError(must be real number, not str) 5
row(frexp)
# expect: frexp (0.0, 0) (0.5, 1) (-0.5, 1) (0.5, 0) (-0.5, 0) (0.5, 2) (0.625, 4) (0.783203125, 7) (0.9765625, 10) (-0.925, 2) (inf, 0) (-inf, 0) (nan, 0) (0.7466108948025751, 997) (0.6696928794914171, -996) (0.5, 1) TypeError(must be real number, not str) (0.6875, 3)
row(gamma)
# expect: gamma ValueError(math domain error) 1 ValueError(math domain error) 1.77245385091 -3.54490770181 1 362880 2.94846628184e+156 OverflowError(math range error) 0.251643995902 inf ValueError(math domain error) nan OverflowError(math range error) 1e+300 1 TypeError(must be real number, not str) 52.3427777846
row(isfinite)
# expect: isfinite True True True True True True True True True True False False False True True True TypeError(must be real number, not str) True
row(isinf)
# expect: isinf False False False False False False False False False False True True False False False False TypeError(must be real number, not str) False
row(isnan)
# expect: isnan False False False False False False False False False False False False True False False False TypeError(must be real number, not str) False
row(log)
# expect: log ValueError(math domain error) 0 ValueError(math domain error) -0.69314718056 ValueError(math domain error) 0.69314718056 2.30258509299 4.60766706619 6.90775527898 ValueError(math domain error) inf ValueError(math domain error) nan 690.775527898 -690.775527898 0 TypeError(must be real number, not str) 1.70474809224
row(log10)
# expect: log10 ValueError(math domain error) 0 ValueError(math domain error) -0.301029995664 ValueError(math domain error) 0.301029995664 1 2.00108438129 3 ValueError(math domain error) inf ValueError(math domain error) nan 300 -300 0 TypeError(must be real number, not str) 0.740362689494
row(log1p)
# expect: log1p 0 0.69314718056 ValueError(math domain error) 0.405465108108 -0.69314718056 1.09861228867 2.3978952728 4.61759270599 6.90875477932 ValueError(math domain error) inf ValueError(math domain error) nan 690.775527898 1e-300 0.69314718056 TypeError(must be real number, not str) 1.8718021769
row(log2)
# expect: log2 ValueError(math domain error) 0 ValueError(math domain error) -1 ValueError(math domain error) 1 3.32192809489 6.64745842645 9.96578428466 ValueError(math domain error) inf ValueError(math domain error) nan 996.578428466 -996.578428466 0 TypeError(must be real number, not str) 2.45943161864
row(modf)
# expect: modf (0.0, 0.0) (0.0, 1.0) (-0.0, -1.0) (0.5, 0.0) (-0.5, -0.0) (0.0, 2.0) (0.0, 10.0) (0.25, 100.0) (0.0, 1000.0) (-0.7000000000000002, -3.0) (0.0, inf) (-0.0, -inf) (nan, nan) (0.0, 1e+300) (1e-300, 0.0) (0.0, 1.0) TypeError(must be real number, not str) (0.5, 5.0)
row(radians)
# expect: radians 0 0.0174532925199 -0.0174532925199 0.00872664625997 -0.00872664625997 0.0349065850399 0.174532925199 1.74969257512 17.4532925199 -0.0645771823238 inf -inf nan 1.74532925199e+298 1.74532925199e-302 0.0174532925199 TypeError(must be real number, not str) 0.0959931088597
row(sin)
# expect: sin 0 0.841470984808 -0.841470984808 0.479425538604 -0.479425538604 0.909297426826 -0.544021110889 -0.277282856455 0.826879540532 0.529836140908 ValueError(math domain error) ValueError(math domain error) nan -0.817881912116 1e-300 0.841470984808 TypeError(must be real number, not str) -0.70554032557
row(sinh)
# expect: sinh 0 1.17520119364 -1.17520119364 0.521095305494 -0.521095305494 3.62686040785 11013.2328747 1.72580536656e+43 OverflowError(math range error) -20.2112904168 inf -inf nan OverflowError(math range error) 1e-300 1.17520119364 TypeError(must be real number, not str) 122.343922746
row(sqrt)
# expect: sqrt 0 1 ValueError(math domain error) 0.707106781187 ValueError(math domain error) 1.41421356237 3.16227766017 10.0124921973 31.6227766017 ValueError(math domain error) inf ValueError(math domain error) nan 1e+150 1e-150 1 TypeError(must be real number, not str) 2.34520787991
row(tan)
# expect: tan 0 1.55740772465 -1.55740772465 0.546302489844 -0.546302489844 -2.18503986326 0.648360827459 -0.288599317278 1.4703241557 -0.624733075225 ValueError(math domain error) ValueError(math domain error) nan 1.42144882387 1e-300 1.55740772465 TypeError(must be real number, not str) -0.995584052214
row(tanh)
# expect: tanh 0 0.761594155956 -0.761594155956 0.46211715726 -0.46211715726 0.964027580076 0.999999995878 1 1 -0.998778241281 1 -1 nan 1 1e-300 0.761594155956 TypeError(must be real number, not str) 0.999966597156
row(trunc)
# expect: trunc 0 1 -1 0 0 2 10 100 1000 -3 OverflowError(cannot convert float infinity to integer) OverflowError(cannot convert float infinity to integer) ValueError(cannot convert float NaN to integer) 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160 0 1 TypeError(type str doesn't define __trunc__ method) 5
row(ulp)
# expect: ulp 4.94065645841e-324 2.22044604925e-16 2.22044604925e-16 1.11022302463e-16 1.11022302463e-16 4.4408920985e-16 1.7763568394e-15 1.42108547152e-14 1.13686837722e-13 4.4408920985e-16 inf inf nan 1.48701690848e+284 1.65780921169e-316 2.22044604925e-16 TypeError(must be real number, not str) 8.881784197e-16
pairs(atan2)
# expect: atan2 0 1.57079632679 -0.463647609001 2.11121582707 1.16590454051 -1.16590454051 1.57079632679 0 nan 3.14159265359 -1.21202565652 -1.5333138901 1.57079632679 0.643501108793 1.37340076695 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(copysign)
# expect: copysign 0 1 1 -2.5 7 7 inf 1 nan -0 8 8 1e+200 3 10 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(fmod)
# expect: fmod 0 ValueError(math domain error) -1 1 1 -1 ValueError(math domain error) 1 nan 0 -2 -0.2 0 3 0 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(hypot)
# expect: hypot 1 1 2.2360679775 2.91547594742 7.61577310586 7.61577310586 inf inf nan 1 8.54400374532 8.00562302385 1e+200 5 10.1980390272 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(nextafter)
# expect: nextafter 4.94065645841e-324 1 -1 2.5 7 -7 1.79769313486e+308 1 nan -4.94065645841e-324 -8 -8 1e+200 3 10 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(pow)
# expect: pow 0 1 1 0.252982212813 343 -343 inf 1 nan ValueError(math domain error) -512 ValueError(math domain error) OverflowError(math range error) 81 100 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(remainder)
# expect: remainder 0 ValueError(math domain error) -1 -0.5 1 -1 ValueError(math domain error) 1 nan 0 1 0.1 0 -1 0 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(ldexp)
# expect: ldexp 0 1 -4 TypeError(Expected an int as second argument to ldexp.) 56 -56 inf TypeError(Expected an int as second argument to ldexp.) nan 0 -64 TypeError(Expected an int as second argument to ldexp.) 4e+200 48 40 TypeError(must be real number, not str) TypeError(Expected an int as second argument to ldexp.)
pairs(log)
# expect: log ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) 1.77124374916 ValueError(math domain error) ZeroDivisionError(float division by zero) 0 ZeroDivisionError(float division by zero) ValueError(math domain error) ValueError(math domain error) ValueError(math domain error) 664.385618977 0.792481250361 3.32192809489 TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
pairs(isclose)
# expect: isclose False False False False False False False False False False False False False False False TypeError(must be real number, not str) TypeError(must be real number, not NoneType)
