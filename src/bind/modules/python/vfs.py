# `vfs`: mounts and file systems.

import _vfs

umount = _vfs.umount


def mount(fs=None, path=None, *, readonly=False, mkfs=False):
    if fs is None:
        return [(mounted[1], mounted[0]) for mounted in _vfs.mounts]
    _vfs.mount(fs, path, readonly=readonly, mkfs=mkfs)


def __getattr__(name):
    if name == 'VfsFat':
        import _fat
        value = _fat.VfsFat
    elif name == 'VfsRom':
        import _rom
        value = _rom.VfsRom
    elif name == 'Volume':
        value = _vfs.Volume
    else:
        raise AttributeError(f"module 'vfs' has no attribute '{name}'")
    globals()[name] = value
    return value
