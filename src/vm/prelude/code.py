# Compiling step by step, so that the collector and the firmware have their turns.


def _compile_text(compilation):
    while not _compile_step(compilation):
        pass
    return _compiled(compilation)


# `exec` and `eval`.
def _run_text(compilation, namespace):
    while not _compile_step(compilation):
        pass
    function = _compiled(compilation)
    compilation = None
    return function(namespace)


def _run_module(compilation):
    while not _compile_step(compilation):
        pass
    function = _compiled(compilation)
    compilation = None
    function()


# `from module import name`, where the module has a `__getattr__`.
def _import_from_hook(hook, module, name):
    try:
        return hook(name)
    except AttributeError:
        pass
    _no_import(module, name)


def _no_import(module, name):
    place = getattr(module, "__file__", None) or "unknown location"
    raise ImportError(f"cannot import name {name!r} from {module.__name__!r} ({place})")


# `from module import *`, where the module has a `__getattr__`.
def _import_star(module, namespace):
    try:
        names = module.__all__
    except AttributeError:
        names = [name for name in dir(module) if not name.startswith("_")]
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"Item in {module.__name__}.__all__ must be str, not {type(name).__name__}")
        namespace[name] = getattr(module, name)


# A file, module or package of the mounted file systems: see the standard modules `_vfs` and `_repl`.
def _import_file(name, package):
    import _vfs
    _vfs.import_module(name, package)


def _import_from(package, name):
    import _vfs
    found = _vfs.import_module(f"{package.__name__}.{name}", package, False)
    if found is None:
        _no_import(package, name)
    return found


def _run_file(file):
    import _vfs
    _vfs.run_main(file)


def _complete(line):
    import _repl
    return _repl.complete(line)
