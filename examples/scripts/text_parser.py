"""Parses an INI-like configuration and a CSV-like table, and reports errors.

The INI dialect knows sections, `key = value`, `#` comments, typed values,
lists, continuation lines and `${section.key}` references. The CSV dialect
knows quoted fields with doubled quotes. Both report the line of a mistake.
"""

CONFIG = """
# greenhouse controller
[site]
name = North greenhouse
rows = 12
area = 48.5
heated = yes

[pump]
pins = 4, 5, 6
mask = 0x2f
label = ${site.name} / pump
note = first line
    and a second one
    and a third

[alarm]
limits = 2.5, 35.0
quiet = no
contact =
"""

TABLE = '''plant,row,height,remark
tomato,1,112.5,"tall, needs a stick"
basil,2,23.0,
"chili ""Lemon Drop""",3,41.25,hot
mint,4,18.5,"keep
 apart"
'''

BROKEN = {
    "no section": "key = 1\n",
    "no equals sign": "[a]\nkey 1\n",
    "twice": "[a]\nkey = 1\nkey = 2\n",
    "open header": "[a\nkey = 1\n",
    "unknown reference": "[a]\nkey = ${b.c}\n",
    "circle": "[a]\nx = ${a.y}\ny = ${a.x}\n",
}


class ParseError(Exception):
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")
        self.line = line


def logical_lines(text):
    """Joins continuation lines; yields (line number, text) without comments."""
    pending, start = None, 0
    for number, raw in enumerate(text.splitlines(), start=1):
        if raw.strip().startswith("#") or not raw.strip():
            continue
        if raw[0].isspace() and pending is not None:
            pending += " " + raw.strip()
            continue
        if pending is not None:
            yield start, pending
        pending, start = raw.strip(), number
    if pending is not None:
        yield start, pending


def parse_ini(text):
    """Returns {section: {key: value}} with references and types resolved."""
    raw, lines = {}, {}
    name = section = None
    for number, line in logical_lines(text):
        if line.startswith("["):
            if not line.endswith("]"):
                raise ParseError(number, "section header is not closed")
            name = line[1:-1].strip()
            section = raw.setdefault(name, {})
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            raise ParseError(number, f"expected 'key = value', got {line!r}")
        if section is None:
            raise ParseError(number, f"{key!r} stands before any section")
        if key in section:
            raise ParseError(number, f"{key!r} is already set on line {lines[name, key]}")
        section[key] = value
        lines[name, key] = number
    return {
        name: {key: typed(expand(value, raw, (name, key), lines, ())) for key, value in entries.items()}
        for name, entries in raw.items()
    }


def expand(value, raw, here, lines, seen):
    """Replaces every `${section.key}`, however deep."""
    if here in seen:
        raise ParseError(lines[here], "reference goes in a circle: " + " > ".join(".".join(at) for at in (*seen, here)))
    while (start := value.find("${")) >= 0:
        end = value.find("}", start)
        if end < 0:
            raise ParseError(lines[here], "reference is not closed")
        section, _, key = value[start + 2 : end].partition(".")
        try:
            target = raw[section][key]
        except KeyError as missing:
            raise ParseError(lines[here], f"nothing is called {missing}") from None
        value = value[:start] + expand(target, raw, (section, key), lines, (*seen, here)) + value[end + 1 :]
    return value


def typed(text):
    """Turns text into a bool, int, float, list, None or leaves it a string."""
    if "," in text:
        return [typed(part.strip()) for part in text.split(",")]
    if not text:
        return None
    if text.lower() in ("yes", "no"):
        return text.lower() == "yes"
    for convert in (lambda word: int(word, 0), float):
        try:
            return convert(text)
        except ValueError:
            pass
    return text


def parse_csv(text):
    """Yields the rows of a table; a quoted field may hold commas and newlines."""
    row, field, quoted = [], "", False
    index = 0
    while index < len(text):
        char = text[index]
        index += 1
        if quoted:
            if char != '"':
                field += char
            elif text[index : index + 1] == '"':
                field += '"'
                index += 1
            else:
                quoted = False
        elif char == '"' and not field:
            quoted = True
        elif char == ",":
            row.append(field)
            field = ""
        elif char == "\n":
            yield [*row, field]
            row, field = [], ""
        else:
            field += char
    if quoted:
        raise ParseError(text.count("\n") + 1, "quoted field is not closed")
    if row or field:
        yield [*row, field]


def records(rows):
    header, *body = rows
    return [dict(zip(header, row)) for row in body]


print("-- configuration --")
config = parse_ini(CONFIG)
for section, entries in config.items():
    print(f"[{section}]")
    for key, value in entries.items():
        print(f"  {key:<8} {type(value).__name__:<8} {value!r}")

print("-- table --")
plants = records(parse_csv(TABLE))
for plant in plants:
    print(f"{plant['plant']:<20}|{plant['row']:>3} |{float(plant['height']):8.2f} | {plant['remark']!r}")
heights = [float(plant["height"]) for plant in plants]
print(
    f"{len(plants)} plants, {sum(heights):.2f} cm in all, the tallest is {max(plants, key=lambda p: float(p['height']))['plant']}"
)

print("-- mistakes --")
for name, text in BROKEN.items():
    try:
        print(f"{name}: {parse_ini(text)}")
    except ParseError as error:
        print(f"{name}: {error}")
try:
    list(parse_csv('a,"b\nc'))
except ParseError as error:
    print("open quote:", error, "/ line attribute", error.line)
