print("Hello World".upper(), "Hello World".lower(), "Hello World".swapcase(), "hello world".title(), "hELLO".capitalize(), "Straße".casefold())
# expect: HELLO WORLD hello world hELLO wORLD Hello World Hello strasse
print("àéîõüÿ".upper(), "ÀÉÎÕÜŸ".lower(), "ß".upper(), "ẞ".lower(), "straße".title(), "ßa".capitalize(), "ß".title())  # expect: ÀÉÎÕÜŸ àéîõüÿ SS ß Straße Ssa Ss
print("αβγδς".upper(), "ΑΒΓΔΣ".lower(), "ΟΔΥΣΣΕΥΣ".lower(), "Σ".lower(), "ΑΣ ΣΑ".lower(), "άέή".upper(), "ς".casefold())
# expect: ΑΒΓΔΣ αβγδς οδυσσευς σ ας σα ΆΈΉ σ
print("привет".upper(), "ПРИВЕТ ЁЖ".lower(), "ёжик".title(), "їґ".upper(), "Ђ".lower())  # expect: ПРИВЕТ привет ёж Ёжик ЇҐ ђ
print("ąćęłńóśźż".upper(), "ČĎĚŇŘŠŤŮŽ".lower(), "őű".upper(), "ğş".upper(), "ı".upper(), "İ".lower() == "i̇")  # expect: ĄĆĘŁŃÓŚŹŻ čďěňřšťůž ŐŰ ĞŞ I True
print("µ".upper(), "ŉ".upper(), "ﬀ".lower(), "ａ".upper(), "ạẤ".swapcase())  # expect: Μ ʼN ﬀ Ａ Ạấ
print("they're bill's".title(), "x1y2z".title(), "ab-cd_ef".title(), "3rd".capitalize(), "".title(), "1".upper())  # expect: They'Re Bill'S X1Y2Z Ab-Cd_Ef 3rd  1
print("abc".isupper(), "ABC".isupper(), "AB1".isupper(), "1".isupper(), "É".isupper(), "abc".islower(), "aBc".islower(), "é1".islower(), "".islower(), "ª".islower(), "ß".islower())
# expect: False True True False True True False True False True True
print("Hello World".istitle(), "Hello world".istitle(), "A".istitle(), "1".istitle(), "Ab Cd1Ef".istitle(), "É È".istitle(), "".istitle())
# expect: True False True False True True False
print("abc".isalpha(), "éЖ中".isalpha(), "a1".isalpha(), "".isalpha(), "ª".isalpha(), "a b".isalpha(), "×".isalpha(), "ö".isalpha())
# expect: True True False False True False False True
print("123".isdigit(), "12a".isdigit(), "²".isdigit(), "½".isdigit(), "٣".isdigit(), "".isdigit(), "-1".isdigit())
# expect: True False True False True False False
print("123".isdecimal(), "²".isdecimal(), "٣".isdecimal(), "½".isnumeric(), "²".isnumeric(), "Ⅷ".isnumeric(), "a".isnumeric())
# expect: True False True True True True False
print("a1é".isalnum(), "a_".isalnum(), "".isalnum(), "½".isalnum(), " \t\n\x1f\u3000".isspace(), "".isspace(), " a".isspace())
# expect: True False False True True False False
print("abc".isascii(), "é".isascii(), "".isascii(), "abc".isprintable(), "a\n".isprintable(), "é中😀".isprintable(), "\xa0".isprintable(), "".isprintable())
# expect: True False True True False True False True
print("abc".isidentifier(), "_a1".isidentifier(), "1a".isidentifier(), "é".isidentifier(), "".isidentifier(), "a-b".isidentifier(), "def".isidentifier(), "aé2".isidentifier())
# expect: True True False True False False True True
