# `network`: the firmware's interfaces. The constants are in the native table.

_hostname = 'ferropy'
_country = 'XX'


def hostname(name=None, /):
    global _hostname
    if name is None:
        return _hostname
    if not 0 < len(name) <= 32:
        raise ValueError('hostname must have 1 to 32 characters')
    _hostname = str(name)


def country(code=None, /):
    global _country
    if code is None:
        return _country
    if len(code) != 2:
        raise ValueError('country must have 2 characters')
    _country = str(code)


def _as_bytes(text):
    if text is None:
        return b''
    return text.encode() if isinstance(text, str) else bytes(text)


# A mask of so many bits.
def _mask(bits):
    mask = 0xffffffff << 32 - int(bits) & 0xffffffff
    return '.'.join([str(mask >> shift & 255) for shift in (24, 16, 8, 0)])


class WLAN:
    IF_STA = 0
    IF_AP = 1
    SEC_OPEN = 0
    SEC_WEP = 1
    SEC_WPA = 2
    SEC_WPA2 = 3
    SEC_WPA_WPA2 = 4
    PM_NONE = 0
    PM_PERFORMANCE = 1
    PM_POWERSAVE = 2

    # What an access point is called, and its key.
    _named = (b'', b'')

    def __init__(self, interface_id=0, /):
        if not _has(interface_id):
            raise ValueError('no such interface')
        self._link = interface_id

    def __repr__(self):
        return f'<{type(self).__name__} {self._link} status={self.status()}>'

    def active(self, is_active=None, /):
        if is_active is None:
            return _active(self._link)
        _active(self._link, bool(is_active))

    def connect(self, ssid=None, key=None, *, bssid=None):
        _connect(self._link, _as_bytes(ssid), _as_bytes(key), _as_bytes(bssid))

    def disconnect(self):
        _disconnect(self._link)

    def scan(self):
        found = []
        while (station := _scan(self._link, len(found))) is not None:
            found.append(station)
        return found

    def status(self, param=None, /):
        if param is None:
            return _status(self._link)
        if param == 'rssi':
            strength = _strength(self._link)
            if strength is None:
                raise OSError(107, 'ENOTCONN')
            return strength
        if param == 'stations':
            return []
        raise ValueError('unknown status param')

    def isconnected(self):
        return _status(self._link) == 1010

    def ifconfig(self, addresses=None, /):
        if addresses is None:
            return _addresses(self._link)
        if addresses == 'dhcp':
            return _set_addresses(self._link)
        if not isinstance(addresses, (tuple, list)) or len(addresses) != 4:
            raise ValueError('ifconfig() takes four addresses')
        _set_addresses(self._link, *addresses)

    def ipconfig(self, param=None, /, **values):
        address, mask, gateway, names = _addresses(self._link)
        if param is not None:
            if param == 'addr4':
                return address, mask
            if param == 'gw4':
                return gateway
            if param == 'dns':
                return names
            if param == 'has_dhcp4':
                return self.isconnected()
            raise ValueError('unknown configuration param')
        for name, value in values.items():
            if name == 'dhcp4':
                if value:
                    return _set_addresses(self._link)
            elif name == 'addr4':
                address, mask = value if not isinstance(value, str) else value.split('/') if '/' in value else (value, mask)
                if '.' not in mask:
                    mask = _mask(mask)
            elif name == 'gw4':
                gateway = value
            elif name == 'dns':
                names = value
            else:
                raise ValueError('unknown configuration param')
        _set_addresses(self._link, address, mask, gateway, names)

    def config(self, *params, **values):
        if params:
            if len(params) != 1 or values:
                raise TypeError('can query only one param')
            param = params[0]
            if param == 'mac':
                return _mac(self._link)
            if param in ('ssid', 'essid'):
                return self._named[0].decode()
            if param in ('hostname', 'dhcp_hostname'):
                return hostname()
            return _parameter(self._link, param)
        for param, value in values.items():
            if param in ('hostname', 'dhcp_hostname'):
                hostname(value)
            elif param in ('ssid', 'essid'):
                self._named = (_as_bytes(value), self._named[1])
            elif param in ('key', 'password'):
                self._named = (self._named[0], _as_bytes(value))
            else:
                _parameter(self._link, param, int(value))
        if self._link == 1 and ('ssid' in values or 'essid' in values or 'key' in values or 'password' in values):
            _connect(self._link, *self._named, b'')


# A cable is an interface without access points.
class LAN(WLAN):
    def __init__(self, *args, **kwargs):
        super().__init__(0)


def ipconfig(param=None, /, **values):
    return WLAN(0).ipconfig(param, **values)


def route():
    return [_addresses(0)[2]]
