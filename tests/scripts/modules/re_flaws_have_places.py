import re


def flaw(pattern):
    try:
        re.compile(pattern)
    except re.error as e:
        return e, e.pos, e.lineno, e.colno
    except Exception as e:
        return type(e).__name__, str(e)


print(flaw('('))  # expect: (error('missing ), unterminated subpattern at position 0'), 0, 1, 1)
print(flaw(')'))  # expect: (error('unbalanced parenthesis at position 0'), 0, 1, 1)
print(flaw('*'))  # expect: (error('nothing to repeat at position 0'), 0, 1, 1)
print(flaw('a**'))  # expect: (error('multiple repeat at position 2'), 2, 1, 3)
print(flaw('['))  # expect: (error('unterminated character set at position 0'), 0, 1, 1)
print(flaw('[b-a]'))  # expect: (error('bad character range b-a at position 1'), 1, 1, 2)
print(flaw('a{3,1}'))  # expect: (error('min repeat greater than max repeat at position 2'), 2, 1, 3)
print(flaw('\\'))  # expect: (error('bad escape (end of pattern) at position 0'), 0, 1, 1)
print(flaw('\\q'))  # expect: (error('bad escape \\q at position 0'), 0, 1, 1)
print(flaw('(?P<1>a)'))  # expect: (error("bad character in group name '1' at position 4"), 4, 1, 5)
print(flaw('(?P<a'))  # expect: (error('missing >, unterminated name at position 4'), 4, 1, 5)
print(flaw('(?P<>a)'))  # expect: (error('missing group name at position 4'), 4, 1, 5)
print(flaw('(?P=x)'))  # expect: (error("unknown group name 'x' at position 4"), 4, 1, 5)
print(flaw('(?Pz)'))  # expect: (error('unknown extension ?Pz at position 1'), 1, 1, 2)
print(flaw('(?z)'))  # expect: (error('unknown extension ?z at position 1'), 1, 1, 2)
print(flaw('(?<x)'))  # expect: (error('unknown extension ?<x at position 1'), 1, 1, 2)
print(flaw('(?'))  # expect: (error('unexpected end of pattern at position 2'), 2, 1, 3)
print(flaw('(?P<a>b)(?P<a>c)'))
# expect: (error("redefinition of group name 'a' as group 2; was group 1 at position 12"), 12, 1, 13)
print(flaw('(?(2)a)'))  # expect: (error('invalid group reference 2 at position 3'), 3, 1, 4)
print(flaw('(?(x)a)'))  # expect: (error("unknown group name 'x' at position 3"), 3, 1, 4)
print(flaw('(?(1)a|b|c)'))  # expect: (error('conditional backref with more than two branches at position 8'), 8, 1, 9)
print(flaw('\\1'))  # expect: (error('invalid group reference 1 at position 1'), 1, 1, 2)
print(flaw('(\\1)'))  # expect: (error('cannot refer to an open group at position 1'), 1, 1, 2)
print(flaw('(?<=a*)b'))  # expect: (error('look-behind requires fixed-width pattern'), None, None, None)
print(flaw('a(?i)b'))  # expect: (error('global flags not at the start of the expression at position 1'), 1, 1, 2)
print(flaw('(?i'))  # expect: (error('missing -, : or ) at position 3'), 3, 1, 4)
print(flaw('(?-'))  # expect: (error('missing flag at position 3'), 3, 1, 4)
print(flaw('(?i-i:a)'))  # expect: (error('bad inline flags: flag turned on and off at position 5'), 5, 1, 6)
print(flaw('(?-q:a)'))  # expect: (error('unknown flag at position 3'), 3, 1, 4)
print(flaw('\\x4'))  # expect: (error('incomplete escape \\x4 at position 0'), 0, 1, 1)
print(flaw('\\u12'))  # expect: (error('incomplete escape \\u12 at position 0'), 0, 1, 1)
print(flaw('[\\q]'))  # expect: (error('bad escape \\q at position 1'), 1, 1, 2)
print(flaw('[\\d-z]'))  # expect: (error('bad character range \\d-z at position 1'), 1, 1, 2)
print(flaw('\\400'))  # expect: (error('octal escape value \\400 outside of range 0-0o377 at position 0'), 0, 1, 1)
print(flaw('(?#'))  # expect: (error('missing ), unterminated comment at position 0'), 0, 1, 1)
print(flaw('(?iz)'))  # expect: (error('unknown flag at position 3'), 3, 1, 4)
print(flaw('x{99999999999}'))  # expect: ('OverflowError', 'the repetition number is too large')
print(flaw('(?au:a)'))
# expect: (error("bad inline flags: flags 'a', 'u' and 'L' are incompatible at position 4"), 4, 1, 5)
print(flaw('(?L)'))
# expect: (error("bad inline flags: cannot use 'L' flag with a str pattern at position 3"), 3, 1, 4)
print(flaw('a\n(b'))  # expect: (error('missing ), unterminated subpattern at position 2 (line 2, column 1)'), 2, 2, 1)
print(flaw('(?(0)a)'))  # expect: (error('bad group number at position 3'), 3, 1, 4)
print(flaw('(?(a!)b)'))  # expect: (error("bad character in group name 'a!' at position 3"), 3, 1, 4)
print(flaw('a+++'))  # expect: (error('multiple repeat at position 3'), 3, 1, 4)
print(flaw('a{2}{3}'))  # expect: (error('multiple repeat at position 4'), 4, 1, 5)
print(flaw('^*'))  # expect: (error('nothing to repeat at position 1'), 1, 1, 2)
print(flaw('\\b+'))  # expect: (error('nothing to repeat at position 2'), 2, 1, 3)
print(flaw('(?:)*'))  # expect: None
print(flaw('(?=a)*b'))  # expect: None
print(flaw(5))  # expect: ('TypeError', 'first argument must be string or compiled pattern')
