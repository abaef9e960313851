class D:
    def __init__(self):
        self.a = 1


try:
    D().b
except AttributeError as error:
    print(error, error.name, error.obj.a)  # expect: 'D' object has no attribute 'b' b 1
try:
    D.c
except AttributeError as error:
    print(error, error.name, error.obj is D)  # expect: type object 'D' has no attribute 'c' c True
try:
    [].d
except AttributeError as error:
    print(error.name, error.obj)  # expect: d []
try:
    unknown
except NameError as error:
    print(error, error.name)  # expect: name 'unknown' is not defined unknown
try:
    raise AttributeError('text', name='n', obj=3)
except AttributeError as error:
    print(error.args, error.name, error.obj)  # expect: ('text',) n 3
try:
    raise AttributeError('text')
except AttributeError as error:
    print(error.name, error.obj)  # expect: None None
