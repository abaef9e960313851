import string
from string import Formatter, Template

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits)
# expect: abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 0123456789abcdefABCDEF 01234567
print(string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase, repr(string.whitespace))
# expect: True ' \t\n\r\x0b\x0c'
print(string.punctuation, len(string.printable), string.capwords('hello  big world'), string.capwords('a-b', '-'))
# expect: !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ 100 Hello Big World A-B
t = Template('$who likes ${what}s for $$5; $who')
print(t.substitute(who='tim', what='kite'), t.safe_substitute(who='x'), t.template)
# expect: tim likes kites for $5; tim x likes ${what}s for $5; x $who likes ${what}s for $$5; $who
for text in ('$', 'a\nb $1', '$unknown'):
    try:
        Template(text).substitute()
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError Invalid placeholder in string: line 1, col 1
# expect: ValueError Invalid placeholder in string: line 2, col 3
# expect: KeyError 'unknown'
print(Template('$a ${b} $ c').safe_substitute(a=1))  # expect: 1 ${b} $ c
f = Formatter()
print(f.format('{} and {}', 1, 'x'), f.format('{0:>5}|{name!r:<6}|', 'a', name='b'), f.format('{0[1]}{1.real}', [3, 4], 5))
# expect: 1 and x     a|'b'   | 45
print(f.format('{:{}}', 'x', 4) + '|', f.format('{{}}'), list(f.parse('a{b!r:c}d')))
# expect: x   | {} [('a', 'b', 'c', 'r'), ('d', None, None, None)]


class Upper(Formatter):
    def convert_field(self, value, conversion):
        return value.upper() if conversion == 'u' else super().convert_field(value, conversion)


print(Upper().format('{!u}', 'loud'))  # expect: LOUD
