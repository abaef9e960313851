def counter():
    count = 0

    def tick(by=1, *, wrap=None):
        nonlocal count
        count += by
        return count

    return tick
