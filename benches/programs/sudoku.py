"""sudoku: a puzzle by search, by bit masks and lists"""

from bench import mark

PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"


def count_bits(mask):
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


class Sudoku:
    def __init__(self, text):
        self.cells = [0] * 81
        self.rows = [0x1FF] * 9
        self.columns = [0x1FF] * 9
        self.boxes = [0x1FF] * 9
        self.tries = 0
        for place, char in enumerate(text):
            if char != ".":
                self.put(place, 1 << int(char) - 1)

    def put(self, place, bit):
        row, column = divmod(place, 9)
        self.cells[place] = bit
        self.rows[row] ^= bit
        self.columns[column] ^= bit
        self.boxes[row // 3 * 3 + column // 3] ^= bit

    def clear(self, place):
        bit = self.cells[place]
        self.put(place, bit)
        self.cells[place] = 0

    def choices(self, place):
        row, column = divmod(place, 9)
        return self.rows[row] & self.columns[column] & self.boxes[row // 3 * 3 + column // 3]

    def tightest(self):
        best, fewest, mask = None, 10, 0
        for place, bit in enumerate(self.cells):
            if bit == 0:
                possible = self.choices(place)
                count = count_bits(possible)
                if count < fewest:
                    best, fewest, mask = place, count, possible
                    if count < 2:
                        break
        return best, mask

    def solve(self):
        place, mask = self.tightest()
        if place is None:
            return True
        while mask:
            bit = mask & -mask
            mask ^= bit
            self.tries += 1
            self.put(place, bit)
            if self.solve():
                return True
            self.clear(place)
        return False

    def text(self):
        digits = [str(count_bits(bit - 1) + 1) for bit in self.cells]
        return "\n".join(["".join(digits[row : row + 9]) for row in range(0, 81, 9)])


def main():
    sudoku = Sudoku(PUZZLE)
    print(sudoku.solve(), sudoku.tries)
    print(sudoku.text())


mark(1)
main()
mark(2)
