class Counter:
    step = 2

    def __init__(self, start):
        self.value = start

    def add(self):
        self.value += self.step
        return self


Counter(3).add().add()
