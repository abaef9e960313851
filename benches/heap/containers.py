# Dicts and lists: words counted, groups made, a table sorted
import sys

words = []
seed = 7
for i in range(240):
    seed = (seed * 1103515245 + 12345) & 0x3FFFFFFF
    words.append("w" + str(seed >> 12 & 63))
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
print(len(counts), order[0][1] >= order[-1][1], sum(counts.values()))
groups = {}
for word, count in order:
    groups.setdefault(count, []).append(word)
print(sorted(groups), sum(len(group) for group in groups.values()))
matrix = [[row * column for column in range(12)] for row in range(12)]
flipped = [list(column) for column in zip(*matrix)]
print(matrix == flipped, sum(map(sum, matrix)))
seen = set(words[:100]) & set(words[100:])
print(len(seen) > 10, [index for index, word in enumerate(words) if word == words[0]][:1])
queue = list(range(100))
while len(queue) > 1:
    queue.append(queue.pop(0) + queue.pop(0))
print(queue)
