# Dates, times, differences, offsets, texts.
from datetime import date, datetime, time, timedelta, timezone

day = date(2024, 2, 28) + timedelta(days=2)
print(day, repr(day), day.weekday(), day.isoformat(), day.toordinal())
# expect: 2024-03-01 datetime.date(2024, 3, 1) 4 2024-03-01 738946
print(tuple(date(2021, 1, 3).isocalendar()), date.fromisocalendar(2020, 53, 7))  # expect: (2020, 53, 7) 2021-01-03
print(date(2024, 12, 25) - date(2024, 3, 1), date.max, date.min)  # expect: 299 days, 0:00:00 9999-12-31 0001-01-01
step = timedelta(hours=-1, minutes=90, microseconds=5)
print(step, repr(step), step * 3, step / 2, -step, step.total_seconds())
# expect: 0:30:00.000005 datetime.timedelta(seconds=1800, microseconds=5) 1:30:00.000015 0:15:00.000002 -1 day, 23:29:59.999995 1800.000005
print(divmod(timedelta(days=1), timedelta(hours=7)), timedelta(1) > timedelta(hours=23))
# expect: (3, datetime.timedelta(seconds=10800)) True
moment = datetime(2024, 2, 29, 23, 59, 58, 500000)
print(moment + timedelta(seconds=2), moment.replace(year=2020), moment.date(), moment.time())
# expect: 2024-03-01 00:00:00.500000 2020-02-29 23:59:58.500000 2024-02-29 23:59:58.500000
print(repr(moment), moment.isoformat(timespec="milliseconds"), moment.ctime())
# expect: datetime.datetime(2024, 2, 29, 23, 59, 58, 500000) 2024-02-29T23:59:58.500 Thu Feb 29 23:59:58 2024
zone = timezone(timedelta(hours=5, minutes=30))
there = datetime(2024, 1, 1, 12, tzinfo=timezone.utc).astimezone(zone)
print(there, there.tzname(), there.timestamp(), there == datetime(2024, 1, 1, 12, tzinfo=timezone.utc))
# expect: 2024-01-01 17:30:00+05:30 UTC+05:30 1704110400.0 True
print(datetime.fromisoformat("2024-02-29T12:30:15.25+01:00"), time.fromisoformat("07:08"))
# expect: 2024-02-29 12:30:15.250000+01:00 07:08:00
print(datetime.fromtimestamp(1e9, timezone.utc), moment.strftime("%d.%m.%y %H:%M:%S.%f"), f"{day:%j}")
# expect: 2001-09-09 01:46:40+00:00 29.02.24 23:59:58.500000 061
print(datetime.strptime("2024-05-06 07:08", "%Y-%m-%d %H:%M"), time(1, 2) < time(1, 3), {day: 1}[date(2024, 3, 1)])
# expect: 2024-05-06 07:08:00 True 1


def refused(make):
    try:
        print(make())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


refused(lambda: date(2023, 2, 29))  # expect: ValueError: day is out of range for month
refused(lambda: date.max + timedelta(1))  # expect: OverflowError: date value out of range
refused(lambda: datetime.fromisoformat("soon"))  # expect: ValueError: Invalid isoformat string: 'soon'
refused(lambda: moment < there)  # expect: TypeError: can't compare offset-naive and offset-aware datetimes
refused(lambda: moment == there)  # expect: False
refused(lambda: timezone(timedelta(1)))
# expect: ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).
