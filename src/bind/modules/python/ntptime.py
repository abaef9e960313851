# `ntptime`: what time it is, from a server of the network.

import socket
import struct

host = 'pool.ntp.org'
# Seconds.
timeout = 5
port = 123

# Seconds from 1900, where the servers count from, to 1970, and an era of theirs.
_TO_1970 = 2208988800
_ERA = 1 << 32


# Seconds since 1970.
def time():
    asked = bytearray(48)
    asked[0] = 0x1b
    # What comes back tells an answer from one that is late or forged.
    mark = struct.pack('>II', socket._now() >> 16 & 0xffffffff, socket._now() & 0xffffffff)
    asked[40:48] = mark
    with socket.socket(2, 2) as s:
        s.settimeout(timeout)
        s.connect(socket.getaddrinfo(host, port)[0][-1])
        s.send(asked)
        end = socket._now() + int(timeout * 1000000)
        while True:
            answer = s.recv(64)
            if len(answer) >= 48 and answer[24:32] == mark and answer[0] & 7 == 4 and answer[1]:
                break
            left = end - socket._now()
            if left <= 0:
                raise OSError(110, 'ETIMEDOUT')
            s.settimeout(left / 1000000)
    seconds = struct.unpack('>I', answer[40:44])[0]
    # The next era begins in 2036.
    if seconds < 1 << 31:
        seconds += _ERA
    return seconds - _TO_1970


# Sets the board's clock, to UTC.
def settime():
    now = time()
    import machine
    from time import gmtime
    day = gmtime(now)
    machine.RTC().datetime((day[0], day[1], day[2], day[6], day[3], day[4], day[5], 0))
