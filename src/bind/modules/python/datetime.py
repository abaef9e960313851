# `datetime`: days, times and their differences, in the proleptic Gregorian calendar.

import time as _time

MINYEAR = 1
MAXYEAR = 9999
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ('', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_WEEKDAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _before_month(year, month):
    days = 0
    for index in range(1, month):
        days += _days_in(year, index)
    return days


def _ordinal(year, month, day):
    return _before_year(year) + _before_month(year, month) + day


def _date_of(ordinal):
    days = ordinal - 1
    eras, days = divmod(days, 146097)
    centuries = min(days // 36524, 3)
    days -= centuries * 36524
    fours, days = divmod(days, 1461)
    ones = min(days // 365, 3)
    days -= ones * 365
    year = eras * 400 + centuries * 100 + fours * 4 + ones + 1
    month = 1
    while days >= _days_in(year, month):
        days -= _days_in(year, month)
        month += 1
    return year, month, days + 1


def _check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in(year, month):
        raise ValueError('day is out of range for month')


def _check_time(hour, minute, second, microsecond, fold):
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type "
                        f"'{type(zone).__name__}'")


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        rest = 0.0
        for value, unit in ((days, 86400000000), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000),
                            (minutes, 60000000), (hours, 3600000000), (weeks, 604800000000)):
            if isinstance(value, float):
                whole = int(value)
                total += whole * unit
                rest += (value - whole) * unit
            else:
                total += value * unit
        return cls._of(total + round(rest))

    @classmethod
    def _of(cls, total):
        self = object.__new__(cls)
        days, rest = divmod(total, 86400000000)
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f'days={days}; must have magnitude <= 999999999')
        self._days = days
        self._seconds, self._microseconds = divmod(rest, 1000000)
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (
            ('days', self._days), ('seconds', self._seconds), ('microseconds', self._microseconds)) if value]
        return f"{_shown(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, second = divmod(self._seconds, 60)
        text = f'{minutes // 60}:{minutes % 60:02}:{second:02}'
        if self._microseconds:
            text += f'.{self._microseconds:06}'
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return other - self
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return timedelta._of(_rounded(self._total() * above, below))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_rounded(self._total(), other))
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return timedelta._of(_rounded(self._total() * below, above))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            count, rest = divmod(self._total(), other._total())
            return count, timedelta._of(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total())

    def __bool__(self):
        return self._total() != 0


def _rounded(above, below):
    # To the nearest, a half to the even one.
    if below < 0:
        above, below = -above, -below
    whole, rest = divmod(above, below)
    if 2 * rest > below or 2 * rest == below and whole & 1:
        whole += 1
    return whole


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        offset = dt.utcoffset()
        shift = dt.dst() or timedelta()
        return dt + (offset - shift) + shift


def _offset_text(offset, colon=':'):
    total = offset._total()
    sign = '-' if total < 0 else '+'
    seconds, micros = divmod(abs(total), 1000000)
    text = f'{sign}{seconds // 3600:02}{colon}{seconds // 60 % 60:02}'
    if seconds % 60 or micros:
        text += f'{colon}{seconds % 60:02}'
    return text + (f'.{micros:06}' if micros else '')


class timezone(tzinfo):
    utc = None

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if name is None and not offset and cls.utc is not None:
            return cls.utc
        if abs(offset) >= timedelta(1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}.')
        self = object.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'datetime.timezone({self._offset!r})'
        return f'datetime.timezone({self._offset!r}, {self._name!r})'


UTC = timezone.utc = timezone(timedelta(0))


# How a class is called: those of this module with its name.
def _shown(value):
    kind = type(value)
    return f'datetime.{kind.__name__}' if kind.__module__ == 'datetime' else kind.__qualname__


def _formatted(moment, spec, tuple):
    made = ''
    index = 0
    while index < len(spec):
        letter = spec[index]
        index += 1
        if letter != '%' or index >= len(spec):
            made += letter
            continue
        letter = spec[index]
        index += 1
        colon = letter == ':' and spec[index:index + 1] == 'z'
        if colon:
            letter = 'z'
            index += 1
        if letter == 'f':
            made += f"{getattr(moment, 'microsecond', 0):06}"
        elif letter in 'GV':
            year, week, _ = date(*tuple[:3]).isocalendar()
            made += f'{year:04}' if letter == 'G' else f'{week:02}'
        elif letter in 'zZ':
            offset = moment.utcoffset() if hasattr(moment, 'utcoffset') else None
            if offset is not None:
                made += _offset_text(offset, ':' if colon else '') if letter == 'z' else moment.tzname() or ''
        else:
            made += _time.strftime('%' + letter, tuple)
    return made


class date:
    def __new__(cls, year, month, day):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal):
        return cls(*_date_of(ordinal))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            parts = _iso_date(text)
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        if not 1 <= week <= (53 if date(year, 12, 28).isocalendar()[1] == 53 else 52):
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls.fromordinal(_first_week(year) + (week - 1) * 7 + day - 1)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        year = self._year
        today = self.toordinal()
        start = _first_week(year)
        if today < start:
            year -= 1
            start = _first_week(year)
        elif today >= _first_week(year + 1):
            year += 1
            start = _first_week(year)
        week, day = divmod(today - start, 7)
        from _calendar import IsoCalendarDate
        return IsoCalendarDate((year, week + 1, day + 1))

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(),
                                  _before_month(self._year, self._month) + self._day, -1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def isoformat(self):
        return f'{self._year:04}-{self._month:02}-{self._day:02}'

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        return f'{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month]} {self._day:2} 00:00:00 {self._year:04}'

    def strftime(self, format):
        return _formatted(self, format, self.timetuple())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f'{_shown(self)}({self._year}, {self._month}, {self._day})'

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 1 <= ordinal <= 3652059:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


def _first_week(year):
    # The Monday of the week with the first Thursday.
    first = _ordinal(year, 1, 1) if year <= MAXYEAR else 3652060
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _digits(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


def _iso_date(text):
    if len(text) == 10 and text[4] == text[7] == '-':
        return _digits(text[:4]), _digits(text[5:7]), _digits(text[8:])
    if len(text) == 8 and text.isdigit():
        return _digits(text[:4]), _digits(text[4:6]), _digits(text[6:])
    plain = text.replace('-', '')
    if len(plain) in (7, 8) and plain[4] == 'W':
        found = date.fromisocalendar(_digits(plain[:4]), _digits(plain[5:7]), _digits(plain[7:] or '1'))
        return found.year, found.month, found.day
    raise ValueError


def _iso_time(text):
    zone = None
    if text.endswith('Z'):
        zone, text = timezone.utc, text[:-1]
    else:
        at = max(text.rfind('+'), text.rfind('-'))
        if at > 0:
            hour, minute, second, micro = _clock(text[at + 1:])
            offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
            zone = timezone(-offset if text[at] == '-' else offset)
            text = text[:at]
    return (*_clock(text), zone)


def _clock(text):
    text, dot, part = text.replace(',', '.').partition('.')
    micro = _digits((part + '000000')[:6]) if dot else 0
    if dot and not part:
        raise ValueError
    parts = text.split(':') if ':' in text else [text[index:index + 2] for index in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or any([len(one) != 2 for one in parts]) or dot and len(parts) != 3:
        raise ValueError
    values = [_digits(one) for one in parts] + [0, 0]
    return values[0], values[1], values[2], micro


def _clock_text(self, timespec):
    text = f'{self._hour:02}:{self._minute:02}:{self._second:02}'
    if timespec == 'auto':
        return text + (f'.{self._microsecond:06}' if self._microsecond else '')
    if timespec == 'microseconds':
        return f'{text}.{self._microsecond:06}'
    if timespec == 'milliseconds':
        return f'{text}.{self._microsecond // 1000:03}'
    if timespec in ('seconds', 'minutes', 'hours'):
        return text[:{'seconds': 8, 'minutes': 5, 'hours': 2}[timespec]]
    raise ValueError('Unknown timespec value')


def _set_time(self, hour, minute, second, microsecond, tzinfo, fold):
    _check_time(hour, minute, second, microsecond, fold)
    _check_zone(tzinfo)
    self._hour = hour
    self._minute = minute
    self._second = second
    self._microsecond = microsecond
    self._tzinfo = tzinfo
    self._fold = fold
    return self


class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        return _set_time(object.__new__(cls), hour, minute, second, microsecond, tzinfo, fold)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        try:
            parts = _iso_time(text[1:] if text.startswith('T') else text)
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
        return cls(*parts)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def isoformat(self, timespec='auto'):
        offset = self.utcoffset()
        return _clock_text(self, timespec) + ('' if offset is None else _offset_text(offset))

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        return _formatted(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        parts = [self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 2 and not parts[-1]:
            parts.pop()
        text = ', '.join([str(part) for part in parts])
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f"{_shown(self)}({text}{', fold=1' if self._fold else ''})"

    def _key(self):
        offset = self.utcoffset()
        micros = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        return offset is None, micros - (offset._total() if offset is not None else 0)

    def _keys(self, other):
        mine, theirs = self._key(), other._key()
        if mine[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return mine[1], theirs[1]

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        mine, theirs = self._keys(other)
        return mine < theirs

    def __le__(self, other):
        return self < other or self == other if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return other < self if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return other <= self if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


class datetime(date):
    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        return _set_time(self, hour, minute, second, microsecond, tzinfo, fold)

    hour = time.hour
    minute = time.minute
    second = time.second
    microsecond = time.microsecond
    tzinfo = time.tzinfo
    fold = time.fold

    @classmethod
    def _of(cls, micros, zone=None):
        days, rest = divmod(micros, 86400000000)
        if not 1 <= days <= 3652059:
            raise OverflowError('date value out of range')
        seconds, micro = divmod(rest, 1000000)
        return cls(*_date_of(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, zone)

    def _micros(self):
        seconds = (self.toordinal() * 24 + self._hour) * 3600 + self._minute * 60 + self._second
        return seconds * 1000000 + self._microsecond

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        whole = int(timestamp // 1)
        micro = _rounded(int((timestamp - whole) * 10000000), 10)
        if tz is None:
            return cls(*_time.localtime(whole)[:6]) + timedelta(microseconds=micro)
        made = cls._of((719163 * 86400 + whole) * 1000000 + micro, tz)
        return tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        whole = int(timestamp // 1)
        return cls._of((719163 * 86400 + whole) * 1000000 + _rounded(int((timestamp - whole) * 10000000), 10))

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal):
        return cls(*_date_of(ordinal))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            cut = 10 if text[4:5] == '-' and 'W' not in text[:8] else None
            if cut is None:
                cut = next((at for at in (7, 8, 10) if len(text) == at or text[at:at + 1] in 'T '), len(text))
            parts = _iso_date(text[:cut])
            if len(text) > cut:
                parts = (*parts, *_iso_time(text[cut + 1:]))
        except (ValueError, IndexError):
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
        return cls(*parts)

    @classmethod
    def strptime(cls, date_string, format):
        from _calendar import _strptime
        *parts, offset, zone = _strptime(date_string, format)
        if offset is not None:
            offset = timedelta(seconds=offset)
            return cls(*parts, tzinfo=timezone(offset, zone) if zone else timezone(offset))
        return cls(*parts)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def timetuple(self):
        shift = self.dst()
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
                                  _before_month(self._year, self._month) + self._day,
                                  -1 if shift is None else 1 if shift else 0))

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self - offset if offset else self
        return _time.struct_time(tuple(moment.replace(tzinfo=None).timetuple()[:8]) + (0,))

    def timestamp(self):
        if self._tzinfo is None:
            return _time.mktime(self.timetuple()) + self._microsecond / 1000000
        return (self._micros() - self.utcoffset()._total() - 719163 * 86400000000) / 1000000

    def astimezone(self, tz=None):
        offset = self.utcoffset()
        if offset is None:
            offset = timedelta(seconds=_time.mktime(self.timetuple()) * -1) + (self.replace(tzinfo=None) - datetime(1970, 1, 1))
            offset = timedelta(days=offset.days, seconds=offset.seconds)
        if tz is None:
            tz = timezone.utc
        return tz.fromutc(type(self)._of(self._micros() - offset._total(), tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def isoformat(self, sep='T', timespec='auto'):
        offset = self.utcoffset()
        return (f'{self._year:04}-{self._month:02}-{self._day:02}{sep}{_clock_text(self, timespec)}'
                + ('' if offset is None else _offset_text(offset)))

    def __str__(self):
        return self.isoformat(' ')

    def ctime(self):
        return (f'{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month]} {self._day:2} '
                f'{self._hour:02}:{self._minute:02}:{self._second:02} {self._year:04}')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        while len(parts) > 5 and not parts[-1]:
            parts.pop()
        text = ', '.join([str(part) for part in parts])
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f"{_shown(self)}({text}{', fold=1' if self._fold else ''})"

    def _key(self):
        offset = self.utcoffset()
        return offset is None, self._micros() - (offset._total() if offset is not None else 0)

    def _comparable(self, other):
        if not isinstance(other, datetime):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, datetime) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of(self._micros() + other._total(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        distance = self._micros() - other._micros()
        if mine is not None and mine != theirs:
            distance += theirs._total() - mine._total()
        return timedelta._of(distance)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
time.min = time()
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
