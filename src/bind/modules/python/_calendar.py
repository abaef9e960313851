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


class IsoCalendarDate(tuple):
    # What `date.isocalendar` gives.
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        year, week, weekday = self
        return f'datetime.IsoCalendarDate(year={year}, week={week}, weekday={weekday})'


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


# Of each directive that stands for a number: how many digits at least and at most, and its least and greatest value.
_NUMBERS = {
    'Y': (4, 4, 0, 9999), 'y': (2, 2, 0, 99), 'm': (1, 2, 1, 12), 'd': (1, 2, 1, 31), 'H': (1, 2, 0, 23),
    'I': (1, 2, 1, 12), 'M': (1, 2, 0, 59), 'S': (1, 2, 0, 61), 'j': (1, 3, 1, 366), 'U': (1, 2, 0, 53),
    'W': (1, 2, 0, 53), 'w': (1, 1, 0, 6), 'u': (1, 1, 1, 7), 'G': (4, 4, 0, 9999), 'V': (1, 2, 1, 53),
    'f': (1, 6, 0, 999999),
}
_LONGER = {
    'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'D': '%m/%d/%y', 'T': '%H:%M:%S', 'R': '%H:%M',
    'F': '%Y-%m-%d',
}


# The longest number that a directive can stand for.
def _number(text, at, least, most, low, high):
    end = at
    while end < len(text) and end < at + most and text[end].isdecimal():
        end += 1
    while end - at >= least:
        if low <= int(text[at:end]) <= high:
            return int(text[at:end]), end
        end -= 1
    return None, at


# An offset from UTC in seconds.
def _offset(text, at):
    if text[at:at + 1] == 'Z':
        return 0, at + 1
    sign = text[at:at + 1]
    hours, end = _number(text, at + 1, 2, 2, 0, 99)
    if sign not in ('+', '-') or not sign or hours is None:
        return None, at
    colon = text[end:end + 1] == ':'
    minutes, end = _number(text, end + colon, 2, 2, 0, 59)
    if minutes is None:
        return None, at
    seconds, after = _number(text, end + colon, 2, 2, 0, 59)
    if seconds is None or colon and text[end:end + 1] != ':':
        seconds, after = 0, end
    total = (hours * 60 + minutes) * 60 + seconds
    return -total if sign == '-' else total, after


def _word(text, at, words, length):
    for index, word in enumerate(words):
        if text[at:at + len(word[:length])].lower() == word[:length].lower():
            return index, at + len(word[:length])
    return None, at


# What a text says according to a format: the value of each directive.
def _parsed(string, format):
    for letter, longer in _LONGER.items():
        if '%' + letter in format:
            format = format.replace('%' + letter, longer)
    said = {}
    at = place = 0
    while place < len(format):
        letter = format[place]
        place += 1
        if letter.isspace():
            if at >= len(string) or not string[at].isspace():
                return None, at
            while at < len(string) and string[at].isspace():
                at += 1
            while place < len(format) and format[place].isspace():
                place += 1
            continue
        if letter != '%':
            if string[at:at + 1].lower() != letter.lower():
                return None, at
            at += 1
            continue
        letter = format[place:place + 1]
        place += 1
        start = at
        if not letter:
            raise ValueError(f"stray % in format '{format}'")
        if letter in _NUMBERS:
            value, at = _number(string, at, *_NUMBERS[letter])
        elif letter == 'p':
            value, at = _word(string, at, ('AM', 'PM'), None)
        elif letter in 'bB':
            value, at = _word(string, at, _MONTHS, 3 if letter == 'b' else None)
        elif letter in 'aA':
            value, at = _word(string, at, _DAYS, 3 if letter == 'a' else None)
        elif letter == 'Z':
            value, at = _word(string, at, ('UTC', 'GMT'), None)
        elif letter == 'z':
            value, at = _offset(string, at)
        elif letter == '%':
            value, at = 0, at + (string[at:at + 1] == '%')
            if at == start:
                return None, at
        else:
            raise ValueError(f"'{letter}' is a bad directive in format '{format}'")
        if value is None:
            return None, at
        if letter == 'f':
            value *= 10 ** (6 - (at - start))
        said[letter] = value
    return said, at


# The day of a year, from a week and a day of the week.
def _day_of_week(year, said, weekday):
    if 'V' in said:
        first = _days(said['G'], 1, 4)
        return first - (first + 3) % 7 + (said['V'] - 1) * 7 + weekday - _days(year, 1, 1) + 1
    sunday = 'U' in said
    first = _days(year, 1, 1)
    start = (first + (4 if sunday else 3)) % 7
    week = said['U' if sunday else 'W']
    # The days before the first whole week are week 0.
    return (week - (not start and week > 0)) * 7 - start + (weekday + sunday) % 7 + 1


def _moment(string, format):
    said, end = _parsed(string, format)
    if said is None:
        raise ValueError(f'time data {string!r} does not match format {format!r}')
    if end < len(string):
        raise ValueError(f'unconverted data remains: {string[end:]}')
    year = said.get('Y')
    if 'y' in said:
        year = said['y'] + (1900 if said['y'] > 68 else 2000)
    weekday = (said['w'] + 6) % 7 if 'w' in said else said['u'] - 1 if 'u' in said else said.get('a', said.get('A'))
    if 'G' in said:
        if 'V' not in said or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        if 'j' in said:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' "
                             "instead.")
        if year is None:
            year = said['G']
    elif 'V' in said:
        raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                         "directive ('%A', '%a', '%w', or '%u').")
    month, day = said.get('m', said.get('b', said.get('B', 0)) + 1), said.get('d', 1)
    yearday = said.get('j')
    if yearday is None and weekday is not None and ('U' in said or 'W' in said or 'V' in said) and year is not None:
        yearday = _day_of_week(year, said, weekday)
    leap = year is None and month == 2 and day == 29
    shown = year = 1900 if year is None else year
    if leap:
        shown = 1904
    days = _days(shown, month, day) if yearday is None else _days(shown, 1, 1) + yearday - 1
    t = gmtime(days * 86400)
    if yearday is None and t[1] != month:
        raise ValueError('day is out of range for month')
    hour = said.get('H', said.get('I', 0))
    if 'I' in said and 'H' not in said:
        hour = hour % 12 + 12 * said.get('p', 0)
    made = (1900 if leap else t[0], t[1], t[2], hour, said.get('M', 0), said.get('S', 0), t[6], t[7], -1)
    return made, said


def strptime(string, format='%a %b %d %H:%M:%S %Y', /):
    return struct_time(_moment(string, format)[0])


# What `datetime.strptime` takes: the parts of a date, its microsecond, its offset in seconds, or None, and the zone.
def _strptime(string, format):
    made, said = _moment(string, format)
    zone = (None, 'UTC', 'GMT')[said['Z'] + 1] if 'Z' in said else None
    return *made[:6], said.get('f', 0), said.get('z'), zone
