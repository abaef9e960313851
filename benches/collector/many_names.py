# Names, functions and classes
import gc

half = (gc.mem_alloc() + gc.mem_free()) // 2
kept, n = [], 0
while gc.mem_alloc() < half and n < 400:
    scope = {}
    exec("class C%d:\n    def method_%d(self, argument_%d):\n        return argument_%d\n" % (n, n, n, n), scope)
    kept.append(scope)
    n += 1
    gc.collect()
while gc.mem_alloc() < half:
    kept.append([n, [n]])
    n += 1
