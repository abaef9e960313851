from enum import Flag, IntFlag, auto


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0


print(list(Perm), Perm.RW, repr(Perm.RW), Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.NONE)
# expect: [<Perm.R: 1>, <Perm.W: 2>, <Perm.X: 4>] Perm.RW <Perm.RW: 3> Perm.R|X <Perm.R|X: 5> Perm.NONE
both = Perm.R | Perm.W
print(both is Perm.RW, Perm.R in both, Perm.X in both, bool(Perm.NONE), bool(both), list(both), len(both))
# expect: True True False False True [<Perm.R: 1>, <Perm.W: 2>] 2
print(both & Perm.R, both ^ Perm.R, ~Perm.R, ~both, Perm(3), Perm(5), Perm.W.value, Perm(0))
# expect: Perm.R Perm.W Perm.W|X Perm.X Perm.RW Perm.R|X 2 Perm.NONE
try:
    Perm(8)
except ValueError as error:
    print(str(error).split('\n')[0])
# expect: <flag 'Perm'> invalid value 8
try:
    Perm.R | 1
except TypeError as error:
    print(error)
# expect: unsupported operand type(s) for |: 'Perm' and 'int'


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 8, repr(Bits(8)), Bits.C + 1, Bits.A == 1, repr(~Bits.A))
# expect: 3 <Bits.A|B: 3> 9 <Bits: 8> 5 True <Bits.B|C: 6>
print(Bits.A & 3, isinstance(Bits.A | Bits.C, Bits), repr(Bits(0)), f'{Bits.B}', int(Bits.A | Bits.C))
# expect: 1 True <Bits: 0> 2 5
