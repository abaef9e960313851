class L(list):
    pass


print(L([1]) == L([1]), L([1]) != L([1]), L([1]) == [1])  # expect: True False True
class I(int):
    def __radd__(self, o): return 'radd'
    def __rmul__(self, o): return 'rmul'
print(1 + I(2), 1.5 + I(2), 2 * I(3), True + I(1))  # expect: radd 3.5 rmul 2
class S(str):
    pass


print(S('a') == S('a'), S('a') != S('b'))  # expect: True True
class D(dict):
    pass


print(D(a=1) == D(a=1))  # expect: True
class T(tuple):
    pass


print(T((1,)) == T((1,)), T((1,)) in [T((1,))])  # expect: True True
class F(float):
    pass


print(F(1.5) == F(1.5))  # expect: True
