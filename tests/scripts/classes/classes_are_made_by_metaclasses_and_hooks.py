class Registry(type):
    known = {}

    def __new__(meta, name, bases, namespace, **options):
        made = super().__new__(meta, name, bases, namespace)
        made.options = options
        meta.known[name] = made
        return made

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.tag = name.lower()

    def __call__(cls, *args):
        made = super().__call__(*args)
        made.called = True
        return made

    def __len__(cls):
        return len(cls.options)

    def __contains__(cls, item):
        return item in cls.options


class Plugin(metaclass=Registry, level=3):
    def __init__(self, n=0):
        self.n = n


class Child(Plugin):
    pass


print(sorted(Registry.known), Plugin.options, Child.options, Plugin.tag, Child.tag)  # expect: ['Child', 'Plugin'] {'level': 3} {} plugin child
print(Plugin(4).n, Child(5).called, len(Plugin), "level" in Plugin, type(Child) is Registry)  # expect: 4 True 1 True True


class Base:
    subclasses = []

    def __init_subclass__(cls, /, kind="plain", **rest):
        super().__init_subclass__(**rest)
        cls.subclasses.append((cls.__name__, kind))


class One(Base):
    pass


class Two(Base, kind="special"):
    pass


print(Base.subclasses)  # expect: [('One', 'plain'), ('Two', 'special')]
try:
    class Three(Base, colour="red"):
        pass
except TypeError as error:
    print(error)  # expect: Three.__init_subclass__() takes no keyword arguments
Made = type("Made", (Base,), {"x": 1, "double": lambda self: self.x * 2})
print(Made().double(), Made.__name__, Base.subclasses[-1])  # expect: 2 Made ('Made', 'plain')


class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


a, b = Single(1), Single(2)
print(a is b, a.value)  # expect: True 2


class Inch(float):
    def __new__(cls, value):
        return super().__new__(cls, value * 2.54)


print(Inch(10), type(Inch(1)) is Inch, Inch(2) + 1)  # expect: 25.4 True 6.08


class Ordered(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return {"prepared": True}


class Body(metaclass=Ordered):
    z = 1
    a = 2


print([name for name in Body.__dict__ if not name.startswith("_")], Body.prepared)  # expect: ['prepared', 'z', 'a'] True


def decorate(cls):
    cls.decorated = cls.__name__
    return cls


@decorate
class Marked:
    """Words."""


print(Marked.decorated, Marked.__doc__, Marked.__module__, Marked.__qualname__)  # expect: Marked Words. __main__ Marked


class Outer:
    class Inner:
        def method(self):
            return type(self).__qualname__


print(Outer.Inner().method(), Outer.Inner.method.__qualname__)  # expect: Outer.Inner Outer.Inner.method


class Private:
    def __init__(self):
        self.__hidden = 1

    def show(self):
        return self.__hidden


print(Private().show(), list(vars(Private())))  # expect: 1 ['_Private__hidden']
