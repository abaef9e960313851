# `machine`: converters, serial line, SPI, calendar, watchdog.

import _board
from machine import Pin, _Interrupt, _row, _time
from time import sleep_ms, ticks_add, ticks_diff, ticks_ms


class ADC:
    def __init__(self, id, *, sample_ns=0, atten=0):
        self._row = _row(5, id, 'ADC')

    def init(self, *, sample_ns=0, atten=0):
        pass

    def deinit(self):
        pass

    def read_u16(self):
        return _board.adc_read(self._row)

    def read_uv(self):
        return _board.adc_read(self._row) * _board.adc_reference(self._row) // 65535


class ADCBlock:
    def __init__(self, id, *, bits=16):
        self._id = id

    def init(self, *, bits=16):
        pass

    def connect(self, channel, source=None):
        return ADC(channel if source is None else source)


class PWM:
    _freq = 0
    _duty = 0
    _ns = None

    def __init__(self, dest, *, freq=-1, duty_u16=-1, duty_ns=-1, invert=False):
        self._row = _row(4, dest, 'PWM')
        self._invert = invert
        self.init(freq=freq, duty_u16=duty_u16, duty_ns=duty_ns)

    def init(self, *, freq=-1, duty_u16=-1, duty_ns=-1, invert=None):
        if invert is not None:
            self._invert = invert
        if freq != -1:
            self.freq(freq)
        if duty_u16 != -1:
            self.duty_u16(duty_u16)
        if duty_ns != -1:
            self.duty_ns(duty_ns)

    def deinit(self):
        _board.pwm_duty(self._row, 0)

    def freq(self, value=None):
        if value is None:
            return self._freq
        if value <= 0:
            raise ValueError('frequency must be above 0')
        _board.pwm_frequency(self._row, value)
        self._freq = value
        if self._ns is not None:
            self.duty_ns(self._ns)

    def duty_u16(self, value=None):
        if value is None:
            return self._duty
        self._duty = max(0, min(65535, value))
        self._ns = None
        self._set()

    def duty_ns(self, value=None):
        if value is None:
            return self._duty * 1000000000 // (65535 * self._freq) if self._freq else 0
        if not self._freq:
            raise ValueError('the frequency must be set before')
        self._duty = max(0, min(65535, value * 65535 * self._freq // 1000000000))
        self._ns = value
        self._set()

    def _set(self):
        _board.pwm_duty(self._row, 65535 - self._duty if self._invert else self._duty)


class UART:
    RTS, CTS = 1, 2
    INV_TX, INV_RX = 1, 2
    IRQ_RX, IRQ_RXIDLE, IRQ_TXIDLE, IRQ_BREAK = 1, 2, 4, 8

    _timeout = 0
    _timeout_char = 1

    def __init__(self, id, *args, **kwargs):
        self._row = _row(3, id, 'UART')
        self._id = id
        if args or kwargs:
            self.init(*args, **kwargs)

    def __repr__(self):
        return f'UART({self._id})'

    def init(self, baudrate=9600, bits=8, parity=None, stop=1, *, tx=None, rx=None, rts=None, cts=None, txbuf=None,
             rxbuf=None, timeout=0, timeout_char=1, invert=0, flow=0):
        self._timeout, self._timeout_char = timeout, timeout_char
        _board.uart_configure(self._row, baudrate, bits, None if parity is None else bool(parity), stop)

    def deinit(self):
        pass

    def any(self):
        return _board.uart_ready(self._row)

    def _fill(self, buffer):
        done, wait = 0, self._timeout
        view = memoryview(buffer)
        deadline = ticks_add(ticks_ms(), wait)
        while done < len(buffer):
            count = _board.uart_read(self._row, view[done:])
            if count:
                done += count
                deadline = ticks_add(ticks_ms(), self._timeout_char)
            elif ticks_diff(deadline, ticks_ms()) <= 0 or (done == 0 and not self._timeout):
                break
            else:
                sleep_ms(1)
        return done

    def read(self, nbytes=-1):
        if nbytes is None or nbytes < 0:
            parts, buffer = [], bytearray(64)
            while count := self._fill(buffer):
                parts.append(bytes(buffer[:count]))
            return b''.join(parts) if parts else None
        buffer = bytearray(nbytes)
        count = self._fill(buffer)
        return bytes(buffer[:count]) if count or not nbytes else None

    def readinto(self, buf, nbytes=None):
        view = memoryview(buf)
        return self._fill(view if nbytes is None else view[:nbytes]) or None

    def readline(self):
        line, one = bytearray(), bytearray(1)
        while self._fill(one):
            line += one
            if one == b'\n':
                break
        return bytes(line) or None

    def write(self, buf):
        view = memoryview(buf)
        done = 0
        while done < len(view):
            count = _board.uart_write(self._row, view[done:])
            done += count
            if not count:
                sleep_ms(1)
        return done

    def flush(self):
        while not self.txdone():
            sleep_ms(1)

    def txdone(self):
        return _board.uart_flushed(self._row)

    def sendbreak(self):
        raise OSError(95, 'EOPNOTSUPP')

    def ioctl(self, request, argument=0):
        if request == 3:
            # What is ready: 1 to be read, 4 to be written.
            return argument & ((1 if self.any() else 0) | 4)
        return 0

    def irq(self, handler=None, trigger=0, hard=False):
        raise OSError(95, 'EOPNOTSUPP')


class SPI:
    CONTROLLER = MASTER = 0
    MSB, LSB = 0, 1

    def __init__(self, id, baudrate=1000000, **kwargs):
        self._row = _row(2, id, 'SPI')
        self._id = id
        self.init(baudrate, **kwargs)

    def __repr__(self):
        return f'SPI({self._id})'

    def init(self, baudrate=1000000, *, polarity=0, phase=0, bits=8, firstbit=0, sck=None, mosi=None, miso=None):
        if bits != 8 or firstbit != SPI.MSB:
            raise ValueError('8 bits, the most significant one first')
        _board.spi_configure(self._row, baudrate, bool(polarity), bool(phase))

    def deinit(self):
        pass

    def read(self, nbytes, write=0):
        buffer = bytearray(nbytes)
        self.readinto(buffer, write)
        return bytes(buffer)

    def readinto(self, buf, write=0):
        view = memoryview(buf)
        for index in range(len(view)):
            view[index] = write
        _board.spi_in_place(self._row, view)

    def write(self, buf):
        _board.spi_write(self._row, buf)

    def write_readinto(self, write_buf, read_buf):
        if len(write_buf) != len(read_buf):
            raise ValueError('buffers must be the same length')
        if write_buf is read_buf:
            _board.spi_in_place(self._row, read_buf)
        else:
            _board.spi_transfer(self._row, write_buf, read_buf)


class RTC:
    ALARM0 = 0

    # Microseconds that the calendar is ahead of the firmware's.
    _ahead = 0
    _memory = b''

    def __init__(self, id=0, *, datetime=None):
        if datetime is not None:
            self.init(datetime)

    def datetime(self, datetime=None):
        from _calendar import gmtime, timegm
        if datetime is None:
            now = _time() + RTC._ahead
            day = gmtime(now // 1000000)
            return (day[0], day[1], day[2], day[6], day[3], day[4], day[5], now % 1000000)
        year, month, day, _, hour, minute, second, rest = datetime
        time = timegm((year, month, day, hour, minute, second, 0, 0, 0)) * 1000000 + rest
        try:
            _board.set_time(time)
            RTC._ahead = 0
        except OSError:
            RTC._ahead = time - _time()

    def init(self, datetime):
        self.datetime(datetime)

    def now(self):
        return self.datetime()

    def deinit(self):
        self.datetime((2000, 1, 1, 0, 0, 0, 0, 0))

    def memory(self, data=None):
        if data is None:
            return RTC._memory
        RTC._memory = bytes(data)


class WDT:
    def __init__(self, id=0, timeout=5000):
        _board.watch(timeout)

    def feed(self):
        _board.feed()
