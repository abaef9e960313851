//! `socket` and `select`.

use super::world::{Weather, World};
use super::{calm, run, run_in, stormy};

/// Gives back what comes.
pub fn with_echo(mut world: World) -> World {
    world.serve("10.0.0.9:7", || {
        Box::new(|text, answers| {
            answers.send(&text);
            text.clear();
        })
    });
    world.name("echo.example", "10.0.0.9");
    world
}

const CLIENT: &str = "
import socket
with socket.socket() as s:
    s.connect(socket.getaddrinfo('echo.example', 7)[0][-1])
    print(s.getpeername(), s.getsockname()[0])
    s.sendall(b'hello')
    print(s.recv(3, socket.MSG_PEEK), s.recv(100, socket.MSG_PEEK), s.recv(100))
    try:
        s.recv(1, socket.MSG_DONTWAIT)
    except OSError as e:
        print(e.errno)
    s.write(b'one\\ntwo\\nrest')
    print(s.readline(), s.readline(), s.read(4))
    big = bytes(range(256)) * 32
    back = bytearray(len(big))
    # What the window does not hold comes back first.
    sent = got = 0
    s.setblocking(False)
    import select
    poll = select.poll()
    poll.register(s)
    while got < len(big):
        for _, event in poll.poll():
            if event & select.POLLOUT and sent < len(big):
                sent += s.send(big[sent:])
                if sent == len(big):
                    poll.modify(s, select.POLLIN)
            if event & select.POLLIN:
                got += s.recv_into(memoryview(back)[got:])
    print(bytes(back) == big)
";
const CLIENT_PRINTS: &str =
    "('10.0.0.9', 7) 10.0.0.2\nb'hel' b'hello' b'hello'\n11\nb'one\\n' b'two\\n' b'rest'\nTrue\n";

#[test]
fn a_client_in_any_weather() {
    assert_eq!(run(with_echo(calm()), CLIENT), CLIENT_PRINTS);
    assert_eq!(run(with_echo(stormy()), CLIENT), CLIENT_PRINTS);
    let asleep = World::new(Weather { wakes: false, ..Weather::default() });
    assert_eq!(run(with_echo(asleep), CLIENT), CLIENT_PRINTS);
}

#[test]
fn errors_have_numbers_and_times() {
    let mut world = calm();
    world.holes.push("10.0.0.66:80".parse().unwrap());
    world.lost_names.push("lost.example".into());
    world.serve("10.0.0.9:7", || Box::new(|text, _| text.clear()));
    let source = "
import socket, time, errno

def attempt(function, *args):
    start = time.ticks_ms()
    try:
        print(function(*args))
    except OSError as e:
        print(type(e).__name__, e.errno, e, time.ticks_diff(time.ticks_ms(), start))

def connect(address, timeout=None):
    with socket.socket() as s:
        s.settimeout(timeout)
        s.connect(address)
        return s.recv(10)

attempt(connect, ('10.0.0.9', 80))
attempt(connect, ('10.0.0.66', 80))
attempt(connect, ('10.0.0.66', 80), 2.5)
attempt(connect, ('10.0.0.66', 80), 0)
attempt(connect, ('10.0.0.9', 7), 1)
attempt(connect, ('nobody.example', 7), 1)
attempt(connect, ('lost.example', 7), 1)
attempt(connect, ('lost.example', 7))
attempt(socket.socket().recv, 1)
for wrong in ((None,), (2, None), (2, 1, None)):
    try:
        socket.socket(*wrong)
    except TypeError:
        pass
    else:
        print(wrong)
s = socket.socket()
s.close()
attempt(s.send, b'x')
s = socket.create_connection(('10.0.0.9', 7))
s.setblocking(0)
attempt(s.recv, 10)
print(s.read(10), s.readline(), s.readinto(bytearray(4)))
s.shutdown(socket.SHUT_WR)
attempt(s.send, b'x')
s.close()
import gc
gc.collect()
";
    let outcome = run_in(world, super::HEAP, source);
    let expected = "\
ConnectionRefusedError 111 [Errno 111] ECONNREFUSED 2
TimeoutError 110 [Errno 110] ETIMEDOUT 75000
TimeoutError 110 [Errno 110] ETIMEDOUT 2500
BlockingIOError 115 [Errno 115] EINPROGRESS 0
TimeoutError 110 [Errno 110] ETIMEDOUT 1002
gaierror -2 [Errno -2] Name or service not known 2
TimeoutError 110 [Errno 110] ETIMEDOUT 1000
TimeoutError 110 [Errno 110] ETIMEDOUT 15000
OSError 107 [Errno 107] ENOTCONN 0
OSError 9 [Errno 9] EBADF 0
BlockingIOError 11 [Errno 11] EAGAIN 0
None None None
BrokenPipeError 32 [Errno 32] EPIPE 0
";
    assert_eq!((outcome.printed.as_str(), outcome.raised), (expected, None));
}

#[test]
fn a_full_table_gives_up_what_is_lost() {
    let source = "
import socket
for _ in range(50):
    socket.socket()
kept = []
try:
    while True:
        kept.append(socket.socket())
except OSError as e:
    print(len(kept), e.errno)
for s in kept:
    s.close()
";
    assert_eq!(run(calm(), source), "8 24\n");
}

#[test]
fn datagrams_come_in_any_order_or_not() {
    let mut world = stormy();
    world.answer("10.0.0.9:99", |datagram| (0..10).map(|n| [datagram, &[b'0' + n]].concat()).collect());
    let source = "
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(1)
s.sendto(b'q', ('10.0.0.9', 99))
got = []
try:
    while True:
        data, address = s.recvfrom(100)
        got.append(data)
except OSError as e:
    print(e.errno, address)
print(5 <= len(got) < 10, got != sorted(got), len(set(got)) == len(got))
try:
    s.sendto(bytes(2000), ('10.0.0.9', 99))
except OSError as e:
    print(e)
s.close()
a, b = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
b.bind(('', 5000))
a.connect(('10.0.0.2', 5000))
b.settimeout(0.5)
while True:
    a.send(b'knock')
    try:
        # What does not fit is cut off.
        print(b.recv(3))
        break
    except TimeoutError:
        pass
a.close()
b.close()
";
    assert_eq!(run(world, source), "110 ('10.0.0.9', 99)\nTrue True True\n[Errno 90] EMSGSIZE\nb'kno'\n");
}

#[test]
fn a_lost_server_gives_up_its_port() {
    let source = "
import socket
def serve():
    s = socket.socket()
    s.bind(('', 80))
    s.listen()
    return s
serve()
# The result of the call is in its register until another one is.
str(1)
with serve() as s:
    print(s.getsockname())
    try:
        serve()
    except OSError as e:
        print(e.errno)
import gc
gc.collect()
socket._close_lost()
";
    assert_eq!(run(calm(), source), "('0.0.0.0', 80)\n98\n");
}

#[test]
fn waiting_for_several_sockets_takes_no_turns() {
    let mut world = calm();
    world.serve("10.0.0.9:7", || {
        let mut number = 0;
        Box::new(move |text, answers| {
            number += 1;
            answers.send_after(number * 30_000_000, "late");
            text.clear();
        })
    });
    let source = "
import select, socket
some = [socket.create_connection(('10.0.0.9', 7)) for _ in range(3)]
some[1].send(b'?')
poll = select.poll()
for s in some:
    poll.register(s, select.POLLIN)
print(poll.poll(10000))
print([(s is some[1], event) for s, event in poll.poll()], some[1].recv(9))
print(select.select(some, [], [], 0.5), [len(part) for part in select.select(some, some, [])])
for s in some:
    s.close()
print([event for _, event in poll.poll()])
";
    let outcome = run_in(world, super::HEAP, source);
    let expected = "[]\n[(True, 1)] b'late'\n([], [], []) [0, 3, 0]\n[32, 32, 32]\n";
    assert_eq!((outcome.printed.as_str(), outcome.raised), (expected, None));
    assert!(outcome.waits < 15, "{} times", outcome.waits);
}

#[test]
fn files_over_a_socket() {
    let source = "
import socket
s = socket.create_connection(('echo.example', 7))
with s.makefile('rwb') as f:
    f.write(b'one\\ntwo\\n')
    s.close()
    print(f.readline(), f.read(2), f.readline(10))
    f.write(b'a' * 2000 + b'\\nb')
    print(len(f.readline()), f.read(1))
print(s.fileno())
s = socket.create_connection(('echo.example', 7))
s.sendall('grüezi\\nmitenand\\n'.encode())
text = s.makefile('r', encoding='utf-8')
print(text.readline(), end='')
text.close()
s.close()
";
    let expected = "b'one\\n' b'tw' b'o\\n'\n2001 b'b'\n-1\ngrüezi\n";
    assert_eq!(run(with_echo(calm()), source), expected);
}
