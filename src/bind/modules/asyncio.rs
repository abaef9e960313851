//! `asyncio`: the clock and what Rust's futures have to say. The rest is in `python/asyncio.py`.

use crate::vm::native::{Constant, NativeModule};
use crate::vm::types::{Native, TypeId, native};
use crate::vm::value::Value;

/// `asyncio`.
pub static MODULE: NativeModule =
    NativeModule { name: "asyncio", functions: FUNCTIONS, constants: CONSTANTS, ..NativeModule::PLAIN };

static CONSTANTS: &[(&str, Constant)] = &[
    ("CancelledError", Constant::Value(Value::builtin_type(TypeId::CancelledError))),
    // The module `collections` would cost half as much again.
    ("deque", Constant::Value(Value::builtin_type(TypeId::Deque))),
];

static FUNCTIONS: &[Native] = &[
    native("_now", "", 0, 0, |vm, _| {
        let now = vm.now();
        vm.int_from_u64(now)
    }),
    native("_glance", "", 0, 0, |vm, _| {
        vm.poll_futures();
        vm.look_for_events();
        Ok(Value::bool(core::mem::take(&mut vm.roused)))
    }),
];
