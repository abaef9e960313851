# `pprint`: values as texts of several lines that are not too wide.


class _Key:
    # Whatever cannot be compared is ordered by its type.
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


# A number with underscores, if that is wanted.
def _number(value, underscores):
    return f'{value:_d}' if underscores and type(value) is int else repr(value)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if int(indent) < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._indent, self._width, self._depth = int(indent), int(width), depth
        self._stream, self._compact = stream, bool(compact)
        self._sort, self._underscores = sort_dicts, underscore_numbers

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        return self._lay(object, 0, 0, [], 0)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        state = [True, True]
        text = self._line(object, list(context), level, state, maxlevels or None)
        return text, state[0], not state[1]

    # The text on one line. `around`: what it is inside of; `state`: whether it can be read back, and has no cycles.
    def _line(self, value, around, level, state, depth):
        kind = type(value)
        shown = kind.__repr__
        brackets = {dict.__repr__: '{}', list.__repr__: '[]', tuple.__repr__: '()'}.get(shown)
        if brackets is None:
            text = _number(value, self._underscores)
            if text[:1] == '<':
                state[0] = False
            return text
        if not value:
            return brackets
        if depth is not None and level >= depth:
            state[0] = False
            return brackets[0] + '...' + brackets[1]
        if id(value) in around:
            state[0] = state[1] = False
            return _cycle(value)
        around.append(id(value))
        if brackets == '{}':
            items = sorted(value.items(), key=_pair_key) if self._sort else value.items()
            parts = [self._part(key, around, level + 1, state, depth) + ': ' +
                     self._part(item, around, level + 1, state, depth) for key, item in items]
        else:
            parts = [self._part(item, around, level + 1, state, depth) for item in value]
        around.pop()
        end = ',' if brackets == '()' and len(parts) == 1 else ''
        return brackets[0] + ', '.join(parts) + end + brackets[1]

    # The same, as a derived class wants it.
    def _part(self, value, around, level, state, depth):
        if type(self).format is PrettyPrinter.format:
            return self._line(value, around, level, state, depth)
        text, readable, recursive = self.format(value, dict.fromkeys(around, 1), depth or 0, level)
        state[0] = state[0] and readable
        state[1] = state[1] and not recursive
        return text

    # The text from a column on, with room for `rest` characters behind it.
    def _lay(self, value, column, rest, around, level):
        if id(value) in around:
            return _cycle(value)
        text = self._part(value, around[:], level, [True, True], self._depth)
        if len(text) <= self._width - column - rest:
            return text
        shown = type(value).__repr__
        layout = _layouts.get(shown)
        if layout is None:
            layout = _layout_of(value)
        if layout is None or self._depth is not None and level >= self._depth:
            return text
        around.append(id(value))
        try:
            return layout(self, value, column, rest, around, level + 1)
        finally:
            around.pop()

    def _start(self):
        return ' ' * (self._indent - 1)

    def _pairs(self, pairs, column, rest, around, level):
        column += self._indent
        parts = []
        last = len(pairs) - 1
        for number, (key, value) in enumerate(pairs):
            text = self._part(key, around[:], level, [True, True], self._depth)
            room = rest if number == last else 1
            parts.append(text + ': ' + self._lay(value, column + len(text) + 2, room, around, level))
        return (',\n' + ' ' * column).join(parts)

    def _fields(self, pairs, column, rest, around, level):
        parts = []
        last = len(pairs) - 1
        for number, (name, value) in enumerate(pairs):
            room = rest if number == last else 1
            shown = '...' if id(value) in around else self._lay(value, column + len(name) + 1, room, around, level)
            parts.append(f'{name}={shown}')
        return (',\n' + ' ' * column).join(parts)

    def _items(self, values, column, rest, around, level):
        column += self._indent
        full = room = self._width - column + 1
        made, between = self._start(), ''
        apart = ',\n' + ' ' * column
        values = list(values)
        for number, value in enumerate(values):
            is_last = number == len(values) - 1
            if is_last:
                full -= rest
                room -= rest
            if self._compact:
                text = self._part(value, around[:], level, [True, True], self._depth)
                wide = len(text) + 2
                if room < wide:
                    room = full
                    between = apart if between else between
                if room >= wide:
                    room -= wide
                    made += between + text
                    between = ', '
                    continue
            made += between + self._lay(value, column, rest if is_last else 1, around, level)
            between = apart
        return made

    def _dict(self, value, column, rest, around, level):
        pairs = list(value.items())
        if self._sort:
            pairs.sort(key=_pair_key)
        return '{' + self._start() + self._pairs(pairs, column, rest + 1, around, level) + '}'

    def _list(self, value, column, rest, around, level):
        return '[' + self._items(value, column, rest + 1, around, level) + ']'

    def _tuple(self, value, column, rest, around, level):
        end = ',)' if len(value) == 1 else ')'
        return '(' + self._items(value, column, rest + len(end), around, level) + end

    def _set(self, value, column, rest, around, level):
        if not value:
            return repr(value)
        start, end = '{', '}'
        if type(value) is not set:
            start, end = type(value).__name__ + '({', '})'
            column += len(start) - 1
        return start + self._items(sorted(value, key=_Key), column, rest + len(end), around, level) + end

    def _text(self, value, column, rest, around, level):
        if not value:
            return repr(value)
        whole = level == 1
        if whole:
            column += 1
            rest += 1
        room = self._width - column
        parts = []
        lines = value.splitlines(True)
        for number, line in enumerate(lines):
            is_last = number == len(lines) - 1
            if len(repr(line)) <= room - (rest if is_last else 0):
                parts.append(repr(line))
                continue
            words = _words(line)
            now = ''
            for place, word in enumerate(words):
                wide = room - (rest if is_last and place == len(words) - 1 else 0)
                if now and len(repr(now + word)) > wide:
                    parts.append(repr(now))
                    now = ''
                now += word
            if now:
                parts.append(repr(now))
        text = ('\n' + ' ' * column).join(parts)
        return f'({text})' if whole and len(parts) > 1 else text

    def _bytes(self, value, column, rest, around, level):
        if len(value) <= 4:
            return repr(value)
        start, end = ('bytearray(', ')') if type(value) is bytearray else ('(', ')') if level == 1 else ('', '')
        column += len(start)
        rest += len(end)
        value = bytes(value)
        parts, now = [], b''
        for at in range(0, len(value), 4):
            part = value[at:at + 4]
            room = self._width - column - (rest if at + 4 >= len(value) else 0)
            if now and len(repr(now + part)) > room:
                parts.append(repr(now))
                now = b''
            now += part
        parts.append(repr(now))
        return start + ('\n' + ' ' * column).join(parts) + end

    def _ordered(self, value, column, rest, around, level):
        name = type(value).__name__
        if not value:
            return repr(value)
        items = self._list(list(value.items()), column + len(name) + 1, rest + 1, around, level)
        return f'{name}({items})'

    def _deque(self, value, column, rest, around, level):
        if not value:
            return repr(value)
        start = type(value).__name__ + '('
        column += len(start)
        if value.maxlen is None:
            return start + '[' + self._items(value, column, rest + 2, around, level) + '])'
        items = self._items(value, column, 2, around, level)
        limit = self._part(value.maxlen, around, level, [True, True], None)
        return f'{start}[{items}],\n' + ' ' * column + f'maxlen={limit})'

    def _default(self, value, column, rest, around, level):
        if not value:
            return repr(value)
        start = type(value).__name__ + '('
        column += len(start)
        factory = self._part(value.default_factory, around, level, [True, True], None)
        return f'{start}{factory},\n' + ' ' * column + self._dict(value, column, rest + 1, around, level) + ')'

    def _counter(self, value, column, rest, around, level):
        if not value:
            return repr(value)
        start = type(value).__name__ + '({'
        pairs = self._pairs(value.most_common(), column + len(start) - 1, rest + 2, around, level)
        return start + self._start() + pairs + '})'

    def _namespace(self, value, column, rest, around, level):
        start = 'namespace(' if type(value).__name__ == 'SimpleNamespace' else type(value).__name__ + '('
        column += len(start)
        return start + self._fields(list(vars(value).items()), column, rest, around, level) + ')'

    def _dataclass(self, value, column, rest, around, level):
        start = type(value).__name__ + '('
        column += len(start)
        pairs = [(name, getattr(value, name)) for name, field in value.__dataclass_fields__.items() if field.repr]
        return start + self._fields(pairs, column, rest, around, level) + ')'

    def _data(self, value, column, rest, around, level):
        return self._lay(value.data, column, rest, around, level - 1)

    def _view(self, value, column, rest, around, level):
        return 'mappingproxy(' + self._lay(dict(value), column + 13, rest + 1, around, level) + ')'


def _words(line):
    words, start, at = [], 0, 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        words.append(line[start:at])
        start = at
    return words


_layouts = {
    dict.__repr__: PrettyPrinter._dict, list.__repr__: PrettyPrinter._list, tuple.__repr__: PrettyPrinter._tuple,
    set.__repr__: PrettyPrinter._set, frozenset.__repr__: PrettyPrinter._set, str.__repr__: PrettyPrinter._text,
    bytes.__repr__: PrettyPrinter._bytes, bytearray.__repr__: PrettyPrinter._bytes,
}


# The layout of a class that is known by name: its module need not be there.
def _layout_of(value):
    for base in type(value).__mro__:
        layout = {'OrderedDict': PrettyPrinter._ordered, 'deque': PrettyPrinter._deque,
                  'defaultdict': PrettyPrinter._default, 'Counter': PrettyPrinter._counter,
                  'SimpleNamespace': PrettyPrinter._namespace,
                  'UserDict': PrettyPrinter._data, 'UserList': PrettyPrinter._data, 'UserString': PrettyPrinter._data, 'mappingproxy': PrettyPrinter._view}.get(base.__name__)
        if layout is not None and base.__module__ in ('collections', 'types', 'builtins'):
            return layout if type(value).__repr__ == base.__repr__ else None
    if hasattr(type(value), '__dataclass_params__') and value.__dataclass_params__.repr \
            and type(value).__repr__.__module__ == 'dataclasses':
        return PrettyPrinter._dataclass


def _cycle(value):
    return f'<Recursion on {type(value).__name__} with id={id(value)}>'


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    print(pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers), file=stream)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter().format(object, {}, 0, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
