//! Memory that is short, or moves, at any allocation.

use ferropy::vm::heap::Torture;

use super::sockets::with_echo;
use super::{HEAP, calm, run_tortured};

/// All natives, with something that shows whether they were called once.
const SCRIPT: &str = "
import select, socket

def main():
    with socket.socket() as s, socket.socket() as listener, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as d:
        s.settimeout(5)
        s.connect(('echo.example', 7))
        for n in range(3):
            s.write(b'line %d\\n' % n)
        print(s.readline(), s.recv(4, socket.MSG_PEEK), s.read(14), s.getpeername())
        listener.bind(('', 0))
        listener.listen()
        port = listener.getsockname()[1]
        with socket.create_connection(('localhost', port)) as c:
            a, address = listener.accept()
            with a, a.makefile('rb') as f:
                c.sendall(b'abcdefgh')
                c.shutdown(socket.SHUT_WR)
                print(f.read(), address == c.getsockname())
        d.bind(('', 5000))
        d.sendto(b'datagram', ('127.0.0.1', 5000))
        poll = select.poll()
        poll.register(d, select.POLLIN)
        print([event for _, event in poll.poll(1000)], d.recvfrom(20)[0])
        try:
            d.setblocking(False)
            d.recv(1)
        except OSError as e:
            print(e)
    print(socket.inet_ntop(2, socket.inet_aton('1.2.3.4')), socket.getaddrinfo('::1', 80)[0][-1])

main()
";
const PRINTS: &str = "\
b'line 0\\n' b'line' b'line 1\\nline 2\\n' ('10.0.0.9', 7)
b'abcdefgh' True
[1] b'datagram'
[Errno 11] EAGAIN
1.2.3.4 ('::1', 80, 0, 0)
";

/// Allocations between two that are tried.
const STRIDE: usize = if cfg!(debug_assertions) { 3 } else { 1 };

#[test]
fn a_call_may_start_again_at_any_allocation() {
    for count in (0..).step_by(STRIDE) {
        let torture = Torture { restart_allocation: Some(count), ..Torture::default() };
        let outcome = run_tortured(with_echo(calm()), HEAP, SCRIPT, torture);
        assert_eq!((outcome.printed.as_str(), outcome.raised, outcome.open), (PRINTS, None, 0), "at {count}");
        if count > 3000 {
            break;
        }
    }
}

#[test]
fn without_memory_a_script_ends_and_its_sockets_are_closed() {
    let mut ended_well = 0;
    for count in (0..6000).step_by(STRIDE) {
        let torture = Torture { fail_allocation: Some(count), ..Torture::default() };
        let outcome = run_tortured(with_echo(calm()), HEAP, SCRIPT, torture);
        let raised = outcome.raised.as_deref();
        assert!(matches!(raised, None | Some("MemoryError")), "at {count}: {raised:?}");
        // What had no memory to become an object.
        assert!(outcome.open <= 1, "at {count}: {} are open", outcome.open);
        ended_well += usize::from(raised.is_none());
        if ended_well > 3 {
            return;
        }
    }
    panic!("it never ends well");
}

#[test]
fn memory_may_move_at_any_allocation() {
    let torture = Torture { collect_every_allocation: true, compact_every_collection: true, ..Torture::default() };
    let outcome = run_tortured(with_echo(calm()), HEAP, SCRIPT, torture);
    assert_eq!((outcome.printed.as_str(), outcome.raised, outcome.open), (PRINTS, None, 0));
}
