"""aes: a block cipher, by bytes and bit operations"""

from bench import mark


def double(a):
    a <<= 1
    return a ^ 0x11B if a & 0x100 else a


def tables():
    powers = [0] * 256
    logs = [0] * 256
    value = 1
    for exponent in range(256):
        powers[exponent] = value
        logs[value] = exponent
        value ^= double(value)
    box = bytearray(256)
    for byte in range(256):
        inverse = powers[255 - logs[byte]] if byte > 1 else byte
        result = inverse
        for _ in range(4):
            inverse = (inverse << 1 | inverse >> 7) & 0xFF
            result ^= inverse
        box[byte] = result ^ 0x63
    return box


class Cipher:
    def __init__(self, key):
        self.box = tables()
        self.rounds = self.expand(key)

    def expand(self, key):
        box = self.box
        words = [key[i : i + 4] for i in range(0, 16, 4)]
        constant = 1
        for index in range(4, 44):
            last = words[-1]
            if index % 4 == 0:
                last = bytes((box[last[1]] ^ constant, box[last[2]], box[last[3]], box[last[0]]))
                constant = double(constant)
            before = words[index - 4]
            words.append(bytes([a ^ b for a, b in zip(before, last)]))
        return [b"".join(words[i : i + 4]) for i in range(0, 44, 4)]

    def add_key(self, state, key):
        for i in range(16):
            state[i] ^= key[i]

    def substitute(self, state):
        box = self.box
        old = bytes(state)
        for i in range(16):
            state[i] = box[old[(i + 4 * (i % 4)) % 16]]

    def mix(self, state):
        for i in range(0, 16, 4):
            a, b, c, d = state[i], state[i + 1], state[i + 2], state[i + 3]
            all = a ^ b ^ c ^ d
            state[i] = a ^ all ^ double(a ^ b)
            state[i + 1] = b ^ all ^ double(b ^ c)
            state[i + 2] = c ^ all ^ double(c ^ d)
            state[i + 3] = d ^ all ^ double(d ^ a)

    def encrypt(self, block):
        state = bytearray(block)
        self.add_key(state, self.rounds[0])
        for key in self.rounds[1:-1]:
            self.substitute(state)
            self.mix(state)
            self.add_key(state, key)
        self.substitute(state)
        self.add_key(state, self.rounds[-1])
        return bytes(state)


def main():
    cipher = Cipher(bytes(range(16)))
    block = bytes([i * 17 for i in range(16)])
    for _ in range(8):
        print("".join(["%02x" % byte for byte in block]))
        block = cipher.encrypt(block)


mark(1)
main()
mark(2)
