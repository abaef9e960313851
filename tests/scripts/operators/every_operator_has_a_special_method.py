class V:
    def __init__(s, v): s.v = v
    def __repr__(s): return f'V({s.v})'
    def __matmul__(s, o): return V(('@', s.v, o))
    def __imatmul__(s, o): return V(('i@', s.v, o))
    def __rmatmul__(s, o): return V(('r@', o))
    def __divmod__(s, o): return ('dm', o)
    def __rdivmod__(s, o): return ('rdm', o)
    def __pow__(s, o, m=None): return ('pow', o, m)
    def __rpow__(s, o, m=None): return ('rpow', o, m)
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __abs__(s): return 'abs'
    def __round__(s, n=None): return ('round', n)
    def __trunc__(s): return 11
    def __floor__(s): return 12
    def __ceil__(s): return 13
    def __index__(s): return 3
    def __int__(s): return 4
    def __float__(s): return 5.0
    def __complex__(s): return 6j
    def __bool__(s): return False
    def __len__(s): return 9
    def __length_hint__(s): return 9
    def __call__(s, *a, **k): return (a, k)
    def __lt__(s, o): return 'lt'
    def __format__(s, spec): return f'<{spec}>'
    def __bytes__(s): return b'bytes'
    def __reversed__(s): return 'rev'
    def __enter__(s): return 'enter'
    def __exit__(s, *a): print('exit', a[0]); return True
v = V(1)
print(v @ 2, 2 @ v, divmod(v, 1), divmod(1, v), v ** 2, pow(v, 2, 3), 2 ** v, -v, +v, ~v, abs(v), round(v), round(v, 2))
v @= 3; print(v)
v = V(1)
print(int(v), float(v), complex(v), bool(v), len(v), v(1, a=2), v < 1, f'{v:abc}', format(v, 'q'), bytes(v), reversed(v), [1,2,3,4][v], range(v), 'ab' * v, not v)
with v as w:
    print(w); raise ValueError
print(v > V(2))

# expect: V(('@', 1, 2)) V(('r@', 2)) ('dm', 1) ('rdm', 1) ('pow', 2, None) ('pow', 2, 3) ('rpow', 2, None) neg pos inv abs ('round', None) ('round', 2)
# expect: V(('i@', 1, 3))
# expect: 4 5.0 6j False 9 ((1,), {'a': 2}) lt <abc> <q> b'bytes' rev 4 range(0, 3) ababab True
# expect: enter
# expect: exit <class 'ValueError'>
# expect: lt
