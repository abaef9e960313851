# `importlib`: import by name.


def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = 0
        while name.startswith('.'):
            name = name[1:]
            level += 1
        for step in range(level - 1):
            if '.' not in package:
                raise ImportError('attempted relative import beyond top-level package')
            package = package.rpartition('.')[0]
        name = f'{package}.{name}' if name else package
    return __import__(name, None, None, ('__name__',))


def reload(module):
    import sys
    name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules')
    del sys.modules[name]
    try:
        fresh = import_module(name)
    except BaseException:
        sys.modules[name] = module
        raise
    module.__dict__.update(fresh.__dict__)
    sys.modules[name] = module
    return module


def invalidate_caches():
    pass
