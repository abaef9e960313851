from contextlib import (ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress)


@contextmanager
def tag(name):
    print(f'<{name}>')
    try:
        yield name.upper()
    finally:
        print(f'</{name}>')


with tag('p') as upper:
    print(upper)
# expect: <p>
# expect: P
# expect: </p>
try:
    with tag('b'):
        raise ValueError('inside')
except ValueError as error:
    print('caught', error)
# expect: <b>
# expect: </b>
# expect: caught inside


@contextmanager
def swallow():
    try:
        yield
    except KeyError:
        print('swallowed')


with swallow():
    {}['x']
# expect: swallowed
with suppress(ZeroDivisionError, KeyError):
    1 // 0
print('after')  # expect: after
try:
    with suppress(KeyError):
        1 // 0
except ZeroDivisionError as error:
    print(error)
# expect: integer division or modulo by zero


class Door:
    def close(self):
        print('closed')


with closing(Door()) as door:
    print(type(door).__name__)
# expect: Door
# expect: closed
with nullcontext(5) as five:
    print(five)
# expect: 5
with ExitStack() as stack:
    for name in 'xy':
        stack.enter_context(tag(name))
    stack.callback(print, 'callback', end='.\n')
    print('body')
# expect: <x>
# expect: <y>
# expect: body
# expect: callback.
# expect: </y>
# expect: </x>
try:
    with ExitStack() as stack:
        stack.push(lambda kind, value, traceback: print('saw', kind.__name__) or True)
        stack.callback(lambda: 1 // 0)
    print('swallowed, too')
finally:
    print('end')
# expect: saw ZeroDivisionError
# expect: swallowed, too
# expect: end
with ExitStack() as stack:
    stack.callback(print, 'moved')
    kept = stack.pop_all()
print('nothing yet')  # expect: nothing yet
kept.close()  # expect: moved


class Timer(ContextDecorator):
    def __enter__(self):
        print('start')
        return self

    def __exit__(self, *exc):
        print('stop')
        return False


@Timer()
def work(x):
    print('work', x)
    return x


print(work(3))
# expect: start
# expect: work 3
# expect: stop
# expect: 3


@tag('deco')
def decorated():
    print('in')


decorated()
# expect: <deco>
# expect: in
# expect: </deco>
decorated()
# expect: <deco>
# expect: in
# expect: </deco>


@contextmanager
def bad():
    yield 1
    yield 2


try:
    with bad():
        pass
except RuntimeError as error:
    print(error)
# expect: generator didn't stop


@contextmanager
def empty():
    return
    yield


try:
    with empty():
        pass
except RuntimeError as error:
    print(error)
# expect: generator didn't yield
try:
    with tag('stop'):
        raise StopIteration('inner')
except StopIteration as error:
    print(repr(error))
# expect: <stop>
# expect: </stop>
# expect: StopIteration('inner')
