//! Reading: values are built on a stack, which is a list that `python/json.py` holds.
//!
//! An open array is on it as a list; an open object as a dict (or as a list of pairs, if the flags say so) and above it
//! its key, or None between two members. At the bottom is a list for the one value of the text. A call does some
//! values, so that a script's turn ends in time; it gives where it is and what comes next: `place << 4 | phase`.

use super::CHUNK;
use super::text::{self, Flaw};
use crate::vm::Vm;
use crate::vm::heap::{Kind, Portion, Task, Work};
use crate::vm::number::Float;
use crate::vm::number::parse::parse_float;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::text::Text;
use crate::vm::types::{Args, Out, dict, int, list, tuple};
use crate::vm::value::Value;

/// Objects are lists of pairs.
const PAIRS: i32 = 1;
/// Python is asked when an object or a number has ended.
const OBJECTS: i32 = 2;
const NUMBERS: i32 = 4;
/// Control characters may stand in strings.
const LAX: i32 = 8;

/// Digits of an int that Python reads, in steps.
const LONG: usize = 300;

/// Bytes without a quote with which a long string starts.
const LONG_STRING: usize = super::LONG;

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Phase {
    /// A value, or the end of an empty array.
    Value = 0,
    /// A comma or an end.
    After = 1,
    /// A key, or the end of an empty object.
    FirstKey = 2,
    /// A key.
    Key = 3,
    /// A value of an array, behind a comma.
    Element = 4,
    /// Python: the value is complete.
    Done = 5,
    /// Python: the container on top of the stack is complete, and is no longer part of what is open.
    Object = 6,
    /// Python: a number starts here.
    Number = 7,
    /// Python: a long string starts here.
    Text = 16,
}

/// Added to the number of a flaw.
const FLAW: i32 = 8;

const PHASES: [Phase; 5] = [Phase::Value, Phase::After, Phase::FirstKey, Phase::Key, Phase::Element];

/// Why a step ends.
enum End {
    Stop(Stop),
    Flaw(Flaw, usize),
}

impl From<Stop> for End {
    fn from(stop: Stop) -> End {
        End::Stop(stop)
    }
}

impl From<(Flaw, usize)> for End {
    fn from((flaw, at): (Flaw, usize)) -> End {
        End::Flaw(flaw, at)
    }
}

struct Reader<'v, 'm> {
    vm: &'v mut Vm<'m>,
    source: Text,
    text: &'m [u8],
    stack: Value,
    flags: i32,
    at: usize,
}

/// `_load(text, at, stack, flags)`
pub fn load<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let Some(source) = vm.text(args.get(0)) else { return raise!(vm, SystemError, "no text") };
    let state = args.get(1).as_small().unwrap_or(0);
    let text = source.detached(vm);
    let flags = args.get(3).as_small().unwrap_or(0);
    let mut phase = PHASES.get((state & 15) as usize).copied().unwrap_or(Phase::Value);
    let mut reader = Reader { vm, source, text, stack: args.get(2), flags, at: (state >> 4) as usize };
    for turn in 0..CHUNK {
        reader.at = text::skip_space(text, reader.at);
        match reader.step(phase) {
            Ok(Phase::Text) => return Ok(Value::small(!(reader.at as i32))),
            Ok(next) => phase = next,
            Err(End::Flaw(flaw, at)) => return Ok(Value::small((at << 4) as i32 | FLAW | flaw as i32)),
            // What has been done stays done; the next call begins with what failed.
            Err(End::Stop(Stop::Memory)) if turn > 0 => break,
            Err(End::Stop(stop)) => return Err(stop),
        }
        if phase as u8 >= Phase::Done as u8 {
            break;
        }
    }
    Ok(Value::small((reader.at << 4) as i32 | phase as i32))
}

impl Reader<'_, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn step(&mut self, phase: Phase) -> Result<Phase, End> {
        match phase {
            Phase::Value | Phase::Element => {
                let is_empty = phase == Phase::Value && self.peek() == Some(b']') && self.depth() > 1;
                if is_empty { self.close() } else { self.value() }
            }
            Phase::After => self.after(),
            Phase::FirstKey if self.peek() == Some(b'}') => self.close(),
            _ => self.key(),
        }
    }

    fn depth(&self) -> usize {
        list::len(&self.vm.heap, self.stack.block())
    }

    fn top(&self, below: usize) -> Value {
        match self.depth().checked_sub(below + 1) {
            Some(index) => list::get(&self.vm.heap, self.stack.block(), index),
            None => Value::UNDEFINED,
        }
    }

    fn value(&mut self) -> Result<Phase, End> {
        let Some(byte) = self.peek() else { return Err(End::Flaw(Flaw::Value, self.at)) };
        match byte {
            b'{' => self.open(true),
            b'[' => self.open(false),
            b'"' if self.is_long_string() => Ok(Phase::Text),
            b'"' => {
                let (value, end) = self.string(false)?;
                self.attach(value, end)
            }
            _ => {
                for (word, value) in [("null", Value::NONE), ("true", Value::TRUE), ("false", Value::FALSE)] {
                    if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
                        return self.attach(value, self.at + word.len());
                    }
                }
                self.number()
            }
        }
    }

    /// True if the string at the quote here does not end soon.
    fn is_long_string(&self) -> bool {
        let start = self.at.saturating_add(1);
        let near = self.text.get(start..start.saturating_add(LONG_STRING)).unwrap_or_default();
        near.len() == LONG_STRING && !near.contains(&b'"')
    }

    fn open(&mut self, is_object: bool) -> Result<Phase, End> {
        let pairs = self.flags & PAIRS != 0;
        let container = if is_object && !pairs { dict::new(self.vm)? } else { list::with_capacity(self.vm, 0)? };
        list::reserve(&mut self.vm.heap, self.stack.block(), 2)?;
        list::push(self.vm, self.stack, container)?;
        if is_object {
            list::push(self.vm, self.stack, Value::NONE)?;
        }
        self.at += 1;
        Ok(if is_object { Phase::FirstKey } else { Phase::Value })
    }

    fn number(&mut self) -> Result<Phase, End> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in [("NaN", Float::NAN), ("Infinity", Float::INFINITY), ("-Infinity", Float::NEG_INFINITY)] {
            if rest.starts_with(word.as_bytes()) {
                if self.flags & NUMBERS != 0 {
                    return Ok(Phase::Number);
                }
                let value = self.vm.new_float(value)?;
                return self.attach(value, self.at + word.len());
            }
        }
        let Some((end, is_int)) = text::number(self.text, self.at) else {
            return Err(End::Flaw(Flaw::Value, self.at));
        };
        let is_long = end - self.at > LONG;
        if self.flags & NUMBERS != 0 || is_int && is_long {
            return Ok(Phase::Number);
        }
        let digits = self.text.get(self.at..end).unwrap_or_default();
        let value = if !is_int {
            self.vm.new_float(parse_float(digits).unwrap_or(0.0))?
        } else if let Some(small) = small(digits) {
            small
        } else {
            let text = self.source.part(self.at, end).value(self.vm)?;
            int::from_builtin(self.vm, text)?
        };
        self.attach(value, end)
    }

    /// The string at the quote here, and where it ends.
    fn string(&mut self, is_key: bool) -> Result<(Value, usize), End> {
        let start = self.at + 1;
        let (end, has_escapes) = text::string(self.text, start, self.flags & LAX == 0)?;
        if !has_escapes {
            let text = self.text.get(start..end).unwrap_or_default();
            // A key that the program names takes no memory.
            if is_key && let Some(name) = self.vm.heap.find_name(text) {
                return Ok((Value::name(name), end + 1));
            }
            return Ok((self.source.part(start, end).value(self.vm)?, end + 1));
        }
        Ok((unescaped(self.vm, self.source.part(start, end))?, end + 1))
    }

    fn key(&mut self) -> Result<Phase, End> {
        if self.peek() != Some(b'"') {
            return Err(End::Flaw(Flaw::Key, self.at));
        }
        let (key, end) = self.string(true)?;
        let colon = text::skip_space(self.text, end);
        if self.text.get(colon) != Some(&b':') {
            return Err(End::Flaw(Flaw::Colon, colon));
        }
        let place = self.depth() - 1;
        list::set(&mut self.vm.heap, self.stack.block(), place, key);
        self.at = colon + 1;
        Ok(Phase::Element)
    }

    fn attach(&mut self, value: Value, end: usize) -> Result<Phase, End> {
        attach(self.vm, self.stack, value)?;
        self.at = end;
        Ok(if self.depth() == 1 { Phase::Done } else { Phase::After })
    }

    fn after(&mut self) -> Result<Phase, End> {
        let is_object = !is_list(self.vm, self.top(0));
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(if is_object { Phase::Key } else { Phase::Element })
            }
            Some(b'}') if is_object => self.close(),
            Some(b']') if !is_object => self.close(),
            _ => Err(End::Flaw(Flaw::Comma, self.at)),
        }
    }

    /// Ends the innermost container.
    fn close(&mut self) -> Result<Phase, End> {
        let is_object = !is_list(self.vm, self.top(0));
        let words = if is_object { 2 } else { 1 };
        let container = self.top(words - 1);
        let left = self.depth() - words;
        if is_object && self.flags & OBJECTS != 0 {
            list::keep_part(&mut self.vm.heap, self.stack.block(), 0, left + 1);
            self.at += 1;
            return Ok(Phase::Object);
        }
        // Where it goes is below: what may fail comes first.
        attach_below(self.vm, self.stack, container, left)?;
        list::keep_part(&mut self.vm.heap, self.stack.block(), 0, left);
        self.at += 1;
        Ok(if left == 1 { Phase::Done } else { Phase::After })
    }
}

/// The work of finding where a long string ends.
const END: Work = Work::of(Task::Measure, 1);
/// Bytes of a string that are looked at in one portion.
const SCANNED: usize = 256;

/// `_string(text, at, flags)`: the long string at a quote, and where it ends; as `_load` does if there is a flaw.
pub fn long_string(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(source) = vm.text(args.get(0)) else { return raise!(vm, SystemError, "no text") };
    let (text, quote) = (source.detached(vm), args.get(1).as_small().unwrap_or(0).max(0) as usize);
    let strict = args.get(2).as_small().unwrap_or(0) & LAX == 0;
    let start = quote + 1;
    let (mut end, mut has_escapes, is_found) = match vm.heap.resumed(END) {
        Some(half) => (half.at, half.extra != 0, half.note != 0),
        None => (start, false, false),
    };
    let mut is_over = is_found;
    while !is_over {
        match text::string_part(text, end, SCANNED, strict) {
            Ok((at, escapes, is_end)) => {
                (end, has_escapes, is_over) = (at, has_escapes || escapes, is_end);
                let progress = |note: u32| Portion { at, extra: has_escapes.into(), note, held: Value::UNDEFINED };
                if is_over {
                    vm.heap.note(END, progress(1));
                    continue;
                }
                vm.heap.pause(END, progress(0))?;
            }
            Err((flaw, at)) => {
                let at = if flaw == Flaw::Open { quote } else { at };
                return Ok(Value::small((at << 4) as i32 | FLAW | flaw as i32));
            }
        }
    }
    let string = source.part(start, end);
    let value = if has_escapes { unescaped(vm, string)? } else { string.value(vm)? };
    let pair = tuple::new(vm, &[value, Value::len(end + 1)])?;
    vm.heap.end_work(END);
    Ok(pair)
}

/// A string without its escapes.
fn unescaped(vm: &mut Vm, string: Text) -> Outcome<Value> {
    let (work, bytes) = (Work::of(Task::Text, string.len()), string.detached(vm));
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    let mut left = SCANNED;
    while at < bytes.len() {
        if left == 0 {
            out.turn(vm, work, at, 0)?;
            left = SCANNED;
        }
        let rest = bytes.get(at..bytes.len().min(at + left)).unwrap_or_default();
        let plain = rest.iter().position(|byte| *byte == b'\\').unwrap_or(rest.len());
        out.append(vm, string.part(at, at + plain))?;
        at += plain;
        left = left.saturating_sub(plain);
        if plain < rest.len() {
            let Ok((code, next)) = text::escape(bytes, at) else { break };
            out.char(vm, code)?;
            at = next;
            left = left.saturating_sub(ESCAPE);
        }
    }
    vm.str_from_out(out)
}

/// What an escape costs, in bytes.
const ESCAPE: usize = 20;

fn is_list(vm: &Vm, value: Value) -> bool {
    vm.kind(value) == Some(Kind::List)
}

/// The small int of at most nine digits.
fn small(digits: &[u8]) -> Option<Value> {
    let (negative, digits) = match digits {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, digits),
    };
    if digits.len() > 9 {
        return None;
    }
    let size = digits.iter().fold(0i32, |all, digit| all * 10 + i32::from(digit.wrapping_sub(b'0') & 15));
    Value::try_small(i64::from(if negative { -size } else { size }))
}

/// Puts a value into the innermost container.
fn attach(vm: &mut Vm, stack: Value, value: Value) -> Outcome<()> {
    let len = list::len(&vm.heap, stack.block());
    attach_below(vm, stack, value, len)
}

/// Puts a value into the container that is innermost among the first `len` entries of the stack.
fn attach_below(vm: &mut Vm, stack: Value, value: Value, len: usize) -> Outcome<()> {
    let at = |vm: &Vm, below: usize| match len.checked_sub(below) {
        Some(index) => list::item(&vm.heap, stack.block(), index).unwrap_or(Value::UNDEFINED),
        None => Value::UNDEFINED,
    };
    let top = at(vm, 1);
    if is_list(vm, top) {
        return list::push(vm, top, value);
    }
    let container = at(vm, 2);
    if is_list(vm, container) {
        let pair = tuple::new(vm, &[top, value])?;
        list::push(vm, container, pair)?;
    } else {
        dict::set_item(vm, container, top, value)?;
    }
    list::set(&mut vm.heap, stack.block(), len - 1, Value::NONE);
    Ok(())
}

/// `_attach(stack, value)`: says whether that was the last one.
pub fn attach_value(vm: &mut Vm, args: Args) -> Outcome<Value> {
    attach(vm, args.get(0), args.get(1))?;
    Ok(Value::bool(list::len(&vm.heap, args.get(0).block()) == 1))
}

/// `_number_end(text, start)`: where a number ends, and whether it is an int; None for a constant.
pub fn number_end(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(source) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let (text, start) = (source.detached(vm), args.get(1).as_small().unwrap_or(0).max(0) as usize);
    let (end, kind) = match text::number(text, start) {
        Some((end, is_int)) => (end, Value::bool(is_int)),
        None => {
            let rest = text.get(start..).unwrap_or_default();
            let word = rest.iter().position(|byte| !byte.is_ascii_alphabetic() && *byte != b'-').unwrap_or(rest.len());
            (start + word, Value::NONE)
        }
    };
    let part = source.part(start, end).value(vm)?;
    tuple::new(vm, &[part, Value::len(end), kind])
}

/// `_place(text, start)`: the number of the character that starts at a byte that is no white space.
pub fn place(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(source) = vm.text(args.get(0)) else { return Ok(Value::ZERO) };
    let start = args.get(1).as_small().unwrap_or(0).max(0) as usize;
    source.index(vm, start).map(Value::len)
}
