def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: float("x"))  # expect: ValueError: could not convert string to float: 'x'
error(lambda: float(""))  # expect: ValueError: could not convert string to float: ''
error(lambda: float(None))  # expect: TypeError: float() argument must be a string or a real number, not 'NoneType'
error(lambda: float([]))  # expect: TypeError: float() argument must be a string or a real number, not 'list'
error(lambda: float(b"1.5"))  # expect: 1.5
error(lambda: float("1_0.5"))  # expect: 10.5
error(lambda: float())  # expect: 0.0
error(lambda: float(" -1e3\n"))  # expect: -1000.0
error(lambda: float("-inf"))  # expect: -inf
error(lambda: float("nan"))  # expect: nan
error(lambda: float(10 ** 400))  # expect: OverflowError: int too large to convert to float
error(lambda: float("nan").as_integer_ratio())  # expect: ValueError: cannot convert NaN to integer ratio
error(lambda: float("inf").as_integer_ratio())  # expect: OverflowError: cannot convert Infinity to integer ratio
error(lambda: (0.1).as_integer_ratio())  # expect: (3602879701896397, 36028797018963968)
error(lambda: (-1e300).as_integer_ratio())  # expect: (-1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160, 1)
error(lambda: (5e-324).as_integer_ratio())  # expect: (1, 202402253307310618352495346718917307049556649764142118356901358027430339567995346891960383701437124495187077864316811911389808737385793476867013399940738509921517424276566361364466907742093216341239767678472745068562007483424692698618103355649159556340810056512358769552333414615230502532186327508646006263307707741093494784)
error(lambda: (10).as_integer_ratio())  # expect: (10, 1)
error(lambda: float.fromhex("zz"))  # expect: ValueError: invalid hexadecimal floating-point string
error(lambda: float.fromhex("0x1p5000"))  # expect: OverflowError: hexadecimal value too large to represent as a float
error(lambda: float.fromhex("0x1.8p+3"))  # expect: 12.0
error(lambda: (1.5).hex())  # expect: 0x1.8000000000000p+0
error(lambda: (-0.1).hex())  # expect: -0x1.999999999999ap-4
error(lambda: round(float("nan")))  # expect: ValueError: cannot convert float NaN to integer
error(lambda: round(float("inf")))  # expect: OverflowError: cannot convert float infinity to integer
error(lambda: float(x=5))  # expect: TypeError: float() takes no keyword arguments
