class Asked:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        print("asked for", name)
        return object.__getattribute__(self, name)


def read(asked):
    return asked.x


def count(asked):
    asked.x += 1


asked = Asked()
print(read(asked), read(asked), read(asked))
# expect: asked for x
# expect: asked for x
# expect: asked for x
# expect: 1 1 1
count(asked)  # expect: asked for x
count(asked)  # expect: asked for x


class Later:
    def __init__(self):
        self.x = 1


later = Later()
print(read(later), read(later))  # expect: 1 1
Later.__getattribute__ = lambda self, name: name * 2
print(read(later))  # expect: xx
