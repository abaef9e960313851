# Small objects: lists, tuples, texts, floats, instances
import gc


class Node:
    def __init__(self, number, link):
        self.number = number
        self.link = link


half = (gc.mem_alloc() + gc.mem_free()) // 2
kept, link, n = [], None, 0
while gc.mem_alloc() < half:
    garbage = [n, str(n)], (n, n * 0.5)
    link = Node(n, link if n % 50 else None)
    kept = [kept, (n, str(n)), link, {n: kept} if n % 8 == 0 else n / 3]
    n += 1
    if n % 100 == 0:
        gc.collect()
