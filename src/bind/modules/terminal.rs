//! `_streams`: the terminal, for the streams of `sys`, `input` and `select`; `_identity` for `sys` and `os`.

use crate::vm::Vm;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::{Args, Native, native, tuple};
use crate::vm::value::Value;

/// `_streams`.
pub static MODULE: NativeModule = NativeModule { name: "_streams", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_receive", "into, start, /", 2, 2, receive),
    native("_send", "data, start, /", 2, 2, send),
    native("_can_read", "", 0, 0, |vm, _| Ok(Value::bool(vm.host.can_read()))),
    native("_can_write", "", 0, 0, |vm, _| Ok(Value::bool(vm.host.can_write()))),
    native("_is_terminal", "", 0, 0, |vm, _| Ok(Value::bool(vm.host.is_terminal()))),
    native("_await_input", "deadline, /", 1, 1, await_input),
];

/// Bytes that one call moves.
const CHUNK: usize = 256;

impl Vm<'_> {
    /// The program waits for the terminal, of which only the firmware hears, or for a time.
    pub(crate) fn wait_for_terminal(&mut self, until: u64) -> Stop {
        self.until = until;
        Stop::Wait
    }
}

/// `_receive(into, start)`: how many bytes came; waits for the first; None if there will be none.
fn receive(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let start = args.get(1).as_small().and_then(|start| usize::try_from(start).ok()).unwrap_or(0);
    let Some(text) = vm.writable_text(args.get(0)) else {
        return raise!(vm, TypeError, "a writable bytes-like object is required, not '{}'", vm.type_of(args.get(0)));
    };
    let text = text.part(start, start.saturating_add(CHUNK));
    let place = text.bytes_mut(&mut vm.heap);
    match vm.host.read(place) {
        _ if text.is_empty() => Ok(Value::ZERO),
        Some(0) => Err(vm.wait_for_terminal(u64::MAX)),
        Some(count) => Ok(Value::len(count)),
        None => Ok(Value::NONE),
    }
}

/// `_send(data, start)`: how many bytes went out, as they are.
fn send(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let start = args.get(1).as_small().and_then(|start| usize::try_from(start).ok()).unwrap_or(0);
    let text = vm.need_buffer(args.get(0))?.part(start, start.saturating_add(CHUNK));
    if !vm.host.can_write() {
        return Err(vm.wait_for_terminal(u64::MAX));
    }
    vm.host.write_bytes(text.detached(vm));
    Ok(Value::len(text.len()))
}

/// `_await_input(deadline)`: waits for a byte, or for a time in microseconds.
fn await_input(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let deadline = vm.as_int(args.get(0)).and_then(|int| int.to_u64(&vm.heap)).unwrap_or(u64::MAX);
    let now = vm.now();
    if vm.host.can_read() || now == 0 || now >= deadline {
        return Ok(Value::NONE);
    }
    Err(vm.wait_for_terminal(deadline))
}

/// `_identity()`: banner, machine, implementation, platform.
pub(super) fn identity(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let identity = vm.host.identity();
    let mut parts = [Value::NONE; 4];
    let texts = [identity.banner, identity.machine, identity.implementation, identity.platform];
    for (part, text) in parts.iter_mut().zip(texts) {
        *part = Value::name(vm.heap.intern(text.as_bytes())?);
    }
    tuple::new(vm, &parts)
}
