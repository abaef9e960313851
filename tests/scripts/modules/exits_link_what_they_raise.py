from contextlib import ExitStack, contextmanager
import errno, types, sys
print(errno.ENOTSUP, errno.errorcode[95])
class Raise:
    def __init__(self, e): self.e = e
    def __enter__(self): return self
    def __exit__(self, *a): raise self.e
class RC:
    def __init__(self, o, i): self.o, self.i = o, i
    def __enter__(self): return self
    def __exit__(self, *a):
        try: raise self.i
        except: raise self.o
class Sup:
    def __enter__(self): return self
    def __exit__(self, *a): type(self).saved = a; return True
def chain(e):
    out = []
    while e: out.append(repr(e)); e = e.__context__
    return out
try:
    with ExitStack() as s:
        s.enter_context(Raise(IndexError('i')))
        s.enter_context(RC(KeyError('k'), AttributeError('a')))
        s.enter_context(Sup())
        s.enter_context(Raise(ValueError('v')))
        1 / 0
except IndexError as e: print(chain(e), chain(Sup.saved[1]))
@contextmanager
def my():
    try: yield
    except BaseException:
        exc = RuntimeError('m')
        try: raise exc
        finally: exc.__context__ = None
try:
    with ExitStack() as s:
        s.enter_context(my())
        raise IndexError
except RuntimeError as e: print(chain(e))
@types.coroutine
def gen(): 
    x = yield 1
    return x
async def main(): return await gen()
c = main(); print(c.send(None))
try: c.send(5)
except StopIteration as e: print(e.value)
print(gen.__name__)
except RecursionError as e: print(e)
