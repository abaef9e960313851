//! `range`: `[start][stop][step]`, ints that may be big; an arithmetic progression that is never stored.
//!
//! Invariant: `step` is not zero. Ranges of ints below 2^60 are dealt with here, others by the prelude.

use super::equality::{self, Hash, as_int, hash_small, hash_step};
use super::{Args, Getter, Native, Out, Slots, Type, TypeId, iterator, native, slice};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// `range`.
pub static TYPE: Type = Type {
    name: "range",
    slots: Slots {
        make: Some(make),
        repr: Some(repr),
        hash: Some(hash_slot),
        len: Some(len),
        truth: Some(|vm, range| is_long(&vm.heap, range.block())),
        item: Some(item),
        contains: Some(contains),
        iter: Some(iter),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: &[
        Getter { name: "start", get: |vm, range| Ok(vm.heap.value(range.block(), 1)) },
        Getter { name: "stop", get: |vm, range| Ok(vm.heap.value(range.block(), 2)) },
        Getter { name: "step", get: |vm, range| Ok(vm.heap.value(range.block(), 3)) },
    ],
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("count", "self, value, /", 2, 2, count),
    native("index", "self, value, /", 2, 2, index),
    native("__reversed__", "self, /", 1, 1, |vm, args| iterator::reversed(vm, args.get(0))),
];

/// The limit of the parts that are dealt with here: sums and products with a step fit 64 bits, or are checked.
const LIMIT: i64 = 1 << 60;

/// A new range of ints.
fn new(vm: &mut Vm, parts: [Value; 3]) -> Outcome<Value> {
    let at = vm.heap.alloc_here(Kind::Range, 4)?;
    for (index, part) in parts.into_iter().enumerate() {
        vm.heap.write(at, 1 + index, part.bits());
    }
    Ok(Value::reference(at))
}

fn new_of(vm: &mut Vm, parts: [i64; 3]) -> Outcome<Value> {
    let mut values = [Value::ZERO; 3];
    for (value, part) in values.iter_mut().zip(parts) {
        *value = vm.int_from_i64(part)?;
    }
    new(vm, values)
}

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let given = match args.count() {
        0 => return raise!(vm, TypeError, "range expected at least 1 argument, got 0"),
        1 => [Value::ZERO, args.get(0), Value::small(1)],
        2 | 3 => [args.get(0), args.get(1), args.get_or(2, Value::small(1))],
        count => return raise!(vm, TypeError, "range expected at most 3 arguments, got {}", Value::len(count)),
    };
    let mut parts = given;
    for part in &mut parts {
        *part = match as_int(*part) {
            Some(int) => Value::small(int),
            None if vm.kind(*part) == Some(Kind::BigInt) => *part,
            None if vm.has_index(*part) => {
                return Err(vm.tail_call(vm.prelude(Prelude::RangeFrom), &given));
            }
            None => return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(*part)),
        };
    }
    if parts[2] == Value::ZERO {
        return raise!(vm, ValueError, "range() arg 3 must not be zero");
    }
    new(vm, parts)
}

/// Start, stop and step as small ints.
fn small_parts(heap: &Heap, at: Ref) -> Option<[i64; 3]> {
    let words = heap.words::<4>(at);
    let part = |index: usize| words.value(index).as_small().map(i64::from);
    Some([part(1)?, part(2)?, part(3)?])
}

/// Start, stop and step, if they are not too big.
fn parts(vm: &Vm, range: Value) -> Option<[i64; 3]> {
    let part = |index: usize| {
        let int = vm.as_int(vm.heap.value(range.block(), index))?;
        int.to_i64(&vm.heap).filter(|int| (-LIMIT..=LIMIT).contains(int))
    };
    Some([part(1)?, part(2)?, part(3)?])
}

fn count_of([start, stop, step]: [i64; 3]) -> i64 {
    let distance = if step > 0 { stop - start } else { start - stop };
    match step.abs() {
        _ if distance <= 0 => 0,
        // Most steps are: a division of 64 bits is a function of a hundred instructions.
        1 => distance,
        step => (distance - 1) / step + 1,
    }
}

/// The first int, how many there are, the step; `None` if they are not all small.
pub fn walk(heap: &Heap, at: Ref) -> Option<[i32; 3]> {
    let parts = small_parts(heap, at)?;
    let count = count_of(parts);
    (count <= i64::from(Value::INT_MAX)).then_some([parts[0] as i32, count as i32, parts[2] as i32])
}

/// The first int, how many there are, the step of `range(...)`; `None` if they are not all small, or it is an error.
pub fn walk_of(args: Args) -> Option<[Value; 3]> {
    let (start, stop) = if args.count() == 1 { (Value::ZERO, args.get(0)) } else { (args.get(0), args.get(1)) };
    let step = args.get_or(2, Value::small(1));
    if args.count() > 3 || start.bits() & stop.bits() & step.bits() & 1 == 0 {
        return None;
    }
    // The difference of two small ints fits.
    let distance = stop.small_int().wrapping_sub(start.small_int());
    let by = step.small_int();
    let distance = if by < 0 { distance.wrapping_neg() } else { distance };
    let count = match by.unsigned_abs() {
        _ if distance <= 0 => 0,
        0 => return None,
        1 => distance as u32,
        by => (distance as u32 - 1) / by + 1,
    };
    if by == 0 || count > Value::INT_MAX as u32 {
        return None;
    }
    Some([start, Value::small(count as i32), step])
}

/// True if the range is not empty.
fn is_long(heap: &Heap, at: Ref) -> bool {
    let words = heap.words::<4>(at);
    let order = super::sort::order(heap, words.value(1), words.value(2)).flatten();
    let step = super::sort::order(heap, words.value(3), Value::ZERO).flatten();
    order.is_some_and(|order| !order.is_eq() && Some(order) == step.map(|step| step.reverse()))
}

fn len(vm: &mut Vm, range: Value) -> Outcome<usize> {
    match parts(vm, range).map(count_of) {
        Some(count) if count <= i64::from(Value::INT_MAX) => Ok(count as usize),
        _ => Err(vm.tail_call(vm.prelude(Prelude::RangeLen), &[range])),
    }
}

fn iter(vm: &mut Vm, range: Value) -> Outcome<Value> {
    match walk(&vm.heap, range.block()) {
        Some([start, count, step]) => iterator::new(vm, TypeId::RangeIterator, Value::small(start), count, step),
        None => Err(vm.tail_call(vm.prelude(Prelude::RangeIter), &[range])),
    }
}

fn item(vm: &mut Vm, range: Value, key: Value) -> Outcome<Value> {
    if vm.kind(key) == Some(Kind::Slice) {
        return part(vm, range, key);
    }
    let index = match key.as_small() {
        Some(index) => index as i64,
        None if vm.kind(key) == Some(Kind::BigInt) => {
            return Err(vm.tail_call(vm.prelude(Prelude::RangeItem), &[range, key]));
        }
        None => match super::list::index_of(vm, key, "range indices must be integers or slices, not {}")? {
            Some(index) => index as i64,
            None => return Err(super::str::ask_item(vm, range, key)),
        },
    };
    let Some(parts) = parts(vm, range) else { return Err(vm.tail_call(vm.prelude(Prelude::RangeItem), &[range, key])) };
    let count = count_of(parts);
    let index = if index < 0 { index + count } else { index };
    if index < 0 || index >= count {
        return raise!(vm, IndexError, "range object index out of range");
    }
    // The item lies between start and stop.
    vm.int_from_i64(parts[0].wrapping_add(index.wrapping_mul(parts[2])))
}

/// `range[slice]`.
fn part(vm: &mut Vm, range: Value, key: Value) -> Outcome<Value> {
    let ask = |vm: &mut Vm| Err(vm.tail_call(vm.prelude(Prelude::RangeSlice), &[range, key]));
    let Some(parts) = parts(vm, range) else { return ask(vm) };
    let count = count_of(parts);
    if count > i64::from(Value::INT_MAX) {
        return ask(vm);
    }
    let Some(bounds) = slice::bounds(vm, key, count as usize)? else { return ask(vm) };
    let place = |index: isize| (index as i64).checked_mul(parts[2]).and_then(|offset| offset.checked_add(parts[0]));
    let step = (bounds[2] as i64).checked_mul(parts[2]);
    match (place(bounds[0]), place(bounds[1]), step) {
        (Some(start), Some(stop), Some(step)) => new_of(vm, [start, stop, step]),
        _ => ask(vm),
    }
}

/// The index of an int in the range; the outer `None`: ask the prelude.
fn find(vm: &mut Vm, range: Value, value: Value) -> Option<Option<i64>> {
    let int = match equality::small_word(&vm.heap, value).as_small() {
        Some(int) => i64::from(int),
        None if vm.kind(value) == Some(Kind::BigInt) => match vm.as_int(value).and_then(|int| int.to_i64(&vm.heap)) {
            Some(int) if (-LIMIT..=LIMIT).contains(&int) => int,
            _ => return parts(vm, range).map(|_| None),
        },
        None if vm.is_instance(value) || vm.kind(value) == Some(Kind::Float) => return None,
        None => return Some(None),
    };
    let [start, stop, step] = parts(vm, range)?;
    let inside = if step > 0 { start <= int && int < stop } else { stop < int && int <= start };
    Some((inside && (int - start) % step == 0).then(|| (int - start) / step))
}

fn contains(vm: &mut Vm, range: Value, value: Value) -> Outcome<bool> {
    match find(vm, range, value) {
        Some(found) => Ok(found.is_some()),
        None => Err(vm.tail_call(vm.prelude(Prelude::RangeContains), &[range, value])),
    }
}

fn count(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match find(vm, args.get(0), args.get(1)) {
        Some(found) => Ok(Value::small(i32::from(found.is_some()))),
        None => Err(vm.tail_call(vm.prelude(Prelude::RangeCount), &[args.get(0), args.get(1)])),
    }
}

fn index(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (range, value) = (args.get(0), args.get(1));
    match find(vm, range, value) {
        Some(Some(index)) => vm.int_from_i64(index),
        Some(None) if vm.as_int(value).is_some() => raise!(vm, ValueError, "{r} is not in range", value),
        Some(None) => raise!(vm, ValueError, "sequence.index(x): x not in sequence"),
        None => Err(vm.tail_call(vm.prelude(Prelude::RangeIndex), &[range, value])),
    }
}

/// `a == b`: the same ints, in the same order.
pub fn equal(heap: &Heap, a: Ref, b: Ref) -> Option<bool> {
    let (left, right) = (small_parts(heap, a)?, small_parts(heap, b)?);
    let count = count_of(left);
    let same = count == count_of(right) && (count == 0 || left[0] == right[0]) && (count <= 1 || left[2] == right[2]);
    Some(same)
}

fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    if !matches!(op, Op::Equal | Op::NotEqual) || vm.type_id(b) != TypeId::Range {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match equal(&vm.heap, a.block(), b.block()) {
        Some(equal) => Ok(Value::bool(equal == (op == Op::Equal))),
        None => {
            let function = if op == Op::Equal { Prelude::RangeEqual } else { Prelude::RangeNotEqual };
            Err(vm.tail_call(vm.prelude(function), &[a, b]))
        }
    }
}

/// The hash of a range of small ints: of its length, and of its first int and its step as far as they matter.
pub fn hash(heap: &Heap, at: Ref) -> Hash {
    let Some(parts) = small_parts(heap, at) else { return Hash::Ask };
    let count = count_of(parts);
    let mut hash = hash_step(equality::HASH_START, count as i32);
    for (part, least) in [(parts[0], 1), (parts[2], 2)] {
        hash = hash_step(hash, if count >= least { hash_small(part as i32) } else { 0 });
    }
    Hash::Known(hash)
}

fn hash_slot(vm: &mut Vm, range: Value) -> Outcome<i32> {
    match vm.quick_hash(range)? {
        Some(hash) => Ok(hash),
        None => Err(vm.tail_call(vm.prelude(Prelude::RangeHash), &[range])),
    }
}

fn repr(vm: &mut Vm, range: Value, out: &mut Out) -> Outcome<()> {
    let words = vm.heap.words::<4>(range.block());
    out.text(vm, b"range(")?;
    out.value(vm, words.value(1))?;
    out.text(vm, b", ")?;
    out.value(vm, words.value(2))?;
    if words.value(3) != Value::small(1) {
        out.text(vm, b", ")?;
        out.value(vm, words.value(3))?;
    }
    out.byte(vm, b')')
}
