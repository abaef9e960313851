//! Texts of known length on their way into the heap: at once, or in portions.

use super::long_text::{self, AT_ONCE};
use super::text::{BYTES, Family, Text};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind, LONG_STR_TEXT, Portion, STR_MAX, STR_TEXT, Task, Work};
use crate::vm::name::{self, Name};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// Bytes that are copied in a portion.
const COPIED: u32 = 1024;

/// What a first pass over something long, which does it in portions, has found: noted until the caller ends the work.
pub fn measured<'m>(
    vm: &mut Vm<'m>,
    work: Work,
    len: usize,
    pass: impl FnOnce(&mut Vm<'m>) -> Outcome<usize>,
) -> Outcome<usize> {
    if len <= AT_ONCE {
        return pass(vm);
    }
    if let Some(half) = vm.heap.resumed(work) {
        return Ok(half.at);
    }
    let at = pass(vm)?;
    vm.heap.note(work, Portion { at, ..Portion::NONE });
    Ok(at)
}

/// A run of known length on its way into the heap. A long one may be made in portions: see [`Draft::turn`].
pub struct Draft {
    /// Where the making stands: what [`Draft::turn`] was told when it paused.
    pub begin: usize,
    /// The block that holds the bytes.
    at: Ref,
    /// What the script gets, if that is another block.
    owner: Ref,
    start: u32,
    len: u32,
    used: u32,
    family: Family,
    /// A byte beyond ASCII has been written.
    wide: bool,
    /// Bytes that were there when the instruction was started again: see [`Draft::put`].
    passed: u32,
    /// Bytes that may still be put in this portion.
    left: u32,
}

/// What is put into a draft.
#[derive(Clone, Copy)]
pub enum Put<'a> {
    /// What another run holds.
    Text(Text),
    /// Some bytes, so many times.
    Fill(&'a [u8], usize),
}

impl Draft {
    /// Takes memory for `len` bytes.
    pub fn new(vm: &mut Vm, family: Family, len: usize) -> Outcome<Draft> {
        let (kind, start) = match family {
            Family::Str if len <= STR_MAX => (Kind::Str, STR_TEXT),
            Family::Str => (Kind::LongStr, LONG_STR_TEXT),
            Family::Bytes => (Kind::Bytes, BYTES),
            Family::ByteArray => (Kind::ByteBuffer, BYTES),
        };
        let (start, len) = (start as u32, len as u32);
        if let Some(half) = vm.heap.resumed(Draft::work(len)) {
            let (at, used, wide) = (half.held.block(), half.extra as u32, half.note != 0);
            let owner = if family == Family::ByteArray { vm.heap.alloc(Kind::ByteArray, 2)? } else { at };
            if owner != at {
                vm.heap.init(owner, 1, Value::reference(at));
            }
            return Ok(Draft { begin: half.at, at, owner, start, len, used, family, wide, passed: 0, left: COPIED });
        }
        let draft = |at: Ref, owner: Ref| Draft {
            begin: 0,
            at,
            owner,
            start,
            len,
            used: 0,
            family,
            wide: false,
            passed: 0,
            left: COPIED,
        };
        let (start, len) = (start as usize, len as usize);
        if family == Family::ByteArray {
            let owner = vm.heap.alloc(Kind::ByteArray, 2)?;
            if len == 0 {
                return Ok(draft(Ref::NONE, owner));
            }
            let at = alloc_text(&mut vm.heap, kind, start, len)?;
            vm.heap.init(owner, 1, Value::reference(at));
            return Ok(draft(at, owner));
        }
        let at = alloc_text(&mut vm.heap, kind, start, len)?;
        Ok(draft(at, at))
    }

    fn work(len: u32) -> Work {
        Work::of(Task::Text, len as usize)
    }

    /// To be called before step `index` of the making of what may be long: pauses before every so many steps. The draft
    /// that is made when the instruction starts again begins at that step.
    pub fn turn(&mut self, vm: &mut Vm, index: usize, every: usize) -> Outcome<()> {
        if !index.is_multiple_of(every) || index == self.begin || self.len as usize <= AT_ONCE {
            return Ok(());
        }
        self.pause(vm, index)
    }

    fn pause(&mut self, vm: &mut Vm, at: usize) -> Outcome<()> {
        let (extra, note) = (self.used as usize, self.wide.into());
        vm.heap.pause(Draft::work(self.len), Portion { at, extra, note, held: Value::reference(self.at) })
    }

    /// A draft for few pieces that are long: all are put ([`Draft::put`]), and put again when the instruction starts
    /// again.
    pub fn of_pieces(vm: &mut Vm, family: Family, len: usize) -> Outcome<Draft> {
        let mut draft = Draft::new(vm, family, len)?;
        (draft.passed, draft.used) = (draft.used, 0);
        Ok(draft)
    }

    /// Writes a piece in portions: of a draft that was begun by [`Draft::of_pieces`].
    pub fn put(&mut self, vm: &mut Vm, piece: Put) -> Outcome<()> {
        let (unit, len) = match piece {
            Put::Text(text) => (1, text.len()),
            Put::Fill(bytes, count) => (bytes.len().max(1), bytes.len().saturating_mul(count)),
        };
        let mut from = len.min(self.passed as usize);
        self.passed -= from as u32;
        self.used = self.used.saturating_add(from as u32);
        while from < len {
            if self.left == 0 {
                if self.len as usize > AT_ONCE {
                    self.pause(vm, 1)?;
                }
                self.left = COPIED;
            }
            // A character of several bytes takes as long as some bytes of a text.
            let cost = if unit == 1 { 1 } else { 8 };
            let portion = (len - from).min((self.left as usize / cost + 1).next_multiple_of(unit));
            match piece {
                Put::Text(text) => self.append(vm, text.part(from, from.saturating_add(portion))),
                Put::Fill([byte], _) => self.fill(vm, *byte, portion),
                Put::Fill(bytes, _) => (0..portion / unit).for_each(|_| self.push(vm, bytes)),
            }
            from = from.saturating_add(portion);
            self.left = self.left.saturating_sub(portion.saturating_mul(cost) as u32);
        }
        Ok(())
    }

    /// How many bytes have been written.
    pub fn used(&self) -> usize {
        self.used as usize
    }

    /// Writes what comes next.
    pub fn push(&mut self, vm: &mut Vm, bytes: &[u8]) {
        self.wide |= self.is_long() && !bytes.is_ascii();
        if let Some(place) = self.room(vm, bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// Writes one byte.
    pub fn byte(&mut self, vm: &mut Vm, byte: u8) {
        self.push(vm, &[byte]);
    }

    /// True for a string whose hash is not made of all of its bytes.
    fn is_long(&self) -> bool {
        self.family == Family::Str && self.len as usize > AT_ONCE
    }

    /// Writes one byte so many times.
    pub fn fill(&mut self, vm: &mut Vm, byte: u8, count: usize) {
        self.wide |= byte >= 0x80;
        if let Some(place) = self.room(vm, count) {
            place.fill(byte);
        }
    }

    /// Writes what another run holds.
    pub fn append(&mut self, vm: &mut Vm, text: Text) {
        self.push(vm, text.detached(vm));
    }

    /// The draft with what another run holds written to it.
    pub fn filled(mut self, vm: &mut Vm, text: Text) -> Draft {
        self.append(vm, text);
        self
    }

    /// The block that holds the bytes.
    pub fn block(&self) -> Ref {
        self.at
    }

    /// Takes the next `len` bytes; `None` if the draft is shorter.
    fn room<'v>(&mut self, vm: &'v mut Vm, len: usize) -> Option<&'v mut [u8]> {
        let used = (self.used as usize).checked_add(len).filter(|used| *used <= self.len as usize)?;
        let place = vm.heap.bytes_mut(self.at, (self.start as usize).saturating_add(self.used as usize), len);
        self.used = used as u32;
        (place.len() == len).then_some(place)
    }

    /// The bytes, to be filled in another order than from front to back.
    pub fn bytes_mut<'v>(&self, vm: &'v mut Vm) -> &'v mut [u8] {
        vm.heap.bytes_mut(self.at, self.start as usize, self.len as usize)
    }

    /// The object. Every byte has been written.
    pub fn finish(self, vm: &mut Vm) -> Value {
        if self.begin > 0 {
            vm.heap.end_work(Draft::work(self.len));
        }
        if self.family != Family::Str {
            return Value::reference(self.owner);
        }
        let (start, len) = (self.start as usize, self.len as usize);
        if self.is_long() {
            long_text::seal_str(&mut vm.heap, self.at, len, !self.wide);
            return Value::reference(self.at);
        }
        seal(&mut vm.heap, self.at, start, len)
    }
}

/// Takes memory for `len` bytes behind `start` bytes of header, with the length set.
pub fn alloc_text(heap: &mut Heap, kind: Kind, start: usize, len: usize) -> Outcome<Ref> {
    let Some(size) = start.checked_sub(4).and_then(|header| len.checked_add(header)) else { return Err(Stop::Memory) };
    let at = heap.alloc_bytes(kind, size)?;
    if kind != Kind::Str {
        heap.set_raw(at, 1, Value::len(len).bits());
    }
    Ok(at)
}

/// Writes the hash and the flag of a string whose text is complete. One of at most one character of ASCII is a name
/// instead.
pub fn seal(heap: &mut Heap, at: Ref, start: usize, len: usize) -> Value {
    let text = heap.bytes(at, start, len);
    if len < 2
        && let Some(short) = short_str(text)
    {
        return short;
    }
    // The hash is the low half of the word in which it stands, the text may start in the high one.
    let (hash, word) = (name::hash16(text), start / 4);
    heap.write(at, word, heap.memory().word(at, word) & !0xffff | u32::from(hash));
    Value::reference(at)
}

/// The name that a text of at most one character of ASCII is.
pub fn short_str(text: &[u8]) -> Option<Value> {
    match text {
        [] => Some(Value::name(Name::EMPTY)),
        [byte] if byte.is_ascii() => Some(Value::name(Name::ascii(*byte))),
        _ => None,
    }
}

/// A string of bytes that are UTF-8; nothing writes them meanwhile.
pub fn new_string(heap: &mut Heap, text: &[u8]) -> Outcome<Value> {
    if let Some(short) = short_str(text) {
        return Ok(short);
    }
    heap.alloc_str(text).map(Value::reference)
}
