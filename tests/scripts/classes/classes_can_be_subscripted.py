class A:
    def __class_getitem__(cls, k): return (cls.__name__, k)
class B(A): pass
print(A[1], B['x', 2], A[1:2])
try: int[3]
except TypeError as e: print(e)
class C: pass
try: C[3]
except TypeError as e: print(e)
print(list[int], dict[str, int], list[int]([1,2]), tuple[int, ...], type(list[int]))
print(list[int] == list[int], list[int].__origin__, list[int].__args__, dict[str, list[int]])
print(int | str, int | None, (int | str).__args__, isinstance(3, int | str), issubclass(bool, int | str))

# expect: ('A', 1) ('B', ('x', 2)) ('A', slice(1, 2, None))
# expect: type 'int' is not subscriptable
# expect: type 'C' is not subscriptable
# expect: list[int] dict[str, int] [1, 2] tuple[int, ...] <class 'types.GenericAlias'>
# expect: True <class 'list'> (<class 'int'>,) dict[str, list[int]]
# expect: int | str int | None (<class 'int'>, <class 'str'>) True True
