# `gc`. The collector works in small steps and is never off; `disable` is only remembered.

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = 38

garbage = []
callbacks = []
_enabled = True
_threshold = -1


def collect(generation=2, /):
    before = mem_free()
    goal = _goal()
    # Each turn of the loop lets the collector work.
    while _hurry(goal):
        pass
    return max(0, mem_free() - before)


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def threshold(amount=None, /):
    # MicroPython's: the collector's own pace is kept.
    global _threshold
    if amount is None:
        return _threshold
    _threshold = amount if amount < 0 else amount >> 4 << 4


def get_threshold():
    return (700, 10, 10)


def set_threshold(*thresholds):
    pass


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{'collections': _collections(), 'collected': 0, 'uncollectable': 0}]


def get_debug():
    return 0


def set_debug(flags, /):
    pass


def is_tracked(obj, /):
    return type(obj) not in (int, float, str, bool, bytes, type(None), complex)


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
