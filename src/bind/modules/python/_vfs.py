# File systems: what is mounted where, paths, and modules in files.
#
# A file system is any object with the methods that `Volume` has; paths that start with `/` count from its root, others
# from its own current folder.

import sys

# Pairs of a path and a file system, the longest path first.
mounts = []
# The mount whose folder is the current one; None: that is the root, above all mounts.
_current = None


class Volume:
    # A volume of the firmware, by its number.

    def __init__(self, number):
        self._number = number
        self._folder = '/'

    def __repr__(self):
        return f'<Volume {self._number}>'

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        _sync(self._number)

    def sync(self):
        _sync(self._number)

    def _path(self, path):
        return normal(path if path.startswith('/') else self._folder + '/' + path)

    def chdir(self, path):
        path = self._path(path)
        if path != '/' and not _stat(self._number, path)[0]:
            raise OSError(20, 'ENOTDIR')
        self._folder = path

    def getcwd(self):
        return self._folder

    def stat(self, path):
        path = self._path(path)
        return stat_result(*((True, 0, 0) if path == '/' else _stat(self._number, path)))

    def statvfs(self, path):
        block, blocks, free, name = _space(self._number)
        return (block, block, blocks, free, free, 0, 0, 0, 0, name)

    def ilistdir(self, path=''):
        path = self._path(path)
        if path != '/' and not _stat(self._number, path)[0]:
            raise OSError(20, 'ENOTDIR')
        return self._entries(path)

    def _entries(self, path):
        index = 0
        while True:
            entry = _entry(self._number, path, index)
            if entry is None:
                return
            yield entry[0], 0x4000 if entry[1] else 0x8000, 0, entry[2]
            index += 1

    def mkdir(self, path):
        _mkdir(self._number, self._path(path))

    def rmdir(self, path):
        _rmdir(self._number, self._path(path))

    def remove(self, path):
        _remove(self._number, self._path(path))

    def rename(self, old, new):
        _rename(self._number, self._path(old), self._path(new))

    def open_raw(self, path, flags):
        # An open file for `_files.FileIO`.
        path = self._path(path)
        try:
            return _open(self._number, path, flags)
        except OSError as error:
            if error.errno != 24:
                raise
        # No number is left: files that nobody closed and nobody can reach have some.
        import gc
        gc.collect()
        _close_lost(self._number)
        return _open(self._number, path, flags)

    def open(self, path, mode='r', encoding=None, errors=None, newline=None):
        import _files
        return _files.open_on(self, path, mode, encoding, errors, newline)


def stat_result(is_folder, size, modified):
    return (0x4000 if is_folder else 0x8000, 0, 0, 0, 0, 0, size, modified, modified, modified)


def normal(path):
    # An absolute path without `.` and `..`.
    parts = []
    for part in path.split('/'):
        if part == '..':
            if parts:
                parts.pop()
        elif part and part != '.':
            parts.append(part)
    return '/' + '/'.join(parts)


def text_of(path):
    if isinstance(path, str):
        return path
    if isinstance(path, (bytes, bytearray)):
        return str(path, 'utf-8')
    fspath = getattr(type(path), '__fspath__', None)
    if fspath is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}')
    return text_of(fspath(path))


def find(path):
    # The mount that a path belongs to, and the path there; None for the root above all mounts.
    path = text_of(path)
    if not path.startswith('/'):
        if _current is not None:
            return _current, path
        path = '/' + path if path != '.' else '/'
    if '//' in path or '/.' in path:
        path = normal(path)
    for mount in mounts:
        at = mount[0]
        if at == '/':
            return mount, path
        if path == at or path.startswith(at + '/'):
            return mount, path[len(at):] or '/'
    if path.strip('/'):
        raise OSError(19 if mounts else 2, 'ENODEV' if mounts else 'ENOENT')
    return None, '/'


def call(method, path, *arguments):
    # A method of the file system that a path belongs to.
    mount, rest = find(path)
    if mount is None or rest == '/' == mount[0]:
        raise OSError(1, 'EPERM')
    if rest == '/':
        raise OSError(22, 'EINVAL')
    return getattr(mount[1], method)(rest, *arguments)


def mount(fs, path, *, readonly=False, mkfs=False):
    path = normal(text_of(path))
    if not hasattr(fs, 'mount'):
        fs = _file_system_of(fs)
    for known in mounts:
        if known[0] == path:
            raise OSError(1, 'EPERM')
    fs.mount(readonly, mkfs)
    mounts.append((path, fs))
    mounts.sort(key=lambda mount: -len(mount[0].rstrip('/')))


def umount(what):
    global _current
    for index, mounted in enumerate(mounts):
        if mounted[1] is what or isinstance(what, str) and mounted[0] == normal(what):
            if _current is mounted:
                _current = None
            del mounts[index]
            mounted[1].umount()
            return
    raise OSError(22, 'EINVAL')


def _file_system_of(device):
    # The file system on a block device, by what its first blocks hold.
    import vfs
    size = device.ioctl(5, 0)
    block = bytearray(size or 512)
    device.readblocks(0, block)
    if block[510:512] == b'\x55\xaa':
        return vfs.VfsFat(device)
    raise OSError(19, 'ENODEV')


def chdir(path):
    global _current
    found, rest = find(path)
    if found is not None:
        found[1].chdir(rest)
    # At the root relative paths may lead to any mount.
    _current = None if found is None or found[0] == rest == '/' else found


def getcwd():
    if _current is None:
        return '/'
    at, fs = _current
    folder = fs.getcwd()
    if at == '/':
        return folder
    return at + folder.rstrip('/') if folder != '/' else at


def ilistdir(path=''):
    found, rest = find(path)
    if found is None:
        return iter([(mounted[0][1:], 0x4000, 0) for mounted in mounts])
    entries = found[1].ilistdir(rest)
    if found[0] == rest == '/':
        return _with_mounts(entries)
    return iter(entries)


def _with_mounts(entries):
    for mounted in mounts:
        if mounted[0] != '/':
            yield mounted[0][1:], 0x4000, 0
    yield from entries


def stat(path):
    found, rest = find(path)
    if found is None or rest == '/':
        return stat_result(True, 0, 0)
    return found[1].stat(rest)


# Modules in files.


def _kind(path):
    try:
        return stat(path)[0] & 0xf000
    except OSError:
        return 0


def import_module(name, package, needed=True):
    last = name.rpartition('.')[2]
    for place in getattr(package, '__path__', ()) if package else sys.path:
        path = f'{place}/{last}' if place else last
        kind = _kind(path)
        if kind == 0x4000:
            file = path + '/__init__.py'
            if _kind(file) != 0x8000:
                file = None
            break
        file = path + '.py'
        if kind == 0 and _kind(file) == 0x8000:
            path = None
            break
    else:
        if not needed:
            return None
        raise ModuleNotFoundError(f'No module named {name!r}', name=name)
    module = type(sys)(name)
    if path is not None:
        module.__path__ = [path]
        module.__package__ = name
    else:
        module.__package__ = name.rpartition('.')[0]
    if file is not None:
        module.__file__ = file
    sys.modules[name] = module
    if package:
        setattr(package, last, module)
    if file is not None:
        try:
            run(file, module.__dict__)
        except BaseException:
            sys.modules.pop(name, None)
            raise
    return module


def run(path, namespace):
    # Compiles a file while it is read, and runs it.
    found, rest = find(path)
    run_stream(found[1].open(rest, 'rb'), path, namespace)


def run_stream(file, path, namespace):
    compilation = _open_text(path, namespace)
    window = bytearray()
    ended = False
    try:
        while True:
            done = _compile_window(compilation, window, ended)
            if done:
                break
            if done is None:
                part = file.read(256)
                ended = not part
                window += part
    finally:
        file.close()
    window = file = None
    function = _compiled(compilation)
    compilation = None
    function()


def run_main(file):
    if _kind(file) == 0x8000:
        import __main__
        run(file, __main__.__dict__)


def _mount_volumes():
    number = 0
    while True:
        label = _label(number)
        if label is None:
            break
        mounts.append(('/' + label if number else '/', Volume(number)))
        number += 1
    mounts.sort(key=lambda mount: -len(mount[0].rstrip('/')))
    chdir('/')


_mount_volumes()
