import keyword
import fnmatch
import numbers
import warnings

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    warnings.warn('hello')
    warnings.warn('old', DeprecationWarning)
    warnings.warn(RuntimeWarning('made'))
print([(str(said.message), said.category.__name__, said.lineno) for said in log])
# expect: [('hello', 'UserWarning', 8), ('old', 'DeprecationWarning', 9), ('made', 'RuntimeWarning', 10)]
with warnings.catch_warnings():
    warnings.simplefilter('error', RuntimeWarning)
    try:
        warnings.warn('bad', RuntimeWarning)
    except RuntimeWarning as error:
        print('raised', error)  # expect: raised bad


def old():
    warnings.warn('old is old', stacklevel=2)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('default')
    warnings.filterwarnings('ignore', 'not .*')
    for _ in range(3):
        old()
    warnings.warn('not this one')
    warnings.warn('but this one')
print([(str(said.message), said.lineno) for said in log])  # expect: [('old is old', 29), ('but this one', 31)]
try:
    warnings.warn('x', int)
except TypeError as error:
    print(error)  # expect: category must be a Warning subclass, not 'type'

print(keyword.iskeyword('for'), keyword.iskeyword('x'), keyword.issoftkeyword('match'), len(keyword.kwlist))
# expect: True False True 35
print(isinstance(3, numbers.Integral), isinstance(3.0, numbers.Real), isinstance(3, numbers.Complex))
# expect: True True True
print(isinstance('a', numbers.Number), isinstance(3.0, numbers.Rational), issubclass(bool, numbers.Rational))
# expect: False False True
print(fnmatch.fnmatch('a.py', '*.py'), fnmatch.filter(['a.py', 'b.txt', 'c.py'], '[!b]*.py'))
# expect: True ['a.py', 'c.py']
print(fnmatch.fnmatchcase('ab', 'a?'), fnmatch.fnmatchcase('x[y', 'x[[]y'), fnmatch.fnmatchcase('a\nb', 'a*b'))
# expect: True True True
