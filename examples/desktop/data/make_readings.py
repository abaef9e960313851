"""Writes readings.csv: a plausible summer day with a thunderstorm, in ten-minute steps.

The model, all times in hours after midnight:

* temperature: a skewed daily wave, coldest at 5, warmest at 15, which a cold
  front cuts short from 16.5 on; the front takes half an hour to pass;
* dew point: slowly rising, then moistened by the rain; relative humidity
  follows from it by the Magnus formula, at most 98 %;
* pressure: the half-daily tide of 0.6 hPa, a trough of 4.5 hPa that deepens
  until the front is there, and a steep rise behind it;
* noise: a few hundredths, from a fixed linear congruential generator.

Run it here as `python3 make_readings.py > readings.csv`; it prints the same
file every time.
"""

from math import cos, exp, pi

FRONT = 16.5


def smooth_step(hour, start, length):
    """0 before `start`, 1 after `start + length`, a half cosine between."""
    x = min(1.0, max(0.0, (hour - start) / length))
    return (1 - cos(pi * x)) / 2


def temperature(hour):
    if 5 <= hour < 15:
        daily = -cos(pi * (hour - 5) / 10)
    else:
        daily = cos(pi * ((hour - 15) % 24) / 14)
    return 20.5 + 6.8 * daily - 6.5 * smooth_step(hour, FRONT, 0.5) + 3.5 * smooth_step(hour, 19, 5)


def dew_point(hour):
    return 12.5 + 0.12 * hour + 1.8 * smooth_step(hour, FRONT, 1.0) - 3.5 * smooth_step(hour, 18, 4)


def saturation(celsius):
    """Magnus: the saturation vapour pressure over water, in hPa."""
    return 6.112 * exp(17.62 * celsius / (243.12 + celsius))


def humidity(hour, celsius):
    return min(98.0, 100 * saturation(min(celsius, dew_point(hour))) / saturation(celsius))


def pressure(hour):
    tide = 0.6 * cos(2 * pi * (hour - 10) / 12)
    return 1013.4 + tide - 4.5 * smooth_step(hour, 8, FRONT - 8) + 6.2 * smooth_step(hour, FRONT, 3)


def noise(seed):
    """Endless numbers in -0.5..0.5."""
    while True:
        seed = (seed * 1664525 + 1013904223) % 2**32
        yield seed / 2**32 - 0.5


jitter = noise(280)
print("# A summer day with a thunderstorm; made by make_readings.py.")
print("# minute: minutes after midnight; temperature: degrees Celsius;")
print("# humidity: percent relative humidity; pressure: hectopascal at the station.")
print("minute,temperature,humidity,pressure")
for minute in range(0, 24 * 60, 10):
    hour = minute / 60
    celsius = temperature(hour) + 0.12 * next(jitter)
    percent = humidity(hour, celsius) + 0.6 * next(jitter)
    hectopascal = pressure(hour) + 0.08 * next(jitter)
    print(f"{minute},{celsius:.2f},{percent:.2f},{hectopascal:.2f}")
