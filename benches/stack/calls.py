"""Calls as deep as they go: plain, by method, by keyword, through a constructor."""


def plain(depth):
    return plain(depth + 1)


def keyword(depth=0):
    return keyword(depth=depth + 1)


class Node:
    def __init__(self):
        self.next = Node()


class Walker:
    def step(self):
        return self.step()


for descend in (lambda: plain(0), keyword, Node, Walker().step):
    try:
        descend()
    except (RuntimeError, MemoryError):
        pass
    else:
        raise AssertionError("no end reached")
