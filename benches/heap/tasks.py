# asyncio: five tasks that take turns
import asyncio

log = []


async def worker(number, rounds):
    for turn in range(rounds):
        log.append((number, turn))
        await asyncio.sleep(0)
    return number * rounds


async def main():
    results = await asyncio.gather(*[worker(number, 4) for number in range(5)])
    print(results, len(log), log[:6])


asyncio.run(main())
