# `select`: which streams are ready.

import _streams
import time

POLLIN = 1
POLLOUT = 4
POLLERR = 8
POLLHUP = 16
POLLNVAL = 32

# Microseconds between two looks at streams of Python classes.
_PAUSE = 1000


def _ready(stream, mask):
    ioctl = getattr(stream, 'ioctl', None)
    if ioctl is None:
        # A file or a text in memory never waits.
        return mask & (POLLIN | POLLOUT)
    return ioctl(3, mask)


class poll:
    def __init__(self):
        self._streams = []
        self._only_terminal = True

    def register(self, stream, eventmask=POLLIN | POLLOUT):
        for entry in self._streams:
            if entry[0] is stream:
                entry[1] = eventmask
                return
        self._streams.append([stream, eventmask])

    def modify(self, stream, eventmask):
        for entry in self._streams:
            if entry[0] is stream:
                entry[1] = eventmask
                return
        raise OSError(2, 'ENOENT')

    def unregister(self, stream):
        self._streams = [entry for entry in self._streams if entry[0] is not stream]

    def _found(self):
        return [(entry[0], ready & (entry[1] | 56)) for entry in self._streams
                if (ready := _ready(entry[0], entry[1]))]

    def poll(self, timeout=-1, /):
        found = self._found()
        if found or timeout == 0:
            return found
        forever = timeout is None or timeout < 0
        end = time.monotonic_ns() // 1000 + (0 if forever else int(timeout * 1000))
        if all([hasattr(entry[0], '_waits_for') for entry in self._streams]):
            parked = [(entry[0]._waits_for(entry[1]), None) for entry in self._streams]
            while not found and (forever or time.monotonic_ns() // 1000 < end):
                _rest(None if forever else end, None, parked)
                found = self._found()
            return found
        only = all([isinstance(entry[0], (_streams._Terminal, _streams.TextIOWrapper)) for entry in self._streams])
        while not found:
            now = time.monotonic_ns() // 1000
            if not forever and now >= end:
                break
            pause = now + 1000000 if only else now + _PAUSE
            _streams._await_input(pause if forever else min(end, pause))
            found = self._found()
        return found

    def ipoll(self, timeout=-1, flags=0, /):
        found = self.poll(timeout)
        if flags & 1:
            for stream, _ in found:
                self.modify(stream, 0)
        return iter(found)


def select(readers, writers, others, timeout=None, /):
    watched = poll()
    for stream in readers:
        watched.register(stream, POLLIN)
    for stream in writers:
        known = [entry for entry in watched._streams if entry[0] is stream]
        watched.register(stream, POLLOUT | (known[0][1] if known else 0))
    found = watched.poll(-1 if timeout is None else timeout * 1000)
    return ([stream for stream in readers if any([one is stream and event & 17 for one, event in found])],
            [stream for stream in writers if any([one is stream and event & 12 for one, event in found])], [])
