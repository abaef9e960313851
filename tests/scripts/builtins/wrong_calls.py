def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


error(lambda: print(foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for print()
error(lambda: len(1, 2))  # expect: TypeError: len() takes exactly one argument (2 given)
error(lambda: len())  # expect: TypeError: len() takes exactly one argument (0 given)
error(lambda: abs())  # expect: TypeError: abs() takes exactly one argument (0 given)
error(lambda: isinstance(5))  # expect: TypeError: isinstance expected 2 arguments, got 1
error(lambda: max(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: sorted(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: sorted([1, "a"]))  # expect: TypeError: '<' not supported between instances of 'str' and 'int'
error(lambda: sum(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: sum([1, "a"]))  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
error(lambda: sum(["a", "b"]))  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
error(lambda: all(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: enumerate(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: zip(5))  # expect: TypeError: 'int' object is not iterable
error(lambda: map(5))  # expect: TypeError: map() must have at least two arguments.
error(lambda: list(zip([1], [1, 2], strict=True)))  # expect: ValueError: zip() argument 2 is longer than argument 1
error(lambda: round("a"))  # expect: TypeError: type str doesn't define __round__ method
error(lambda: ord("abc"))  # expect: TypeError: ord() expected a character, but string of length 3 found
error(lambda: pow(2, "a"))  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'
error(lambda: format(5, "zz"))  # expect: ValueError: Unknown format code 'z' for object of type 'int'
error(lambda: format([1], "5"))  # expect: TypeError: unsupported format string passed to list.__format__
error(lambda: hash([]))  # expect: TypeError: unhashable type: 'list'
error(lambda: hash({}))  # expect: TypeError: unhashable type: 'dict'
error(lambda: hash((1, [])))  # expect: TypeError: unhashable type: 'list'
error(lambda: iter(5, 6))  # expect: TypeError: iter(v, w): v must be callable
error(lambda: next([1]))  # expect: TypeError: 'list' object is not an iterator
error(lambda: reversed({1}))  # expect: TypeError: 'set' object is not reversible
error(lambda: getattr(5, "foo"))  # expect: AttributeError: 'int' object has no attribute 'foo'
error(lambda: eval("1 +"))  # expect: SyntaxError: invalid syntax (<string>, line 1)
error(lambda: eval("undefined"))  # expect: NameError: name 'undefined' is not defined
error(lambda: range())  # expect: TypeError: range expected at least 1 argument, got 0
error(lambda: type())  # expect: TypeError: type() takes 1 or 3 arguments
error(lambda: type(1, 2))  # expect: TypeError: type() takes 1 or 3 arguments
error(lambda: isinstance(5, [int]))  # expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
error(lambda: vars(5))  # expect: TypeError: vars() argument must have __dict__ attribute
error(lambda: "a" + 1)  # expect: TypeError: can only concatenate str (not "int") to str
error(lambda: 1 + "a")  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
error(lambda: [1] + (1,))  # expect: TypeError: can only concatenate list (not "tuple") to list
error(lambda: "a" * "b")  # expect: TypeError: can't multiply sequence by non-int of type 'str'
error(lambda: 2 ** "a")  # expect: TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'
error(lambda: -[])  # expect: TypeError: bad operand type for unary -: 'list'
error(lambda: not_defined)  # expect: NameError: name 'not_defined' is not defined
