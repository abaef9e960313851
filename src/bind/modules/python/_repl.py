# What the prompt asks of Python: completion.

import sys


def _names_of(chain):
    # The names that may follow the dotted name in front of the last dot.
    import __main__
    import builtins
    if not chain:
        return list(vars(__main__)) + dir(builtins) + _KEYWORDS
    found = None
    for index, name in enumerate(chain):
        if index == 0:
            if name in vars(__main__):
                found = vars(__main__)[name]
            elif hasattr(builtins, name):
                found = getattr(builtins, name)
            else:
                return []
        else:
            if isinstance(getattr(type(found), name, None), property):
                # Looking is not to have effects.
                return []
            try:
                found = getattr(found, name)
            except Exception:
                return []
    return dir(found)


_KEYWORDS = ['and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else',
             'except', 'False', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'None',
             'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'True', 'try', 'while', 'with', 'yield']


def complete(line):
    # What is to be added to a line; None: several things are possible, they have been shown.
    start = len(line)
    while start > 0 and (line[start - 1].isalnum() or line[start - 1] in '_.' or line[start - 1] > '\x7f'):
        start -= 1
    *chain, word = line[start:].split('.')
    before = line[:start].split()
    if not chain and before and before[0] in ('import', 'from') and ('import' not in before[1:]):
        if before[0] == 'from' and len(before) == 2:
            names = ['import']
        else:
            from _help import module_names
            names = module_names()
    elif before and before[0] == 'from' and 'import' in before and len(before) > 2:
        module = sys.modules.get(before[1])
        names = dir(module) if module is not None else []
    else:
        names = _names_of(chain)
    found = sorted({name for name in names
                    if name.startswith(word) and (word.startswith('_') or not name.startswith('_'))})
    if not found:
        return ''
    first, last = found[0], found[-1]
    end = len(word)
    while end < len(first) and end < len(last) and first[end] == last[end]:
        end += 1
    added = first[len(word):end]
    if len(found) == 1:
        if added == '' and first in ('import', 'from'):
            return ' '
        return added
    if added:
        return added
    _show(found)


def _show(names):
    # In columns of 16.
    text = ''
    column = 0
    for name in names:
        width = (len(name) + 2 + 15) // 16 * 16
        if column + width > 80 and column:
            text += '\n'
            column = 0
        text += name + ' ' * (width - len(name))
        column += width
    _write('\n' + text.rstrip() + '\n')
