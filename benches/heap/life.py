# The game of life on 16 by 16 cells
SIZE = 16


def step(cells):
    new = bytearray(SIZE * SIZE)
    for y in range(SIZE):
        for x in range(SIZE):
            count = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dx or dy:
                        count += cells[(y + dy) % SIZE * SIZE + (x + dx) % SIZE]
            alive = cells[y * SIZE + x]
            new[y * SIZE + x] = count == 3 or alive and count == 2
    return new


cells = bytearray(SIZE * SIZE)
for x, y in ((1, 0), (2, 1), (0, 2), (1, 2), (2, 2)):
    cells[y * SIZE + x] = 1
for generation in range(20):
    cells = step(cells)
print(sum(cells))
for y in range(4, 10):
    print("".join(".#"[cells[y * SIZE + x]] for x in range(SIZE)))
