class C:
    def m(self):
        pass

    @classmethod
    def made(cls):
        pass


def shown(value):
    text = repr(value)
    return text if ' at 0x' not in text else text[: text.index(' at 0x')] + text[text.index('>'):]


print(shown(C().m))  # expect: <bound method C.m of <__main__.C object>>
print(shown(C.made))  # expect: <bound method C.made of <class '__main__.C'>>
print(shown([].append))  # expect: <built-in method append of list object>
