def gen(n):
    for i in range(n):
        yield i


print("a", "b", sep="-", end="!\n")  # expect: a-b!
print("a", 1, [2], sep="")  # expect: a1[2]
print(1, 2, sep=None, end=None)  # expect: 1 2
print()  # expect:
print(*[1, 2, 3])  # expect: 1 2 3
print(*gen(3), sep=",")  # expect: 0,1,2
print("x", end="")
print(flush=True)  # expect: x


class W:
    def __init__(self):
        self.got = []

    def write(self, s):
        self.got.append(s)

    def flush(self):
        self.got.append("flush")


w = W()
print("a", 5, sep="|", end="$", file=w, flush=True)
print(w.got)  # expect: ['a', '|', '5', '$', 'flush']
