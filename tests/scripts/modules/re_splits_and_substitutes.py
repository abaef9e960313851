import re

print(re.findall('a|b', 'abcab'), re.findall('(a)|b', 'abcab'), re.findall('(a)(b)?', 'abcaa'), re.findall('x*', 'axxb'))
# expect: ['a', 'b', 'a', 'b'] ['a', '', 'a', ''] [('a', 'b'), ('a', ''), ('a', '')] ['', 'xx', '', '']
print(re.split('[,;]', 'a,b;c'), re.split('([,;])', 'a,b;c'), re.split('x*', 'axbc'), re.split(',', 'a,b,c', 1), re.split('(x)|,', 'a,bxc'))
# expect: ['a', 'b', 'c'] ['a', ',', 'b', ';', 'c'] ['', 'a', '', 'b', 'c', ''] ['a', 'b,c'] ['a', None, 'b', 'x', 'c']
print(re.sub('x*', '-', 'abxd'), re.sub('a', 'b', 'aaa', 2), re.subn('a(b)', r'<\1\g<1>\g<0>>', 'abab'), re.sub('(?P<n>\\d)', r'[\g<n>]', 'a1b2'))
# expect: -a-b--d- bba ('<bbab><bbab>', 2) a[1]b[2]
print(re.sub('a', lambda m: m.group().upper() * 2, 'banana'), re.sub('\\d+', lambda m: str(int(m.group()) + 1), 'a9 b10'))
# expect: bAAnAAnAA a10 b11
print(re.sub('(a)|b', r'[\1]', 'ab'), repr(re.sub('a', r'\n\t\\\.', 'a')), re.sub(b'a', rb'\0', b'ba'), repr(re.sub('a', '\\101\\0', 'a')))
# expect: [a][] '\n\t\\\\.' b'b\x00' 'A\x00'
print(re.sub(r'(?m)^', '> ', 'a\nb').split('\n'), repr(re.sub('$', 'X', 'ab\n')), re.split(r'\b', 'a b'), re.sub('b*', lambda m: f'[{m.group()}]', 'abba'))
# expect: ['> a', '> b'] 'abX\nX' ['', 'a', ' ', 'b', ''] []a[bb][]a[]


def flaw(template):
    try:
        re.sub('(a)', template, 'a')
    except (re.error, IndexError) as e:
        return str(e)


print([flaw(t) for t in ('\\', '\\q', '\\g', '\\g<', '\\g<>', '\\g<1', '\\g<x>', '\\g<9>', '\\9', '\\g<-1>', '\\400', '\\g<a b>')])
# expect: ['bad escape (end of pattern) at position 0', 'bad escape \\q at position 0', 'missing < at position 2', 'missing group name at position 3', 'missing group name at position 3', 'missing >, unterminated name at position 3', "unknown group name 'x'", 'invalid group reference 9 at position 3', 'invalid group reference 9 at position 1', "bad character in group name '-1' at position 3", 'octal escape value \\400 outside of range 0-0o377 at position 0', "bad character in group name 'a b' at position 3"]
text = 'the quick brown fox ' * 50
print(len(re.findall('o\\w*', text)), re.sub('[aeiou]', '', text)[:40], len(re.split(' ', text)))
# expect: 100 th qck brwn fx th qck brwn fx th qck brw 201
print(re.search('(fox.*?){49}$', text.strip()) is None, len(re.match('(?:.|\n)*', text).group()), re.search('.*z', text[:400]))
# expect: False 1000 None
