def error(function, *args):
    try:
        print(function(*args))
    except BaseException as e:
        print(type(e).__name__ + ":", e)


match (1, 2, [3, 4]):
    case (a, b, [c, *d]):
        print(a, b, c, d)  # expect: 1 2 3 [4]
match {"k": 1, "j": 2}:
    case {"k": v, **rest}:
        print(v, rest)  # expect: 1 {'j': 2}
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
match P(1, 2):
    case P(1, y=q): print("P", q)  # expect: P 2
match 5:
    case int(n) if n > 3: print("int", n)  # expect: int 5
match "abc":
    case [*_]: print("no")
    case str() as s: print(s)  # expect: abc
match P(1, 2):
    case P(a, b): print(a, b)  # expect: 1 2
def bad():
    match P(1, 2):
        case P(a, b, c): pass
error(bad)  # expect: TypeError: P() accepts 2 positional sub-patterns (3 given)
def bad2():
    match 5:
        case int(a, b): pass
error(bad2)  # expect: TypeError: int() accepts 1 positional sub-pattern (2 given)
