print("a" + "b", "" + "é", "é" + "", "x" * 3, 2 * "ab", "ab" * 0, "ab" * -1, "é" * 3, "a" * True)  # expect: ab é é xxx abab   ééé a
s = ""
for i in range(20):
    s += str(i)
print(s, len(s * 100), (s * 100)[-5:])  # expect: 012345678910111213141516171819 3000 71819
print("a" < "b", "a" < "aa", "Z" < "a", "é" > "z", "中" < "😀", "" < "a", "a" <= "a", "b" >= "a", "a" != "b")
# expect: True True True True True True True True True
print("abc" == "abc", "abc" == "ab" + "c", "é" == "e", "a" == 1, "a" != 1, "a" == b"a")  # expect: True True False False True False
print(sorted(["b", "a", "é", "B", "", "aa"]), max("hello"), min("hello"))  # expect: ['', 'B', 'a', 'aa', 'b', 'é'] o e
print(hash("abc") == hash("ab" + "c"), {"ab" + "c": 1}["abc"], "a" * 300 == "a" * 299 + "a")  # expect: True 1 True
a = "x" * 1000
print(a == "x" * 1000, a + "y" > a, hash(a) == hash("x" * 1000))  # expect: True True True


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: "a" + 1)  # expect: TypeError can only concatenate str (not "int") to str
error(lambda: 1 + "a")  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
error(lambda: "a" + b"a")  # expect: TypeError can only concatenate str (not "bytes") to str
error(lambda: "a" + None)  # expect: TypeError can only concatenate str (not "NoneType") to str
error(lambda: "a" * 1.5)  # expect: TypeError can't multiply sequence by non-int of type 'float'
error(lambda: "a" * "b")  # expect: TypeError can't multiply sequence by non-int of type 'str'
error(lambda: "a" - "b")  # expect: TypeError unsupported operand type(s) for -: 'str' and 'str'
error(lambda: "a" < 1)  # expect: TypeError '<' not supported between instances of 'str' and 'int'
error(lambda: 1 < "a")  # expect: TypeError '<' not supported between instances of 'int' and 'str'
error(lambda: -"a")  # expect: TypeError bad operand type for unary -: 'str'


class R:
    def __radd__(self, other):
        return other + "!"

    def __rmul__(self, other):
        return other, "times"

    def __rmod__(self, other):
        return other, "mod"


print("hey" + R(), "x" * R(), "%s" % R() if False else 0)  # expect: hey! ('x', 'times') 0
