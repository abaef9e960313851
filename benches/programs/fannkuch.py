"""fannkuch: flips of permutations, by lists and slices"""

from bench import mark


def fannkuch(n):
    most = checksum = sign = 0
    order = list(range(n))
    count = [0] * n
    left = n
    while True:
        first = order[0]
        if first:
            flips = 0
            stack = order[:]
            while first:
                stack[: first + 1] = stack[first::-1]
                first = stack[0]
                flips += 1
            if flips > most:
                most = flips
            checksum += -flips if sign else flips
        # The next permutation.
        if sign == 0:
            order[0], order[1] = order[1], order[0]
            sign = 1
            continue
        order[1], order[2] = order[2], order[1]
        sign = 0
        for left in range(2, n):
            if count[left] < left:
                count[left] += 1
                break
            if left == n - 1:
                return checksum, most
            count[left] = 0
            head = order[0]
            for index in range(left + 1):
                order[index] = order[index + 1]
            order[left + 1] = head


def main():
    print("%d, %d" % fannkuch(6))


mark(1)
main()
mark(2)
