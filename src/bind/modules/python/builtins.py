# `builtins`: the names that every module has.


def __getattr__(name):
    value = _builtin(name)
    if value is None:
        raise AttributeError(f"module 'builtins' has no attribute '{name}'")
    return value


def __dir__():
    return sorted(_builtin_names())


