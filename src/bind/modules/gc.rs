//! `gc` and the memory figures of `micropython`. The rest is in `python/gc.py` and `python/micropython.py`.

use crate::vm::Vm;
use crate::vm::native::NativeModule;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, Native, native, tuple};
use crate::vm::value::Value;

/// `gc`.
pub static MODULE: NativeModule = NativeModule { name: "gc", functions: FUNCTIONS, ..NativeModule::PLAIN };

/// `micropython`.
pub static MICROPYTHON: NativeModule = NativeModule { name: "micropython", functions: FIGURES, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("mem_alloc", "", 0, 0, |vm, _| Ok(Value::len(vm.heap.report().live))),
    native("mem_free", "", 0, 0, |vm, _| Ok(Value::len(vm.heap.report().free))),
    native("_collections", "", 0, 0, |vm, _| Ok(Value::len(vm.heap.report().collections as usize))),
    native("_goal", "", 0, 0, |vm, _| Ok(Value::len(vm.heap.next_whole_collection() as usize))),
    native("_hurry", "goal, /", 1, 1, hurry),
];

static FIGURES: &[Native] = &[
    native("_memory", "", 0, 0, memory),
    native("kbd_intr", "character, /", 1, 1, interrupt_on),
    native("_peak", "", 0, 0, |vm, _| Ok(Value::len(vm.heap.report().high_water))),
];

/// Debt that makes the collector work at the next chance.
const HURRY: i32 = 4096;

/// `_hurry(goal)`: whether the collection with a number is still to end; if so, the collector is to work at once.
fn hurry(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let ended = vm.heap.report().collections as i32;
    let waits = args.get(0).as_small().is_some_and(|goal| ended < goal);
    if waits {
        vm.clear_left_overs();
        vm.heap.debt = vm.heap.debt.max(HURRY);
    }
    Ok(Value::bool(waits))
}

/// `micropython.kbd_intr(character)`: -1: none.
fn interrupt_on(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let byte = args.get(0).as_small().and_then(|byte| u8::try_from(byte).ok());
    vm.host.interrupt_on(byte);
    Ok(Value::NONE)
}

/// `_memory()`: bytes used, free, and in the largest hole.
fn memory(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let report = vm.heap.report();
    tuple::new(vm, &[report.live, report.free, report.largest].map(Value::len))
}
