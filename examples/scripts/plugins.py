"""A signal chain made of plugins that register themselves.

Shows decorators with and without arguments, a registry filled by
`__init_subclass__`, validating descriptors, properties, class and static
methods, multiple inheritance, closures and keyword-only arguments.
"""


class Setting:
    """A descriptor: a number with a range and a default value."""

    def __init__(self, default, low, high):
        self.default, self.low, self.high = default, low, high

    def __set_name__(self, owner, name):
        self.name = name
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.slot, self.default)

    def __set__(self, instance, value):
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name} must be in {self.low}..{self.high}, not {value}")
        setattr(instance, self.slot, value)


class Plugin:
    """What all plugins share: a name, settings, and a place in the registry."""

    registry = {}

    def __init_subclass__(cls, *, label=None, **rest):
        super().__init_subclass__(**rest)
        cls.label = label or cls.__name__.lower()
        if not cls.__name__.startswith("_"):
            Plugin.registry[cls.label] = cls

    def __init__(self, **settings):
        known = self.settings()
        for name, value in settings.items():
            if name not in known:
                raise TypeError(f"{self.label} has no setting {name!r}")
            setattr(self, name, value)

    @classmethod
    def settings(cls):
        """Names of all settings, the oldest ancestor's first."""
        return [
            name for owner in reversed(cls.__mro__) for name, value in vars(owner).items() if isinstance(value, Setting)
        ]

    def __call__(self, samples):
        return [self.process(sample) for sample in samples]

    def process(self, sample):
        raise NotImplementedError(f"{self.label} cannot process")

    def __repr__(self):
        shown = ", ".join(f"{name}={getattr(self, name)}" for name in self.settings())
        return f"{self.label}({shown})"


class Gain(Plugin):
    factor = Setting(2, 0, 100)

    def process(self, sample):
        return sample * self.factor


class Limiter(Plugin, label="limit"):
    ceiling = Setting(50, 1, 1000)

    def process(self, sample):
        return max(-self.ceiling, min(self.ceiling, sample))


class _Windowed(Plugin):
    """Keeps the last `width` samples for its children."""

    width = Setting(3, 1, 16)

    def __init__(self, **settings):
        super().__init__(**settings)
        self.window = []

    def process(self, sample):
        self.window = [*self.window, sample][-self.width :]
        return self.condense(self.window)


class Mean(_Windowed):
    @staticmethod
    def condense(window):
        return sum(window) // len(window)


class Median(_Windowed):
    @staticmethod
    def condense(window):
        return sorted(window)[len(window) // 2]


class Counting:
    """A mixin: counts the samples that passed through."""

    seen = 0

    def process(self, sample):
        self.seen += 1
        return super().process(sample)

    @property
    def busy(self):
        return self.seen > 10


class CountedMedian(Counting, Median, label="counted"):
    pass


class Broken(Plugin):
    """Forgets to say what it does."""


class Chain:
    """Plugins joined by `|`; a chain is a function from samples to samples."""

    def __init__(self, *links):
        self.links = links

    def __or__(self, other):
        return Chain(*self.links, other)

    def __call__(self, samples):
        for link in self.links:
            samples = link(samples)
        return samples

    @classmethod
    def parse(cls, text):
        """Reads "gain factor=3 | limit | mean width=2"."""
        links = []
        for part in text.split("|"):
            name, *pairs = part.split()
            settings = {key: int(value) for key, value in (pair.split("=") for pair in pairs)}
            links.append(Plugin.registry[name](**settings))
        return cls(*links)

    def __str__(self):
        return " | ".join(map(repr, self.links))


def traced(function):
    """Prints a line for every call."""

    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        shown = ", ".join([*map(str, args), *(f"{key}={value}" for key, value in kwargs.items())])
        print(f"  {function.__name__}({shown}) -> {result}")
        return result

    return wrapper


def memoized(limit):
    """Remembers the last `limit` results."""

    def decorate(function):
        known = {}

        def wrapper(*args):
            if args in known:
                wrapper.hits += 1
            else:
                if len(known) >= limit:
                    del known[next(iter(known))]
                known[args] = function(*args)
            return known[args]

        wrapper.hits = 0
        wrapper.forget = known.clear
        return wrapper

    return decorate


def calibrator(offset=0):
    """Two closures over one variable."""

    def correct(value):
        return value + offset

    def tune(change):
        nonlocal offset
        offset += change
        return offset

    return correct, tune


@traced
def mix(a, b, *, weight=1):
    return a * weight + b


@memoized(limit=4)
def slow_square(number):
    slow_square.work = getattr(slow_square, "work", 0) + 1
    return number * number


SAMPLES = [3, 5, 90, 4, 6, -70, 8, 7, 5, 9, 60, 11]

print("registry:", ", ".join(sorted(Plugin.registry)))
for label, cls in sorted(Plugin.registry.items()):
    print(f"  {label:<8} {' < '.join(c.__name__ for c in cls.__mro__[:-1])}; settings {cls.settings()}")

print("input ", SAMPLES)
for text in ("gain factor=3", "limit ceiling=20", "median", "limit ceiling=30 | mean width=2 | gain"):
    chain = Chain.parse(text)
    print(f"{chain}\n      ", chain(SAMPLES))

counted = CountedMedian(width=5)
chain = Chain(Limiter(ceiling=40)) | (lambda samples: [-sample for sample in samples]) | counted
print("counted", chain(SAMPLES), counted.seen, counted.busy)

print("mistakes")
for attempt in (
    lambda: Gain(factor=101),
    lambda: Gain(ceiling=1),
    lambda: Broken()([1]),
    lambda: Chain.parse("echo"),
    lambda: setattr(counted, "busy", False),
):
    try:
        print("  worked:", attempt())
    except (ValueError, TypeError, NotImplementedError, KeyError) as error:
        print(f"  {type(error).__name__}: {error}")
    except AttributeError as error:
        print(f"  {type(error).__name__}: a property cannot be set")

print("decorators")
mix(1, 2)
mix(3, b=4, weight=10)
squares = [slow_square(n % 5) for n in (1, 2, 1, 2, 3, 4, 0, 1, 4)]
print("  squares", squares, "work", slow_square.work, "hits", slow_square.hits)
correct, tune = calibrator(10)
print("  closures", correct(1), tune(-4), correct(1), [f() for f in [lambda n=n: n * n for n in range(4)]])
print(
    "  isinstance",
    isinstance(counted, _Windowed),
    issubclass(CountedMedian, Counting),
    isinstance(counted, Gain),
)
