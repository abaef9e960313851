# `zlib`, over `deflate`.

import binascii
import deflate
import io

crc32 = binascii.crc32
DEFLATED = 8
MAX_WBITS = 15
DEF_MEM_LEVEL = 8
Z_DEFAULT_COMPRESSION = -1
Z_BEST_SPEED = 1
Z_BEST_COMPRESSION = 9
ZLIB_VERSION = '1.2.11'


class error(Exception):
    pass


def adler32(data, value=1, /):
    start = 0
    count = len(memoryview(data))
    while start < count:
        value = deflate._adler32(data, start, value)
        start += 1024
    return value


def _format(wbits):
    if wbits < 0:
        return deflate.RAW, -wbits
    if wbits > 31:
        return deflate.AUTO, wbits - 32
    if wbits > 15:
        return deflate.GZIP, wbits - 16
    return deflate.ZLIB, wbits


def decompress(data, /, wbits=15, bufsize=16384):
    form, wbits = _format(wbits)
    stream = deflate.DeflateIO(io.BytesIO(data), form, wbits if 5 <= wbits <= 15 else 0)
    try:
        return stream.read()
    except EOFError:
        raise error('Error -5 while decompressing data: incomplete or truncated stream') from None
    except ValueError:
        raise error('Error -3 while decompressing data: invalid data') from None


def compress(data, /, level=-1, wbits=15):
    form, wbits = _format(wbits)
    made = io.BytesIO()
    stream = deflate.DeflateIO(made, form, min(max(wbits, 8), 15) if wbits else 12)
    stream.write(data)
    stream.close()
    return made.getvalue()
