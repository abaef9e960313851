"""huffman: a code of variable length, by a heap of tuples and bits of ints"""

from bench import mark

TEXT = "the quick brown fox jumps over the lazy dog while seventeen grey geese fly south over frozen lakes "


def push(heap, item):
    heap.append(item)
    place = len(heap) - 1
    while place > 0:
        parent = (place - 1) >> 1
        if heap[parent] <= item:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def pop(heap):
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    size = len(heap)
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if last <= heap[child]:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = last
    return first


def tree(text):
    counts = {}
    for char in text:
        counts[char] = counts.get(char, 0) + 1
    heap = []
    for order, char in enumerate(sorted(counts)):
        push(heap, (counts[char], order, char, None, None))
    order = len(counts)
    while len(heap) > 1:
        one, two = pop(heap), pop(heap)
        push(heap, (one[0] + two[0], order, None, one, two))
        order += 1
    return heap[0]


def codes(node, prefix, found):
    _, _, char, left, right = node
    if char is not None:
        found[char] = prefix
    else:
        codes(left, prefix + "0", found)
        codes(right, prefix + "1", found)
    return found


def encode(text, table):
    result = bytearray()
    bits = 0
    count = 0
    for char in text:
        for bit in table[char]:
            bits = bits << 1 | (bit == "1")
            count += 1
            if count == 8:
                result.append(bits)
                bits = count = 0
    if count:
        result.append(bits << 8 - count)
    return bytes(result)


def decode(data, root, length):
    chars = []
    node = root
    for byte in data:
        for shift in range(7, -1, -1):
            node = node[4] if byte >> shift & 1 else node[3]
            if node[2] is not None:
                chars.append(node[2])
                node = root
                if len(chars) == length:
                    return "".join(chars)


def main():
    text = TEXT * 3
    root = tree(text)
    table = codes(root, "", {})
    data = encode(text, table)
    print(len(text), len(data), sum(data), decode(data, root, len(text)) == text)
    print(" ".join(["%s=%s" % (char, table[char]) for char in sorted(table)][:8]))


mark(1)
main()
mark(2)
