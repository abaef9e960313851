"""A PID controller holds an oven at its set point.

The plant is a first-order thermal model with a transport delay; the
controller has a clamped integral, a derivative on the measurement, and an
output limit. The same run is repeated with P, PI and PID gains and the step
response of each is summarised. Samples every STEP seconds: a board keeps them all.
"""

STEP = 10


def clamp(value, low, high):
    return max(low, min(high, value))


class Oven:
    """Heats with `power` percent, loses heat to the room, reacts late.

    Units: degrees Celsius, seconds, percent.
    """

    ROOM = 20.0
    GAIN = 0.045
    LOSS = 0.012
    DELAY_STEPS = 1

    def __init__(self):
        self.temperature = self.ROOM
        self._pipeline = [0.0] * self.DELAY_STEPS

    def step(self, power, seconds):
        self._pipeline.append(power)
        acting = self._pipeline.pop(0)
        slope = self.GAIN * acting - self.LOSS * (self.temperature - self.ROOM)
        self.temperature += slope * seconds
        return self.temperature


class Pid:
    """A position-form PID with anti-windup by clamping."""

    def __init__(self, kp, ki=0.0, kd=0.0, *, low=0.0, high=100.0):
        self.kp, self.ki, self.kd = kp, ki, kd
        self.low, self.high = low, high
        self.integral = 0.0
        self.previous = None

    def update(self, target, measured, seconds):
        error = target - measured
        slope = 0.0 if self.previous is None else (measured - self.previous) / seconds
        self.previous = measured
        trial = self.integral + self.ki * error * seconds
        output = self.kp * error + trial - self.kd * slope
        if self.low < output < self.high:
            self.integral = trial
        return clamp(output, self.low, self.high)


def profile(second):
    """The set point over time: warm up, then a step, then a step down."""
    if second < 600:
        return 120.0
    if second < 1200:
        return 180.0
    return 150.0


def simulate(controller, until=1800, seconds=STEP):
    """Runs the loop; yields (time, target, temperature, power)."""
    oven = Oven()
    for now in range(0, until, seconds):
        target = profile(now)
        power = controller.update(target, oven.temperature, seconds)
        oven.step(power, seconds)
        yield now, target, oven.temperature, power


def bar(value, low, high, width=24):
    filled = round((clamp(value, low, high) - low) / (high - low) * width)
    return "#" * filled + "." * (width - filled)


def moments():
    """Looks closely after every change of the set point, then seldom."""
    for change in (0, 600, 1200):
        for after in (*range(0, 120, 20), *range(120, 600, 160)):
            yield change + after


def chart(samples, times):
    for now, target, temperature, power in samples:
        if now in times:
            print(f"{now:5d} s  {target:5.0f}  {temperature:6.1f} C  {power:5.1f} %  |{bar(temperature, 20, 200)}|")


def summarise(name, samples):
    """Condenses the first step into rise time, overshoot and settled error."""
    first = [(now, temperature) for now, _, temperature, _ in samples if now < 600]
    rise = next((now for now, temperature in first if temperature >= 0.9 * 120), None)
    peak = max(temperature for _, temperature in first)
    settled = [temperature for now, temperature in first if now >= 540]
    error = abs(120 - sum(settled) / len(settled))
    rise_text = "never" if rise is None else f"{rise} s"
    print(
        f"{name:<4} rise {rise_text:>6}  peak {peak:6.1f} C  overshoot {max(0.0, peak - 120):5.1f} C  error {error:5.2f} C"
    )


GAINS = {
    "P": dict(kp=1.2),
    "PI": dict(kp=1.2, ki=0.04),
    "PID": dict(kp=1.6, ki=0.03, kd=6.0),
}

runs = {name: list(simulate(Pid(**gains))) for name, gains in GAINS.items()}

print("step response to 120 C")
for name, samples in runs.items():
    summarise(name, samples)

print()
print("the PID run around every change")
chart(runs["PID"], set(moments()))

print()
energy = {name: sum(power for *_, power in samples) * STEP / 3600 for name, samples in runs.items()}
for name in sorted(energy, key=energy.get):
    print(f"{name:<4} used {energy[name]:5.1f} percent-hours")

worst = max(runs["PID"], key=lambda sample: abs(sample[1] - sample[2]))
print("worst tracking error at %d s: %.1f C" % (worst[0], worst[1] - worst[2]))
