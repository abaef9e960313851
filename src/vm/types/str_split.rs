//! Taking apart and joining: methods of `str`, `bytes` and `bytearray` alike.

use super::equality::items_of;
use super::long_text::{AT_ONCE, of_runs};
use super::str_search::{Find, find_part, int_argument, is_white, need_alike};
use super::text::{Draft, Family, Text};
use super::{Args, list, search, tuple, unicode, utf8};
use crate::vm::Vm;
use crate::vm::heap::{Kind, Portion, STR_TEXT, Task, Work};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `text.split(sep, maxsplit)`.
pub fn split(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let mut left = limit(vm, args, "split")?;
    let sep = separator(vm, text, args.get(1))?;
    let mut pieces = Pieces::new(vm, text)?;
    let parts = pieces.parts;
    let mut rest = text.part(pieces.at, text.len());
    left = left.saturating_sub(pieces.count);
    match sep {
        Some(sep) => {
            while let Some(at) = found(vm, rest, sep, left, search::find) {
                push(vm, parts, rest.part(0, at))?;
                rest = rest.part(at.saturating_add(sep.len()), rest.len());
                left -= 1;
                pieces.passed(vm, text.len() - rest.len(), at)?;
            }
            push(vm, parts, rest)?;
        }
        None => {
            rest = rest.without(white_length(vm, rest), 0);
            while !rest.is_empty() {
                let end = if left == 0 { rest.len() } else { word_length(vm, rest) };
                push(vm, parts, rest.part(0, end))?;
                rest = rest.part(end, rest.len());
                rest = rest.without(white_length(vm, rest), 0);
                left = left.saturating_sub(1);
                if end == 0 {
                    break;
                }
                if !rest.is_empty() {
                    pieces.passed(vm, text.len() - rest.len(), end)?;
                }
            }
        }
    }
    vm.heap.end_work(pieces.work);
    Ok(parts)
}

/// The pieces of a text that is taken apart in portions.
struct Pieces {
    work: Work,
    /// The list of those that are made.
    parts: Value,
    /// Where the rest of the text begins.
    at: usize,
    /// How many are made.
    count: usize,
    /// What is left of the portion, in bytes.
    left: usize,
}

impl Pieces {
    /// Begins, or goes on after a pause.
    fn new(vm: &mut Vm, text: Text) -> Outcome<Pieces> {
        let work = Work::of(Task::Split, text.len());
        let left = SPLIT_AT_ONCE;
        Ok(match vm.heap.resumed(work) {
            Some(half) => {
                // Pieces may have been added since the note was made, before memory ended.
                list::truncate(&mut vm.heap, half.held.block(), half.extra);
                Pieces { work, parts: half.held, at: half.at, count: half.extra, left }
            }
            None => Pieces { work, parts: vm.new_list(&[])?, at: 0, count: 0, left },
        })
    }

    /// Notes that a piece of so many bytes has been added, and that the rest begins at `at`.
    fn passed(&mut self, vm: &mut Vm, at: usize, bytes: usize) -> Outcome<()> {
        self.count = self.count.saturating_add(1);
        let progress = Portion { at, extra: self.count, note: 0, held: self.parts };
        self.left = self.left.saturating_sub(bytes.saturating_add(PIECE));
        if self.left == 0 {
            vm.heap.pause(self.work, progress)?;
            self.left = SPLIT_AT_ONCE;
        } else if self.count >= GROWING {
            // The list's growth may pause.
            vm.heap.note(self.work, progress);
        }
        Ok(())
    }
}

/// Bytes that are taken apart in one portion.
const SPLIT_AT_ONCE: usize = 256;
/// What a piece costs beside its bytes.
const PIECE: usize = 40;
/// Pieces from which on the list grows in portions.
const GROWING: usize = 512;

/// `text.rsplit(sep, maxsplit)`.
pub fn split_last(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let mut left = limit(vm, args, "rsplit")?;
    let parts = vm.new_list(&[])?;
    let mut rest = text;
    match separator(vm, text, args.get(1))? {
        Some(sep) => {
            while let Some(at) = found(vm, rest, sep, left, search::find_last) {
                push(vm, parts, rest.part(at.saturating_add(sep.len()), rest.len()))?;
                rest = rest.part(0, at);
                left -= 1;
            }
            push(vm, parts, rest)?;
        }
        None => {
            rest = rest.without(0, white_length_last(vm, rest));
            while !rest.is_empty() {
                let start = if left == 0 { 0 } else { rest.len().saturating_sub(word_length_last(vm, rest)) };
                push(vm, parts, rest.part(start, rest.len()))?;
                rest = rest.part(0, start);
                rest = rest.without(0, white_length_last(vm, rest));
                left = left.saturating_sub(1);
            }
        }
    }
    list::reverse_items(vm, parts)?;
    Ok(parts)
}

/// Where the separator is next, unless the limit is reached.
fn found(vm: &Vm, rest: Text, sep: Text, left: usize, find: fn(&[u8], &[u8]) -> Option<usize>) -> Option<usize> {
    if left == 0 { None } else { find(rest.bytes(vm), sep.bytes(vm)) }
}

fn push(vm: &mut Vm, parts: Value, part: Text) -> Outcome<()> {
    let part = part.value(vm)?;
    list::push(vm, parts, part)
}

/// The number of separators to be split at.
fn limit(vm: &mut Vm, args: Args, name: &str) -> Outcome<usize> {
    let limit = int_argument(vm, args, 2, name, -1)?;
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

/// The separator; `None` is whitespace.
fn separator(vm: &mut Vm, text: Text, sep: Value) -> Outcome<Option<Text>> {
    if !sep.is_defined() || sep.is_none() {
        return Ok(None);
    }
    let sep = match (text.family, vm.str_text(sep)) {
        (Family::Str, Some(sep)) => sep,
        (Family::Str, None) => return raise!(vm, TypeError, "must be str or None, not {}", vm.type_of(sep)),
        _ => vm.need_buffer(sep)?,
    };
    if sep.is_empty() {
        return raise!(vm, ValueError, "empty separator");
    }
    Ok(Some(sep))
}

/// The bytes at the front up to the first character that `test` is true for.
fn length_until(vm: &Vm, text: Text, test: impl Fn(u32) -> bool) -> usize {
    let bytes = text.bytes(vm);
    if text.narrow {
        return bytes.iter().position(|byte| test((*byte).into())).unwrap_or(bytes.len());
    }
    let mut at = 0;
    while let Some((code, len)) = utf8::decode(bytes.get(at..).unwrap_or_default()) {
        if test(code) {
            break;
        }
        at += len;
    }
    at
}

/// The bytes at the end from behind the last character that `test` is true for.
fn length_since(vm: &Vm, text: Text, test: impl Fn(u32) -> bool) -> usize {
    let bytes = text.bytes(vm);
    if text.narrow {
        return bytes.iter().rev().position(|byte| test((*byte).into())).unwrap_or(bytes.len());
    }
    let mut end = bytes.len();
    while let Some((code, len)) = utf8::decode_last(bytes.get(..end).unwrap_or_default()) {
        if test(code) {
            break;
        }
        end = end.saturating_sub(len);
    }
    bytes.len().saturating_sub(end)
}

fn white_length(vm: &Vm, text: Text) -> usize {
    length_until(vm, text, |code| !is_white(text, code))
}

fn word_length(vm: &Vm, text: Text) -> usize {
    length_until(vm, text, |code| is_white(text, code))
}

fn white_length_last(vm: &Vm, text: Text) -> usize {
    length_since(vm, text, |code| !is_white(text, code))
}

fn word_length_last(vm: &Vm, text: Text) -> usize {
    length_since(vm, text, |code| is_white(text, code))
}

/// `text.splitlines(keepends)`.
pub fn split_lines(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let keep = int_argument(vm, args, 1, "splitlines", 0)? != 0;
    let mut pieces = Pieces::new(vm, text)?;
    let parts = pieces.parts;
    let is_end = |code: u32| match text.family {
        Family::Str => unicode::is_line_end(code),
        _ => matches!(code, 10 | 13),
    };
    let mut rest = text.part(pieces.at, text.len());
    while !rest.is_empty() {
        let end = length_until(vm, rest, is_end);
        let ending = match rest.bytes(vm).get(end..).unwrap_or_default() {
            [b'\r', b'\n', ..] => 2,
            tail if text.narrow => tail.len().min(1),
            tail => utf8::decode(tail).map_or(0, |(_, len)| len),
        };
        let next = end.saturating_add(ending);
        push(vm, parts, rest.part(0, if keep { next } else { end }))?;
        rest = rest.part(next, rest.len());
        pieces.passed(vm, text.len() - rest.len(), next)?;
    }
    vm.heap.end_work(pieces.work);
    Ok(parts)
}

/// `text.partition(sep)`.
pub fn partition(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, sep) = partition_arguments(vm, args)?;
    match parted(vm, search::find, text, sep)? {
        Some(at) => three_parts(vm, text, sep, at),
        None => tuple_of(vm, text, None, [text, text.part(0, 0), text.part(0, 0)]),
    }
}

/// `text.rpartition(sep)`.
pub fn partition_last(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, sep) = partition_arguments(vm, args)?;
    match parted(vm, search::find_last, text, sep)? {
        Some(at) => three_parts(vm, text, sep, at),
        None => tuple_of(vm, text, None, [text.part(0, 0), text.part(0, 0), text]),
    }
}

/// The work of a partition: its tuple is made first, and filled with the parts.
fn partition_work(text: Text) -> Work {
    Work::of(Task::Split, text.len())
}

/// Where the separator is: found before the first part is made.
fn parted(vm: &mut Vm, find: Find, text: Text, sep: Text) -> Outcome<Option<usize>> {
    match vm.heap.resumed(partition_work(text)) {
        Some(half) => Ok(half.extra.checked_sub(1)),
        None => find_part(vm, find, text, sep),
    }
}

fn partition_arguments(vm: &mut Vm, args: Args) -> Outcome<(Text, Text)> {
    let text = vm.receiver(args)?;
    let sep = need_alike(vm, text.family, args.get(1))?;
    if sep.is_empty() {
        return raise!(vm, ValueError, "empty separator");
    }
    Ok((text, sep))
}

/// The tuple of three parts; the separator begins where the second does.
fn three_parts(vm: &mut Vm, text: Text, sep: Text, at: usize) -> Outcome<Value> {
    let end = at.saturating_add(sep.len());
    tuple_of(vm, text, Some(at), [text.part(0, at), text.part(at, end), text.part(end, text.len())])
}

fn tuple_of(vm: &mut Vm, text: Text, found: Option<usize>, parts: [Text; 3]) -> Outcome<Value> {
    if text.len() <= AT_ONCE {
        let mut values = [Value::UNDEFINED; 3];
        for (value, part) in values.iter_mut().zip(parts) {
            *value = part.value(vm)?;
        }
        return tuple::new(vm, &values);
    }
    let (work, extra) = (partition_work(text), found.map_or(0, |at| at.saturating_add(1)));
    let (made, done) = match vm.heap.resumed(work) {
        Some(half) => (half.held, half.at),
        None => (tuple::new(vm, &[Value::NONE; 3])?, 0),
    };
    for (index, part) in parts.iter().enumerate().skip(done) {
        vm.heap.note(work, Portion { at: index, extra, note: 0, held: made });
        let part = part.value(vm)?;
        vm.heap.set(made.block(), tuple::ITEMS + index, part);
    }
    vm.heap.end_work(work);
    Ok(made)
}

/// Items that are measured in one portion.
const ITEMS_AT_ONCE: usize = 48;

/// `sep.join(iterable)`. May ask for Python to run: what is no list or tuple is made a list first.
pub fn join(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let sep = vm.receiver(args)?;
    let items = args.get(1);
    if !matches!(vm.kind(items), Some(Kind::List | Kind::Tuple)) {
        return Err(vm.tail_call(vm.prelude(Prelude::StrJoin), &[args.get(0), items]));
    }
    let count = list::sequence_len(vm, items);
    let first = list::sequence_item(vm, items, 0);
    if count == 1 && sep.family == Family::Str && vm.is_plain_str(first) {
        return Ok(first);
    }
    if count <= ITEMS_AT_ONCE
        && let Some(joined) = join_few(vm, sep, items)?
    {
        return Ok(joined);
    }
    let work = Work::on(Task::Measure, items.block(), [0; 2]);
    let (start, mut len) = vm.heap.resumed(work).map_or((0, 0), |half| (half.at, half.extra));
    for index in start..count {
        if index % ITEMS_AT_ONCE == 0 && index > start {
            vm.heap.pause(work, Portion { at: index, extra: len, note: 0, held: Value::UNDEFINED })?;
        }
        let part = joined_item(vm, sep.family, items, index)?;
        let between = if index > 0 { sep.len() } else { 0 };
        len = len.saturating_add(between).saturating_add(part.len());
    }
    if len > AT_ONCE {
        let runs = (count * 2).saturating_sub(1);
        vm.heap.note(work, Portion { at: count, extra: len, note: 0, held: Value::UNDEFINED });
        let made = of_runs(vm, sep.family, len, runs, |vm, _, index| match index % 2 {
            0 => vm.text(list::sequence_item(vm, items, index / 2)).unwrap_or(Text::NONE),
            _ => sep,
        })?;
        vm.heap.end_work(work);
        return Ok(made);
    }
    vm.heap.end_work(work);
    let mut draft = Draft::new(vm, sep.family, len)?;
    for index in 0..count {
        if index > 0 {
            draft.append(vm, sep);
        }
        if let Some(part) = vm.text(list::sequence_item(vm, items, index)) {
            draft.append(vm, part);
        }
    }
    Ok(draft.finish(vm))
}

/// The bytes of a `str` itself.
fn plain_text<'m>(vm: &Vm<'m>, value: Value) -> Option<&'m [u8]> {
    let at = value.block();
    match value.as_name() {
        Some(name) => Some(vm.heap.detached_name_text(name)),
        None => {
            let header = vm.heap.memory().header(at);
            header.is(Kind::Str).then(|| vm.heap.detached_bytes(at, STR_TEXT, header.size() as usize))
        }
    }
}

/// `sep.join(items)` of a few short strings; `None`: there are others.
fn join_few(vm: &mut Vm, sep: Text, items: Value) -> Outcome<Option<Value>> {
    if sep.family != Family::Str {
        return Ok(None);
    }
    let (block, first, count) = items_of(&vm.heap, items);
    let mut len = sep.len() * count.saturating_sub(1);
    for index in first..first + count {
        match plain_text(vm, vm.heap.value(block, index)) {
            Some(text) => len += text.len(),
            None => return Ok(None),
        }
    }
    if len > AT_ONCE {
        return Ok(None);
    }
    let sep = sep.detached(vm);
    let mut draft = Draft::new(vm, Family::Str, len)?;
    for index in first..first + count {
        if index > first && !sep.is_empty() {
            draft.push(vm, sep);
        }
        if let Some(text) = plain_text(vm, vm.heap.value(block, index)) {
            draft.push(vm, text);
        }
    }
    Ok(Some(draft.finish(vm)))
}

fn joined_item(vm: &mut Vm, family: Family, items: Value, index: usize) -> Outcome<Text> {
    let item = list::sequence_item(vm, items, index);
    match vm.text(item) {
        Some(part) if (part.family == Family::Str) == (family == Family::Str) => Ok(part),
        _ => {
            let (index, class) = (Value::len(index), vm.type_of(item));
            match family {
                Family::Str => raise!(vm, TypeError, "sequence item {}: expected str instance, {} found", index, class),
                _ => raise!(vm, TypeError, "sequence item {}: expected a bytes-like object, {} found", index, class),
            }
        }
    }
}
