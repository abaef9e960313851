//! Long texts are made of runs of bytes in portions, so that the firmware has its turns.

use super::text::{BYTES, Family, Text, alloc_text};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind, LONG_STR_TEXT, Portion, Task, Work};
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// Texts up to this length are made at once.
pub const AT_ONCE: usize = 1024;
/// Bytes that are copied in one portion.
const COPIED: usize = 1024;
/// Bytes from which on a repeated text is copied from what is there.
const REPEATED: usize = 256;
/// What a run costs beside its bytes, in bytes that could be copied meanwhile.
const RUN: usize = 48;
/// Set in the note when a byte beyond ASCII has been copied; the rest is how much of the run has been.
const WIDE: u32 = 1 << 31;

/// As [`changed_runs`], with the bytes as they are.
pub fn of_runs(
    vm: &mut Vm,
    family: Family,
    len: usize,
    count: usize,
    run: impl Fn(&Vm, Ref, usize) -> Text,
) -> Outcome<Value> {
    changed_runs(vm, family, len, count, COPIED, run, |_, _| {})
}

/// A text of `len` bytes, more than [`AT_ONCE`]: of `count` runs, one behind the other, which `run` gives by number;
/// it is told the block that is being filled. `change` gets what has been written, `at_once` bytes at most, and the
/// source's byte before it.
pub fn changed_runs(
    vm: &mut Vm,
    family: Family,
    len: usize,
    count: usize,
    at_once: usize,
    run: impl Fn(&Vm, Ref, usize) -> Text,
    change: impl Fn(&mut [u8], Option<u8>),
) -> Outcome<Value> {
    let work = Work::on(Task::Text, Ref::NONE, [len, count]);
    let (at, mut done, mut used, mut note) = match vm.heap.resumed(work) {
        Some(half) => (half.held.block(), half.at, half.extra, half.note),
        None => (new_block(vm, family, len)?, 0, 0, 0),
    };
    let (start, mut left) = (start_of(family), at_once);
    while done < count {
        let text = run(vm, at, done);
        let copied = (note & !WIDE) as usize;
        let portion = text.len().saturating_sub(copied).min(left);
        let bytes = text.part(copied, copied.saturating_add(portion)).detached(vm);
        let place = vm.heap.bytes_mut(at, start.saturating_add(used), bytes.len());
        if let Some(bytes) = bytes.get(..place.len()) {
            place.copy_from_slice(bytes);
        }
        let before = copied.checked_sub(1).and_then(|at| text.detached(vm).get(at).copied());
        change(vm.heap.bytes_mut(at, start.saturating_add(used), bytes.len()), before);
        if family == Family::Str && !(text.narrow && text.family == Family::Str) && !bytes.is_ascii() {
            note |= WIDE;
        }
        used = used.saturating_add(portion);
        left = left.saturating_sub(portion.saturating_add(RUN));
        if copied.saturating_add(portion) >= text.len() {
            done = done.saturating_add(1);
            note &= WIDE;
        } else {
            note = note.wrapping_add(portion as u32);
        }
        if left == 0 && done < count {
            vm.heap.pause(work, Portion { at: done, extra: used, held: Value::reference(at), note })?;
            left = at_once;
        }
    }
    let value = seal(vm, family, at, len, note & WIDE == 0)?;
    vm.heap.end_work(work);
    Ok(value)
}

/// `times` copies of a text that is not empty, of more than [`AT_ONCE`] bytes altogether.
pub fn repeated(vm: &mut Vm, text: Text, times: usize) -> Outcome<Value> {
    let total = text.len().saturating_mul(times);
    // What is there after some copies is repeated itself.
    let first = (REPEATED / text.len().max(1)).clamp(1, times);
    let unit = text.len().saturating_mul(first);
    let more = total.saturating_sub(unit).div_ceil(unit.max(1));
    of_runs(vm, text.family, total, first.saturating_add(more), |_, made, index| match index.checked_sub(first) {
        None => text,
        Some(copy) => {
            let made = Text::of_block(made, start_of(text.family), unit);
            made.in_family(text.family)
                .with_narrow(text.narrow)
                .part(0, total.saturating_sub(unit.saturating_mul(copy.saturating_add(1))))
        }
    })
}

/// The object of a full block; `ascii` says that every byte is ASCII.
fn seal(vm: &mut Vm, family: Family, at: Ref, len: usize, ascii: bool) -> Outcome<Value> {
    if family == Family::ByteArray {
        let owner = vm.heap.alloc(Kind::ByteArray, 2)?;
        vm.heap.init(owner, 1, Value::reference(at));
        return Ok(Value::reference(owner));
    }
    if family == Family::Str {
        seal_str(&mut vm.heap, at, len, ascii);
    }
    Ok(Value::reference(at))
}

/// Writes the hash and the flag of a long string whose text is complete; `ascii` says that every byte is ASCII.
pub fn seal_str(heap: &mut Heap, at: Ref, len: usize, ascii: bool) {
    let hash = name::hash_of_long(heap.bytes(at, LONG_STR_TEXT, len), ascii);
    let word = LONG_STR_TEXT / 4;
    heap.set_raw(at, word, heap.word(at, word) & !0xffff | u32::from(hash));
}

fn start_of(family: Family) -> usize {
    if family == Family::Str { LONG_STR_TEXT } else { BYTES }
}

fn new_block(vm: &mut Vm, family: Family, len: usize) -> Outcome<Ref> {
    let kind = match family {
        Family::Str => Kind::LongStr,
        Family::Bytes => Kind::Bytes,
        Family::ByteArray => Kind::ByteBuffer,
    };
    alloc_text(&mut vm.heap, kind, start_of(family), len)
}
