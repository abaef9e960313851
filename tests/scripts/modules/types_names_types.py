import types


def f():
    yield 1


print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType))
# expect: True True True
print(isinstance(types, types.ModuleType), isinstance([].append, types.BuiltinMethodType), types.NoneType is type(None))
# expect: True True True
print(isinstance(lambda: 0, types.LambdaType), isinstance(f.__code__, types.CodeType))  # expect: True True
n = types.SimpleNamespace(a=1, b='x')
n.c = [n.a]
print(n, n == types.SimpleNamespace(a=1, b='x', c=[1]), n.b)  # expect: namespace(a=1, b='x', c=[1]) True x
del n.b
print(n)  # expect: namespace(a=1, c=[1])


class C:
    def m(self):
        return self


c = C()
bound = types.MethodType(lambda self, x: (self is c, x), c)
print(bound(5), isinstance(c.m, types.MethodType))  # expect: (True, 5) True
made = types.new_class('Made', (C,), {}, lambda namespace: namespace.update(x=5))
print(made.__name__, made.x, made().m().x)  # expect: Made 5 5
module = types.ModuleType('fresh')
module.x = 1
print(module.__name__, module.x)  # expect: fresh 1
print(isinstance(list[int], types.GenericAlias), isinstance(int | str, types.UnionType))  # expect: True True
view = types.MappingProxyType({'a': 1})
print(view['a'], len(view), isinstance(C.__dict__, types.MappingProxyType))  # expect: 1 1 True
try:
    view['b'] = 2
except TypeError as error:
    print(error)
# expect: 'mappingproxy' object does not support item assignment
try:
    raise KeyError
except KeyError as error:
    print(isinstance(error.__traceback__, types.TracebackType))
# expect: True
