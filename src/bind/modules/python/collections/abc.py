# `collections.abc`: what containers can do. The classes are made by groups, as they are asked for.

_groups = {
    '_abc_methods': 'Hashable Iterable Iterator Reversible Generator Sized Container Collection Callable Awaitable '
                    'Coroutine AsyncIterable AsyncIterator AsyncGenerator Buffer',
    '_abc_mappings': 'Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView',
    '_abc_sequences': 'Sequence MutableSequence ByteString',
}


def __getattr__(name):
    for module, names in _groups.items():
        if name in names.split():
            if module == '_abc_methods':
                import _abc_methods as group
            elif module == '_abc_mappings':
                import _abc_mappings as group
            else:
                import _abc_sequences as group
            value = getattr(group, name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'collections.abc' has no attribute '{name}'")
