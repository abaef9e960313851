class Base:
    shared = "base"

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        if name.startswith("made_"):
            return name[5:]
        raise AttributeError(name)


class Derived(Base):
    shared = "derived"


d = Derived()
print(d.own, d.shared, d.made_up, Base.shared)  # expect: own derived up base
d.shared = "instance"
print(d.shared, Derived.shared)  # expect: instance derived
del d.shared
print(d.shared)  # expect: derived
print(hasattr(d, "made_x"), hasattr(d, "other"), getattr(d, "other", 3))  # expect: True False 3
try:
    d.other
except AttributeError as error:
    print(error)  # expect: other
try:
    del d.other
except AttributeError as error:
    print(error)  # expect: 'Derived' object has no attribute 'other'
print(d.__dict__, vars(d) is d.__dict__)  # expect: {'own': 'own'} True
d.__dict__["added"] = 1
print(d.added)  # expect: 1
Base.late = lambda self: "late"
print(d.late())  # expect: late
setattr(d, "x y", 5)
print(getattr(d, "x y"))  # expect: 5
for index in range(50):
    setattr(d, f"a{index}", index)
print(d.a0 + d.a49, len(d.__dict__))  # expect: 49 53


class Guarded:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)

    def __getattribute__(self, name):
        return (name, object.__getattribute__(self, name))


g = Guarded()
g.x = 21
print(g.x)  # expect: ('x', 42)
