# `asyncio.taskgroups`

from asyncio import CancelledError, Future, current_task, get_running_loop


class TaskGroup:
    _entered = False
    _exiting = False
    _aborting = False
    _parent = None
    # The group has cancelled its parent.
    _has_cancelled = False
    # What kept the parent from waiting: KeyboardInterrupt or SystemExit.
    _fatal = None
    _waiter = None

    def __init__(self):
        self._tasks = set()
        self._errors = []

    def __repr__(self):
        parts = ['']
        if self._tasks:
            parts.append(f'tasks={len(self._tasks)}')
        if self._errors:
            parts.append(f'errors={len(self._errors)}')
        if self._aborting:
            parts.append('cancelling')
        elif self._entered:
            parts.append('entered')
        return f"<TaskGroup{' '.join(parts)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has been already entered')
        self._entered = True
        self._parent = current_task()
        if self._parent is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._exiting = True
        if exc_type is not None and self._is_fatal(exc) and self._fatal is None:
            self._fatal = exc
        cancellation = exc if exc_type is CancelledError else None
        if self._has_cancelled and self._parent.uncancel() == 0:
            # It was this group, and nobody else.
            cancellation = None
        if exc_type is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = Future()
            try:
                await self._waiter
            except CancelledError as exception:
                if not self._aborting:
                    # The parent is cancelled from outside while it waits.
                    cancellation = exception
                    self._abort()
            self._waiter = None
        if self._fatal is not None:
            raise self._fatal
        if cancellation is not None and not self._errors:
            raise cancellation
        if exc_type is not None and exc_type is not CancelledError:
            self._errors.append(exc)
        if self._errors:
            errors = self._errors
            self._errors = None
            raise BaseExceptionGroup('unhandled errors in a TaskGroup', errors) from None

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has not been entered')
        if self._exiting and not self._tasks:
            raise RuntimeError(f'TaskGroup {self!r} is finished')
        if self._aborting:
            raise RuntimeError(f'TaskGroup {self!r} is shutting down')
        task = get_running_loop().create_task(coro, name=name, context=context)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _is_fatal(self, exception):
        return isinstance(exception, (KeyboardInterrupt, SystemExit))

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _ended(self, task):
        self._tasks.discard(task)
        if not self._tasks and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        exception = task.exception()
        if exception is None:
            return
        self._errors.append(exception)
        if self._is_fatal(exception) and self._fatal is None:
            self._fatal = exception
        if not self._aborting and not self._has_cancelled:
            self._abort()
            if not self._parent.done() and self._waiter is None:
                # The body of the group is still running.
                self._has_cancelled = True
                self._parent.cancel()
