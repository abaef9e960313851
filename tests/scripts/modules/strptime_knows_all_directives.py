from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
import time as clock

for text, format in [
    ('2024-03-01 05:06:07', '%Y-%m-%d %H:%M:%S'), ('1 Jan 99', '%d %b %y'), ('12:30 PM', '%I:%M %p'),
    ('2024-060', '%Y-%j'), ('+0530 2024', '%z %Y'), ('Mon Feb  5 01:02:03 2024', '%a %b %d %H:%M:%S %Y'),
    ('0.123', '%S.%f'), ('2024 10 1', '%Y %W %w'), ('2024 0 3', '%Y %W %w'), ('2023 1 0', '%Y %U %w'),
    ('2024-W10-2', '%G-W%V-%u'), ('2024-01-01T10:11:12.5Z', '%Y-%m-%dT%H:%M:%S.%f%z'),
    ('05/06/24 07:08:09', '%x %X'), ('-03:30:15 UTC', '%z %Z'), ('12 AM', '%I %p'), ('100%', '100%%'),
    ('29 2', '%d %m'), ('aUGUST', '%B'),
]:
    try:
        print(repr(datetime.strptime(text, format)))
    except ValueError as error:
        print(error)
# expect: datetime.datetime(2024, 3, 1, 5, 6, 7)
# expect: datetime.datetime(1999, 1, 1, 0, 0)
# expect: datetime.datetime(1900, 1, 1, 12, 30)
# expect: datetime.datetime(2024, 2, 29, 0, 0)
# expect: datetime.datetime(2024, 1, 1, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# expect: datetime.datetime(2024, 2, 5, 1, 2, 3)
# expect: datetime.datetime(1900, 1, 1, 0, 0, 0, 123000)
# expect: datetime.datetime(2024, 3, 4, 0, 0)
# expect: datetime.datetime(2024, 1, 3, 0, 0)
# expect: datetime.datetime(2023, 1, 1, 0, 0)
# expect: datetime.datetime(2024, 3, 5, 0, 0)
# expect: datetime.datetime(2024, 1, 1, 10, 11, 12, 500000, tzinfo=datetime.timezone.utc)
# expect: datetime.datetime(2024, 5, 6, 7, 8, 9)
# expect: datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=73785), 'UTC'))
# expect: datetime.datetime(1900, 1, 1, 0, 0)
# expect: datetime.datetime(1900, 1, 1, 0, 0)
# expect: day is out of range for month
# expect: datetime.datetime(1900, 8, 1, 0, 0)
for text, format in [
    ('x', '%Y'), ('2024-13-01', '%Y-%m-%d'), ('2024-02-30', '%Y-%m-%d'), ('2024 x', '%Y'), ('24', '%Y'), ('1', '%q'),
    ('2024 10', '%G %V'), ('10', '%V'), ('1', '%'), ('60', '%M'), ('+1', '%z'),
]:
    try:
        print(datetime.strptime(text, format))
    except ValueError as error:
        print(error)
# expect: time data 'x' does not match format '%Y'
# expect: time data '2024-13-01' does not match format '%Y-%m-%d'
# expect: day is out of range for month
# expect: unconverted data remains:  x
# expect: time data '24' does not match format '%Y'
# expect: 'q' is a bad directive in format '%q'
# expect: ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').
# expect: ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').
# expect: stray % in format '%'
# expect: unconverted data remains: 0
# expect: time data '+1' does not match format '%z'
print(clock.strptime('31 12 2023', '%d %m %Y'))
# expect: time.struct_time(tm_year=2023, tm_mon=12, tm_mday=31, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=6, tm_yday=365, tm_isdst=-1)
moment = datetime(2024, 12, 31, 23, 59, 59, 999999)
print(f'{moment:%G-W%V-%u|%j %U %W|%f|%z%Z|}', date(2021, 1, 3).strftime('%G %V'))
# expect: 2025-W01-2|366 52 53|999999|| 2020 53
print(date(2024, 2, 29).isocalendar(), date(2024, 2, 29).isocalendar().week, date(2027, 1, 1).isocalendar() == (2026, 53, 5))
# expect: datetime.IsoCalendarDate(year=2024, week=9, weekday=4) 9 True


class Day(date):
    pass


class Moment(datetime):
    pass


print(Day(2024, 1, 1), repr(Day(2024, 1, 1)), repr(Moment(2024, 1, 1)), repr(time(1)), repr(timedelta(1)))
# expect: 2024-01-01 Day(2024, 1, 1) Moment(2024, 1, 1, 0, 0) datetime.time(1, 0) datetime.timedelta(days=1)
