//! Slices of lists: reading, assignment, deletion.

use super::{
    AT_ONCE, ITEMS, ask_set_item, buffer_len, from_block, half_made, len, of_buffer, open, remove_items, set,
    slice_of_sequence, truncate,
};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind, PORTION, Portion, Work};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::equality::items_of;
use crate::vm::types::slice;
use crate::vm::types::str::ask_item;
use crate::vm::types::text::Steps;
use crate::vm::value::{Ref, Value};

/// `list[slice]`.
pub(super) fn part(vm: &mut Vm, list: Value, key: Value) -> Outcome<Value> {
    let (block, first, len) = items_of(&vm.heap, list);
    let Some(steps) = slice::indices(vm, key, len)? else { return Err(ask_item(vm, list, key)) };
    from_steps(vm, (block, first), steps)
}

/// A list of items of a block, the first of which stands at a word.
pub fn from_steps(vm: &mut Vm, from: (Ref, usize), steps: Steps) -> Outcome<Value> {
    let (block, first) = from;
    let start = steps.start.max(0) as usize;
    if steps.step == 1 || steps.count <= 1 {
        return from_block(vm, block, first + start, steps.count);
    }
    if steps.count <= AT_ONCE {
        let buffer = vm.heap.alloc(Kind::ListBuffer, ITEMS + steps.count)?;
        let list = vm.heap.alloc_words(Kind::List, [buffer.0])?;
        vm.heap.write(buffer, 1, Value::len(steps.count).bits());
        let mut index = steps.start;
        for place in vm.heap.cells(buffer, ITEMS, steps.count) {
            place.set(vm.heap.memory().word(block, first + index as usize));
            index = index.wrapping_add(steps.step);
        }
        return Ok(Value::reference(list));
    }
    let work = Work::copy(block, steps.start as usize, steps.count);
    let buffer = half_made(&mut vm.heap, work, steps.count)?;
    copy_stepped(&mut vm.heap, work, (block, first), steps, (buffer, ITEMS))?;
    of_buffer(vm, buffer, steps.count)
}

/// Copies the items that a slice names into a block that is being made, in portions.
pub(in crate::vm::types) fn copy_stepped(
    heap: &mut Heap,
    work: Work,
    from: (Ref, usize),
    steps: Steps,
    to: (Ref, usize),
) -> Outcome<()> {
    let start = heap.resumed(work).map_or(0, |half| half.at);
    let mut index = steps.start.wrapping_add(steps.step.wrapping_mul(start as isize));
    for count in start..steps.count {
        if count % (PORTION / 4) == 0 && count > start {
            heap.pause(work, Portion { at: count, extra: 0, note: 0, held: Value::reference(to.0) })?;
        }
        let value = heap.memory().value(from.0, from.1 + index as usize);
        heap.set(to.0, to.1 + count, value);
        index = index.wrapping_add(steps.step);
    }
    heap.end_work(work);
    Ok(())
}

/// `list[slice] = value`, `del list[slice]`.
pub(super) fn set_part(vm: &mut Vm, list: Value, key: Value, value: Value) -> Outcome<()> {
    let len = len(&vm.heap, list.block());
    let Some(steps) = slice::indices(vm, key, len)? else { return Err(ask_set_item(vm, list, key, value)) };
    if !value.is_defined() {
        return remove_stepped(&mut vm.heap, list.block(), steps);
    }
    if !matches!(vm.kind(value), Some(Kind::List | Kind::Tuple)) {
        return Err(vm.tail_call(vm.prelude(Prelude::ListSetSlice), &[list, key, value]));
    }
    // A list put into itself is copied first.
    let value = if value == list { slice_of_sequence(vm, value, 0, usize::MAX)? } else { value };
    let (from, first, count) = items_of(&vm.heap, value);
    if steps.step == 1 {
        return replace(&mut vm.heap, list.block(), (steps.start.max(0) as usize, steps.count), from, first, count);
    }
    if count != steps.count {
        let text = "attempt to assign sequence of size {} to extended slice of size {}";
        return raise!(vm, ValueError, text, Value::len(count), Value::len(steps.count));
    }
    let mut index = steps.start;
    for position in 0..count {
        let item = vm.heap.memory().value(from, first + position);
        set(&mut vm.heap, list.block(), index as usize, item);
        index = index.wrapping_add(steps.step);
    }
    Ok(())
}

/// Puts the items of another list or of a tuple in the place of `replaced` items from `start` on.
pub fn set_run(heap: &mut Heap, list: Value, start: usize, replaced: usize, value: Value) -> Outcome<()> {
    let (from, first, count) = items_of(heap, value);
    replace(heap, list.block(), (start, replaced), from, first, count)
}

/// Puts `count` words of a block in the place of a run of items (where it starts, how many).
fn replace(heap: &mut Heap, list: Ref, run: (usize, usize), from: Ref, first: usize, count: usize) -> Outcome<()> {
    let (start, replaced) = run;
    if count > replaced {
        open(heap, list, start + replaced, count - replaced)?;
    } else if count < replaced {
        remove_items(heap, list, start + count, replaced - count)?;
    }
    let buffer = heap.memory().block(list, 1);
    if count > AT_ONCE || heap.memory().header(buffer).is_black() || from == buffer {
        heap.copy_values(from, first, buffer, ITEMS + start, count);
    } else {
        heap.fill(buffer, ITEMS + start, from, first, count);
    }
    Ok(())
}

/// Takes the items a slice names away.
fn remove_stepped(heap: &mut Heap, list: Ref, steps: Steps) -> Outcome<()> {
    if steps.count == 0 {
        return Ok(());
    }
    let last = steps.start.wrapping_add(steps.step.wrapping_mul(steps.count as isize - 1));
    let (low, step) = (steps.start.min(last) as usize, steps.step.unsigned_abs());
    if step == 1 {
        return remove_items(heap, list, low, steps.count);
    }
    let buffer = heap.memory().block(list, 1);
    let len = buffer_len(heap, buffer);
    heap.touch(buffer);
    let (mut to, mut removed) = (low, 0);
    for from in low..len {
        if removed < steps.count && from == low + removed * step {
            removed += 1;
        } else {
            let value = heap.memory().value(buffer, ITEMS + from);
            heap.write(buffer, ITEMS + to, value.bits());
            to += 1;
        }
    }
    truncate(heap, list, to);
    Ok(())
}
