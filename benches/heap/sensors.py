# Sensors: a program of some two hundred lines with classes
class Sensor:
    unit = ""
    low = 0
    high = 100

    def __init__(self, name, seed):
        self.name = name
        self.seed = seed
        self.count = 0
        self.last = None

    def raw(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x3FFFFFFF
        return self.seed >> 14

    def read(self):
        span = self.high - self.low
        self.last = self.low + self.raw() % (span + 1)
        self.count += 1
        return self.last

    def describe(self):
        return "%s %s%s" % (self.name, self.last, self.unit)

    def in_range(self, value):
        return self.low <= value <= self.high


class Temperature(Sensor):
    unit = "C"
    low = -40
    high = 125

    def read(self):
        value = super().read()
        if value > self.high - 12:
            self.alarm = True
        return value

    def reset(self):
        self.alarm = False
        self.count = 0


class Pressure(Sensor):
    unit = "hPa"
    low = 300
    high = 1100

    def read(self):
        value = super().read()
        if value > self.high - 110:
            self.alarm = True
        return value

    def reset(self):
        self.alarm = False
        self.count = 0


class Humidity(Sensor):
    unit = "%"
    low = 0
    high = 100

    def read(self):
        value = super().read()
        if value > self.high - 10:
            self.alarm = True
        return value

    def reset(self):
        self.alarm = False
        self.count = 0


class Light(Sensor):
    unit = "lx"
    low = 0
    high = 65535

    def read(self):
        value = super().read()
        if value > self.high - 6553:
            self.alarm = True
        return value

    def reset(self):
        self.alarm = False
        self.count = 0


class Level(Sensor):
    unit = "mm"
    low = 0
    high = 4000

    def read(self):
        value = super().read()
        if value > self.high - 400:
            self.alarm = True
        return value

    def reset(self):
        self.alarm = False
        self.count = 0


class Flow(Sensor):
    unit = "l/h"
    low = 0
    high = 900

    def read(self):
        value = super().read()
        if value > self.high - 90:
            self.alarm = True
        return value

    def reset(self):
        self.alarm = False
        self.count = 0


class Window:
    def __init__(self, size):
        self.size = size
        self.values = []

    def add(self, value):
        self.values.append(value)
        if len(self.values) > self.size:
            self.values.pop(0)

    def mean(self):
        return sum(self.values) // len(self.values)

    def spread(self):
        return max(self.values) - min(self.values)


class Rule:
    def __init__(self, sensor, test, action):
        self.sensor = sensor
        self.test = test
        self.action = action
        self.fired = 0

    def check(self, value):
        if self.test(value):
            self.fired += 1
            self.action(self.sensor, value)


class Station:
    def __init__(self):
        self.sensors = []
        self.windows = {}
        self.rules = []
        self.events = []

    def add(self, sensor, size=4):
        self.sensors.append(sensor)
        self.windows[sensor.name] = Window(size)
        return sensor

    def when(self, sensor, test):
        self.rules.append(Rule(sensor, test, self.note))

    def note(self, sensor, value):
        if len(self.events) < 12:
            self.events.append((sensor.name, value))

    def poll(self):
        for sensor in self.sensors:
            value = sensor.read()
            if not sensor.in_range(value):
                raise ValueError(sensor.name)
            self.windows[sensor.name].add(value)
            for rule in self.rules:
                if rule.sensor is sensor:
                    rule.check(value)

    def report(self):
        for sensor in self.sensors:
            window = self.windows[sensor.name]
            print(sensor.describe(), window.mean(), window.spread(), sensor.count)

    def fired(self):
        return [rule.fired for rule in self.rules]


station = Station()
temperature = station.add(Temperature("temperature", 17))
temperature.reset()
station.when(temperature, lambda value: value > 56)
pressure = station.add(Pressure("pressure", 7936))
pressure.reset()
station.when(pressure, lambda value: value > 933)
humidity = station.add(Humidity("humidity", 15855))
humidity.reset()
station.when(humidity, lambda value: value > 66)
light = station.add(Light("light", 23774))
light.reset()
station.when(light, lambda value: value > 43690)
level = station.add(Level("level", 31693))
level.reset()
station.when(level, lambda value: value > 2666)
flow = station.add(Flow("flow", 39612))
flow.reset()
station.when(flow, lambda value: value > 600)
for turn in range(40):
    station.poll()
station.report()
print(station.fired())
print(len(station.events), station.events[0])
print([sensor.alarm for sensor in station.sensors])
