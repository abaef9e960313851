"""life: cells on a torus, by sets of pairs and by bytearrays"""

from bench import mark


def evolve(alive, width, height):
    counts = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = ((x + dx) % width, (y + dy) % height)
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in alive)}


def evolve_dense(cells, width, height):
    result = bytearray(width * height)
    for y in range(height):
        above = (y - 1) % height * width
        here = y * width
        below = (y + 1) % height * width
        for x in range(width):
            left = (x - 1) % width
            right = (x + 1) % width
            count = (
                cells[above + left]
                + cells[above + x]
                + cells[above + right]
                + cells[here + left]
                + cells[here + right]
                + cells[below + left]
                + cells[below + x]
                + cells[below + right]
            )
            result[here + x] = count == 3 or (count == 2 and cells[here + x])
    return result


def main():
    width, height = 24, 16
    # An R-pentomino.
    start = [(11, 6), (12, 6), (10, 7), (11, 7), (11, 8)]
    alive = set(start)
    cells = bytearray(width * height)
    for x, y in start:
        cells[y * width + x] = 1
    for _ in range(12):
        alive = evolve(alive, width, height)
        cells = evolve_dense(cells, width, height)
    assert len(alive) == sum(cells)
    for y in range(height):
        print("".join(["#" if (x, y) in alive else "." for x in range(width)]))


mark(1)
main()
mark(2)
