# `struct`: formats as objects.


class error(Exception):
    pass


class Struct:
    __slots__ = 'format', 'size'

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else str(format, 'ascii')

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, *values):
        return pack_into(self.format, *values)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'Struct({self.format!r})'


def iter_unpack(format, buffer, /):
    size = calcsize(format)
    if size == 0:
        raise error('cannot iteratively unpack with a struct of length 0')
    if len(buffer) % size:
        raise error(f'iterative unpacking requires a buffer of a multiple of {size} bytes')
    return (unpack_from(format, buffer, offset) for offset in range(0, len(buffer), size))
