# The facts of `sys` that are sequences with names.

import sys


def _sequence(title, **fields):
    values = tuple(fields.values())

    class Facts(tuple):
        __slots__ = ()

        def __repr__(self):
            return f"{title}({', '.join([f'{name}={value!r}' for name, value in zip(fields, self)])})"

    for index, name in enumerate(fields):
        setattr(Facts, name, property(lambda self, index=index: self[index]))
    Facts.__name__ = Facts.__qualname__ = title.rpartition('.')[2]
    Facts.__module__ = 'sys'
    return Facts(values)


class _Implementation:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return f"namespace({', '.join([f'{name}={value!r}' for name, value in self.__dict__.items()])})"


def __getattr__(name):
    if name == 'version_info':
        return _sequence('sys.version_info', major=3, minor=13, micro=0, releaselevel='final', serial=0)
    if name == 'implementation':
        release = [int(part) for part in sys._release.split('.')]
        version = _sequence('sys.version_info', major=release[0], minor=release[1], micro=release[2],
                            releaselevel='final', serial=0)
        banner, machine, implementation, platform = sys._identity()
        return _Implementation(name=implementation, cache_tag=None, version=version, hexversion=sys.hexversion,
                               _machine=machine)
    if name == 'float_info':
        single = 1e-16 == 0.0 or 1.0 + 1e-10 == 1.0
        if single:
            return _sequence('sys.float_info', max=3.4028235e+38, max_exp=128, max_10_exp=38, min=1.1754944e-38,
                             min_exp=-125, min_10_exp=-37, dig=6, mant_dig=24, epsilon=1.1920929e-07, radix=2,
                             rounds=1)
        return _sequence('sys.float_info', max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308,
                         min=2.2250738585072014e-308, min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53,
                         epsilon=2.220446049250313e-16, radix=2, rounds=1)
    if name == 'int_info':
        return _sequence('sys.int_info', bits_per_digit=32, sizeof_digit=4, default_max_str_digits=0,
                         str_digits_check_threshold=0)
    if name == 'hash_info':
        return _sequence('sys.hash_info', width=32, modulus=(1 << 31) - 1, inf=314159, nan=0, imag=1000003)
    if name == 'flags':
        return _sequence('sys.flags', debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1)
    raise AttributeError(name)
