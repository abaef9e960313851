class Empty: pass
e = Empty()
class Noisy:
    def __getattr__(self, n): return "attr " + n
print(Noisy().foo, getattr(Noisy(), "bar"), hasattr(e, "x"), getattr(e, "x", 5))  # expect: attr foo attr bar False 5
print(int.__add__(2, 3), (5).__mul__(3), str.__len__("abc"), [1].__contains__(1), (3).__eq__("a"), "a".__lt__("b"), {}.__len__(), (1.5).__floor__(), (1.5).__ceil__(), (-7).__floordiv__(2))  # expect: 5 15 3 True NotImplemented True 0 1 2 -4
print(type(5).__name__, type(abs), type(len), type(sorted), repr(sorted), repr(len), type(max), type(all))  # expect: int <class 'builtin_function_or_method'> <class 'builtin_function_or_method'> <class 'builtin_function_or_method'> <built-in function sorted> <built-in function len> <class 'builtin_function_or_method'> <class 'builtin_function_or_method'>
