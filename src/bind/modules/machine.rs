//! `machine`: its timers. The rest is in `python/machine.py`, over the firmware's module `_board`: see `bind/board.rs`.

use crate::vm::heap::Root;
use crate::vm::native::NativeModule;
use crate::vm::types::{Native, native};
use crate::vm::value::Value;

/// `machine`.
pub static MODULE: NativeModule = NativeModule { name: "machine", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_now", "", 0, 0, |vm, _| {
        let now = vm.now();
        vm.int_from_u64(now)
    }),
    native("_time", "", 0, 0, |vm, _| {
        let time = vm.host.time();
        vm.int_from_u64(time)
    }),
    // `_alarm(time, function)`: calls it with None at that time of the host's clock; None: at none.
    native("_alarm", "time, function, /", 2, 2, |vm, args| {
        vm.alarm = vm.as_int(args.get(0)).and_then(|int| int.to_u64(&vm.heap)).unwrap_or(u64::MAX);
        vm.heap.set_root(Root::Alarm, args.get(1));
        Ok(Value::NONE)
    }),
    // `_callbacks(allowed)`: whether they were.
    native("_callbacks", "allowed, /", 1, 1, |vm, args| {
        let were = !core::mem::replace(&mut vm.calling_back, args.get(0) == Value::FALSE);
        Ok(Value::bool(were))
    }),
];
