class Suspend:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


async def leaf(n):
    got = await Suspend(("leaf", n))
    return got


class Context:
    async def __aenter__(self):
        await Suspend("enter")
        return self

    async def __aexit__(self, *info):
        await Suspend(("exit", info[0].__name__ if info[0] else None))
        return True


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await leaf(self.n)


async def numbers(n):
    for i in range(n):
        await Suspend(("yielding", i))
        yield i


async def main():
    first = await leaf(1)
    async with Context():
        raise ValueError("swallowed")
    got = [n async for n in Countdown(2)]
    total = 0
    async for n in numbers(3):
        total += n
    return first, got, total, [n * 2 async for n in numbers(2) if n]


def drive(coroutine):
    seen, value = [], None
    while True:
        try:
            asked = coroutine.send(value)
        except StopIteration as stop:
            return seen, stop.value
        seen.append(asked)
        value = len(seen)


seen, result = drive(main())
print(seen)  # expect: [('leaf', 1), 'enter', ('exit', 'ValueError'), ('leaf', 1), ('leaf', 0), ('yielding', 0), ('yielding', 1), ('yielding', 2), ('yielding', 0), ('yielding', 1)]
print(result)  # expect: (1, [4, 5], 3, [2])
c = leaf(3)
print(type(c).__name__, c.send(None))  # expect: coroutine ('leaf', 3)
try:
    c.throw(KeyError("thrown"))
except KeyError as error:
    print(error)  # expect: 'thrown'


async def fails():
    await 3


try:
    drive(fails())
except TypeError as error:
    print(error)  # expect: object int can't be used in 'await' expression
