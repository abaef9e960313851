"""Lists, trees, heaps and graphs out of linked objects.

Each structure speaks Python's protocols: `len`, `in`, indexing, slices,
iteration, comparison, `+`, `reversed`, `bool`, `repr`.
"""


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value, self.next = value, next


class LinkedList:
    """A singly linked list that knows its two ends."""

    def __init__(self, values=()):
        self.head = self.tail = None
        self.size = 0
        self += values

    def append(self, value):
        node = Node(value)
        if self.tail is None:
            self.head = node
        else:
            self.tail.next = node
        self.tail = node
        self.size += 1

    def push(self, value):
        self.head = Node(value, self.head)
        if self.tail is None:
            self.tail = self.head
        self.size += 1

    def nodes(self):
        node = self.head
        while node is not None:
            yield node
            node = node.next

    def __iter__(self):
        return (node.value for node in self.nodes())

    def __len__(self):
        return self.size

    def __iadd__(self, values):
        for value in values:
            self.append(value)
        return self

    def __add__(self, other):
        joined = LinkedList(self)
        joined += other
        return joined

    def __mul__(self, times):
        product = LinkedList()
        for _ in range(times):
            product += list(self)
        return product

    __rmul__ = __mul__

    def node_at(self, index):
        if not -self.size <= index < self.size:
            raise IndexError(f"list of {self.size} has no item {index}")
        index %= self.size
        for position, node in enumerate(self.nodes()):
            if position == index:
                return node

    def __getitem__(self, index):
        if isinstance(index, slice):
            return LinkedList([self.node_at(i).value for i in range(*index.indices(self.size))])
        return self.node_at(index).value

    def __setitem__(self, index, value):
        self.node_at(index).value = value

    def __delitem__(self, index):
        gone = self.node_at(index)
        before = self.node_at(index % self.size - 1) if gone is not self.head else None
        if before is None:
            self.head = gone.next
        else:
            before.next = gone.next
        if gone is self.tail:
            self.tail = before
        self.size -= 1

    def reverse(self):
        previous, node = None, self.head
        self.head, self.tail = self.tail, self.head
        while node is not None:
            node.next, previous, node = previous, node, node.next

    def __eq__(self, other):
        return len(self) == len(other) and all(a == b for a, b in zip(self, other))

    def __lt__(self, other):
        return list(self) < list(other)

    def __repr__(self):
        return "<" + " -> ".join(map(repr, self)) + ">"


class Tree:
    """An ordered map on a treap: priorities from a generator keep it flat."""

    class Leaf:
        def __init__(self, key, value, priority):
            self.key, self.value, self.priority = key, value, priority
            self.left = self.right = None

    def __init__(self, pairs=()):
        self.root = None
        self.count = 0
        self.seed = 1
        for key, value in pairs:
            self[key] = value

    def __setitem__(self, key, value):
        self.root = self._put(self.root, key, value)

    def _put(self, leaf, key, value):
        if leaf is None:
            self.count += 1
            self.seed = self.seed * 1103515245 + 12345 & 0x7FFFFFFF
            return Tree.Leaf(key, value, self.seed)
        if key == leaf.key:
            leaf.value = value
        elif key < leaf.key:
            leaf.left = self._put(leaf.left, key, value)
            if leaf.left.priority > leaf.priority:
                above = leaf.left
                leaf.left, above.right = above.right, leaf
                return above
        else:
            leaf.right = self._put(leaf.right, key, value)
            if leaf.right.priority > leaf.priority:
                above = leaf.right
                leaf.right, above.left = above.left, leaf
                return above
        return leaf

    def __getitem__(self, key):
        leaf = self.root
        while leaf is not None:
            if key == leaf.key:
                return leaf.value
            leaf = leaf.left if key < leaf.key else leaf.right
        raise KeyError(key)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __len__(self):
        return self.count

    def __iter__(self):
        yield from self._walk(self.root, False)

    def __reversed__(self):
        yield from self._walk(self.root, True)

    def _walk(self, leaf, backwards):
        if leaf is None:
            return
        first, last = (leaf.right, leaf.left) if backwards else (leaf.left, leaf.right)
        yield from self._walk(first, backwards)
        yield leaf.key
        yield from self._walk(last, backwards)

    @property
    def height(self):
        def measure(leaf):
            return 0 if leaf is None else 1 + max(measure(leaf.left), measure(leaf.right))

        return measure(self.root)


class Heap:
    """A binary heap in a list; `next(heap)` takes the smallest."""

    def __init__(self, items=()):
        self.items = []
        for item in items:
            self.push(item)

    def push(self, item):
        items = self.items
        items.append(item)
        child = len(items) - 1
        while child and items[child] < items[parent := (child - 1) // 2]:
            items[child], items[parent] = items[parent], items[child]
            child = parent

    def __bool__(self):
        return bool(self.items)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        smallest = items.pop()
        parent = 0
        while (child := 2 * parent + 1) < len(items):
            if child + 1 < len(items) and items[child + 1] < items[child]:
                child += 1
            if not items[child] < items[parent]:
                break
            items[child], items[parent] = items[parent], items[child]
            parent = child
        return smallest


class Graph:
    """Undirected, with weights."""

    def __init__(self, text):
        self.edges = {}
        for edge in text.split():
            ends, weight = edge.split(":")
            a, b = ends.split("-")
            self.edges.setdefault(a, {})[b] = int(weight)
            self.edges.setdefault(b, {})[a] = int(weight)

    def shortest(self, start):
        """Dijkstra's search; returns {town: (distance, path)}."""
        found = {}
        frontier = Heap([(0, (start,))])
        for distance, path in frontier:
            town = path[-1]
            if town not in found:
                found[town] = distance, path
                for other, weight in self.edges[town].items():
                    frontier.push((distance + weight, path + (other,)))
        return found


print("linked list")
numbers = LinkedList(range(1, 6))
numbers.push(0)
numbers += [6]
print(" ", numbers, len(numbers), 3 in numbers, 9 in numbers, sum(numbers))
print(" ", numbers[2], numbers[-1], numbers[1:6:2], numbers[::-1])
numbers[0] = 10
del numbers[-1]
del numbers[0]
numbers.reverse()
print(" ", numbers, numbers + LinkedList("ab"), 2 * LinkedList([7]))
print(" ", numbers == [5, 4, 3, 2, 1], numbers < LinkedList([6]), max(LinkedList([1, 3]), LinkedList([1, 2, 9])))
first, second, *others = numbers
print(" ", first, second, others, bool(LinkedList()), LinkedList())
try:
    numbers[5]
except IndexError as error:
    print("  IndexError:", error)

print("tree")
words = "the quick brown fox jumps over the lazy dog while the cat sleeps".split()
tree = Tree((word, place) for place, word in enumerate(words))
print(" ", list(tree))
print(" ", list(reversed(tree))[:4], len(tree), tree["the"], "fox" in tree, "cow" in tree)
flat = Tree((n, n * n) for n in range(500))
print("  500 keys in order:", list(flat) == list(range(500)), "height below 30:", flat.height < 30, flat[499])
try:
    tree["cow"]
except KeyError as error:
    print("  KeyError:", error)

print("heap")
print(" ", list(Heap([5, 2, 8, 1, 9, 2])), bool(Heap()), next(Heap("heap")))
jobs = Heap([(2, "sweep"), (1, "boot"), (3, "sleep")])
print(" ", next(jobs))
jobs.push((0, "interrupt"))
print(" ", *(name for _, name in jobs))

print("graph")
roads = Graph("ulm-bern:3 bern-rom:9 ulm-graz:4 graz-rom:6 graz-wien:2 wien-rom:7 bern-graz:5 rom-bari:4")
for town, (distance, path) in sorted(roads.shortest("ulm").items(), key=lambda item: item[1]):
    print(f"  {town:<5} {distance:3d}  {' > '.join(path)}")
