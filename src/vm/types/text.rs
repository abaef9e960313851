//! Runs of bytes: what `str`, `bytes`, `bytearray` and `memoryview` have in common.
//!
//! A [`Text`] reads such a run wherever it lies; a [`Draft`] is a new one of known length, filled from front to back.

use super::long_text::{self, AT_ONCE};
use super::{TypeId, utf8};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, LONG_STR_TEXT, Portion, STR_MAX, STR_TEXT, Task, Walk, Work};
use crate::vm::name::{self, Name};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// Where the bytes of `Bytes` and of `ByteBuffer` start, in bytes from the header.
pub const BYTES: usize = 8;

/// Bytes that are written one by one in a portion.
pub const STEPS_AT_ONCE: usize = 64;
/// Bytes whose characters are counted in a portion.
const COUNTED: usize = 2048;
/// Bytes that are copied in a portion.
const COPIED: u32 = 1024;
/// Bytes that are copied at a time.
const CHUNK: usize = 64;
/// The longest text: a length is a small int with room to spare.
pub const TEXT_MAX: usize = 1 << 28;

/// The type of a run, and of what is made of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// `str`: characters are UTF-8.
    Str,
    /// `bytes`, and what a `memoryview` shows.
    Bytes,
    /// `bytearray`.
    ByteArray,
}

/// Bytes in the heap or in flash, until the native returns or changes the object they belong to.
#[derive(Clone, Copy)]
pub struct Text {
    /// A name whose text lies in flash, or the block that holds the bytes.
    base: Value,
    start: u32,
    len: u32,
    /// What the run is part of.
    pub family: Family,
    /// True if every character is one byte.
    pub narrow: bool,
}

/// A part of a text in flash.
fn static_part(heap: &Heap, name: Name, start: usize, len: usize) -> &'static [u8] {
    heap.static_text(name).and_then(|text| text.get(start..start.saturating_add(len))).unwrap_or_default()
}

impl Text {
    /// No bytes.
    pub const NONE: Text = Text { base: Value::UNDEFINED, start: 0, len: 0, family: Family::Bytes, narrow: true };

    /// The same bytes as part of another type.
    pub fn in_family(self, family: Family) -> Text {
        Text { family, ..self }
    }

    /// The same bytes, of which is known whether every character is one.
    pub fn with_narrow(self, narrow: bool) -> Text {
        Text { narrow, ..self }
    }

    /// The first bytes of a `LongStr` under construction.
    pub fn of_long_str(at: Ref, len: usize) -> Text {
        let base = Value::reference(at);
        Text { base, start: LONG_STR_TEXT as u32, len: len as u32, family: Family::Str, narrow: false }
    }

    /// Bytes of a block.
    pub fn of_block(at: Ref, start: usize, len: usize) -> Text {
        Text { base: Value::reference(at), start: start as u32, len: len as u32, family: Family::Bytes, narrow: true }
    }

    /// The bytes.
    pub fn bytes<'v>(&self, vm: &'v Vm) -> &'v [u8] {
        let (start, len) = (self.start as usize, self.len as usize);
        match self.base.as_name() {
            Some(name) => static_part(&vm.heap, name, start, len),
            None => vm.heap.detached_bytes(self.base.block(), start, len),
        }
    }

    /// The bytes, without borrowing the VM: for who writes other blocks and lets nothing collect.
    pub fn detached<'m>(&self, vm: &Vm<'m>) -> &'m [u8] {
        let (start, len) = (self.start as usize, self.len as usize);
        match self.base.as_name() {
            Some(name) => static_part(&vm.heap, name, start, len),
            None => vm.heap.detached_bytes(self.base.block(), start, len),
        }
    }

    /// The bytes, to be written: of a [`Vm::writable_text`].
    pub fn bytes_mut<'h>(&self, heap: &'h mut Heap) -> &'h mut [u8] {
        heap.bytes_mut(self.base.block(), self.start as usize, self.len as usize)
    }

    /// As `bytes_mut`, without borrowing the VM: for who has made sure that nobody else has these bytes.
    pub fn detached_mut<'h>(&self, vm: &'h Vm) -> &'h mut [u8] {
        vm.heap.detached_bytes_mut(self.base.block(), self.start as usize, self.len as usize)
    }

    /// The addresses of the bytes: the first one, and the one behind the last; nothing if they lie in flash.
    pub fn range(&self) -> (u32, u32) {
        let start = self.base.as_ref().map_or(0, |block| block.0.saturating_add(self.start));
        (start, start.saturating_add(self.len))
    }

    /// The block that they lie in, if they lie in one.
    pub fn block(&self) -> Ref {
        self.base.as_ref().unwrap_or(Ref::NONE)
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True if the bytes are part of this block.
    pub fn lies_in(&self, block: Ref) -> bool {
        block.is_some() && self.base == Value::reference(block)
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// True for exactly one character.
    pub fn is_one(&self, vm: &Vm) -> bool {
        match self.narrow {
            true => self.len() == 1,
            false => utf8::decode(self.bytes(vm)).is_some_and(|(_, len)| len == self.len()),
        }
    }

    /// How many characters there are.
    pub fn count(&self, vm: &mut Vm) -> Outcome<usize> {
        match self.narrow {
            true => Ok(self.len()),
            false if self.len() <= AT_ONCE => Ok(utf8::count(self.bytes(vm))),
            false => self.passed(vm, usize::MAX),
        }
    }

    /// The byte at which character `index` starts, or the end.
    pub fn offset(&self, vm: &mut Vm, index: usize) -> Outcome<usize> {
        match self.narrow {
            true => Ok(index.min(self.len())),
            false if self.len() <= AT_ONCE => Ok(utf8::offset(self.bytes(vm), index)),
            false => Ok(self.passed(vm, index.min(self.len()))?.min(self.len())),
        }
    }

    /// The number of the character that starts at a byte.
    pub fn index(&self, vm: &mut Vm, offset: usize) -> Outcome<usize> {
        if self.narrow { Ok(offset) } else { self.part(0, offset).count(vm) }
    }

    /// Goes over so many characters in portions: the byte at which the next one starts. Over all of them: their number.
    #[cold]
    #[inline(never)]
    fn passed(&self, vm: &mut Vm, count: usize) -> Outcome<usize> {
        let is_all = count == usize::MAX;
        let (start, block) = (self.start as usize, self.block());
        // A flag, as no text is so long.
        let about = if is_all { [start | 1 << 31, self.len()] } else { [start, count] };
        if let Some(known) = vm.heap.known(block, about) {
            return Ok(known);
        }
        let mut walk = Walk::new(&vm.heap, Work::on(Task::Place, block, about));
        let mut found = None;
        while let Some((from, to)) = walk.portion(&mut vm.heap, self.len(), COUNTED)? {
            let bytes = self.part(from, to).detached(vm);
            let more = utf8::count(bytes);
            if walk.progress.extra.saturating_add(more) > count {
                found = Some(from.saturating_add(utf8::offset(bytes, count - walk.progress.extra)));
                walk.end(&mut vm.heap);
                break;
            }
            walk.progress.extra = walk.progress.extra.saturating_add(more);
        }
        let result = if is_all { walk.progress.extra } else { found.unwrap_or(self.len()) };
        vm.heap.learn(block, about, result);
        Ok(result)
    }

    /// The bytes from `start` to `end` of these.
    pub fn part(&self, start: usize, end: usize) -> Text {
        let end = end.min(self.len());
        let start = start.min(end);
        Text { start: self.start.saturating_add(start as u32), len: (end - start) as u32, ..*self }
    }

    /// The part without so many bytes at the front and at the end.
    pub fn without(&self, front: usize, end: usize) -> Text {
        self.part(front, self.len().saturating_sub(end))
    }

    /// These bytes as an object of their own.
    pub fn value(&self, vm: &mut Vm) -> Outcome<Value> {
        if self.family == Family::Str && self.len() <= STR_MAX {
            let bytes = self.detached(vm);
            return new_string(&mut vm.heap, bytes);
        }
        if self.len() > AT_ONCE {
            return long_text::of_runs(vm, self.family, self.len(), 1, |_, _, _| *self);
        }
        let mut draft = Draft::new(vm, self.family, self.len())?;
        draft.append(vm, *self);
        Ok(draft.finish(vm))
    }

    /// The same bytes in a block of their own, for the time of a change of the block they lie in.
    pub fn copied(&self, vm: &mut Vm) -> Outcome<Text> {
        if self.is_empty() {
            return Ok(Text::NONE);
        }
        let copy = Draft::new(vm, Family::Bytes, self.len())?.filled(vm, *self);
        Ok(Text::of_block(copy.block(), BYTES, self.len()))
    }

    /// Writes the bytes into a `bytearray`, from `start` on, as far as there is room.
    pub fn copy_to(&self, vm: &mut Vm, array: Ref, start: usize) {
        let mut from = 0usize;
        while from < self.len() {
            let part = self.part(from, from.saturating_add(CHUNK));
            let mut chunk = [0; CHUNK];
            let bytes = part.bytes(vm);
            let len = bytes.len();
            let Some(chunk) = chunk.get_mut(..len).filter(|chunk| !chunk.is_empty()) else { return };
            chunk.copy_from_slice(bytes);
            let to = start.saturating_add(from);
            if let Some(place) = super::bytearray::bytes_mut(&mut vm.heap, array).get_mut(to..to.saturating_add(len)) {
                place.copy_from_slice(chunk);
            }
            from = from.saturating_add(CHUNK);
        }
    }

    /// Writes other bytes over these, which lie in a `bytearray`; as many as there are of both.
    pub fn overwrite(&self, vm: &mut Vm, with: Text) {
        let bytes = with.detached(vm);
        let len = bytes.len().min(self.len());
        let place = vm.heap.bytes_mut(self.base.block(), self.start as usize, len);
        if let Some(bytes) = bytes.get(..place.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// True if two runs have the same bytes.
    pub fn equals(&self, vm: &mut Vm, other: Text) -> Outcome<bool> {
        if self.len != other.len {
            return Ok(false);
        }
        let same = self.common(vm, other)?;
        Ok(self.part(same, self.len()).bytes(vm) == other.part(same, other.len()).bytes(vm))
    }
}

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

/// Copies bytes from one block to another, which is not the same.
pub fn copy_bytes(heap: &mut Heap, from: Ref, from_offset: usize, to: Ref, to_offset: usize, len: usize) {
    let source = heap.detached_bytes(from, from_offset, len);
    let target = heap.bytes_mut(to, to_offset, source.len());
    if target.len() == source.len() && from != to {
        target.copy_from_slice(source);
    }
}

impl Vm<'_> {
    /// The bytes of a `str`, `bytes`, `bytearray` or contiguous `memoryview`, or of an instance of a subclass.
    pub fn text(&self, value: Value) -> Option<Text> {
        let value = match value.as_name() {
            None => value,
            Some(name) => match self.heap.static_text(name) {
                Some(text) => {
                    let (len, narrow) = (text.len() as u32, name.is_ascii());
                    return Some(Text { base: value, start: 0, len, family: Family::Str, narrow });
                }
                None => Value::reference(self.heap.name_block(name)),
            },
        };
        let at = value.as_ref()?;
        let words = self.heap.words::<3>(at);
        let run = |start: usize, len: u32, family: Family, narrow: bool| {
            Some(Text { base: value, start: start as u32, len, family, narrow })
        };
        let length = words.value(1).small_int() as u32;
        match words.kind() {
            Kind::Str => run(STR_TEXT, words.header().size(), Family::Str, words.get(1) & 1 != 0),
            Kind::LongStr => run(LONG_STR_TEXT, length, Family::Str, words.get(2) & 1 != 0),
            Kind::Bytes => run(BYTES, length, Family::Bytes, true),
            Kind::ByteArray => {
                let buffer = words.block(1);
                let len = self.heap.value(buffer, 1).small_int() as u32;
                Some(Text {
                    base: Value::reference(buffer),
                    start: BYTES as u32,
                    len,
                    family: Family::ByteArray,
                    narrow: true,
                })
            }
            Kind::Array => Some(super::array::bytes_of(self, value)),
            Kind::MemoryView => super::memoryview::text(self, at),
            Kind::Instance | Kind::LooseInstance => {
                let payload = self.payload(value);
                if payload == value { None } else { self.text(payload) }
            }
            _ => None,
        }
    }

    /// The text of a `str`.
    pub fn str_text(&self, value: Value) -> Option<Text> {
        self.text(value).filter(|text| text.family == Family::Str)
    }

    /// The bytes of what has the buffer protocol.
    pub fn buffer_text(&self, value: Value) -> Option<Text> {
        self.text(value).filter(|text| text.family != Family::Str)
    }

    /// The bytes of what may be written to: of a `bytearray`, or of a `memoryview` of one.
    pub fn writable_text(&self, value: Value) -> Option<Text> {
        let value = self.payload(value);
        match self.kind(value)? {
            Kind::ByteArray | Kind::Array => self.text(value),
            Kind::MemoryView if !super::memoryview::is_read_only(self, value) => self.text(value),
            _ => None,
        }
    }

    /// The bytes of what has the buffer protocol, or CPython's TypeError.
    pub fn need_buffer(&mut self, value: Value) -> Outcome<Text> {
        match self.buffer_text(value) {
            Some(text) => Ok(text),
            None => raise!(self, TypeError, "a bytes-like object is required, not '{}'", self.type_of(value)),
        }
    }
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

/// The range of a slice, resolved for a length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Steps {
    /// The first index, if there is one.
    pub start: isize,
    /// From one index to the next.
    pub step: isize,
    /// How many there are.
    pub count: usize,
}

impl Text {
    /// The byte at which character `index` starts, counted from the end if it is negative.
    pub fn place(&self, vm: &mut Vm, index: isize) -> Outcome<Option<usize>> {
        let index = match index < 0 {
            true => match self.count(vm)?.checked_sub(index.unsigned_abs()) {
                Some(index) => index,
                None => return Ok(None),
            },
            false => index.unsigned_abs(),
        };
        Ok(Some(self.offset(vm, index)?).filter(|at| *at < self.len()))
    }

    /// The part from character `start` to character `end`.
    pub fn between(&self, vm: &mut Vm, start: usize, end: usize) -> Outcome<Text> {
        let from = self.offset(vm, start)?;
        let rest = self.part(from, self.len());
        Ok(rest.part(0, rest.offset(vm, end.saturating_sub(start))?))
    }

    /// The bytes that a slice with a step names.
    pub fn stepped(&self, vm: &mut Vm, steps: Steps) -> Outcome<Value> {
        let mut draft = Draft::new(vm, self.family, steps.count)?;
        for count in draft.begin..steps.count {
            draft.turn(vm, count, STEPS_AT_ONCE)?;
            let index = steps.start.saturating_add(steps.step.saturating_mul(count as isize));
            let byte = self.bytes(vm).get(index as usize).copied().unwrap_or(0);
            draft.byte(vm, byte);
        }
        Ok(draft.finish(vm))
    }

    /// This run and another one behind it.
    pub fn joined(&self, vm: &mut Vm, other: Text) -> Outcome<Value> {
        let len = self.len().saturating_add(other.len());
        if len > AT_ONCE {
            return long_text::of_runs(vm, self.family, len, 2, |_, _, index| if index == 0 { *self } else { other });
        }
        let draft = Draft::new(vm, self.family, len)?;
        let (left, right) = (self.detached(vm), other.detached(vm));
        if let Some((first, second)) = draft.bytes_mut(vm).split_at_mut_checked(left.len())
            && second.len() == right.len()
        {
            first.copy_from_slice(left);
            second.copy_from_slice(right);
        }
        Ok(draft.finish(vm))
    }

    /// `value * times`, where the run is that of `value`.
    pub fn repeated(&self, vm: &mut Vm, value: Value, times: Value) -> Outcome<Value> {
        let Some(times) = repetitions(vm, value, times)? else { return Ok(Value::NOT_IMPLEMENTED) };
        if times == 1 && self.family != Family::ByteArray && vm.payload(value) == value {
            return Ok(value);
        }
        let Some(len) = self.len().checked_mul(times).filter(|len| *len <= TEXT_MAX) else {
            return raise!(vm, MemoryError, "");
        };
        if len > AT_ONCE {
            return long_text::repeated(vm, *self, times);
        }
        let mut draft = Draft::new(vm, self.family, len)?;
        if self.len() == 1 {
            let byte = self.bytes(vm).first().copied().unwrap_or(0);
            draft.fill(vm, byte, len);
            return Ok(draft.finish(vm));
        }
        for _ in 0..if self.is_empty() { 0 } else { times } {
            draft.append(vm, *self);
        }
        Ok(draft.finish(vm))
    }

    /// `self op other` for the ordering operators.
    pub fn compare(&self, vm: &mut Vm, op: Op, other: Text) -> Outcome<bool> {
        if matches!(op, Op::Equal | Op::NotEqual) {
            return Ok(self.equals(vm, other)? == (op == Op::Equal));
        }
        let same = self.common(vm, other)?;
        let order = self.part(same, self.len()).bytes(vm).cmp(other.part(same, other.len()).bytes(vm));
        Ok(match op {
            Op::Less => order.is_lt(),
            Op::LessEqual => order.is_le(),
            Op::Greater => order.is_gt(),
            _ => order.is_ge(),
        })
    }

    /// Bytes that two long runs begin with alike: all of them, or to the portion in which they differ. 0 for short ones.
    fn common(&self, vm: &mut Vm, other: Text) -> Outcome<usize> {
        let len = self.len().min(other.len());
        if len <= AT_ONCE {
            return Ok(0);
        }
        let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, self.block(), [self.len(), other.len()]));
        while let Some((start, end)) = walk.portion(&mut vm.heap, len, AT_ONCE)? {
            if self.part(start, end).bytes(vm) != other.part(start, end).bytes(vm) {
                walk.end(&mut vm.heap);
                return Ok(start);
            }
        }
        Ok(len)
    }

    /// True if the run begins with another one.
    pub fn starts_with(&self, vm: &mut Vm, other: Text) -> Outcome<bool> {
        if self.len() < other.len() { Ok(false) } else { self.part(0, other.len()).equals(vm, other) }
    }

    /// True if the run ends with another one.
    pub fn ends_with(&self, vm: &mut Vm, other: Text) -> Outcome<bool> {
        match self.len().checked_sub(other.len()) {
            Some(front) => self.without(front, 0).equals(vm, other),
            None => Ok(false),
        }
    }
}

/// How often a sequence is to be repeated; `None` if `times` is no int.
pub fn repetitions(vm: &mut Vm, value: Value, times: Value) -> Outcome<Option<usize>> {
    if !is_index(vm, times) {
        return raise!(vm, TypeError, "can't multiply sequence by non-int of type '{}'", vm.type_of(times));
    }
    if vm.as_int(times).is_some_and(|int| int.to_i64(&vm.heap).is_none()) {
        return raise!(vm, OverflowError, "cannot fit 'int' into an index-sized integer");
    }
    match vm.as_index(times)? {
        Some(times) => Ok(Some(usize::try_from(times).unwrap_or(0))),
        None => Err(vm.tail_call(vm.prelude(Prelude::SequenceMultiply), &[value, times])),
    }
}

/// True for an int, and for an instance that has `__index__`.
pub fn is_index(vm: &Vm, value: Value) -> bool {
    value.is_small() || matches!(vm.type_id(value), TypeId::Int | TypeId::Bool) || vm.has_index(value)
}

impl Vm<'_> {
    /// What CPython calls the type of a wrong argument: of `None` its own name.
    pub fn argument_type(&self, value: Value) -> Value {
        if value.is_none() { Value::name(name::NONE) } else { self.type_of(value) }
    }

    /// True for an instance of a class of Python that has `__index__`.
    pub fn has_index(&self, value: Value) -> bool {
        self.is_instance(value) && self.class_attribute(self.type_of(value), name::__INDEX__).is_some()
    }
}
