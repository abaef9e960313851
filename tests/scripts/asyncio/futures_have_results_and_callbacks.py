import asyncio

class Later:
    def __await__(self):
        yield from asyncio.sleep(0, 'later').__await__()
        return 'awaited'

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future.done(), future.cancelled())
    for ask in (future.result, future.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__)
    future.add_done_callback(lambda done: print('called back', done.result()))
    loop.call_soon(future.set_result, 5)
    print(await future, await future)
    try:
        future.set_result(6)
    except asyncio.InvalidStateError:
        print('once')
    future.add_done_callback(lambda done: print('at once, nearly'))
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(ValueError('kept'))
    try:
        await future
    except ValueError as error:
        print(error, repr(future.exception()))
    future = loop.create_future()
    print(future.cancel(), future.cancel(), future.cancelled(), future.done())
    print(loop.time() <= loop.time(), loop.is_running(), loop is asyncio.get_event_loop())
    order = []
    loop.call_later(0.02, order.append, 'second')
    loop.call_later(0.01, order.append, 'first')
    dropped = loop.call_later(0.015, order.append, 'never')
    dropped.cancel()
    loop.call_at(loop.time() + 0.03, order.append, 'third')
    await asyncio.sleep(0.05)
    print(order, dropped.cancelled())
    print(await Later(), await asyncio.ensure_future(Later()))
    task = asyncio.create_task(main.__wrapped__() if hasattr(main, '__wrapped__') else asyncio.sleep(0, 1), name='named')
    print(task.get_name(), task in asyncio.all_tasks(), asyncio.iscoroutine(task.get_coro()))
    await task
    print(task in asyncio.all_tasks(), asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(print))
    for bad in (1, None, print):
        try:
            asyncio.ensure_future(bad)
        except TypeError as error:
            print(error)
    async def broken():
        await 5
    try:
        await broken()
    except TypeError as error:
        print(error)
    return 'returned'

print(asyncio.run(main()))
try:
    asyncio.run(5)
except ValueError as error:
    print(error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)

async def twice():
    try:
        asyncio.run(never())
    except RuntimeError as error:
        print(error)
async def never():
    pass
coroutine = never()
async def again():
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
asyncio.run(again())
coroutine.close()

async def leaves():
    async def left():
        try:
            await asyncio.sleep(10)
        finally:
            print('left task is ended')
    asyncio.create_task(left())
    await asyncio.sleep(0)
    return 'left'
print(asyncio.run(leaves()))

async def interrupted():
    raise SystemExit(3)
try:
    asyncio.run(interrupted())
except SystemExit as error:
    print('exit', error.code)

# expect: False False
# expect: InvalidStateError
# expect: InvalidStateError
# expect: called back 5
# expect: 5 5
# expect: once
# expect: at once, nearly
# expect: kept ValueError('kept')
# expect: True False True True
# expect: True True True
# expect: ['first', 'second', 'third'] True
# expect: awaited awaited
# expect: named True True
# expect: False True False
# expect: An asyncio.Future, a coroutine or an awaitable is required
# expect: An asyncio.Future, a coroutine or an awaitable is required
# expect: An asyncio.Future, a coroutine or an awaitable is required
# expect: object int can't be used in 'await' expression
# expect: returned
# expect: a coroutine was expected, got 5
# expect: no running event loop
# expect: asyncio.run() cannot be called from a running event loop
# expect: left task is ended
# expect: left
# expect: exit 3
