# `errno`: the numbers of Linux, as MicroPython and CPython there have them.

ENOTSUP = 95
errorcode = {number: name for name, number in _numbers()}
errorcode[ENOTSUP] = 'ENOTSUP'
