"""Source nested more deeply than any stack."""

DEPTH = 150

for text in (
    "(" * DEPTH + "1" + ")" * DEPTH,
    "[" * DEPTH + "1" + "]" * DEPTH,
    "-" * DEPTH + "1",
    "not " * DEPTH + "1",
    "1 if 0 else " * DEPTH + "1",
    "1 ** " * DEPTH + "1",
    "lambda: " * DEPTH + "1",
    "f(" * DEPTH + "1" + ")" * DEPTH,
    "+".join(["1"] * DEPTH),
):
    try:
        eval(text)
    except (RuntimeError, MemoryError, SyntaxError, NameError):
        pass
