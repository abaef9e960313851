# `machine.mem8` and its like, for boards that grant them.

import _board


class _Memory:
    def __init__(self, size):
        self._size = size

    def __getitem__(self, address):
        return _board.peek(address, self._size)

    def __setitem__(self, address, value):
        _board.poke(address, self._size, value & (1 << 8 * self._size) - 1)


mem8, mem16, mem32 = _Memory(1), _Memory(2), _Memory(4)
