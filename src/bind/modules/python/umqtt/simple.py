# `umqtt.simple`: a client of MQTT 3.1.1.

import socket
import struct

# The longest message that is taken.
_MESSAGE_MAX = 268435455


class MQTTException(Exception):
    pass


def _bytes_of(text):
    return text.encode() if isinstance(text, str) else bytes(text)


# A text with its length.
def _text(text):
    text = _bytes_of(text)
    if len(text) > 65535:
        raise ValueError('a text of MQTT has at most 65535 bytes')
    return struct.pack('>H', len(text)) + text


# The head of a packet that has so many bytes behind it.
def _head(kind, size):
    if size > _MESSAGE_MAX:
        raise ValueError('a packet of MQTT has at most 268435455 bytes')
    head = bytearray((kind,))
    while True:
        head.append(size & 127 | (128 if size > 127 else 0))
        size >>= 7
        if not size:
            return bytes(head)


class MQTTClient:
    cb = None
    sock = None
    pid = 0

    def __init__(self, client_id, server, port=0, user=None, password=None, keepalive=0, ssl=None, ssl_params=None):
        self.client_id = client_id
        self.server = server
        self.port = port or (8883 if ssl else 1883)
        self.user = user
        self.pswd = password
        self.keepalive = keepalive
        self.ssl = ssl
        self.ssl_params = ssl_params or {}
        self.lw_topic = self.lw_msg = None
        self.lw_qos = 0
        self.lw_retain = False
        # What is acknowledged while something else is awaited.
        self._acknowledged = set()
        self._timeout = None

    def set_callback(self, f):
        self.cb = f

    def set_last_will(self, topic, msg, retain=False, qos=0):
        if not 0 <= qos <= 2 or not topic:
            raise ValueError('a last will has a topic and a quality from 0 to 2')
        self.lw_topic, self.lw_msg, self.lw_retain, self.lw_qos = topic, msg, retain, qos

    def connect(self, clean_session=True, timeout=None):
        self._close()
        self._timeout = timeout
        self.sock = socket.create_connection((self.server, self.port), timeout)
        try:
            if self.ssl:
                self._secure()
            return self._greet(clean_session)
        except BaseException:
            self._close()
            raise

    def _secure(self):
        if hasattr(self.ssl, 'wrap_socket'):
            wrap = self.ssl.wrap_socket
            self.ssl_params.setdefault('server_hostname', self.server)
        else:
            try:
                from ssl import wrap_socket as wrap
            except ImportError:
                raise OSError(95, 'there is no TLS') from None
        self.sock = wrap(self.sock, **self.ssl_params)

    def _greet(self, clean_session):
        flags = 2 if clean_session else 0
        body = _text(self.client_id)
        if self.lw_topic:
            flags |= 4 | self.lw_qos << 3 | self.lw_retain << 5
            body += _text(self.lw_topic) + _text(self.lw_msg)
        if self.user is not None:
            flags |= 0x80
            body += _text(self.user)
            if self.pswd is not None:
                flags |= 0x40
                body += _text(self.pswd)
        body = b'\0\4MQTT\4' + struct.pack('>BH', flags, self.keepalive) + body
        self._write(_head(0x10, len(body)) + body)
        kind, size = self._next()
        if kind != 0x20 or size != 2:
            raise MQTTException(-1)
        answer = self._read(2)
        if answer[1]:
            raise MQTTException(answer[1])
        return answer[0] & 1

    def _close(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None

    def _write(self, data):
        if self.sock is None:
            raise OSError(107, 'ENOTCONN')
        self.sock.write(data)

    def _read(self, size):
        data = self.sock.read(size)
        if data is None or len(data) < size:
            raise OSError(-1, 'the broker has closed the connection')
        return data

    # The kind of the next packet, and its bytes; None where none has come.
    def _next(self):
        if self.sock is None:
            raise OSError(107, 'ENOTCONN')
        first = self.sock.read(1)
        self.sock.settimeout(self._timeout)
        if first is None:
            return None, 0
        if not first:
            raise OSError(-1, 'the broker has closed the connection')
        size = shift = 0
        while True:
            byte = self._read(1)[0]
            size |= (byte & 127) << shift
            if byte < 128:
                return first[0], size
            shift += 7
            if shift > 21:
                raise MQTTException(-1)

    def disconnect(self):
        try:
            self._write(b'\xe0\0')
        finally:
            self._close()

    def ping(self):
        self._write(b'\xc0\0')

    def _new_pid(self):
        self.pid = self.pid % 65535 + 1
        return self.pid

    # Handles what comes until one of our packets is acknowledged.
    def _await(self, pid):
        while pid not in self._acknowledged:
            self._blocking()
            self._packet()
        self._acknowledged.discard(pid)

    def publish(self, topic, msg, retain=False, qos=0):
        if not 0 <= qos <= 2:
            raise ValueError('a quality is 0, 1 or 2')
        msg = _bytes_of(msg)
        head = _text(topic)
        pid = self._new_pid() if qos else 0
        if qos:
            head += struct.pack('>H', pid)
        self._write(_head(0x30 | qos << 1 | (1 if retain else 0), len(head) + len(msg)) + head)
        self._write(msg)
        if qos:
            self._await(pid)

    def subscribe(self, topic, qos=0):
        if self.cb is None:
            raise RuntimeError('Subscribe callback is not set')
        pid = self._new_pid()
        body = struct.pack('>H', pid) + _text(topic) + bytes((qos,))
        self._write(_head(0x82, len(body)) + body)
        self._await(pid)

    def unsubscribe(self, topic):
        pid = self._new_pid()
        body = struct.pack('>H', pid) + _text(topic)
        self._write(_head(0xa2, len(body)) + body)
        self._await(pid)

    def _blocking(self):
        if self.sock is not None:
            self.sock.settimeout(self._timeout)

    # Handles one packet, for which it waits; None if there was none. What is lost with a connection is not awaited: who
    # connects again (`umqtt.robust`) sends it again.
    def wait_msg(self):
        return self._packet()

    def _packet(self):
        kind, size = self._next()
        if kind is None:
            return None
        what = kind & 0xf0
        if what == 0x30:
            return self._message(kind, size)
        body = self._read(size)
        if what in (0x40, 0x70, 0xb0) and size >= 2:
            # PUBACK, PUBCOMP, UNSUBACK
            self._acknowledged.add(body[0] << 8 | body[1])
        elif what == 0x90 and size >= 3:
            if body[2] == 0x80:
                raise MQTTException(body[2])
            self._acknowledged.add(body[0] << 8 | body[1])
        elif what == 0x50:
            self._write(b'\x62\2' + body[:2])
        elif what == 0x60:
            self._write(b'\x70\2' + body[:2])
        return kind

    def _message(self, kind, size):
        length = self._read(2)
        length = length[0] << 8 | length[1]
        qos = kind >> 1 & 3
        rest = size - 2 - length - (2 if qos else 0)
        if rest < 0 or qos > 2:
            raise MQTTException(-1)
        topic = self._read(length)
        pid = self._read(2) if qos else b''
        message = self._read(rest)
        if self.cb is not None:
            self.cb(topic, message)
        if qos:
            self._write((b'\x40\2' if qos == 1 else b'\x50\2') + pid)
        return kind

    # Handles one packet, if one has come.
    def check_msg(self):
        if self.sock is None:
            raise OSError(107, 'ENOTCONN')
        self.sock.setblocking(False)
        try:
            return self._packet()
        finally:
            self._blocking()
