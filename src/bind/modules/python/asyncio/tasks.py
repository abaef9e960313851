# `asyncio.tasks`: many awaitables at once.

from asyncio import ALL_COMPLETED, CancelledError, FIRST_COMPLETED, FIRST_EXCEPTION, Future, Task
from asyncio import ensure_future, get_running_loop, iscoroutine
from asyncio import all_tasks, create_task, current_task, sleep, wait_for


class _Gathering(Future):
    _is_cancelled = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = [child.cancel(msg) for child in self._children]
        if any(cancelled):
            self._is_cancelled = True
        return any(cancelled)


def gather(*coros_or_futures, return_exceptions=False):
    outer = _Gathering()
    outer._children = children = []
    known = {}
    for awaitable in coros_or_futures:
        child = known.get(id(awaitable))
        if child is None:
            child = known[id(awaitable)] = ensure_future(awaitable)
        children.append(child)
    left = len(known)

    def ended(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                return outer.set_exception(child._cancellation())
            if child.exception() is not None:
                return outer.set_exception(child.exception())
        if left:
            return
        if outer._is_cancelled:
            return outer.set_exception(CancelledError())
        results = []
        for child in children:
            if child.cancelled():
                results.append(child._cancellation())
            else:
                results.append(child.exception() or child._result)
        outer.set_result(results)

    for child in known.values():
        child.add_done_callback(ended)
    if not children:
        outer.set_result([])
    return outer


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = Future()

    def inner_ended(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner._result)

    def outer_ended(outer):
        if not inner.done():
            inner.remove_done_callback(inner_ended)

    inner.add_done_callback(inner_ended)
    outer.add_done_callback(outer_ended)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    fs = set(fs)
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    if any(iscoroutine(one) for one in fs):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    fs = [ensure_future(one) for one in fs]

    def is_over():
        done = [one for one in fs if one.done()]
        if len(done) == len(fs) or (done and return_when == FIRST_COMPLETED):
            return True
        return return_when == FIRST_EXCEPTION and any(
            not one.cancelled() and one._exception is not None for one in done)

    if not is_over():
        loop = get_running_loop()
        waiter = Future()

        def wake(_=None):
            if not waiter.done() and (_ is None or is_over()):
                waiter.set_result(None)

        timer = None if timeout is None else loop.call_later(timeout, wake)
        for one in fs:
            one.add_done_callback(wake)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for one in fs:
                one.remove_done_callback(wake)
    return {one for one in fs if one.done()}, {one for one in fs if not one.done()}


def as_completed(fs, *, timeout=None):
    from asyncio.queues import Queue
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f'expect an iterable of futures, not {type(fs).__name__}')
    done = Queue()
    todo = {ensure_future(one) for one in set(fs)}

    def ended(one):
        if one in todo:
            todo.discard(one)
            done.put_nowait(one)
            if not todo and timer is not None:
                timer.cancel()

    def expired():
        for one in todo:
            one.remove_done_callback(ended)
            done.put_nowait(None)
        todo.clear()

    async def next_one():
        one = await done.get()
        if one is None:
            raise TimeoutError
        return one.result()

    timer = None
    for one in todo:
        one.add_done_callback(ended)
    if todo and timeout is not None:
        timer = get_running_loop().call_later(timeout, expired)
    for _ in range(len(todo)):
        yield next_one()
