# The classes of `string`.


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _parts(self):
        # Pairs: a text, and the name behind it; None at the end; '' for a delimiter that stands for itself; the rest
        # of a text from a bad delimiter on, as a tuple.
        text = self.template
        delimiter = self.delimiter
        start = 0
        while True:
            at = text.find(delimiter, start)
            if at < 0:
                yield text[start:], None
                return
            before = text[start:at]
            at += len(delimiter)
            if text.startswith(delimiter, at):
                yield before, ''
                start = at + len(delimiter)
                continue
            braced = text.startswith('{', at)
            end = begin = at + braced
            while end < len(text) and (text[end] == '_' or text[end].isascii() and text[end].isalnum()):
                end += 1
            name = text[begin:end]
            good = name and not name[0].isdigit() and (not braced or text.startswith('}', end))
            if good:
                yield before, name
                start = end + braced
            else:
                yield before, (at - len(delimiter),)
                start = at

    def _substitute(self, mapping, kws, safe):
        made = []
        for before, name in self._parts():
            made.append(before)
            if name is None:
                break
            if name == '':
                made.append(self.delimiter)
            elif isinstance(name, tuple):
                if not safe:
                    self._invalid(name[0])
                made.append(self.delimiter)
            elif name in kws:
                made.append(str(kws[name]))
            else:
                try:
                    made.append(str(mapping[name]))
                except KeyError:
                    if not safe:
                        raise
                    made.append(self._shown(name))
        return ''.join(made)

    def _shown(self, name):
        plain = self.delimiter + name
        return plain if plain in self.template else self.delimiter + '{' + name + '}'

    def _invalid(self, at):
        lines = self.template[:at].splitlines(True)
        if not lines:
            column, line = 1, 1
        else:
            column = at - len(''.join(lines[:-1])) + 1
            line = len(lines)
            if lines[-1].endswith('\n'):
                column, line = 1, line + 1
        raise ValueError(f'Invalid placeholder in string: line {line}, col {column}')

    def substitute(self, mapping={}, /, **kws):
        return self._substitute(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._substitute(mapping, kws, True)

    def is_valid(self):
        return not any(isinstance(name, tuple) for before, name in self._parts())

    def get_identifiers(self):
        names = []
        for before, name in self._parts():
            if name and isinstance(name, str) and name not in names:
                names.append(name)
        return names


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        made, automatic = self._format(format_string, args, kwargs, 2, 0)
        return made

    def _format(self, text, args, kwargs, depth, automatic):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        made = []
        for literal, field, spec, conversion in self.parse(text):
            if literal:
                made.append(literal)
            if field is None:
                continue
            if field == '' or field[0] in '.[':
                if automatic is None:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field = str(automatic) + field
                automatic += 1
            elif field.isdigit():
                if automatic:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                automatic = None
            value, key = self.get_field(field, args, kwargs)
            value = self.convert_field(value, conversion)
            spec, automatic = self._format(spec, args, kwargs, depth - 1, automatic)
            made.append(self.format_field(value, spec))
        return ''.join(made), automatic

    def parse(self, format_string):
        parts = []
        literal = ''
        at = 0
        size = len(format_string)
        while at < size:
            character = format_string[at]
            at += 1
            if character not in '{}':
                literal += character
                continue
            if at < size and format_string[at] == character:
                literal += character
                at += 1
                continue
            if character == '}':
                raise ValueError("Single '}' encountered in format string")
            depth = 1
            start = at
            while at < size and depth:
                depth += {'{': 1, '}': -1}.get(format_string[at], 0)
                at += 1
            if depth:
                raise ValueError("expected '}' before end of string" if at > start else
                                 "Single '{' encountered in format string")
            field = format_string[start:at - 1]
            spec, conversion = '', None
            inside = 0
            for index, character in enumerate(field):
                inside += {'[': 1, ']': -1}.get(character, 0)
                if not inside and character in '!:':
                    rest = field[index + 1:]
                    if character == '!':
                        conversion, colon, spec = rest.partition(':')
                    else:
                        spec = rest
                    field = field[:index]
                    break
            parts.append((literal, field, spec, conversion))
            literal = ''
        if literal:
            parts.append((literal, None, None, None))
        return iter(parts)

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in '.[':
            end += 1
        first = field_name[:end]
        if first.isdigit():
            first = int(first)
        value = self.get_value(first, args, kwargs)
        while end < len(field_name):
            start = end + 1
            if field_name[end] == '.':
                end = start
                while end < len(field_name) and field_name[end] not in '.[':
                    end += 1
                value = getattr(value, field_name[start:end])
            else:
                end = field_name.index(']', start)
                key = field_name[start:end]
                value = value[int(key) if key.isdigit() else key]
                end += 1
        return value, first

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ('s', 'r', 'a'):
            return (str if conversion == 's' else repr if conversion == 'r' else ascii)(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def check_unused_args(self, used_args, args, kwargs):
        pass
