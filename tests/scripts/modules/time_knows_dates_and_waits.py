import time

print(time.gmtime(0))
# expect: time.struct_time(tm_year=1970, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=1, tm_isdst=0)
print([tuple(time.gmtime(s)) for s in (86399, 951782400, 1709164800, 1e9, 4102444800, -1, 1234567890.7)])
# expect: [(1970, 1, 1, 23, 59, 59, 3, 1, 0), (2000, 2, 29, 0, 0, 0, 1, 60, 0), (2024, 2, 29, 0, 0, 0, 3, 60, 0), (2001, 9, 9, 1, 46, 40, 6, 252, 0), (2100, 1, 1, 0, 0, 0, 4, 1, 0), (1969, 12, 31, 23, 59, 59, 2, 365, 0), (2009, 2, 13, 23, 31, 30, 4, 44, 0)]
t = time.gmtime(1700000000)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday, t.tm_isdst, t[0], len(t), t[:3])
# expect: 2023 11 14 22 13 20 1 318 0 2023 9 (2023, 11, 14)
print(time.strftime('%Y-%m-%d %H:%M:%S', t), time.strftime('%a %A %b %B %d %e %j %y %p %I %% %U %W %w %u', t), time.strftime('%c|%x|%X|%D|%T|%F|%R', t))
# expect: 2023-11-14 22:13:20 Tue Tuesday Nov November 14 14 318 23 PM 10 % 46 46 2 2 Tue Nov 14 22:13:20 2023|11/14/23|22:13:20|11/14/23|22:13:20|2023-11-14|22:13
print(time.asctime(t), time.strftime('%H', time.gmtime(46800)), time.asctime(time.gmtime(0)))
# expect: Tue Nov 14 22:13:20 2023 13 Thu Jan  1 00:00:00 1970
print(tuple(time.strptime('2023-11-14 22:13:20', '%Y-%m-%d %H:%M:%S')), tuple(time.strptime('5 Jan 99 3PM', '%d %b %y %I%p')))
# expect: (2023, 11, 14, 22, 13, 20, 1, 318, -1) (1999, 1, 5, 15, 0, 0, 1, 5, -1)


def tell(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(tell(time.strptime, 'x', '%Y'))  # expect: ValueError: time data 'x' does not match format '%Y'
print(tell(time.strptime, '2020 x', '%Y'))  # expect: ValueError: unconverted data remains:  x
print(tell(time.sleep, -1))  # expect: ValueError: sleep length must be non-negative
print(tell(time.sleep, 'a'))  # expect: TypeError: 'str' object cannot be interpreted as an integer
print(time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 0)).tm_hour, time.struct_time(range(9)) == tuple(range(9)), tell(time.struct_time, (1, 2)))
# expect: 3 True TypeError: time.struct_time() takes an at least 9-sequence (2-sequence given)
a = time.monotonic()
time.sleep(0.001)
b = time.monotonic()
print(a <= b, time.time() >= 0, time.perf_counter() >= a, type(time.time_ns()), type(time.time()), isinstance(time.monotonic_ns(), int))
# expect: True True True <class 'int'> <class 'float'> True
