# `os`: files, folders and the board.

import _vfs
import sys

name = 'posix'
sep = '/'
linesep = '\n'
curdir = '.'
pardir = '..'
extsep = '.'

mount = _vfs.mount
umount = _vfs.umount
chdir = _vfs.chdir
getcwd = _vfs.getcwd
ilistdir = _vfs.ilistdir
fspath = _vfs.text_of


def __getattr__(name):
    if name == 'path':
        import _path as value
    elif name in ('VfsFat', 'VfsLfs2', 'VfsRom'):
        import vfs
        value = getattr(vfs, name)
    elif name in ('walk', 'makedirs', 'removedirs', 'scandir'):
        import _folders
        value = getattr(_folders, name)
    else:
        raise AttributeError(f"module 'os' has no attribute '{name}'")
    globals()[name] = value
    return value


def listdir(path='.'):
    return [entry[0] for entry in ilistdir('' if path == '.' else path)]


def stat(path):
    return _named(_vfs.stat, path)


def _named(function, path, *arguments):
    # The error tells the path, as in CPython.
    try:
        return function(path, *arguments)
    except OSError as error:
        if error.errno is not None and len(error.args) == 2 and getattr(error, 'filename', None) is None:
            raise OSError(error.errno, error.args[1], path) from None
        raise


def _change(method, path, *arguments):
    return _named(lambda path: _vfs.call(method, path, *arguments), path)


def statvfs(path):
    found, rest = _vfs.find(path)
    if found is None:
        return (4096, 4096, 0, 0, 0, 0, 0, 0, 0, 255)
    return found[1].statvfs(rest)


def mkdir(path, mode=0o777):
    _change('mkdir', path)


def rmdir(path):
    _change('rmdir', path)


def remove(path):
    _change('remove', path)


unlink = remove


def rename(old, new):
    first, old_rest = _vfs.find(old)
    second, new_rest = _vfs.find(new)
    if first is None or first is not second:
        raise OSError(1, 'EPERM')
    _named(lambda path: first[1].rename(old_rest, new_rest), old)


replace = rename


def sync():
    for mounted in _vfs.mounts:
        flush = getattr(mounted[1], 'sync', None)
        if flush:
            flush()


class _Uname(tuple):
    __slots__ = ()

    def __repr__(self):
        fields = ('sysname', 'nodename', 'release', 'version', 'machine')
        return f"({', '.join([f'{field}={value!r}' for field, value in zip(fields, self)])})"


for _index, _field in enumerate(('sysname', 'nodename', 'release', 'version', 'machine')):
    setattr(_Uname, _field, property(lambda self, index=_index: self[index]))


def uname():
    banner, machine, implementation, platform = sys._identity()
    release = '.'.join([str(part) for part in sys.implementation.version[:3]])
    return _Uname((platform, platform, release, f'v{release}', machine))


def urandom(count, /):
    made = bytearray(count)
    if not _random(made):
        raise NotImplementedError('this firmware has no source of randomness')
    return bytes(made)


def getenv(key, default=None):
    return default
