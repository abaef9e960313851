# `requests`: HTTP/1.1 over `socket`. A body is read when it is asked for, in pieces; a short one at once, so that its
# socket is free.

import socket as _socket

# Bytes of a body that is read at once, of the longest line of a header, of all lines.
_SHORT = 1024
_LINE_MAX = 4096
_HEAD_MAX = 16384
# Redirections that are followed.
_REDIRECTS = 10


class RequestException(OSError):
    response = None


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


ConnectTimeout = ReadTimeout = Timeout


class TooManyRedirects(RequestException):
    pass


class InvalidURL(RequestException, ValueError):
    pass


InvalidSchema = MissingSchema = InvalidURL


class ChunkedEncodingError(ConnectionError):
    pass


class JSONDecodeError(RequestException, ValueError):
    pass


def __getattr__(name):
    if name == 'exceptions':
        return __import__('requests.exceptions', None, None, ('exceptions',))
    if name == 'codes':
        from requests.exceptions import codes
        return codes
    raise AttributeError(f"module 'requests' has no attribute '{name}'")


# What a request raises for an error of the network.
def _of(exception):
    if isinstance(exception, RequestException):
        return exception
    if isinstance(exception, TimeoutError):
        return Timeout(110, 'ETIMEDOUT')
    return ConnectionError(*exception.args[:2])


def _broken(text):
    return ChunkedEncodingError(104, text)


# Names that are the same in any case.
class _Headers(dict):
    def _key(self, name):
        lower = name.lower()
        for key in self:
            if key.lower() == lower:
                return key
        return name

    def __getitem__(self, name):
        return super().__getitem__(self._key(name))

    def __setitem__(self, name, value):
        super().__setitem__(self._key(name), value)

    def __delitem__(self, name):
        super().__delitem__(self._key(name))

    def __contains__(self, name):
        return super().__contains__(self._key(name))

    def get(self, name, default=None):
        return super().get(self._key(name), default)

    def setdefault(self, name, default=None):
        return super().setdefault(self._key(name), default)

    def update(self, other):
        for name, value in other.items():
            self[name] = value


def _quoted(text, safe):
    data = text if isinstance(text, (bytes, bytearray)) else str(text).encode()
    kept = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~' + safe
    return ''.join([chr(byte) if byte in kept else f'%{byte:02X}' for byte in data])


def _form(fields):
    if isinstance(fields, (str, bytes)):
        return fields if isinstance(fields, str) else fields.decode()
    parts = []
    for name, values in fields.items() if hasattr(fields, 'items') else fields:
        for value in values if isinstance(values, (list, tuple)) else (values,):
            if value is not None:
                parts.append(f"{_quoted(name, b' ')}={_quoted(value, b' ')}".replace(' ', '+'))
    return '&'.join(parts)


# Scheme, name and password or None, host, port, path.
def _parts(url):
    scheme, found, rest = url.partition('://')
    scheme = scheme.lower()
    if not found or scheme not in ('http', 'https'):
        raise InvalidURL(22, f'Invalid URL {url!r}: no scheme http or https')
    rest = rest.partition('#')[0]
    ends = [end for end in (rest.find('/'), rest.find('?')) if end >= 0]
    end = min(ends) if ends else len(rest)
    place, path = rest[:end], rest[end:]
    user, _, place = place.rpartition('@')
    if place.startswith('['):
        host, _, port = place[1:].partition(']')
        port = port[1:]
    else:
        host, _, port = place.partition(':')
    try:
        port = int(port or (443 if scheme == 'https' else 80))
    except ValueError:
        port = -1
    if not host or not 0 < port < 65536:
        raise InvalidURL(22, f'Invalid URL {url!r}: no host or no port')
    if not path.startswith('/'):
        path = '/' + path
    path = _quoted(path, b"/?&=%+:;,@!$'()*[]")
    return scheme, tuple(user.partition(':')[::2]) if user else None, host, port, path


def _joined(url, place):
    if '://' in place:
        return place
    scheme, _, rest = url.partition('://')
    if place.startswith('//'):
        return f'{scheme}:{place}'
    host = rest.partition('/')[0].partition('?')[0].partition('#')[0]
    if place.startswith('/'):
        return f'{scheme}://{host}{place}'
    path = rest[len(host):].partition('?')[0].partition('#')[0]
    return f"{scheme}://{host}{path.rpartition('/')[0]}/{place}"


# A connection to a server, with a buffer for what comes.
class _Connection:
    def __init__(self, scheme, host, port, timeout):
        self.key = (scheme, host, port)
        wait, self._patience = timeout if isinstance(timeout, (tuple, list)) else (timeout, timeout)
        self._ahead = b''
        if scheme == 'https':
            try:
                import ssl
            except ImportError:
                raise InvalidURL(95, 'https needs TLS, which is not there') from None
        self._socket = _socket.create_connection((host, port), wait)
        try:
            if scheme == 'https':
                self._socket = ssl.wrap_socket(self._socket, server_hostname=host)
            self._socket.settimeout(self._patience)
        except:
            self.close()
            raise

    def close(self):
        self._socket.close()

    def write(self, data):
        self._socket.sendall(data)

    # At most so many bytes, at least one but at the end.
    def read(self, size):
        if not self._ahead:
            return self._socket.recv(min(size, 1024))
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def readline(self):
        while (end := self._ahead.find(b'\n')) < 0:
            if len(self._ahead) > _LINE_MAX:
                raise _broken('a line is too long')
            data = self._socket.recv(256)
            if not data:
                raise _broken('the connection ended')
            self._ahead += data
        line, self._ahead = self._ahead[:end], self._ahead[end + 1:]
        return line.rstrip(b'\r')


# What a response carries, as a stream.
class _Body:
    # What was read at once.
    _kept = b''

    # left: bytes that are still to come; None: all until the end of the connection; -1: chunks.
    def __init__(self, connection, left, give_back):
        self._connection = connection
        self._is_chunked = left == -1
        self._left = 0 if self._is_chunked else left
        self._is_first = True
        self._give_back = give_back
        if left == 0:
            self._end(True)

    def _end(self, is_whole):
        connection, self._connection = self._connection, None
        if connection is not None:
            if is_whole and self._give_back is not None:
                self._give_back(connection)
            else:
                connection.close()

    def close(self):
        self._kept = b''
        self._end(False)

    # The size of the next chunk; at the last one what follows it is read, too.
    def _next_chunk(self):
        if not self._is_first:
            self._connection.readline()
        self._is_first = False
        line = self._connection.readline().partition(b';')[0].strip()
        try:
            self._left = int(line, 16)
        except ValueError:
            self._left = -1
        if self._left < 0:
            raise _broken('a chunk without a size')
        if not self._left:
            size = 0
            while line := self._connection.readline():
                size += len(line)
                if size > _HEAD_MAX:
                    raise _broken('the trailer is too long')
            self._end(True)

    # At most so many bytes, at least one but at the end.
    def read1(self, size=512):
        if self._kept:
            data, self._kept = self._kept[:size], self._kept[size:]
            return data
        if self._connection is None:
            return b''
        try:
            if self._is_chunked and not self._left:
                self._next_chunk()
                if self._connection is None:
                    return b''
            data = self._connection.read(size if self._left is None else min(size, self._left))
            if not data and self._left is not None:
                raise _broken('the body is not complete')
        except BaseException as exception:
            self._end(False)
            if isinstance(exception, OSError):
                raise _of(exception) from None
            raise
        if self._left is not None:
            self._left -= len(data)
        if not data or self._left == 0 and not self._is_chunked:
            self._end(self._left is not None)
        return data

    def read(self, size=-1):
        parts = []
        try:
            while size:
                data = self.read1(1024 if size is None or size < 0 else min(size, 1024))
                if not data:
                    break
                parts.append(data)
                if size is not None and size > 0:
                    size -= len(data)
            return b''.join(parts)
        except MemoryError:
            parts = None
            self.close()
            raise

    def readinto(self, buffer):
        view = memoryview(buffer)
        done = 0
        while done < len(view):
            data = self.read1(len(view) - done)
            if not data:
                break
            view[done:done + len(data)] = data
            done += len(data)
        return done

    def readline(self):
        line = bytearray()
        while data := self.read1(1):
            line += data
            if data == b'\n':
                break
        return bytes(line)

    # Reads a short one at once.
    def _hurry(self):
        if self._left is not None and not self._is_chunked and self._left <= _SHORT:
            self._kept = self.read()


class Response:
    encoding = None
    _content = None
    _text = None

    def __init__(self, url, status_code, reason, headers, cookies, raw):
        self.url = url
        self.status_code = status_code
        self.reason = reason
        self.headers = headers
        self.cookies = cookies
        self.raw = raw
        self.history = []
        for part in headers.get('Content-Type', '').split(';'):
            name, _, value = part.strip().partition('=')
            if name.lower() == 'charset':
                self.encoding = value.strip('"').lower()

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

    def __bool__(self):
        return self.ok

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self.raw.close()

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return self.status_code in (301, 302, 303, 307, 308) and 'Location' in self.headers

    @property
    def content(self):
        if self._content is None:
            self._content = self.raw.read()
        return self._content

    @property
    def text(self):
        try:
            return str(self.content, self.encoding or 'utf-8', 'replace')
        except LookupError:
            return str(self.content, 'utf-8', 'replace')

    def json(self, **options):
        import json
        try:
            return json.loads(self.content, **options)
        except json.JSONDecodeError as exception:
            raise JSONDecodeError(str(exception)) from None

    def iter_content(self, chunk_size=512, decode_unicode=False):
        if self._content is not None:
            for start in range(0, len(self._content), chunk_size):
                yield self._content[start:start + chunk_size]
            return
        while data := self.raw.read(chunk_size):
            yield data

    def __iter__(self):
        return self.iter_content(128)

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        rest = b''
        for data in self.iter_content(chunk_size):
            lines = (rest + data).split(delimiter or b'\n')
            rest = lines.pop()
            for line in lines:
                line = line if delimiter else line.rstrip(b'\r')
                yield line.decode() if decode_unicode else line
        if rest:
            yield rest.decode() if decode_unicode else rest

    def raise_for_status(self):
        if self.status_code >= 400:
            kind = 'Client' if self.status_code < 500 else 'Server'
            exception = HTTPError(f'{self.status_code} {kind} Error: {self.reason} for url: {self.url}')
            exception.response = self
            raise exception


# The parts of a body that has no length: of a file, or whatever gives parts.
def _pieces(data):
    if not hasattr(data, 'read'):
        return data
    return iter(lambda: data.read(512), b'')


class Session:
    # A connection that waits for the next request.
    _idle = None
    auth = None
    timeout = None
    max_redirects = _REDIRECTS
    _keeps = True

    def __init__(self):
        self.headers = _Headers()
        self.params = {}
        self.cookies = {}
        # What servers have set, by host.
        self._jar = {}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        if self._idle is not None:
            self._idle.close()
            self._idle = None

    def _keep(self, connection):
        self.close()
        self._idle = connection

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None,
                timeout=None, allow_redirects=True, stream=None, verify=True, json=None, parse_headers=True):
        if files is not None:
            raise NotImplementedError('files')
        method = method.upper()
        fields = _Headers()
        fields.update(self.headers)
        fields.update(headers or {})
        params = _form({**self.params, **params} if self.params and isinstance(params, dict) else params or self.params)
        if params:
            url += ('&' if '?' in url else '?') + params
        if json is not None and data is None:
            from json import dumps
            data = dumps(json).encode()
            fields.setdefault('Content-Type', 'application/json')
        elif isinstance(data, dict) or isinstance(data, (list, tuple)) and data and isinstance(data[0], tuple):
            data = _form(data).encode()
            fields.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        elif isinstance(data, str):
            data = data.encode()
        auth = auth or self.auth
        timeout = self.timeout if timeout is None else timeout
        history = []
        while True:
            response = self._send(method, url, data, fields, cookies, auth, timeout, parse_headers)
            if not (allow_redirects and response.is_redirect):
                break
            place = response.headers['Location']
            response.close()
            if len(history) >= self.max_redirects:
                raise TooManyRedirects(f'Exceeded {self.max_redirects} redirects.')
            history.append(response)
            before, url = url, _joined(url, place)
            (scheme, _, host, port, _), other = _parts(before), _parts(url)
            if (scheme, host, port) != (other[0], other[2], other[3]):
                # What is meant for one host is not for another.
                auth = None
                cookies = None
                if 'Authorization' in fields:
                    del fields['Authorization']
            if response.status_code == 303 and method != 'HEAD' or response.status_code in (301, 302) and method == 'POST':
                method, data = 'GET', None
                if 'Content-Type' in fields:
                    del fields['Content-Type']
        response.history = history
        try:
            if not stream:
                response.raw._hurry()
        except BaseException:
            response.close()
            raise
        return response

    def _head(self, method, scheme, host, port, path, data, fields, cookies, auth):
        place = f'[{host}]' if ':' in host else host
        if port != (443 if scheme == 'https' else 80):
            place = f'{place}:{port}'
        lines = [f'{method} {path} HTTP/1.1']
        fields.setdefault('Host', place)
        fields.setdefault('Connection', 'keep-alive' if self._keeps else 'close')
        if auth is not None:
            from binascii import b2a_base64
            given = b2a_base64(f'{auth[0]}:{auth[1]}'.encode(), newline=False).decode()
            fields['Authorization'] = f'Basic {given}'
        cookies = {**self.cookies, **self._jar.get(host, {}), **(cookies or {})}
        if cookies:
            fields['Cookie'] = '; '.join([f'{name}={value}' for name, value in cookies.items()])
        if data is not None:
            if isinstance(data, (bytes, bytearray, memoryview)):
                fields['Content-Length'] = str(len(data))
            elif 'Content-Length' not in fields:
                fields['Transfer-Encoding'] = 'chunked'
        elif method in ('POST', 'PUT', 'PATCH'):
            fields['Content-Length'] = '0'
        lines.extend([f'{name}: {value}' for name, value in fields.items()])
        for line in lines:
            if '\r' in line or '\n' in line:
                raise ValueError(f'invalid header {line!r}')
        lines.append('\r\n')
        return '\r\n'.join(lines).encode()

    def _send(self, method, url, data, fields, cookies, auth, timeout, parse_headers):
        scheme, user, host, port, path = _parts(url)
        copied = _Headers()
        copied.update(fields)
        head = self._head(method, scheme, host, port, path, data, copied, cookies, auth or user)
        is_chunked = copied.get('Transfer-Encoding') == 'chunked'
        copied = None
        while True:
            connection, self._idle = self._idle, None
            is_used = connection is not None
            if is_used and connection.key != (scheme, host, port):
                connection.close()
                is_used = False
            answered = False
            try:
                if not is_used:
                    connection = None
                    connection = _Connection(scheme, host, port, timeout)
                elif timeout is not None:
                    connection._socket.settimeout(timeout[1] if isinstance(timeout, (tuple, list)) else timeout)
                connection.write(head)
                if data is None or isinstance(data, (bytes, bytearray, memoryview)):
                    if data:
                        connection.write(data)
                else:
                    # Parts cannot be sent again.
                    answered = True
                    for piece in _pieces(data):
                        if isinstance(piece, str):
                            piece = piece.encode()
                        if piece:
                            connection.write(b'%x\r\n%s\r\n' % (len(piece), piece) if is_chunked else piece)
                    if is_chunked:
                        connection.write(b'0\r\n\r\n')
                line = connection.readline()
                answered = True
                return self._response(method, url, host, connection, line, parse_headers)
            except BaseException as exception:
                if connection is not None:
                    connection.close()
                if not isinstance(exception, OSError):
                    raise
                # The server may have closed a connection that waited.
                if not is_used or answered or isinstance(exception, TimeoutError):
                    raise _of(exception) from None

    def _response(self, method, url, host, connection, line, parse_headers):
        while True:
            parts = line.split(None, 2)
            if len(parts) < 2 or not parts[0].startswith(b'HTTP/') or not parts[1].isdigit():
                raise _broken('this is no answer of HTTP')
            status = int(parts[1])
            headers, cookies = _Headers(), {}
            size = 0
            while line := connection.readline():
                size += len(line)
                if size > _HEAD_MAX:
                    raise _broken('the head is too long')
                name, _, value = str(line, 'utf-8', 'replace').partition(':')
                value = value.strip()
                if callable(parse_headers):
                    parse_headers(line, headers)
                    continue
                if name.lower() == 'set-cookie':
                    key, _, rest = value.partition(';')[0].partition('=')
                    cookies[key.strip()] = rest.strip()
                headers[name] = f'{headers[name]}, {value}' if name in headers else value
            if status >= 200:
                break
            line = connection.readline()
        reason = str(parts[2], 'utf-8', 'replace') if len(parts) > 2 else ''
        left = None
        wish = headers.get('Connection', '').lower()
        keeps = self._keeps and wish != 'close' and (parts[0] != b'HTTP/1.0' or wish == 'keep-alive')
        if method == 'HEAD' or status in (204, 304):
            left = 0
        elif 'chunked' in headers.get('Transfer-Encoding', '').lower():
            left = -1
        elif 'Content-Length' in headers:
            length = headers['Content-Length'].partition(',')[0]
            if not length.isdigit():
                raise _broken('a length that is no number')
            left = int(length)
        if cookies and self._keeps:
            self._jar.setdefault(host, {}).update(cookies)
        body = _Body(connection, left, self._keep if keeps else None)
        return Response(url, status, reason, headers if parse_headers else {}, cookies, body)

    def get(self, url, **options):
        return self.request('GET', url, **options)

    def head(self, url, **options):
        options.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **options)

    def post(self, url, data=None, json=None, **options):
        return self.request('POST', url, data=data, json=json, **options)

    def put(self, url, data=None, **options):
        return self.request('PUT', url, data=data, **options)

    def patch(self, url, data=None, **options):
        return self.request('PATCH', url, data=data, **options)

    def delete(self, url, **options):
        return self.request('DELETE', url, **options)

    def options(self, url, **options):
        return self.request('OPTIONS', url, **options)


def session():
    return Session()


def request(method, url, data=None, json=None, headers=None, stream=None, auth=None, timeout=None, **options):
    once = Session()
    once._keeps = False
    return once.request(method, url, data=data, json=json, headers=headers, stream=stream, auth=auth, timeout=timeout,
                        **options)


def head(url, **options):
    options.setdefault('allow_redirects', False)
    return request('HEAD', url, **options)


def get(url, params=None, **options):
    return request('GET', url, params=params, **options)


def post(url, data=None, json=None, **options):
    return request('POST', url, data=data, json=json, **options)


def put(url, data=None, **options):
    return request('PUT', url, data=data, **options)


def patch(url, data=None, **options):
    return request('PATCH', url, data=data, **options)


def delete(url, **options):
    return request('DELETE', url, **options)


def options(url, **options):
    return request('OPTIONS', url, **options)
