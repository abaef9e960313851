# `asyncio.events`

from asyncio import AbstractEventLoop, Handle, TimerHandle
from asyncio import get_event_loop, get_running_loop, new_event_loop, set_event_loop, _get_running_loop
