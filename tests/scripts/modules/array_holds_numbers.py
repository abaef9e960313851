from array import array
import array as module


def tell(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print([tell(lambda: array('b', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed short integer is less than minimum', array('b', [-1]), 'OverflowError: signed char is greater than maximum', 'OverflowError: signed short integer is greater than maximum', 'OverflowError: Python int too large to convert to C long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('B', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: Python int too large to convert to C long', 'OverflowError: unsigned byte integer is less than minimum', 'OverflowError: unsigned byte integer is less than minimum', 'OverflowError: unsigned byte integer is greater than maximum', 'OverflowError: unsigned byte integer is greater than maximum', 'OverflowError: Python int too large to convert to C long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('h', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed short integer is less than minimum', array('h', [-1]), array('h', [300]), 'OverflowError: signed short integer is greater than maximum', 'OverflowError: Python int too large to convert to C long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('H', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed integer is less than minimum', 'OverflowError: unsigned short is less than minimum', array('H', [300]), 'OverflowError: signed integer is greater than maximum', 'OverflowError: Python int too large to convert to C long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('i', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: Python int too large to convert to C long', 'OverflowError: signed integer is less than minimum', array('i', [-1]), array('i', [300]), 'OverflowError: signed integer is greater than maximum', 'OverflowError: Python int too large to convert to C long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('I', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ["OverflowError: can't convert negative value to unsigned int", "OverflowError: can't convert negative value to unsigned int", "OverflowError: can't convert negative value to unsigned int", array('I', [300]), 'OverflowError: unsigned int is greater than maximum', 'OverflowError: Python int too large to convert to C unsigned long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('l', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: Python int too large to convert to C long', array('l', [-8589934592]), array('l', [-1]), array('l', [300]), array('l', [8589934592]), 'OverflowError: Python int too large to convert to C long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('L', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ["OverflowError: can't convert negative value to unsigned int", "OverflowError: can't convert negative value to unsigned int", "OverflowError: can't convert negative value to unsigned int", array('L', [300]), array('L', [8589934592]), 'OverflowError: Python int too large to convert to C unsigned long', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('q', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ['OverflowError: int too big to convert', array('q', [-8589934592]), array('q', [-1]), array('q', [300]), array('q', [8589934592]), 'OverflowError: int too big to convert', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print([tell(lambda: array('Q', [v])) for v in (-2**70, -2**33, -1, 300, 2**33, 2**70, 'a', 1.5)])
# expect: ["OverflowError: can't convert negative int to unsigned", "OverflowError: can't convert negative int to unsigned", "OverflowError: can't convert negative int to unsigned", array('Q', [300]), array('Q', [8589934592]), 'OverflowError: int too big to convert', "TypeError: 'str' object cannot be interpreted as an integer", "TypeError: 'float' object cannot be interpreted as an integer"]
print(tell(lambda: array('f',['a'])))  # expect: TypeError: must be real number, not str
print(tell(lambda: array('d',[1,2.5])))  # expect: array('d', [1.0, 2.5])
print(tell(lambda: array('f',[0.1])))  # expect: array('f', [0.10000000149011612])
print(tell(lambda: array('z')))  # expect: ValueError: bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
print(tell(lambda: array()))  # expect: TypeError: array() takes at least 1 argument (0 given)
print(tell(lambda: array('b',1)))  # expect: TypeError: 'int' object is not iterable
print(tell(lambda: array('ii')))  # expect: TypeError: array() argument 1 must be a unicode character, not str
print(tell(lambda: array(5)))  # expect: TypeError: array() argument 1 must be a unicode character, not int
print(tell(lambda: array('B',b'ab')))  # expect: array('B', [97, 98])
print(tell(lambda: array('h',b'ab')))  # expect: array('h', [25185])
print(tell(lambda: array('h',b'abc')))  # expect: ValueError: bytes length not a multiple of item size
print(tell(lambda: array('i','abc')))  # expect: TypeError: cannot use a str to initialize an array with typecode 'i'
print(tell(lambda: array('i',[1,2])[5]))  # expect: IndexError: array index out of range
print(tell(lambda: array('i',[1,2])['a']))  # expect: TypeError: array indices must be integers
print(tell(lambda: array('i',[1,2])+[1]))  # expect: TypeError: can only append array (not "list") to array
print(tell(lambda: array('i',[1])+array('b',[1])))  # expect: TypeError: bad argument type for built-in operation
print(tell(lambda: array('i',[1])+array('i',[2])))  # expect: array('i', [1, 2])
print(tell(lambda: array('i',[1,2])*2))  # expect: array('i', [1, 2, 1, 2])
print(tell(lambda: 3*array('b',[1])))  # expect: array('b', [1, 1, 1])
print(tell(lambda: array('i').pop()))  # expect: IndexError: pop from empty array
print(tell(lambda: array('i',[1]).pop(3)))  # expect: IndexError: pop index out of range
print(tell(lambda: array('i',[1]).remove(5)))  # expect: ValueError: array.remove(x): x not in array
print(tell(lambda: array('i',[1]).index(5)))  # expect: ValueError: array.index(x): x not in array
print(tell(lambda: array('i',[1,2,3])[::-1]))  # expect: array('i', [3, 2, 1])
print(tell(lambda: array('i',[1,2])==array('b',[1,2])))  # expect: True
print(tell(lambda: array('i',[1,2])<array('b',[1,3])))  # expect: True
print(tell(lambda: array('i',[1])==[1]))  # expect: False
print(tell(lambda: hash(array('i'))))  # expect: TypeError: unhashable type: 'array.array'
print(tell(lambda: array('i',[1]).extend('a')))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(tell(lambda: array('i',[1]).extend(5)))  # expect: TypeError: 'int' object is not iterable
print(tell(lambda: array('i',[1]).extend(array('b'))))  # expect: TypeError: can only extend with array of same kind
print(tell(lambda: array('i').frombytes(b'abc')))  # expect: ValueError: bytes length not a multiple of item size
print(tell(lambda: array('b',array('i',[1,2]))))  # expect: array('b', [1, 2])
print(tell(lambda: array('i').fromlist((1,))))  # expect: TypeError: arg must be list
print(tell(lambda: 2 in array('i',[1,2])))  # expect: True
print(tell(lambda: 9 in array('i',[1,2])))  # expect: False
print(tell(lambda: repr(array('f',[1.5]))))  # expect: array('f', [1.5])
print(tell(lambda: array('d')))  # expect: array('d')
print(tell(lambda: len(array('i',[1,2]))))  # expect: 2
print(tell(lambda: array('i').itemsize))  # expect: 4
print(tell(lambda: array('l').itemsize))  # expect: 8
print(tell(lambda: array('i').typecode))  # expect: i
print(tell(lambda: array('b',[1,2]).tobytes()))  # expect: b'\x01\x02'
print(tell(lambda: bytes(array('h',[1]))))  # expect: b'\x01\x00'
print(tell(lambda: memoryview(array('i',[1,2]))[1]))  # expect: 2
print(tell(lambda: memoryview(array('h',[1,2])).format))  # expect: h
print(tell(lambda: list(array('d',[1]))))  # expect: [1.0]
print(tell(lambda: array('i',[1,2,3]).index(3,1)))  # expect: 2
print(tell(lambda: bytearray(array('h',[1,2]))))  # expect: bytearray(b'\x01\x00\x02\x00')
print(tell(lambda: array('i',[1,2,3])[0:2]))  # expect: array('i', [1, 2])
print(tell(lambda: array('i', {1:2})))  # expect: array('i', [1])
print(tell(lambda: array('i',range(3))))  # expect: array('i', [0, 1, 2])
print(tell(lambda: array('i',(x for x in [1]))))  # expect: array('i', [1])
print(tell(lambda: list(reversed(array('i',[1,2])))))  # expect: [2, 1]
print(tell(lambda: array('d',[1,'a'])))  # expect: TypeError: must be real number, not str
print(tell(lambda: array('i',[1]).append('a')))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(tell(lambda: array('i',[1,2,1]).count(1)))  # expect: 2
print(tell(lambda: array('i', [1])<[1]))
# expect: TypeError: '<' not supported between instances of 'array.array' and 'list'
print(tell(lambda: sum(array('d',[1,2]))))  # expect: 3.0
print(tell(lambda: max(array('b',[3,9,4]))))  # expect: 9
print(tell(lambda: array('q',[2**62])[0]))  # expect: 4611686018427387904
print(tell(lambda: array('Q',[2**64-1]).tolist()))  # expect: [18446744073709551615]
print(tell(lambda: bool(array('b'))))  # expect: False
print(tell(lambda: array('i',[1,2,3])==array('i',[1,2,3])))  # expect: True
print(tell(lambda: array('i',[1,2])!=array('i',[1,3])))  # expect: True
print(tell(lambda: type(array('b'))))  # expect: <class 'array.array'>
print(tell(lambda: isinstance(array('b'), array)))  # expect: True
print(tell(lambda: module.ArrayType is array))  # expect: True
print(tell(lambda: [*array('B', range(300 - 50))] == list(range(250))))  # expect: True
print(tell(lambda: array('h',list(range(1000)))[999]))  # expect: 999

a = array('i', [1, 2, 3, 4, 5])


def do(code):
    try:
        exec(code)
    except Exception as e:
        return f'{type(e).__name__}: {e}'
    return a


print(do('a[0]=10'))  # expect: array('i', [10, 2, 3, 4, 5])
print(do('a[9]=1'))  # expect: IndexError: array assignment index out of range
print(do("a[0]='x'"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(do("a[1:2]=array('i',[7,8])"))  # expect: array('i', [10, 7, 8, 3, 4, 5])
print(do('a[1:2]=[1]'))  # expect: TypeError: can only assign array (not "list") to array slice
print(do("a[1:2]=array('b',[1])"))  # expect: TypeError: bad argument type for built-in operation
print(do('del a[0]'))  # expect: array('i', [7, 8, 3, 4, 5])
print(do('del a[0:2]'))  # expect: array('i', [3, 4, 5])
print(do("a[::2]=array('i',[0,0])"))  # expect: array('i', [0, 4, 0])
print(do("a[::2]=array('i',[0])"))  # expect: ValueError: attempt to assign array of size 1 to extended slice of size 2
print(do('a.reverse()'))  # expect: array('i', [0, 4, 0])
print(do('a.byteswap()'))  # expect: array('i', [0, 67108864, 0])
print(do('a.append(2**40)'))  # expect: OverflowError: signed integer is greater than maximum
print(do('a.extend([1,2])'))  # expect: array('i', [0, 67108864, 0, 1, 2])
print(do('a.extend(x for x in (5, 6))'))  # expect: array('i', [0, 67108864, 0, 1, 2, 5, 6])
print(do('a.insert(0,9)'))  # expect: array('i', [9, 0, 67108864, 0, 1, 2, 5, 6])
print(do('a.insert(-1,8)'))  # expect: array('i', [9, 0, 67108864, 0, 1, 2, 5, 8, 6])
print(do('a.pop()'))  # expect: array('i', [9, 0, 67108864, 0, 1, 2, 5, 8])
print(do('a.pop(0)'))  # expect: array('i', [0, 67108864, 0, 1, 2, 5, 8])
print(do("a.fromlist([1,'a'])"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(do('a.fromlist([3])'))  # expect: array('i', [0, 67108864, 0, 1, 2, 5, 8, 3])
print(do('a.frombytes(bytes(4))'))  # expect: array('i', [0, 67108864, 0, 1, 2, 5, 8, 3, 0])
print(do('del a[::2]'))  # expect: array('i', [67108864, 1, 5, 3])
print(do('a[-1]=77'))  # expect: array('i', [67108864, 1, 5, 77])
print(do('memoryview(a)[0] = 55'))  # expect: array('i', [55, 1, 5, 77])
print(do('a.remove(77)'))  # expect: array('i', [55, 1, 5])
print(do('a[:0] = a'))  # expect: array('i', [55, 1, 5, 55, 1, 5])
print(do('a.extend(a)'))  # expect: array('i', [55, 1, 5, 55, 1, 5, 55, 1, 5, 55, 1, 5])
a += array('i', [1])
print(a)  # expect: array('i', [55, 1, 5, 55, 1, 5, 55, 1, 5, 55, 1, 5, 1])
a *= 2
print(a)  # expect: array('i', [55, 1, 5, 55, 1, 5, 55, 1, 5, 55, 1, 5, 1, 55, 1, 5, 55, 1, 5, 55, 1, 5, 55, 1, 5, 1])


class Index:
    def __index__(self):
        return 7


class Real:
    def __float__(self):
        return 2.5


class Own(array):
    def total(self):
        return sum(self)


print(array('i', [Index()]), array('d', [Real(), 1]), Own('i', [1, 2]).total())
# expect: array('i', [7]) array('d', [2.5, 1.0]) 3
a[0] = Index()
a.append(Index())
print(a)
# expect: array('i', [7, 1, 5, 55, 1, 5, 55, 1, 5, 55, 1, 5, 1, 55, 1, 5, 55, 1, 5, 55, 1, 5, 55, 1, 5, 1, 7])
