# `uuid`: numbers of 128 bits that are unlike all others (RFC 4122).

RESERVED_NCS, RFC_4122 = 'reserved for NCS compatibility', 'specified in RFC 4122'
RESERVED_MICROSOFT, RESERVED_FUTURE = 'reserved for Microsoft compatibility', 'reserved for future definition'


class UUID:
    __slots__ = ('_int', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(digits) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(digits, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            bytes = bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:]
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = _int.from_bytes(bytes, 'big')
        if fields is not None:
            if len(fields) != 6:
                raise ValueError('fields is not a 6-tuple')
            int = 0
            for number, (field, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
                if not 0 <= field < 1 << bits:
                    raise ValueError(f'field {number} out of range (need a {bits}-bit value)')
                int = int << bits | field
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            int = int & ~(0xf000 << 64) & ~(0xc000 << 48) | 0x8000 << 48 | version << 76
        object.__setattr__(self, '_int', int)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __eq__(self, other):
        return self._int == other._int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self._int < other._int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self._int <= other._int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self._int > other._int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self._int >= other._int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self._int)

    def __int__(self):
        return self._int

    def __str__(self):
        text = self.hex
        return f'{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}'

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    int = property(lambda self: self._int)
    hex = property(lambda self: f'{self._int:032x}')
    bytes = property(lambda self: self._int.to_bytes(16, 'big'))
    urn = property(lambda self: f'urn:uuid:{self}')
    time_low = property(lambda self: self._int >> 96)
    time_mid = property(lambda self: self._int >> 80 & 0xffff)
    time_hi_version = property(lambda self: self._int >> 64 & 0xffff)
    clock_seq_hi_variant = property(lambda self: self._int >> 56 & 0xff)
    clock_seq_low = property(lambda self: self._int >> 48 & 0xff)
    clock_seq = property(lambda self: self._int >> 48 & 0x3fff)
    node = property(lambda self: self._int & 0xffffffffffff)
    time = property(lambda self: (self._int >> 64 & 0xfff) << 48 | (self._int >> 80 & 0xffff) << 32 | self._int >> 96)

    @property
    def bytes_le(self):
        data = self.bytes
        return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low,
                self.node)

    @property
    def variant(self):
        kind = self._int >> 61 & 7
        return (RESERVED_NCS if kind < 4 else RFC_4122 if kind < 6 else
                RESERVED_MICROSOFT if kind == 6 else RESERVED_FUTURE)

    @property
    def version(self):
        return self._int >> 76 & 15 if self.variant == RFC_4122 else None


_int = int


def _named(make, namespace, name, version):
    name = name if isinstance(name, bytes) else name.encode()
    return UUID(bytes=make(namespace.bytes + name).digest()[:16], version=version)


def uuid3(namespace, name):
    import hashlib
    return _named(hashlib.md5, namespace, name, 3)


def uuid4():
    import os
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    import hashlib
    return _named(hashlib.sha1, namespace, name, 5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = [
    UUID(int=number << 96 | 0x9dad11d180b400c04fd430c8)
    for number in (0x6ba7b810, 0x6ba7b811, 0x6ba7b812, 0x6ba7b814)
]
