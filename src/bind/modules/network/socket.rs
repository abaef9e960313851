//! `socket`: the firmware's network ([`Network`]). The class is in `python/socket.py`.
//!
//! A socket is an object without a class, which nothing closes when no script can reach it any more: where a stack has no
//! number left, those whose numbers no object has are closed, as files are (`vfs.rs`).

use core::fmt::{self, Write};
use core::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::bind::arguments::reserve;
use crate::bind::network::{INVALID, READABLE, WRITABLE, new_interest, next_look, readiness};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::{Constant, NativeModule};
use crate::vm::network::{Family, Fault, Network, SOCKETS, SocketKind, SocketOption};
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::exception::errno;
use crate::vm::types::{Args, Native, TypeId, native, tuple};
use crate::vm::value::{Ref, Value};

/// `socket`.
pub static MODULE: NativeModule =
    NativeModule { name: "socket", functions: FUNCTIONS, constants: CONSTANTS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_open", "datagrams, six, /", 2, 2, open),
    native("_close", "socket, /", 1, 1, close),
    native("_close_lost", "", 0, 0, close_lost),
    native("_number", "socket, /", 1, 1, |vm, args| {
        Ok(number(vm, args).map_or(Value::small(-1), |n| Value::len(n.into())))
    }),
    native("_bind", "socket, ip, port, /", 3, 3, bind),
    native("_listen", "socket, backlog, /", 2, 2, listen),
    native("_accept", "socket, /", 1, 1, accept),
    native("_connect", "socket, ip, port, /", 3, 3, connect),
    native("_send", "socket, data, start, ip=None, port=0, /", 3, 5, send),
    native("_receive", "socket, into, start, peek=False, /", 3, 4, receive),
    native("_receive_from", "socket, into, peek=False, /", 2, 3, receive_from),
    native("_finish", "socket, /", 1, 1, finish),
    native("_ready", "socket, mask, /", 2, 2, ready),
    native("_wait", "socket, mask, deadline, /", 3, 3, wait),
    native("_interest", "socket, mask, /", 2, 2, interest),
    native("_failure", "socket, /", 1, 1, failure),
    native("_name", "socket, peer, /", 2, 2, name),
    native("_set", "socket, option, value, /", 3, 3, set),
    native("_resolve", "name, deadline, /", 2, 2, resolve),
    native("_packed", "ip, /", 1, 1, packed),
    native("_unpacked", "bytes, /", 1, 1, unpacked),
    native("_now", "", 0, 0, |vm, _| {
        let now = vm.now();
        vm.int_from_u64(now)
    }),
];

/// The numbers of Linux, as CPython has them there.
static CONSTANTS: &[(&str, Constant)] = &[
    ("AF_UNSPEC", Constant::Int(0)),
    ("AF_INET", Constant::Int(2)),
    ("AF_INET6", Constant::Int(10)),
    ("SOCK_STREAM", Constant::Int(1)),
    ("SOCK_DGRAM", Constant::Int(2)),
    ("SOCK_RAW", Constant::Int(3)),
    ("IPPROTO_IP", Constant::Int(0)),
    ("IPPROTO_TCP", Constant::Int(6)),
    ("IPPROTO_UDP", Constant::Int(17)),
    ("SOL_SOCKET", Constant::Int(1)),
    ("SO_REUSEADDR", Constant::Int(2)),
    ("SO_TYPE", Constant::Int(3)),
    ("SO_ERROR", Constant::Int(4)),
    ("SO_BROADCAST", Constant::Int(6)),
    ("SO_KEEPALIVE", Constant::Int(9)),
    ("TCP_NODELAY", Constant::Int(1)),
    ("IP_ADD_MEMBERSHIP", Constant::Int(35)),
    ("IP_DROP_MEMBERSHIP", Constant::Int(36)),
    ("MSG_PEEK", Constant::Int(2)),
    ("MSG_DONTWAIT", Constant::Int(64)),
    ("SHUT_RD", Constant::Int(0)),
    ("SHUT_WR", Constant::Int(1)),
    ("SHUT_RDWR", Constant::Int(2)),
    ("AI_PASSIVE", Constant::Int(1)),
    ("EAI_FAMILY", Constant::Int(-6)),
    ("EAI_NONAME", Constant::Int(-2)),
    ("EAI_SERVICE", Constant::Int(-8)),
    ("INADDR_ANY", Constant::Int(0)),
    ("SOMAXCONN", Constant::Int(128)),
];

/// The most bytes of a stream that one call moves.
const CHUNK: usize = 1024;

/// Bytes of memory for an address and a socket.
const ROOM: usize = 256;

/// Addresses of a name that scripts see.
const ADDRESSES: usize = 4;

/// A socket of a script.
struct Socket {
    /// `None`: it is closed.
    number: Option<u16>,
    kind: SocketKind,
}

/// Runs something on the network; what is not there at the moment is `None`.
pub(super) fn on_network<T>(
    vm: &mut Vm,
    action: impl FnOnce(&mut dyn Network) -> Result<T, Fault>,
) -> Outcome<Option<T>> {
    // The exception must have its memory before anything happens.
    reserve(vm, ROOM)?;
    match vm.host.network().map_or(Err(Fault::NO_DEVICE), action) {
        Ok(result) => Ok(Some(result)),
        Err(Fault::AGAIN) => Ok(None),
        Err(fault) => Err(errno::raise_fault(vm, fault)),
    }
}

/// The number of the socket in the first argument, if it is open.
fn number(vm: &Vm, args: Args) -> Option<u16> {
    let block = args.get(0).as_ref()?;
    vm.heap.with_native(block, |socket: &mut Socket| socket.number)?
}

/// Runs something on the socket in the first argument.
fn on_socket<T>(
    vm: &mut Vm,
    args: Args,
    action: impl FnOnce(&mut dyn Network, u16) -> Result<T, Fault>,
) -> Outcome<Option<T>> {
    let number = number(vm, args);
    on_network(vm, |network| action(network, number.ok_or(Fault::NOT_OPEN)?))
}

fn none(outcome: Outcome<Option<()>>) -> Outcome<Value> {
    outcome.map(|_| Value::NONE)
}

/// A count, or None.
fn count(outcome: Outcome<Option<usize>>) -> Outcome<Value> {
    outcome.map(|count| count.map_or(Value::NONE, Value::len))
}

fn as_u64(vm: &Vm, value: Value, otherwise: u64) -> u64 {
    vm.as_int(value).and_then(|int| int.to_u64(&vm.heap)).unwrap_or(otherwise)
}

/// An IP address in a text.
fn ip(vm: &Vm, value: Value) -> Option<IpAddr> {
    let text = vm.str_text(value)?;
    core::str::from_utf8(text.bytes(vm)).ok()?.parse().ok()
}

/// The address in two arguments.
fn address(vm: &Vm, args: Args, first: usize) -> Option<SocketAddr> {
    let port = u16::try_from(args.get(first + 1).as_small()?).ok()?;
    Some(SocketAddr::new(ip(vm, args.get(first))?, port))
}

/// A text on the Rust stack.
pub(super) struct Line {
    bytes: [u8; 46],
    len: usize,
}

impl Line {
    /// Of anything that is short.
    pub(super) fn of(value: impl fmt::Display) -> Line {
        let mut line = Line { bytes: [0; 46], len: 0 };
        let _ = write!(line, "{value}");
        line
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// The text of an IP address; one of IPv4 that was mapped into IPv6 is one of IPv4.
pub(super) fn ip_text(vm: &mut Vm, ip: IpAddr) -> Outcome<Value> {
    vm.new_str(Line::of(ip.to_canonical()).bytes())
}

/// A tuple of something, an IP address and a port.
fn with_address(vm: &mut Vm, first: Value, from: Option<SocketAddr>) -> Outcome<Value> {
    let Some(from) = from else { return tuple::new(vm, &[first, Value::NONE, Value::ZERO]) };
    let ip = ip_text(vm, from.ip())?;
    tuple::new(vm, &[first, ip, Value::len(from.port().into())])
}

/// The block of a socket to be.
fn reserve_socket(vm: &mut Vm) -> Outcome<Ref> {
    reserve(vm, ROOM)?;
    let block = vm.heap.alloc_native::<Socket>()?;
    vm.heap.init(block, 1, Value::builtin_type(TypeId::Object));
    Ok(block)
}

/// `_open(datagrams, six)`
fn open(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let kind = if args.get(0) == Value::TRUE { SocketKind::Datagram } else { SocketKind::Stream };
    let family = if args.get(1) == Value::TRUE { Family::V6 } else { Family::V4 };
    let block = reserve_socket(vm)?;
    let opened = on_network(vm, |network| network.open(kind, family));
    match opened {
        Ok(number) => {
            vm.heap.fill_native(block, Socket { number, kind });
            Ok(Value::reference(block))
        }
        Err(stop) => {
            vm.heap.free_now(block);
            Err(stop)
        }
    }
}

/// `_close(socket)`
fn close(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let number = args
        .get(0)
        .as_ref()
        .and_then(|block| vm.heap.with_native(block, |socket: &mut Socket| socket.number.take()).flatten());
    if let (Some(number), Some(network)) = (number, vm.host.network()) {
        network.close(number);
    }
    Ok(Value::NONE)
}

/// `_close_lost()`: closes the sockets that have no object, after a collection.
fn close_lost(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let mut reachable = 0u64;
    let mut at = Ref::NONE;
    while let Some(block) = vm.heap.next_of_kind(at, Kind::Native) {
        let number = vm.heap.with_native(block, |socket: &mut Socket| socket.number).flatten();
        reachable |= number.map_or(0, |number| 1u64.checked_shl(number.into()).unwrap_or(0));
        at = block;
    }
    if let Some(network) = vm.host.network() {
        (0..SOCKETS).filter(|number| reachable >> number & 1 == 0).for_each(|number| network.close(number));
    }
    Ok(Value::NONE)
}

/// `_bind(socket, ip, port)`
fn bind(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let address = address(vm, args, 1);
    none(on_socket(vm, args, |network, socket| network.bind(socket, address.ok_or(Fault::INVALID)?)))
}

/// `_listen(socket, backlog)`
fn listen(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let backlog = args.get(1).as_small().unwrap_or(0).clamp(1, 128) as u16;
    none(on_socket(vm, args, |network, socket| network.listen(socket, backlog)))
}

/// `_accept(socket)`: a socket, IP address and port, or None.
fn accept(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let block = reserve_socket(vm)?;
    let accepted = on_socket(vm, args, |network, socket| network.accept(socket));
    match accepted {
        Ok(Some((number, from))) => {
            vm.heap.fill_native(block, Socket { number: Some(number), kind: SocketKind::Stream });
            with_address(vm, Value::reference(block), Some(from))
        }
        Ok(None) => {
            vm.heap.free_now(block);
            Ok(Value::NONE)
        }
        Err(stop) => {
            vm.heap.free_now(block);
            Err(stop)
        }
    }
}

/// `_connect(socket, ip, port)`: whether it is connected; if not, it will be.
fn connect(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let address = address(vm, args, 1);
    let connected =
        on_socket(vm, args, |network, socket| match network.connect(socket, address.ok_or(Fault::INVALID)?) {
            Err(Fault::IN_PROGRESS) => Ok(false),
            other => other.map(|()| true),
        })?;
    Ok(Value::bool(connected == Some(true)))
}

/// `_send(socket, data, start, ip, port)`: how many bytes were taken, or None.
fn send(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let start = as_u64(vm, args.get(2), 0) as usize;
    let to = if args.get(3).is_defined() && !args.get(3).is_none() { Some(address(vm, args, 3)) } else { None };
    let end = if is_datagrams(vm, args) { usize::MAX } else { start.saturating_add(CHUNK) };
    let bytes = vm.need_buffer(args.get(1))?.part(start, end).detached(vm);
    count(on_socket(vm, args, |network, socket| {
        let to = match to {
            Some(None) => return Err(Fault::INVALID),
            Some(to) => to,
            None => None,
        };
        network.send(socket, bytes, to)
    }))
}

fn is_datagrams(vm: &Vm, args: Args) -> bool {
    let kind = args.get(0).as_ref().and_then(|block| vm.heap.with_native(block, |socket: &mut Socket| socket.kind));
    kind == Some(SocketKind::Datagram)
}

/// Receives into the second argument from a place on.
fn receive_into(vm: &mut Vm, args: Args, start: usize, peeks: bool) -> Outcome<Option<(usize, Option<SocketAddr>)>> {
    let Some(text) = vm.writable_text(args.get(1)) else {
        return raise!(vm, TypeError, "a writable bytes-like object is required, not '{}'", vm.type_of(args.get(1)));
    };
    let end = if is_datagrams(vm, args) { usize::MAX } else { start.saturating_add(CHUNK) };
    let text = text.part(start, end);
    reserve(vm, ROOM)?;
    let Some(number) = number(vm, args) else { return Err(errno::raise_fault(vm, Fault::NOT_OPEN)) };
    let place = text.bytes_mut(&mut vm.heap);
    let received = vm.host.network().map_or(Err(Fault::NO_DEVICE), |network| match peeks {
        true => network.peek(number, place),
        false => network.receive(number, place),
    });
    match received {
        Ok(received) => Ok(Some(received)),
        Err(Fault::AGAIN) => Ok(None),
        Err(fault) => Err(errno::raise_fault(vm, fault)),
    }
}

/// `_receive(socket, into, start, peek)`: how many bytes came, 0 at the end, or None.
fn receive(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let start = as_u64(vm, args.get(2), 0) as usize;
    let received = receive_into(vm, args, start, args.get(3) == Value::TRUE);
    count(received.map(|received| received.map(|(count, _)| count)))
}

/// `_receive_from(socket, into, peek)`: bytes, IP address, port, or None.
fn receive_from(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match receive_into(vm, args, 0, args.get(2) == Value::TRUE)? {
        Some((count, from)) => with_address(vm, Value::len(count), from),
        None => Ok(Value::NONE),
    }
}

/// `_finish(socket)`
fn finish(vm: &mut Vm, args: Args) -> Outcome<Value> {
    none(on_socket(vm, args, |network, socket| network.finish(socket)))
}

fn mask(args: Args) -> u8 {
    args.get(1).as_small().unwrap_or(0) as u8 & (READABLE | WRITABLE)
}

/// `_ready(socket, mask)`: the bits of `select`.
fn ready(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let bits = number(vm, args).map_or(INVALID, |socket| readiness(vm, socket, mask(args)));
    Ok(Value::small(bits.into()))
}

/// `_wait(socket, mask, deadline)`: as `_ready`, when that is not 0 or the time has come; None: no time.
fn wait(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let bits = number(vm, args).map_or(INVALID, |socket| readiness(vm, socket, mask(args)));
    let deadline = as_u64(vm, args.get(2), u64::MAX);
    if bits != 0 || vm.now() >= deadline {
        return Ok(Value::small(bits.into()));
    }
    vm.poll_futures();
    vm.until = next_look(vm, deadline);
    Err(Stop::Wait)
}

/// `_interest(socket, mask)`: what a task yields to wait for that.
fn interest(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match number(vm, args) {
        Some(number) => new_interest(vm, number, mask(args)),
        None => Err(errno::raise_fault(vm, Fault::NOT_OPEN)),
    }
}

/// `_failure(socket)`: its number, once, or 0.
fn failure(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let fault = on_socket(vm, args, |network, socket| Ok(network.failure(socket)))?;
    Ok(Value::small(fault.flatten().map_or(0, |fault| fault.0)))
}

/// `_name(socket, peer)`: IP address and port of the other end or of its own.
fn name(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let of_peer = args.get(1) == Value::TRUE;
    let address =
        on_socket(vm, args, |network, socket| if of_peer { network.peer(socket) } else { network.local(socket) })?;
    let Some(address) = address else { return Ok(Value::NONE) };
    let ip = ip_text(vm, address.ip())?;
    tuple::new(vm, &[ip, Value::len(address.port().into())])
}

/// `_set(socket, option, value)`: the option is its level times 1000 and its number; a group is a text.
fn set(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(2);
    let is_on = value.as_small() != Some(0) && value != Value::FALSE;
    let group = match ip(vm, value) {
        Some(IpAddr::V4(group)) => Some(group),
        _ => None,
    };
    let option = match args.get(1).as_small() {
        Some(1002) => Some(SocketOption::ReuseAddress(is_on)),
        Some(1006) => Some(SocketOption::Broadcast(is_on)),
        Some(1009) => Some(SocketOption::KeepAlive(is_on)),
        Some(6001) => Some(SocketOption::NoDelay(is_on)),
        Some(35) => group.map(SocketOption::Join),
        Some(36) => group.map(SocketOption::Leave),
        _ => None,
    };
    none(on_socket(vm, args, |network, socket| network.set_option(socket, option.ok_or(Fault(92))?)))
}

/// `_resolve(name, deadline)`: a tuple of IP addresses, of none if nobody has that name; None when the time has come.
fn resolve(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut found = [IpAddr::V4(Ipv4Addr::UNSPECIFIED); ADDRESSES];
    let text = vm.str_text(args.get(0)).map(|text| text.detached(vm)).unwrap_or_default();
    let name = core::str::from_utf8(text).unwrap_or_default();
    reserve(vm, 2 * ROOM)?;
    let answer = on_network(vm, |network| match network.resolve(name, &mut found) {
        Err(Fault::NO_BUFFERS) => Err(Fault::AGAIN),
        Err(Fault::NOT_FOUND) => Ok(0),
        other => other,
    })?;
    let Some(count) = answer else {
        let deadline = as_u64(vm, args.get(1), u64::MAX);
        if vm.now() >= deadline {
            return Ok(Value::NONE);
        }
        vm.poll_futures();
        vm.until = next_look(vm, deadline);
        return Err(Stop::Wait);
    };
    let mut texts = [Value::NONE; ADDRESSES];
    for (place, ip) in texts.iter_mut().zip(found.iter().take(count)) {
        *place = ip_text(vm, *ip)?;
    }
    tuple::new(vm, texts.get(..count.min(ADDRESSES)).unwrap_or_default())
}

/// `_packed(ip)`: its 4 or 16 bytes, or None.
fn packed(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match ip(vm, args.get(0)) {
        Some(IpAddr::V4(ip)) => vm.new_bytes(&ip.octets()),
        Some(IpAddr::V6(ip)) => vm.new_bytes(&ip.octets()),
        None => Ok(Value::NONE),
    }
}

/// `_unpacked(bytes)`: the text of an IP address, or None.
fn unpacked(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let bytes = vm.need_buffer(args.get(0))?.bytes(vm);
    let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
    let sixteen = <[u8; 16]>::try_from(bytes).map(IpAddr::from);
    match four.or(sixteen) {
        Ok(ip) => vm.new_str(Line::of(ip).bytes()),
        Err(_) => Ok(Value::NONE),
    }
}

/// True for a socket.
#[cfg(feature = "snapshot")]
pub(crate) fn is_socket(heap: &crate::vm::heap::Heap, block: Ref) -> bool {
    heap.is_native_of::<Socket>(block)
}
