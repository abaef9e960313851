try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [KeyError(3)])])
except* ValueError as e: print('V', repr(e))
except* (TypeError, KeyError) as e: print('T', repr(e), e.exceptions)
try:
    try: raise ExceptionGroup('g', [ValueError(1), OSError(2)])
    except* ValueError: print('v')
except ExceptionGroup as e: print(repr(e))
try: raise ValueError('plain')
except* ValueError as e: print(repr(e))
eg = ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)])])
print(eg.split(ValueError), eg.subgroup(TypeError), eg.message, eg.exceptions, str(eg))
print(eg.subgroup(lambda e: isinstance(e, ValueError)), eg.derive([KeyError()]))
try: ExceptionGroup('a', [])
except ValueError as e: print(e)
try: ExceptionGroup('a', [1])
except ValueError as e: print(e)
try: ExceptionGroup('a', [KeyboardInterrupt()])
except TypeError as e: print(e)
print(repr(BaseExceptionGroup('a', [ValueError()])), repr(BaseExceptionGroup('a', [KeyboardInterrupt()])))
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message, excs)
print(repr(MyG('x', [ValueError(1), TypeError()]).split(ValueError)))
def f():
    for i in range(2):
        try: raise ExceptionGroup('g', [ValueError(i)])
        except* ValueError: print('i', i); 
f()
try:
    try: raise ExceptionGroup('g', [ValueError(1)])
    except* ValueError as e: raise KeyError('new')
except BaseException as e: print(repr(e), repr(e.__context__))

# expect: V ExceptionGroup('g', [ValueError(1)])
# expect: T ExceptionGroup('g', [TypeError(2), ExceptionGroup('h', [KeyError(3)])]) (TypeError(2), ExceptionGroup('h', [KeyError(3)]))
# expect: v
# expect: ExceptionGroup('g', [OSError(2)])
# expect: ExceptionGroup('', (ValueError('plain'),))
# expect: (ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [ValueError(3)])]), ExceptionGroup('m', [ExceptionGroup('n', [TypeError(2)])])) m (1 sub-exception) m (ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)])) m (2 sub-exceptions)
# expect: m (2 sub-exceptions) m (1 sub-exception)
# expect: second argument (exceptions) must be a non-empty sequence
# expect: Item 0 of second argument (exceptions) is not an exception
# expect: Cannot nest BaseExceptions in an ExceptionGroup
# expect: ExceptionGroup('a', [ValueError()]) BaseExceptionGroup('a', [KeyboardInterrupt()])
# expect: (MyG('x', [ValueError(1)]), MyG('x', [TypeError()]))
# expect: i 0
# expect: i 1
# expect: KeyError('new') ExceptionGroup('g', [ValueError(1)])
