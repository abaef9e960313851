# `asyncio.streams`: over any object with `read` and `write`.
#
# If these are async (a driver's over `embedded-io-async`) they are awaited. If they give None, there is nothing to be had
# at the moment: the task asks again after a pause.

from asyncio import CancelledError, create_task, iscoroutine, sleep_ms

_CHUNK = 64
# Milliseconds between two questions.
_PAUSE = 2


class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        self.partial = partial
        self.expected = expected


class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed


class Stream:
    _is_closed = False

    def __init__(self, s, e={}):
        self.s = s
        self._extra = e
        self._read = b''
        self._out = b''

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)

    async def _ask(self, function, argument):
        while True:
            result = function(argument)
            if iscoroutine(result):
                return await result
            if result is not None:
                return result
            await sleep_ms(_PAUSE)

    # More bytes from the stream; none at its end.
    async def _more(self, size):
        data = await self._ask(self.s.read, size)
        return data if isinstance(data, bytes) else bytes(data)

    def _take(self, size):
        data, self._read = self._read[:size], self._read[size:]
        return data

    async def read(self, n=-1):
        if n == 0:
            return b''
        if n > 0:
            if not self._read:
                self._read = await self._more(n)
            return self._take(n)
        parts = [self._take(len(self._read))]
        while True:
            data = await self._more(_CHUNK)
            if not data:
                return b''.join(parts)
            parts.append(data)

    async def readinto(self, buf):
        data = await self.read(len(buf))
        buf[:len(data)] = data
        return len(data)

    async def readexactly(self, n):
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        while len(self._read) < n:
            data = await self._more(n - len(self._read))
            if not data:
                raise IncompleteReadError(self._take(n), n)
            self._read += data
        return self._take(n)

    async def readuntil(self, separator=b'\n'):
        if not separator:
            raise ValueError('Separator should be at least one-byte string')
        start = 0
        while True:
            at = self._read.find(separator, start)
            if at >= 0:
                return self._take(at + len(separator))
            start = max(0, len(self._read) - len(separator) + 1)
            # One byte at a time: what comes behind the line may be for somebody else.
            data = await self._more(1)
            if not data:
                raise IncompleteReadError(self._take(len(self._read)), None)
            self._read += data

    async def readline(self):
        try:
            return await self.readuntil()
        except IncompleteReadError as exception:
            return exception.partial

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    def write(self, data):
        self._out += data

    def writelines(self, data):
        for part in data:
            self.write(part)

    async def drain(self):
        while self._out:
            count = await self._ask(self.s.write, self._out)
            self._out = self._out[count:]

    async def awrite(self, buf, off=0, sz=-1):
        self.write(buf[off:] if sz < 0 else buf[off:off + sz])
        await self.drain()

    def close(self):
        self._is_closed = True

    def is_closing(self):
        return self._is_closed

    async def wait_closed(self):
        await self.drain()
        close = getattr(self.s, 'close', None)
        if close is not None:
            close()

    aclose = wait_closed


StreamReader = StreamWriter = Stream


# The firmware's network, if it has one: a module `socket` as MicroPython's.
async def open_connection(host, port, ssl=None, server_hostname=None):
    import socket
    address = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0]
    connection = socket.socket(address[0], address[1])
    connection.setblocking(False)
    try:
        connection.connect(address[-1])
    except OSError as exception:
        # EINPROGRESS
        if exception.errno != 115:
            raise
    stream = Stream(connection)
    return stream, stream


class Server:
    def __init__(self, listener, callback):
        self._listener = listener
        self._task = create_task(self._serve(callback))

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.close()
        await self.wait_closed()

    async def _serve(self, callback):
        listener = self._listener
        try:
            while True:
                try:
                    connection, address = listener.accept()
                except OSError as exception:
                    # EAGAIN
                    if exception.errno != 11:
                        raise
                    await sleep_ms(_PAUSE)
                    continue
                connection.setblocking(False)
                stream = Stream(connection, {'peername': address})
                result = callback(stream, stream)
                if iscoroutine(result):
                    create_task(result)
        finally:
            listener.close()

    def close(self):
        self._task.cancel()

    async def wait_closed(self):
        try:
            await self._task
        except CancelledError:
            pass


async def start_server(cb, host, port, backlog=5, ssl=None):
    import socket
    address = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0]
    listener = socket.socket(address[0], address[1])
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address[-1])
    listener.listen(backlog)
    listener.setblocking(False)
    return Server(listener, cb)
