# `string`: constants, templates, formatters.

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
digits = '0123456789'
hexdigits = '0123456789abcdefABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([word.capitalize() for word in s.split(sep)])


def __getattr__(name):
    if name == '__all__':
        return [name for name in globals() if name[0] != '_'] + ['Template', 'Formatter']
    if name in ('Template', 'Formatter'):
        import _templates
        value = getattr(_templates, name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'string' has no attribute '{name}'")
