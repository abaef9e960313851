# `gzip`, over `deflate`.

import deflate
import io


def decompress(data):
    return deflate.DeflateIO(io.BytesIO(data), deflate.GZIP).read()


def compress(data, compresslevel=9, *, mtime=None):
    import struct
    import zlib
    return (b'\x1f\x8b\x08\x00' + struct.pack('<I', mtime or 0) + b'\x00\xff' + zlib.compress(data, wbits=-15)
            + struct.pack('<II', zlib.crc32(data), len(data) & 0xffffffff))


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    if 'r' not in mode:
        raise ValueError(f'mode {mode!r} is not supported: only reading is')
    import builtins
    file = builtins.open(filename, 'rb') if isinstance(filename, str) else filename
    stream = deflate.DeflateIO(file, deflate.GZIP, 0, True)
    if 't' in mode:
        return io.TextIOWrapper(stream, encoding, errors, newline)
    return stream
