"""Conway's game of life on an unbounded plane, and Wolfram's rules on a line.

A generation is a set of living cells. Famous patterns are read from pictures,
run for a while, and classified: still, oscillating, travelling or growing.
"""

PATTERNS = {
    "block": """
        ##
        ##
    """,
    "blinker": """
        ###
    """,
    "toad": """
        .###
        ###.
    """,
    "glider": """
        .#.
        ..#
        ###
    """,
    "lwss": """
        .#..#
        #....
        #...#
        ####.
    """,
    "r-pentomino": """
        .##
        ##.
        .#.
    """,
    "diehard": """
        ......#.
        ##......
        .#...###
    """,
    "pulsar": """
        ..###...###..
        .............
        #....#.#....#
        #....#.#....#
        #....#.#....#
        ..###...###..
        .............
        ..###...###..
        #....#.#....#
        #....#.#....#
        #....#.#....#
        .............
        ..###...###..
    """,
}

AROUND = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]


def read(picture):
    """Turns a picture into a set of (x, y)."""
    rows = [line.strip() for line in picture.strip().splitlines()]
    return {(x, y) for y, row in enumerate(rows) for x, char in enumerate(row) if char == "#"}


def step(cells):
    """One generation: born with three neighbours, kept with two or three."""
    counts = {}
    for x, y in cells:
        for dx, dy in AROUND:
            place = x + dx, y + dy
            counts[place] = counts.get(place, 0) + 1
    return {place for place, count in counts.items() if count == 3 or (count == 2 and place in cells)}


def corner(cells):
    return min(x for x, _ in cells), min(y for _, y in cells)


def normal(cells):
    """The same shape moved to the origin, in a form that can be a key."""
    left, top = corner(cells)
    return tuple(sorted((x - left, y - top) for x, y in cells))


def classify(cells, patience):
    """Says what becomes of a pattern within `patience` generations."""
    seen = {}
    for generation in range(patience + 1):
        if not cells:
            return f"dies in generation {generation}"
        shape = normal(cells)
        if shape in seen:
            before, (left, top) = seen[shape]
            period = generation - before
            now_left, now_top = corner(cells)
            if (now_left, now_top) != (left, top):
                return f"travels ({now_left - left:+d}, {now_top - top:+d}) every {period} generations"
            return "stands still" if period == 1 else f"repeats every {period} generations"
        seen[shape] = generation, corner(cells)
        cells = step(cells)
    return f"still grows: {len(cells)} cells after {patience} generations"


def draw(cells):
    left, top = corner(cells)
    right, bottom = max(x for x, _ in cells), max(y for _, y in cells)
    for y in range(top, bottom + 1):
        yield "".join("#" if (x, y) in cells else "." for x in range(left, right + 1))


def side_by_side(pictures, gap="   "):
    """Prints several drawings in one row."""
    columns = [list(picture) for picture in pictures]
    height = max(map(len, columns))
    for row in range(height):
        parts = (column[row] if row < len(column) else " " * len(column[0]) for column in columns)
        print("  " + gap.join(parts).rstrip())


def generations(cells, count):
    for _ in range(count):
        yield cells
        cells = step(cells)


def wolfram(rule, width, count):
    """An elementary automaton on a ring, as integers used as bit rows."""
    row = 1 << (width // 2)
    full = (1 << width) - 1
    for _ in range(count):
        yield row
        left = (row >> 1) | ((row & 1) << (width - 1))
        right = ((row << 1) & full) | (row >> (width - 1))
        row = sum(1 << bit for bit in range(width) if rule >> neighbourhood(left, row, right, bit) & 1)


def neighbourhood(left, row, right, bit):
    """The three cells above `bit`, the upper neighbour as the highest digit."""
    return (left >> bit & 1) << 2 | (row >> bit & 1) << 1 | (right >> bit & 1)


print("fates")
for name, picture in PATTERNS.items():
    cells = read(picture)
    print(f"  {name:<12} {len(cells):3d} cells, {classify(cells, 30)}")

print("a glider's five steps")
side_by_side(draw(cells) for cells in generations(read(PATTERNS["glider"]), 5))

print("the r-pentomino's population")
populations = [len(cells) for cells in generations(read(PATTERNS["r-pentomino"]), 41)]
for start in range(0, 41, 8):
    print("  " + " ".join(f"{population:3d}" for population in populations[start : start + 8]))

print("the pulsar breathes")
side_by_side(draw(cells) for cells in generations(read(PATTERNS["pulsar"]), 3))

for rule in (30, 90):
    print(f"rule {rule}")
    for row in wolfram(rule, 31, 8):
        print("  " + bin(row)[2:].rjust(31, "0").replace("0", ".").replace("1", "#"))
