# `binascii`: errors, and what `bytes` can do.


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def b2a_hex(data, *args, **kwargs):
    return bytes(data).hex(*args, **kwargs).encode()


hexlify = b2a_hex
