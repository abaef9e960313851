# `time`: waiting; the calendar is in a file of its own.

timezone = altzone = daylight = 0
tzname = ('UTC', 'UTC')


def __getattr__(name):
    if name not in ('gmtime', 'localtime', 'mktime', 'timegm', 'strftime', 'strptime', 'asctime', 'ctime', 'struct_time'):
        raise AttributeError(f"module 'time' has no attribute '{name}'")
    import _calendar
    value = globals()[name] = getattr(_calendar, name)
    return value


def sleep(secs, /):
    if not isinstance(secs, (int, float)):
        if not hasattr(secs, '__float__') and not hasattr(secs, '__index__'):
            raise TypeError(f"'{type(secs).__name__}' object cannot be interpreted as an integer")
        secs = _real(secs)
    if secs < 0:
        raise ValueError('sleep length must be non-negative')
    _pause(_deadline(int(secs * 1000000)))


def sleep_ms(ms, /):
    _pause(_deadline(_index(ms) * 1000))


def sleep_us(us, /):
    _pause(_deadline(_index(us)))
