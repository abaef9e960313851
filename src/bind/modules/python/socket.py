# `socket`: the firmware's network. The script waits, the firmware does not; the constants are in the native table.

error = OSError
timeout = TimeoutError
has_ipv6 = True

# Microseconds that a name is looked up, by those who set no timeout.
_PATIENCE = 15000000
_default_timeout = None


class gaierror(OSError):
    pass


herror = gaierror


# What cannot be found any more is closed: who has lost a socket has its number and its port.
def _retried(function, *args):
    try:
        return function(*args)
    except OSError as exception:
        # EMFILE, EADDRINUSE
        if exception.errno not in (24, 98):
            raise
    import gc
    gc.collect()
    _close_lost()
    return function(*args)


def _in_microseconds(timeout):
    if timeout is None:
        return None
    timeout = float(timeout)
    if timeout < 0:
        raise ValueError('Timeout value out of range')
    return int(timeout * 1000000)


# The addresses of a host: texts.
def _look_up(host, deadline):
    if isinstance(host, (bytes, bytearray)):
        host = str(host, 'ascii')
    if _packed(host) is not None:
        return (host,)
    if host in ('', '0.0.0.0'):
        return ('0.0.0.0',)
    if host == '<broadcast>':
        return ('255.255.255.255',)
    if host == 'localhost':
        return ('127.0.0.1',)
    return _found(_resolve(host, deadline))


def _found(addresses):
    if addresses is None:
        raise TimeoutError(110, 'ETIMEDOUT')
    if not addresses:
        raise gaierror(-2, 'Name or service not known')
    return addresses


def _view(buffer):
    view = memoryview(buffer)
    return view if view.format == 'B' else view.cast('B')


# IP address and port of an address as scripts write it.
def _address(address, family, deadline=None):
    if not isinstance(address, (tuple, list)) or len(address) not in ((2,) if family == 2 else (2, 3, 4)):
        raise TypeError(f'AF_INET address must be tuple, not {type(address).__name__}')
    host, port = address[0], address[1]
    if not isinstance(port, int):
        raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
    if not 0 <= port <= 65535:
        raise OverflowError('port must be 0-65535.')
    if deadline is None:
        deadline = _now() + _PATIENCE
    for ip in _look_up(host, deadline):
        if (':' in ip) == (family == 10):
            return ip, port
    if family == 10 and host in ('', '0.0.0.0'):
        return '::', port
    raise gaierror(-9, 'Address family for hostname not supported')


def _told(ip, port):
    return (ip, port, 0, 0) if ':' in ip else (ip, port)


class socket:
    _timeout = None
    # Files that use it; when the last one is closed, so is a socket that has been closed.
    _files = 0
    _closed = False

    def __init__(self, family=2, type=1, proto=0, fileno=None):
        if not isinstance(family, int) or not isinstance(type, int) or not isinstance(proto, int):
            raise TypeError('family, type and proto are ints')
        if family in (-1, 0):
            family = 2
        if family not in (2, 10) or type not in (1, 2):
            raise OSError(97 if family not in (2, 10) else 94, 'not supported')
        self.family, self.type, self.proto = family, type, proto
        self._handle = fileno if fileno is not None else _retried(_open, type == 2, family == 10)
        self._timeout = _default_timeout

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        state = 'closed ' if self._closed else ''
        return f'<socket.socket {state}fd={self.fileno()}, family={self.family}, type={self.type}, proto={self.proto}>'

    def fileno(self):
        return _number(self._handle)

    def close(self):
        self._closed = True
        if not self._files:
            _close(self._handle)

    def settimeout(self, value, /):
        self._timeout = _in_microseconds(value)

    def gettimeout(self):
        return None if self._timeout is None else self._timeout / 1000000

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0

    def getblocking(self):
        return self._timeout != 0

    def _limit(self):
        return None if self._timeout is None else _now() + self._timeout

    # Waits for bits of `select`. flags & 64: MSG_DONTWAIT.
    def _until(self, mask, limit, flags=0):
        if self._timeout == 0 or flags & 64:
            raise BlockingIOError(11, 'EAGAIN')
        if not _wait(self._handle, mask, limit):
            raise TimeoutError(110, 'ETIMEDOUT')

    def bind(self, address, /):
        _retried(_bind, self._handle, *_address(address, self.family))

    def listen(self, backlog=5, /):
        _listen(self._handle, backlog)

    def accept(self):
        limit = self._limit()
        while (accepted := _retried(_accept, self._handle)) is None:
            self._until(1, limit)
        handle, ip, port = accepted
        return socket(self.family, self.type, self.proto, handle), _told(ip, port)

    def connect(self, address, /):
        ip, port = _address(address, self.family, self._limit() if self._timeout else None)
        if _connect(self._handle, ip, port):
            return
        if self._timeout == 0:
            raise BlockingIOError(115, 'EINPROGRESS')
        try:
            self._until(4, self._limit())
        except TimeoutError:
            # It would be connected later on: the stack must not go on with it.
            _close(self._handle)
            raise
        self._check()

    # Raises why a connection could not be made.
    def _check(self):
        number = _failure(self._handle)
        if number:
            raise OSError(number, _name_of(number))

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as exception:
            return exception.errno
        return 0

    def shutdown(self, how, /):
        if how:
            _finish(self._handle)

    def send(self, data, flags=0, /):
        return self._send_from(data, 0, self._limit())

    def _send_from(self, data, start, limit):
        while (count := _send(self._handle, data, start)) is None:
            self._until(4, limit)
        return count

    def sendall(self, data, flags=0, /):
        view = memoryview(data)
        size = view.nbytes
        limit = self._limit()
        done = 0
        while done < size:
            done += self._send_from(data, done, limit)

    def sendto(self, data, *args):
        ip, port = _address(args[-1], self.family)
        limit = self._limit()
        while (count := _send(self._handle, data, 0, ip, port)) is None:
            self._until(4, limit)
        return count

    # flags & 2: MSG_PEEK.
    def recv_into(self, buffer, nbytes=0, flags=0, /):
        view = _view(buffer)
        if nbytes:
            view = view[:nbytes]
        if not len(view):
            return 0
        limit = self._limit()
        while (count := _receive(self._handle, view, 0, flags & 2 != 0)) is None:
            self._until(1, limit, flags)
        return count

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError('negative buffersize in recv')
        # No stream gives more at once.
        made = bytearray(bufsize if self.type == 2 else min(bufsize, 1024))
        count = self.recv_into(made, 0, flags)
        return bytes(made) if count == len(made) else bytes(memoryview(made)[:count])

    def recvfrom_into(self, buffer, nbytes=0, flags=0, /):
        view = _view(buffer)
        if nbytes:
            view = view[:nbytes]
        limit = self._limit()
        while (received := _receive_from(self._handle, view, flags & 2 != 0)) is None:
            self._until(1, limit, flags)
        count, ip, port = received
        return count, None if ip is None else _told(ip, port)

    def recvfrom(self, bufsize, flags=0, /):
        made = bytearray(bufsize if self.type == 2 else min(bufsize, 1024))
        count, address = self.recvfrom_into(made, 0, flags)
        return bytes(memoryview(made)[:count]), address

    def getsockname(self):
        return _told(*_name(self._handle, False))

    def getpeername(self):
        return _told(*_name(self._handle, True))

    def setsockopt(self, level, optname, value, /):
        if level == 0 and isinstance(value, (bytes, bytearray)):
            value = _unpacked(value[:4])
        _set(self._handle, level * 1000 + optname, value)

    def getsockopt(self, level, optname, buflen=0, /):
        if level == 1 and optname == 4:
            return _failure(self._handle)
        if level == 1 and optname == 3:
            return self.type
        raise OSError(92, 'ENOPROTOOPT')

    # As a stream, in the way of MicroPython: without a timeout what is asked for comes as a whole.
    def readinto(self, buffer, nbytes=-1, /):
        view = _view(buffer)
        size = len(view) if nbytes < 0 else min(len(view), nbytes)
        view = view[:size]
        limit = self._limit()
        done = 0
        while done < size:
            count = _receive(self._handle, view, done)
            if count is None:
                if self._timeout == 0:
                    return done or None
                self._until(1, limit)
            elif not count:
                break
            else:
                done += count
        return done

    def read(self, size=-1, /):
        parts = []
        while size:
            made = bytearray(1024 if size < 0 else min(size, 1024))
            count = self.readinto(made)
            if count is None:
                return b''.join(parts) if parts else None
            parts.append(bytes(memoryview(made)[:count]))
            size -= count if size > 0 else 0
            if count < len(made):
                break
        return b''.join(parts)

    def readline(self, size=-1, /):
        line = bytearray()
        part = bytearray(1)
        while size < 0 or len(line) < size:
            count = self.readinto(part)
            if count is None and not line:
                return None
            if not count:
                break
            line += part
            if part[0] == 10:
                break
        return bytes(line)

    def write(self, data, /):
        if self._timeout == 0:
            return _send(self._handle, data, 0)
        self.sendall(data)
        return memoryview(data).nbytes

    def flush(self):
        pass

    def ioctl(self, request, argument):
        if request == 3:
            return _ready(self._handle, argument)
        return 0

    # What a task of `asyncio` yields.
    def _waits_for(self, mask):
        return _interest(self._handle, mask)

    def makefile(self, mode='rb', buffering=None, **options):
        self._files += 1
        file = _File(self, mode)
        if 'b' in mode:
            return file
        import io
        return io.TextIOWrapper(file, **options)


def _name_of(number):
    from errno import errorcode
    return errorcode.get(number, 'Unknown error')


# A stream with a buffer for what is read.
class _File:
    closed = False

    def __init__(self, socket, mode):
        self._socket = socket
        self.mode = mode
        self._ahead = b''

    def readable(self):
        return 'r' in self.mode

    def writable(self):
        return 'w' in self.mode

    def seekable(self):
        return False

    def fileno(self):
        return self._socket.fileno()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _more(self, size=512):
        self._ahead += self._socket.recv(size) if self._socket is not None else b''

    def read1(self, size=-1, /):
        if not self._ahead:
            self._more(512 if size < 0 else size)
        size = len(self._ahead) if size < 0 else size
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def read(self, size=-1, /):
        parts = []
        while size:
            data = self.read1(512 if size is None or size < 0 else min(size, 512))
            if not data:
                break
            parts.append(data)
            if size is not None and size > 0:
                size -= len(data)
        return b''.join(parts)

    def readinto(self, buffer, /):
        data = self.read(len(_view(buffer)))
        _view(buffer)[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        start = 0
        while True:
            end = self._ahead.find(b'\n', start) + 1
            start = len(self._ahead)
            if not end and (size is None or size < 0 or start < size):
                self._more()
                if len(self._ahead) > start:
                    continue
            end = end or start
            if size is not None and size >= 0:
                end = min(end, size)
            data, self._ahead = self._ahead[:end], self._ahead[end:]
            return data

    def readlines(self):
        return list(self)

    def write(self, data, /):
        return self._socket.write(data)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            socket = self._socket
            socket._files -= 1
            if socket._closed:
                socket.close()


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if host is None:
        host = '0.0.0.0' if flags & 1 else '127.0.0.1'
    try:
        port = int(port or 0)
    except ValueError:
        raise gaierror(-8, 'Servname not supported for ai_socktype') from None
    kind = type or 1
    found = [(10 if ':' in ip else 2, kind, proto or (17 if kind == 2 else 6), '', _told(ip, port))
             for ip in _look_up(host, _now() + _PATIENCE)]
    if family:
        found = [entry for entry in found if entry[0] == family]
        if not found:
            raise gaierror(-9, 'Address family for hostname not supported')
    return found


def gethostbyname(hostname, /):
    return _address((hostname, 0), 2)[0]


def create_connection(address, timeout=-1, source_address=None):
    if timeout == -1:
        timeout = _default_timeout
    host, port = address
    failure = None
    wait = _in_microseconds(timeout)
    for ip in _look_up(host, _now() + (wait or _PATIENCE)):
        made = socket(10 if ':' in ip else 2)
        try:
            made._timeout = wait
            if source_address:
                made.bind(source_address)
            made.connect(_told(ip, port))
            return made
        except OSError as exception:
            made.close()
            failure = exception
    raise failure


def create_server(address, *, family=2, backlog=5, reuse_port=False):
    made = socket(family)
    try:
        made.setsockopt(1, 2, 1)
        made.bind(address)
        made.listen(backlog)
    except:
        made.close()
        raise
    return made


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = _in_microseconds(timeout)


def getdefaulttimeout():
    return None if _default_timeout is None else _default_timeout / 1000000


def inet_aton(ip_string, /):
    return inet_pton(2, ip_string)


def inet_ntoa(packed_ip, /):
    return inet_ntop(2, packed_ip)


def inet_pton(address_family, ip_string, /):
    packed = _packed(ip_string)
    if packed is None or (len(packed) == 4) != (address_family == 2):
        raise OSError('illegal IP address string passed to inet_pton')
    return packed


def inet_ntop(address_family, packed_ip, /):
    if len(packed_ip) != (4 if address_family == 2 else 16):
        raise ValueError('invalid length of packed IP address string')
    return _unpacked(packed_ip)


def htons(x, /):
    return x >> 8 & 255 | (x & 255) << 8


ntohs = htons


def htonl(x, /):
    return int.from_bytes(x.to_bytes(4, 'little'), 'big')


ntohl = htonl


def gethostname():
    import network
    return network.hostname()
