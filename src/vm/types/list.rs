//! `list`: a block of one word that refers to a buffer, which grows by half of its size.

mod methods;
mod part;

use super::equality::items_of;
use super::iterator::Items;
use super::text::Steps;
use super::tuple;
use super::{Args, TypeId};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, Memory, PORTION, Portion, Task, Work};
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};
pub use methods::TYPE;
pub(super) use methods::{ask_method, attach, detach};
pub(super) use part::copy_stepped;
pub use part::{from_steps, set_run};
use part::{part, set_part};

/// Words of a buffer before its items.
pub const ITEMS: usize = 2;
/// Items that are copied without further thought.
const AT_ONCE: usize = 32;
/// Items that a first append makes room for.
const FIRST: usize = 4;
/// Items that are made one by one in one portion.
const MADE_AT_ONCE: usize = 32;
/// Items that one instruction takes from an iterable; more are taken by a loop of the prelude.
pub const CHUNK: usize = 64;

/// The number of items.
#[inline]
pub fn len(heap: &Heap, list: Ref) -> usize {
    buffer_len(heap, heap.memory().block(list, 1))
}

/// The number of items in a buffer; there are none in `Ref::NONE`.
#[inline(always)]
fn buffer_len(heap: &Heap, buffer: Ref) -> usize {
    heap.memory().word(buffer, 1) as usize >> 1
}

/// The item at a small int, which may be negative; `buffer` is the list's word 1.
#[inline(always)]
pub fn item_at(memory: &Memory, buffer: u32, key: Value) -> Option<Value> {
    let buffer = Ref(buffer);
    // Tagged: twice the length and 1, or 0 if there is no buffer.
    let len = memory.word(buffer, 1) as i32;
    let key = key.bits() as i32;
    let key = if key < 0 { key.wrapping_add(len - 1) } else { key };
    if (key as u32) < len as u32 { Some(memory.value(buffer, ITEMS + (key as usize >> 1))) } else { None }
}

/// The block of the items of a list or a tuple, as its bits.
#[inline(always)]
pub fn items_in(memory: &Memory, sequence: Value) -> Option<u32> {
    let words = memory.near::<2>(sequence)?;
    if words.header().is(Kind::List) {
        Some(words.get(1))
    } else if words.header().is(Kind::Tuple) {
        Some(sequence.bits())
    } else {
        None
    }
}

/// Replaces the item at a small int that is not negative; false if there is none. `buffer` is the list's word 1.
#[inline(always)]
pub fn store_at(heap: &mut Heap, buffer: Ref, key: Value, value: Value) -> bool {
    let words = heap.words::<2>(buffer);
    if key.bits() >= words.get(1) {
        return false;
    }
    heap.set_known(buffer, words.header(), ITEMS + (key.bits() as usize >> 1), value);
    true
}

/// The item at an index below the length.
#[inline]
pub fn get(heap: &Heap, list: Ref, index: usize) -> Value {
    heap.memory().value(heap.memory().block(list, 1), ITEMS + index)
}

/// Replaces the item at an index below the length.
#[inline]
pub fn set(heap: &mut Heap, list: Ref, index: usize, value: Value) {
    let buffer = heap.memory().block(list, 1);
    if index < buffer_len(heap, buffer) {
        heap.set(buffer, ITEMS + index, value);
    }
}

/// An empty list with room for so many items.
pub fn with_capacity(vm: &mut Vm, capacity: usize) -> Outcome<Value> {
    let list = vm.heap.alloc_here(Kind::List, 2)?;
    if capacity > 0 {
        let buffer = vm.heap.alloc_here(Kind::ListBuffer, ITEMS.checked_add(capacity).ok_or(Stop::Memory)?)?;
        vm.heap.write(buffer, 1, Value::ZERO.bits());
        vm.heap.write(list, 1, Value::reference(buffer).bits());
    }
    Ok(Value::reference(list))
}

impl Vm<'_> {
    /// A list of these items.
    pub fn new_list(&mut self, items: &[Value]) -> Outcome<Value> {
        let list = with_capacity(self, items.len())?;
        let buffer = self.heap.memory().block(list.block(), 1);
        for (index, item) in items.iter().enumerate() {
            self.heap.write(buffer, ITEMS + index, item.bits());
        }
        set_buffer_len(&mut self.heap, buffer, items.len());
        Ok(list)
    }
}

/// `[a, b, ...]`
pub fn from_args(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let list = with_capacity(vm, args.count())?;
    let buffer = vm.heap.memory().block(list.block(), 1);
    for (index, item) in args.iter().enumerate() {
        vm.heap.write(buffer, ITEMS + index, item.bits());
    }
    set_buffer_len(&mut vm.heap, buffer, args.count());
    Ok(list)
}

/// A list of `count` words of a block.
pub fn from_block(vm: &mut Vm, from: Ref, first: usize, count: usize) -> Outcome<Value> {
    if count <= AT_ONCE && count > 0 {
        let buffer = vm.heap.alloc(Kind::ListBuffer, ITEMS + count)?;
        let list = vm.heap.alloc_words(Kind::List, [buffer.0])?;
        vm.heap.write(buffer, 1, Value::len(count).bits());
        vm.heap.fill(buffer, ITEMS, from, first, count);
        return Ok(Value::reference(list));
    }
    let work = Work::copy(from, first, count);
    let buffer = half_made(&mut vm.heap, work, count)?;
    vm.heap.copy_in_portions(work, &[(from, first, count)], (buffer, ITEMS))?;
    of_buffer(vm, buffer, count)
}

/// A list of runs of values (block, first word, count): of so many altogether.
fn from_runs(vm: &mut Vm, runs: &[(Ref, usize, usize)], count: usize) -> Outcome<Value> {
    let work = runs.first().map_or(Work::copy(Ref::NONE, 0, 0), |run| Work::copy(run.0, run.1, count));
    let buffer = half_made(&mut vm.heap, work, count)?;
    vm.heap.copy_in_portions(work, runs, (buffer, ITEMS))?;
    of_buffer(vm, buffer, count)
}

/// A list of so many items, which `item` makes by index, in portions.
pub fn made_of(vm: &mut Vm, count: usize, item: impl Fn(&mut Vm, usize) -> Outcome<Value>) -> Outcome<Value> {
    let work = Work::of(Task::Copy, count);
    let start = vm.heap.resumed(work).map_or(0, |half| half.at);
    let buffer = half_made(&mut vm.heap, work, count)?;
    for index in start..count {
        if index.is_multiple_of(MADE_AT_ONCE) && index != start {
            vm.heap.pause(work, Portion { at: index, extra: 0, note: 0, held: Value::reference(buffer) })?;
        }
        let value = item(vm, index)?;
        vm.heap.set(buffer, ITEMS + index, value);
    }
    vm.heap.end_work(work);
    of_buffer(vm, buffer, count)
}

/// A buffer for so many items, or the one that is being filled.
fn half_made(heap: &mut Heap, work: Work, count: usize) -> Outcome<Ref> {
    match heap.resumed(work) {
        Some(half) => Ok(half.held.block()),
        None if count == 0 => Ok(Ref::NONE),
        None => heap.alloc(Kind::ListBuffer, ITEMS.checked_add(count).ok_or(Stop::Memory)?),
    }
}

/// A list of a full buffer.
fn of_buffer(vm: &mut Vm, buffer: Ref, count: usize) -> Outcome<Value> {
    set_buffer_len(&mut vm.heap, buffer, count);
    let list = vm.heap.alloc_here(Kind::List, 2)?;
    if buffer.is_some() {
        vm.heap.write(list, 1, Value::reference(buffer).bits());
    }
    Ok(Value::reference(list))
}

/// Appends an item.
#[inline(always)]
pub fn push(vm: &mut Vm, list: Value, item: Value) -> Outcome<()> {
    push_item(&mut vm.heap, list.block(), item)
}

/// Appends an item to a list block.
#[inline]
pub fn push_item(heap: &mut Heap, list: Ref, item: Value) -> Outcome<()> {
    let buffer = Ref(heap.words::<2>(list).get(1));
    let words = heap.words::<2>(buffer);
    let index = ITEMS + (words.get(1) as usize >> 1);
    // No buffer reads as zeros: it has no room.
    if index < heap.room(buffer, words.header()) {
        heap.set_known(buffer, words.header(), index, item);
        heap.write(buffer, 1, Value::len(index - ITEMS + 1).bits());
        return Ok(());
    }
    push_slowly(heap, list, item)
}

#[inline(never)]
fn push_slowly(heap: &mut Heap, list: Ref, item: Value) -> Outcome<()> {
    let buffer = reserve(heap, list, 1)?;
    let len = buffer_len(heap, buffer);
    heap.set(buffer, ITEMS + len, item);
    set_buffer_len(heap, buffer, len + 1);
    Ok(())
}

/// Makes room for more items; gives the buffer.
pub fn reserve(heap: &mut Heap, list: Ref, more: usize) -> Outcome<Ref> {
    let buffer = heap.memory().block(list, 1);
    let need = buffer_len(heap, buffer).checked_add(more).ok_or(Stop::Memory)?;
    if need <= capacity(heap, buffer) && buffer.is_some() { Ok(buffer) } else { grow(heap, list, buffer, need) }
}

fn capacity(heap: &Heap, buffer: Ref) -> usize {
    (heap.size_here(buffer) / 4).saturating_sub(ITEMS)
}

#[cold]
#[inline(never)]
fn grow(heap: &mut Heap, list: Ref, buffer: Ref, need: usize) -> Outcome<Ref> {
    let len = buffer_len(heap, buffer);
    // One item more: room for half as many; several at once: often the last ones.
    let ample = if need == len + 1 { (need + len / 2).max(FIRST) } else { need };
    // What is added in place is cleared at once.
    let more = ample.min(need + PORTION);
    if buffer.is_some() && need <= len + PORTION && heap.grow_in_place(buffer, ITEMS + more) {
        return Ok(buffer);
    }
    let work = Work::on(Task::Grow, buffer, [need, 0]);
    let new = match heap.resumed(work) {
        Some(half) => half.held.block(),
        None => match heap.alloc(Kind::ListBuffer, ITEMS + ample) {
            Err(Stop::Memory) if ample > need && !heap.is_pausing() => heap.alloc(Kind::ListBuffer, ITEMS + need)?,
            other => other?,
        },
    };
    heap.copy_in_portions(work, &[(buffer, ITEMS, len)], (new, ITEMS))?;
    set_buffer_len(heap, new, len);
    heap.set(list, 1, Value::reference(new));
    if buffer.is_some() {
        heap.free_now(buffer);
    }
    Ok(new)
}

#[inline(always)]
fn set_buffer_len(heap: &mut Heap, buffer: Ref, len: usize) {
    if buffer.is_some() {
        heap.write(buffer, 1, Value::len(len).bits());
    }
}

/// Takes the items from `len` on away, and memory that is not needed any more.
pub(super) fn truncate(heap: &mut Heap, list: Ref, new_len: usize) {
    let buffer = heap.memory().block(list, 1);
    let len = buffer_len(heap, buffer);
    if new_len == 0 && buffer.is_some() && len > 0 {
        return drop_buffer(heap, list, buffer);
    }
    if new_len < len {
        set_buffer_len(heap, buffer, new_len);
        let old = capacity(heap, buffer);
        if old > 2 * FIRST && new_len < old / 2 {
            heap.shrink(buffer, ITEMS + new_len + new_len / 4);
        }
        let end = capacity(heap, buffer).min(len);
        heap.clear_words(buffer, ITEMS + new_len, end.saturating_sub(new_len));
    }
}

fn drop_buffer(heap: &mut Heap, list: Ref, buffer: Ref) {
    // A list emptied by pops keeps a small buffer: it is likely to be filled again.
    if capacity(heap, buffer) <= FIRST && buffer_len(heap, buffer) == 1 {
        heap.write(buffer, ITEMS, 0);
        return set_buffer_len(heap, buffer, 0);
    }
    heap.write(list, 1, 0);
    heap.free_now(buffer);
}

/// The item at an index, if there is one.
#[inline]
pub fn item(heap: &Heap, list: Ref, index: usize) -> Option<Value> {
    let buffer = heap.memory().block(list, 1);
    if index < buffer_len(heap, buffer) { Some(heap.memory().value(buffer, ITEMS + index)) } else { None }
}

/// The number of items of a list or tuple; 0 for other values.
pub fn sequence_len(vm: &Vm, sequence: Value) -> usize {
    match vm.heap.memory().kind(sequence.block()) {
        Kind::List | Kind::Tuple => items_of(&vm.heap, sequence).2,
        _ => 0,
    }
}

/// The item at an index of a list or tuple; `UNDEFINED` if there is none.
pub fn sequence_item(vm: &Vm, sequence: Value, index: usize) -> Value {
    let (block, first, len) = items_of(&vm.heap, sequence);
    if index < len { vm.heap.memory().value(block, first + index) } else { Value::UNDEFINED }
}

/// A list of the items from `start` to `end` of a list or tuple.
pub fn slice_of_sequence(vm: &mut Vm, sequence: Value, start: usize, end: usize) -> Outcome<Value> {
    let (block, first, len) = items_of(&vm.heap, sequence);
    let end = end.min(len);
    let start = start.min(end);
    from_block(vm, block, first + start, end - start)
}

/// A list of the items of any iterable. May run Python.
pub fn from_iterable(vm: &mut Vm, iterable: Value) -> Outcome<Value> {
    if matches!(vm.kind(iterable), Some(Kind::List | Kind::Tuple)) {
        return slice_of_sequence(vm, iterable, 0, usize::MAX);
    }
    let Some(mut items) = vm.items(iterable)?.filter(|items| items.is_short(vm)) else {
        return Err(vm.tail_call(vm.prelude(Prelude::ListFrom), &[iterable]));
    };
    let list = with_capacity(vm, items.len(vm))?;
    take(vm, list, &mut items)?;
    items.commit(vm);
    Ok(list)
}

/// Appends all items, or none if memory runs out.
fn take(vm: &mut Vm, list: Value, items: &mut Items) -> Outcome<()> {
    let old = len(&vm.heap, list.block());
    let result = append_all(vm, list, items);
    if result.is_err() {
        truncate(&mut vm.heap, list.block(), old);
    }
    result
}

fn append_all(vm: &mut Vm, list: Value, items: &mut Items) -> Outcome<()> {
    // A list extended by itself ends where it ended before; an iterator must see its end.
    let mut left = if items.is_object() { usize::MAX } else { items.len(vm) };
    while left > 0 {
        let Some(item) = items.next(vm)? else { break };
        push(vm, list, item)?;
        left -= 1;
    }
    Ok(())
}

/// `list += iterable`. May run Python.
pub fn extend(vm: &mut Vm, list: Value, iterable: Value) -> Outcome<()> {
    extend_or(vm, list, iterable, Prelude::ListExtend)
}

/// Extends the list, or lets a function of the prelude do it.
fn extend_or(vm: &mut Vm, list: Value, iterable: Value, function: Prelude) -> Outcome<()> {
    if matches!(vm.kind(iterable), Some(Kind::List | Kind::Tuple)) {
        let (_, _, more) = items_of(&vm.heap, iterable);
        let buffer = reserve(&mut vm.heap, list.block(), more)?;
        // The buffer may be the one that is copied from.
        let (block, first, _) = items_of(&vm.heap, iterable);
        let len = buffer_len(&vm.heap, buffer);
        vm.heap.copy_in_portions(
            Work::on(Task::Copy, buffer, [len, more]),
            &[(block, first, more)],
            (buffer, ITEMS + len),
        )?;
        set_buffer_len(&mut vm.heap, buffer, len + more);
        return Ok(());
    }
    let Some(mut items) = vm.items(iterable)?.filter(|items| items.is_short(vm)) else {
        return Err(vm.tail_call(vm.prelude(function), &[list, iterable]));
    };
    let more = items.len(vm);
    reserve(&mut vm.heap, list.block(), more)?;
    take(vm, list, &mut items)?;
    items.commit(vm);
    Ok(())
}

/// Reverses the items: of a long list in another buffer, in portions.
pub fn reverse_items(vm: &mut Vm, list: Value) -> Outcome<()> {
    let buffer = vm.heap.block(list.block(), 1);
    let len = buffer_len(&vm.heap, buffer);
    if vm.heap.is_resuming(Task::Copy) || is_long(&vm.heap, len, len) {
        let work = Work::on(Task::Copy, buffer, [len, 0]);
        let new = half_made(&mut vm.heap, work, len)?;
        let steps = Steps { start: len as isize - 1, step: -1, count: len };
        copy_stepped(&mut vm.heap, work, (buffer, ITEMS), steps, (new, ITEMS))?;
        set_buffer_len(&mut vm.heap, new, len);
        vm.heap.set(list.block(), 1, Value::reference(new));
        vm.heap.free_now(buffer);
        return Ok(());
    }
    vm.heap.touch(buffer);
    for index in 0..len / 2 {
        let (low, high) = (ITEMS + index, ITEMS + len - 1 - index);
        let (first, last) = (vm.heap.value(buffer, low), vm.heap.value(buffer, high));
        vm.heap.init(buffer, low, last);
        vm.heap.init(buffer, high, first);
    }
    Ok(())
}

/// An index into a list, counted from the end if it is negative.
fn place(vm: &Vm, list: Value, index: isize) -> Option<usize> {
    let len = len(&vm.heap, list.block());
    let index = if index < 0 { len.checked_sub(index.unsigned_abs())? } else { index as usize };
    (index < len).then_some(index)
}

pub fn item_slot(vm: &mut Vm, list: Value, key: Value) -> Outcome<Value> {
    if let Some(item) = item_at(&vm.heap.memory(), vm.heap.word(list.block(), 1), key).filter(|_| key.is_small()) {
        return Ok(item);
    }
    if vm.heap.header(key.block()).is(Kind::Slice) {
        return part(vm, list, key);
    }
    let Some(index) = index_of(vm, key, "list indices must be integers or slices, not {}")? else {
        return Err(super::str::ask_item(vm, list, key));
    };
    match place(vm, list, index) {
        Some(index) => Ok(get(&vm.heap, list.block(), index)),
        None => raise!(vm, IndexError, "list index out of range"),
    }
}

/// A key as an index; `None`: its `__index__` must be asked. `text` is the TypeError for other keys.
pub(super) fn index_of(vm: &mut Vm, key: Value, text: &'static str) -> Outcome<Option<isize>> {
    if let Some(int) = key.as_small() {
        return Ok(Some(int as isize));
    }
    if !super::text::is_index(vm, key) {
        let class = vm.type_of(key);
        return Err(vm.raise(TypeId::TypeError, text, [class, Value::UNDEFINED]));
    }
    vm.as_index(key)
}

/// `list[key] = value`, `del list[key]`.
pub fn set_item(vm: &mut Vm, list: Value, key: Value, value: Value) -> Outcome<()> {
    if key.is_small()
        && value.is_defined()
        && let Some(index) = place(vm, list, key.small_int() as isize)
    {
        let buffer = vm.heap.block(list.block(), 1);
        vm.heap.set(buffer, ITEMS + index, value);
        return Ok(());
    }
    if vm.heap.header(key.block()).is(Kind::Slice) {
        return set_part(vm, list, key, value);
    }
    let Some(index) = index_of(vm, key, "list indices must be integers or slices, not {}")? else {
        return Err(ask_set_item(vm, list, key, value));
    };
    match place(vm, list, index) {
        Some(index) if value.is_defined() => set(&mut vm.heap, list.block(), index, value),
        Some(index) => return remove_items(&mut vm.heap, list.block(), index, 1),
        None if value.is_defined() => return raise!(vm, IndexError, "list assignment index out of range"),
        None => return raise!(vm, IndexError, "list assignment index out of range"),
    }
    Ok(())
}

/// Has the prelude turn the parts of a key into ints.
pub(super) fn ask_set_item(vm: &mut Vm, list: Value, key: Value, value: Value) -> Stop {
    if value.is_defined() {
        vm.tail_call(vm.prelude(Prelude::SetItemIndexed), &[list, key, value])
    } else {
        vm.tail_call(vm.prelude(Prelude::DeleteItemIndexed), &[list, key])
    }
}

/// Takes items out of the middle.
fn remove_items(heap: &mut Heap, list: Ref, start: usize, count: usize) -> Outcome<()> {
    let buffer = heap.block(list, 1);
    let len = buffer_len(heap, buffer);
    let behind = len.saturating_sub(start + count);
    if is_long(heap, behind, start + behind) {
        return respace(heap, list, start, count, 0).map(drop);
    }
    heap.copy_values(buffer, ITEMS + start + count, buffer, ITEMS + start, behind);
    truncate(heap, list, start + behind);
    Ok(())
}

/// True if so many items should not be moved at once, and there is memory for another buffer of so many.
fn is_long(heap: &Heap, moved: usize, len: usize) -> bool {
    moved > PORTION && (heap.is_resuming(Task::Grow) || heap.free() > (len + PORTION) * 4)
}

/// Moves the items into another buffer in portions, with `removed` of them left out at `start` and room for `added`.
fn respace(heap: &mut Heap, list: Ref, start: usize, removed: usize, added: usize) -> Outcome<Ref> {
    let buffer = heap.block(list, 1);
    let behind = buffer_len(heap, buffer).saturating_sub(start + removed);
    let len = start + added + behind;
    let work = Work::on(Task::Grow, buffer, [start, removed]);
    let new = match heap.resumed(work) {
        Some(half) => half.held.block(),
        None => heap.alloc(Kind::ListBuffer, ITEMS + len + len / 16)?,
    };
    let runs = [(buffer, ITEMS, start), (Ref::NONE, 0, added), (buffer, ITEMS + start + removed, behind)];
    heap.copy_in_portions(work, &runs, (new, ITEMS))?;
    set_buffer_len(heap, new, len);
    heap.set(list, 1, Value::reference(new));
    heap.free_now(buffer);
    Ok(new)
}

/// Leaves only the items from `start` to `end`, at once. Takes no memory.
pub fn keep_part(heap: &mut Heap, list: Ref, start: usize, end: usize) {
    truncate(heap, list, end);
    let buffer = heap.block(list, 1);
    let left = buffer_len(heap, buffer).saturating_sub(start);
    heap.copy_values(buffer, ITEMS + start, buffer, ITEMS, left);
    truncate(heap, list, left);
}

/// Makes room for items in the middle; gives the buffer.
fn open(heap: &mut Heap, list: Ref, start: usize, count: usize) -> Outcome<Ref> {
    let len = len(heap, list);
    if is_long(heap, len - start, len + count) {
        return respace(heap, list, start, 0, count);
    }
    let buffer = reserve(heap, list, count)?;
    heap.copy_values(buffer, ITEMS + start, buffer, ITEMS + start + count, len - start);
    set_buffer_len(heap, buffer, len + count);
    Ok(buffer)
}

fn contains(vm: &mut Vm, list: Value, item: Value) -> Outcome<bool> {
    tuple::contains(vm, list, item)
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    let is_list = vm.kind(a) == Some(Kind::List);
    match op {
        Op::Add if is_list && in_place => extend_or(vm, a, b, Prelude::ListInPlaceAdd).map(|()| a),
        Op::Add if is_list => concatenate(vm, a, b),
        Op::Multiply if is_list && in_place => repeat_in_place(vm, a, b),
        Op::Multiply => {
            let (list, times) = if is_list { (a, b) } else { (b, a) };
            let Some(times) = tuple::times(vm, list, times)? else { return Ok(Value::NOT_IMPLEMENTED) };
            let (block, first, len) = items_of(&vm.heap, list);
            let total = len.checked_mul(times).ok_or(Stop::Memory)?;
            let buffer = half_made(&mut vm.heap, Work::copy(block, first, len), total)?;
            vm.heap.repeat_in_portions((block, first, len), (buffer, ITEMS), total)?;
            of_buffer(vm, buffer, total)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn concatenate(vm: &mut Vm, a: Value, other: Value) -> Outcome<Value> {
    let b = vm.payload(other);
    if vm.kind(b) != Some(Kind::List) {
        if tuple::answers(vm, b, name::__RADD__) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        return raise!(vm, TypeError, "can only concatenate list (not \"{}\") to list", vm.type_of(b));
    }
    let ((left, left_first, left_len), (right, right_first, right_len)) =
        (items_of(&vm.heap, a), items_of(&vm.heap, b));
    from_runs(vm, &[(left, left_first, left_len), (right, right_first, right_len)], left_len + right_len)
}

fn repeat_in_place(vm: &mut Vm, list: Value, times: Value) -> Outcome<Value> {
    let Some(times) = tuple::times(vm, list, times)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let len = len(&vm.heap, list.block());
    if times == 0 {
        truncate(&mut vm.heap, list.block(), 0);
    } else if len > 0 {
        let more = len.checked_mul(times - 1).ok_or(Stop::Memory)?;
        let buffer = reserve(&mut vm.heap, list.block(), more)?;
        vm.heap.repeat_in_portions((buffer, ITEMS, len), (buffer, ITEMS + len), more)?;
        set_buffer_len(&mut vm.heap, buffer, len + more);
    }
    Ok(list)
}
