# `os`: what goes through folders.

import os


def makedirs(name, mode=0o777, exist_ok=False):
    made = '/' if name.startswith('/') else ''
    parts = [part for part in name.split('/') if part]
    for index, part in enumerate(parts):
        made += part
        try:
            os.mkdir(made)
        except FileExistsError:
            if index == len(parts) - 1 and not (exist_ok and os.path.isdir(made)):
                raise
        made += '/'


def removedirs(name):
    os.rmdir(name)
    name = os.path.dirname(name)
    while name and name != '/':
        try:
            os.rmdir(name)
        except OSError:
            break
        name = os.path.dirname(name)


class DirEntry:
    def __init__(self, folder, entry):
        self.name = entry[0]
        self.path = os.path.join(folder, entry[0])
        self._kind = entry[1]

    def is_dir(self):
        return self._kind == 0x4000

    def is_file(self):
        return self._kind == 0x8000

    def is_symlink(self):
        return False

    def stat(self):
        return os.stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'


def scandir(path='.'):
    for entry in os.ilistdir('' if path == '.' else path):
        yield DirEntry(path, entry)


def walk(top, topdown=True):
    # The folders that are still to be gone through; of a pair the second is what is told after its folders.
    waiting = [top]
    while waiting:
        top = waiting.pop()
        if isinstance(top, tuple):
            yield top
            continue
        folders = []
        files = []
        for entry in os.ilistdir(top):
            (folders if entry[1] == 0x4000 else files).append(entry[0])
        told = (top, folders, files)
        if topdown:
            yield told
        else:
            waiting.append(told)
        for folder in reversed(folders):
            waiting.append(os.path.join(top, folder))
