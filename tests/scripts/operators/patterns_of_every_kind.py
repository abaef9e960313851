class P:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x = x; s.y = y
def m(v):
    match v:
        case 0 | 1: return 'small'
        case -1 | 2.5 | 1+2j: return 'num'
        case True: return 'never'
        case None: return 'none'
        case 'a' 'b': return 'str'
        case b'x': return 'bytes'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest]: return f'one+ {rest}'
        case (x, y) if x == y: return 'same'
        case [x, (y, z), *_]: return f'nest {x} {y} {z}'
        case {'k': 1, **kw}: return f'dict {kw}'
        case {'k': v2}: return f'k={v2}'
        case {}: return 'any dict'
        case P(0, y=yy): return f'P0 {yy}'
        case P(x, y): return f'P {x} {y}'
        case str() as s: return f'str {s}'
        case int(n): return f'int {n}'
        case float() | complex(): return 'float'
        case set(): return 'set'
        case _: return 'other'
for v in [0, 1, -1, 2.5, 1+2j, True, None, 'ab', b'x', [], [5], [1, 2, 3], (4, 4), [1], (9, (8, 7), 6), {'k': 1, 'z': 2}, {'k': 5}, {}, {'q': 1}, P(0, 3), P(1, 2), 'zz', 77, 3.5, {1}, range(0), range(1), object]:
    print(m(v))
class Color: RED = 1; GREEN = 2
def c(v):
    match v:
        case Color.RED: return 'red'
        case Color.GREEN: return 'green'
        case P(x=Color.RED): return 'pred'
        case [Color.RED, _]: return 'lred'
print(c(1), c(2), c(P(1, 0)), c([1, 5]), c(9))
match 5:
    case x: print('x', x)
match [1, [2, 3]]:
    case [a, [b, c2] as d]: print(a, b, c2, d)
match {'a': {'b': [1, 2]}}:
    case {'a': {'b': [_, z]}}: print(z)
match (1, 2), 3:
    case (a, b), c3: print(a, b, c3)
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e: print(e)
try:
    match 3:
        case int(1, 2): pass
except TypeError as e: print(e)
match 'x':
    case 'y': print('no')
print('end')
match = 3; case = 4; print(match, case); match[0] if 0 else None
type = 5; print(type)

# expect: small
# expect: small
# expect: num
# expect: num
# expect: num
# expect: small
# expect: none
# expect: str
# expect: bytes
# expect: empty
# expect: one 5
# expect: one+ [2, 3]
# expect: same
# expect: one 1
# expect: nest 9 8 7
# expect: dict {'z': 2}
# expect: k=5
# expect: any dict
# expect: any dict
# expect: P0 3
# expect: P 1 2
# expect: str zz
# expect: int 77
# expect: float
# expect: set
# expect: empty
# expect: one 0
# expect: other
# expect: red green pred lred None
# expect: x 5
# expect: 1 2 3 [2, 3]
# expect: 2
# expect: 1 2 3
# expect: P() accepts 2 positional sub-patterns (3 given)
# expect: int() accepts 1 positional sub-pattern (2 given)
# expect: end
# expect: 3 4
# expect: 5
