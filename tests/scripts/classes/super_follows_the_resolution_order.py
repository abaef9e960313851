class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()

    def outer(self):
        return super(B, self).who()

    @classmethod
    def name(cls):
        return cls.__name__


class E(D):
    @classmethod
    def name(cls):
        return "E of " + super().name()


print(D().who(), D().outer())  # expect: ['D', 'B', 'C', 'A'] ['C', 'A']
print([c.__name__ for c in D.__mro__])  # expect: ['D', 'B', 'C', 'A', 'object']
print(D.mro() == list(D.__mro__))  # expect: True
print(E.name(), E().name())  # expect: E of E E of E
print(issubclass(D, A), isinstance(E(), (int, C)), [c.__name__ for c in D.__bases__])  # expect: True True ['B', 'C']
try:
    class Bad(A, B):
        pass
except TypeError as error:
    print(str(error).replace("\n", " "))  # expect: Cannot create a consistent method resolution order (MRO) for bases A, B
print(super(C, D()).who(), C.who(D()))  # expect: ['A'] ['C', 'A']


class Property:
    @property
    def value(self):
        return 1


class Doubled(Property):
    @property
    def value(self):
        return super().value * 2


print(Doubled().value)  # expect: 2
