import re

p = re.compile('(?P<k>\\w+)=(?P<v>\\w*)')
print(p, p.flags, p.groups, dict(p.groupindex), p.pattern)
# expect: re.compile('(?P<k>\\w+)=(?P<v>\\w*)') 32 2 {'k': 1, 'v': 2} (?P<k>\w+)=(?P<v>\w*)
m = p.match('key=val rest')
print(m, m[0], m[1], m['v'], m.group(1, 2), m.group('k', 0), m.start(1), m.end('v'), m.span(2))
# expect: <re.Match object; span=(0, 7), match='key=val'> key=val key val ('key', 'val') ('key', 'key=val') 0 7 (4, 7)
print(m.pos, m.endpos, m.string, m.re is p, m.expand(r'\2=\1 \g<k>'), m.regs, m.lastindex, m.lastgroup, m.groupdict())
# expect: 0 12 key=val rest True val=key key ((0, 7), (0, 3), (4, 7)) 2 v {'k': 'key', 'v': 'val'}
print(p.match('  a=b', 2), p.match('a=b', 0, 2), p.search('xx a=b', 3).span(), p.fullmatch('a=b c'), p.fullmatch('a=b'))
# expect: <re.Match object; span=(2, 5), match='a=b'> <re.Match object; span=(0, 2), match='a='> (3, 6) None <re.Match object; span=(0, 3), match='a=b'>
print([x.group() for x in p.finditer('a=1 b=2 c=')], [x.span() for x in re.finditer('', 'abc')])
# expect: ['a=1', 'b=2', 'c='] [(0, 0), (1, 1), (2, 2), (3, 3)]


def error(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(error(lambda: m.group(3)), error(lambda: m.group('z')), error(lambda: m[None]), error(lambda: m.start(5)))
# expect: IndexError: no such group IndexError: no such group IndexError: no such group IndexError: no such group
print(error(lambda: p.match(5)))  # expect: TypeError: expected string or bytes-like object, got 'int'
print(error(lambda: p.match(b'a')))  # expect: TypeError: cannot use a string pattern on a bytes-like object
print(error(lambda: re.compile(b'a').match('a')))
# expect: TypeError: cannot use a bytes pattern on a string-like object
print(error(lambda: re.compile(p, 2)))  # expect: ValueError: cannot process flags argument with a compiled pattern
print(error(lambda: re.compile('a', re.L)))  # expect: ValueError: cannot use LOCALE flag with a str pattern
print(error(lambda: re.compile(b'a', re.U)))  # expect: ValueError: cannot use UNICODE flag with a bytes pattern
print(error(lambda: re.sub('a', 5, 'a')))  # expect: TypeError: decoding to str: need a bytes-like object, int found
print(error(lambda: re.compile('a', 256 | 32)))  # expect: ValueError: ASCII and UNICODE flags are incompatible
print(re.I, re.I | re.M, re.compile('a', re.I | re.S), re.compile(b'a'), re.compile("a/b'", re.A), repr(re.X))
# expect: re.IGNORECASE re.IGNORECASE|re.MULTILINE re.compile('a', re.IGNORECASE|re.DOTALL) re.compile(b'a') re.compile("a/b'", re.ASCII) re.VERBOSE
print(re.compile('a', re.I).flags, re.compile('(?im)a').flags, re.compile('(?a)a').flags)  # expect: 34 42 256
print(re.escape('a.b*c [d] é_1,;'), re.escape(b'a.b'), re.match(b'(\\w+)', b'abc d').groups(), re.search(b'[\xe0-\xff]', b'a\xf0').span())
# expect: a\.b\*c\ \[d\]\ é_1,; b'a\\.b' (b'abc',) (1, 2)
print(re.compile('a') == re.compile('a'), hash(re.compile('a')) == hash(re.compile('a')), re.compile('a') == re.compile('b'))
# expect: True True False
print(re.match(r'(?P<first>a)|(?P<second>b)', 'b').lastgroup, re.match(rb'\w+', bytearray(b'abc')).group(), re.findall(b'b', memoryview(b'abcb')))
# expect: second b'abc' [b'b', b'b']
