import textwrap

text = ('The quick brown fox jumps over the lazy dog, again and again, until the well-known end-of-line '
        'comes -- or supercalifragilisticexpialidocious words do.')
for line in textwrap.wrap(text, 30):
    print(repr(line))
# expect: 'The quick brown fox jumps over'
# expect: 'the lazy dog, again and again,'
# expect: 'until the well-known end-of-'
# expect: 'line comes -- or supercalifrag'
# expect: 'ilisticexpialidocious words'
# expect: 'do.'
print(textwrap.fill(text, 40, initial_indent='* ', subsequent_indent='  '))
# expect: * The quick brown fox jumps over the
# expect:   lazy dog, again and again, until the
# expect:   well-known end-of-line comes -- or
# expect:   supercalifragilisticexpialidocious
# expect:   words do.
print(textwrap.shorten('Hello  world! This is long', 12), textwrap.shorten('Hello world', 20))
# expect: Hello [...] Hello world
print(textwrap.shorten(text, 30, placeholder='...'))  # expect: The quick brown fox jumps...
print(repr(textwrap.dedent('''
    first
      second

    third
    ''')))
# expect: '\nfirst\n  second\n\nthird\n'
print(repr(textwrap.dedent('\tx\n\t  y\n')), repr(textwrap.dedent('  a\n b\n')))  # expect: 'x\n  y\n' ' a\nb\n'
print(repr(textwrap.indent('a\n\nb\n', '> ')), repr(textwrap.indent('a\n\nb', '+', lambda line: True)))
# expect: '> a\n\n> b\n' '+a\n+\n+b'
print(textwrap.wrap('x' * 25, 10), textwrap.wrap('a ' + 'x' * 12, 5, break_long_words=False), textwrap.wrap(''))
# expect: ['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxx'] ['a', 'xxxxxxxxxxxx'] []
print(textwrap.wrap('one two three four five', 10, max_lines=2))  # expect: ['one two', '[...]']
print(textwrap.wrap('tab\tand\nnewline', 12), textwrap.TextWrapper(width=8).wrap('aaa bbb ccc ddd'))
# expect: ['tab     and', 'newline'] ['aaa bbb', 'ccc ddd']
try:
    textwrap.wrap('a', 0)
except ValueError as error:
    print(error)
# expect: invalid width 0 (must be > 0)
