# The registers of one alternative are free again for the next, as are those of literals.
class Node:
    __match_args__ = ("op", "left", "right")

    def __init__(self, op, left=None, right=None):
        self.op, self.left, self.right = op, left, right


def simplify(node):
    match node:
        case Node("*", Node(0), _) | Node("*", _, Node(0)):
            return None
        case Node("*", Node(1), x) | Node("*", x, Node(1)) | Node("+", Node(0), x) | Node("+", x, Node(0)) | Node("/", x, Node(1)):
            return x.op
        case Node("a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" as op, ("x" | "y" | "z") as left):
            return op + left
        case {"kind": "one" | "two" | "three", "value": (int() | float()) as x} | {"other": x}:
            return x
        case "a0" | "a1" | "a2" | "a3" | "a4" | "a5" | "a6" | "a7" | "a8" | "a9" | "b0" | "b1" | "b2" | "b3" | "b4" | "b5":
            return "text"
        case ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", True | False, 1.5 | 2.5]:
            return "list"
        case _:
            return None


print(simplify(Node("+", Node("y"), Node(0))))  # expect: y
print(simplify(Node("*", Node(1), Node("z"))))  # expect: z
print(simplify(Node("/", Node("q"), Node(1))))  # expect: q
print(simplify(Node("*", Node("q"), Node(0))))  # expect: None
print(simplify(Node("h", "z")))  # expect: hz
print(simplify(Node("h", "w")))  # expect: None
print(simplify({"kind": "three", "value": 2.5}))  # expect: 2.5
print(simplify({"kind": "four", "other": 7}))  # expect: 7
print(simplify("b5"))  # expect: text
print(simplify(["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", False, 2.5]))  # expect: list
print(simplify(["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", None, 2.5]))  # expect: None
