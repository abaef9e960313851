def f(n):
    try:
        if n == 0: return 'ret'
        if n == 1: raise ValueError
        if n == 2: return g_undefined
    except ValueError: return 'exc'
    except NameError as e: return str(e)
    else: return 'else'
    finally:
        print('fin', n)
        if n == 3: return 'override'
for i in range(5): print(f(i))
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally: print('f', i)
    else: print('no')
g()
def h():
    try:
        try: 1/0
        finally: raise KeyError('x')
    except Exception as e: print(repr(e), repr(e.__context__))
h()
def k():
    while True:
        try: return 1
        finally: break
    return 2
print(k())
try:
    try: raise ValueError('a')
    except ValueError as e: raise TypeError('b') from e
except TypeError as e: print(repr(e.__cause__), e.__suppress_context__, e.__context__ is e.__cause__)
try:
    try: raise ValueError('a')
    except ValueError as e: raise TypeError('b') from None
except TypeError as e: print(e.__cause__, e.__suppress_context__, repr(e.__context__))
try:
    e = 1
    try: raise ValueError
    except ValueError as e: pass
    print(e)
except NameError as x: print(x)
try: raise ValueError from 3
except TypeError as e: print(e)
try: raise 3
except TypeError as e: print(e)
try: raise int
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
try:
    try: 1/0
    except 3: pass
except TypeError as e: print(e)
try:
    try: 1/0
    except (KeyError, 3): pass
except TypeError as e: print(e)
try: raise ValueError('a', 'b')
except ValueError as e: print(e, e.args, repr(e), str(e))
class E(Exception):
    def __init__(self, a, b=2): self.a = a; super().__init__(a, b)
    def __str__(self): return f'E<{self.a}>'
try: raise E(1)
except E as e: print(e, repr(e), e.args)
class F(Exception): pass
try: raise F
except F as e: print(repr(e), e.args, str(e) == '')
try: assert 0, 'msg'
except AssertionError as e: print(e)
try: assert False
except AssertionError as e: print(repr(e))
def nest(n):
    try:
        if n: nest(n-1)
        else: raise ValueError('deep')
    finally: print('u', n)
try: nest(2)
except ValueError as e:
    tb = e.__traceback__; n = 0
    while tb: n += 1; tb = tb.tb_next
    print(n, e.__traceback__.tb_lineno)

# expect: fin 0
# expect: ret
# expect: fin 1
# expect: exc
# expect: fin 2
# expect: name 'g_undefined' is not defined
# expect: fin 3
# expect: override
# expect: fin 4
# expect: else
# expect: f 0
# expect: f 1
# expect: f 2
# expect: KeyError('x') ZeroDivisionError('division by zero')
# expect: 2
# expect: ValueError('a') True True
# expect: None True ValueError('a')
# expect: name 'e' is not defined
# expect: exception causes must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: No active exception to reraise
# expect: catching classes that do not inherit from BaseException is not allowed
# expect: catching classes that do not inherit from BaseException is not allowed
# expect: ('a', 'b') ('a', 'b') ValueError('a', 'b') ('a', 'b')
# expect: E<1> E(1, 2) (1, 2)
# expect: F() () True
# expect: msg
# expect: AssertionError()
# expect: u 0
# expect: u 1
# expect: u 2
# expect: 4 82
