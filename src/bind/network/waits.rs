//! How a program waits for the network: what tasks of `asyncio` yield, and how long the VM may sleep meanwhile.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::network::Network;
use crate::vm::raise::Outcome;
use crate::vm::types::{TypeId, list, tuple};
use crate::vm::value::Value;

/// Microseconds between two looks at a network that wakes nobody.
const PAUSE: u64 = 1000;

/// The bits of `select`.
pub(in crate::bind) const READABLE: u8 = 1;
/// As above.
pub(in crate::bind) const WRITABLE: u8 = 4;
const FAILED: u8 = 8;
const HUNG_UP: u8 = 16;
/// There is no such socket.
pub(in crate::bind) const INVALID: u8 = 32;

/// What a task waits for at a socket.
struct Interest {
    socket: u16,
    mask: u8,
}

/// What a socket is ready for, of some bits; what went wrong is always told.
pub(in crate::bind) fn readiness(vm: &mut Vm<'_>, socket: u16, mask: u8) -> u8 {
    let Some(network) = vm.host.network() else { return INVALID };
    let ready = network.ready(socket);
    let bit = |is_set: bool, bit: u8| if is_set { bit } else { 0 };
    let bits = bit(ready.readable, READABLE) | bit(ready.writable, WRITABLE);
    (bits & mask) | bit(ready.failed, FAILED) | bit(ready.hung_up, HUNG_UP)
}

/// What a task may yield to wait for a socket.
pub(in crate::bind) fn new_interest(vm: &mut Vm<'_>, socket: u16, mask: u8) -> Outcome<Value> {
    let block = vm.heap.alloc_native::<Interest>()?;
    vm.heap.init(block, 1, Value::builtin_type(TypeId::Object));
    vm.heap.fill_native(block, Interest { socket, mask });
    Ok(Value::reference(block))
}

/// Whether what a task waits for has come; `None` if that is no socket.
pub(in crate::bind) fn has_come(vm: &mut Vm<'_>, value: Value) -> Option<bool> {
    if vm.kind(value) != Some(Kind::Native) {
        return None;
    }
    let (socket, mask) =
        vm.heap.with_native(value.block(), |interest: &mut Interest| (interest.socket, interest.mask))?;
    Some(readiness(vm, socket, mask) != 0)
}

/// The time at which a program that waits for one looks again.
pub(in crate::bind) fn next_look(vm: &mut Vm<'_>, deadline: u64) -> u64 {
    let waker = vm.waker.clone();
    match vm.host.network().is_some_and(|network: &mut dyn Network| network.watch(&waker)) {
        true => deadline,
        false => deadline.min(vm.now().saturating_add(PAUSE)),
    }
}

/// The time at which a program goes on whose tasks wait for what is in a list, pairs of that and the task, and for a time;
/// `None` if something has come.
pub(in crate::bind) fn look(vm: &mut Vm<'_>, parked: Value, deadline: u64) -> Option<u64> {
    let mut has_sockets = false;
    for index in 0..list::sequence_len(vm, parked) {
        let entry = list::sequence_item(vm, parked, index);
        match tuple::get(&vm.heap, entry.block(), 0).and_then(|waits_for| has_come(vm, waits_for)) {
            Some(true) => return None,
            Some(false) => has_sockets = true,
            None => {}
        }
    }
    Some(if has_sockets { next_look(vm, deadline) } else { deadline })
}
