class WriteOnly:
    def __set__(self, instance, value):
        instance.__dict__["value"] = value


class C:
    value = WriteOnly()

    @classmethod
    @property
    def title(cls):
        return cls.__name__

    @property
    def fixed(self):
        return 1


c = C()
print(type(c.value).__name__)  # expect: WriteOnly
c.value = 3
print(c.value)  # expect: 3
print(C.title, c.title)  # expect: C C
for change in (lambda: setattr(c, "fixed", 1), lambda: delattr(c, "fixed")):
    try:
        change()
    except AttributeError as error:
        print(error)
# expect: property 'fixed' of 'C' object has no setter
# expect: property 'fixed' of 'C' object has no deleter


class Namespace(dict):
    pass


class Meta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Namespace()


def make(captured):
    class Made(metaclass=Meta):
        inside = captured

    return Made.inside


print(make(5))  # expect: 5
for base in (1, "text", None):
    try:
        type("D", (base,), {})
    except TypeError as error:
        print("TypeError")
    try:

        class D(base):
            pass

    except TypeError as error:
        print(error)
# expect: TypeError
# expect: int() takes at most 2 arguments (3 given)
# expect: TypeError
# expect: str() argument 'encoding' must be str, not tuple
# expect: TypeError
# expect: NoneType takes no arguments
