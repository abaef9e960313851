"""The stock of a small electronics shop: dicts, sets, sorting, formatting.

Items come from a table of text; reports use comprehensions, nested and
merged dicts, set algebra, sorting by several keys, f-strings, percent
formatting and `str.format`.
"""

STOCK = """
R-0001|resistor 10k|passive|0.012|4200|ohm,smd,0603
R-0002|resistor 4k7|passive|0.011|380|ohm,smd,0603
C-0101|capacitor 100n|passive|0.034|2600|smd,0603,x7r
C-0102|capacitor 10u|passive|0.125|90|smd,0805
U-1001|microcontroller|active|3.450|24|smd,qfn,arm
U-1002|temperature sensor|active|1.980|7|smd,i2c
U-1003|regulator 3.3 V|active|0.560|61|smd,sot23
J-2001|usb-c socket|mechanical|0.870|33|smd,tht
J-2002|pin header 2x5|mechanical|0.210|140|tht
D-3001|led red|active|0.045|900|smd,0603,opto
D-3002|led green|active|0.052|0|smd,0603,opto
"""

BOARDS = {
    "blinky": {"U-1001": 1, "R-0001": 2, "D-3001": 1, "D-3002": 1, "J-2001": 1, "C-0101": 4},
    "weather": {"U-1001": 1, "U-1002": 1, "U-1003": 1, "C-0101": 6, "C-0102": 2, "R-0002": 2, "J-2001": 1},
    "adapter": {"J-2001": 1, "J-2002": 2, "R-0002": 2},
}


class Item:
    """One part number; the one whose stock is worth less comes first."""

    def __init__(self, code, name, group, price, count, tags):
        self.code, self.name, self.group = code, name, group
        self.price = round(float(price) * 1000)
        self.count = int(count)
        self.tags = frozenset(tags.split(","))

    @property
    def worth(self):
        """Thousandths of a euro."""
        return self.price * self.count

    def __lt__(self, other):
        return self.worth < other.worth

    def __format__(self, spec):
        if spec == "short":
            return f"{self.code} ({self.count})"
        return format(self.name, spec)


def euros(thousandths):
    return "%d.%02d" % divmod(round(thousandths / 10), 100)


def group_by(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def shortage(board, count):
    """What is missing to build `count` boards, as {code: pieces}."""
    return {
        code: need * count - stock[code].count
        for code, need in BOARDS[board].items()
        if stock[code].count < need * count
    }


def cost(board):
    return sum(stock[code].price * need for code, need in BOARDS[board].items())


def buildable(board):
    return min(stock[code].count // need for code, need in BOARDS[board].items())


def table(rows, *headings):
    """Prints rows with every column as wide as its widest cell."""
    cells = [headings, *[tuple(map(str, row)) for row in rows]]
    widths = [max(map(len, column)) for column in zip(*cells)]
    for number, row in enumerate(cells):
        first, *rest = zip(row, widths)
        print("  " + first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest))
        if number == 0:
            print("  " + "-".join("-" * width for width in widths))


items = [Item(*line.split("|")) for line in STOCK.strip().splitlines()]
stock = {item.code: item for item in items}

print("stock by group, then by falling worth")
ordered = sorted(items, key=lambda item: (item.group, -item.worth, item.name))
table(
    [(item.code, item.name, item.group, item.count, euros(item.worth)) for item in ordered],
    *("code", "name", "group", "count", "worth"),
)

print("groups")
for group, members in sorted(group_by(items, lambda item: item.group).items()):
    worth = sum(item.worth for item in members)
    share = 100 * worth / sum(item.worth for item in items)
    names = ", ".join(sorted(item.name for item in members))
    print(f"  {group:.<12}{len(members):.>3} items {euros(worth):>8} EUR {share:5.1f}%  {names:.36}")

print("tags")
tags = {tag: {item.code for item in items if tag in item.tags} for tag in set().union(*(item.tags for item in items))}
for tag in sorted(tags, key=lambda tag: (-len(tags[tag]), tag)):
    if len(tags[tag]) > 1:
        print("  %-5s %2d  %s" % (tag, len(tags[tag]), " ".join(sorted(tags[tag]))))
print("  rare:", sorted(tag for tag, codes in tags.items() if len(codes) == 1))
print("  smd but not 0603:", sorted(tags["smd"] - tags["0603"]))
print(
    "  smd and tht:",
    sorted(tags["smd"] & tags["tht"]),
    "either optical or i2c:",
    sorted(tags["opto"] ^ tags["i2c"]),
)

print("boards")
table(
    [(name, len(parts), sum(parts.values()), euros(cost(name)), buildable(name)) for name, parts in BOARDS.items()],
    *("board", "parts", "pieces", "cost", "buildable"),
)
for name, count in (("blinky", 10), ("weather", 12), ("adapter", 30)):
    missing = shortage(name, count)
    text = ", ".join(f"{pieces} x {stock[code].name}" for code, pieces in missing.items())
    print(
        "  {count:>2} x {name:<8}: {verdict}".format(
            name=name, count=count, verdict=text and "short of " + text or "fine"
        )
    )
needed_by_all = set.intersection(*map(set, BOARDS.values()))
print(
    "  on every board:",
    sorted(needed_by_all),
    "on none:",
    sorted(stock.keys() - set().union(*BOARDS.values())),
)

print("a delivery")
delivery = {"D-3002": 500, "U-1002": 20, "J-2001": 7}
before = {code: item.count for code, item in stock.items()}
for code, pieces in delivery.items():
    stock[code].count += pieces
after = {code: item.count for code, item in stock.items()}
changes = {code: (before[code], after[code]) for code in sorted(before) if before[code] != after[code]}
print(" ", changes)
print("  buildable now:", {name: buildable(name) for name in BOARDS})
print(
    "  reorder:",
    ", ".join(f"{item:short}" for item in sorted(items, key=lambda item: item.count) if item.count < 50),
)

print("odds and ends")
cheapest, *_, dearest = sorted(items, key=lambda item: item.price)
print(f"  cheapest {cheapest:_^20}|dearest {dearest:*>18}|most worth {max(items):<12.8}|")
print("  any empty:", any(item.count == 0 for item in items), "all priced:", all(item.price for item in items))
print("  index of U:", next(number for number, item in enumerate(items) if item.code.startswith("U")))
merged = {**{"a": 1, "b": 2}, "b": 3} | {"c": 4}
print("  merged", dict(merged), merged.pop("a"), merged.popitem(), merged, merged.get("z", "none"))
print("  columns", list(zip(*[(item.code[0], item.count) for item in items[:4]])))
print(
    "  hex %04x, octal %o, percent %.1f%%, char %c, repr %r, padded %05d|%-6s|%+d"
    % (255, 8, 99.5, "x", "q'", 42, "ab", 7)
)
print("  {0:>6}|{1:<6}|{0:^6}|{2:,}|{3!r:>8}|{4[1]}|{5.code}".format("ab", "cd", 1234567, "q", [1, 2], cheapest))
