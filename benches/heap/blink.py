# A lamp that blinks
class Pin:
    def __init__(self, number):
        self.number = number
        self.state = False

    def toggle(self):
        self.state = not self.state
        return self.state


lamp = Pin(25)
changes = 0
for tick in range(20):
    if lamp.toggle():
        changes += 1
print(lamp.number, lamp.state, changes)
