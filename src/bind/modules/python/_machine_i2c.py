# `machine.I2C`, and what it has in common with `SoftI2C`.

import _board
from machine import _row


class Bus:
    def scan(self):
        found = []
        for address in range(8, 0x78):
            try:
                self._transfer(address, b'', None)
                found.append(address)
            except OSError:
                pass
        return found

    def readfrom(self, addr, nbytes, stop=True, /):
        buffer = bytearray(nbytes)
        self.readfrom_into(addr, buffer, stop)
        return bytes(buffer)

    def readfrom_into(self, addr, buf, stop=True, /):
        self._transfer(addr, self._kept(addr), buf)

    def writeto(self, addr, buf, stop=True, /):
        if stop:
            self._transfer(addr, self._kept(addr) + buf if self._held else buf, None)
        else:
            # Without a stop: it goes out before what is read next.
            self._held = (addr, self._kept(addr) + bytes(buf))
        return len(buf)

    def writevto(self, addr, vector, stop=True, /):
        return self.writeto(addr, b''.join(bytes(part) for part in vector), stop)

    def _memory(self, memaddr, addrsize):
        if addrsize % 8 or not 0 < addrsize <= 32:
            raise ValueError('invalid addrsize')
        return (memaddr & (1 << addrsize) - 1).to_bytes(addrsize // 8, 'big')

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        buffer = bytearray(nbytes)
        self.readfrom_mem_into(addr, memaddr, buffer, addrsize=addrsize)
        return bytes(buffer)

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        self._transfer(addr, self._memory(memaddr, addrsize), buf)

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        self._transfer(addr, self._memory(memaddr, addrsize) + bytes(buf), None)

    # What has been written without a stop: address and bytes.
    _held = None

    def _kept(self, addr):
        held, self._held = self._held, None
        return held[1] if held is not None and held[0] == addr else b''


class I2C(Bus):
    def __init__(self, id=0, *, scl=None, sda=None, freq=400000, timeout=50000):
        self._row = _row(1, id, 'I2C')
        self._id = id
        self.init(freq=freq)

    def __repr__(self):
        return f'I2C({self._id}, freq={self._freq})'

    def init(self, *, scl=None, sda=None, freq=400000, timeout=50000):
        self._freq = freq
        _board.i2c_configure(self._row, freq)

    def deinit(self):
        pass

    def _transfer(self, address, out, into):
        if into is None:
            _board.i2c_write(self._row, address, out)
        else:
            _board.i2c_transfer(self._row, address, out, into)
