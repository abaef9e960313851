# `secrets`: numbers that nobody can guess, as far as the board's `os.urandom` is of that kind.

import binascii
import os
from hmac import compare_digest

DEFAULT_ENTROPY = 32


def token_bytes(nbytes=None):
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    text = binascii.b2a_base64(token_bytes(nbytes), newline=False)
    return text.rstrip(b'=').translate(bytes.maketrans(b'+/', b'-_')).decode()


def randbits(k):
    if k < 0:
        raise ValueError('number of bits must be non-negative')
    return int.from_bytes(os.urandom((k + 7) // 8), 'big') >> -k % 8


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    bits = exclusive_upper_bound.bit_length()
    while True:
        number = randbits(bits)
        if number < exclusive_upper_bound:
            return number


def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[randbelow(len(seq))]
