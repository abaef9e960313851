class Base:
    def __add__(self, o): return "Base.add"
    def __radd__(self, o): return "Base.radd"
class Derived(Base):
    def __radd__(self, o): return "Derived.radd"
print(Base() + Derived(), Derived() + Base(), Base() + 1, 1 + Base())  # expect: Derived.radd Base.add Base.add Base.radd
class I(int):
    def __add__(self, o): return I(super().__add__(o))
    def __repr__(self): return f"I({int(self)})"
i = I(5)
print(i, i + 3, i - 1, 3 + i, i * 2, i == 5, i < 6, hash(i) == hash(5), i / 2, -i, i.bit_length(), [1, 2, 3, 4, 5, 6][i], isinstance(i, int))  # expect: I(5) I(8) 4 8 10 True True True 2.5 -5 3 6 True
class S(str):
    def up(self): return S(self.upper())
print(S("abc").up(), S("a") + "b", S("x") * 3, len(S("abc")), S("abc") == "abc", {S("k"): 1}["k"], S("a,b").split(","))  # expect: ABC ab xxx 3 True 1 ['a', 'b']
class L(list):
    def __getitem__(self, i): return ("got", super().__getitem__(i))
    def append(self, x): super().append(x * 2)
l = L([1, 2, 3])
l.append(5)
print(l, l[0], len(l), sum(l), l + [1], sorted(l), l == [1, 2, 3, 10])  # expect: [1, 2, 3, 10] ('got', 1) 4 16 [1, 2, 3, 10, 1] [1, 2, 3, 10] True
class D(dict):
    def __missing__(self, k): return "missing " + k
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
d = D()
d["a"] = 0
d["b"] = 5
print(d, d["a"], d["zz"], d.get("zz"), "b" in d, len(d))  # expect: {'a': 1, 'b': 6} 1 missing zz None True 2
