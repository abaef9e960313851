//! Searching, testing and cutting off ends: methods of `str`, `bytes` and `bytearray` alike.

use super::long_text::AT_ONCE;
use super::search::{self, ByteSet};
use super::text::{Family, Text, measured};
use super::{Args, TypeId, tuple, unicode, utf8};
use crate::vm::Vm;
use crate::vm::heap::{Kind, Portion, Task, Work};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// `text.find(sub, start, end)`.
pub fn find(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(index_value(position(vm, args, "find", search::find)?))
}

/// `text.rfind(sub, start, end)`.
pub fn find_last(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(index_value(position(vm, args, "rfind", search::find_last)?))
}

/// `text.index(sub, start, end)`.
pub fn index(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let found = position(vm, args, "index", search::find)?;
    found_or_raise(vm, args, found)
}

/// `text.rindex(sub, start, end)`.
pub fn index_last(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let found = position(vm, args, "rindex", search::find_last)?;
    found_or_raise(vm, args, found)
}

fn index_value(found: Option<usize>) -> Value {
    found.map_or(Value::small(-1), Value::len)
}

fn found_or_raise(vm: &mut Vm, args: Args, found: Option<usize>) -> Outcome<Value> {
    match found {
        Some(index) => Ok(Value::len(index)),
        None if vm.is_str(args.get(0)) => raise!(vm, ValueError, "substring not found"),
        None => raise!(vm, ValueError, "subsection not found"),
    }
}

/// Finds the second argument in the first between the third and the fourth: the number of its first character.
fn position(vm: &mut Vm, args: Args, name: &str, find: Find) -> Outcome<Option<usize>> {
    let text = vm.receiver(args)?;
    let bounds = bounds(vm, args, name, text)?;
    let needle = Needle::new(vm, text.family, args.get(1))?;
    let Some((start, end)) = bounds else { return Ok(None) };
    let found = find_in_portions(vm, find, text.part(start, end), &needle)?;
    match found {
        Some(at) => text.index(vm, start.saturating_add(at)).map(Some),
        None => Ok(None),
    }
}

/// A search in bytes from one end.
pub type Find = fn(&[u8], &[u8]) -> Option<usize>;

/// Bytes that are searched in one portion.
const SEARCHED: usize = 160;
/// Bytes in which places are counted in one portion.
const COUNTED: usize = 96;

/// Finds the first, or the last, place of a part.
fn find_in_portions(vm: &mut Vm, find: Find, text: Text, needle: &Needle) -> Outcome<Option<usize>> {
    let more = needle.bytes(vm).len().saturating_sub(1);
    if text.len() <= AT_ONCE || more > SEARCHED {
        return Ok(find(text.bytes(vm), needle.bytes(vm)));
    }
    let backwards = core::ptr::fn_addr_eq(find, search::find_last as Find);
    let work = Work::of(Task::Search, text.len());
    let mut done = vm.heap.resumed(work).map_or(0, |half| half.at);
    loop {
        let window = done.saturating_add(SEARCHED).saturating_add(more).min(text.len());
        let start = if backwards { text.len().saturating_sub(window) } else { done };
        let end = if backwards { text.len().saturating_sub(done) } else { window };
        let found = find(text.part(start, end).bytes(vm), needle.bytes(vm));
        if found.is_some() || window == text.len() {
            vm.heap.end_work(work);
            return Ok(found.map(|at| start.saturating_add(at)));
        }
        done = done.saturating_add(SEARCHED);
        vm.heap.pause(work, Portion { at: done, extra: 0, note: 0, held: Value::UNDEFINED })?;
    }
}

/// True if a part is somewhere in a text.
pub fn contains_part(vm: &mut Vm, text: Text, part: Text) -> Outcome<bool> {
    Ok(find_part(vm, search::find, text, part)?.is_some())
}

/// Finds the first, or the last, place of a part.
pub fn find_part(vm: &mut Vm, find: Find, text: Text, part: Text) -> Outcome<Option<usize>> {
    find_in_portions(vm, find, text, &Needle { text: Some(part), byte: [0] })
}

/// Counts the places of a part, which is not empty, without overlap.
pub fn count_part(vm: &mut Vm, text: Text, part: Text) -> Outcome<usize> {
    count_in_portions(vm, text, &Needle { text: Some(part), byte: [0] })
}

/// Counts the places of a part, which is not empty.
fn count_in_portions(vm: &mut Vm, text: Text, needle: &Needle) -> Outcome<usize> {
    let len = needle.bytes(vm).len();
    if text.len() <= AT_ONCE || len > SEARCHED {
        return Ok(search::count(text.bytes(vm), needle.bytes(vm)));
    }
    let work = Work::of(Task::Search, text.len());
    let (mut at, mut count) = vm.heap.resumed(work).map_or((0, 0), |half| (half.at, half.extra));
    loop {
        let limit = at.saturating_add(COUNTED);
        let window = text.part(at, limit.saturating_add(len).saturating_sub(1)).detached(vm);
        let (sought, mut from) = (needle.bytes(vm), 0);
        while let Some(found) = search::find_from(window, sought, from) {
            count += 1;
            from = found.saturating_add(len);
        }
        at = at.saturating_add(from.max(COUNTED));
        if at >= text.len() {
            vm.heap.end_work(work);
            return Ok(count);
        }
        vm.heap.pause(work, Portion { at, extra: count, note: 0, held: Value::UNDEFINED })?;
    }
}

/// `text.count(sub, start, end)`.
pub fn count(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let bounds = bounds(vm, args, "count", text)?;
    let needle = Needle::new(vm, text.family, args.get(1))?;
    let Some((start, end)) = bounds else { return Ok(Value::ZERO) };
    let part = text.part(start, end);
    let count = match needle.bytes(vm) {
        [] => part.count(vm)?.saturating_add(1),
        _ => count_in_portions(vm, part, &needle)?,
    };
    Ok(Value::len(count))
}

/// What is searched for: bytes, or for `bytes` an int as well.
struct Needle {
    text: Option<Text>,
    byte: [u8; 1],
}

impl Needle {
    fn new(vm: &mut Vm, family: Family, value: Value) -> Outcome<Needle> {
        if family == Family::Str {
            return Ok(Needle { text: Some(need_str(vm, value)?), byte: [0] });
        }
        if let Some(text) = vm.buffer_text(value) {
            return Ok(Needle { text: Some(text), byte: [0] });
        }
        if !matches!(vm.type_id(value), TypeId::Int | TypeId::Bool) {
            return raise!(
                vm,
                TypeError,
                "argument should be integer or bytes-like object, not '{}'",
                vm.type_of(value)
            );
        }
        Ok(Needle { text: None, byte: [byte_of(vm, value)?] })
    }

    fn bytes<'v>(&'v self, vm: &'v Vm) -> &'v [u8] {
        match &self.text {
            Some(text) => text.bytes(vm),
            None => &self.byte,
        }
    }
}

/// The byte that an int is.
pub(super) fn byte_of(vm: &mut Vm, value: Value) -> Outcome<u8> {
    let byte = vm.as_int(value).and_then(|int| int.to_i64(&vm.heap));
    match byte.and_then(|byte| u8::try_from(byte).ok()) {
        Some(byte) => Ok(byte),
        None => raise!(vm, ValueError, "byte must be in range(0, 256)"),
    }
}

/// The text of a `str`, or "must be str, not …".
pub(super) fn need_str(vm: &mut Vm, value: Value) -> Outcome<Text> {
    match vm.str_text(value) {
        Some(text) => Ok(text),
        None => raise!(vm, TypeError, "must be str, not {}", vm.type_of(value)),
    }
}

/// The bytes of the same family as `family`: a `str` for a `str`, a bytes-like object for the others.
pub(super) fn need_alike(vm: &mut Vm, family: Family, value: Value) -> Outcome<Text> {
    match family {
        Family::Str => need_str(vm, value),
        _ => vm.need_buffer(value),
    }
}

/// The byte offsets that the optional third and fourth argument name; `None` if the start is behind the end.
fn bounds(vm: &mut Vm, args: Args, name: &str, text: Text) -> Outcome<Option<(usize, usize)>> {
    if args.count() < 3 {
        return Ok(Some((0, text.len())));
    }
    let start = bound(vm, args, name, args.get(2), 0)?;
    let end = bound(vm, args, name, args.get(3), isize::MAX)?;
    let count = text.count(vm)?;
    let (start, end) = (clip(start, count), clip(end, count).min(count));
    if start > end {
        return Ok(None);
    }
    Ok(Some((text.offset(vm, start)?, text.offset(vm, end)?)))
}

/// An index from the front, of one that counts from the end if it is negative.
fn clip(index: isize, count: usize) -> usize {
    if index < 0 { count.saturating_sub(index.unsigned_abs()) } else { index.unsigned_abs() }
}

fn bound(vm: &mut Vm, args: Args, name: &str, value: Value, default: isize) -> Outcome<isize> {
    if !value.is_defined() || value.is_none() {
        return Ok(default);
    }
    if let Some(index) = value.as_small() {
        return Ok(index as isize);
    }
    if vm.kind(value) == Some(Kind::BigInt) {
        let negative = vm.heap.word(value.block(), 1) & 1 != 0;
        return Ok(if negative { isize::MIN } else { isize::MAX });
    }
    if !super::text::is_index(vm, value) {
        return raise!(vm, TypeError, "slice indices must be integers or None or have an __index__ method");
    }
    match vm.as_index(value)? {
        Some(index) => Ok(index),
        None => Err(ask_indexed(vm, args, name)?),
    }
}

/// An argument that is an int; one that has `__index__` is asked through the prelude.
pub(super) fn int_argument(vm: &mut Vm, args: Args, at: usize, name: &str, default: isize) -> Outcome<isize> {
    let value = args.get(at);
    if !value.is_defined() {
        return Ok(default);
    }
    if let Some(index) = value.as_small() {
        return Ok(index as isize);
    }
    match vm.as_index(value)? {
        Some(index) => Ok(index),
        None => Err(ask_indexed(vm, args, name)?),
    }
}

/// Has the prelude make the call again with the arguments' `__index__`.
pub(super) fn ask_indexed(vm: &mut Vm, args: Args, name: &str) -> Outcome<Stop> {
    let mut rest = [Value::UNDEFINED; 4];
    let count = args.count().saturating_sub(1).min(rest.len());
    for (place, value) in rest.iter_mut().zip(args.from(1).iter()) {
        *place = value;
    }
    let rest = tuple::new(vm, rest.get(..count).unwrap_or_default())?;
    let name = vm.new_str(name.as_bytes())?;
    Ok(vm.tail_call(vm.prelude(Prelude::CallIndexed), &[args.get(0), name, rest]))
}

/// `text.startswith(prefix, start, end)`.
pub fn starts_with(vm: &mut Vm, args: Args) -> Outcome<Value> {
    ends(vm, args, "startswith", Text::starts_with)
}

/// `text.endswith(suffix, start, end)`.
pub fn ends_with(vm: &mut Vm, args: Args) -> Outcome<Value> {
    ends(vm, args, "endswith", Text::ends_with)
}

/// A test of one end of a text.
type Test = fn(&Text, &mut Vm, Text) -> Outcome<bool>;

fn ends(vm: &mut Vm, args: Args, name: &str, test: Test) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let bounds = bounds(vm, args, name, text)?;
    let wanted = args.get(1);
    let test = |vm: &mut Vm, part: Text| match bounds {
        Some((start, end)) => test(&text.part(start, end), vm, part),
        None => Ok(false),
    };
    if let Some(part) = vm.text(wanted).filter(|part| same_kind(text, *part)) {
        return test(vm, part).map(Value::bool);
    }
    if vm.type_id(wanted) != TypeId::Tuple {
        let class = vm.type_of(wanted);
        let name = vm.new_str(name.as_bytes())?;
        return match text.family {
            Family::Str => raise!(vm, TypeError, "{} first arg must be str or a tuple of str, not {}", name, class),
            _ => raise!(vm, TypeError, "{} first arg must be bytes or a tuple of bytes, not {}", name, class),
        };
    }
    let wanted = vm.payload(wanted);
    if tuple::len(vm, wanted) > SHORT_TUPLE {
        let rest = tuple::from_args(vm, args.from(2))?;
        let name = vm.new_str(name.as_bytes())?;
        return Err(vm.tail_call(vm.prelude(Prelude::EndsLong), &[args.get(0), name, wanted, rest]));
    }
    for index in 0..tuple::len(vm, wanted) {
        let item = tuple::item(vm, wanted, index);
        let part = match vm.text(item).filter(|part| same_kind(text, *part)) {
            Some(part) => part,
            None if text.family == Family::Str => {
                let class = vm.type_of(item);
                let name = vm.new_str(name.as_bytes())?;
                return raise!(vm, TypeError, "tuple for {} must only contain str, not {}", name, class);
            }
            None => vm.need_buffer(item)?,
        };
        if test(vm, part)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn same_kind(text: Text, part: Text) -> bool {
    (text.family == Family::Str) == (part.family == Family::Str)
}

/// `text.removeprefix(prefix)`.
pub fn remove_prefix(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, part) = receiver_and_part(vm, args, "removeprefix")?;
    let cut = affix(vm, text, part, Text::starts_with)?;
    let rest = cut_ends(vm, args.get(0), text, cut, 0)?;
    vm.heap.end_work(AFFIX);
    Ok(rest)
}

/// `text.removesuffix(suffix)`.
pub fn remove_suffix(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, part) = receiver_and_part(vm, args, "removesuffix")?;
    let cut = affix(vm, text, part, Text::ends_with)?;
    let rest = cut_ends(vm, args.get(0), text, 0, cut)?;
    vm.heap.end_work(AFFIX);
    Ok(rest)
}

/// The work of finding out whether there is something to be cut off.
const AFFIX: Work = Work::of(Task::Measure, 0);

/// The length of a part that stands at one end of a text; 0 if it does not.
fn affix(vm: &mut Vm, text: Text, part: Text, test: Test) -> Outcome<usize> {
    measured(vm, AFFIX, text.len(), |vm| Ok(if test(&text, vm, part)? { part.len() } else { 0 }))
}

fn receiver_and_part(vm: &mut Vm, args: Args, name: &str) -> Outcome<(Text, Text)> {
    let text = vm.receiver(args)?;
    let part = args.get(1);
    if text.family != Family::Str {
        return Ok((text, vm.need_buffer(part)?));
    }
    match vm.str_text(part) {
        Some(part) => Ok((text, part)),
        None => {
            let class = vm.argument_type(part);
            let name = vm.new_str(name.as_bytes())?;
            raise!(vm, TypeError, "{}() argument must be str, not {}", name, class)
        }
    }
}

/// The text without so many bytes at its ends: itself if there is nothing to cut off.
fn cut_ends(vm: &mut Vm, value: Value, text: Text, front: usize, end: usize) -> Outcome<Value> {
    if front == 0 && end == 0 && text.family != Family::ByteArray {
        return Ok(value);
    }
    text.without(front, end).value(vm)
}

/// Bytes of the characters that `strip` looks through for each character that is not ASCII; more are the prelude's.
const SHORT_SET: usize = 64;
/// The same where every character is a byte.
const NARROW_SET: usize = 256;
/// Items of a tuple that `startswith` and `endswith` try at once; more are the prelude's.
const SHORT_TUPLE: usize = 16;

/// Characters that are compared one by one.
const FEW: usize = 8;

/// `text.strip(chars)`.
pub fn strip(vm: &mut Vm, args: Args) -> Outcome<Value> {
    strip_ends(vm, args, "strip", true, true)
}

/// `text.lstrip(chars)`.
pub fn strip_left(vm: &mut Vm, args: Args) -> Outcome<Value> {
    strip_ends(vm, args, "lstrip", true, false)
}

/// `text.rstrip(chars)`.
pub fn strip_right(vm: &mut Vm, args: Args) -> Outcome<Value> {
    strip_ends(vm, args, "rstrip", false, true)
}

fn strip_ends(vm: &mut Vm, args: Args, name: &str, left: bool, right: bool) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let chars = args.get_or(1, Value::NONE);
    let chars = match (chars.is_none(), text.family) {
        (true, _) => None,
        (false, Family::Str) => match vm.str_text(chars) {
            Some(chars) => Some(chars),
            None => {
                let name = vm.new_str(name.as_bytes())?;
                return raise!(vm, TypeError, "{} arg must be None or str", name);
            }
        },
        (false, _) => Some(vm.need_buffer(chars)?),
    };
    if chars.is_some_and(|chars| chars.len() > if chars.narrow { NARROW_SET } else { SHORT_SET }) {
        let how = Value::small(i32::from(left) | i32::from(right) << 1);
        return Err(vm.tail_call(vm.prelude(Prelude::StripLong), &[args.get(0), args.get(1), how]));
    }
    if let Some(chars) = chars
        && text.narrow
        && chars.narrow
        && chars.len() <= FEW
    {
        let (bytes, set) = (text.detached(vm), chars.detached(vm));
        let kept = |byte: &u8| !set.contains(byte);
        let front = if left { bytes.iter().position(kept).unwrap_or(bytes.len()) } else { 0 };
        let rest = bytes.get(front..).unwrap_or_default();
        let end = if right { rest.iter().rev().position(kept).unwrap_or(rest.len()) } else { 0 };
        return cut_ends(vm, args.get(0), text, front, end);
    }
    let set = chars.map(|chars| ByteSet::of(chars.bytes(vm)));
    let chars = chars.map(|chars| (chars.narrow, chars.detached(vm)));
    let dropped = |code: u32| match (chars, &set) {
        (Some((narrow, chars)), Some(set)) => match u8::try_from(code) {
            Ok(byte) if text.narrow || byte < 0x80 => set.has(byte),
            _ => !narrow && utf8::chars(chars).any(|other| other == code),
        },
        _ => is_white(text, code),
    };
    let work = Work::of(Task::Measure, text.len());
    let front = match vm.heap.resumed(work) {
        Some(half) => half.at,
        None if left => run_length(vm, text, false, &dropped)?,
        None => 0,
    };
    if front > STRIPPED {
        vm.heap.note(work, Portion { at: front, ..Portion::NONE });
    }
    let end = if right { run_length(vm, text.without(front, 0), true, &dropped)? } else { 0 };
    let stripped = cut_ends(vm, args.get(0), text, front, end)?;
    vm.heap.end_work(work);
    Ok(stripped)
}

/// Bytes that are looked at in one portion of `strip`.
const STRIPPED: usize = 96;

/// True for whitespace: of a `str` Unicode's, else ASCII's.
pub(super) fn is_white(text: Text, code: u32) -> bool {
    if text.family == Family::Str { unicode::is_space(code) } else { matches!(code, 9..=13 | 32) }
}

/// The bytes of the characters at one end that `test` is true for.
fn run_length(vm: &mut Vm, text: Text, from_end: bool, test: &dyn Fn(u32) -> bool) -> Outcome<usize> {
    let work = Work::on(Task::Search, Ref::NONE, [text.len(), from_end.into()]);
    let mut passed = vm.heap.resumed(work).map_or(0, |half| half.at);
    loop {
        let (front, end) = if from_end { (0, passed) } else { (passed, 0) };
        let (run, is_over) = short_run(text.without(front, end).bytes(vm), text.narrow, from_end, test);
        passed = passed.saturating_add(run);
        if is_over {
            vm.heap.end_work(work);
            return Ok(passed);
        }
        vm.heap.pause(work, Portion { at: passed, ..Portion::NONE })?;
    }
}

/// As much of that as one portion does, and whether the run ends there.
fn short_run(bytes: &[u8], narrow: bool, from_end: bool, test: &dyn Fn(u32) -> bool) -> (usize, bool) {
    let mut rest = bytes;
    let passed = |rest: &[u8]| bytes.len().saturating_sub(rest.len());
    while passed(rest) < STRIPPED {
        let next = match (narrow, from_end) {
            (true, false) => rest.first().map(|byte| (u32::from(*byte), 1)),
            (true, true) => rest.last().map(|byte| (u32::from(*byte), 1)),
            (false, false) => utf8::decode(rest),
            (false, true) => utf8::decode_last(rest),
        };
        let Some((_, len)) = next.filter(|(code, _)| test(*code)) else { return (passed(rest), true) };
        let kept = rest.len().saturating_sub(len);
        rest = if from_end { rest.get(..kept) } else { rest.get(len..) }.unwrap_or_default();
    }
    (passed(rest), false)
}
