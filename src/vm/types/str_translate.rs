//! Putting other text in place: `replace`, `translate`, `maketrans`.

use super::dict::{self, Found};
use super::long_text::AT_ONCE;
use super::search::{self, ByteSet};
use super::str_search::{count_part, int_argument};
use super::text::{Draft, Family, STEPS_AT_ONCE, Text, measured};
use super::{Args, Out, TypeId, utf8};
use crate::vm::Vm;
use crate::vm::heap::{Kind, Portion, TEXT_PORTION, Task, Walk, Work};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `text.replace(old, new, count)`.
pub fn replace(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let old = replace_argument(vm, text, args.get(1), 1)?;
    let new = replace_argument(vm, text, args.get(2), 2)?;
    let limit = usize::try_from(int_argument(vm, args, 3, "replace", -1)?).unwrap_or(usize::MAX);
    if text.len() <= AT_ONCE && !old.is_empty() {
        let places = search::count(text.bytes(vm), old.bytes(vm));
        // So short a result does not pause.
        if places.saturating_mul(new.len()) <= AT_ONCE - text.len() {
            return replace_places(vm, args.get(0), [text, old, new], places.min(limit));
        }
    }
    let work = Work::of(Task::Measure, text.len());
    let places = match vm.heap.resumed(work) {
        Some(half) => half.at,
        None if old.is_empty() => text.count(vm)?.saturating_add(1),
        None => count_part(vm, text, old)?,
    };
    vm.heap.note(work, Portion { at: places, extra: 0, note: 0, held: Value::UNDEFINED });
    let made = replace_places(vm, args.get(0), [text, old, new], places.min(limit))?;
    vm.heap.end_work(work);
    Ok(made)
}

fn replace_places(vm: &mut Vm, value: Value, [text, old, new]: [Text; 3], places: usize) -> Outcome<Value> {
    if places == 0 && text.family != Family::ByteArray {
        return Ok(value);
    }
    let kept = text.len().saturating_sub(places.saturating_mul(old.len()));
    let mut draft = Draft::new(vm, text.family, kept.saturating_add(places.saturating_mul(new.len())))?;
    let begin = draft.begin;
    let passed =
        draft.used().saturating_sub(begin.saturating_mul(new.len())).saturating_add(begin.saturating_mul(old.len()));
    let mut rest = text.part(passed, text.len());
    for place in begin..places {
        draft.turn(vm, place, PLACES_AT_ONCE)?;
        let at = match old.is_empty() {
            // In front of every character, and at the end.
            true if place == 0 => 0,
            true => utf8::decode(rest.bytes(vm)).map_or(0, |(_, len)| if rest.narrow { 1 } else { len }),
            false => search::find(rest.bytes(vm), old.bytes(vm)).unwrap_or(0),
        };
        draft.append(vm, rest.part(0, at));
        draft.append(vm, new);
        rest = rest.part(at.saturating_add(old.len()), rest.len());
    }
    draft.append(vm, rest);
    Ok(draft.finish(vm))
}

/// Places that are replaced in one portion.
const PLACES_AT_ONCE: usize = 16;

fn replace_argument(vm: &mut Vm, text: Text, value: Value, number: usize) -> Outcome<Text> {
    if text.family != Family::Str {
        return vm.need_buffer(value);
    }
    match vm.str_text(value) {
        Some(text) => Ok(text),
        None => {
            let class = vm.argument_type(value);
            raise!(vm, TypeError, "replace() argument {} must be str, not {}", Value::len(number), class)
        }
    }
}

/// Characters that are translated in one portion.
const TRANSLATED_AT_ONCE: usize = 4;

/// `str.translate(table)`. May ask for Python to run: for tables that are no dicts.
pub fn translate(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, table) = (vm.receiver(args)?, args.get(1));
    let by_prelude = |vm: &mut Vm| Err(vm.tail_call(vm.prelude(Prelude::StrTranslate), &[args.get(0), table]));
    if vm.kind(table) != Some(Kind::Dict) {
        return by_prelude(vm);
    }
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    let mut left = TRANSLATED_AT_ONCE;
    while let Some((code, len)) = utf8::decode(text.bytes(vm).get(at..).unwrap_or_default()) {
        match dict::get(vm, table, Value::len(code as usize))? {
            Found::Absent => out.char(vm, code)?,
            Found::Ask => return by_prelude(vm),
            Found::Value(value) => write_translated(vm, value, &mut out)?,
        }
        at = at.saturating_add(len);
        left -= 1;
        if left == 0 && at < text.len() {
            out.turn(vm, work, at, 0)?;
            left = TRANSLATED_AT_ONCE;
        }
    }
    vm.str_from_out(out)
}

fn write_translated(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    if value.is_none() {
        return Ok(());
    }
    if let Some(text) = vm.str_text(value) {
        return out.append(vm, text);
    }
    if !matches!(vm.type_id(value), TypeId::Int | TypeId::Bool) {
        return raise!(vm, TypeError, "character mapping must return integer, None or str");
    }
    match value.as_small().and_then(|code| u32::try_from(code).ok()).filter(|code| *code < 0x11_0000) {
        Some(code) => out.char(vm, code),
        None => raise!(vm, ValueError, "character mapping must be in range(0x110000)"),
    }
}

/// `str.maketrans(x, y, z)`.
pub fn make_table(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (x, y, z) = (args.get(0), args.get(1), args.get(2));
    let table = dict::new(vm)?;
    if !y.is_defined() {
        fill_from_dict(vm, table, x)?;
        return Ok(table);
    }
    let Some(from) = vm.str_text(x) else {
        return raise!(vm, TypeError, "first maketrans argument must be a string if there is a second argument");
    };
    let to = table_argument(vm, y, 2)?;
    if from.count(vm)? != to.count(vm)? {
        return raise!(vm, ValueError, "the first two maketrans arguments must have equal length");
    }
    let (mut at, mut to_at) = (0usize, 0usize);
    while let Some((code, len)) = utf8::decode(from.bytes(vm).get(at..).unwrap_or_default()) {
        let Some((to_code, to_len)) = utf8::decode(to.bytes(vm).get(to_at..).unwrap_or_default()) else { break };
        dict::set(vm, table, Value::len(code as usize), Value::len(to_code as usize))?;
        (at, to_at) = (at.saturating_add(len), to_at.saturating_add(to_len));
    }
    if z.is_defined() {
        let dropped = table_argument(vm, z, 3)?;
        let mut at = 0usize;
        while let Some((code, len)) = utf8::decode(dropped.bytes(vm).get(at..).unwrap_or_default()) {
            dict::set(vm, table, Value::len(code as usize), Value::NONE)?;
            at = at.saturating_add(len);
        }
    }
    Ok(table)
}

fn table_argument(vm: &mut Vm, value: Value, number: usize) -> Outcome<Text> {
    match vm.str_text(value) {
        Some(text) => Ok(text),
        None => {
            let class = vm.argument_type(value);
            raise!(vm, TypeError, "maketrans() argument {} must be str, not {}", Value::len(number), class)
        }
    }
}

/// Takes the entries of a dict, keys of one character as their numbers.
fn fill_from_dict(vm: &mut Vm, table: Value, source: Value) -> Outcome<()> {
    let source = vm.payload(source);
    if vm.kind(source) != Some(Kind::Dict) {
        return raise!(vm, TypeError, "if you give only one argument to maketrans it must be a dict");
    }
    let mut position = 0;
    while let Some((key, value, next)) = dict::next_entry(&vm.heap, source.block(), position) {
        position = next;
        let key = match vm.str_text(key) {
            Some(text) => match utf8::decode(text.bytes(vm)) {
                Some((code, len)) if len == text.len() => Value::len(code as usize),
                _ => return raise!(vm, ValueError, "string keys in translate table must be of length 1"),
            },
            None if matches!(vm.type_id(key), TypeId::Int | TypeId::Bool) => key,
            None => return raise!(vm, TypeError, "keys in translate table must be strings or integers"),
        };
        dict::set(vm, table, key, value)?;
    }
    Ok(())
}

/// `bytes.translate(table, delete)`.
pub fn translate_bytes(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let table = match args.get(1) {
        table if table.is_none() => None,
        table => Some(vm.need_buffer(table)?),
    };
    if table.is_some_and(|table| table.len() != 256) {
        return raise!(vm, ValueError, "translation table must be 256 characters long");
    }
    let delete = match args.get(2) {
        delete if delete.is_defined() => Some(vm.need_buffer(delete)?),
        _ => None,
    };
    let deleted = ByteSet::of(delete.map_or(&[], |delete| delete.bytes(vm)));
    let measure = Work::of(Task::Measure, text.len());
    let kept = match delete {
        Some(_) => measured(vm, measure, text.len(), |vm| count_bytes(vm, text, &|byte| !deleted.has(byte)))?,
        None => text.len(),
    };
    let table = table.map(|table| table.detached(vm));
    let mut draft = Draft::new(vm, text.family, kept)?;
    for index in draft.begin..text.len() {
        draft.turn(vm, index, STEPS_AT_ONCE)?;
        let byte = text.bytes(vm).get(index).copied().unwrap_or(0);
        if !deleted.has(byte) {
            let to = table.and_then(|table| table.get(byte as usize).copied()).unwrap_or(byte);
            draft.byte(vm, to);
        }
    }
    vm.heap.end_work(measure);
    Ok(draft.finish(vm))
}

/// Counts the bytes that pass a test, in portions.
pub(super) fn count_bytes(vm: &mut Vm, text: Text, test: &dyn Fn(u8) -> bool) -> Outcome<usize> {
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Search, text.len()));
    while let Some((start, end)) = walk.portion(&mut vm.heap, text.len(), TEXT_PORTION * 2)? {
        let more = text.part(start, end).bytes(vm).iter().filter(|byte| test(**byte)).count();
        walk.progress.extra = walk.progress.extra.saturating_add(more);
    }
    Ok(walk.progress.extra)
}

/// `bytes.maketrans(from, to)`.
pub fn make_byte_table(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (from, to) = (vm.need_buffer(args.get(0))?, vm.need_buffer(args.get(1))?);
    if from.len() != to.len() {
        return raise!(vm, ValueError, "maketrans arguments must have same length");
    }
    let mut table = [0; 256];
    for (byte, place) in table.iter_mut().enumerate() {
        *place = byte as u8;
    }
    for (from, to) in from.bytes(vm).iter().zip(to.bytes(vm)) {
        if let Some(place) = table.get_mut(*from as usize) {
            *place = *to;
        }
    }
    vm.new_bytes(&table)
}
