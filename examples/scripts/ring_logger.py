"""A logger that fits in a fixed number of bytes.

Records are packed into one bytearray used as a ring: a new record pushes out
the oldest ones. Each record is length, level, tick (two bytes), text and a
checksum, so a damaged ring is noticed when it is read.
"""

DEBUG, INFO, WARN, ERROR = range(4)
LEVELS = ("debug", "info", "warn", "error")


class RingFull(ValueError):
    """The record is longer than the whole ring."""


class Ring:
    """Bytes in, bytes out; the oldest bytes are dropped by their owner."""

    def __init__(self, size):
        self.store = bytearray(size)
        self.start = 0
        self.used = 0

    def __len__(self):
        return self.used

    @property
    def free(self):
        return len(self.store) - self.used

    def push(self, data):
        for byte in data:
            self.store[(self.start + self.used) % len(self.store)] = byte
            self.used += 1

    def drop(self, count):
        self.start = (self.start + count) % len(self.store)
        self.used -= count

    def peek(self, offset, count=1):
        place = (self.start + offset) % len(self.store)
        end = place + count
        if end <= len(self.store):
            return bytes(self.store[place:end])
        return bytes(self.store[place:]) + bytes(self.store[: end - len(self.store)])


def checksum(data):
    """The CRC-8 of polynomial 0x07."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07 if crc & 0x80 else crc << 1) & 0xFF
    return crc


class Record:
    OVERHEAD = 5

    def __init__(self, level, tick, text):
        self.level, self.tick, self.text = level, tick, text

    def pack(self):
        body = self.text.encode()
        head = bytes([len(body) + self.OVERHEAD, self.level]) + (self.tick & 0xFFFF).to_bytes(2, "big")
        return head + body + bytes([checksum(head + body)])

    @classmethod
    def unpack(cls, data):
        if checksum(data[:-1]) != data[-1]:
            raise ValueError(f"bad checksum 0x{data[-1]:02x}")
        return cls(data[1], data[2] << 8 | data[3], data[4:-1].decode())

    def __str__(self):
        return f"{self.tick:6d} {LEVELS[self.level]:<5} {self.text}"


class RingLogger:
    def __init__(self, size, threshold=INFO):
        self.ring = Ring(size)
        self.threshold = threshold
        self.lost = 0
        self.written = 0
        self.tick = 0

    def log(self, level, form, *values):
        if level < self.threshold:
            return
        packed = Record(level, self.tick, form % values if values else form).pack()
        if len(packed) > min(255, len(self.ring.store)):
            raise RingFull(f"record of {len(packed)} bytes")
        while self.ring.free < len(packed):
            self.ring.drop(self.ring.peek(0)[0])
            self.lost += 1
        self.ring.push(packed)
        self.written += 1

    def __getattr__(self, name):
        """Makes `logger.warn(...)` of every level's name."""
        if name not in LEVELS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        level = LEVELS.index(name)
        return lambda form, *values: self.log(level, form, *values)

    def __iter__(self):
        offset = 0
        while offset < len(self.ring):
            length = self.ring.peek(offset)[0]
            yield Record.unpack(self.ring.peek(offset, length))
            offset += length

    def __len__(self):
        return sum(1 for _ in self)


def hexdump(data, width=16):
    for start in range(0, len(data), width):
        row = data[start : start + width]
        digits = " ".join(f"{byte:02x}" for byte in row)
        text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        yield f"{start:04x}  {digits:<{width * 3}} {text}"


def a_busy_day(logger):
    """Drives the logger with a made-up battery-powered device."""
    volts = 4200
    for hour in range(24):
        logger.tick = hour * 60
        logger.debug("hour %d begins", hour)
        volts -= 20 + hour * 3
        if hour % 6 == 0:
            logger.info("battery %d.%03d V", *divmod(volts, 1000))
        if volts < 3400:
            logger.warn("battery low: %d mV", volts)
        if hour in (9, 17):
            logger.error("radio: no answer (%s, try %i/%i)", "join", hour % 4, 3)


logger = RingLogger(160)
a_busy_day(logger)
print(f"written {logger.written}, lost {logger.lost}, kept {len(logger)}, {len(logger.ring)} bytes of 160 used")
for record in logger:
    print(record)

print("-- the bytes, oldest first from", logger.ring.start)
for line in hexdump(logger.ring.store):
    print(line)

print("-- only what is worse than info")
for level in (WARN, ERROR):
    print(f"{LEVELS[level]:<5} {sum(record.level == level for record in logger)}")

print("-- everything, in a larger ring")
large = RingLogger(2048, threshold=DEBUG)
a_busy_day(large)
counts = {name: 0 for name in LEVELS}
for record in large:
    counts[LEVELS[record.level]] += 1
print(counts, "longest:", max((record.text for record in large), key=len))

print("-- mistakes")
tiny = RingLogger(16)
tiny.info("short")
for action in (
    lambda: tiny.info("this text is too long for the ring"),
    lambda: tiny.fatal("no such level"),
    lambda: tiny.info("%d", "text"),
):
    try:
        action()
    except (RingFull, AttributeError, TypeError) as error:
        print(f"{type(error).__name__}: {error}")
tiny.ring.store[5] ^= 0x40
try:
    print(list(map(str, tiny)))
except ValueError as error:
    print("damaged:", error)
print("crc of '123456789': 0x%02X" % checksum(b"123456789"))
