# `asyncio.timeouts`

from asyncio import CancelledError, current_task, ensure_future, get_running_loop


class Timeout:
    _state = 'created'
    _timer = None
    _task = None

    def __init__(self, when):
        self._when = when

    def __repr__(self):
        when = f' when={self._when:.3f}' if self._state == 'active' and self._when is not None else ''
        return f'<Timeout [{self._state}]{when}>'

    def when(self):
        return self._when

    def expired(self):
        return self._state in ('expiring', 'expired')

    def reschedule(self, when):
        if self._state != 'active':
            if self._state == 'created':
                raise RuntimeError('Timeout has not been entered')
            raise RuntimeError(f'Cannot change state of {self._state} Timeout')
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._timer = loop.call_soon(self._expire)
            else:
                self._timer = loop.call_at(when, self._expire)

    def _expire(self):
        self._task.cancel()
        self._state = 'expiring'
        self._timer = None

    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        task = current_task()
        if task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state = 'active'
        self._task = task
        self._requests = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_value, traceback):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state == 'expiring':
            self._state = 'expired'
            # Others may have cancelled the task as well.
            if self._task.uncancel() <= self._requests and exc_type is CancelledError:
                raise TimeoutError from exc_value
        elif self._state == 'active':
            self._state = 'finished'


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_ms(delay):
    return timeout(None if delay is None else delay / 1000)


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if not fut.done():
            fut.cancel()
            try:
                await fut
            except CancelledError as exception:
                raise TimeoutError from exception
        return fut.result()
    async with Timeout(None if timeout is None else get_running_loop().time() + timeout):
        return await fut


def wait_for_ms(fut, timeout):
    return wait_for(fut, timeout / 1000)
