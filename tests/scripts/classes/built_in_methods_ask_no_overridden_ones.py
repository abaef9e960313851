class D(dict):
    def update(self, *args, **kwargs):
        raise ValueError('not this one')

    def __setitem__(self, key, value):
        raise ValueError('nor this one')

    def fill(self, *args, **kwargs):
        dict.update(self, *args, **kwargs)
        return self


print(D(a=1), D({'b': 2}, c=3), D().fill(d=4), D().fill([(1, 2)], e=5), D().fill(D(f=6)))
# expect: {'a': 1} {'b': 2, 'c': 3} {'d': 4} {1: 2, 'e': 5} {'f': 6}


class Named(property):
    def __init__(self, fget=None, fset=None, fdel=None, doc=None, tag=None):
        self.tag = tag
        property.__init__(self, fget=fget, fset=fset, fdel=fdel, doc=doc)


class Q:
    @Named
    def x(self):
        return 3

    y = Named(lambda self: 4, tag=9)
    z = Named()


print(Q().x, Q().y, Q.y.tag, Q.z.fget)  # expect: 3 4 9 None
print(list.append.__call__([], 1), str.upper.__get__('a')(), list.append.__objclass__, callable(dict.get))
# expect: None A <class 'list'> True
