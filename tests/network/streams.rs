//! `asyncio`'s streams.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Wake, Waker};

use ferropy::{Budget, Vm};

use super::world::{Weather, World};
use super::{Firmware, HEAP, calm, run, run_in, stormy};

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

#[test]
fn a_line_without_end_is_given_up() {
    let mut world = calm();
    world.serve("10.0.0.9:7", || {
        Box::new(|text, answers| {
            answers.send(vec![b'x'; 5000]);
            answers.send("\nend\n");
            text.clear();
        })
    });
    let source = "
import asyncio

async def main():
    reader, writer = await asyncio.open_connection('10.0.0.9', 7, limit=1000)
    writer.write(b'?')
    try:
        await reader.readuntil()
    except asyncio.LimitOverrunError as e:
        print(1000 < e.consumed < 1300)
    try:
        await reader.readline()
    except ValueError as e:
        print(e)
    writer.close()

asyncio.run(main())
";
    assert_eq!(run(world, source), "True\nSeparator is not found, and chunk exceed the limit\n");
}

/// Counts how often it is woken.
struct Alarm(AtomicUsize);

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn under_an_executor_the_network_wakes_the_program() {
    let source = "
import asyncio, socket

async def listen():
    reader, writer = await asyncio.open_connection('10.0.0.9', 7)
    writer.write(b'?')
    print(await reader.readline())
    writer.close()

asyncio.run(listen())
s = socket.create_connection(('10.0.0.9', 7))
s.write(b'?')
print(s.readline())
s.close()
";
    let mut world = calm();
    world.serve("10.0.0.9:7", || {
        Box::new(|text, answers| {
            (1..=6).for_each(|minute| answers.send_after(minute * 60_000_000, if minute < 6 { "x" } else { "\n" }));
            text.clear();
        })
    });
    let world = Rc::new(RefCell::new(world));
    let mut firmware = Firmware::new(&world);
    let mut memory = vec![0; HEAP];
    let mut vm = Vm::builder(&mut memory).host(&mut firmware).standard_modules().build().unwrap();
    vm.load("main.py", source).unwrap();
    let alarm = Arc::new(Alarm(AtomicUsize::new(0)));
    let waker = Waker::from(alarm.clone());
    {
        // Nobody needs a timer.
        let mut program = pin!(vm.run_async(Budget::ops(1_000_000), async |_| std::future::pending().await));
        let mut polls = 0;
        while program.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            polls += 1;
            assert!(polls < 200, "it is polled again and again");
            if alarm.0.swap(0, Ordering::Relaxed) == 0 {
                let next = world.borrow().next_event().expect("it waits for what never comes");
                world.borrow_mut().now = next;
                let watching = world.borrow_mut().waker.take();
                watching.expect("the network knows whom to wake").wake();
            }
        }
    }
    drop(vm);
    assert_eq!((firmware.printed.as_str(), world.borrow().open_sockets()), ("b'xxxxx\\n'\nb'xxxxx\\n'\n", 0));
}
