# `errno`: the numbers of Linux, as MicroPython and CPython there have them.

errorcode = {number: name for name, number in _numbers()}
