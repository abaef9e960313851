# What a replacement with backslashes stands for.

_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}


# Strings and numbers of groups in turn.
def parse(template, pattern, error):
    text = template if isinstance(template, str) else str(template, 'latin-1')
    parts = []
    at = 0
    while True:
        slash = text.find('\\', at)
        if slash < 0:
            break
        parts.append(text[at:slash])
        letter = text[slash + 1:slash + 2]
        at = slash + 2
        if letter == 'g':
            number, at = _named(text, at, template, pattern, error)
            parts.append(number)
        elif letter.isdigit():
            part, at = _number(text, slash, template, pattern, error)
            parts.append(part)
        elif letter in _ESCAPES:
            parts.append(_ESCAPES[letter])
        elif not letter:
            raise error('bad escape (end of pattern)', template, slash)
        elif letter.isalpha() and letter.isascii():
            raise error(f'bad escape \\{letter}', template, slash)
        else:
            parts.append('\\' + letter)
    parts.append(text[at:])
    if text is not template:
        parts = [part if isinstance(part, int) else bytes(part, 'latin-1') for part in parts]
    return parts


def _named(text, at, template, pattern, error):
    if text[at:at + 1] != '<':
        raise error('missing <', template, at)
    at += 1
    end = text.find('>', at)
    if end == at or at == len(text):
        raise error('missing group name', template, at)
    if end < 0:
        raise error('missing >, unterminated name', template, at)
    name = text[at:end]
    if name.isidentifier():
        if name not in pattern.groupindex:
            raise IndexError(f'unknown group name {name!r}')
        number = pattern.groupindex[name]
    else:
        try:
            number = int(name)
        except ValueError:
            number = -1
        if number < 0:
            raise error(f'bad character in group name {name!r}', template, at)
    if number > pattern.groups:
        raise error(f'invalid group reference {number}', template, at)
    return number, end + 1


def _octal(text):
    return text != '' and text in '01234567'


def _number(text, slash, template, pattern, error):
    at = slash + 2
    if text[at - 1] == '0':
        while at < slash + 4 and _octal(text[at:at + 1]):
            at += 1
        return chr(int(text[slash + 1:at], 8) & 255), at
    if text[at:at + 1].isdigit():
        at += 1
        if _octal(text[at - 2]) and _octal(text[at - 1]) and _octal(text[at:at + 1]):
            at += 1
            value = int(text[slash + 1:at], 8)
            if value > 255:
                escape = text[slash:at]
                raise error(f'octal escape value {escape} outside of range 0-0o377', template, slash)
            return chr(value), at
    number = int(text[slash + 1:at])
    if number > pattern.groups:
        raise error(f'invalid group reference {number}', template, slash + 1)
    return number, at
