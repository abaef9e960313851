class CM:
    def __init__(s, n, sup=False): s.n = n; s.sup = sup
    def __enter__(s): print('enter', s.n); return s.n
    def __exit__(s, t, v, tb): print('exit', s.n, t and t.__name__, v, tb is not None); return s.sup
with CM(1) as a, CM(2) as b: print(a, b)
with (CM(3) as a, CM(4) as b,): print(a, b)
with CM(5, True): raise ValueError('x')
print('after')
try:
    with CM(6): raise KeyError('y')
except KeyError as e: print(e)
def f():
    with CM(7): return 1
print(f())
for i in range(2):
    with CM(i):
        if i == 0: continue
        break
class BadExit:
    def __enter__(s): pass
    def __exit__(s, *a): raise TypeError('in exit')
try:
    with BadExit(): raise ValueError('orig')
except TypeError as e: print(e, repr(e.__context__))
with CM(8) as (x): pass
class T:
    def __enter__(s): return 1, (2, 3)
    def __exit__(s, *a): pass
with T() as (p, (q, r)): print(p, q, r)
try:
    with 3: pass
except TypeError as e: print(e)
class NoExit:
    def __enter__(s): pass
try:
    with NoExit(): pass
except TypeError as e: print(e)
d = {}
with CM(9) as d['k']: pass
print(d)

# expect: enter 1
# expect: enter 2
# expect: 1 2
# expect: exit 2 None None False
# expect: exit 1 None None False
# expect: enter 3
# expect: enter 4
# expect: 3 4
# expect: exit 4 None None False
# expect: exit 3 None None False
# expect: enter 5
# expect: exit 5 ValueError x True
# expect: after
# expect: enter 6
# expect: exit 6 KeyError 'y' True
# expect: 'y'
# expect: enter 7
# expect: exit 7 None None False
# expect: 1
# expect: enter 0
# expect: exit 0 None None False
# expect: enter 1
# expect: exit 1 None None False
# expect: in exit ValueError('orig')
# expect: enter 8
# expect: exit 8 None None False
# expect: 1 2 3
# expect: 'int' object does not support the context manager protocol
# expect: 'NoExit' object does not support the context manager protocol (missed __exit__ method)
# expect: enter 9
# expect: exit 9 None None False
# expect: {'k': 9}
