class Byte:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


made = bytearray(b'ab')
made.append(Byte(99))
made.extend([Byte(100), 101])
made.extend((102, Byte(103)))
made.insert(Byte(0), Byte(65))
made[1] = Byte(66)
made[Byte(2)] = Byte(67)
made.remove(Byte(100))
print(made, bytes([Byte(3)]))  # expect: bytearray(b'ABCcefg') b'\x03'
for wrong in (Byte(256), Byte(-1), Byte('a'), 'a', 1.5, None):
    for change in (made.append, lambda value: made.extend([1, value]), lambda value: made.__setitem__(0, value)):
        try:
            change(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError byte must be in range(0, 256)
# expect: TypeError __index__ returned non-int (type str)
# expect: TypeError __index__ returned non-int (type str)
# expect: TypeError __index__ returned non-int (type str)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
print(made)  # expect: bytearray(b'ABCcefg')
