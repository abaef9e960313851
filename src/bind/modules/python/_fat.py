# FAT12, FAT16 and FAT32 with long names, on any block device of Python or Rust.
# After Microsoft's "FAT: General Overview of On-Disk Format", version 1.03.

import _files
import _vfs
import io
import struct
import time

_FOLDER = 16
_ARCHIVE = 32
_LONG = 15


def _seconds(date, clock):
    if not date:
        return 0
    return int(time.mktime((1980 + (date >> 9), date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63,
                            (clock & 31) * 2, 0, 0, -1)))


def _stamp():
    now = time.localtime()
    if now[0] < 1980:
        return 33, 0
    return now[0] - 1980 << 9 | now[1] << 5 | now[2], now[3] << 11 | now[4] << 5 | now[5] // 2


class _Disk:
    # A device as sectors, of which one is held; what was changed goes out when another one is wanted.

    def __init__(self, device):
        self.device = device
        device.ioctl(1, 0)
        self.size = device.ioctl(5, 0) or 512
        self.count = device.ioctl(4, 0)
        self.block = bytearray(self.size)
        self.number = -1
        self.changed = False
        self.start = 0

    def at(self, number):
        if number != self.number:
            self.flush()
            self.number = -1
            self.device.readblocks(self.start + number, self.block)
            self.number = number
        return self.block

    def fresh(self, number):
        # A sector whose content does not matter: zeros.
        self.flush()
        self.number = number
        self.block[:] = bytes(self.size)
        self.changed = True
        return self.block

    def flush(self):
        if self.changed:
            self.device.writeblocks(self.start + self.number, self.block)
            self.changed = False


class VfsFat:
    def __init__(self, device):
        disk = _Disk(device)
        block = disk.at(0)
        if block[0] not in (0xeb, 0xe9) and block[510:512] == b'\x55\xaa':
            # A table of partitions: the first one.
            disk.start = struct.unpack_from('<I', block, 454)[0]
            disk.number = -1
            block = disk.at(0)
        sector, per_cluster, reserved, fats, entries, total, _, fat = struct.unpack_from('<HBHBHHBH', block, 11)
        if sector != disk.size or not per_cluster or block[510:512] != b'\x55\xaa':
            raise OSError(19, 'ENODEV')
        self._disk = disk
        self._fats = fats
        self._fat_size = fat or struct.unpack_from('<I', block, 36)[0]
        self._fat_start = reserved
        self._per_cluster = per_cluster
        self._root_start = reserved + fats * self._fat_size
        self._root_sectors = (entries * 32 + sector - 1) // sector
        self._data = self._root_start + self._root_sectors
        total = total or struct.unpack_from('<I', block, 32)[0]
        self._clusters = (total - self._data) // per_cluster
        self._bits = 12 if self._clusters < 4085 else 16 if self._clusters < 65525 else 32
        self._end = (1 << min(self._bits, 28)) - 1
        self._root = struct.unpack_from('<I', block, 44)[0] if self._bits == 32 else 0
        self._folder = '/'
        self._hint = 2
        self._read_only = False

    @staticmethod
    def mkfs(device):
        disk = _Disk(device)
        size, count = disk.size, disk.count
        per_cluster = 1
        while count // per_cluster > 65000 and per_cluster < 64:
            per_cluster *= 2
        clusters = count // per_cluster
        bits = 12 if clusters < 4085 else 16 if clusters < 65525 else 32
        reserved = 32 if bits == 32 else 1
        entries = 0 if bits == 32 else 512 if count > 2000 else 64
        root = entries * 32 // size
        fat = ((clusters + 2) * bits // 8 + size) // size
        if bits == 12 and (count - reserved - root - fat) // per_cluster < 1:
            raise OSError(22, 'EINVAL')
        block = disk.fresh(0)
        block[:3] = b'\xeb\xfe\x90'
        block[3:11] = b'MSDOS5.0'
        small = count if count < 65536 and bits != 32 else 0
        struct.pack_into('<HBHBHHBHHHII', block, 11, size, per_cluster, reserved, 1, entries, small, 0xf8,
                         0 if bits == 32 else fat, 63, 255, 0, 0 if small else count)
        if bits == 32:
            struct.pack_into('<IHHIHH', block, 36, fat, 0, 0, 2, 0xffff, 0xffff)
        extra = 64 if bits == 32 else 36
        block[extra:extra + 3] = b'\x80\x00\x29'
        block[extra + 7:extra + 18] = b'NO NAME    '
        block[extra + 18:extra + 26] = b'FAT32   ' if bits == 32 else b'FAT     '
        block[510:512] = b'\x55\xaa'
        for number in range(reserved, reserved + fat + root):
            disk.fresh(number)
        first = disk.at(reserved)
        if bits == 32:
            first[:12] = b'\xf8\xff\xff\x0f\xff\xff\xff\x0f\xff\xff\xff\x0f'
            disk.changed = True
            for number in range(per_cluster):
                disk.fresh(reserved + fat + number)
        else:
            first[:bits // 4] = b'\xf8' + b'\xff' * (bits // 4 - 1)
            disk.changed = True
        disk.flush()
        device.ioctl(3, 0)

    # What `vfs` asks for.

    def mount(self, readonly, mkfs):
        self._read_only = readonly

    def umount(self):
        self.sync()

    def sync(self):
        self._disk.flush()
        self._disk.device.ioctl(3, 0)

    def _path(self, path):
        return _vfs.normal(path if path.startswith('/') else self._folder + '/' + path)

    def chdir(self, path):
        path = self._path(path)
        self._cluster_of(path)
        self._folder = path

    def getcwd(self):
        return self._folder

    def stat(self, path):
        path = self._path(path)
        if path == '/':
            return _vfs.stat_result(True, 0, 0)
        entry = self._find(path)
        is_folder = bool(entry[1] & _FOLDER)
        return _vfs.stat_result(is_folder, 0 if is_folder else entry[3], entry[4])

    def statvfs(self, path):
        free = 0
        for cluster in range(2, self._clusters + 2):
            free += not self._next(cluster)
        size = self._per_cluster * self._disk.size
        return (size, size, self._clusters, free, free, 0, 0, 0, 0, 255)

    def ilistdir(self, path=''):
        return self._listed(self._cluster_of(self._path(path)))

    def _listed(self, cluster):
        for entry in self._entries(cluster):
            if entry[0] not in ('.', '..'):
                yield entry[0], 0x4000 if entry[1] & _FOLDER else 0x8000, 0, entry[3]

    def mkdir(self, path):
        parent, name = self._parent(path)
        if self._look_up(parent, name):
            raise OSError(17, 'EEXIST')
        cluster = self._take(0)
        self._clear(cluster)
        block = self._disk.at(self._sector(cluster, 0))
        up = 0 if parent == self._root else parent
        self._put(block, 0, b'.          ', _FOLDER, cluster, 0)
        self._put(block, 32, b'..         ', _FOLDER, up, 0)
        self._disk.changed = True
        self._add(parent, name, _FOLDER, cluster)
        self.sync()

    def rmdir(self, path):
        entry = self._find(self._path(path))
        if not entry[1] & _FOLDER:
            raise OSError(20, 'ENOTDIR')
        for inner in self._entries(entry[2]):
            if inner[0] not in ('.', '..'):
                raise OSError(13, 'EACCES')
        self._delete(entry)

    def remove(self, path):
        entry = self._find(self._path(path))
        if entry[1] & _FOLDER:
            raise OSError(21, 'EISDIR')
        self._delete(entry)

    def rename(self, old, new):
        entry = self._find(self._path(old))
        parent, name = self._parent(new)
        known = self._look_up(parent, name)
        if known and known[5] != entry[5]:
            if known[1] & _FOLDER:
                raise OSError(17, 'EEXIST')
            self._delete(known)
        self._need_write()
        if entry[1] & _FOLDER:
            above = self._path(new)
            if (above + '/').startswith(self._path(old) + '/') and above != self._path(old):
                raise OSError(22, 'EINVAL')
        self._erase(entry)
        self._add(parent, name, entry[1], entry[2], entry[3])
        if entry[1] & _FOLDER:
            block = self._disk.at(self._sector(entry[2], 0))
            up = 0 if parent == self._root else parent
            struct.pack_into('<H', block, 32 + 26, up & 0xffff)
            struct.pack_into('<H', block, 32 + 20, up >> 16)
            self._disk.changed = True
        self.sync()

    def open(self, path, mode='r', encoding=None, errors=None, newline=None):
        flags, binary = _files.flags_of(mode)
        return _files.wrapped(FatFile(self, self._path(path), flags), binary, encoding, errors, newline)

    # Clusters.

    def _sector(self, cluster, index):
        return self._data + (cluster - 2) * self._per_cluster + index

    def _fat_byte(self, offset, value=None, mask=255):
        size = self._disk.size
        block = self._disk.at(self._fat_start + offset // size)
        offset %= size
        if value is None:
            return block[offset]
        block[offset] = block[offset] & ~mask & 255 | value & mask
        self._disk.changed = True

    def _next(self, cluster):
        # The cluster behind this one; 0: it is free; at least `_end - 7`: it is the last.
        if self._bits == 12:
            at = cluster + cluster // 2
            pair = self._fat_byte(at) | self._fat_byte(at + 1) << 8
            return pair >> 4 if cluster & 1 else pair & 0xfff
        size = self._bits // 8
        offset = cluster * size
        block = self._disk.at(self._fat_start + offset // self._disk.size)
        if size == 2:
            return struct.unpack_from('<H', block, offset % self._disk.size)[0]
        return struct.unpack_from('<I', block, offset % self._disk.size)[0] & 0x0fffffff

    def _link(self, cluster, value):
        if self._bits == 12:
            at = cluster + cluster // 2
            if cluster & 1:
                self._fat_byte(at, value << 4, 0xf0)
                self._fat_byte(at + 1, value >> 4)
            else:
                self._fat_byte(at, value)
                self._fat_byte(at + 1, value >> 8, 0x0f)
        else:
            size = self._bits // 8
            for index in range(size):
                mask = 0x0f if index == 3 else 0xff
                self._fat_byte(cluster * size + index, value >> 8 * index, mask)
        if self._fats > 1:
            self._disk.flush()
            block = self._disk.block
            start = self._disk.number - self._fat_start
            for copy in range(1, self._fats):
                number = self._disk.start + self._fat_start + copy * self._fat_size + start
                self._disk.device.writeblocks(number, block)

    def _is_last(self, cluster):
        return cluster < 2 or cluster >= self._end - 7 or cluster > self._clusters + 1

    def _take(self, behind):
        # A free cluster, linked behind another one.
        self._need_write()
        for step in range(self._clusters):
            cluster = 2 + (self._hint - 2 + step) % self._clusters
            if not self._next(cluster):
                self._hint = cluster + 1
                self._link(cluster, self._end)
                if behind:
                    self._link(behind, cluster)
                return cluster
        raise OSError(28, 'ENOSPC')

    def _free(self, cluster):
        for _ in range(self._clusters):
            if self._is_last(cluster):
                return
            behind = self._next(cluster)
            self._link(cluster, 0)
            self._hint = min(self._hint, cluster)
            cluster = behind

    def _clear(self, cluster):
        for index in range(self._per_cluster):
            self._disk.fresh(self._sector(cluster, index))

    def _need_write(self):
        if self._read_only:
            raise OSError(30, 'EROFS')

    # Folders.

    def _sectors(self, cluster):
        # The sectors of a folder; a chain that goes round ends.
        if not cluster:
            for index in range(self._root_sectors):
                yield self._root_start + index
            return
        for _ in range(self._clusters):
            if self._is_last(cluster):
                return
            for index in range(self._per_cluster):
                yield self._sector(cluster, index)
            cluster = self._next(cluster)

    def _slots(self, cluster):
        # Places and copies of all entries of 32 bytes.
        for sector in self._sectors(cluster):
            for offset in range(0, self._disk.size, 32):
                yield (sector, offset), bytes(self._disk.at(sector)[offset:offset + 32])

    def _entries(self, cluster):
        # Name, attributes, cluster, size, time, places (that of the short entry last).
        places = []
        parts = {}
        for place, slot in self._slots(cluster):
            if not slot[0]:
                return
            if slot[0] == 0xe5:
                places = []
                parts = {}
            elif slot[11] & 0x3f == _LONG:
                if slot[0] & 0x40:
                    places = []
                    parts = {}
                parts[slot[0] & 0x3f] = slot[1:11] + slot[14:26] + slot[28:32]
                places.append(place)
            elif slot[11] & 8:
                places = []
                parts = {}
            else:
                name = self._long_name(parts, slot) if parts else None
                if name is None:
                    places = []
                    base, tail = slot[:8], slot[8:11]
                    if slot[12] & 8:
                        base = base.lower()
                    if slot[12] & 16:
                        tail = tail.lower()
                    name = str(base, 'utf-8', 'replace').rstrip()
                    tail = str(tail, 'utf-8', 'replace').rstrip()
                    if tail:
                        name += '.' + tail
                high, clock, date, low, size = struct.unpack_from('<HHHHI', slot, 20)
                first = low | (high << 16 if self._bits == 32 else 0)
                yield name, slot[11], first, size, _seconds(date, clock), places + [place]
                places = []
                parts = {}

    @staticmethod
    def _long_name(parts, slot):
        units = b''.join([parts.get(index + 1, b'') for index in range(len(parts))])
        name = ''
        high = 0
        for index in range(0, len(units), 2):
            unit = units[index] | units[index + 1] << 8
            if unit == 0 or unit == 0xffff:
                break
            if 0xd800 <= unit < 0xdc00:
                high = unit
            elif 0xdc00 <= unit < 0xe000:
                name += chr(0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff))
            else:
                name += chr(unit)
        return name or None

    def _look_up(self, cluster, name):
        wanted = name.lower()
        for entry in self._entries(cluster):
            if entry[0].lower() == wanted:
                return entry
        return None

    def _find(self, path):
        cluster = self._root
        entry = None
        for part in path.split('/'):
            if not part:
                continue
            if entry is not None:
                if not entry[1] & _FOLDER:
                    raise OSError(2, 'ENOENT')
                cluster = entry[2]
            entry = self._look_up(cluster, part)
            if entry is None:
                raise OSError(2, 'ENOENT')
        if entry is None:
            raise OSError(1, 'EPERM')
        return entry

    def _cluster_of(self, path):
        if path == '/':
            return self._root
        entry = self._find(path)
        if not entry[1] & _FOLDER:
            raise OSError(20, 'ENOTDIR')
        return entry[2]

    def _parent(self, path):
        head, _, name = self._path(path).rpartition('/')
        if not name or any([letter in '"*:<>?|\\' or letter < ' ' for letter in name]):
            raise OSError(22, 'EINVAL')
        return self._cluster_of(head or '/'), name

    def _short(self, cluster, name):
        # The short name of a long one, and whether the long one is needed.
        base, dot, tail = name.rpartition('.')
        if not base:
            base, tail = name.lstrip('.'), ''
        def fit(text):
            return ''.join([letter for letter in text.upper() if letter.isalnum() and letter < '\x80' or letter in '_-~!#$%&@^'])
        plain_base, plain_tail = fit(base), fit(tail)
        exact = plain_base + ('.' + plain_tail if plain_tail else '')
        if exact == name and 0 < len(plain_base) <= 8 and len(plain_tail) <= 3:
            return f'{plain_base:8}{plain_tail:3}'.encode(), False
        taken = {bytes(slot[:11]) for _, slot in self._slots(cluster) if slot[0] and slot[11] & 0x3f != _LONG}
        number = 1
        while True:
            end = f'~{number}'
            made = f'{(plain_base or "_")[:8 - len(end)] + end:8}{plain_tail[:3]:3}'.encode()
            if made not in taken:
                return made, True
            number += 1

    def _add(self, cluster, name, attributes, first, size=0):
        # Makes an entry; its place.
        self._need_write()
        short, needs_long = self._short(cluster, name)
        slots = []
        if needs_long:
            units = bytearray()
            for letter in name:
                code = ord(letter)
                if code >= 0x10000:
                    units += struct.pack('<HH', 0xd800 + (code - 0x10000 >> 10), 0xdc00 + (code - 0x10000 & 0x3ff))
                else:
                    units += struct.pack('<H', code)
            if len(units) > 510:
                raise OSError(36, 'ENAMETOOLONG')
            if len(units) % 26:
                units += b'\x00\x00'
            units += b'\xff' * (-len(units) % 26)
            sum = 0
            for byte in short:
                sum = ((sum & 1) << 7 | sum >> 1) + byte & 255
            count = len(units) // 26
            for index in range(count, 0, -1):
                part = bytes(units[26 * index - 26:26 * index])
                slots.append(bytes((index | (0x40 if index == count else 0),)) + part[:10] + bytes((_LONG, 0, sum))
                             + part[10:22] + b'\x00\x00' + part[22:])
        entry = bytearray(32)
        self._put(entry, 0, short, attributes, first, size)
        slots.append(bytes(entry))
        free = []
        for place, slot in self._slots(cluster):
            if slot[0] in (0, 0xe5):
                free.append(place)
                if len(free) == len(slots):
                    break
            else:
                free = []
        while len(free) < len(slots):
            if not cluster:
                raise OSError(28, 'ENOSPC')
            last = cluster
            while not self._is_last(self._next(last)):
                last = self._next(last)
            added = self._take(last)
            self._clear(added)
            for index in range(self._per_cluster):
                for offset in range(0, self._disk.size, 32):
                    free.append((self._sector(added, index), offset))
        for (sector, offset), slot in zip(free, slots):
            self._disk.at(sector)[offset:offset + 32] = slot
            self._disk.changed = True
        return free[len(slots) - 1]

    def _put(self, block, at, short, attributes, first, size):
        date, clock = _stamp()
        struct.pack_into('<11sBBBHHHHHHHI', block, at, short, attributes, 0, 0, clock, date, date, first >> 16, clock, date,
                         first & 0xffff, size)

    def _erase(self, entry):
        for sector, offset in entry[5]:
            self._disk.at(sector)[offset] = 0xe5
            self._disk.changed = True

    def _delete(self, entry):
        self._need_write()
        self._erase(entry)
        self._disk.flush()
        self._free(entry[2])
        self.sync()

    def __repr__(self):
        return '<VfsFat>'


class FatFile(io.BufferedIOBase):
    def __init__(self, fs, path, flags):
        self.name = path
        self._fs = fs
        self._flags = flags
        parent, name = fs._parent(path)
        entry = fs._look_up(parent, name)
        if entry and entry[1] & _FOLDER:
            raise OSError(21, 'EISDIR')
        if flags & 2:
            fs._need_write()
        if entry is None:
            if not flags & 4:
                raise OSError(2, 'ENOENT')
            self._entry = fs._add(parent, name, _ARCHIVE, 0)
            fs.sync()
            self._first = self._size = 0
        elif flags & 8:
            raise OSError(17, 'EEXIST')
        else:
            self._entry = entry[5][-1]
            self._first, self._size = entry[2], entry[3]
        self._place = 0
        # The cluster that was used last, and its number in the file.
        self._index = -1
        self._cluster = 0
        self._changed = False
        if flags & 16 and self._size:
            self.truncate(0)

    @property
    def mode(self):
        return ('ab' if self._flags & 32 else 'wb' if self._flags & 16 else 'rb') + ('+' if self._flags & 3 == 3 else '')

    def readable(self):
        return bool(self._flags & 1)

    def writable(self):
        return bool(self._flags & 2)

    def seekable(self):
        return True

    def _go(self, index, extend):
        # The cluster with a number; 0: there is none.
        fs = self._fs
        if not self._first:
            if not extend:
                return 0
            self._first = fs._take(0)
            self._changed = True
        if self._index < 0 or index < self._index:
            self._index, self._cluster = 0, self._first
        while self._index < index:
            behind = fs._next(self._cluster)
            if fs._is_last(behind):
                if not extend:
                    return 0
                behind = fs._take(self._cluster)
            self._index += 1
            self._cluster = behind
        return self._cluster

    def readinto(self, buffer, count=-1, /):
        self._check()
        if not self._flags & 1:
            raise io.UnsupportedOperation('read')
        view = memoryview(buffer)
        if view.format != 'B':
            view = view.cast('B')
        if count is not None and 0 <= count < len(view):
            view = view[:count]
        disk = self._fs._disk
        size = disk.size
        per = self._fs._per_cluster
        done = 0
        wanted = min(len(view), max(0, self._size - self._place))
        while done < wanted:
            sector, offset = divmod(self._place, size)
            cluster = self._go(sector // per, False)
            if not cluster:
                raise OSError(5, 'EIO')
            part = min(size - offset, wanted - done)
            view[done:done + part] = disk.at(self._fs._sector(cluster, sector % per))[offset:offset + part]
            done += part
            self._place += part
        return done

    def read(self, size=-1, /):
        left = max(0, self._size - self._place)
        made = bytearray(left if size is None or size < 0 else min(size, left))
        self.readinto(made)
        return bytes(made)

    read1 = read

    def readline(self, size=-1, /):
        line = b''
        while size is None or size < 0 or len(line) < size:
            place = self._place
            part = self.read(64)
            if not part:
                break
            end = part.find(b'\n') + 1
            stop = end or len(part)
            if size is not None and size >= 0 and len(line) + stop >= size:
                stop = size - len(line)
                end = 1
            line += part[:stop]
            self._place = place + stop
            if end:
                break
        return line

    def write(self, data, count=None, /):
        self._check()
        if not self._flags & 2:
            raise io.UnsupportedOperation('write')
        view = _files.bytes_of(data, count)
        if self._flags & 32:
            self._place = self._size
        if self._place > self._size:
            self._lengthen(self._place)
        self._put(view)
        return len(view)

    def _put(self, view):
        disk = self._fs._disk
        size = disk.size
        per = self._fs._per_cluster
        done = 0
        while done < len(view):
            sector, offset = divmod(self._place, size)
            number = self._fs._sector(self._go(sector // per, True), sector % per)
            part = min(size - offset, len(view) - done)
            block = disk.fresh(number) if part == size or sector * size >= self._size else disk.at(number)
            block[offset:offset + part] = view[done:done + part]
            disk.changed = True
            done += part
            self._place += part
            self._size = max(self._size, self._place)
            self._changed = True

    def _lengthen(self, size):
        place = self._place
        self._place = self._size
        while self._size < size:
            self._put(memoryview(bytes(min(512, size - self._size))))
        self._place = place

    def seek(self, offset, whence=0, /):
        self._check()
        if whence == 1:
            offset += self._place
        elif whence == 2:
            offset += self._size
        elif whence != 0:
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if offset < 0:
            raise OSError(22, 'EINVAL')
        self._place = offset
        return offset

    def tell(self):
        self._check()
        return self._place

    def truncate(self, size=None, /):
        self._check()
        if not self._flags & 2:
            raise io.UnsupportedOperation('truncate')
        if size is None:
            size = self._place
        fs = self._fs
        if size > self._size:
            self._lengthen(size)
            return size
        bytes_of = fs._per_cluster * fs._disk.size
        self._size = size
        if not size:
            first, self._first = self._first, 0
            self._write_entry()
            fs._free(first)
        else:
            last = self._go((size - 1) // bytes_of, False)
            rest = fs._next(last)
            fs._link(last, fs._end)
            self._write_entry()
            fs._free(rest)
        self._index = -1
        return size

    def _write_entry(self):
        sector, offset = self._entry
        block = self._fs._disk.at(sector)
        date, clock = _stamp()
        struct.pack_into('<HHHHI', block, offset + 20, self._first >> 16, clock, date, self._first & 0xffff, self._size)
        self._fs._disk.changed = True
        self._fs._disk.flush()
        self._changed = False

    def flush(self):
        self._check()
        if self._changed:
            self._fs._disk.flush()
            self._write_entry()
            self._fs.sync()

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True
