# `csv`: tables as lines of text.

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = '\n'


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}
_limit = 131072


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _dialect(dialect, fmtparams)


def unregister_dialect(name):
    if _dialects.pop(name, None) is None:
        raise Error('unknown dialect')


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialect(name, {})


def list_dialects():
    return list(_dialects)


def field_size_limit(new=None):
    global _limit
    old = _limit
    if new is not None:
        _limit = new
    return old


def _dialect(dialect, changes):
    if isinstance(dialect, str):
        if dialect not in _dialects:
            raise Error('unknown dialect')
        dialect = _dialects[dialect]
    made = Dialect()
    for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator',
                 'quoting', 'strict'):
        value = changes.pop(name) if name in changes else getattr(dialect, name, getattr(Dialect, name))
        if name in ('delimiter', 'quotechar', 'escapechar'):
            if value is None and name == 'delimiter' or value is not None and not isinstance(value, str):
                end = '' if name == 'delimiter' else ' or None'
                raise TypeError(f'"{name}" must be string{end}, not {type(value).__name__}')
            if value is not None and len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        setattr(made, name, value)
    for name in changes:
        raise TypeError(f"this function got an unexpected keyword argument '{name}'")
    if not QUOTE_MINIMAL <= made.quoting <= QUOTE_NOTNULL:
        raise TypeError('bad "quoting" value')
    if made.quoting != QUOTE_NONE and made.quotechar is None:
        raise TypeError('quotechar must be set if quoting enabled')
    return made


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._fields = []
        self._start()
        state = 'start'
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == 'quoted' or self._field or state in ('escape', 'quoted escape'):
                    if self.dialect.strict:
                        raise Error('unexpected end of data') from None
                    if self._field is not None and state != 'start':
                        self._save()
                        return self._fields
                raise
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} '
                            '(the file should be opened in text mode)')
            self.line_num += 1
            for char in line:
                state = self._take(char, state)
            state = self._take('', state)
            if state == 'start':
                return self._fields

    def _start(self):
        self._field, self._unquoted = '', False

    def _save(self):
        field = self._field
        if self._unquoted:
            field = float(field)
        self._fields.append(field)
        self._start()

    def _add(self, char):
        if len(self._field) >= _limit:
            raise Error(f'field larger than field limit ({_limit})')
        self._field += char

    # What comes after a character; '' is the end of a line of the source.
    def _take(self, char, state):
        dialect = self.dialect
        ends = char in ('\n', '\r', '')
        if state == 'start':
            if not char:
                return state
            if ends:
                return 'end'
            state = 'field'
        if state == 'end':
            if not char:
                return 'start'
            if ends:
                return state
            raise Error('new-line character seen in unquoted field - do you need to open the file with newline=\'\'?')
        if state == 'quoted':
            if not char:
                return state
            if char == dialect.escapechar:
                return 'quoted escape'
            if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                return 'quote' if dialect.doublequote else 'inside'
            self._add(char)
            return state
        if state == 'quote':
            if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self._add(char)
                return 'quoted'
            if char != dialect.delimiter and not ends:
                if dialect.strict:
                    raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
                self._add(char)
                return 'inside'
        elif state in ('escape', 'quoted escape'):
            self._add(char or '\n')
            return 'quoted' if state == 'quoted escape' else 'inside'
        elif state == 'field':
            if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                return 'quoted'
            if char == ' ' and dialect.skipinitialspace:
                return state
            if dialect.quoting == QUOTE_NONNUMERIC and not ends and char != dialect.delimiter:
                self._unquoted = True
        if ends:
            self._save()
            return 'end' if char else 'start'
        if char == dialect.delimiter:
            self._save()
            return 'field'
        if char == dialect.escapechar:
            return 'escape'
        self._add(char)
        return 'inside'


def reader(csvfile, dialect='excel', **fmtparams):
    return _Reader(csvfile, _dialect(dialect, fmtparams))


class _Writer:
    def __init__(self, file, dialect):
        self._write = file.write
        self.dialect = dialect

    def _field(self, value, alone):
        dialect = self.dialect
        quoting = dialect.quoting
        text = '' if value is None else repr(value) if type(value) is float else str(value)
        if quoting == QUOTE_ALL:
            quoted = True
        elif quoting == QUOTE_NONNUMERIC:
            quoted = not isinstance(value, (int, float))
        elif quoting == QUOTE_STRINGS:
            quoted = isinstance(value, str)
        else:
            quoted = quoting == QUOTE_NOTNULL and value is not None
        made = ''
        special = (dialect.delimiter, dialect.escapechar, dialect.quotechar, '\n', '\r')
        for char in text:
            if char in special or char in dialect.lineterminator:
                escaped = quoting == QUOTE_NONE or char == dialect.escapechar
                if quoting != QUOTE_NONE:
                    if char == dialect.quotechar:
                        if dialect.doublequote:
                            made += char
                        else:
                            escaped = True
                    if not escaped:
                        quoted = True
                if escaped:
                    if dialect.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    made += dialect.escapechar
            made += char
        if not text and alone:
            if quoting == QUOTE_NONE or value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error('single empty field record must be quoted')
            quoted = True
        return dialect.quotechar + made + dialect.quotechar if quoted else made

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        alone = len(row) == 1
        return self._write(self.dialect.delimiter.join([self._field(value, alone) for value in row]) +
                           self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect='excel', **fmtparams):
    return _Writer(csvfile, _dialect(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in wrong]))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._row(rowdict) for rowdict in rowdicts])
