# `urllib.parse`: addresses taken apart and put together (RFC 3986).

from collections import namedtuple

_plain = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~'
uses_relative = ['', 'ftp', 'http', 'https', 'file', 'sftp', 'ws', 'wss', 'coap', 'mqtt']
uses_netloc = ['', 'ftp', 'http', 'https', 'file', 'sftp', 'ws', 'wss', 'ssh', 'git', 'rtsp', 'coap', 'mqtt']
uses_params = ['', 'ftp', 'http', 'https', 'sftp', 'rtsp', 'sip', 'sips', 'tel']


def quote_from_bytes(bs, safe='/'):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    safe = _plain + (safe.encode('ascii', 'ignore') if isinstance(safe, str) else bytes(safe))
    return ''.join([chr(byte) if byte in safe else f'%{byte:02X}' for byte in bs])


def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    elif encoding is not None or errors is not None:
        raise TypeError("quote() doesn't support 'encoding' or 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    space = ' ' if isinstance(safe, str) else b' '
    return quote(string, safe + space, encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode()
    first, *parts = bytes(string).split(b'%')
    made = bytearray(first)
    for part in parts:
        try:
            made.append(int(part[:2].decode('ascii') if len(part[:2]) == 2 and part[:2].isalnum() else 'x', 16))
            made += part[2:]
        except ValueError:
            made += b'%' + part
    return bytes(made)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, (bytes, bytearray)):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        return string
    # What is not ASCII stays as it is, whatever the encoding.
    made, run = '', ''
    for char in string + '\x80':
        if char < '\x80':
            run += char
        else:
            made += unquote_to_bytes(run).decode(encoding, errors) + char
            run = ''
    return made[:-1]


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    elif len(query) and not isinstance(query[0], tuple):
        raise TypeError('not a valid non-string sequence or mapping object')

    def shown(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    parts = []
    for key, value in query:
        many = doseq and not isinstance(value, (str, bytes)) and hasattr(value, '__len__')
        for item in value if many else (value,):
            parts.append(shown(key) + '=' + shown(item))
    return '&'.join(parts)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
              max_num_fields=None, separator='&'):
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if isinstance(qs, bytes):
        pairs = parse_qsl(qs.decode('ascii'), keep_blank_values, strict_parsing, 'latin-1', errors, max_num_fields,
                          separator if isinstance(separator, str) else separator.decode())
        return [(name.encode('latin-1'), value.encode('latin-1')) for name, value in pairs]
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    made = []
    for part in qs.split(separator) if qs else ():
        if not part and not strict_parsing:
            continue
        name, equals, value = part.partition('=')
        if not equals and strict_parsing:
            raise ValueError(f'bad query field: {part!r}')
        if value or keep_blank_values:
            made.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return made


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
             max_num_fields=None, separator='&'):
    made = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        made.setdefault(name, []).append(value)
    return made


class _Place:
    # What the network location of an address says.
    __slots__ = ()

    def _parts(self):
        if isinstance(self.netloc, bytes):
            parts = SplitResult('', self.netloc.decode('ascii'), '', '', '')._parts()
            return tuple([part if part is None else part.encode('ascii') for part in parts])
        login, at, host = self.netloc.rpartition('@')
        name, _, password = login.partition(':')
        start, bracket, rest = host.partition('[')
        if bracket:
            host, _, port = rest.partition(']')
            port = port.partition(':')[2]
        else:
            host, _, port = host.partition(':')
        return (name if at else None, password if at and ':' in login else None, host, port)

    @property
    def username(self):
        return self._parts()[0]

    @property
    def password(self):
        return self._parts()[1]

    @property
    def hostname(self):
        host = self._parts()[2]
        host, percent, zone = host.partition(b'%' if isinstance(host, bytes) else '%')
        return host.lower() + percent + zone or None

    @property
    def port(self):
        port = self._parts()[3]
        if not port:
            return None
        if not (port.isdigit() and port.isascii()):
            port = port.decode() if isinstance(port, bytes) else port
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)

    def geturl(self):
        return urlunsplit(self) if len(self) == 5 else urlunparse(self)


class SplitResult(_Place, namedtuple('SplitResult', 'scheme netloc path query fragment')):
    __slots__ = ()


class ParseResult(_Place, namedtuple('ParseResult', 'scheme netloc path params query fragment')):
    __slots__ = ()


class DefragResult(namedtuple('DefragResult', 'url fragment')):
    __slots__ = ()

    def geturl(self):
        mark = b'#' if isinstance(self.url, bytes) else '#'
        return self.url + mark + self.fragment if self.fragment else self.url


# Calls a function of texts with bytes; what it gives is bytes again.
def _in_bytes(function, *args):
    for arg in args:
        if isinstance(arg, str) and arg:
            raise TypeError('Cannot mix str and non-str arguments')
    made = function(*[arg.decode('ascii') if isinstance(arg, bytes) else arg for arg in args])
    if isinstance(made, str):
        return made.encode('ascii')
    return tuple.__new__(type(made), [part.encode('ascii') for part in made])


def urlsplit(url, scheme='', allow_fragments=True):
    if isinstance(url, bytes):
        return _in_bytes(urlsplit, url, scheme, allow_fragments)
    if isinstance(scheme, bytes):
        raise TypeError('Cannot mix str and non-str arguments')
    for char in '\t\r\n':
        url = url.replace(char, '')
    url = url.lstrip(''.join(map(chr, range(33))))
    netloc = query = fragment = ''
    front, colon, rest = url.partition(':')
    if colon and front and front.isascii() and front[0].isalpha() and front.translate(
            {ord(char): None for char in '+-.'}).isalnum():
        scheme, url = front.lower(), rest
    if url[:2] == '//':
        ends = [at for at in [url.find(char, 2) for char in '/?#'] if at >= 0]
        end = min(ends, default=len(url))
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    if isinstance(url, bytes):
        return _in_bytes(urlparse, url, scheme, allow_fragments)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in path:
        at = path.find(';', max(path.rfind('/'), 0))
        if at >= 0:
            path, params = path[:at], path[at + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, url + (';' if isinstance(url, str) else b';') + params if params else url,
                       query, fragment))


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if isinstance(url, bytes):
        return urlunsplit([part.decode('ascii') for part in components]).encode('ascii')
    if isinstance(netloc, bytes) or isinstance(query, bytes):
        raise TypeError('Cannot mix str and non-str arguments')
    if netloc or scheme and scheme in uses_netloc and url[:2] != '//':
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + (netloc or '') + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    return url + '#' + fragment if fragment else url


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    if isinstance(base, bytes) or isinstance(url, bytes):
        return _in_bytes(urljoin, base, url, allow_fragments)
    bscheme, bnetloc, bpath, bparams, bquery, bfragment = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = bnetloc
    if not path and not params:
        return urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment))
    parts = path.split('/')
    if path[:1] != '/':
        before = bpath.split('/')[:-1]
        # Empty parts in between say nothing.
        parts = before[:1] + [part for part in before[1:] if part] + parts
    made = []
    for part in parts:
        if part == '..':
            if len(made) > 1 or made and made[0]:
                made.pop()
        elif part != '.':
            made.append(part)
    if parts[-1] in ('.', '..'):
        made.append('')
    return urlunparse((scheme, netloc, '/'.join(made) or '/', params, query, fragment))


def urldefrag(url):
    if isinstance(url, bytes):
        return _in_bytes(urldefrag, url)
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return DefragResult(urlunparse((scheme, netloc, path, params, query, '')), fragment)
