# Frames, as `sys._getframe` and tracebacks show them: where they stood when they were asked for.


class frame:
    __slots__ = ('_places', '_index', '_locals')
    __module__ = 'builtins'
    f_trace = None

    def __init__(self, places, index, local_names):
        self._places = places
        self._index = index
        self._locals = local_names

    @property
    def f_code(self):
        return self._places[self._index].__code__

    @property
    def f_globals(self):
        return self._places[self._index].__globals__

    @property
    def f_builtins(self):
        import builtins
        return builtins.__dict__

    @property
    def f_locals(self):
        if self.f_code.co_name == '<module>':
            return self.f_globals
        return {} if self._locals is None else self._locals

    @property
    def f_lasti(self):
        return self._places[self._index + 1] * 2

    @property
    def f_lineno(self):
        from sys import _line_of
        return _line_of(self._places[self._index], self._places[self._index + 1])

    @property
    def f_back(self):
        index = self._index + 2
        return frame(self._places, index, None) if index < len(self._places) else None

    def clear(self):
        self._locals = None

    def __repr__(self):
        code = self.f_code
        return f'<frame at {id(self):#x}, file {code.co_filename!r}, line {self.f_lineno}, code {code.co_name}>'


def of_traceback(traceback):
    from sys import _traceback_places
    return frame(_traceback_places(traceback), 0, None)
