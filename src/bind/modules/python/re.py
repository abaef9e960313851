# `re`: patterns and matches as objects; what finds them is native.


class RegexFlag(int):
    def __repr__(self):
        names = [name for name, flag in _FLAGS if self & flag]
        return '|'.join(['re.' + name for name in names]) or 're.NOFLAG'

    __str__ = __repr__

    @property
    def name(self):
        return '|'.join([name for name, flag in _FLAGS if self & flag]) or 'NOFLAG'

    @property
    def value(self):
        return int(self)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


NOFLAG = RegexFlag(0)
T = TEMPLATE = RegexFlag(1)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
A = ASCII = RegexFlag(256)
_FLAGS = (
    ('TEMPLATE', 1), ('IGNORECASE', 2), ('LOCALE', 4), ('MULTILINE', 8), ('DOTALL', 16), ('UNICODE', 32),
    ('VERBOSE', 64), ('DEBUG', 128), ('ASCII', 256),
)
_END = 0x3fffffff
# The patterns that were compiled last, for the functions of the module.
_known = []


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


# Runs a pattern. Modes: 0 at the start, 1 anywhere, 2 the whole; 4 more: not empty, 8 more: places are bytes.
def _search(code, string, pos, endpos, mode):
    found = _find(code, string, pos, endpos, mode)
    while found and found[0]:
        found = _go_on(found, code, string, endpos, mode)
    return found


# All matches, one after the other.
def _walk(code, string, pos, endpos):
    found = _search(code, string, pos, endpos, 1)
    while found is not None:
        yield found
        first, last, _ = _bounds(found)
        found = _search(code, string, last, endpos, 13 if first == last else 9)


class Pattern:
    __slots__ = 'pattern', 'flags', 'groups', 'groupindex', '_code', '_given'

    def match(self, string, pos=0, endpos=_END):
        found = _search(self._code, string, pos, endpos, 0)
        return None if found is None else Match(self, string, pos, endpos, found)

    def search(self, string, pos=0, endpos=_END):
        found = _search(self._code, string, pos, endpos, 1)
        return None if found is None else Match(self, string, pos, endpos, found)

    def fullmatch(self, string, pos=0, endpos=_END):
        found = _search(self._code, string, pos, endpos, 2)
        return None if found is None else Match(self, string, pos, endpos, found)

    def finditer(self, string, pos=0, endpos=_END):
        _check(self._code, string)
        return (Match(self, string, pos, endpos, found) for found in _walk(self._code, string, pos, endpos))

    def findall(self, string, pos=0, endpos=_END):
        result = []
        nothing = _piece(string, 0, 0) if self.groups else None
        for found in _walk(self._code, string, pos, endpos):
            if self.groups < 2:
                item = _group(string, found, self.groups)
                result.append(nothing if item is None else item)
            else:
                result.append(_groups(string, found, nothing))
        return result

    def split(self, string, maxsplit=0):
        result = []
        at = 0
        if maxsplit >= 0:
            for found in _walk(self._code, string, 0, _END):
                first, last, _ = _bounds(found)
                result.append(_piece(string, at, first))
                if self.groups:
                    result.extend(_groups(string, found, None))
                at = last
                maxsplit -= 1
                if maxsplit == 0:
                    break
        result.append(_piece(string, at, None))
        return result

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        template = None
        if not callable(repl):
            template = _template(self, repl)
        result = []
        at = done = 0
        if count >= 0:
            for found in _walk(self._code, string, 0, _END):
                first, last, _ = _bounds(found)
                if first > at:
                    result.append(_piece(string, at, first))
                if template is None:
                    item = repl(Match(self, string, 0, _END, found))
                    if item is not None:
                        result.append(item)
                else:
                    _fill(result, template, string, found)
                at = last
                done += 1
                if done == count:
                    break
        result.append(_piece(string, at, None))
        return _piece(string, 0, 0).join(result), done

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str) and flags & 292 == 32:
            flags -= 32
        text = repr(self.pattern)[:200]
        return f're.compile({text}, {RegexFlag(flags)})' if flags else f're.compile({text})'

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.flags == other.flags and self.pattern == other.pattern

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        return cls


class Match:
    __slots__ = 're', 'string', '_pos', '_endpos', '_found'

    def __init__(self, pattern, string, pos, endpos, found):
        self.re = pattern
        self.string = string
        self._pos = pos
        self._endpos = endpos
        self._found = found

    def _number(self, group):
        if not isinstance(group, int):
            group = _special(group, '__index__')() if hasattr(group, '__index__') else self.re.groupindex.get(group, -1)
        if not 0 <= group <= self.re.groups:
            raise IndexError('no such group')
        return int(group)

    def group(self, *groups):
        if not groups:
            return _group(self.string, self._found, 0)
        if len(groups) == 1:
            return _group(self.string, self._found, self._number(groups[0]))
        return tuple([_group(self.string, self._found, self._number(group)) for group in groups])

    def __getitem__(self, group):
        return _group(self.string, self._found, self._number(group))

    def groups(self, default=None):
        return _groups(self.string, self._found, default)

    def groupdict(self, default=None):
        result = {}
        for name, group in self.re.groupindex.items():
            text = _group(self.string, self._found, group)
            result[name] = default if text is None else text
        return result

    def span(self, group=0):
        return _span(self.string, self._found, self._number(group))

    def start(self, group=0):
        return _span(self.string, self._found, self._number(group))[0]

    def end(self, group=0):
        return _span(self.string, self._found, self._number(group))[1]

    def expand(self, template):
        result = []
        _fill(result, _template(self.re, template), self.string, self._found)
        return _piece(self.string, 0, 0).join(result)

    @property
    def pos(self):
        return max(0, min(self._pos, len(self.string)))

    @property
    def endpos(self):
        return max(0, min(self._endpos, len(self.string)))

    @property
    def regs(self):
        return tuple([_span(self.string, self._found, group) for group in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        return _bounds(self._found)[2] or None

    @property
    def lastgroup(self):
        last = _bounds(self._found)[2]
        for name, group in self.re.groupindex.items():
            if group == last:
                return name
        return None

    def __repr__(self):
        return f'<re.Match object; span={self.span()}, match={repr(self.group())[:50]}>'

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        return cls


# Checks that a pattern goes with a string.
def _check(code, string):
    _find(code, string, 1, 0, 0)


# A template: a string, or a list of strings and numbers of groups.
def _template(pattern, template):
    if isinstance(template, int):
        raise TypeError('decoding to str: need a bytes-like object, int found')
    if ('\\' if isinstance(template, str) else b'\\') not in template:
        return [template]
    import _re_template
    return _re_template.parse(template, pattern, error)


def _fill(result, template, string, found):
    for part in template:
        if isinstance(part, int):
            part = _group(string, found, part)
        if part:
            result.append(part)


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    flags = int(flags)
    for known in _known:
        if known._given == flags and known.pattern == pattern and type(known.pattern) is type(pattern):
            return known
    given = flags
    if isinstance(pattern, str):
        if flags & 4:
            raise ValueError('cannot use LOCALE flag with a str pattern')
        if flags & 256 == 0:
            flags |= 32
        elif flags & 32:
            raise ValueError('ASCII and UNICODE flags are incompatible')
    elif flags & 32:
        raise ValueError('cannot use UNICODE flag with a bytes pattern')
    elif flags & 260 == 260:
        raise ValueError('ASCII and LOCALE flags are incompatible')
    parts = _compile(pattern, flags)
    if len(parts) == 2:
        message, pos = parts
        raise error(message, pattern, pos)
    new = Pattern()
    new.pattern = pattern
    new._given = given
    new._code, new.flags, new.groups, new.groupindex = parts
    if len(_known) == 4:
        _known.pop(0)
    _known.append(new)
    return new


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _known.clear()


def escape(pattern):
    return _escape(pattern)
