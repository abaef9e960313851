"""machine: an interpreter of a small language, by a table of methods"""

from bench import mark

PROGRAM = """
    push 0
    store total
    push 1
    store i
loop:
    load i
    load i
    mul
    push 7
    mod
    load total
    add
    store total
    load i
    push 1
    add
    store i
    load i
    push 150
    less
    jump loop
    load total
    print
"""


class Machine:
    def __init__(self, text):
        self.code = []
        self.labels = {}
        self.stack = []
        self.variables = {}
        self.output = []
        self.place = 0
        for line in text.split("\n"):
            words = line.split()
            if not words:
                continue
            if words[0].endswith(":"):
                self.labels[words[0][:-1]] = len(self.code)
            elif len(words) == 1:
                self.code.append((words[0], None))
            else:
                word = words[1]
                self.code.append((words[0], int(word) if word.isdigit() else word))
        self.table = {
            "push": self.stack.append,
            "load": self.load,
            "store": self.store,
            "jump": self.jump,
        }

    def load(self, name):
        self.stack.append(self.variables[name])

    def store(self, name):
        self.variables[name] = self.stack.pop()

    def jump(self, label):
        if self.stack.pop():
            self.place = self.labels[label]

    def run(self):
        steps = 0
        while self.place < len(self.code):
            name, operand = self.code[self.place]
            self.place += 1
            steps += 1
            if operand is not None:
                self.table[name](operand)
            elif name == "print":
                self.output.append(str(self.stack.pop()))
            else:
                right = self.stack.pop()
                left = self.stack.pop()
                if name == "add":
                    result = left + right
                elif name == "mul":
                    result = left * right
                elif name == "mod":
                    result = left % right
                else:
                    result = left < right
                self.stack.append(result)
        return steps


def main():
    machine = Machine(PROGRAM)
    print(machine.run(), ",".join(machine.output), sorted(machine.variables.items()))


mark(1)
main()
mark(2)
