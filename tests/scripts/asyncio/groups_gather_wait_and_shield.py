import asyncio

async def gives(value, delay=0):
    await asyncio.sleep(delay)
    return value

async def fails(error, delay=0):
    await asyncio.sleep(delay)
    raise error

async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(gives(1, 0.02), gives(2, 0.01)))
    try:
        await asyncio.gather(gives(1), fails(ValueError('bad')))
    except ValueError as error:
        print('gather:', error)
    results = await asyncio.gather(gives(1), fails(ValueError('bad')), return_exceptions=True)
    print(results)
    both = asyncio.gather(gives(1, 1), gives(2, 1))
    await asyncio.sleep(0)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print('gather cancelled', both.done())

    async with asyncio.TaskGroup() as group:
        one = group.create_task(gives('one', 0.01))
        two = group.create_task(gives('two'))
    print(one.result(), two.result())
    log = []
    async def logs():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            log.append('cancelled')
            raise
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(logs())
            group.create_task(fails(ValueError('first'), 0.001))
            group.create_task(fails(TypeError('second'), 0.001))
    except* ValueError as errors:
        print(repr(errors))
    except* TypeError as errors:
        print(repr(errors))
    print(log)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(logs())
            await asyncio.sleep(0)
            raise KeyError('body')
    except BaseExceptionGroup as errors:
        print(errors.exceptions, log)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(OSError('in the middle'), 0.001))
            await asyncio.sleep(1)
            print('not reached')
    except BaseExceptionGroup as errors:
        print(errors.exceptions)
    async def grouped():
        async with asyncio.TaskGroup() as group:
            group.create_task(logs())
    task = asyncio.create_task(grouped())
    await asyncio.sleep(0.001)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('group cancelled', log)

    tasks = [asyncio.create_task(gives(n, n / 5)) for n in (3, 1, 2)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    done, pending = await asyncio.wait(pending, timeout=0.0001)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(pending)
    print(sorted(task.result() for task in done), len(pending))
    tasks = [asyncio.create_task(fails(ValueError('x'), 0.001)), asyncio.create_task(gives(1, 1))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print([repr(task.exception()) for task in done], len(pending))
    for task in pending:
        task.cancel()
    for bad in ([], [gives(1)], gives(2)):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    print([await one for one in asyncio.as_completed([gives(n, n / 100) for n in (3, 1, 2)])])
    try:
        for one in asyncio.as_completed([gives(1, 1)], timeout=0.001):
            await one
    except TimeoutError:
        print('as_completed: late')

asyncio.run(main())

# expect: []
# expect: [1, 2]
# expect: gather: bad
# expect: [1, ValueError('bad')]
# expect: gather cancelled True
# expect: one two
# expect: ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('first')])
# expect: ExceptionGroup('unhandled errors in a TaskGroup', [TypeError('second')])
# expect: ['cancelled']
# expect: (KeyError('body'),) ['cancelled', 'cancelled']
# expect: (OSError('in the middle'),)
# expect: group cancelled ['cancelled', 'cancelled', 'cancelled']
# expect: [1] 2
# expect: 0 2
# expect: [2, 3] 0
# expect: ["ValueError('x')"] 1
# expect: ValueError Set of Tasks/Futures is empty.
# expect: TypeError Passing coroutines is forbidden, use tasks explicitly.
# expect: TypeError expect a list of futures, not coroutine
# expect: [1, 2, 3]
# expect: as_completed: late
