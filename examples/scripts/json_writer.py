"""JSON written and read back without a module.

The writer escapes strings, indents, sorts keys on request, detects circles
and asks objects for `to_json`. The reader is a recursive descent parser with
exact error positions. Round trips prove that they agree.
"""

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UNESCAPES = {code[1]: char for char, code in ESCAPES.items()} | {"/": "/"}


class JsonError(ValueError):
    pass


def quote(text):
    """A JSON string of ASCII only; characters beyond 0xFFFF become a pair."""
    parts = []
    for char in text:
        code = ord(char)
        if char in ESCAPES:
            parts.append(ESCAPES[char])
        elif 32 <= code < 127:
            parts.append(char)
        elif code <= 0xFFFF:
            parts.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            parts.append(f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}")
    return '"' + "".join(parts) + '"'


class Writer:
    def __init__(self, indent=None, sort_keys=False, precision=None):
        self.indent, self.sort_keys, self.precision = indent, sort_keys, precision
        self.open = []

    def write(self, value):
        return "".join(self.parts(value, 0))

    def parts(self, value, depth):
        """Yields the pieces of text of `value`."""
        if value is None:
            yield "null"
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, int):
            yield str(value)
        elif isinstance(value, float):
            yield self.number(value)
        elif isinstance(value, str):
            yield quote(value)
        elif isinstance(value, dict):
            items = sorted(value.items()) if self.sort_keys else value.items()
            yield from self.nested(value, "{", [(self.key(key), item) for key, item in items], "}", depth)
        elif isinstance(value, (list, tuple)):
            yield from self.nested(value, "[", [("", item) for item in value], "]", depth)
        elif hasattr(value, "to_json"):
            yield from self.parts(value.to_json(), depth)
        else:
            raise JsonError(f"cannot write a {type(value).__name__}")

    def nested(self, value, opening, items, closing, depth):
        if any(value is other for other in self.open):
            raise JsonError(f"a {type(value).__name__} contains itself")
        if not items:
            yield opening + closing
            return
        self.open.append(value)
        lead, tail, comma = "", "", ", "
        if self.indent:
            lead = "\n" + " " * self.indent * (depth + 1)
            tail = "\n" + " " * self.indent * depth
            comma = ","
        yield opening
        for number, (prefix, item) in enumerate(items):
            yield (comma if number else "") + lead + prefix
            yield from self.parts(item, depth + 1)
        yield tail + closing
        self.open.pop()

    def key(self, key):
        if not isinstance(key, str):
            raise JsonError(f"keys must be str, not {type(key).__name__}")
        return quote(key) + ": "

    def number(self, value):
        if value != value or value in (float("inf"), float("-inf")):
            raise JsonError(f"{value} has no JSON form")
        return repr(value) if self.precision is None else f"{value:.{self.precision}f}"


class Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def read(self):
        value = self.value()
        self.space()
        if self.at != len(self.text):
            self.fail("text after the value")
        return value

    def fail(self, message):
        before = self.text[: self.at]
        raise JsonError(f"{message} at line {before.count(chr(10)) + 1} column {self.at - before.rfind(chr(10))}")

    def space(self):
        while self.peek() and self.peek() in " \t\r\n":
            self.at += 1

    def peek(self):
        return self.text[self.at : self.at + 1]

    def eat(self, word):
        if self.text.startswith(word, self.at):
            self.at += len(word)
            return True
        return False

    def value(self):
        self.space()
        for word, value in (("null", None), ("true", True), ("false", False)):
            if self.eat(word):
                return value
        if self.eat("["):
            return self.sequence(self.value, "]")
        if self.eat("{"):
            return dict(self.sequence(self.pair, "}"))
        if self.peek() == '"':
            return self.string()
        if self.peek() and self.peek() in "-0123456789":
            return self.number()
        self.fail("expected a value")

    def sequence(self, rule, closing):
        items = []
        self.space()
        while not self.eat(closing):
            if items and not self.eat(","):
                self.fail(f"expected ',' or '{closing}'")
            items.append(rule())
            self.space()
        return items

    def pair(self):
        self.space()
        if self.peek() != '"':
            self.fail("expected a key")
        key = self.string()
        self.space()
        if not self.eat(":"):
            self.fail("expected ':'")
        return key, self.value()

    def string(self):
        self.at += 1
        text = ""
        while not self.eat('"'):
            char = self.peek()
            if not char or char < " ":
                self.fail("string is not closed")
            self.at += 1
            text += self.escape() if char == "\\" else char
        return text

    def escape(self):
        kind = self.peek()
        self.at += 1
        if kind != "u":
            return UNESCAPES.get(kind) or self.fail("unknown escape")
        code = self.hexadecimal()
        if 0xD800 <= code < 0xDC00 and self.eat("\\u"):
            code = 0x10000 + ((code & 0x3FF) << 10 | self.hexadecimal() & 0x3FF)
        return chr(code)

    def hexadecimal(self):
        digits = self.text[self.at : self.at + 4]
        self.at += 4
        return int(digits, 16)

    def number(self):
        start = self.at
        while self.peek() and self.peek() in "+-.eE0123456789":
            self.at += 1
        digits = self.text[start : self.at]
        return int(digits) if digits.lstrip("-").isdigit() else float(digits)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def to_json(self):
        return {"x": self.x, "y": self.y}


document = {
    "device": "sensor-7",
    "online": True,
    "error": None,
    "serial": 2**70 + 1,
    "readings": [21.5, -0.25, 1e3, 3.0],
    "path": [Point(1, 2), Point(-3, 4)],
    "labels": {"de": 'Tür "offen"', "jp": "扉", "fun": "🐍\t\\o/\n"},
    "empty": [[], {}, "", ()],
}

print("compact")
compact = Writer().write(document)
print(compact)
print("indented, sorted, three digits")
print(Writer(indent=2, sort_keys=True, precision=3).write(document))

print("round trip")
again = Reader(compact).read()
print("same text:", Writer().write(again) == compact)
print("indentation does not matter:", Reader(Writer(indent=4).write(document)).read() == again)
print("labels survive:", again["labels"] == document["labels"], again["labels"]["jp"], again["labels"]["de"])
print("types:", [type(value).__name__ for value in again.values()])

print("what cannot be written")
loop = [1, 2]
loop.append({"again": loop})
for value in ({1: 2}, {"set": {3}}, [float("nan")], loop):
    try:
        print(Writer().write(value))
    except JsonError as error:
        print("  JsonError:", error)

print("what cannot be read")
for text in ("", "[1, 2", '{"a" 1}', "{1: 2}", '["open', "nul", "[1]\n  2", '"\\x"', "[1 2]"):
    try:
        print(Reader(text).read())
    except JsonError as error:
        print(f"  {text!r:<12} {error}")
