# `asyncio.streams`: over any object with `read` and `write`.
#
# If these are async (a driver's over `embedded-io-async`) they are awaited. If they give None, there is nothing to be had
# at the moment: the task asks again after a pause, or when a socket says that there is.

from asyncio import CancelledError, _Pause, create_task, get_running_loop, iscoroutine, sleep_ms

_CHUNK = 64
# Milliseconds between two questions: to a stream, for a name, and for another socket where there is none.
_PAUSE = 2
_QUERY_PAUSE = 10
_FULL_PAUSE = 50


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


# Waits until a socket is ready for bits of `select`; of other streams nobody knows.
async def _wait_for(stream, mask):
    waits_for = getattr(stream, '_waits_for', None)
    if waits_for is None:
        await sleep_ms(_PAUSE)
    else:
        await _Pause(waits_for(mask))


class Stream:
    _is_closed = False
    _is_ended = False
    # How many bytes are read ahead. What comes behind a line may be for somebody else, but not at a connection.
    _ahead = 1
    # The longest line.
    _limit = 65536

    def __init__(self, s, e={}):
        self.s = s
        self._extra = e
        self._read = b''
        self._out = b''

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)

    async def _ask(self, function, argument, mask):
        while True:
            result = function(argument)
            if iscoroutine(result):
                return await result
            if result is not None:
                return result
            await _wait_for(self.s, mask)

    # More bytes from the stream; none at its end.
    async def _more(self, size):
        data = await self._ask(self.s.read, size, 1)
        if not data:
            self._is_ended = True
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
        view = memoryview(buf)
        if view.format != 'B':
            view = view.cast('B')
        data = await self.read(len(view))
        view[:len(data)] = data
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
            if start > self._limit:
                raise LimitOverrunError('Separator is not found, and chunk exceed the limit', start)
            data = await self._more(self._ahead)
            if not data:
                raise IncompleteReadError(self._take(len(self._read)), None)
            self._read += data

    async def readline(self):
        try:
            return await self.readuntil()
        except IncompleteReadError as exception:
            return exception.partial
        except LimitOverrunError as exception:
            self._read = b''
            raise ValueError(exception.args[0]) from None

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
            count = await self._ask(self.s.write, self._out, 4)
            self._out = self._out[count:]

    async def awrite(self, buf, off=0, sz=-1):
        self.write(buf[off:] if sz < 0 else buf[off:off + sz])
        await self.drain()

    def close(self):
        self._is_closed = True

    def is_closing(self):
        return self._is_closed

    def at_eof(self):
        return self._is_ended and not self._read

    async def wait_closed(self):
        try:
            await self.drain()
        finally:
            close = getattr(self.s, 'close', None)
            if close is not None:
                close()

    async def aclose(self):
        self._is_closed = True
        await self.wait_closed()


# A stream that has its socket for itself.
class _Connection(Stream):
    _ahead = 256
    _closing = None

    def get_extra_info(self, name, default=None):
        if name == 'socket':
            return self.s
        try:
            if name == 'peername':
                return self.s.getpeername()
            if name == 'sockname':
                return self.s.getsockname()
        except OSError:
            pass
        return default

    # Sends what goes at the moment; whether something is left.
    def _push(self):
        out, done = memoryview(self._out), 0
        try:
            while done < len(out):
                count = self.s.write(out[done:])
                if count is None:
                    return True
                done += count
        finally:
            if done:
                self._out = self._out[done:]
        return False

    # A reader may wait for the answer to what was only written.
    async def _more(self, size):
        while True:
            if self._out:
                self._push()
            data = self.s.read(size)
            if data is not None:
                self._is_ended = not data
                return data
            await _wait_for(self.s, 5 if self._out else 1)

    def write(self, data):
        self._out += data
        try:
            self._push()
        except OSError:
            # `drain` says so.
            pass

    async def drain(self):
        while self._push():
            await _wait_for(self.s, 4)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._out:
            create_task(self._finish())
        else:
            self.s.shutdown(1)

    async def _finish(self):
        await self.drain()
        self.s.shutdown(1)

    # What was written still goes out.
    def close(self):
        if not self._is_closed:
            self._is_closed = True
            if self._out:
                self._closing = create_task(self._send_rest())
            else:
                self.s.close()

    async def _send_rest(self):
        try:
            await self.drain()
        except OSError:
            pass
        finally:
            self.s.close()

    async def wait_closed(self):
        self.close()
        if self._closing is not None:
            await self._closing


StreamReader = StreamWriter = Stream


# Addresses of a host, without standing still.
async def _look_up(host, port):
    import socket
    loop = get_running_loop()
    deadline = loop._time() + socket._PATIENCE
    if host and isinstance(host, str) and host != 'localhost' and socket._packed(host) is None:
        while (found := socket._resolve(host, 0)) is None:
            if loop._time() >= deadline:
                break
            await sleep_ms(_QUERY_PAUSE)
        host = socket._found(found)[0]
    return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_PASSIVE)[0]


async def open_connection(host, port, ssl=None, server_hostname=None, *, limit=65536):
    import socket
    if ssl:
        raise NotImplementedError('there is no TLS')
    address = await _look_up(host, port)
    connection = socket.socket(address[0], address[1])
    connection.setblocking(False)
    try:
        try:
            connection.connect(address[-1])
        except BlockingIOError:
            await _wait_for(connection, 4)
            connection._check()
    except BaseException:
        connection.close()
        raise
    stream = _Connection(connection)
    stream._limit = limit
    return stream, stream


class Server:
    _is_closed = False

    def __init__(self, listener, callback, limit):
        self.sockets = (listener,)
        self._listener = listener
        self._limit = limit
        self._task = create_task(self._serve(callback))
        # Also if it is cancelled before it begins.
        self._task.add_done_callback(self._end)

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
                    # EAGAIN; EMFILE, ENOBUFS: until another connection ends. Who gave up has no address: ENOTCONN.
                    if exception.errno not in (11, 24, 103, 104, 105, 107):
                        raise
                    if exception.errno in (24, 105):
                        await sleep_ms(_FULL_PAUSE)
                    else:
                        await _wait_for(listener, 1)
                    continue
                connection.setblocking(False)
                stream = _Connection(connection)
                stream._limit = self._limit
                result = callback(stream, stream)
                if iscoroutine(result):
                    create_task(result)
        finally:
            listener.close()

    def _end(self, task):
        self._listener.close()

    def is_serving(self):
        return not self._task.done()

    async def start_serving(self):
        pass

    async def serve_forever(self):
        try:
            await self._task
        finally:
            self.close()

    def close(self):
        self._is_closed = True
        self._listener.close()
        self._task.cancel()

    async def wait_closed(self):
        try:
            await self._task
        except CancelledError:
            if not self._is_closed:
                raise


async def start_server(cb, host, port, backlog=5, ssl=None, *, limit=65536):
    import socket
    if ssl:
        raise NotImplementedError('there is no TLS')
    address = await _look_up(host, port)
    listener = socket.socket(address[0], address[1])
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address[-1])
        listener.listen(backlog)
    except BaseException:
        listener.close()
        raise
    listener.setblocking(False)
    return Server(listener, cb, limit)
