import asyncio

async def main():
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(1)
    except TimeoutError as error:
        print('late', limit.expired(), type(error.__cause__).__name__)
    async with asyncio.timeout(1) as limit:
        await asyncio.sleep(0.001)
    print(limit.expired())
    async with asyncio.timeout(None) as limit:
        await asyncio.sleep(0)
        print(limit.when())
        limit.reschedule(asyncio.get_running_loop().time() + 1)
        print(limit.when() is not None)

    # Inside another one: only the outer one is late.
    try:
        async with asyncio.timeout(0.01) as outer:
            async with asyncio.timeout(1) as inner:
                await asyncio.sleep(2)
    except TimeoutError:
        print(outer.expired(), inner.expired())

    # A cancellation from outside is none of its business.
    async def limited():
        async with asyncio.timeout(1):
            await asyncio.sleep(2)
    task = asyncio.create_task(limited())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(1)
    except TimeoutError:
        print('at once')
    for timeout in (0, -1, 0.001):
        try:
            await asyncio.wait_for(asyncio.sleep(1), timeout)
        except TimeoutError:
            print('wait_for', timeout)
    print(await asyncio.wait_for(asyncio.sleep(0, 'fine'), None))
    async def fails():
        raise KeyError('inside')
    try:
        await asyncio.wait_for(fails(), 1)
    except KeyError as error:
        print(error)
    try:
        async with limit:
            pass
    except RuntimeError as error:
        print(type(error).__name__)

asyncio.run(main())

# expect: late True CancelledError
# expect: False
# expect: None
# expect: True
# expect: True False
# expect: cancelled
# expect: at once
# expect: wait_for 0
# expect: wait_for -1
# expect: wait_for 0.001
# expect: fine
# expect: 'inside'
# expect: RuntimeError
