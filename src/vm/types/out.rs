//! Text under construction: digits, reprs and messages go through `Out`, to a string or straight to the host.
//!
//! A short text lies in the `Out` itself. A longer one lies in a `LongStr` that is too large while it grows; its length
//! is written at the end.

use super::text::{self, Draft, Family, Text};
use super::{TYPES, long_text};
use crate::vm::Vm;
use crate::vm::heap::{Kind, LONG_STR_TEXT, Portion, STR_MAX, Task, Walk, Work};
use crate::vm::number::Sink;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Immediate, Ref, Value};

/// Bytes of text that need no buffer: a float, a small int, a short message.
const SHORT: usize = 40;
/// Bytes of text that the first buffer holds at least.
const FIRST_ROOM: usize = 94;

/// Bytes that a portion of a text may write without a larger buffer.
const MARGIN: usize = 1024;
/// Bytes that are moved to a larger buffer in one portion.
const COPIED: usize = 4096;

/// Where text goes: a growing string, or the host's output.
pub enum Out {
    /// A text.
    Text {
        /// The buffer in the heap, or `Ref::NONE` while the text is short.
        block: Ref,
        /// Bytes written.
        len: u32,
        /// A byte beyond ASCII is among those in the buffer.
        wide: bool,
        /// The text while it is short.
        short: [u8; SHORT],
    },
    /// The standard output.
    Host,
}

/// A slot that writes a value.
pub type Write = fn(&mut Vm, Value, &mut Out) -> Outcome<()>;

impl Out {
    /// Collects text; see [`Vm::str_from_out`].
    pub const fn new_text() -> Out {
        Out::Text { block: Ref::NONE, len: 0, wide: false, short: [0; SHORT] }
    }

    /// Writes to the standard output.
    pub const fn host() -> Out {
        Out::Host
    }

    /// A text that is made in portions, as far as it had been made when the work paused; where [`Out::turn`] was told that
    /// it stands, and its state. At first nothing, 0 and 0.
    pub fn resumed(vm: &mut Vm, work: Work) -> Outcome<(Out, usize, u32)> {
        let Some(half) = vm.heap.resumed(work) else { return Ok((Out::new_text(), 0, 0)) };
        let (len, wide) = ((half.extra >> 1) as u32, half.extra & 1 != 0);
        let mut out = Out::Text { block: half.held.block(), len, wide, short: [0; SHORT] };
        if vm.heap.is_resuming(Task::Larger) {
            out.grow(vm, work, half.at, half.note)?;
        }
        // A larger buffer takes the place of the noted one.
        vm.heap.end_work(work);
        Ok((out, half.at, half.note))
    }

    /// Pauses the making of a text that has come to a place of its source.
    pub fn turn(&mut self, vm: &mut Vm, work: Work, at: usize, state: u32) -> Outcome<()> {
        self.reserve(vm, SHORT)?;
        if self.room(vm) < MARGIN && self.len() > MARGIN {
            self.grow(vm, work, at, state)?;
        }
        let progress = self.progress(at, state);
        if progress.held.block().is_some() {
            vm.heap.pause(work, progress)?;
            vm.heap.end_work(work);
        }
        Ok(())
    }

    fn progress(&self, at: usize, note: u32) -> Portion {
        let Out::Text { block, len, wide, .. } = self else { return Portion::NONE };
        Portion { at, extra: (*len as usize) << 1 | usize::from(*wide), note, held: Value::reference(*block) }
    }

    /// Bytes that the buffer can still take.
    fn room(&self, vm: &Vm) -> usize {
        let Out::Text { block, len, .. } = self else { return 0 };
        if block.is_some() { capacity(vm, *block).saturating_sub(*len as usize) } else { 0 }
    }

    /// Moves what is written to a larger buffer, in portions.
    fn grow(&mut self, vm: &mut Vm, work: Work, at: usize, state: u32) -> Outcome<()> {
        let progress = self.progress(at, state);
        let Out::Text { block, len, .. } = self else { return Ok(()) };
        let (old, len) = (*block, *len as usize);
        let more = (len / 2).max(MARGIN);
        let inner = Work::on(Task::Larger, old, [len, 0]);
        let mut walk = Walk::new(&vm.heap, inner);
        vm.heap.note(work, progress);
        if !walk.progress.held.is_defined() {
            let (ample, least) =
                (header_and(len.saturating_add(more))?, header_and(len.saturating_add(len / 8 + MARGIN))?);
            if vm.heap.grow_in_place(old, ample.div_ceil(4) + 1) {
                vm.heap.end_work(work);
                return Ok(());
            }
            let new = match vm.heap.alloc_bytes(Kind::LongStr, ample) {
                Err(Stop::Memory) => vm.heap.alloc_bytes(Kind::LongStr, least)?,
                other => other?,
            };
            walk.progress.held = Value::reference(new);
        }
        let new = walk.progress.held.block();
        while let Some((start, end)) = walk.portion(&mut vm.heap, len, COPIED)? {
            let (from, to) = (LONG_STR_TEXT.saturating_add(start), LONG_STR_TEXT.saturating_add(start));
            text::copy_bytes(&mut vm.heap, old, from, new, to, end.saturating_sub(start));
        }
        *block = new;
        vm.heap.end_work(work);
        vm.heap.free_now(old);
        Ok(())
    }

    /// How many bytes have been collected.
    pub fn len(&self) -> usize {
        match self {
            Out::Text { len, .. } => *len as usize,
            Out::Host => 0,
        }
    }

    /// True if nothing has been collected.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes one byte.
    pub fn byte(&mut self, vm: &mut Vm, byte: u8) -> Outcome<()> {
        self.text(vm, &[byte])
    }

    /// Writes a character.
    pub fn char(&mut self, vm: &mut Vm, code: u32) -> Outcome<()> {
        self.text(vm, super::utf8::encode(code).bytes())
    }

    /// Writes bytes that do not lie in the heap.
    pub fn text(&mut self, vm: &mut Vm, text: &[u8]) -> Outcome<()> {
        let Out::Text { block, len, short, .. } = self else {
            vm.host.write(text);
            return Ok(());
        };
        let start = *len as usize;
        let end = start.saturating_add(text.len());
        if !block.is_some()
            && let Some(place) = short.get_mut(start..end)
        {
            place.copy_from_slice(text);
            *len = end as u32;
            return Ok(());
        }
        self.reserve(vm, text.len())?;
        let Out::Text { block, len, wide, .. } = self else { return Ok(()) };
        *wide |= !text.is_ascii();
        let place = vm.heap.bytes_mut(*block, LONG_STR_TEXT.saturating_add(start), text.len());
        if place.len() == text.len() {
            place.copy_from_slice(text);
            *len = end as u32;
        }
        Ok(())
    }

    /// Takes memory for so many bytes more, so that they can be written without fail.
    pub fn reserve(&mut self, vm: &mut Vm, more: usize) -> Outcome<()> {
        let Out::Text { block, len, short, wide } = self else { return Ok(()) };
        let used = *len as usize;
        let end = used.saturating_add(more);
        let is_first = !block.is_some();
        if is_first && end <= SHORT {
            return Ok(());
        }
        reserve(vm, block, if is_first { 0 } else { used }, end)?;
        if is_first {
            let place = vm.heap.bytes_mut(*block, LONG_STR_TEXT, used);
            if let Some(short) = short.get(..place.len()) {
                place.copy_from_slice(short);
            }
            *wide = !place.is_ascii();
        }
        Ok(())
    }

    /// Writes what a run holds.
    pub fn append(&mut self, vm: &mut Vm, text: Text) -> Outcome<()> {
        self.text(vm, text.detached(vm))
    }

    /// Writes `str(value)`; of what needs Python for it, its type's name and address.
    pub fn value(&mut self, vm: &mut Vm, value: Value) -> Outcome<()> {
        if let Some(int) = value.as_small() {
            return self.text(vm, SmallInt::new(int).text());
        }
        match vm.str_text(value) {
            Some(text) => self.append(vm, text),
            None => {
                let slots = vm.slots(value);
                self.slot(vm, slots.str.or(slots.repr), value)
            }
        }
    }

    /// Writes `repr(value)`; of what needs Python for it, its type's name and address.
    pub fn repr(&mut self, vm: &mut Vm, value: Value) -> Outcome<()> {
        self.slot(vm, vm.slots(value).repr, value)
    }

    fn slot(&mut self, vm: &mut Vm, slot: Option<Write>, value: Value) -> Outcome<()> {
        match slot {
            Some(write) => write(vm, vm.payload(value), self),
            None => {
                self.byte(vm, b'<')?;
                self.type_name(vm, vm.type_of(value))?;
                self.text(vm, b" object")?;
                self.address(vm, value)?;
                self.byte(vm, b'>')
            }
        }
    }

    /// Makes a text of what has been collected.
    pub fn into_value(self, vm: &mut Vm, family: Family) -> Outcome<Value> {
        let (block, len, short) = match self {
            _ if family == Family::Str => return vm.str_from_out(self),
            Out::Text { block, len, short, .. } => (block, len as usize, short),
            Out::Host => return Ok(Value::NONE),
        };
        let mut draft = Draft::new(vm, family, len)?;
        if block.is_some() {
            draft.append(vm, Text::of_long_str(block, len));
            vm.heap.free_now(block);
        } else {
            draft.push(vm, short.get(..len).unwrap_or_default());
        }
        Ok(draft.finish(vm))
    }

    /// Writes a number in hexadecimal, with so many digits at least.
    pub fn hex(&mut self, vm: &mut Vm, number: u32, digits: u32) -> Outcome<()> {
        let used = (32 - number.leading_zeros()).div_ceil(4);
        for place in (0..used.max(digits).min(8)).rev() {
            let digit = (number >> (place * 4) & 15) as usize;
            self.byte(vm, *b"0123456789abcdef".get(digit).unwrap_or(&b'0'))?;
        }
        Ok(())
    }

    /// Writes ` at 0x` and an object's address.
    pub fn address(&mut self, vm: &mut Vm, value: Value) -> Outcome<()> {
        self.text(vm, b" at 0x")?;
        let identity = vm.identity(value)?;
        self.hex(vm, identity, 8)
    }

    /// Writes a length or an index in decimal.
    pub fn decimal(&mut self, vm: &mut Vm, number: usize) -> Outcome<()> {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        self.text(vm, SmallInt::new(number).text())
    }

    /// Writes the name of a class.
    pub fn type_name(&mut self, vm: &mut Vm, class: Value) -> Outcome<()> {
        match class.as_immediate() {
            Some((Immediate::Type, id)) => {
                self.text(vm, TYPES.get(id as usize).map_or("object", |row| row.name).as_bytes())
            }
            _ => match vm.str_text(vm.heap.value(class.block(), 1)) {
                Some(name) => self.append(vm, name),
                None => self.text(vm, b"object"),
            },
        }
    }
}

/// The decimal text of a small int.
pub struct SmallInt {
    digits: [u8; 11],
    start: usize,
}

impl SmallInt {
    /// Takes the digits.
    pub fn new(int: i32) -> SmallInt {
        let mut text = SmallInt { digits: [b'0'; 11], start: 11 };
        let mut rest = int.unsigned_abs();
        for (index, place) in text.digits.iter_mut().enumerate().rev() {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                text.start = index;
                break;
            }
        }
        if int < 0 {
            text.start = text.start.saturating_sub(1);
            if let Some(sign) = text.digits.get_mut(text.start) {
                *sign = b'-';
            }
        }
        text
    }

    /// The text.
    pub fn text(&self) -> &[u8] {
        self.digits.get(self.start..).unwrap_or_default()
    }
}

/// Makes the buffer hold `end` bytes of text, of which `used` are written.
fn reserve(vm: &mut Vm, block: &mut Ref, used: usize, end: usize) -> Outcome<()> {
    let capacity = if block.is_some() { capacity(vm, *block) } else { 0 };
    if end <= capacity && block.is_some() {
        return Ok(());
    }
    let wanted = end.max(capacity.saturating_add(capacity / 2)).max(FIRST_ROOM);
    if block.is_some() && vm.heap.grow_in_place(*block, header_and(wanted)?.div_ceil(4) + 1) {
        return Ok(());
    }
    let new = vm.heap.alloc_bytes(Kind::LongStr, header_and(wanted)?)?;
    let old = core::mem::replace(block, new);
    text::copy_bytes(&mut vm.heap, old, LONG_STR_TEXT, new, LONG_STR_TEXT, used);
    if old.is_some() {
        vm.heap.free_now(old);
    }
    Ok(())
}

/// The payload of a `LongStr` with so many bytes of text.
fn header_and(text: usize) -> Outcome<usize> {
    text.checked_add(LONG_STR_TEXT - 4).ok_or(Stop::Memory)
}

/// The bytes of text that a buffer holds.
fn capacity(vm: &Vm, block: Ref) -> usize {
    vm.heap.size(block).saturating_sub(LONG_STR_TEXT)
}

/// Lets the number room write to an [`Out`]. What stops it stands in `outcome`.
pub struct OutSink<'a, 'v, 'm> {
    /// Where the text goes.
    pub out: &'a mut Out,
    /// Whose memory it is.
    pub vm: &'v mut Vm<'m>,
    /// What has happened so far.
    pub outcome: Outcome<()>,
}

impl<'a, 'v, 'm> OutSink<'a, 'v, 'm> {
    /// Starts.
    pub fn new(out: &'a mut Out, vm: &'v mut Vm<'m>) -> Self {
        OutSink { out, vm, outcome: Ok(()) }
    }
}

impl Sink for OutSink<'_, '_, '_> {
    fn byte(&mut self, byte: u8) {
        self.bytes(&[byte]);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if self.outcome.is_ok() {
            self.outcome = self.out.text(self.vm, bytes);
        }
    }
}

impl Vm<'_> {
    /// Makes the string of what an `Out` has collected.
    pub fn str_from_out(&mut self, out: Out) -> Outcome<Value> {
        let Out::Text { block, len, short, wide } = out else { return self.new_str(b"") };
        let len = len as usize;
        if !block.is_some() {
            return self.new_str(short.get(..len).unwrap_or_default());
        }
        if len <= STR_MAX {
            let mut draft = Draft::new(self, Family::Str, len)?;
            draft.append(self, Text::of_long_str(block, len));
            let value = draft.finish(self);
            self.heap.free_now(block);
            return Ok(value);
        }
        self.heap.set_raw(block, 1, Value::len(len).bits());
        self.heap.shrink(block, header_and(len)?.div_ceil(4) + 1);
        long_text::seal_str(&mut self.heap, block, len, !wide);
        Ok(Value::reference(block))
    }

    /// Writes a message: `{}` shows the values in turn (a type's name, a string's text, else its repr), `{r}` a repr.
    pub fn format_message(&mut self, message: &str, values: &[Value], out: &mut Out) -> Outcome<()> {
        let mut values = values.iter();
        let mut rest = message.as_bytes();
        while let Some(at) = rest.iter().position(|byte| *byte == b'{') {
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, &[]));
            out.text(self, before)?;
            let (shown, after) = match from {
                [b'{', b'}', after @ ..] => (Shown::Text, after),
                [b'{', b'r', b'}', after @ ..] => (Shown::Repr, after),
                [b'{', b't', b'}', after @ ..] => (Shown::Type, after),
                [brace, after @ ..] => {
                    out.byte(self, *brace)?;
                    rest = after;
                    continue;
                }
                [] => break,
            };
            rest = after;
            let value = values.next().copied().unwrap_or(Value::UNDEFINED);
            match shown {
                Shown::Repr => out.repr(self, value)?,
                Shown::Text => self.write_shown(value, out)?,
                Shown::Type => self.write_shown(self.type_of(value), out)?,
            }
        }
        out.text(self, rest)
    }

    /// Writes what `{}` in a message stands for.
    pub fn write_shown(&mut self, value: Value, out: &mut Out) -> Outcome<()> {
        let is_class = matches!(value.as_immediate(), Some((Immediate::Type, _)))
            || value.is_defined() && value.as_ref().is_some_and(|at| self.heap.kind(at) == Kind::Class);
        if !value.is_defined() {
            Ok(())
        } else if is_class {
            out.type_name(self, value)
        } else if let Some(text) = self.str_text(value) {
            out.append(self, text)
        } else {
            out.repr(self, value)
        }
    }
}

enum Shown {
    Text,
    Repr,
    Type,
}
