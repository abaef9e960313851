"""queens: all solutions of a chess problem, by recursion and sets"""

from bench import mark


def solve(size, row, columns, rising, falling):
    if row == size:
        return 1
    found = 0
    for column in range(size):
        up = row + column
        down = row - column
        if column in columns or up in rising or down in falling:
            continue
        columns.add(column)
        rising.add(up)
        falling.add(down)
        found += solve(size, row + 1, columns, rising, falling)
        columns.remove(column)
        rising.remove(up)
        falling.remove(down)
    return found


def permutations(size):
    order = list(range(size))
    cycles = list(range(size, 0, -1))
    yield order
    while True:
        for index in range(size - 1, -1, -1):
            cycles[index] -= 1
            if cycles[index] == 0:
                order[index:] = order[index + 1 :] + order[index : index + 1]
                cycles[index] = size - index
            else:
                other = size - cycles[index]
                order[index], order[other] = order[other], order[index]
                yield order
                break
        else:
            return


def try_all(size):
    found = 0
    for order in permutations(size):
        if size == len(set([order[i] + i for i in range(size)])) == len({order[i] - i for i in range(size)}):
            found += 1
    return found


def main():
    print(solve(6, 0, set(), set(), set()), try_all(5))


mark(1)
main()
mark(2)
