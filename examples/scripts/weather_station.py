"""A weather station: a day of BME280 readings, smoothed, watched and reported.

Runs on the simulated board (`examples/desktop`), whose clock moves only when
the program sleeps, so that the day passes in a moment. A reading is taken
every ten minutes, smoothed, and compared with limits that have hysteresis;
each alarm drives a lamp. Units: degrees Celsius, percent, hectopascal.
"""

from board import Bme280, Led, sleep_ms

MINUTES_PER_READING = 10
READINGS = 24 * 60 // MINUTES_PER_READING
THREE_HOURS = 3 * 60 // MINUTES_PER_READING


class MovingAverage:
    """The mean of the last `width` values."""

    def __init__(self, width):
        self.width = width
        self.values = []

    def update(self, value):
        self.values.append(value)
        if len(self.values) > self.width:
            self.values.pop(0)
        return sum(self.values) / len(self.values)


class Exponential:
    """Follows its input by the share `alpha` of the distance, each time."""

    def __init__(self, alpha):
        self.alpha = alpha
        self.value = None

    def update(self, value):
        if self.value is None:
            self.value = value
        self.value += self.alpha * (value - self.value)
        return self.value


class Statistics:
    """Extremes with their times, mean and deviation, in constant memory (Welford)."""

    def __init__(self):
        self.count = 0
        self.mean = self.squares = 0.0
        self.low = self.high = None

    def add(self, value, minute):
        self.count += 1
        distance = value - self.mean
        self.mean += distance / self.count
        self.squares += distance * (value - self.mean)
        if self.low is None or value < self.low[0]:
            self.low = value, minute
        if self.high is None or value > self.high[0]:
            self.high = value, minute

    @property
    def deviation(self):
        return (self.squares / (self.count - 1)) ** 0.5 if self.count > 1 else 0.0

    def summary(self):
        return {
            "min": round(self.low[0], 1),
            "min_at": clock(self.low[1]),
            "max": round(self.high[0], 1),
            "max_at": clock(self.high[1]),
            "mean": round(self.mean, 1),
            "stddev": round(self.deviation, 1),
        }


class Alarm:
    """Raised above `on`, cleared below `off`: between the two nothing changes."""

    def __init__(self, name, led, on, off):
        self.name, self.led, self.on, self.off = name, Led(led), on, off
        self.raised = False
        self.events = []

    def update(self, value, minute):
        if not self.raised and value > self.on:
            self.raised = True
            self.led.on()
        elif self.raised and value < self.off:
            self.raised = False
            self.led.off()
        else:
            return
        self.events.append(f"{clock(minute)} {'raised' if self.raised else 'cleared'}")
        print(f"{clock(minute)}  {self.name} {'raised' if self.raised else 'cleared'} at {value:.1f}")


def clock(minute):
    return f"{minute // 60:02d}:{minute % 60:02d}"


def show(value, depth=0):
    """Yields the lines of a report in the manner of JSON."""
    lead = "  " * (depth + 1)
    if isinstance(value, dict):
        yield "{"
        last = len(value) - 1
        for place, (key, item) in enumerate(value.items()):
            first, *rest = show(item, depth + 1)
            lines = [f'{lead}"{key}": {first}', *rest]
            lines[-1] += "," if place < last else ""
            yield from lines
        yield "  " * depth + "}"
    elif isinstance(value, list):
        yield "[" + ", ".join(line for item in value for line in show(item)) + "]"
    else:
        yield f'"{value}"' if isinstance(value, str) else str(value)


def run(sensor, heartbeat):
    """Reads for a day; returns the report."""
    filters = MovingAverage(3), Exponential(0.3), MovingAverage(6)
    statistics = {"temperature": Statistics(), "humidity": Statistics(), "pressure": Statistics()}
    heat = Alarm("heat", "red", on=26, off=25)
    damp = Alarm("damp", "yellow", on=88, off=84)
    storm = Alarm("storm", "blue", on=2, off=0)
    pressures, failures = [], 0

    for number in range(READINGS):
        minute = number * MINUTES_PER_READING
        heartbeat.toggle()
        try:
            measured = sensor.measure()
        except OSError as error:
            failures += 1
            print(f"{clock(minute)}  no reading: {error}")
        else:
            smooth = [chosen.update(value) for chosen, value in zip(filters, measured)]
            for entry, value in zip(statistics.values(), measured):
                entry.add(value, minute)
            temperature, humidity, pressure = smooth
            pressures.append(pressure)
            heat.update(temperature, minute)
            damp.update(humidity, minute)
            if len(pressures) > THREE_HOURS:
                storm.update(pressures[-THREE_HOURS - 1] - pressure, minute)
            if number % 18 == 0:
                print(f"{clock(minute)}  {temperature:5.1f} C  {humidity:5.1f} %  {pressure:7.1f} hPa")
        sleep_ms(MINUTES_PER_READING * 60_000)

    report = {"station": "ferropy desktop", "readings": READINGS - failures, "failures": failures}
    report |= {name: entry.summary() for name, entry in statistics.items()}
    report["alarms"] = {alarm.name: alarm.events for alarm in (heat, damp, storm)}
    return report


for line in show(run(Bme280(), Led("green"))):
    print(line)
