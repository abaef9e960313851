s = "aé中😀z"
print(len(s), len(""), len("abc"), len("é" * 300))  # expect: 5 0 3 300
print(s[0], s[1], s[2], s[3], s[4], s[-1], s[-2], s[-5])  # expect: a é 中 😀 z z 😀 a
print(s[1:3], s[:2], s[3:], s[::2], s[::-1], s[-2:], s[5:], s[2:1], s[-100:100])  # expect: é中 aé 😀z a中z z😀中éa 😀z   aé中😀z
print("abcdef"[1:5:2], "abcdef"[::-2], "abcdef"[4:1:-1], "abcdef"[:], "abcdef"[10:], "abcdef"[-3:-1])  # expect: bd fdb edc abcdef  de
t = "x" * 300 + "é"
print(t[299], t[300], t[-1], len(t), t[298:] == "xxé", len(t[::3]))  # expect: x é é 301 True 101
for c in s:
    print(c, ord(c))
    # expect: a 97
    # expect: é 233
    # expect: 中 20013
    # expect: 😀 128512
    # expect: z 122
print(list("añb"), tuple("xy"), [c for c in "é"], "".join(reversed(s)))  # expect: ['a', 'ñ', 'b'] ('x', 'y') ['é'] z😀中éa
print("中" in s, "" in s, "é中" in s, "zz" in s, "b" not in s)  # expect: True True True False True


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: s[5])  # expect: IndexError string index out of range
error(lambda: s[-6])  # expect: IndexError string index out of range
error(lambda: ""[0])  # expect: IndexError string index out of range
error(lambda: s["a"])  # expect: TypeError string indices must be integers, not 'str'
error(lambda: s[1.0])  # expect: TypeError string indices must be integers, not 'float'
error(lambda: s[None])  # expect: TypeError string indices must be integers, not 'NoneType'
error(lambda: 1 in s)  # expect: TypeError 'in <string>' requires string as left operand, not int
error(lambda: s[::0])  # expect: ValueError slice step cannot be zero
error(lambda: s["a":])  # expect: TypeError slice indices must be integers or None or have an __index__ method


class Two:
    def __index__(self):
        return 2


print(s[Two()], s[Two():], s[:Two()], s[True], "ab" * Two())  # expect: 中 中😀z aé é abab
