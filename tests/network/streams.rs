//! `asyncio`'s streams.

use super::world::{Weather, World};
use super::{HEAP, calm, run, run_in, stormy};

const CHAT: &str = "
import asyncio

async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(b'> ' + line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def ask(name, port=8080):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    heard = []
    for n in range(3):
        writer.write(f'{name} {n}\\n'.encode())
        heard.append(await reader.readline())
    writer.write_eof()
    assert await reader.read() == b'' and reader.at_eof()
    writer.close()
    return heard

async def main():
    async with await asyncio.start_server(serve, '0.0.0.0', 8080):
        for heard in await asyncio.gather(ask('a'), ask('b'), ask('c')):
            print(heard)

asyncio.run(main())
";
const CHAT_PRINTS: &str = "\
[b'> a 0\\n', b'> a 1\\n', b'> a 2\\n']
[b'> b 0\\n', b'> b 1\\n', b'> b 2\\n']
[b'> c 0\\n', b'> c 1\\n', b'> c 2\\n']
";

#[test]
fn servers_and_clients_in_any_weather() {
    assert_eq!(run(calm(), CHAT), CHAT_PRINTS);
    assert_eq!(run(stormy(), CHAT), CHAT_PRINTS);
    assert_eq!(run(World::new(Weather { wakes: false, ..Weather::default() }), CHAT), CHAT_PRINTS);
}

#[test]
fn a_server_without_sockets_goes_on_when_some_are_free() {
    // One for the server, two for the first pair.
    let source = CHAT.replace("asyncio.gather(ask('a'), ask('b'), ask('c'))", "asyncio.gather(ask('a'))");
    let world = World::new(Weather { sockets: 3, ..Weather::default() });
    assert_eq!(run(world, &source), "[b'> a 0\\n', b'> a 1\\n', b'> a 2\\n']\n");
}

#[test]
fn other_tasks_go_on_while_one_waits_for_the_network() {
    let mut world = calm();
    world.holes.push("10.0.0.66:80".parse().unwrap());
    world.lost_names.push("lost.example".into());
    let source = "
import asyncio, time

async def tick():
    for n in range(4):
        await asyncio.sleep(1)
        print('tick', n)

async def connect(host):
    start = time.ticks_ms()
    try:
        await asyncio.wait_for(asyncio.open_connection(host, 80), 2.5)
    except asyncio.TimeoutError:
        print(host, time.ticks_diff(time.ticks_ms(), start))

async def patient(host):
    start = time.ticks_ms()
    try:
        await asyncio.open_connection(host, 80)
    except OSError as e:
        print(e.errno, time.ticks_diff(time.ticks_ms(), start) // 100)

async def main():
    await asyncio.gather(tick(), connect('10.0.0.66'), connect('lost.example'))
    await asyncio.gather(patient('10.0.0.66'), patient('lost.example'), patient('10.0.0.67'))

asyncio.run(main())
";
    let expected = "\
tick 0
tick 1
lost.example 2500
10.0.0.66 2500
tick 2
tick 3
111 0
110 150
110 750
";
    assert_eq!(run(world, source), expected);
}

#[test]
fn what_was_written_goes_out_after_close() {
    let source = "
import asyncio
got = []

async def serve(reader, writer):
    got.append(await reader.read())
    writer.close()

async def main():
    server = await asyncio.start_server(serve, '', 8080)
    reader, writer = await asyncio.open_connection('localhost', 8080)
    writer.write(bytes(20000))
    writer.close()
    await writer.wait_closed()
    while not got:
        await asyncio.sleep(0.1)
    server.close()
    await server.wait_closed()
    print(len(got[0]), server.is_serving())

asyncio.run(main())
";
    assert_eq!(run(stormy(), source), "20000 False\n");
}

#[test]
fn a_server_that_waits_does_nothing() {
    let source = "
import asyncio

async def serve(reader, writer):
    pass

async def main():
    server = await asyncio.start_server(serve, '', 8080)
    await asyncio.sleep(3600)
    server.close()
    await server.wait_closed()

asyncio.run(main())
";
    let outcome = run_in(calm(), HEAP, source);
    assert_eq!((outcome.raised, outcome.open, outcome.took / 1_000_000), (None, 0, 3600));
    assert!(outcome.waits < 5, "{} times", outcome.waits);
}

#[test]
fn a_server_that_is_closed_or_cancelled_gives_up_its_port() {
    let source = "
import asyncio

async def wait():
    server = await asyncio.start_server(None, '', 8080)
    await server.wait_closed()
    print('never')

async def main():
    server = await asyncio.start_server(None, '', 8080)
    server.close()
    await server.wait_closed()
    for turns in range(4):
        task = asyncio.create_task(wait())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print(turns)

asyncio.run(main())
";
    assert_eq!(run(calm(), source), "0\n1\n2\n3\n");
}
