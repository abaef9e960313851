def gen(n):
    for i in range(n):
        yield i


print(eval("1 + 2"), eval("x + 1", {"x": 5}), exec("y = 5"))  # expect: 3 6 None
print(dir() != [], "gen" in dir(), "gen" in globals(), "gen" in locals(), "gen" in vars())  # expect: True True True True True
def loc(a, b=2):
    return sorted(locals().items())
print(loc(1))  # expect: [('a', 1), ('b', 2)]
class C:
    z = 1
    names = sorted(n for n in locals() if not n.startswith("_"))
print(C.names)  # expect: ['z']
