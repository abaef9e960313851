def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: (5).to_bytes(0, "big"))  # expect: OverflowError: int too big to convert
error(lambda: (-5).to_bytes(2, "big"))  # expect: OverflowError: can't convert negative int to unsigned
error(lambda: (500).to_bytes(1, "big"))  # expect: OverflowError: int too big to convert
error(lambda: (500).to_bytes(2, "bag"))  # expect: ValueError: byteorder must be either 'little' or 'big'
error(lambda: (500).to_bytes(-1, "big"))  # expect: ValueError: length argument must be non-negative
error(lambda: (5).to_bytes())  # expect: b'\x05'
error(lambda: (500).to_bytes(4, "little"))  # expect: b'\xf4\x01\x00\x00'
error(lambda: (-500).to_bytes(4, "big", signed=True))  # expect: b'\xff\xff\xfe\x0c'
error(lambda: (2 ** 100).to_bytes(20, byteorder="little"))  # expect: b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00'
error(lambda: int.from_bytes(b"\x01\x02", "big"))  # expect: 258
error(lambda: int.from_bytes(b"\x01\x02"))  # expect: 258
error(lambda: int.from_bytes(b"\xff" * 20, "little", signed=True))  # expect: -1
error(lambda: int.from_bytes(b"\xff" * 20, "little"))  # expect: 1461501637330902918203684832716283019655932542975
error(lambda: int.from_bytes([1, 2], "big"))  # expect: 258
error(lambda: int.from_bytes("ab", "big"))  # expect: TypeError: cannot convert 'str' object to bytes
