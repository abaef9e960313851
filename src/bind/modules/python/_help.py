# `help`.

import sys


def show(*objects):
    if not objects:
        print(f'''Welcome to {sys.implementation.name}!

For the memory in use, type:            import micropython; micropython.mem_info()
For the modules that can be imported:   help('modules')
For what an object has:                 help(object)

Keys of the prompt:
  CTRL-A        -- on a blank line, enter raw REPL mode
  CTRL-B        -- on a blank line, enter normal REPL mode
  CTRL-C        -- interrupt a running program
  CTRL-D        -- on a blank line, do a soft reset of the board
  CTRL-E        -- on a blank line, enter paste mode
  TAB           -- complete a name, or indent''')
        return
    what = objects[0]
    if what == 'modules':
        _show_modules()
        return
    if type(what) in (str, int, float, bool, list, tuple, dict, set, bytes, type(None)):
        print(f'object {what!r} is of type {type(what).__name__}')
    else:
        print(f'object {what!r} is of type {type(what).__name__}')
        doc = getattr(what, '__doc__', None)
        if isinstance(doc, str) and doc:
            for line in doc.strip().split('\n'):
                print(f'  {line.strip()}')
    for name in dir(what):
        if name.startswith('__') and name != '__name__':
            continue
        try:
            print(f'  {name} -- {getattr(what, name)!r}')
        except Exception:
            print(f'  {name}')


def module_names():
    names = {name for name in _granted() if not name.startswith('_')}
    names.add('__main__')
    return sorted(names)


def _show_modules():
    names = module_names()
    rows = (len(names) + 3) // 4
    for row in range(rows):
        print(''.join([f'{name:18}' for name in names[row::rows]]).rstrip())
    print('Plus any modules on the filesystem')
