# `asyncio`: futures, tasks and the loop that runs them. The rest is in the package's modules, found by `__getattr__`.
#
# A task yields what it waits for: a `Future`, a future of Rust, a socket's readiness, the time at which it goes on (an int,
# microseconds), or None for its next turn. Where a task waits for another one, it stands itself among the callbacks.

import _context
from heapq import heapify, heappop, heappush

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'
TimeoutError = TimeoutError

_running = None
_default = None

# Where the rest is: a module of the package and its names. A tuple takes no RAM.
def _places():
    return (
        ('locks', 'Event ThreadSafeFlag Lock Condition Semaphore BoundedSemaphore Barrier BrokenBarrierError'),
        ('queues', 'Queue PriorityQueue LifoQueue QueueEmpty QueueFull'),
        ('taskgroups', 'TaskGroup'),
        ('timeouts', 'Timeout timeout timeout_at timeout_ms wait_for wait_for_ms'),
        ('runners', 'Runner'),
        ('tasks', 'gather shield wait as_completed'),
        ('streams', 'Stream StreamReader StreamWriter IncompleteReadError LimitOverrunError open_connection start_server'),
    )


def __getattr__(name):
    if name == '__all__':
        return [name for name in globals() if name[0] != '_'] + ' '.join(names for _, names in _places()).split()
    for place, names in _places():
        if name in names.split():
            value = globals()[name] = getattr(__import__('asyncio.' + place, None, None, (name,)), name)
            return value
    raise AttributeError(f"module 'asyncio' has no attribute '{name}'")


class InvalidStateError(Exception):
    pass


class Future:
    _result = None
    _exception = None
    _cancel_message = None
    _unseen = False

    def __init__(self, *, loop=None):
        self._loop = loop or _loop()
        self._state = 'PENDING'
        self._callbacks = []

    def __await__(self):
        if self._state == 'PENDING':
            yield self
            if self._state == 'PENDING':
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        return f'<{type(self).__name__} {self._repr_state()}>'

    def _repr_state(self):
        if self._state != 'FINISHED':
            return self._state.lower()
        if self._exception is not None:
            return f'finished exception={self._exception!r}'
        return f'finished result={self._result!r}'

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != 'PENDING'

    def cancelled(self):
        return self._state == 'CANCELLED'

    def cancel(self, msg=None):
        if self._state != 'PENDING':
            return False
        self._cancel_message = msg
        self._finish('CANCELLED')
        return True

    def _cancellation(self):
        message = self._cancel_message
        return CancelledError() if message is None else CancelledError(message)

    def exception(self):
        if self._state == 'CANCELLED':
            raise self._cancellation()
        if self._state == 'PENDING':
            raise InvalidStateError('Exception is not set.')
        self._unseen = False
        return self._exception

    def result(self):
        if self._state == 'PENDING':
            raise InvalidStateError('Result is not ready.')
        exception = self.exception()
        if exception is not None:
            raise exception
        return self._result

    def set_result(self, result):
        self._check_pending()
        self._result = result
        self._finish('FINISHED')

    def set_exception(self, exception):
        self._check_pending()
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception = exception
        self._unseen = True
        self._finish('FINISHED')

    def _check_pending(self):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')

    def _finish(self, state):
        # All that takes memory comes first.
        callbacks = self._callbacks
        if callbacks:
            loop = self._loop
            ready = [one if isinstance(one, Task) else Handle(one, (self,), loop) for one in callbacks]
            self._callbacks = []
            loop._ready.extend(ready)
        self._state = state

    def add_done_callback(self, callback, *, context=None):
        if self._state != 'PENDING':
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        kept = [other for other in self._callbacks if other != callback]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed


class Task(Future):
    # What it waits for: a future, a future of Rust, an entry of the loop's timers.
    _waits_for = None
    _must_cancel = False
    _requests = 0
    _started = 0

    def __init__(self, coro, *, loop=None, name=None, context=None):
        if not iscoroutine(coro):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        super().__init__(loop=loop)
        self._coro = coro
        if name is None:
            Task._started += 1
            name = f'Task-{Task._started}'
        self._name = str(name)
        if context is None and _context.current is not None:
            context = _context.current.copy()
        self._context = context
        self._loop._tasks.add(self)
        self._loop._ready.append(self)

    def _repr_state(self):
        return f'{super()._repr_state()} name={self._name!r} coro={self._coro!r}'

    def get_coro(self):
        return self._coro

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def cancel(self, msg=None):
        if self._state != 'PENDING':
            return False
        self._requests += 1
        waits_for = self._waits_for
        if isinstance(waits_for, Future):
            if waits_for.cancel(msg):
                return True
        elif waits_for is not None:
            self._loop._forget(self, waits_for)
            self._waits_for = None
            self._loop._ready.append(self)
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._requests

    def uncancel(self):
        if self._requests > 0:
            self._requests -= 1
        return self._requests

    def _step(self):
        if self._state != 'PENDING':
            return
        if self._context is not None and self._context is not _context.current:
            return self._context.run(self._step)
        loop = self._loop
        self._waits_for = None
        before, loop._current = loop._current, self
        try:
            if self._must_cancel:
                self._must_cancel = False
                waits_for = self._coro.throw(self._cancellation())
            else:
                waits_for = self._coro.send(None)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                self._end('CANCELLED')
            else:
                self._result = stop.value
                self._end('FINISHED')
        except CancelledError as exception:
            self._cancel_message = exception.args[0] if exception.args else None
            self._end('CANCELLED')
        except BaseException as exception:
            self._exception = exception
            self._unseen = True
            is_heard = bool(self._callbacks)
            self._end('FINISHED')
            if isinstance(exception, (KeyboardInterrupt, SystemExit)):
                raise
            if not is_heard:
                # Somebody may still ask for it in this turn.
                loop.call_soon(loop._complain, self)
        else:
            if waits_for is None:
                loop._ready.append(self)
            else:
                self._wait_for(waits_for)
        finally:
            loop._current = before

    def _end(self, state):
        self._loop._tasks.discard(self)
        self._finish(state)

    def _wait_for(self, waits_for):
        loop = self._loop
        if isinstance(waits_for, Future):
            if waits_for is self:
                return self._refuse(f'Task cannot await on itself: {self!r}')
            if waits_for._state != 'PENDING':
                loop._ready.append(self)
                return
            waits_for._callbacks.append(self)
        elif isinstance(waits_for, int):
            waits_for = loop._add_timer(waits_for, self)
        elif _is_future(waits_for):
            loop._parked.append((waits_for, self))
        else:
            return self._refuse(f'Task got bad yield: {waits_for!r}')
        self._waits_for = waits_for
        if self._must_cancel:
            # It was cancelled while it ran.
            self._must_cancel = False
            self._requests -= 1
            self.cancel(self._cancel_message)

    def _refuse(self, text):
        self._coro.close()
        self._exception = RuntimeError(text)
        self._unseen = True
        self._end('FINISHED')


class Handle:
    # The entry of the loop's timers, if it is one.
    _waits_for = None

    def __init__(self, callback, args, loop):
        self._callback = callback
        self._args = args
        self._loop = loop

    def cancel(self):
        if self._callback is not None:
            self._callback = self._args = None
            if self._waits_for is not None:
                self._loop._forget(self, self._waits_for)
                self._waits_for = None

    def cancelled(self):
        return self._callback is None

    def when(self):
        return self._waits_for[0] / 1000000

    def _step(self):
        self._waits_for = None
        callback, args = self._callback, self._args
        if callback is None:
            return
        try:
            callback(*args)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as exception:
            self._loop.call_exception_handler({
                'message': f'Exception in callback {callback!r}', 'exception': exception, 'handle': self
            })


TimerHandle = Handle


class AbstractEventLoop:
    pass


class Loop(AbstractEventLoop):
    _current = None
    _stopping = False
    _closed = False
    _handler = None
    _sequence = 0
    # Timers that nobody waits for any more.
    _stale = 0
    # Without a clock time passes while all tasks sleep.
    _skipped = 0

    def __init__(self):
        self._ready = deque()
        self._timers = []
        self._parked = []
        self._tasks = set()

    def time(self):
        return self._time() / 1000000

    def _time(self):
        return _now() + self._skipped

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        if self._closed:
            raise RuntimeError('Event loop is closed')
        return Task(coro, loop=self, name=name, context=context)

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args, self)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self._call_at(self._time() + int(delay * 1000000), callback, args)

    def call_at(self, when, callback, *args, context=None):
        return self._call_at(int(when * 1000000), callback, args)

    def _call_at(self, when, callback, args):
        handle = Handle(callback, args, self)
        handle._waits_for = self._add_timer(when, handle)
        return handle

    def _add_timer(self, when, item):
        self._sequence += 1
        entry = (when, self._sequence, item)
        heappush(self._timers, entry)
        return entry

    # What an item waited for does not concern it any more.
    def _forget(self, item, waits_for):
        if _is_future(waits_for):
            self._parked = [entry for entry in self._parked if entry[1] is not item]
            return
        self._stale += 1
        if self._stale > 8 and self._stale > len(self._timers) // 2:
            self._timers = [entry for entry in self._timers if entry[2]._waits_for is entry and entry is not waits_for]
            heapify(self._timers)
            self._stale = 0

    def _turn(self):
        ready = self._ready
        timers = self._timers
        while timers and timers[0][2]._waits_for is not timers[0]:
            heappop(timers)
            self._stale -= 1
        if ready or self._stopping:
            _glance()
        elif not timers:
            _rest(None, ready, self._parked)
        elif self._parked or _now():
            _rest(timers[0][0] - self._skipped, ready, self._parked)
        else:
            self._skipped = max(self._skipped, timers[0][0])
        if self._parked:
            self._unpark()
        if timers:
            now = self._time()
            while timers and timers[0][0] <= now:
                entry = heappop(timers)
                if entry[2]._waits_for is entry:
                    ready.append(entry[2])
                else:
                    self._stale -= 1
        for _ in range(len(ready)):
            ready.popleft()._step()

    def _unpark(self):
        done = [entry for entry in self._parked if _poll(entry[0])]
        if done:
            self._parked = [entry for entry in self._parked if entry not in done]
            for _, task in done:
                self._ready.append(task)

    def run_until_complete(self, future):
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._stop_for)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(self._stop_for)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _stop_for(self, future):
        self._stopping = True

    def run_forever(self):
        global _running
        if self._closed:
            raise RuntimeError('Event loop is closed')
        if _running is not None:
            text = 'This event loop is already running'
            raise RuntimeError(text if _running is self else 'Cannot run the event loop while another loop is running')
        _running = self
        try:
            while True:
                self._turn()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            _running = None

    def stop(self):
        self._stopping = True

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def close(self):
        if _running is self:
            raise RuntimeError('Cannot close a running event loop')
        self._closed = True
        self._ready.clear()
        self._timers = []
        self._parked = []

    # Cancels all tasks and runs them to their ends.
    def _clear(self):
        global _running
        for task in list(self._tasks):
            task.cancel()
        self._stopping = False
        _running = self
        try:
            # What nothing can wake any more is left as it is.
            while self._tasks and (self._ready or self._timers or self._parked):
                self._turn()
        finally:
            _running = None

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self):
        pass

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def set_exception_handler(self, handler):
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def call_exception_handler(self, context):
        (self._handler or default_exception_handler)(self, context)

    def default_exception_handler(self, context):
        default_exception_handler(self, context)

    def _complain(self, task):
        if task._unseen and not task._callbacks:
            task._unseen = False
            self.call_exception_handler({
                'message': 'Task exception was never retrieved', 'exception': task._exception, 'future': task
            })


def default_exception_handler(loop, context):
    import sys
    print(context['message'], file=sys.stderr)
    for key in ('future', 'handle', 'task'):
        if key in context:
            print(f'{key}: {context[key]!r}', file=sys.stderr)
    if context.get('exception') is not None:
        sys.print_exception(context['exception'], sys.stderr)


def _loop():
    return _running or get_event_loop()


def get_running_loop():
    if _running is None:
        raise RuntimeError('no running event loop')
    return _running


def _get_running_loop():
    return _running


# There is a loop even before `run`: tasks may wait in it.
def get_event_loop():
    global _default
    if _running is not None:
        return _running
    if _default is None or _default._closed:
        _default = Loop()
    return _default


def new_event_loop():
    global _default
    _default = Loop()
    return _default


def set_event_loop(loop):
    global _default
    _default = loop


def run(main, *, debug=None):
    if _running is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    if not iscoroutine(main):
        raise ValueError(f'a coroutine was expected, got {main!r}')
    loop = get_event_loop()
    try:
        return loop.run_until_complete(main)
    finally:
        try:
            loop._clear()
        finally:
            loop.close()


def create_task(coro, *, name=None, context=None):
    return _loop().create_task(coro, name=name, context=context)


def current_task(loop=None):
    loop = loop or get_running_loop()
    return loop._current


def all_tasks(loop=None):
    return set((loop or get_running_loop())._tasks)


def iscoroutine(obj):
    return type(obj) is _COROUTINE


def iscoroutinefunction(func):
    code = getattr(getattr(func, '__func__', func), '__code__', None)
    return code is not None and code.co_flags & 0x80 != 0


def isfuture(obj):
    return isinstance(obj, Future)


async def _await(awaitable):
    return await awaitable


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(coro_or_future, '__await__'):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _await(coro_or_future)
    return (loop or _loop()).create_task(coro_or_future)


# Waits for what a task may yield.
class _Pause:
    def __init__(self, waits_for):
        self._waits_for = waits_for

    def __await__(self):
        yield self._waits_for


async def sleep(delay, result=None):
    if delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    await _Pause(None if delay <= 0 else get_running_loop()._time() + int(delay * 1000000))
    return result


async def sleep_ms(ms, result=None):
    await _Pause(None if ms <= 0 else get_running_loop()._time() + ms * 1000)
    return result


async def _coroutine():
    pass


_made = _coroutine()
_COROUTINE = type(_made)
_made.close()
del _made
