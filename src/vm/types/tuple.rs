//! `tuple`: `[length][item]…`. What lists and tuples have in common stands here too.

use super::equality::{self, items_of};
use super::list;
use super::slice;
use super::{Args, Native, Slots, Type, TypeId, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, Work};
use crate::vm::name::{self, Name};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};
use core::cmp::Ordering;

/// `tuple`.
pub static TYPE: Type = Type {
    name: "tuple",
    slots: Slots {
        make: Some(make),
        hash: Some(hash),
        len: Some(|vm, tuple| Ok(len(vm, tuple))),
        item: Some(item_slot),
        contains: Some(contains),
        iter: Some(|vm, tuple| super::iterator::new(vm, TypeId::TupleIterator, tuple, 0, 0)),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("count", "self, value, /", 2, 2, count),
    native("index", "self, value, start=0, stop=9223372036854775807, /", 2, 4, index),
    native("__repr__", "self, /", 1, 1, container_repr),
];

/// Words of a tuple before its items.
pub const ITEMS: usize = 2;
/// Items that are copied without further thought.
const AT_ONCE: usize = 32;

/// The number of items.
#[inline]
pub fn len(vm: &Vm, tuple: Value) -> usize {
    vm.heap.word(tuple.block(), 1) as usize >> 1
}

/// The item at an index below the length.
#[inline]
pub fn item(vm: &Vm, tuple: Value, index: usize) -> Value {
    vm.heap.value(tuple.block(), ITEMS + index)
}

/// A tuple of these items.
pub fn new(vm: &mut Vm, items: &[Value]) -> Outcome<Value> {
    let at = with_len(&mut vm.heap, items.len())?;
    for (index, item) in items.iter().enumerate() {
        vm.heap.write(at, ITEMS + index, item.bits());
    }
    Ok(Value::reference(at))
}

/// A tuple whose items are to be set at once.
pub fn with_len(heap: &mut Heap, len: usize) -> Outcome<Ref> {
    let at = heap.alloc_here(Kind::Tuple, ITEMS.checked_add(len).ok_or(Stop::Memory)?)?;
    heap.write(at, 1, Value::len(len).bits());
    Ok(at)
}

/// `(a, b, ...)`
pub fn from_args(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let at = with_len(&mut vm.heap, args.count())?;
    for (index, item) in args.iter().enumerate() {
        vm.heap.write(at, ITEMS + index, item.bits());
    }
    Ok(Value::reference(at))
}

/// A tuple of `count` words of a block.
pub fn from_block(vm: &mut Vm, from: Ref, first: usize, count: usize) -> Outcome<Value> {
    if count <= AT_ONCE {
        let at = with_len(&mut vm.heap, count)?;
        vm.heap.fill(at, ITEMS, from, first, count);
        return Ok(Value::reference(at));
    }
    let work = Work::copy(from, first, count);
    let at = half_made(&mut vm.heap, work, count)?;
    vm.heap.copy_in_portions(work, &[(from, first, count)], (at, ITEMS))?;
    Ok(Value::reference(at))
}

/// A tuple whose items are to be set, or the one that is being filled.
fn half_made(heap: &mut Heap, work: Work, len: usize) -> Outcome<Ref> {
    match heap.resumed(work) {
        Some(half) => Ok(half.held.block()),
        None => with_len(heap, len),
    }
}

/// A tuple of a list's items.
pub fn from_list(vm: &mut Vm, list: Value) -> Outcome<Value> {
    let (block, first, len) = items_of(&vm.heap, list);
    from_block(vm, block, first, len)
}

/// The item at an index, if there is one.
#[inline]
pub fn get(heap: &Heap, tuple: Ref, index: usize) -> Option<Value> {
    let len = heap.word(tuple, 1) as usize >> 1;
    if index < len { Some(heap.value(tuple, ITEMS + index)) } else { None }
}

/// What a search in a sequence found.
pub enum Search {
    /// The first index.
    At(usize),
    /// Nothing.
    Absent,
    /// Only Python code can tell, or the sequence is long.
    Ask,
}

/// The longest sequence that one instruction searches.
const LONG: usize = 256;

/// Searches a list or a tuple from one index to another.
pub fn search(vm: &Vm, sequence: Value, item: Value, start: usize, stop: usize) -> Search {
    let len = list::sequence_len(vm, sequence);
    let stop = stop.min(len);
    let pause = stop.min(start.saturating_add(LONG));
    match scan(&vm.heap, sequence, item, start, pause) {
        (_, false) => Search::Ask,
        (index, true) if index < pause => Search::At(index),
        _ if pause < stop => Search::Ask,
        _ => Search::Absent,
    }
}

/// The first index below `stop` whose item is, or may be, equal to `item`, and whether that is sure; else `stop`.
pub(super) fn scan(heap: &Heap, sequence: Value, item: Value, start: usize, stop: usize) -> (usize, bool) {
    let (block, first, len) = items_of(heap, sequence);
    // Ints and names equal no other ints and names.
    let plain = item.is_small() || item.is_name();
    for index in start..stop.min(len) {
        let other = heap.value(block, first + index);
        if other == item {
            return (index, true);
        }
        if plain && (other.is_small() || other.is_name()) {
            continue;
        }
        match equality::equal(heap, other, item) {
            Some(false) => {}
            Some(true) => return (index, true),
            None => return (index, false),
        }
    }
    (stop, true)
}

pub fn contains(vm: &mut Vm, sequence: Value, item: Value) -> Outcome<bool> {
    match search(vm, sequence, item, 0, usize::MAX) {
        Search::At(_) => Ok(true),
        Search::Absent => Ok(false),
        Search::Ask => Err(vm.tail_call(vm.prelude(Prelude::SequenceContains), &[sequence, item])),
    }
}

pub(super) fn count(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (sequence, item) = (args.get(0), args.get(1));
    let len = list::sequence_len(vm, sequence);
    let (mut count, mut index) = (0, 0);
    while index < len && len <= LONG {
        let (found, sure) = scan(&vm.heap, sequence, item, index, len);
        if !sure {
            break;
        }
        count += usize::from(found < len);
        index = found + 1;
    }
    if index < len {
        return Err(vm.tail_call(vm.prelude(Prelude::SequenceCount), &[sequence, item]));
    }
    Ok(Value::len(count))
}

pub(super) fn index(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (sequence, item) = (args.get(0), args.get(1));
    let len = list::sequence_len(vm, sequence);
    let (Some(start), Some(stop)) =
        (bound(vm, args.get_or(2, Value::ZERO), len)?, bound(vm, args.get_or(3, Value::len(len)), len)?)
    else {
        return list::ask_method(vm, args, "index");
    };
    match search(vm, sequence, item, start, stop) {
        Search::At(index) => Ok(Value::len(index)),
        Search::Absent => not_found(vm, sequence, item),
        Search::Ask => {
            let function = vm.prelude(Prelude::SequenceIndex);
            Err(vm.tail_call(function, &[sequence, item, Value::len(start), Value::len(stop)]))
        }
    }
}

/// A bound of a search; `None`: its `__index__` must be asked.
fn bound(vm: &mut Vm, value: Value, len: usize) -> Outcome<Option<usize>> {
    if vm.kind(value) == Some(Kind::BigInt) {
        let negative = vm.heap.word(value.block(), 1) & 1 != 0;
        return Ok(Some(if negative { 0 } else { len }));
    }
    if !super::text::is_index(vm, value) {
        return raise!(vm, TypeError, "slice indices must be integers or have an __index__ method");
    }
    Ok(vm
        .as_index(value)?
        .map(|index| if index < 0 { len.saturating_sub(index.unsigned_abs()) } else { (index as usize).min(len) }))
}

/// The ValueError of `index()`.
fn not_found(vm: &mut Vm, sequence: Value, item: Value) -> Outcome<Value> {
    if vm.kind(sequence) == Some(Kind::Tuple) {
        return raise!(vm, ValueError, "tuple.index(x): x not in tuple");
    }
    if super::sort::is_scalar(&vm.heap, item) {
        return raise!(vm, ValueError, "{r} is not in list", item);
    }
    // A repr that may need Python: the prelude searches nothing and says so.
    Err(vm.tail_call(vm.prelude(Prelude::SequenceIndex), &[sequence, item, Value::ZERO, Value::ZERO]))
}

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 => new(vm, &[]),
        1 => from_iterable(vm, args.get(0)),
        count => raise!(vm, TypeError, "tuple expected at most 1 argument, got {}", Value::len(count)),
    }
}

/// A tuple of the items of any iterable. May run Python.
pub fn from_iterable(vm: &mut Vm, iterable: Value) -> Outcome<Value> {
    match vm.kind(iterable) {
        Some(Kind::Tuple) => return Ok(iterable),
        Some(Kind::List) => return from_list(vm, iterable),
        _ => {}
    }
    let Some(mut items) = vm.items(iterable)?.filter(|items| items.is_short(vm)) else {
        return Err(vm.tail_call(vm.prelude(Prelude::TupleFrom), &[iterable]));
    };
    if items.is_object() {
        let list = list::from_iterable(vm, iterable)?;
        return from_list(vm, list);
    }
    let len = items.len(vm);
    let at = with_len(&mut vm.heap, len)?;
    for index in 0..len {
        if let Some(item) = items.next(vm)? {
            vm.heap.init(at, ITEMS + index, item);
        }
    }
    Ok(Value::reference(at))
}

fn hash(vm: &mut Vm, tuple: Value) -> Outcome<i32> {
    match vm.quick_hash(tuple)? {
        Some(hash) => Ok(hash),
        None => Err(vm.tail_call(vm.prelude(Prelude::TupleHash), &[tuple])),
    }
}

fn item_slot(vm: &mut Vm, tuple: Value, key: Value) -> Outcome<Value> {
    let (block, first, len) = items_of(&vm.heap, tuple);
    if vm.kind(key) == Some(Kind::Slice) {
        let Some(steps) = slice::indices(vm, key, len)? else { return Err(super::str::ask_item(vm, tuple, key)) };
        if steps.step == 1 && steps.count == len {
            return Ok(tuple);
        }
        let start = first + steps.start.max(0) as usize;
        let work = Work::copy(block, start, steps.count);
        let at = half_made(&mut vm.heap, work, steps.count)?;
        if steps.step == 1 {
            vm.heap.copy_in_portions(work, &[(block, start, steps.count)], (at, ITEMS))?;
        } else {
            list::copy_stepped(&mut vm.heap, work, (block, first), steps, (at, ITEMS))?;
        }
        return Ok(Value::reference(at));
    }
    let Some(index) = list::index_of(vm, key, "tuple indices must be integers or slices, not {}")? else {
        return Err(super::str::ask_item(vm, tuple, key));
    };
    let index = if index < 0 { index.wrapping_add(len as isize) } else { index };
    match get(&vm.heap, block, index as usize) {
        Some(item) if index >= 0 => Ok(item),
        _ => raise!(vm, IndexError, "tuple index out of range"),
    }
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, _in_place: bool) -> Outcome<Value> {
    let is_tuple = vm.kind(a) == Some(Kind::Tuple);
    match op {
        Op::Add if is_tuple => concatenate(vm, a, b),
        Op::Multiply => {
            let (tuple, count) = if is_tuple { (a, b) } else { (b, a) };
            let Some(times) = times(vm, tuple, count)? else { return Ok(Value::NOT_IMPLEMENTED) };
            let (block, first, len) = items_of(&vm.heap, tuple);
            if times == 1 {
                return Ok(tuple);
            }
            let total = len.checked_mul(times).ok_or(Stop::Memory)?;
            let at = half_made(&mut vm.heap, Work::copy(block, first, len), total)?;
            vm.heap.repeat_in_portions((block, first, len), (at, ITEMS), total)?;
            Ok(Value::reference(at))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn concatenate(vm: &mut Vm, a: Value, other: Value) -> Outcome<Value> {
    let b = vm.payload(other);
    if vm.kind(b) != Some(Kind::Tuple) {
        if answers(vm, b, name::__RADD__) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        return raise!(vm, TypeError, "can only concatenate tuple (not \"{}\") to tuple", vm.type_of(b));
    }
    let (left, right) = (len(vm, a), len(vm, b));
    if left == 0 || right == 0 {
        return Ok(if left == 0 { b } else { a });
    }
    let work = Work::copy(a.block(), ITEMS, left + right);
    let at = half_made(&mut vm.heap, work, left + right)?;
    vm.heap.copy_in_portions(work, &[(a.block(), ITEMS, left), (b.block(), ITEMS, right)], (at, ITEMS))?;
    Ok(Value::reference(at))
}

/// True for an instance whose class has a method.
pub(super) fn answers(vm: &Vm, value: Value, method: Name) -> bool {
    vm.is_instance(value) && vm.class_attribute(vm.type_of(value), method).is_some()
}

/// How often a sequence is to be repeated; `None`: `times` is an instance, whose methods go first.
pub(super) fn times(vm: &mut Vm, sequence: Value, times: Value) -> Outcome<Option<usize>> {
    if let Some(int) = equality::as_int(times) {
        return Ok(Some(int.max(0) as usize));
    }
    if vm.kind(times) == Some(Kind::BigInt) {
        return match vm.as_int(times).and_then(|int| int.to_i64(&vm.heap)) {
            Some(int) if int < 0 || list::sequence_len(vm, sequence) == 0 => Ok(Some(0)),
            Some(_) => raise!(vm, MemoryError, ""),
            None => raise!(vm, OverflowError, "cannot fit 'int' into an index-sized integer"),
        };
    }
    if vm.has_index(times) {
        return Err(vm.tail_call(vm.prelude(Prelude::SequenceMultiply), &[sequence, times]));
    }
    if answers(vm, times, name::__RMUL__) || answers(vm, times, name::__MUL__) {
        return Ok(None);
    }
    raise!(vm, TypeError, "can't multiply sequence by non-int of type '{}'", vm.type_of(times))
}

/// `a op b` for two lists or two tuples.
pub(super) fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let (a, b) = (vm.payload(a), vm.payload(b));
    if vm.kind(a) != vm.kind(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ((left, left_first, left_len), (right, right_first, right_len)) =
        (items_of(&vm.heap, a), items_of(&vm.heap, b));
    let is_equality = matches!(op, Op::Equal | Op::NotEqual);
    if is_equality && left_len != right_len {
        return Ok(Value::bool(op == Op::NotEqual));
    }
    let common = left_len.min(right_len);
    let first = (0..common.min(LONG)).find(|index| {
        let (x, y) =
            (vm.heap.memory().value(left, left_first + index), vm.heap.memory().value(right, right_first + index));
        equality::same(&vm.heap, x, y) != Some(true)
    });
    let Some(index) = first else {
        if common > LONG {
            return Err(ask_compare(vm, op, a, b));
        }
        let order = (left_len as i32).cmp(&(right_len as i32));
        return Ok(Value::bool(holds(op, order)));
    };
    let (x, y) = (vm.heap.memory().value(left, left_first + index), vm.heap.memory().value(right, right_first + index));
    match equality::equal(&vm.heap, x, y) {
        None => Err(ask_compare(vm, op, a, b)),
        Some(_) if is_equality => Ok(Value::bool(op == Op::NotEqual)),
        Some(_) => match super::sort::order(&vm.heap, x, y) {
            Some(order) => Ok(Value::bool(order.is_some_and(|order| holds(op, order)))),
            None => Err(ask_compare(vm, op, a, b)),
        },
    }
}

/// True if a comparison holds for such an order.
pub fn holds(op: Op, order: Ordering) -> bool {
    match op {
        Op::Less => order.is_lt(),
        Op::LessEqual => order.is_le(),
        Op::Greater => order.is_gt(),
        Op::GreaterEqual => order.is_ge(),
        Op::Equal => order.is_eq(),
        _ => order.is_ne(),
    }
}

fn ask_compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Stop {
    vm.tail_call(vm.prelude(Prelude::SequenceCompare), &[Value::small(op as i32 - Op::Less as i32), a, b])
}

/// `repr()` of any built-in container.
pub(super) fn container_repr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Err(vm.tail_call(vm.prelude(Prelude::ListRepr), &[args.get(0)]))
}
