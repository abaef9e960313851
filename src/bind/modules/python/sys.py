# `sys`: what the script may change, and what is made when it is asked for.

argv = ['']
path = ['', '/lib']
modules = _modules()
ps1 = '>>> '
ps2 = '... '


def __getattr__(name):
    if name in ('stdin', 'stdout', 'stderr', '__stdin__', '__stdout__', '__stderr__'):
        import _streams
        value = getattr(_streams, name.strip('_'))
    elif name == '__excepthook__':
        value = excepthook
    elif name == '__displayhook__':
        value = displayhook
    elif name in ('version_info', 'implementation', 'float_info', 'int_info', 'hash_info', 'flags'):
        import _facts
        value = getattr(_facts, name)
    elif name == 'platform':
        value = _identity()[3]
    else:
        raise AttributeError(f"module 'sys' has no attribute '{name}'")
    globals()[name] = value
    return value


def print_exception(exc, file=None, /):
    if file is None:
        _print_exception(exc, _write)
    else:
        _print_exception(exc, file.write)


def excepthook(type, value, traceback, /):
    _print_exception(value, _write)


def displayhook(value, /):
    _display(value)


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def getrefcount(object, /):
    return 1


def is_finalizing():
    return False


def _getframe(depth=0, /):
    places = _stack()
    depth = max(depth, 0)
    if 2 * depth >= len(places):
        raise ValueError('call stack is not deep enough')
    import _frames
    return _frames.frame(places, 2 * depth, _locals_at(depth))
