def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


class Bad:
    def __bool__(self): return 1
    def __len__(self): return -1
    def __str__(self): return 5
    def __repr__(self): return None
    def __hash__(self): return "x"
    def __index__(self): return "i"
    def __int__(self): return "i"
    def __float__(self): return 1
    def __iter__(self): return 5
    def __eq__(self, o): raise ValueError("eq")
bad = Bad()
error(lambda: bool(bad))  # expect: TypeError: __bool__ should return bool, returned int
error(lambda: len(bad))  # expect: ValueError: __len__() should return >= 0
error(lambda: str(bad))  # expect: TypeError: __str__ returned non-string (type int)
error(lambda: repr(bad))  # expect: TypeError: __repr__ returned non-string (type NoneType)
error(lambda: hash(bad))  # expect: TypeError: __hash__ method should return an integer
error(lambda: [1][bad])  # expect: TypeError: __index__ returned non-int (type str)
error(lambda: int(bad))  # expect: TypeError: __int__ returned non-int (type str)
error(lambda: float(bad))  # expect: TypeError: Bad.__float__ returned non-float (type int)
error(lambda: list(bad))  # expect: TypeError: iter() returned non-iterator of type 'int'
error(lambda: iter(bad))  # expect: TypeError: iter() returned non-iterator of type 'int'
error(lambda: bad == 1)  # expect: ValueError: eq
error(lambda: [1, 2].index(bad))  # expect: ValueError: eq
