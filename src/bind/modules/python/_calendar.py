# `time`: seconds since 1970 as dates and back. The zone is UTC.

import time as _time

_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = (
    'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
    'December',
)
_NAMES = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')


class struct_time(tuple):
    tm_zone = 'UTC'
    tm_gmtoff = 0
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, sequence):
        sequence = tuple(sequence)
        if not 9 <= len(sequence) <= 11:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(sequence)}-sequence given)')
        return tuple.__new__(cls, sequence[:9])

    def __getattr__(self, name):
        if name in _NAMES:
            return self[_NAMES.index(name)]
        raise AttributeError(f"'time.struct_time' object has no attribute '{name}'")

    def __repr__(self):
        parts = ', '.join([f'{name}={value}' for name, value in zip(_NAMES, self)])
        return f'time.struct_time({parts})'


# Days from 1970-01-01 to a date, by counting years from March on.
def _days(year, month, day):
    if month < 3:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 719469


def gmtime(secs=None, /):
    if secs is None:
        secs = _time.time()
    days, rest = divmod(int(secs // 1), 86400)
    # 400 years have 146097 days.
    year = 1970 + days * 400 // 146097
    while _days(year + 1, 1, 1) <= days:
        year += 1
    while _days(year, 1, 1) > days:
        year -= 1
    month = 12
    while _days(year, month, 1) > days:
        month -= 1
    day = days - _days(year, month, 1) + 1
    return struct_time((
        year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, days - _days(year, 1, 1) + 1, 0,
    ))


def localtime(secs=None, /):
    return gmtime(secs)


def timegm(t, /):
    year = t[0] + (t[1] - 1) // 12
    month = (t[1] - 1) % 12 + 1
    return ((_days(year, month, 1) + t[2] - 1) * 24 + t[3]) * 3600 + t[4] * 60 + t[5]


def mktime(t, /):
    if not isinstance(t, tuple):
        raise TypeError('Tuple or struct_time argument required')
    return float(timegm(t))


def asctime(t=None, /):
    if t is None:
        t = gmtime()
    return f'{_DAYS[t[6]][:3]} {_MONTHS[t[1] - 1][:3]} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}'


def ctime(secs=None, /):
    return asctime(gmtime(secs))


def strftime(format, t=None, /):
    if t is None:
        t = gmtime()
    parts = format.split('%')
    result = [parts[0]]
    skip = False
    for part in parts[1:]:
        if skip:
            result.append(part)
            skip = False
        elif not part:
            result.append('%')
            skip = True
        else:
            result.append(_field(part[0], t) + part[1:])
    return ''.join(result)


def _field(letter, t):
    year, month, day, hour, minute, second, weekday, yearday, _ = t[:9]
    if letter == 'Y':
        return str(year)
    if letter in 'mdHMS':
        return f'{(month, day, hour, minute, second)["mdHMS".index(letter)]:02d}'
    if letter == 'y':
        return f'{year % 100:02d}'
    if letter == 'C':
        return f'{year // 100:02d}'
    if letter == 'j':
        return f'{yearday:03d}'
    if letter == 'e':
        return f'{day:2d}'
    if letter == 'I':
        return f'{(hour + 11) % 12 + 1:02d}'
    if letter == 'p':
        return 'AM' if hour < 12 else 'PM'
    if letter in 'aA':
        return _DAYS[weekday][:3 if letter == 'a' else None]
    if letter in 'bBh':
        return _MONTHS[month - 1][:None if letter == 'B' else 3]
    if letter == 'w':
        return str((weekday + 1) % 7)
    if letter == 'u':
        return str(weekday + 1)
    if letter == 'U':
        return f'{(yearday + 6 - (weekday + 1) % 7) // 7:02d}'
    if letter == 'W':
        return f'{(yearday + 6 - weekday) // 7:02d}'
    if letter == 'Z':
        return 'UTC'
    if letter == 'z':
        return '+0000'
    if letter == 's':
        return str(timegm(t))
    if letter == 'n':
        return '\n'
    if letter == 't':
        return '\t'
    formats = {
        'c': '%a %b %e %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'D': '%m/%d/%y', 'F': '%Y-%m-%d', 'T': '%H:%M:%S',
        'R': '%H:%M', 'r': '%I:%M:%S %p',
    }
    if letter in formats:
        return strftime(formats[letter], t)
    return '%' + letter


# Reads digits, at most `count` of them.
def _digits(text, at, count):
    end = at
    while end < len(text) and end < at + count and text[end].isdigit():
        end += 1
    if end == at:
        return None, at
    return int(text[at:end]), end


def _word(text, at, words, length):
    for index, word in enumerate(words):
        if text[at:at + len(word[:length])].lower() == word[:length].lower():
            return index, at + len(word[:length])
    return None, at


def strptime(string, format='%a %b %d %H:%M:%S %Y', /):
    def fail():
        raise ValueError(f'time data {string!r} does not match format {format!r}')

    for letter, longer in (('D', '%m/%d/%y'), ('T', '%H:%M:%S'), ('R', '%H:%M'), ('F', '%Y-%m-%d')):
        format_text = format.replace('%' + letter, longer) if letter in format else format
        format = format_text
    year, month, day, hour, minute, second = 1900, 1, 1, 0, 0, 0
    afternoon = yearday = None
    at = place = 0
    while place < len(format):
        letter = format[place]
        place += 1
        if letter.isspace():
            while at < len(string) and string[at].isspace():
                at += 1
            continue
        if letter != '%':
            if string[at:at + 1] != letter:
                fail()
            at += 1
            continue
        letter = format[place:place + 1]
        place += 1
        value = 0
        if letter == 'Y':
            value, at = _digits(string, at, 4)
            year = value
        elif letter == 'y':
            value, at = _digits(string, at, 2)
            if value is not None:
                year = value + (1900 if value > 68 else 2000)
        elif letter == 'm':
            value, at = _digits(string, at, 2)
            month = value
        elif letter == 'd':
            value, at = _digits(string, at, 2)
            day = value
        elif letter == 'H' or letter == 'I':
            value, at = _digits(string, at, 2)
            hour = value
        elif letter == 'M':
            value, at = _digits(string, at, 2)
            minute = value
        elif letter == 'S':
            value, at = _digits(string, at, 2)
            second = value
        elif letter == 'j':
            value, at = _digits(string, at, 3)
            yearday = value
        elif letter == 'p':
            afternoon, at = _word(string, at, ('AM', 'PM'), None)
            value = afternoon
        elif letter == 'b' or letter == 'B':
            value, at = _word(string, at, _MONTHS, 3 if letter == 'b' else None)
            if value is not None:
                month = value + 1
        elif letter == 'a' or letter == 'A':
            value, at = _word(string, at, _DAYS, 3 if letter == 'a' else None)
        elif letter == 'Z':
            value, at = _word(string, at, ('UTC', 'GMT'), None)
        elif letter == '%':
            if string[at:at + 1] != '%':
                fail()
            at += 1
        else:
            raise ValueError(f"'{letter}' is a bad directive in format '{format}'")
        if value is None:
            fail()
    if at < len(string):
        raise ValueError(f'unconverted data remains: {string[at:]}')
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 62):
        fail()
    if afternoon is not None:
        hour = hour % 12 + 12 * afternoon
    days = _days(year, month, day)
    if yearday is not None:
        days = _days(year, 1, 1) + yearday - 1
    t = gmtime(days * 86400)
    if t[1] != month and yearday is None:
        raise ValueError('day is out of range for month')
    return struct_time((t[0], t[1], t[2], hour, minute, second, t[6], t[7], -1))
