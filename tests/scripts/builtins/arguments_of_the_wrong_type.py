def error(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)


error(lambda: bool(x=5))  # expect: TypeError: bool() takes no keyword arguments
error(lambda: (1).foo)  # expect: AttributeError: 'int' object has no attribute 'foo'
error(lambda: (5)())  # expect: TypeError: 'int' object is not callable
error(lambda: 1 in 5)  # expect: TypeError: argument of type 'int' is not iterable
error(lambda: len(5))  # expect: TypeError: object of type 'int' has no len()
error(lambda: iter(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: 5[0])  # expect: TypeError: 'int' object is not subscriptable
error(lambda: "abc" < 5)  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
error(lambda: hex(1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
error(lambda: bin("1"))  # expect: TypeError: 'str' object cannot be interpreted as an integer
error(lambda: chr(-1))  # expect: ValueError: chr() arg not in range(0x110000)
error(lambda: ord("ab"))  # expect: TypeError: ord() expected a character, but string of length 2 found
error(lambda: ord(5))  # expect: TypeError: ord() expected string of length 1, but int found
error(lambda: ord(""))  # expect: TypeError: ord() expected a character, but string of length 0 found
error(lambda: sum([[1], [2]], []))  # expect: [1, 2]
error(lambda: max())  # expect: TypeError: max expected at least 1 argument, got 0
error(lambda: max([]))  # expect: ValueError: max() arg is an empty sequence
error(lambda: max([], default=3))  # expect: 3
error(lambda: max(1, 2, default=3))  # expect: TypeError: Cannot specify a default for max() with multiple positional arguments
error(lambda: max([1, 5, 3], key=lambda x: -x))  # expect: 1
error(lambda: max(1, 5, 3, key=lambda x: -x))  # expect: 1
error(lambda: min("hello"))  # expect: e
error(lambda: min(1))  # expect: TypeError: 'int' object is not iterable
error(lambda: next(iter([])))  # expect: StopIteration: 
error(lambda: next(iter([]), 5))  # expect: 5
error(lambda: next(5))  # expect: TypeError: 'int' object is not an iterator
error(lambda: isinstance(1, 2))  # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
error(lambda: isinstance(1, (str, (int,))))  # expect: True
error(lambda: isinstance(True, int | str))  # expect: True
error(lambda: issubclass(bool, int))  # expect: True
error(lambda: issubclass(1, int))  # expect: TypeError: issubclass() arg 1 must be a class
error(lambda: callable(print))  # expect: True
error(lambda: format(255, "#x"))  # expect: 0xff
error(lambda: format(1.5, "10.3f"))  # expect:      1.500
error(lambda: hash([]))  # expect: TypeError: unhashable type: 'list'
