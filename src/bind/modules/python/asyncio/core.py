# `asyncio.core`: where MicroPython's libraries find the loop.

from asyncio import CancelledError, Loop, Task, TimeoutError, create_task, current_task
from asyncio import get_event_loop, new_event_loop, run, sleep, sleep_ms
from time import ticks_add, ticks_diff, ticks_ms as ticks


def __getattr__(name):
    if name == 'cur_task':
        return get_event_loop()._current
    if name in ('gather', 'wait_for', 'wait_for_ms'):
        import asyncio
        return getattr(asyncio, name)
    raise AttributeError(f"module 'asyncio.core' has no attribute '{name}'")
