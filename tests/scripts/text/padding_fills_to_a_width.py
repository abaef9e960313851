print("ab".center(6) + "|", "ab".center(7) + "|", "abc".center(6) + "|", "abc".center(7, "*"), "ab".center(2), "é".center(3, "中"), "a".center(-1))
# expect:   ab  |    ab  |  abc  | **abc** ab 中é中 a
print("ab".ljust(5) + "|", "ab".rjust(5) + "|", "ab".ljust(5, "."), "ab".rjust(5, "é"), "abc".ljust(2), "".rjust(2, "x"))
# expect: ab   |    ab| ab... éééab abc xx
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "abc".zfill(2), "é".zfill(3), "".zfill(2), "-".zfill(3))  # expect: 00042 -0042 +004 abc 00é 00 -00
print(repr("a\tb".expandtabs()), repr("a\tb".expandtabs(4)), repr("ab\tc\n\td".expandtabs(4)), repr("\t".expandtabs(0)), repr("é\tb".expandtabs(tabsize=3)), repr("a\tb\tc".expandtabs(1)))
# expect: 'a       b' 'a   b' 'ab  c\n    d' '' 'é  b' 'a b c'
print("aXbXc".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "é".replace("", "x"), "abc".replace("x", "y"), "aaaa".replace("aa", "a"), "".replace("", "x"), "abc".replace("b", ""))
# expect: a--b--c bba -a-b-c- -a-bc xéx abc aa x ac
print("hello".translate({104: "J", 108: None, 111: 0x30}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("a", "b", "c")), "aé".translate(str.maketrans({"a": "é", "é": None})))
# expect: Je0 xyc bb é
print(str.maketrans("ab", "xy"), str.maketrans({"a": 1, 98: None}), "".maketrans("é", "e", "z"), "abc".translate({}), "é".translate({233: "e"}))
# expect: {97: 120, 98: 121} {97: 1, 98: None} {233: 101, 122: None} abc e


class Shift:
    def __getitem__(self, code):
        if code == ord("b"):
            raise LookupError
        if code == ord("c"):
            return None
        return code + 1


print("abcd".translate(Shift()), "abc".translate("xyz"), "\x00\x01\x02".translate("xyz"), "\0\1".translate(["p", 81]))  # expect: bbe abc xyz pQ


def error(call):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)


error(lambda: "a".center(5, "ab"))  # expect: TypeError The fill character must be exactly one character long
error(lambda: "a".ljust(5, 1))  # expect: TypeError The fill character must be a unicode character, not int
error(lambda: "a".rjust("x"))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: "a".zfill(None))  # expect: TypeError 'NoneType' object cannot be interpreted as an integer
error(lambda: "a".expandtabs("x"))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: "a".replace(1, "b"))  # expect: TypeError replace() argument 1 must be str, not int
error(lambda: "a".replace("a", b"b"))  # expect: TypeError replace() argument 2 must be str, not bytes
error(lambda: "a".replace("a", "b", "c"))  # expect: TypeError 'str' object cannot be interpreted as an integer
error(lambda: "a".translate(1))  # expect: TypeError 'int' object is not subscriptable
error(lambda: "a".translate({97: 1.5}))  # expect: TypeError character mapping must return integer, None or str
error(lambda: "a".translate({97: 0x110000}))  # expect: ValueError character mapping must be in range(0x110000)
error(lambda: str.maketrans("ab", "x"))  # expect: ValueError the first two maketrans arguments must have equal length
error(lambda: str.maketrans(1))  # expect: TypeError if you give only one argument to maketrans it must be a dict
error(lambda: str.maketrans({"ab": 1}))  # expect: ValueError string keys in translate table must be of length 1
error(lambda: str.maketrans({1.5: 1}))  # expect: TypeError keys in translate table must be strings or integers
error(lambda: str.maketrans(1, "a"))  # expect: TypeError first maketrans argument must be a string if there is a second argument
error(lambda: str.maketrans("a", 1))  # expect: TypeError maketrans() argument 2 must be str, not int
