"""mandelbrot: a picture in text, by floats in locals"""

from bench import mark

SHADES = " .:-=+*#%@"


def escape(cr, ci, limit):
    zr = zi = 0.0
    for count in range(limit):
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0:
            return count
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
    return limit


def main():
    width, height, limit = 48, 20, 40
    for row in range(height):
        line = ""
        ci = row * 2.5 / height - 1.25
        for column in range(width):
            count = escape(column * 3.5 / width - 2.45, ci, limit)
            line += SHADES[count * (len(SHADES) - 1) // limit]
        print(line)


mark(1)
main()
mark(2)
