# `asyncio.runners`

from asyncio import get_running_loop, iscoroutine, new_event_loop, run, set_event_loop, _get_running_loop


class Runner:
    _loop = None
    _is_closed = False

    def __init__(self, *, debug=None, loop_factory=None):
        self._factory = loop_factory or new_event_loop

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._is_closed:
            raise RuntimeError('Runner is closed')
        if self._loop is None:
            self._loop = self._factory()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if _get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        return self.get_loop().run_until_complete(coro)

    def close(self):
        self._is_closed = True
        if self._loop is not None:
            loop, self._loop = self._loop, None
            loop._clear()
            loop.close()
