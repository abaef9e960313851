# Large blocks: one list, one dict, one text
import gc

half = (gc.mem_alloc() + gc.mem_free()) // 2
size = (half - gc.mem_alloc()) // 40
kept = [[n] for n in range(size)]
table = {n * 7: None for n in range(size // 2)}
text = "x" * (size * 2)
garbage = list(kept), dict(table)
garbage = None
