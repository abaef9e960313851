# `inspect.signature`.

from enum import IntEnum as _IntEnum


class _ParameterKind(_IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        return ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only',
                'variadic keyword')[self]


class _empty:
    """The absence of a default or an annotation."""




def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, type) and not hasattr(annotation, '__origin__'):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


class Parameter:
    __slots__ = ('_name', '_kind', '_default', '_annotation')
    __module__ = 'inspect'

    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        kind = _ParameterKind(kind)
        if default is not _empty and kind in (2, 4):
            raise ValueError(f'{kind.description} parameters cannot have default values')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=..., kind=..., annotation=..., default=...):
        return type(self)(self._name if name is ... else name, self._kind if kind is ... else kind,
                          default=self._default if default is ... else default,
                          annotation=self._annotation if annotation is ... else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += f': {formatannotation(self._annotation)}'
        if self._default is not _empty:
            text += f' = {self._default!r}' if self._annotation is not _empty else f'={self._default!r}'
        return ('', '', '*', '', '**')[self._kind] + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    __slots__ = ('arguments', '_signature')
    __module__ = 'inspect'

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind > 2 or name not in self.arguments:
                break
            if parameter.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind > 2:
                by_keyword = True
            elif name not in self.arguments:
                by_keyword = True
                continue
            if not by_keyword or name not in self.arguments:
                continue
            if parameter.kind == 4:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind == 2:
                filled[name] = ()
            elif parameter.kind == 4:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return '<BoundArguments ({})>'.format(', '.join(f'{k}={v!r}' for k, v in self.arguments.items()))


class Signature:
    __slots__ = ('_parameters', '_return')
    __module__ = 'inspect'
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = {}
        last, defaults = 0, False
        for parameter in parameters or ():
            if parameter.kind < last:
                raise ValueError(f'wrong parameter order: {_ParameterKind(last).description} parameter before '
                                 f'{parameter.kind.description} parameter')
            if parameter.kind > last:
                last = parameter.kind
            if parameter.kind < 2:
                if parameter.default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError('non-default argument follows default argument')
            if parameter.name in self._parameters:
                raise ValueError(f'duplicate parameter name: {parameter.name!r}')
            self._parameters[parameter.name] = parameter
        self._return = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, **options):
        return signature(obj, follow_wrapped=follow_wrapped)

    @property
    def parameters(self):
        from types import MappingProxyType
        return MappingProxyType(self._parameters)

    @property
    def return_annotation(self):
        return self._return

    def replace(self, *, parameters=..., return_annotation=...):
        return type(self)(self._parameters.values() if parameters is ... else parameters,
                          return_annotation=self._return if return_annotation is ... else return_annotation)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        rest = list(args)
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind == 2:
                if rest:
                    arguments[name] = tuple(rest)
                rest = []
            elif kind == 4:
                continue
            elif kind < 2 and rest:
                if kind == 1 and name in kwargs:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = rest.pop(0)
            elif kind != 0 and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                if kind == 0 and name in kwargs:
                    raise TypeError(f'{name!r} parameter is positional only, but was passed as a keyword')
                raise TypeError(f'missing a required argument: {name!r}')
        if rest:
            raise TypeError('too many positional arguments')
        if kwargs:
            for name, parameter in self._parameters.items():
                if parameter.kind == 4:
                    arguments[name] = kwargs
                    break
            else:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self._return == other._return and list(self._parameters.items()) == list(other._parameters.items())

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return))

    def __str__(self):
        shown = []
        last = star = None
        for parameter in self._parameters.values():
            if last == 0 and parameter.kind != 0:
                shown.append('/')
            if parameter.kind == 2:
                star = True
            elif parameter.kind == 3 and not star:
                shown.append('*')
                star = True
            shown.append(str(parameter))
            last = parameter.kind
        if last == 0:
            shown.append('/')
        text = f"({', '.join(shown)})"
        return text if self._return is _empty else f'{text} -> {formatannotation(self._return)}'

    def __repr__(self):
        return f'<Signature {self}>'


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    from functools import partial
    from inspect import isclass, isfunction, ismethod, unwrap
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda one: hasattr(one, '__signature__'))
        if ismethod(obj):
            return signature(obj)
    known = getattr(obj, '__signature__', None)
    if known is not None:
        return known
    if isfunction(obj):
        return _of_function(obj)
    if isinstance(obj, partial):
        return _of_partial(obj)
    if isclass(obj):
        call = getattr(type(obj), '__call__', None)
        for maker in (call, obj.__new__, obj.__init__):
            if isfunction(maker):
                return _without_first(_of_function(maker))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
    else:
        call = getattr(type(obj), '__call__', None)
        if isfunction(call):
            return _without_first(signature(call))
    raise ValueError(f'no signature found for builtin {obj!r}')


def _of_function(function):
    code = function.__code__
    names = code.co_varnames
    positional = code.co_argcount
    defaults = function.__defaults__ or ()
    by_keyword = function.__kwdefaults__ or {}
    annotations = function.__annotations__
    first = positional - len(defaults)
    parameters = []
    for index in range(positional):
        kind = 0 if index < code.co_posonlyargcount else 1
        default = defaults[index - first] if index >= first else _empty
        parameters.append(Parameter(names[index], kind, default=default,
                                    annotation=annotations.get(names[index], _empty)))
    end = positional + code.co_kwonlyargcount
    if code.co_flags & 4:
        parameters.append(Parameter(names[end], 2, annotation=annotations.get(names[end], _empty)))
    for name in names[positional:end]:
        parameters.append(Parameter(name, 3, default=by_keyword.get(name, _empty),
                                    annotation=annotations.get(name, _empty)))
    if code.co_flags & 8:
        name = names[end + bool(code.co_flags & 4)]
        parameters.append(Parameter(name, 4, annotation=annotations.get(name, _empty)))
    return Signature(parameters, return_annotation=annotations.get('return', _empty))


def _without_first(known):
    parameters = list(known.parameters.values())
    if parameters and parameters[0].kind < 2:
        del parameters[0]
    elif not parameters or parameters[0].kind != 2:
        raise ValueError('invalid method signature')
    return known.replace(parameters=parameters)


def _of_partial(obj):
    known = signature(obj.func)
    bound = known.bind_partial(*obj.args, **obj.keywords)
    parameters = []
    by_keyword = False
    for name, parameter in known.parameters.items():
        if name in bound.arguments and parameter.kind not in (2, 4):
            if name not in obj.keywords:
                continue
            parameter = parameter.replace(default=obj.keywords[name])
            by_keyword = by_keyword or parameter.kind == 1
        if by_keyword and parameter.kind == 1:
            parameter = parameter.replace(kind=3)
        elif by_keyword and parameter.kind == 2:
            continue
        parameters.append(parameter)
    return known.replace(parameters=parameters)


class FullArgSpec(tuple):
    __slots__ = ()
    __module__ = 'inspect'
    _fields = ('args', 'varargs', 'varkw', 'defaults', 'kwonlyargs', 'kwonlydefaults', 'annotations')

    def __getattr__(self, name):
        try:
            return self[self._fields.index(name)]
        except ValueError:
            raise AttributeError(name) from None

    def __repr__(self):
        return 'FullArgSpec({})'.format(', '.join(f'{n}={v!r}' for n, v in zip(self._fields, self)))


def getfullargspec(func):
    args, only, defaults, by_keyword, annotations = [], [], [], {}, {}
    several = named = None
    known = signature(func, follow_wrapped=False)
    if known.return_annotation is not _empty:
        annotations['return'] = known.return_annotation
    for name, parameter in known.parameters.items():
        if parameter.kind < 2:
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        elif parameter.kind == 3:
            only.append(name)
            if parameter.default is not _empty:
                by_keyword[name] = parameter.default
        elif parameter.kind == 2:
            several = name
        else:
            named = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec((args, several, named, tuple(defaults) or None, only, by_keyword or None, annotations))
