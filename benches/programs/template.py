"""template: pages from templates, by string methods, closures and dicts"""

from bench import mark

PAGE = """<h1>{{ title }}</h1>
<ul>{% for row in rows %}
<li class="{{ row.kind }}">{{ row.name }}: {{ row.value }} {{ unit }}{% if row.late %} (late){% end %}</li>{% end %}
</ul>
"""


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tokens(text):
    place = 0
    while True:
        start = text.find("{", place)
        if start < 0 or text[start + 1] not in "{%":
            yield "text", text[place:]
            return
        if start > place:
            yield "text", text[place:start]
        closing = "}}" if text[start + 1] == "{" else "%}"
        end = text.find(closing, start)
        yield "value" if closing == "}}" else "block", text[start + 2 : end].strip()
        place = end + 2


def getter(path):
    first, *rest = path.split(".")

    def get(scope):
        value = scope[first]
        for name in rest:
            value = value[name]
        return value

    return get


def compile(stream):
    parts = []
    for kind, text in stream:
        if kind == "text":
            parts.append(lambda scope, out, text=text: out.append(text))
        elif kind == "value":
            get = getter(text)
            parts.append(lambda scope, out, get=get: out.append(escape(str(get(scope)))))
        else:
            words = text.split()
            if words[0] == "end":
                break
            body = compile(stream)
            if words[0] == "for":
                parts.append(loop(words[1], getter(words[3]), body))
            else:
                parts.append(choice(getter(words[1]), body))

    def run(scope, out):
        for part in parts:
            part(scope, out)

    return run


def loop(name, get, body):
    def run(scope, out):
        inner = dict(scope)
        for item in get(scope):
            inner[name] = item
            body(inner, out)

    return run


def choice(get, body):
    def run(scope, out):
        if get(scope):
            body(scope, out)

    return run


def main():
    page = compile(tokens(PAGE))
    rows = []
    for index in range(12):
        kind = "odd" if index % 2 else "even"
        rows.append({"kind": kind, "name": f"sensor <{index}>", "value": f"{index * 37 % 11:03d}", "late": index % 4 == 0})
    for _ in range(5):
        out = []
        page({"title": "Rain & wind", "rows": rows, "unit": "mm"}, out)
        text = "".join(out)
    print(text)


mark(1)
main()
mark(2)
