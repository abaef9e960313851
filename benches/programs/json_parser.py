"""json_parser: a parser of JSON, by characters and recursion"""

from bench import mark

TEXT = """{"station": "roof \\u00e4st", "readings": [
 {"t": 0, "celsius": 19.5, "humidity": 41, "ok": true, "tags": ["a", "b"]},
 {"t": 60, "celsius": 19.25, "humidity": 42, "ok": true, "tags": []},
 {"t": 120, "celsius": -3.5e0, "humidity": 43, "ok": false, "tags": ["late\\n"]},
 {"t": 180, "celsius": 20.75, "humidity": 44, "ok": true, "tags": [null, "c"]}],
 "limits": {"low": {"celsius": -40, "humidity": 0}, "high": {"celsius": 85, "humidity": 100}}}"""

SPACE = " \n\t\r"
DIGITS = "+-.0123456789eE"
WORDS = {"t": ("true", True), "f": ("false", False), "n": ("null", None)}
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Parser:
    def __init__(self, text):
        self.text = text
        self.place = 0

    def fail(self, what):
        raise ValueError("%s expected at %d" % (what, self.place))

    def peek(self):
        text = self.text
        place = self.place
        while text[place] in SPACE:
            place += 1
        self.place = place
        return text[place]

    def take(self, char):
        if self.peek() != char:
            self.fail(char)
        self.place += 1

    def value(self):
        char = self.peek()
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char == '"':
            return self.string()
        if char in WORDS:
            word, value = WORDS[char]
            if not self.text.startswith(word, self.place):
                self.fail(word)
            self.place += len(word)
            return value
        return self.number()

    def object(self):
        self.take("{")
        found = {}
        while self.peek() != "}":
            if found:
                self.take(",")
                self.peek()
            key = self.string()
            self.take(":")
            found[key] = self.value()
        self.place += 1
        return found

    def array(self):
        self.take("[")
        found = []
        while self.peek() != "]":
            if found:
                self.take(",")
            found.append(self.value())
        self.place += 1
        return found

    def string(self):
        text = self.text
        self.take('"')
        place = self.place
        parts = []
        while True:
            char = text[place]
            place += 1
            if char == '"':
                break
            if char == "\\":
                char = text[place]
                place += 1
                if char == "u":
                    parts.append(chr(int(text[place : place + 4], 16)))
                    place += 4
                else:
                    parts.append(ESCAPES[char])
            else:
                parts.append(char)
        self.place = place
        return "".join(parts)

    def number(self):
        start = self.place
        while self.text[self.place] in DIGITS:
            self.place += 1
        word = self.text[start : self.place]
        if not word:
            self.fail("a value")
        return float(word) if "." in word or "e" in word else int(word)


def text_of(value):
    if isinstance(value, dict):
        return "{" + ",".join([text_of(key) + ":" + text_of(value[key]) for key in sorted(value)]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([text_of(item) for item in value]) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\n", "\\n") + '"'
    if value is None:
        return "null"
    if isinstance(value, float):
        return "%.2f" % value
    return str(value).lower()


def main():
    for _ in range(6):
        value = Parser(TEXT).value()
    print(text_of(value))
    try:
        Parser('{"a": tru }').value()
    except ValueError as error:
        print(error)


mark(1)
main()
mark(2)
