import asyncio

async def main():
    queue = asyncio.Queue(2)
    log = []
    async def produces():
        for i in range(5):
            await queue.put(i)
            log.append(('put', i))
    async def consumes():
        while True:
            item = await queue.get()
            log.append(('got', item))
            await asyncio.sleep(0)
            queue.task_done()
    consumer = asyncio.create_task(consumes())
    await produces()
    await queue.join()
    consumer.cancel()
    print(log)
    print(queue.empty(), queue.qsize(), queue.maxsize, queue.full())
    for act in (queue.get_nowait, queue.task_done):
        try:
            act()
        except (asyncio.QueueEmpty, ValueError) as error:
            print(type(error).__name__, error)
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull:
        print('full')

    getters = asyncio.Queue()
    tasks = [asyncio.create_task(getters.get()) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    getters.put_nowait('x')
    getters.put_nowait('y')
    print(await tasks[1], await tasks[2])

    queue = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        await queue.put(item)
    print([await queue.get() for _ in range(3)])
    queue = asyncio.LifoQueue()
    for item in (3, 1, 2):
        await queue.put(item)
    print([await queue.get() for _ in range(3)])

asyncio.run(main())

# expect: [('put', 0), ('put', 1), ('got', 0), ('put', 2), ('got', 1), ('put', 3), ('got', 2), ('put', 4), ('got', 3), ('got', 4)]
# expect: True 0 2 False
# expect: QueueEmpty 
# expect: ValueError task_done() called too many times
# expect: full
# expect: x y
# expect: [1, 2, 3]
# expect: [2, 1, 3]
