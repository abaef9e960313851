"""What the machine does by itself: compiling, exceptions, deep calls, garbage of all sizes."""
from bench import mark

mark(1)  # a text of 1,000 lines is compiled
text = "".join("def f%d(a, b=1, *c, d=2):\n    x = [a + b, {'k': c}]\n    return x[0] * %d\n\n" % (i, i) for i in range(250))
exec(text)
mark(2)  # one long expression
eval("+".join(["1"] * 2000))
mark(3)  # one long list display
eval("[" + ",".join(str(i) for i in range(3000)) + "]")
mark(4)  # a long docstring, a long name
eval("'" + "x" * 20000 + "'")
exec("x" * 200 + " = 1")
mark(5)  # a deep exception
def down(n):
    if n == 0:
        raise ValueError("deep")
    down(n - 1)
try:
    down(180)
except ValueError as error:
    kept = error
mark(6)  # a chain of exceptions, in a traceback
def chain(n):
    try:
        if n:
            chain(n - 1)
        raise KeyError(n)
    finally:
        pass
try:
    chain(30)
except KeyError as error:
    kept = error
mark(7)  # deep generators
def nested(n):
    if n:
        yield from nested(n - 1)
    yield n
list(nested(60))
mark(8)  # garbage of all sizes
keep = []
for i in range(3000):
    keep.append([i] * (i % 97))
    if i % 5 == 0:
        keep = keep[len(keep) // 2 :]
mark(9)  # memory in pieces, then a block that fits no piece
keep = []
try:
    while True:
        keep.append(bytearray(400))
        keep.append(bytearray(24))
except MemoryError:
    pass
for i in range(0, len(keep), 2):
    keep[i] = None
large = bytearray(150000)
mark(10)  # the same while a deep stack is there
def deep(n):
    if n:
        return deep(n - 1)
    global large
    large = None
    large = bytearray(170000)
deep(150)
large = keep = None
mark(11)  # 5,000 names made and dropped
for i in range(5000):
    setattr(mark.__class__ if False else kept, "name%d" % (i % 500), i)
mark(12)  # a class with many attributes, many instances
class C:
    def __init__(self, i):
        self.a = i
        self.b = i
        self.c = i
cs = [C(i) for i in range(3000)]
for i in range(100):
    setattr(cs[0], "x%d" % i, i)
mark(13)  # `dir`, `vars`, `globals`
dir(cs[0])
len(vars(cs[0]))
mark(14)  # no memory at all
keep = []
try:
    while True:
        keep.append([None] * 100)
except MemoryError:
    keep = None
mark(15)  # a match statement, comprehension, closures
def make(n):
    return [lambda x, i=i: x + i for i in range(n)]
sum(f(1) for f in make(500))
