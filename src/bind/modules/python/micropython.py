# `micropython`: what its scripts ask for.


def const(value, /):
    return value


def opt_level(level=0, /):
    return 0


def native(function, /):
    return function


viper = native
bytecode = native


def mem_info(verbose=None, /):
    used, free, largest = _memory()
    print(f'mem: total={used + free}, used={used}, free={free}, largest free={largest}')


def qstr_info(verbose=None, /):
    pass


def mem_total():
    used, free, largest = _memory()
    return used + free


def mem_current():
    return _memory()[0]


def mem_peak():
    return _peak()


def stack_use():
    return 0


def heap_lock():
    return 0


def heap_unlock():
    return 0


def heap_locked():
    return 0


def alloc_emergency_exception_buf(size, /):
    pass


def schedule(function, argument, /):
    _schedule(function, argument)
