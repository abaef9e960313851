//! Runs of bytes: what `str`, `bytes`, `bytearray` and `memoryview` have in common.
//!
//! A [`Text`] reads such a run wherever it lies; a [`Draft`] is a new one of known length, filled from front to back.

pub use super::draft::{Draft, Put, alloc_text, measured, new_string, seal, short_str};
use super::long_text::{self, AT_ONCE};
use super::{TypeId, utf8};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, LONG_STR_TEXT, STR_MAX, STR_TEXT, Task, Walk, Work};
use crate::vm::name::{self, Name};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// Where the bytes of `Bytes` and of `ByteBuffer` start, in bytes from the header.
pub const BYTES: usize = 8;

/// Bytes that are written one by one in a portion.
pub const STEPS_AT_ONCE: usize = 64;
/// Bytes whose characters are counted in a portion.
const COUNTED: usize = 2048;
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
