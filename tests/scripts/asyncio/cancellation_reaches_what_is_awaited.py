import asyncio

async def sleeper(log, name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        log.append((name, error.args))
        raise
    finally:
        log.append(name + ' cleaned')

async def nested(log):
    await sleeper(log, 'inner')

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return 'stayed'

async def main():
    log = []
    task = asyncio.create_task(nested(log))
    await asyncio.sleep(0)
    print(task.cancel('why'), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print('task:', error.args, task.cancelled())
    print(log)
    print(task.cancel())

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling(), task.uncancel())

    # Before it has started.
    task = asyncio.create_task(nested(log))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('never ran', len(log))

    # A task that waits for another one.
    inner = asyncio.create_task(sleeper(log, 'second'))
    async def outer():
        await inner
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    results = await asyncio.gather(task, inner, return_exceptions=True)
    print([type(result).__name__ for result in results], inner.cancelled())

    # Of itself.
    async def suicide():
        asyncio.current_task().cancel()
        print('still here')
        await asyncio.sleep(0)
        print('not here')
    try:
        await asyncio.create_task(suicide())
    except asyncio.CancelledError:
        print('gone')

    # Cancelled while ready, its awaitable done.
    future = asyncio.get_running_loop().create_future()
    async def waits():
        return await future
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    future.set_result('ready')
    task.cancel()
    try:
        print(await task)
    except asyncio.CancelledError:
        print('cancelled although ready')

    # Shielded.
    inner = asyncio.create_task(asyncio.sleep(0.3, 'done'))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.001)
    except asyncio.TimeoutError:
        print('shield:', inner.done(), await inner)

asyncio.run(main())

# expect: True 1
# expect: task: ('why',) True
# expect: [('inner', ('why',)), 'inner cleaned']
# expect: False
# expect: stayed False 1 0
# expect: never ran 2
# expect: ['CancelledError', 'CancelledError'] True
# expect: still here
# expect: gone
# expect: cancelled although ready
# expect: shield: False done
