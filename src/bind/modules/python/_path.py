# `os.path`.

import _vfs

sep = '/'


def join(path, *parts):
    for part in parts:
        if part.startswith('/'):
            path = part
        elif not path or path.endswith('/'):
            path += part
        else:
            path += '/' + part
    return path


def split(path):
    head, slash, tail = path.rpartition('/')
    head += slash
    return head.rstrip('/') or head, tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    name = path.rpartition('/')[2]
    dot = name.rfind('.')
    if dot <= 0 or not name[:dot].strip('.'):
        return path, ''
    cut = len(path) - len(name) + dot
    return path[:cut], path[cut:]


def isabs(path):
    return path.startswith('/')


def abspath(path):
    return _vfs.normal(path if isabs(path) else join(_vfs.getcwd(), path))


realpath = abspath


def normpath(path):
    parts = []
    start = '/' if path.startswith('/') else ''
    for part in path.split('/'):
        if part == '..' and (parts and parts[-1] != '..' or start):
            if parts:
                parts.pop()
        elif part and part != '.':
            parts.append(part)
    return start + '/'.join(parts) or '.'


def _kind(path):
    try:
        return _vfs.stat(path)[0]
    except OSError:
        return 0


def exists(path):
    return _kind(path) != 0


lexists = exists


def isdir(path):
    return _kind(path) & 0xf000 == 0x4000


def isfile(path):
    return _kind(path) & 0xf000 == 0x8000


def islink(path):
    return False


def getsize(path):
    return _vfs.stat(path)[6]


def getmtime(path):
    return _vfs.stat(path)[8]
