//! `re`: the natives behind `python/re.py`.
//!
//! A pattern is compiled to bytes (`code.rs`, `compile.rs`) that a backtracking machine runs (`run.rs`) over words in a
//! block of its own. It stops after a while: what it gives then has a first byte that is not 0, and `_go_on` takes it.
//! What it gives in the end holds the places of the groups, in bytes of the text.

mod character;
mod code;
mod compile;
mod escape;
mod group;
mod repeat;
mod run;
mod set;
#[cfg(test)]
mod tests;

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::text::{BYTES, Family, Text};
use crate::vm::types::{Args, Native, Out, dict, native, tuple};
use crate::vm::value::{Ref, Value};
use compile::{Compiler, Flaw};
use core::cell::Cell;
use run::{Machine, NOWHERE, Verdict};

/// `re`.
pub static MODULE: NativeModule = NativeModule { name: "re", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_compile", "pattern, flags, /", 2, 2, compile_pattern),
    native("_find", "code, string, pos, endpos, mode, /", 5, 5, find),
    native("_go_on", "state, code, string, endpos, mode, /", 5, 5, go_on),
    native("_group", "string, found, index, /", 3, 3, group),
    native("_groups", "string, found, default, /", 3, 3, groups),
    native("_span", "string, found, index, /", 3, 3, span),
    native("_bounds", "found, /", 1, 1, bounds),
    native("_piece", "string, start, end, /", 3, 3, piece),
    native("_escape", "pattern, /", 1, 1, escape_text),
];

/// Instructions that one call runs: some ten thousand of the machine's.
const FUEL: u32 = 512;
/// The first word of a block of bytes that holds them.
const WORDS: usize = BYTES / 4;
/// Added to the mode: places are bytes, not characters.
const BY_BYTES: i32 = 8;
/// The status of a machine that is not done.
const GOING: u32 = 1;

/// The words of a block of bytes.
fn words<'m>(vm: &Vm<'m>, at: Ref) -> &'m [Cell<u32>] {
    let len = vm.heap.value(at, 1).as_small().unwrap_or(0).max(0) as usize;
    vm.heap.cells(at, WORDS, len / 4)
}

fn new_words(vm: &mut Vm, count: usize) -> Outcome<Ref> {
    let at = vm.heap.alloc_bytes(Kind::Bytes, count * 4 + 4)?;
    vm.heap.set_raw(at, 1, Value::len(count * 4).bits());
    Ok(at)
}

/// `_compile(pattern, flags)`: the program, the flags, the number of groups and a dict of their names; or what is wrong
/// and where.
fn compile_pattern(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else {
        return raise!(vm, TypeError, "first argument must be string or compiled pattern");
    };
    let pattern = text.detached(vm);
    let room = compile::room(pattern);
    let code = vm.heap.alloc_bytes(Kind::Bytes, room + 4)?;
    let table_words = compile::table_words(pattern);
    let table = vm.heap.alloc_bytes(Kind::Scratch, table_words * 4)?;
    let table = (table, vm.heap.cells(table, 1, table_words));
    table.1.iter().for_each(|cell| cell.set(0));
    let flags = args.get(1).as_small().unwrap_or(0) as u16;
    let names = dict::new(vm)?;
    let out = vm.heap.bytes_mut(code, BYTES, room);
    let mut compiler = Compiler::new(pattern, text.family == Family::Str, flags, out, table.1);
    if let Err(flaw) = compiler.run() {
        return wrong(vm, text, flaw);
    }
    let (len, flags, groups) = (compiler.len, compiler.flags, compiler.groups);
    // The table's words outlive the compiler.
    let named = Compiler::new(pattern, true, 0, &mut [], table.1);
    for group in 1..groups {
        if let Some((from, to)) = named.name_of(group) {
            let name = text.part(from, to).in_family(Family::Str).value(vm)?;
            let name = vm
                .str_bytes(name)
                .map(|text| vm.heap.find_name(text))
                .map_or(name, |found| found.map_or(name, Value::name));
            dict::set_item(vm, names, name, Value::small(group.into()))?;
        }
    }
    vm.heap.set_raw(code, 1, Value::len(len).bits());
    let parts = [Value::reference(code), Value::small(flags.into()), Value::small(i32::from(groups) - 1), names];
    let result = tuple::new(vm, &parts)?;
    vm.heap.shrink(code, (BYTES + len).div_ceil(4));
    vm.heap.free_now(table.0);
    Ok(result)
}

/// What is wrong with a pattern: the text and the character.
fn wrong(vm: &mut Vm, text: Text, flaw: Flaw) -> Outcome<Value> {
    if flaw == compile::TOO_OFTEN {
        return raise!(vm, OverflowError, "the repetition number is too large");
    }
    if flaw == compile::TOO_LARGE {
        return raise!(vm, RuntimeError, "regular expression code size limit exceeded");
    }
    let [first, second] = flaw.numbers.map(|number| Value::small(number as i32));
    let (values, count) = match flaw.part {
        Some((from, to)) => ([text.part(from, to).in_family(Family::Str).value(vm)?, first, second], 3),
        None => ([first, second, Value::UNDEFINED], 2),
    };
    let mut out = Out::new_text();
    vm.format_message(flaw.text, values.get(..count).unwrap_or_default(), &mut out)?;
    let message = vm.str_from_out(out)?;
    let place = match flaw.at {
        Some(at) => Value::len(text.index(vm, at)?),
        None => Value::NONE,
    };
    tuple::new(vm, &[message, place])
}

/// The program, and the text that it is to run over.
fn subject(vm: &mut Vm, code: Value, string: Value) -> Outcome<(Text, Text)> {
    let (Some(code), Some(text)) = (vm.buffer_text(code), vm.text(string)) else {
        return raise!(vm, TypeError, "expected string or bytes-like object, got '{}'", vm.type_of(string));
    };
    let is_text = code::byte(code.bytes(vm), 6) & code::IS_TEXT != 0;
    if is_text && text.family != Family::Str {
        return raise!(vm, TypeError, "cannot use a string pattern on a bytes-like object");
    }
    if !is_text && text.family == Family::Str {
        return raise!(vm, TypeError, "cannot use a bytes pattern on a string-like object");
    }
    Ok((code, text))
}

/// A place in a text, in bytes.
fn place(vm: &mut Vm, text: Text, place: Value, by_bytes: bool) -> Outcome<usize> {
    let place = match vm.as_clamped_index(place)? {
        Some(place) => usize::try_from(place).unwrap_or(0),
        None => return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(place)),
    };
    if by_bytes { Ok(place.min(text.len())) } else { text.offset(vm, place) }
}

/// `_find(code, string, pos, endpos, mode)`: what was found, None, or a state for `_go_on`.
fn find<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let (code, text) = subject(vm, args.get(0), args.get(1))?;
    let mode = args.get(4).as_small().unwrap_or(0);
    let start = place(vm, text, args.get(2), mode & BY_BYTES != 0)?;
    let end = place(vm, text, args.get(3), false)?;
    let (program, subject) = (code.detached(vm), text.part(0, end).detached(vm));
    if start > end {
        return Ok(Value::NONE);
    }
    let at = new_words(vm, run::first_words(program))?;
    let machine = Machine::start(program, subject, words(vm, at), mode as u8 & 7, start);
    work(vm, machine, program, subject, at)
}

/// `_go_on(state, code, string, endpos, mode)`
fn go_on<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let (code, text) = subject(vm, args.get(1), args.get(2))?;
    let end = place(vm, text, args.get(3), false)?;
    let (program, subject) = (code.detached(vm), text.part(0, end).detached(vm));
    let at = args.get(0).block();
    let state = words(vm, at);
    if let Some(status) = state.first() {
        status.set(status.get() & !0xff);
    }
    let machine = Machine::resume(program, subject, state);
    work(vm, machine, program, subject, at)
}

/// Runs for a while.
fn work<'m>(
    vm: &mut Vm<'m>,
    mut machine: Machine<'m>,
    program: &'m [u8],
    subject: &'m [u8],
    mut at: Ref,
) -> Outcome<Value> {
    loop {
        match machine.run(FUEL) {
            Verdict::Failed => return Ok(Value::NONE),
            Verdict::Matched => {
                let count = run::result_words(program);
                vm.heap.set_raw(at, 1, Value::len(count * 4).bits());
                vm.heap.shrink(at, WORDS + count);
                return Ok(Value::reference(at));
            }
            Verdict::More => {
                let status = vm.heap.word(at, WORDS);
                vm.heap.set_raw(at, WORDS, status | GOING);
                return Ok(Value::reference(at));
            }
            Verdict::Full => {
                let old = words(vm, at);
                at = new_words(vm, old.len() + old.len() / 2)?;
                let new = words(vm, at);
                for (to, from) in new.iter().zip(old) {
                    to.set(from.get());
                }
                machine = Machine::resume(program, subject, new);
            }
        }
    }
}

/// Where a group lies, in bytes.
fn slots(vm: &Vm, found: Value, index: usize) -> Option<(usize, usize)> {
    let words = words(vm, found.block());
    let slot = |at: usize| words.get(at).map(Cell::get).filter(|place| *place != NOWHERE);
    let first = index.checked_mul(2)?.checked_add(1)?;
    Some((slot(first)? as usize, slot(first + 1)? as usize)).filter(|(from, to)| from <= to)
}

fn index(args: Args) -> usize {
    args.get(2).as_small().and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX / 4)
}

/// The text of a group: of `bytes` if it is of anything like them.
fn group_text(vm: &mut Vm, text: Text, found: Value, index: usize, default: Value) -> Outcome<Value> {
    let family = if text.family == Family::Str { Family::Str } else { Family::Bytes };
    match slots(vm, found, index) {
        Some((from, to)) => text.part(from, to).in_family(family).value(vm),
        None => Ok(default),
    }
}

/// `_group(string, found, index)`
fn group(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    group_text(vm, text, args.get(1), index(args), Value::NONE)
}

/// `_groups(string, found, default)`: all but the whole.
fn groups(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let count = (words(vm, args.get(1).block()).len() / 2).saturating_sub(1);
    let all = tuple::with_len(&mut vm.heap, count)?;
    for index in 0..count {
        let value = group_text(vm, text, args.get(1), index + 1, args.get(2))?;
        vm.heap.init(all, tuple::ITEMS + index, value);
    }
    Ok(Value::reference(all))
}

/// `_span(string, found, index)`: in characters.
fn span(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let parts = match slots(vm, args.get(1), index(args)) {
        Some((from, to)) => [Value::len(text.index(vm, from)?), Value::len(text.index(vm, to)?)],
        None => [Value::small(-1), Value::small(-1)],
    };
    tuple::new(vm, &parts)
}

/// `_bounds(found)`: where the match lies, in bytes, and the last group.
fn bounds(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let found = args.get(0);
    let (from, to) = slots(vm, found, 0).unwrap_or((0, 0));
    let last = vm.heap.word(found.block(), WORDS) >> 8;
    tuple::new(vm, &[Value::len(from), Value::len(to), Value::len(last as usize)])
}

/// `_piece(string, start, end)`: in bytes.
fn piece(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let bound = |at: usize| args.get(at).as_small().and_then(|bound| usize::try_from(bound).ok());
    let family = if text.family == Family::Str { Family::Str } else { Family::Bytes };
    text.part(bound(1).unwrap_or(0), bound(2).unwrap_or(text.len())).in_family(family).value(vm)
}

/// `re.escape(pattern)` of a string or bytes.
fn escape_text(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else {
        return raise!(vm, TypeError, "decoding to str: need a bytes-like object, {} found", vm.type_of(args.get(0)));
    };
    let mut out = Out::new_text();
    for byte in text.detached(vm) {
        if is_special(*byte) {
            out.byte(vm, b'\\')?;
        }
        out.byte(vm, *byte)?;
    }
    out.into_value(vm, if text.family == Family::Str { Family::Str } else { Family::Bytes })
}

fn is_special(byte: u8) -> bool {
    matches!(byte, 9..=13 | b' ' | b'#' | b'$' | b'&' | b'('..=b'.' | b'?' | b'['..=b'^' | b'{'..=b'~') && byte != b','
}
