import asyncio

async def worker(name, delay, log):
    for step in range(3):
        await asyncio.sleep(delay)
        log.append((name, step))
    return name

async def main():
    log = []
    results = await asyncio.gather(worker('a', 0.02, log), worker('b', 0.2, log))
    print(results, log)  # expect: ['a', 'b'] [('a', 0), ('a', 1), ('a', 2), ('b', 0), ('b', 1), ('b', 2)]
    task = asyncio.create_task(worker('c', 0.01, log), name='third')
    print(task.get_name(), task.done())  # expect: third False
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print('cancelled', task.cancelled(), task.done(), error.args)  # expect: cancelled True True ()
    print(await asyncio.sleep(0, 'result'))  # expect: result
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.01)
    except asyncio.TimeoutError as error:
        print(type(error).__name__, error.args)  # expect: TimeoutError ()
    print(await asyncio.wait_for(asyncio.sleep(0.01, 'in time'), 1))  # expect: in time
    return 42

print(asyncio.run(main()))  # expect: 42
