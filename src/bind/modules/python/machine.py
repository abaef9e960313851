# `machine`: the board's peripherals, which the firmware gives as its module `_board`. What is rarely used is in
# `_machine_parts.py` and `_machine_soft.py`.

import _board

PWRON_RESET, HARD_RESET, WDT_RESET, DEEPSLEEP_RESET, SOFT_RESET = range(5)
IDLE, SLEEP, DEEPSLEEP = 1, 2, 4
PIN_WAKE, RTC_WAKE, WLAN_WAKE = 2, 4, 8

# Where the rest is: a tuple takes no RAM.
def _places():
    return (
        ('_machine_parts', 'ADC ADCBlock PWM UART SPI RTC WDT'),
        ('_machine_timer', 'Timer'),
        ('_machine_i2c', 'I2C'),
        ('_machine_soft', 'SoftI2C SoftSPI bitstream time_pulse_us dht_readinto'),
        ('_machine_memory', 'mem8 mem16 mem32'),
    )


def __getattr__(name):
    if name == '__all__':
        return [name for name in globals() if name[0] != '_'] + ' '.join(names for _, names in _places()).split()
    for place, names in _places():
        if name in names.split():
            value = globals()[name] = getattr(__import__(place), name)
            return value
    raise AttributeError(f"module 'machine' has no attribute '{name}'")


# The row of the board's table for a peripheral of a kind.
def _row(kind, id, what):
    if isinstance(id, Pin):
        id = id._id
    row = _board.find_name(kind, id) if isinstance(id, str) else _board.find(kind, id)
    if row is None:
        raise ValueError(f"{what}({id!r}) doesn't exist")
    return row


class _Names:
    def __getattr__(self, name):
        try:
            return Pin(name)
        except ValueError:
            raise AttributeError(f'the board has no pin {name!r}') from None

    def __dir__(self):
        rows, row = [], 0
        while (found := _board.row(row)) is not None:
            rows.append(found)
            row += 1
        return [name for kind, _, name in rows if kind == 0 and name]


class Pin:
    IN, OUT, OPEN_DRAIN, ALT, ALT_OPEN_DRAIN, ANALOG = range(6)
    PULL_UP, PULL_DOWN, PULL_HOLD = 1, 2, 4
    DRIVE_0, DRIVE_1, DRIVE_2, DRIVE_3 = range(4)
    IRQ_LOW_LEVEL, IRQ_HIGH_LEVEL, IRQ_FALLING, IRQ_RISING = 1, 2, 4, 8

    board = _Names()
    cpu = board

    # The queues of the pins' edges, by row.
    _edges = {}
    _mode = -1
    _pull = -1
    _level = 0

    def __init__(self, id, mode=-1, pull=-1, *, value=None, drive=0, alt=-1):
        self._row = _row(0, id, 'Pin')
        self._id = id._id if isinstance(id, Pin) else id
        self.init(mode, pull, value=value, drive=drive, alt=alt)

    def __repr__(self):
        mode = ('', ', mode=IN', ', mode=OUT', ', mode=OPEN_DRAIN', ', mode=ALT')[min(self._mode, 3) + 1]
        return f'Pin({self._id!r}{mode})'

    def init(self, mode=-1, pull=-1, *, value=None, drive=0, alt=-1):
        if pull is None:
            pull = 0
        # The level first: the pin must not show another one in between.
        if value is not None and mode != Pin.IN:
            self.value(value)
        if mode != -1 or pull != -1:
            mode = self._mode if mode == -1 else mode
            if mode not in (-1, Pin.IN, Pin.OUT, Pin.OPEN_DRAIN):
                raise ValueError('invalid pin mode')
            _board.pin_configure(self._row, max(mode, 0), max(pull, 0) & 3)
            self._mode, self._pull = mode, pull

    def value(self, x=None):
        if x is not None:
            self._level = 1 if x else 0
            return _board.pin_write(self._row, bool(x))
        try:
            return 1 if _board.pin_read(self._row) else 0
        except OSError as error:
            # An output that cannot be read has the level that was written last.
            if error.errno != 95:
                raise
            return self._level

    __call__ = value

    def on(self):
        self.value(1)

    high = on

    def off(self):
        self.value(0)

    low = off

    def toggle(self):
        self.value(not self.value())

    def mode(self, mode=None):
        if mode is None:
            return self._mode
        self.init(mode)

    def pull(self, pull=-1):
        if pull == -1:
            return None if self._pull <= 0 else self._pull
        self.init(pull=pull)

    def drive(self, drive=None):
        return 0 if drive is None else None

    def irq(self, handler=None, trigger=12, *, priority=1, wake=None, hard=False):
        edges = Pin._edges.get(self._row)
        if edges is None:
            edges = Pin._edges[self._row] = _board.pin_edges(self._row)
        interrupt = _Interrupt(trigger)

        def changed(level):
            interrupt._flags = Pin.IRQ_RISING if level else Pin.IRQ_FALLING
            if interrupt._flags & interrupt._trigger:
                handler(self)

        edges.irq(None if handler is None else changed)
        return interrupt


class _Interrupt:
    _flags = 0

    def __init__(self, trigger):
        self._trigger = trigger

    def flags(self):
        return self._flags

    def trigger(self, trigger=None):
        before = self._trigger
        if trigger is not None:
            self._trigger = trigger
        return before


class Signal:
    def __init__(self, pin, *args, invert=False, **kwargs):
        self._pin = pin if hasattr(pin, 'value') else Pin(pin, *args, **kwargs)
        self._invert = bool(invert)

    def value(self, x=None):
        if x is not None:
            return self._pin.value(bool(x) != self._invert)
        return int(bool(self._pin.value()) != self._invert)

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)


def reset():
    _board.reset()
    raise SystemExit


def soft_reset():
    raise SystemExit


def bootloader(value=0, /):
    _board.reset()
    raise SystemExit


def reset_cause():
    return _board.reset_cause()


def wake_reason():
    return 0


def unique_id():
    return _board.unique_id()


def freq(hz=None, /):
    if hz is None:
        return _board.frequency()
    _board.frequency(hz)


def disable_irq():
    return _callbacks(False)


def enable_irq(state=True, /):
    _callbacks(bool(state))


def idle():
    _pass(0)


def lightsleep(ms=None, /):
    _pass(ms)


sleep = lightsleep


def _pass(ms):
    from time import sleep_ms
    if ms is None:
        # Until something happens.
        _rest(None)
    else:
        sleep_ms(ms)


def deepsleep(ms=None, /):
    _board.deep_sleep(ms)
    reset()


def rng():
    from random import getrandbits
    return getrandbits(24)
