import io
import traceback


def f():
    raise KeyError('k')


def g():
    try:
        f()
    except KeyError as error:
        raise ValueError('bad') from error


try:
    g()
except ValueError as error:
    print(traceback.format_exc().split('\n')[-2])  # expect: ValueError: bad
    print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error))
    # expect: ['ValueError: bad\n'] ['ValueError: bad\n']
    print([(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)])
    # expect: [('<module>', 17), ('g', 13)]
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(out.getvalue() == traceback.format_exc(), 'direct cause' in out.getvalue())  # expect: True True
    print(len(traceback.format_tb(error.__traceback__, 1)), 'Key' in ''.join(traceback.format_exception(error, chain=False)))
    # expect: 1 False
    print(''.join(traceback.TracebackException.from_exception(error).format()) == traceback.format_exc())
    # expect: True
    print(error.__traceback__ is not None)  # expect: True
print(traceback.format_exc())
# expect: NoneType: None
# expect: 


def h():
    return [entry.name for entry in traceback.extract_stack()][-2:]


print(h())  # expect: ['<module>', 'h']
noted = KeyError('k')
noted.add_note('note')
print(traceback.format_exception_only(noted))  # expect: ["KeyError: 'k'\n", 'note\n']
try:
    compile('a b', 'file', 'exec')
except SyntaxError as error:
    print(traceback.format_exception_only(error)[0], traceback.format_exception_only(error)[-1])
    # expect:   File "file", line 1
    # expect:  SyntaxError: invalid syntax
    # expect: 
print(traceback.format_list([('file.py', 3, 'f', 'text')]))  # expect: ['  File "file.py", line 3, in f\n    text\n']
