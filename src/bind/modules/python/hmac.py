# `hmac`: texts signed with a key, over `hashlib` (RFC 2104).

import hashlib


class HMAC:
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = digestmod if callable(digestmod) else _maker(digestmod)
        self._inner = make(b'')
        self._outer = make(b'')
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, 'block_size', 64)
        if len(key) > self.block_size:
            key = make(bytes(key)).digest()
        key = bytes(key) + bytes(self.block_size - len(key))
        self._inner.update(bytes([byte ^ 0x36 for byte in key]))
        self._outer.update(bytes([byte ^ 0x5c for byte in key]))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        made = object.__new__(type(self))
        made.digest_size = self.digest_size
        made.block_size = self.block_size
        made._inner = self._inner.copy()
        made._outer = self._outer.copy()
        return made

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.copy().digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def _maker(name):
    if isinstance(name, str):
        return lambda data: hashlib.new(name, data)
    return name.new


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    # Takes as long for what is equal as for what differs.
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError('comparing strings with non-ASCII characters is not supported')
        a, b = a.encode(), b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError('a bytes-like object is required, not ' + repr('str'))
    different = len(a) ^ len(b)
    for one, other in zip(a, b):
        different |= one ^ other
    return different == 0
