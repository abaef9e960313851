//! `heapq`: the moves in a heap that need no Python. The rest is in `python/heapq.py`.

use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::exec::operator;
use crate::vm::heap::Kind;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{Args, Native, list, native};
use crate::vm::value::Value;

/// `heapq`.
pub static MODULE: NativeModule = NativeModule { name: "heapq", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] =
    &[native("_rise_quickly", "heap, place, /", 2, 2, rise), native("_sink_quickly", "heap, place, /", 2, 2, sink)];

/// `a < b`; `None`: Python must tell.
fn less(vm: &mut Vm, heap: Value, a: usize, b: usize) -> Outcome<Option<bool>> {
    let (a, b) = (list::get(&vm.heap, heap.block(), a), list::get(&vm.heap, heap.block(), b));
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return Ok(Some(a < b));
    }
    match operator::compare(vm, Op::Less, a, b) {
        Ok(answer) if answer.is_bool() => Ok(Some(answer == Value::TRUE)),
        // What has been moved stays moved: the place reached is where Python goes on.
        Ok(_) | Err(Stop::Tail | Stop::Memory) => Ok(None),
        Err(stop) => Err(stop),
    }
}

fn swap(vm: &mut Vm, heap: Value, a: usize, b: usize) {
    let (first, second) = (list::get(&vm.heap, heap.block(), a), list::get(&vm.heap, heap.block(), b));
    list::set(&mut vm.heap, heap.block(), a, second);
    list::set(&mut vm.heap, heap.block(), b, first);
}

/// The list and the place of a call; `None`: it is no list.
fn arguments(vm: &Vm, args: Args) -> Option<(Value, usize, usize)> {
    let heap = vm.payload(args.get(0));
    let place = args.get(1).as_small().and_then(|place| usize::try_from(place).ok())?;
    let is_list = vm.kind(heap) == Some(Kind::List);
    let len = if is_list { list::len(&vm.heap, heap.block()) } else { 0 };
    (place < len).then_some((heap, place, len))
}

/// `_rise_quickly(heap, place)`: moves an item up to where it belongs; gives the place where Python must go on, or None.
fn rise(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some((heap, mut place, _)) = arguments(vm, args) else { return Ok(args.get(1)) };
    while place > 0 {
        let above = (place - 1) / 2;
        match less(vm, heap, place, above)? {
            Some(true) => swap(vm, heap, place, above),
            Some(false) => break,
            None => return Ok(Value::len(place)),
        }
        place = above;
    }
    Ok(Value::NONE)
}

/// `_sink_quickly(heap, place)`: moves an item down to where it belongs; as `_rise_quickly`.
fn sink(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some((heap, mut place, len)) = arguments(vm, args) else { return Ok(args.get(1)) };
    while 2 * place + 1 < len {
        let mut child = 2 * place + 1;
        if child + 1 < len {
            match less(vm, heap, child, child + 1)? {
                Some(true) => {}
                Some(false) => child += 1,
                None => return Ok(Value::len(place)),
            }
        }
        match less(vm, heap, child, place)? {
            Some(true) => swap(vm, heap, place, child),
            Some(false) => break,
            None => return Ok(Value::len(place)),
        }
        place = child;
    }
    Ok(Value::NONE)
}
