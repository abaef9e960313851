import asyncio

async def main():
    event = asyncio.Event()
    async def waits(name):
        await event.wait()
        print(name, 'has it')
    tasks = [asyncio.create_task(waits(n)) for n in 'ab']
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    await asyncio.gather(*tasks)
    print(event.is_set(), await event.wait())
    event.clear()
    print(event.is_set())

    lock = asyncio.Lock()
    order = []
    async def enters(name):
        async with lock:
            order.append(name)
            await asyncio.sleep(0.001)
            order.append(name.upper())
    await asyncio.gather(*[enters(n) for n in 'abc'])
    print(order, lock.locked())
    await lock.acquire()
    waiting = asyncio.create_task(enters('d'))
    third = asyncio.create_task(enters('e'))
    await asyncio.sleep(0)
    waiting.cancel()
    lock.release()
    await asyncio.sleep(0.01)
    print(order[-2:], lock.locked(), waiting.cancelled())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)

    semaphore = asyncio.Semaphore(2)
    inside = most = 0
    async def works():
        nonlocal inside, most
        async with semaphore:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.001)
            inside -= 1
    await asyncio.gather(*[works() for _ in range(6)])
    print(most, semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    print(bounded.locked())
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)

    condition = asyncio.Condition()
    items = []
    async def takes(name):
        async with condition:
            await condition.wait_for(lambda: items)
            print(name, 'takes', items.pop())
    tasks = [asyncio.create_task(takes(n)) for n in 'xy']
    await asyncio.sleep(0)
    async with condition:
        items.append(1)
        condition.notify()
    await asyncio.sleep(0.001)
    async with condition:
        items.append(2)
        condition.notify_all()
    await asyncio.gather(*tasks)
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)

    barrier = asyncio.Barrier(3)
    async def meets():
        return await barrier.wait()
    print(sorted(await asyncio.gather(*[meets() for _ in range(3)])), barrier.n_waiting)
    first = asyncio.create_task(meets())
    await asyncio.sleep(0)
    print(barrier.n_waiting, barrier.broken)
    await barrier.abort()
    try:
        await first
    except asyncio.BrokenBarrierError:
        print('broken', barrier.broken)
    await barrier.reset()
    print(sorted(await asyncio.gather(*[meets() for _ in range(3)])))

asyncio.run(main())

# expect: False
# expect: a has it
# expect: b has it
# expect: True True
# expect: False
# expect: ['a', 'A', 'b', 'B', 'c', 'C'] False
# expect: ['e', 'E'] False True
# expect: Lock is not acquired.
# expect: 2 False
# expect: True
# expect: BoundedSemaphore released too many times
# expect: Semaphore initial value must be >= 0
# expect: x takes 1
# expect: y takes 2
# expect: cannot notify on un-acquired lock
# expect: cannot wait on un-acquired lock
# expect: [0, 1, 2] 0
# expect: 1 False
# expect: broken True
# expect: [0, 1, 2]
