"""Textbook RSA with 256-bit keys: big integers at work.

Not for secrets: there is no padding and the "random" numbers come from a
fixed linear congruential generator, so that every run prints the same.
"""


class Lcg:
    """Knuth's 64-bit MMIX generator, used as a source of bits."""

    def __init__(self, seed):
        self.state = seed

    def bits(self, count):
        value = 0
        for _ in range(0, count, 32):
            self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
            value = value << 32 | self.state >> 32
        return value & ((1 << count) - 1)


SMALL_PRIMES = [n for n in range(2, 200) if all(n % d for d in range(2, int(n**0.5) + 1))]
WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def is_prime(n):
    """Miller and Rabin's test with fixed bases, exact below 3.3e24."""
    if n < 2:
        return False
    for prime in SMALL_PRIMES:
        if n % prime == 0:
            return n == prime
    odd, twos = n - 1, 0
    while odd & 1 == 0:
        odd >>= 1
        twos += 1
    return all(passes(n, base, odd, twos) for base in WITNESSES)


def passes(n, base, odd, twos):
    x = pow(base, odd, n)
    if x in (1, n - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % n
        if x == n - 1:
            return True
    return False


def make_prime(source, bits):
    """The first prime at or after a random odd number of exactly `bits` bits."""
    candidate = source.bits(bits) | 1 | 3 << (bits - 2)
    tries = 1
    while not is_prime(candidate):
        candidate += 2
        tries += 1
    return candidate, tries


def extended_gcd(a, b):
    """Returns (g, x, y) with a*x + b*y == g == gcd(a, b)."""
    x, next_x, y, next_y = 1, 0, 0, 1
    while b:
        quotient, rest = divmod(a, b)
        a, b = b, rest
        x, next_x = next_x, x - quotient * next_x
        y, next_y = next_y, y - quotient * next_y
    return a, x, y


def inverse(a, modulus):
    g, x, _ = extended_gcd(a, modulus)
    if g != 1:
        raise ValueError(f"{a} has no inverse modulo {modulus}")
    return x % modulus


def integer_sqrt(n):
    """Newton's method; the largest r with r*r <= n."""
    r = 1 << (n.bit_length() + 1) // 2
    while (better := (r + n // r) // 2) < r:
        r = better
    return r


def fermat_factor(n, limit):
    """Finds two close factors of n, or None after `limit` attempts."""
    a = integer_sqrt(n - 1) + 1
    for attempt in range(limit):
        square = a * a - n
        b = integer_sqrt(square)
        if b * b == square:
            return a - b, a + b, attempt + 1
        a += 1
    return None


class Key:
    """A pair of keys; d is computed from the two primes."""

    def __init__(self, p, q, e=65537):
        self.p, self.q, self.e = p, q, e
        self.n = p * q
        self.d = inverse(e, (p - 1) * (q - 1))

    def encrypt(self, number):
        if not 0 <= number < self.n:
            raise ValueError("message is too long for the key")
        return pow(number, self.e, self.n)

    def decrypt(self, number):
        return pow(number, self.d, self.n)

    def decrypt_fast(self, number):
        """The same by the Chinese remainder theorem, on half the digits."""
        at_p = pow(number % self.p, self.d % (self.p - 1), self.p)
        at_q = pow(number % self.q, self.d % (self.q - 1), self.q)
        step = (at_p - at_q) * inverse(self.q, self.p) % self.p
        return at_q + step * self.q


def digest(data):
    """The FNV-1a hash, 128 bits wide."""
    state = 0x6C62272E07BB014262B821756295C58D
    for byte in data:
        state = (state ^ byte) * 0x0000000001000000000000000000013B & ((1 << 128) - 1)
    return state


def in_groups(number, size=16):
    """Hexadecimal digits with a space after every group."""
    text = f"{number:x}"
    text = text.rjust(-(-len(text) // size) * size, "0")
    return " ".join(text[i : i + size] for i in range(0, len(text), size))


source = Lcg(20260101)
p, p_tries = make_prime(source, 128)
q, q_tries = make_prime(source, 128)
key = Key(p, q)
print(f"p  {in_groups(p)}  (candidate {p_tries})")
print(f"q  {in_groups(q)}  (candidate {q_tries})")
print(f"n  {in_groups(key.n)}")
print(f"d  {in_groups(key.d)}")
print("n is", key.n.bit_length(), "bits,", len(str(key.n)), "decimal digits")
print("n =", key.n)
print("e * d mod phi =", key.e * key.d % ((p - 1) * (q - 1)))

message = "Ferris says: π ≈ 355/113"
number = int.from_bytes(message.encode(), "big")
secret = key.encrypt(number)
print("message ", number)
print("secret  ", secret)
clear = key.decrypt(secret)
print("decrypted", clear.to_bytes((clear.bit_length() + 7) // 8, "big").decode())
print("by remainders the same:", key.decrypt_fast(secret) == clear)

signature = key.decrypt(digest(message.encode()))
print("signature holds:", key.encrypt(signature) == digest(message.encode()))
print("forged text fails:", key.encrypt(signature) != digest(b"Ferris says: pi = 3"))
try:
    key.encrypt(key.n + 1)
except ValueError as error:
    print("ValueError:", error)
try:
    Key(7, 13, 6)
except ValueError as error:
    print("ValueError:", error)

print("mersenne primes:", [n for n in range(2, 130) if is_prime(n) and is_prime(2**n - 1)])
carmichael = [561, 1105, 1729, 2465, 2821, 6601, 8911]
print(
    "fooled by fermat:",
    all(pow(2, n - 1, n) == 1 for n in carmichael),
    "by rabin:",
    any(map(is_prime, carmichael)),
)
print("gcd", extended_gcd(240, 46), extended_gcd(2**89 - 1, 2**61 - 1)[0])
print("sqrt of 2 to 40 digits:", "1." + str(integer_sqrt(2 * 10**80))[1:])
near = 10**20 + 39
while not is_prime(near):
    near += 2
far = near + 2
while not is_prime(far):
    far += 2
print("close primes fall:", fermat_factor(near * far, 10))
print("far ones stand:", fermat_factor(key.n, 10))
print("signs:", -7 // 2, -7 % 3, divmod(-(10**20), 7), (-(2**70)) >> 3, ~(2**65), 2**100 & -(2**98))
