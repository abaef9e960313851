//! Sorting: the order of ints, floats and strings, and the steps of a merge sort that the prelude drives.
//!
//! The prelude's `_list_sort` takes the items out of the list, puts keys before them if there is a key function
//! (entries of two words), and merges runs bottom-up. Entries whose keys are all numbers, or all strings, are merged
//! by the natives here, `CHUNK` entries at a time; other keys are compared by the prelude itself.

use super::equality::{as_int, wide};
use super::list;
use super::{Args, Native, native};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::number::{Float, real};
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cmp::Ordering;

/// The natives behind the prelude's part.
pub static HIDDEN: &[Native] = &[
    native("_sort_detach", "list, /", 1, 1, |vm, args| list::detach(vm, args.get(0))),
    native("_sort_attach", "list, items, /", 2, 2, |vm, args| {
        Ok(Value::bool(list::attach(vm, args.get(0), args.get(1))))
    }),
    native("_sort_by", "keys, items, reverse, /", 3, 3, sort_by),
    native("_sort_pair", "entries, keys, items, start, /", 4, 4, pair),
    native("_sort_check", "entries, width, start, /", 3, 3, check),
    native("_sort_run", "entries, width, start, end, /", 4, 4, run),
    native("_sort_merge", "from, to, width, place, /", 4, 4, merge),
    native("_sort_values", "entries, start, /", 2, 2, values),
];

/// The longest list that is sorted by one instruction.
const SHORT: usize = 32;
/// Entries that one native call merges or looks at.
const CHUNK: usize = 128;
/// Words of a list buffer before its items.
const ITEMS: usize = 2;

/// What compares with `<` without Python.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Numbers,
    Texts,
    Other,
}

fn sort_of(heap: &Heap, value: Value) -> Sort {
    if value.is_small() || value.is_bool() {
        return Sort::Numbers;
    }
    if value.is_name() {
        return Sort::Texts;
    }
    match heap.memory().kind(value.block()) {
        Kind::Float | Kind::BigInt => Sort::Numbers,
        Kind::Str | Kind::LongStr => Sort::Texts,
        _ => Sort::Other,
    }
}

/// True for numbers and strings.
pub fn is_scalar(heap: &Heap, value: Value) -> bool {
    sort_of(heap, value) != Sort::Other
}

/// The order of two numbers or two strings; `Some(None)` beside a NaN; `None` for other values.
pub fn order(heap: &Heap, a: Value, b: Value) -> Option<Option<Ordering>> {
    match (sort_of(heap, a), sort_of(heap, b)) {
        (Sort::Numbers, Sort::Numbers) => Some(order_numbers(heap, a, b)),
        (Sort::Texts, Sort::Texts) => Some(Some(text(heap, a).cmp(text(heap, b)))),
        _ => None,
    }
}

/// UTF-8 sorts as its characters do.
fn text<'h>(heap: &'h Heap, value: Value) -> &'h [u8] {
    match value.as_name() {
        Some(name) => heap.name_text(name),
        None => heap.text(value.block()),
    }
}

fn order_numbers(heap: &Heap, a: Value, b: Value) -> Option<Ordering> {
    match (as_int(a), as_int(b)) {
        (Some(a), Some(b)) => return Some(a.cmp(&b)),
        (Some(a), None) => return order_beside(heap, b.block(), a).map(Ordering::reverse),
        (None, Some(b)) => return order_beside(heap, a.block(), b),
        (None, None) => {}
    }
    let (a, b) = (a.block(), b.block());
    match (heap.memory().kind(a), heap.memory().kind(b)) {
        (Kind::BigInt, Kind::BigInt) => Some(order_big(heap, a, b)),
        (Kind::BigInt, _) => order_big_float(heap, a, float(heap, b)),
        (_, Kind::BigInt) => order_big_float(heap, b, float(heap, a)).map(Ordering::reverse),
        _ => float(heap, a).partial_cmp(&float(heap, b)),
    }
}

/// The order of a float or a big int, and a small int.
fn order_beside(heap: &Heap, at: Ref, int: i32) -> Option<Ordering> {
    match heap.memory().kind(at) {
        Kind::BigInt => Some(if is_negative(heap, at) { Ordering::Less } else { Ordering::Greater }),
        _ => wide(float(heap, at)).partial_cmp(&f64::from(int)),
    }
}

fn float(heap: &Heap, at: Ref) -> Float {
    let mut bytes = [0; size_of::<Float>()];
    for (byte, from) in bytes.iter_mut().zip(heap.bytes(at, 4, size_of::<Float>())) {
        *byte = *from;
    }
    Float::from_le_bytes(bytes)
}

fn is_negative(heap: &Heap, big: Ref) -> bool {
    heap.memory().word(big, 1) & 1 != 0
}

fn limbs(heap: &Heap, big: Ref) -> usize {
    (heap.memory().word(big, 1) >> 1) as usize
}

fn order_big(heap: &Heap, a: Ref, b: Ref) -> Ordering {
    let negative = is_negative(heap, a);
    if negative != is_negative(heap, b) {
        return if negative { Ordering::Less } else { Ordering::Greater };
    }
    let len = limbs(heap, a);
    let digits = (0..len).rev().map(|index| heap.memory().word(a, 2 + index).cmp(&heap.memory().word(b, 2 + index)));
    let order = len.cmp(&limbs(heap, b)).then_with(|| digits.fold(Ordering::Equal, Ordering::then));
    if negative { order.reverse() } else { order }
}

fn order_big_float(heap: &Heap, big: Ref, float: Float) -> Option<Ordering> {
    let len = limbs(heap, big);
    if len > real::FLOAT_LIMBS && float.is_finite() {
        return Some(if is_negative(heap, big) { Ordering::Less } else { Ordering::Greater });
    }
    let mut digits = [0; real::FLOAT_LIMBS];
    for (index, digit) in digits.iter_mut().enumerate().take(len) {
        *digit = heap.memory().word(big, 2 + index);
    }
    real::compare_float(&digits, is_negative(heap, big), float)
}

fn is_less(heap: &Heap, a: Value, b: Value) -> bool {
    if a.is_small() && b.is_small() {
        return (a.bits() as i32) < b.bits() as i32;
    }
    order(heap, a, b) == Some(Some(Ordering::Less))
}

/// Sorts a short list of numbers or of strings; false: nothing has been done.
pub fn sort_short(heap: &mut Heap, list: Ref, backwards: bool) -> bool {
    let len = list::len(heap, list);
    let buffer = heap.memory().block(list, 1);
    if len > SHORT || common(heap, buffer, 1, 0, len).is_none() {
        return len <= 1;
    }
    heap.touch(buffer);
    insertion(heap, [buffer; 2], 1, 0, len, backwards);
    true
}

/// `_sort_by(keys, items, reverse)`: sorts a short list by keys that need no Python; false: nothing has been done.
fn sort_by(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (keys, items) = (args.get(0).block(), args.get(1).block());
    let len = list::len(&vm.heap, keys);
    let buffers = [vm.heap.memory().block(keys, 1), vm.heap.memory().block(items, 1)];
    if len > SHORT || list::len(&vm.heap, items) != len || common(&vm.heap, buffers[0], 1, 0, len).is_none() {
        return Ok(Value::bool(len <= 1));
    }
    vm.heap.touch(buffers[0]);
    vm.heap.touch(buffers[1]);
    insertion(&mut vm.heap, buffers, 1, 0, len, args.get(2) == Value::TRUE);
    Ok(Value::TRUE)
}

/// `_sort_pair(entries, keys, items, start)`: appends keys and items in turn; gives where to go on.
fn pair(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (entries, keys, items) = (args.get(0).block(), args.get(1).block(), args.get(2).block());
    let len = list::len(&vm.heap, keys).min(list::len(&vm.heap, items));
    let start = index(args, 3, len);
    let end = (start + CHUNK).min(len);
    list::reserve(&mut vm.heap, entries, 2 * (end - start))?;
    for index in start..end {
        for list in [keys, items] {
            let value = list::get(&vm.heap, list, index);
            list::push_item(&mut vm.heap, entries, value)?;
        }
    }
    Ok(Value::len(end))
}

/// What the keys of the entries from `start` to `end` have in common; `None`: Python must compare them.
fn common(heap: &Heap, buffer: Ref, width: usize, start: usize, end: usize) -> Option<Sort> {
    let first = sort_of(heap, heap.memory().value(buffer, ITEMS + start * width));
    let all = (start..end).all(|entry| sort_of(heap, heap.memory().value(buffer, ITEMS + entry * width)) == first);
    (all && first != Sort::Other && start < end).then_some(first)
}

/// Sorts a run of entries by insertion, stably; `backwards` puts the greatest first. The keys are in the first buffer;
/// if the second one is another, its items move with them.
fn insertion(heap: &mut Heap, buffers: [Ref; 2], width: usize, start: usize, end: usize, backwards: bool) {
    let [keys, items] = buffers;
    for entry in start + 1..end {
        let at = ITEMS + entry * width;
        let key = heap.memory().value(keys, at);
        let mut place = entry;
        while place > start {
            let before = heap.memory().value(keys, ITEMS + (place - 1) * width);
            let goes_before = if backwards { is_less(heap, before, key) } else { is_less(heap, key, before) };
            if !goes_before {
                break;
            }
            place -= 1;
        }
        if place == entry {
            continue;
        }
        move_entry(heap, keys, width, entry, place);
        if items != keys {
            move_entry(heap, items, width, entry, place);
        }
    }
}

/// Moves an entry down to `place`, and those from there on up by one.
fn move_entry(heap: &mut Heap, buffer: Ref, width: usize, entry: usize, place: usize) {
    let (at, from) = (ITEMS + entry * width, ITEMS + place * width);
    let (key, item) = (heap.memory().value(buffer, at), heap.memory().value(buffer, at + width - 1));
    heap.copy_values(buffer, from, buffer, from + width, (entry - place) * width);
    heap.write(buffer, from, key.bits());
    heap.write(buffer, from + width - 1, item.bits());
}

/// The buffer of a list of entries, the words in an entry, and the entries.
fn entries(vm: &mut Vm, args: Args, list: usize, width: usize) -> Outcome<(Ref, usize, usize)> {
    let (list, width) = (args.get(list).block(), args.get(width).small_int());
    if vm.heap.memory().kind(list) != Kind::List || !(1..=2).contains(&width) {
        return raise!(vm, SystemError, "bad arguments of a hidden function");
    }
    let width = width as usize;
    Ok((vm.heap.memory().block(list, 1), width, list::len(&vm.heap, list) / width))
}

fn index(args: Args, index: usize, len: usize) -> usize {
    args.get(index).as_small().map_or(0, |int| int.max(0) as usize).min(len)
}

/// `_sort_check(entries, width, start)`: where to go on, the number of entries at the end, -1 if Python must compare.
fn check(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (buffer, width, len) = entries(vm, args, 0, 1)?;
    let start = index(args, 2, len);
    let end = (start + CHUNK * 2).min(len);
    let begin = vm.heap.memory().value(buffer, ITEMS);
    let first = sort_of(&vm.heap, begin);
    let same =
        len == 0 || common(&vm.heap, buffer, width, start, end.max(start + 1).min(len)) == Some(first) || start == len;
    Ok(if same { Value::len(end) } else { Value::small(-1) })
}

/// `_sort_run(entries, width, start, end)`: sorts a run of at most [`SHORT`] entries that need no Python.
fn run(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (buffer, width, len) = entries(vm, args, 0, 1)?;
    let start = index(args, 2, len);
    let end = index(args, 3, len).min(start + SHORT);
    vm.heap.touch(buffer);
    insertion(&mut vm.heap, [buffer; 2], width, start, end, false);
    Ok(Value::NONE)
}

/// `_sort_merge(from, to, width, place)`: goes on merging two runs of `from` into `to`. `place` is a list: the next
/// entry of the first run, its end, the next one of the second run, its end, the next one of `to`. True at the end.
fn merge(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (from, width, len) = entries(vm, args, 0, 2)?;
    let (to, _, to_len) = entries(vm, args, 1, 2)?;
    let place = args.get(3);
    let at = |index| list::sequence_item(vm, place, index).as_small().map_or(0, |int| int.max(0) as usize).min(len);
    let [mut left, left_end, mut right, right_end, mut out] = [at(0), at(1), at(2), at(3), at(4)];
    vm.heap.touch(to);
    let mut work = 0;
    while out < to_len && work < CHUNK && (left < left_end || right < right_end) {
        let (first, second) = (ITEMS + left * width, ITEMS + right * width);
        let from_right = left >= left_end
            || right < right_end
                && is_less(&vm.heap, vm.heap.memory().value(from, second), vm.heap.memory().value(from, first));
        let entry = if from_right { second } else { first };
        (left, right) = if from_right { (left, right + 1) } else { (left + 1, right) };
        for word in 0..width {
            let value = vm.heap.memory().value(from, entry + word);
            vm.heap.write(to, ITEMS + out * width + word, value.bits());
        }
        (out, work) = (out + 1, work + 1);
    }
    for (index, value) in [(0, left), (2, right), (4, out)] {
        list::set(&mut vm.heap, place.block(), index, Value::len(value));
    }
    Ok(Value::bool(left >= left_end && right >= right_end))
}

/// `_sort_values(entries, start)`: moves the items of entries of two words to the front; gives where to go on, or the
/// number of entries at the end, when the list is cut to its first half.
fn values(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let list = args.get(0).block();
    let len = list::len(&vm.heap, list) / 2;
    let start = index(args, 1, len);
    let end = (start + CHUNK).min(len);
    for entry in start..end {
        let value = list::get(&vm.heap, list, entry * 2 + 1);
        list::set(&mut vm.heap, list, entry, value);
    }
    if end == len {
        list::truncate(&mut vm.heap, list, len);
    }
    Ok(Value::len(end))
}
