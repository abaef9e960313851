class C:
    def m(self, a=1):
        pass

    m.tag = 5


print(C().m.tag, C.m.tag, C().m.__defaults__)  # expect: 5 5 (1,)
try:
    C().m.x = 1
except AttributeError as error:
    print(error)  # expect: 'method' object has no attribute 'x'
try:
    C().m.y
except AttributeError as error:
    print(error)  # expect: 'function' object has no attribute 'y'


# A class whose objects are called by themselves.
class A:
    pass


A.__call__ = A()
try:
    A()()
except RecursionError:
    print('too deep')  # expect: too deep
