# `fnmatch`: file names that fit patterns with `*`, `?` and `[...]`.

import re
from functools import lru_cache as _lru_cache


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


@_lru_cache(maxsize=16)
def _compiled(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode('latin-1')).encode('latin-1')).match
    return re.compile(translate(pat)).match


def fnmatchcase(name, pat):
    return _compiled(pat)(name) is not None


def filter(names, pat):
    matches = _compiled(pat)
    return [name for name in names if matches(name) is not None]


def translate(pat):
    result = ''
    index, end = 0, len(pat)
    while index < end:
        character = pat[index]
        index += 1
        if character == '*':
            if not result.endswith('.*'):
                result += '.*'
        elif character == '?':
            result += '.'
        elif character == '[':
            close = pat.find(']', index + 1 + (pat[index:index + 1] == '!'))
            if close < 0:
                result += '\\['
                continue
            inner = pat[index:close].replace('\\', '\\\\')
            index = close + 1
            if inner[0] == '!':
                inner = '^' + inner[1:]
            elif inner[0] in '^[':
                inner = '\\' + inner
            result += f'[{inner}]'
        else:
            result += re.escape(character)
    return f'(?s:{result})\\Z'
