# `asyncio.locks`: what tasks wait for each other with.

from asyncio import CancelledError, Future, deque


# Those that wait, in their order; each has a future.
class _Waiters:
    def __init__(self):
        self._waiters = deque()

    def _wake(self, count=1):
        for waiter in self._waiters:
            if count <= 0:
                break
            if not waiter.done():
                waiter.set_result(True)
                count -= 1

    async def _wait(self):
        waiter = Future()
        self._waiters.append(waiter)
        try:
            return await waiter
        finally:
            self._waiters.remove(waiter)


class _Entered:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Event(_Waiters):
    _value = False

    def __repr__(self):
        return f"<asyncio.locks.Event [{'set' if self._value else 'unset'}]>"

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            self._wake(len(self._waiters))

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await self._wait()
        return True


# One task waits; `set` may be called from anywhere a script runs, callbacks of interrupts included.
class ThreadSafeFlag(_Waiters):
    _value = False

    def set(self):
        self._value = True
        self._wake()

    def clear(self):
        self._value = False

    async def wait(self):
        while not self._value:
            await self._wait()
        self._value = False


class Lock(_Waiters, _Entered):
    _locked = False

    def __repr__(self):
        return f"<asyncio.locks.Lock [{'locked' if self._locked else 'unlocked'}]>"

    def locked(self):
        return self._locked

    async def acquire(self):
        # Who comes later must not overtake those who wait.
        if self._locked or any(not waiter.cancelled() for waiter in self._waiters):
            try:
                await self._wait()
            except CancelledError:
                if not self._locked:
                    self._wake()
                raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)
            break


class Condition(_Waiters, _Entered):
    def __init__(self, lock=None):
        super().__init__()
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        self.release()
        try:
            await self._wait()
            return True
        finally:
            cancellation = None
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError as exception:
                    cancellation = exception
            if cancellation is not None:
                raise cancellation

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._wake(n)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Waiters, _Entered):
    def __init__(self, value=1):
        super().__init__()
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value

    def __repr__(self):
        return f"<asyncio.locks.{type(self).__name__} [{'locked' if self.locked() else f'unlocked, value:{self._value}'}]>"

    def locked(self):
        return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        # Who wakes a waiter has taken the value for it.
        waiter = Future()
        self._waiters.append(waiter)
        try:
            await waiter
        except CancelledError:
            if not waiter.cancelled():
                self._value += 1
                self._pass_on()
            raise
        finally:
            self._waiters.remove(waiter)
            self._pass_on()
        return True

    def release(self):
        self._value += 1
        self._pass_on()

    def _pass_on(self):
        for waiter in self._waiters:
            if self._value <= 0:
                break
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class BrokenBarrierError(RuntimeError):
    pass


class Barrier(_Waiters):
    # How many of a full barrier are still to leave; below 0: it is broken.
    _leaving = 0
    _count = 0
    broken = False

    def __init__(self, parties):
        super().__init__()
        if parties < 1:
            raise ValueError('parties must be > 0')
        self.parties = parties

    @property
    def n_waiting(self):
        return 0 if self._leaving else self._count

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, exc_type, exc, tb):
        pass

    async def wait(self):
        while self._leaving and not self.broken:
            await self._wait()
        if self.broken:
            raise BrokenBarrierError('Barrier aborted')
        index = self._count
        self._count += 1
        if self._count == self.parties:
            self._leaving = self.parties
            self._wake(len(self._waiters))
        try:
            while not self._leaving and not self.broken:
                await self._wait()
        except CancelledError:
            self._count -= 1
            raise
        if self.broken:
            self._count -= 1
            raise BrokenBarrierError('Abort or reset of barrier')
        self._leaving -= 1
        self._count -= 1
        if not self._leaving:
            self._wake(len(self._waiters))
        return index

    async def reset(self):
        if self._count and not self._leaving:
            await self.abort()
            while self._count:
                await self._wait_turn()
        self.broken = False

    async def _wait_turn(self):
        from asyncio import sleep
        await sleep(0)

    async def abort(self):
        self.broken = True
        self._leaving = 0
        self._wake(len(self._waiters))
