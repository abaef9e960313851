# `platform`: what runs the script.

import sys


def platform(aliased=0, terse=0):
    banner, machine, implementation, platform = sys._identity()
    return f"{banner.replace(' ', '-').replace('(', '').replace(')', '')}-{machine}"


def python_implementation():
    return sys.implementation.name


def python_version():
    return '.'.join([str(part) for part in sys.version_info[:3]])


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_compiler():
    return f'ferropy {sys._release}'


def libc_ver(*arguments):
    return ('', '')


def machine():
    return sys._identity()[1]


def system():
    return sys._identity()[3]


def node():
    return system()


def release():
    return '.'.join([str(part) for part in sys.implementation.version[:3]])


def version():
    return f'v{release()}'
