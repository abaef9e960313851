import sys

print(sys.byteorder)  # expect: little
print(sys.maxunicode)  # expect: 1114111
print(sys.version_info >= (3, 10), sys.version_info.major, sys.version_info[0])  # expect: True 3 3
print(sys.version_info.releaselevel)  # expect: final
print(sys.float_info.radix, isinstance(sys.float_info, tuple))  # expect: 2 True
print(sys.modules['sys'] is sys, '__main__' in sys.modules)  # expect: True True
print(isinstance(sys.path, list), isinstance(sys.argv, list))  # expect: True True
print(sys.intern('a b') is sys.intern('a ' + 'b'))  # expect: True
try:
    sys.nonsense
except AttributeError as error:
    print(error)
# expect: module 'sys' has no attribute 'nonsense'
try:
    sys.intern(1)
except TypeError as error:
    print(error)
# expect: intern() argument must be str, not int
print(sys.stdout.write('text\n'))
# expect: text
# expect: 5
print('to a stream', file=sys.stdout, flush=True)  # expect: to a stream
