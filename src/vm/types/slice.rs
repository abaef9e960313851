//! `slice`: `[start][stop][step]`, any values.

use super::equality;
use super::text::Steps;
use super::{Args, Getter, Slots, Type, TypeId, native, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `slice`.
pub static TYPE: Type = Type {
    name: "slice",
    slots: Slots { make: Some(make), compare: Some(compare), ..Slots::NONE },
    methods: &[
        native("indices", "self, len, /", 2, 2, indices_method),
        native("__repr__", "self, /", 1, 1, |vm, args| {
            Err(vm.tail_call(vm.prelude(Prelude::SliceRepr), &[args.get(0)]))
        }),
    ],
    getters: &[
        Getter { name: "start", get: |vm, slice| Ok(vm.heap.value(slice.block(), 1)) },
        Getter { name: "stop", get: |vm, slice| Ok(vm.heap.value(slice.block(), 2)) },
        Getter { name: "step", get: |vm, slice| Ok(vm.heap.value(slice.block(), 3)) },
    ],
    ..Type::PLAIN
};

/// `slice(start, stop, step)`.
pub fn new(vm: &mut Vm, start: Value, stop: Value, step: Value) -> Outcome<Value> {
    let at = vm.heap.alloc_here(Kind::Slice, 4)?;
    vm.heap.write(at, 1, start.bits());
    vm.heap.write(at, 2, stop.bits());
    vm.heap.write(at, 3, step.bits());
    Ok(Value::reference(at))
}

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 => raise!(vm, TypeError, "slice expected at least 1 argument, got 0"),
        1 => new(vm, Value::NONE, args.get(0), Value::NONE),
        2 | 3 => new(vm, args.get(0), args.get(1), args.get_or(2, Value::NONE)),
        count => raise!(vm, TypeError, "slice expected at most 3 arguments, got {}", Value::len(count)),
    }
}

/// A part of a slice: `Some(None)` for `None`, ints beyond the address space cut off; `None`: Python must tell.
fn part(vm: &mut Vm, value: Value) -> Outcome<Option<Option<isize>>> {
    if value.is_none() {
        return Ok(Some(None));
    }
    if let Some(int) = equality::as_int(value) {
        return Ok(Some(Some(int as isize)));
    }
    let at = value.block();
    if vm.kind(value) == Some(Kind::BigInt) {
        let negative = vm.heap.word(at, 1) & 1 != 0;
        return Ok(Some(Some(if negative { isize::MIN } else { isize::MAX })));
    }
    if vm.has_index(value) {
        return Ok(None);
    }
    raise!(vm, TypeError, "slice indices must be integers or None or have an __index__ method")
}

/// The indices a slice names in a sequence of `len` items; `None`: its parts have `__index__`, ask the prelude.
pub fn indices(vm: &mut Vm, slice: Value, len: usize) -> Outcome<Option<Steps>> {
    Ok(bounds(vm, slice, len)?.map(|[start, stop, step]| Steps { start, step, count: count(start, stop, step) }))
}

/// Start, stop and step of a slice for a length, as `slice.indices` gives them.
pub(super) fn bounds(vm: &mut Vm, slice: Value, len: usize) -> Outcome<Option<[isize; 3]>> {
    let words = vm.heap.words::<4>(slice.block());
    let Some(step) = part(vm, words.value(3))? else { return Ok(None) };
    if step == Some(0) {
        return raise!(vm, ValueError, "slice step cannot be zero");
    }
    let Some(start) = part(vm, words.value(1))? else { return Ok(None) };
    let Some(stop) = part(vm, words.value(2))? else { return Ok(None) };
    Ok(Some(bounds_of([start, stop, step], len)))
}

/// Start, stop and step, which is not 0, for a length; None is what is left out.
fn bounds_of([start, stop, step]: [Option<isize>; 3], len: usize) -> [isize; 3] {
    let step = step.unwrap_or(1).max(-isize::MAX);
    let len = len as isize;
    let (least, most) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let clamp = |index: isize| if index < 0 { (index.saturating_add(len)).max(least) } else { index.min(most) };
    let start = start.map_or(if step > 0 { least } else { most }, clamp);
    let stop = stop.map_or(if step > 0 { most } else { least }, clamp);
    [start, stop, step]
}

/// The indices that start, stop and step name in a sequence of `len` items; `None` if the step is 0.
pub fn steps_of(parts: [Option<isize>; 3], len: usize) -> Option<Steps> {
    if parts[2] == Some(0) {
        return None;
    }
    let [start, stop, step] = bounds_of(parts, len);
    Some(Steps { start, step, count: count(start, stop, step) })
}

/// How many steps lead from `start` to `stop`.
fn count(start: isize, stop: isize, step: isize) -> usize {
    let distance = if step > 0 { stop.saturating_sub(start) } else { start.saturating_sub(stop) };
    match step.unsigned_abs() {
        _ if distance <= 0 => 0,
        1 => distance as usize,
        step => (distance as usize - 1) / step + 1,
    }
}

fn indices_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (slice, len) = (args.get(0), args.get(1));
    let small = len.as_small().filter(|len| *len >= 0);
    let parts = match small {
        Some(len) => bounds(vm, slice, len as usize)?,
        None => None,
    };
    let Some(parts) = parts else {
        return Err(vm.tail_call(vm.prelude(Prelude::SliceIndices), &[slice, len]));
    };
    let mut values = [Value::NONE; 3];
    for (value, part) in values.iter_mut().zip(parts) {
        *value = vm.int_from_i64(part as i64)?;
    }
    tuple::new(vm, &values)
}

/// Slices compare as tuples of their parts.
fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    if vm.type_id(b) != TypeId::Slice {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let left = tuple::from_block(vm, a.block(), 1, 3)?;
    let right = tuple::from_block(vm, b.block(), 1, 3)?;
    tuple::compare(vm, op, left, right)
}
