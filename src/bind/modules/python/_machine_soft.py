# `machine`: what is made of pins by software.

import _board
from _machine_i2c import Bus
from machine import Pin
from time import ticks_diff, ticks_us


class SoftI2C(Bus):
    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        self.scl, self.sda = scl, sda
        self._timeout = timeout
        for pin in (scl, sda):
            pin.init(Pin.OPEN_DRAIN, value=1)

    # Lets go of the clock, which the chip may hold.
    def _raise_clock(self):
        self.scl.value(1)
        start = ticks_us()
        while not self.scl.value():
            if ticks_diff(ticks_us(), start) > self._timeout:
                raise OSError(110, 'ETIMEDOUT')

    def start(self):
        self.sda.value(1)
        self._raise_clock()
        self.sda.value(0)
        self.scl.value(0)

    def stop(self):
        self.sda.value(0)
        self._raise_clock()
        self.sda.value(1)

    def _write_bit(self, bit):
        self.sda.value(bit)
        self._raise_clock()
        self.scl.value(0)

    def _read_bit(self):
        self.sda.value(1)
        self._raise_clock()
        bit = self.sda.value()
        self.scl.value(0)
        return bit

    # Whether the byte was acknowledged.
    def _write_byte(self, byte):
        for shift in range(7, -1, -1):
            self._write_bit(byte >> shift & 1)
        return not self._read_bit()

    def write(self, buf):
        acknowledged = 0
        for byte in buf:
            if not self._write_byte(byte):
                break
            acknowledged += 1
        return acknowledged

    def readinto(self, buf, nack=True, /):
        for index in range(len(buf)):
            byte = 0
            for _ in range(8):
                byte = byte << 1 | self._read_bit()
            buf[index] = byte
            self._write_bit(1 if nack and index == len(buf) - 1 else 0)

    def _transfer(self, address, out, into):
        try:
            if out or into is None:
                self.start()
                if not self._write_byte(address << 1):
                    raise OSError(19, 'ENODEV')
                if self.write(out) < len(out):
                    raise OSError(5, 'EIO')
            if into is not None:
                self.start()
                if not self._write_byte(address << 1 | 1):
                    raise OSError(19, 'ENODEV')
                self.readinto(into)
        finally:
            self.stop()


class SoftSPI:
    MSB, LSB = 0, 1

    def __init__(self, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0, sck, mosi, miso):
        self._sck, self._mosi, self._miso = sck, mosi, miso
        self.init(baudrate, polarity=polarity, phase=phase, bits=bits, firstbit=firstbit)

    def init(self, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0):
        self._polarity, self._phase = polarity, phase
        self._shifts = range(bits) if firstbit else range(bits - 1, -1, -1)
        self._sck.init(Pin.OUT, value=polarity)
        self._mosi.init(Pin.OUT)
        self._miso.init(Pin.IN)

    def deinit(self):
        pass

    def _exchange(self, byte):
        got = 0
        for shift in self._shifts:
            if self._phase:
                self._sck.value(not self._polarity)
            self._mosi.value(byte >> shift & 1)
            if not self._phase:
                self._sck.value(not self._polarity)
            got |= self._miso.value() << shift
            self._sck.value(self._polarity)
        return got

    def read(self, nbytes, write=0):
        return bytes([self._exchange(write) for _ in range(nbytes)])

    def readinto(self, buf, write=0):
        for index in range(len(buf)):
            buf[index] = self._exchange(write)

    def write(self, buf):
        for byte in buf:
            self._exchange(byte)

    def write_readinto(self, write_buf, read_buf):
        if len(write_buf) != len(read_buf):
            raise ValueError('buffers must be the same length')
        for index, byte in enumerate(write_buf):
            read_buf[index] = self._exchange(byte)


# Microseconds that the pin has a level: -2 if it does not come, -1 if it does not end.
def time_pulse_us(pin, pulse_level, timeout_us=1000000, /):
    start = ticks_us()
    while pin.value() != pulse_level:
        if ticks_diff(ticks_us(), start) >= timeout_us:
            return -2
    start = ticks_us()
    while pin.value() == pulse_level:
        if ticks_diff(ticks_us(), start) >= timeout_us:
            return -1
    return ticks_diff(ticks_us(), start)


def bitstream(pin, encoding, timing, data, /):
    if encoding:
        raise ValueError('encoding')
    pin.init(Pin.OUT)
    for byte in data:
        for shift in range(7, -1, -1):
            high, low = timing[2:4] if byte >> shift & 1 else timing[:2]
            pin.value(1)
            _board.delay((high + 999) // 1000)
            pin.value(0)
            _board.delay((low + 999) // 1000)


def dht_readinto(pin, buf, /):
    pin.init(Pin.OUT, value=0)
    _board.delay(18000)
    pin.init(Pin.IN, Pin.PULL_UP)
    if time_pulse_us(pin, 1, 100) < 0 or time_pulse_us(pin, 1, 150) < 0:
        raise OSError(110, 'ETIMEDOUT')
    for index in range(5):
        byte = 0
        for _ in range(8):
            span = time_pulse_us(pin, 1, 100)
            if span < 0:
                raise OSError(110, 'ETIMEDOUT')
            byte = byte << 1 | (span > 48)
        buf[index] = byte
