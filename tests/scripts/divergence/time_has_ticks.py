"""`time.ticks_ms` and its like are MicroPython's: CPython has no counters that start again at 0."""
import time

print(time.ticks_diff(5, 2), time.ticks_diff(2, 5), time.ticks_add(1073741823, 5))  # expect: 3 -3 4
print(time.ticks_diff(time.ticks_add(0, -10), 0), time.ticks_ms() >= 0)  # expect: -10 True
start = time.ticks_us()
time.sleep_ms(0)
time.sleep_us(5)
print(time.ticks_diff(time.ticks_us(), start) >= 0)  # expect: True
