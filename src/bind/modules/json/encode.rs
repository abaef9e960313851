//! Writing: the text grows in a `bytearray`, the open containers stand on a stack, both held by `python/json.py`.
//!
//! An open container takes three places of the stack: itself, what is walked over (itself or the list of its sorted
//! items), and how far. A call writes some values. It gives a code: see [`Code`].

use super::text::short_escape;
use super::{CHUNK, LONG};
use crate::vm::Vm;
use crate::vm::heap::{Kind, Task, Work};
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::out::SmallInt;
use crate::vm::types::text::{Family, Text};
use crate::vm::types::{Args, Out, bytearray, dict, float, int, list, tuple, utf8};
use crate::vm::value::Value;

/// What a call has come to.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Code {
    /// All is written.
    Done = 0,
    /// Call again.
    More = 1,
    /// On the stack lies a value that only Python can turn into another.
    Ask = 2,
    /// On the stack lies a dict whose items are to be sorted.
    Sort = 3,
    /// On the stack lies a value that is next.
    Next = 4,
    /// On the stack lies a long string.
    Text = 5,
}

/// Flags among the options.
const ASCII: i32 = 1;
const SKIP_KEYS: i32 = 2;
const FINITE: i32 = 4;
const SORT: i32 = 8;

/// Places on the stack per open container.
const LEVEL: usize = 3;

struct Writer<'v, 'm> {
    vm: &'v mut Vm<'m>,
    stack: Value,
    out: Value,
    /// `[flags, indent or None, separator of items, of keys]`
    options: Value,
    flags: i32,
}

/// `_dump(value, stack, out, options)`: the stack itself as the value if there is none.
pub fn dump<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let mut writer = Writer::new(vm, args);
    let value = args.get(0);
    let mut pending = Some(value).filter(|value| *value != writer.stack);
    let mut is_done = false;
    for turn in 0..CHUNK {
        let before = bytearray::len(&writer.vm.heap, writer.out.block());
        // A value that is next must find a place if it cannot be written yet.
        let step = match list::reserve(&mut writer.vm.heap, writer.stack.block(), LEVEL + 1) {
            Ok(_) => writer.step(pending),
            Err(stop) => Err(stop),
        };
        match step {
            Ok(Step::Written) => pending = None,
            Ok(Step::Next(value)) => pending = Some(value),
            Ok(Step::Python(code)) => return Ok(Value::small(code as i32)),
            Err(stop) => {
                bytearray::resize(&mut writer.vm.heap, writer.out.block(), before)?;
                if stop != Stop::Memory || turn == 0 {
                    return Err(stop);
                }
                break;
            }
        }
        if pending.is_none() && writer.depth() == 0 {
            is_done = true;
            break;
        }
    }
    if let Some(value) = pending {
        list::push(writer.vm, writer.stack, value)?;
        return Ok(Value::small(Code::Next as i32));
    }
    Ok(Value::small(if is_done { Code::Done } else { Code::More } as i32))
}

/// `_dump_items(items, stack, out, options)`: the sorted items of the dict that lies on the stack.
pub fn dump_items<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let mut writer = Writer::new(vm, args);
    list::reserve(&mut writer.vm.heap, writer.stack.block(), LEVEL)?;
    writer.put(b"{")?;
    list::push(writer.vm, writer.stack, args.get(0))?;
    list::push(writer.vm, writer.stack, Value::ZERO)?;
    Ok(Value::small(Code::More as i32))
}

enum Step {
    Written,
    Next(Value),
    Python(Code),
}

impl<'v, 'm> Writer<'v, 'm> {
    fn new(vm: &'v mut Vm<'m>, args: Args) -> Self {
        let options = args.get(3);
        let flags = tuple::item(vm, options, 0).as_small().unwrap_or(0);
        Writer { vm, stack: args.get(1), out: args.get(2), options, flags }
    }

    fn has(&self, flag: i32) -> bool {
        self.flags & flag != 0
    }

    fn depth(&self) -> usize {
        list::len(&self.vm.heap, self.stack.block()) / LEVEL
    }

    fn level(&self, place: usize) -> Value {
        let len = list::len(&self.vm.heap, self.stack.block());
        match len.checked_sub(LEVEL - place) {
            Some(index) => list::get(&self.vm.heap, self.stack.block(), index),
            None => Value::UNDEFINED,
        }
    }

    /// Appends bytes that do not lie in the heap, or in a block that stays.
    fn put(&mut self, bytes: &[u8]) -> Outcome<()> {
        let (heap, out) = (&mut self.vm.heap, self.out.block());
        let start = bytearray::len(heap, out);
        bytearray::resize(heap, out, start + bytes.len())?;
        if let Some(place) = bytearray::bytes_mut(heap, out).get_mut(start..)
            && place.len() == bytes.len()
        {
            place.copy_from_slice(bytes);
        }
        Ok(())
    }

    fn put_option(&mut self, index: usize) -> Outcome<()> {
        let option = tuple::item(self.vm, self.options, index);
        match self.vm.text(option) {
            Some(text) => self.put(text.detached(self.vm)),
            None => Ok(()),
        }
    }

    /// A new line with the indent of a depth, if there is one.
    fn put_line(&mut self, depth: usize) -> Outcome<()> {
        if tuple::item(self.vm, self.options, 1).is_none() {
            return Ok(());
        }
        self.put(b"\n")?;
        for _ in 0..depth {
            self.put_option(1)?;
        }
        Ok(())
    }

    fn step(&mut self, pending: Option<Value>) -> Outcome<Step> {
        match pending {
            Some(value) => self.value(value),
            None => self.element(),
        }
    }

    fn value(&mut self, value: Value) -> Outcome<Step> {
        let plain = self.vm.payload(value);
        if self.vm.is_long(plain) || self.vm.str_text(plain).is_some_and(|text| text.len() > LONG) {
            list::push(self.vm, self.stack, plain)?;
            return Ok(Step::Python(Code::Text));
        }
        if self.scalar(plain)? {
            return Ok(Step::Written);
        }
        match self.vm.kind(plain) {
            Some(Kind::List | Kind::Tuple) => {
                if list::sequence_len(self.vm, plain) == 0 {
                    self.put(b"[]")?;
                    return Ok(Step::Written);
                }
                self.open(value, plain, b"[")
            }
            Some(Kind::Dict) => {
                if dict::len(&self.vm.heap, plain.block()) == 0 {
                    self.put(b"{}")?;
                    return Ok(Step::Written);
                }
                if self.has(SORT) {
                    self.check_circle(value)?;
                    list::push(self.vm, self.stack, value)?;
                    return Ok(Step::Python(Code::Sort));
                }
                self.open(value, plain, b"{")
            }
            _ => {
                list::push(self.vm, self.stack, value)?;
                Ok(Step::Python(Code::Ask))
            }
        }
    }

    fn open(&mut self, value: Value, plain: Value, bracket: &[u8]) -> Outcome<Step> {
        self.check_circle(value)?;
        self.put(bracket)?;
        for entry in [value, plain, Value::ZERO] {
            list::push(self.vm, self.stack, entry)?;
        }
        Ok(Step::Written)
    }

    fn check_circle(&mut self, value: Value) -> Outcome<()> {
        for level in 0..self.depth() {
            if list::get(&self.vm.heap, self.stack.block(), level * LEVEL) == value {
                return raise!(self.vm, ValueError, "Circular reference detected");
            }
        }
        Ok(())
    }

    /// Writes what is no container; false for others.
    fn scalar(&mut self, value: Value) -> Outcome<bool> {
        if let Some(small) = value.as_small() {
            self.put(SmallInt::new(small).text())?;
        } else if value.is_none() {
            self.put(b"null")?;
        } else if value.is_bool() {
            self.put(if value == Value::TRUE { b"true" } else { b"false" })?;
        } else if let Some(text) = self.vm.str_text(value) {
            self.string(text)?;
        } else if self.vm.as_float(value).is_some() {
            self.float(value)?;
        } else if let Some(long) = self.vm.as_int(value) {
            let digits = int::Digits::new(self.vm, &long, 10)?;
            if long.negative {
                self.put(b"-")?;
            }
            // The digits lie in a block that nothing else writes.
            let mut from = 0usize;
            while from < digits.len() {
                let mut chunk = [0; 64];
                let text = digits.text(&self.vm.heap);
                let part = text.get(from..text.len().min(from + chunk.len())).unwrap_or_default();
                let Some(copy) = chunk.get_mut(..part.len()) else { break };
                copy.copy_from_slice(part);
                from += part.len().max(1);
                self.put(copy)?;
            }
            digits.drop(self.vm);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn float(&mut self, value: Value) -> Outcome<()> {
        let x = self.vm.as_float(value).unwrap_or(0.0);
        if x.is_finite() {
            let mut text = [0; float::REPR_LENGTH];
            let len = float::text_of(x, &mut text);
            return self.put(text.get(..len).unwrap_or_default());
        }
        if self.has(FINITE) {
            return raise!(self.vm, ValueError, "Out of range float values are not JSON compliant");
        }
        self.put(if x.is_nan() {
            b"NaN"
        } else if x > 0.0 {
            b"Infinity"
        } else {
            b"-Infinity"
        })
    }

    fn string(&mut self, text: Text) -> Outcome<()> {
        let (bytes, ascii) = (text.detached(self.vm), self.has(ASCII));
        self.put(b"\"")?;
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            let plain = rest.iter().position(|byte| needs_escape(*byte, ascii)).unwrap_or(rest.len());
            self.put(rest.get(..plain).unwrap_or_default())?;
            at += plain;
            let mut escape = [0; 12];
            let (len, width) = write_escape(bytes.get(at..).unwrap_or_default(), &mut escape);
            self.put(escape.get(..len).unwrap_or_default())?;
            at += width.max(usize::from(len > 0));
        }
        self.put(b"\"")
    }

    /// The next element of the innermost container, or its end.
    fn element(&mut self) -> Outcome<Step> {
        let (owner, items, position) = (self.level(0), self.level(1), self.level(2));
        let position = position.as_small().unwrap_or(0).max(0) as usize;
        let is_dict = self.vm.kind(self.vm.payload(owner)) == Some(Kind::Dict);
        let (key, value, next) = match self.vm.kind(items) {
            Some(Kind::Dict) => match dict::next_entry(&self.vm.heap, items.block(), position) {
                Some(entry) => entry,
                None => return self.close(b"}", position > 0),
            },
            _ => {
                let item = list::sequence_item(self.vm, items, position);
                if !item.is_defined() {
                    return self.close(if is_dict { b"}" } else { b"]" }, position > 0);
                }
                match is_dict {
                    true => (tuple::item(self.vm, item, 0), tuple::item(self.vm, item, 1), position + 1),
                    false => (Value::UNDEFINED, item, position + 1),
                }
            }
        };
        let skipped = is_dict && !self.is_key(key) && self.skips(key)?;
        if !skipped {
            if !self.is_first() {
                self.put_option(2)?;
            }
            self.put_line(self.depth())?;
            if is_dict {
                self.key(key)?;
                self.put_option(3)?;
            }
        }
        let place = list::len(&self.vm.heap, self.stack.block()) - 1;
        list::set(&mut self.vm.heap, self.stack.block(), place, Value::len(next));
        Ok(if skipped { Step::Written } else { Step::Next(value) })
    }

    /// True right behind an opening bracket.
    fn is_first(&mut self) -> bool {
        matches!(bytearray::bytes_mut(&mut self.vm.heap, self.out.block()).last(), Some(b'[' | b'{'))
    }

    fn close(&mut self, bracket: &[u8], has_lines: bool) -> Outcome<Step> {
        if has_lines && !self.is_first() {
            self.put_line(self.depth() - 1)?;
        }
        self.put(bracket)?;
        let left = list::len(&self.vm.heap, self.stack.block()).saturating_sub(LEVEL);
        list::keep_part(&mut self.vm.heap, self.stack.block(), 0, left);
        Ok(Step::Written)
    }

    fn is_key(&self, key: Value) -> bool {
        let key = self.vm.payload(key);
        key.is_none() || self.vm.is_str(key) || self.vm.as_int(key).is_some() || self.vm.as_float(key).is_some()
    }

    /// True for a key that is passed over; TypeError if that is not wanted.
    fn skips(&mut self, key: Value) -> Outcome<bool> {
        if self.has(SKIP_KEYS) {
            return Ok(true);
        }
        let class = self.vm.type_of(key);
        raise!(self.vm, TypeError, "keys must be str, int, float, bool or None, not {}", class)
    }

    fn key(&mut self, key: Value) -> Outcome<()> {
        let key = self.vm.payload(key);
        if self.vm.is_str(key) {
            return self.scalar(key).map(|_| ());
        }
        self.put(b"\"")?;
        self.scalar(key)?;
        self.put(b"\"")
    }
}

fn needs_escape(byte: u8, ascii: bool) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\' || ascii && byte >= 0x7f
}

/// Writes the escape of the first character; gives its length and the bytes of the character.
fn write_escape(text: &[u8], escape: &mut [u8; 12]) -> (usize, usize) {
    let Some(first) = text.first() else { return (0, 0) };
    if let Some(letter) = short_escape(*first) {
        escape[0] = b'\\';
        escape[1] = letter;
        return (2, 1);
    }
    let (code, width) = utf8::decode(text).unwrap_or((0xfffd, 1));
    let units = match code {
        0x1_0000.. => [Some(0xd800 + ((code - 0x1_0000) >> 10)), Some(0xdc00 + (code & 0x3ff))],
        _ => [Some(code), None],
    };
    let mut len = 0;
    for unit in units.into_iter().flatten() {
        let digit = |place: u32| *b"0123456789abcdef".get((unit >> (place * 4) & 15) as usize).unwrap_or(&b'0');
        for (place, byte) in escape.iter_mut().skip(len).zip([b'\\', b'u', digit(3), digit(2), digit(1), digit(0)]) {
            *place = byte;
        }
        len += 6;
    }
    (len, width)
}

/// Bytes that are quoted in one portion, and what an escape costs in bytes.
const QUOTED_AT_ONCE: usize = 192;
const ESCAPE: usize = 12;

/// `_quoted(text, ascii)`: a string as JSON.
pub fn quoted(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.str_text(args.get(0)) else {
        return raise!(vm, TypeError, "first argument must be a string, not {}", vm.type_of(args.get(0)));
    };
    let (bytes, ascii) = (text.detached(vm), args.get(1) == Value::TRUE);
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    if at == 0 {
        out.byte(vm, b'"')?;
    }
    let mut left = QUOTED_AT_ONCE;
    while at < bytes.len() {
        if left == 0 {
            out.turn(vm, work, at, 0)?;
            left = QUOTED_AT_ONCE;
        }
        let rest = bytes.get(at..bytes.len().min(at + left)).unwrap_or_default();
        let plain = rest.iter().position(|byte| needs_escape(*byte, ascii)).unwrap_or(rest.len());
        left = left.saturating_sub(plain + ESCAPE);
        if plain == rest.len() {
            out.append(vm, text.part(at, at + plain))?;
            at += plain;
            continue;
        }
        out.append(vm, text.part(at, at + plain))?;
        at += plain;
        let mut escape = [0; 12];
        let (len, width) = write_escape(bytes.get(at..).unwrap_or_default(), &mut escape);
        out.text(vm, escape.get(..len).unwrap_or_default())?;
        at += width.max(usize::from(len > 0));
    }
    out.byte(vm, b'"')?;
    out.into_value(vm, Family::Str)
}
