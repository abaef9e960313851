import heapq

heap = []
for item in [5, 1, 8, 3, 9, 2]:
    heapq.heappush(heap, item)
print([heapq.heappop(heap) for i in range(len(heap))], heap)  # expect: [1, 2, 3, 5, 8, 9] []
data = [(i * 7919) % 1000 for i in range(200)]
heap = data[:]
heapq.heapify(heap)
print(all(heap[(i - 1) // 2] <= heap[i] for i in range(1, 200)))  # expect: True
print([heapq.heappop(heap) for i in range(200)] == sorted(data))  # expect: True
heap = [2, 4, 6]
print(heapq.heapreplace(heap, 9), heapq.heappushpop(heap, 1), heapq.heappushpop(heap, 5), heap)
# expect: 2 1 4 [5, 9, 6]
print(heapq.nsmallest(3, data), heapq.nlargest(3, data), heapq.nlargest(2, ['a', 'ccc', 'bb'], key=len))
# expect: [0, 3, 6] [987, 984, 981] ['ccc', 'bb']
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3, 9])), list(heapq.merge('da', 'cb', reverse=True)))
# expect: [1, 2, 3, 4, 5, 7, 9] ['d', 'c', 'b', 'a']
tasks = []
heapq.heappush(tasks, (2, 'code'))
heapq.heappush(tasks, (1, 'think'))
heapq.heappush(tasks, (3, 'test'))
print(heapq.heappop(tasks), tasks[0])  # expect: (1, 'think') (2, 'code')
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
# expect: index out of range
mixed = [1]
try:
    heapq.heappush(mixed, 'a')
except TypeError as error:
    print(error)
# expect: '<' not supported between instances of 'str' and 'int'
