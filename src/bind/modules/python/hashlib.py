# `hashlib`: hashes as objects.

_NAMES = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512')
algorithms_available = algorithms_guaranteed = set(_NAMES)


class _Hash:
    __slots__ = '_kind', '_state'

    def __init__(self, kind, data=b''):
        self._kind = kind
        self._state = _start(kind)
        self.update(data)

    @property
    def name(self):
        return _NAMES[self._kind]

    @property
    def digest_size(self):
        return (16, 20, 28, 32, 48, 64)[self._kind]

    @property
    def block_size(self):
        return 64 if self._kind < 4 else 128

    def update(self, data, /):
        at = 0
        while at is not None:
            at = _update(self._kind, self._state, data, at)

    def digest(self):
        return _digest(self._kind, self._state)

    def hexdigest(self):
        return _digest(self._kind, self._state).hex()

    def copy(self):
        other = _Hash(self._kind)
        other._state = bytes(bytearray(self._state))
        return other

    def __repr__(self):
        return f'<{self.name} _hashlib.HASH object @ {id(self):#x}>'


def new(name, data=b'', **kwargs):
    if name.lower() not in _NAMES:
        raise ValueError(f'unsupported hash type {name}')
    return _Hash(_NAMES.index(name.lower()), data)


def md5(string=b'', *, usedforsecurity=True):
    return _Hash(0, string)


def sha1(string=b'', *, usedforsecurity=True):
    return _Hash(1, string)


def sha224(string=b'', *, usedforsecurity=True):
    return _Hash(2, string)


def sha256(string=b'', *, usedforsecurity=True):
    return _Hash(3, string)


def sha384(string=b'', *, usedforsecurity=True):
    return _Hash(4, string)


def sha512(string=b'', *, usedforsecurity=True):
    return _Hash(5, string)
