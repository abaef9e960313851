//! Tracebacks: the frames that an exception has passed, innermost first: `[length][function][ip]…`.

use super::super::{Getter, Out, Type, TypeId, class, list, tuple};
use super::attribute::{argument, place};
use super::{Extra, args, builtin_class, derives, extra, message, traceback};
use crate::vm::Vm;
use crate::vm::code::Code;
use crate::vm::heap::{Heap, Kind};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// `traceback`
pub static TYPE: Type = Type {
    name: "traceback",
    getters: &[
        Getter { name: "tb_lineno", get: line_number },
        Getter { name: "tb_lasti", get: last_instruction },
        Getter { name: "tb_next", get: next },
        Getter { name: "tb_frame", get: |vm, traceback| Err(vm.tail_call(vm.prelude(Prelude::FrameOf), &[traceback])) },
    ],
    ..Type::PLAIN
};

/// The word of the first entry.
const ENTRIES: usize = 2;
/// The longest chain of causes that is printed.
const CHAIN: usize = 16;
/// Lines of a recursion that are printed before they are counted only.
const REPEATS: usize = 3;

/// The longest file name and line of source that are shown, in bytes.
const SHOWN: usize = 120;

/// One line of a traceback.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Entry {
    code: Ref,
    unit: usize,
}

impl Entry {
    /// The entry at an index, innermost first.
    fn read(heap: &Heap, traceback: Value, index: usize) -> Entry {
        let at = ENTRIES + index * 2;
        let function = heap.block(traceback.block(), at);
        let unit = heap.value(traceback.block(), at + 1).as_small().unwrap_or(0);
        Entry { code: heap.block(function, 1), unit: unit.max(0) as usize }
    }

    fn line(self, heap: &Heap) -> u32 {
        Code::new(heap, self.code).line(self.unit)
    }
}

fn count(heap: &Heap, traceback: Value) -> usize {
    if !traceback.is_ref() || !traceback.is_defined() {
        return 0;
    }
    heap.value(traceback.block(), 1).as_small().unwrap_or(0).max(0) as usize
}

/// The outermost entry, which is the last one.
fn outermost(heap: &Heap, traceback: Value) -> Entry {
    Entry::read(heap, traceback, count(heap, traceback).saturating_sub(1))
}

fn line_number(vm: &mut Vm, traceback: Value) -> Outcome<Value> {
    Ok(Value::len(outermost(&vm.heap, traceback).line(&vm.heap) as usize))
}

fn last_instruction(vm: &mut Vm, traceback: Value) -> Outcome<Value> {
    Ok(Value::len(outermost(&vm.heap, traceback).unit * 2))
}

/// The traceback from the next frame inwards.
fn next(vm: &mut Vm, traceback: Value) -> Outcome<Value> {
    let count = count(&vm.heap, traceback);
    if count <= 1 {
        return Ok(Value::NONE);
    }
    let at = vm.heap.alloc(Kind::Traceback, count * 2)?;
    vm.heap.init(at, 1, Value::len(count - 1));
    vm.heap.copy_values(traceback.block(), ENTRIES, at, ENTRIES, (count - 1) * 2);
    Ok(Value::reference(at))
}

/// A list of function and place of its outermost frame.
pub fn places(vm: &mut Vm, traceback: Value) -> Outcome<Value> {
    let found = list::with_capacity(vm, 2)?;
    let last = count(&vm.heap, traceback).saturating_sub(1);
    for word in [ENTRIES + last * 2, ENTRIES + last * 2 + 1] {
        let value = vm.heap.value(traceback.block(), word);
        list::push(vm, found, value)?;
    }
    Ok(found)
}

/// Writes the header and the frames, outermost first, with the source lines that the host has.
pub fn write_frames(vm: &mut Vm, traceback: Value, out: &mut Out) -> Outcome<()> {
    let count = count(&vm.heap, traceback);
    if count == 0 {
        return Ok(());
    }
    out.text(vm, b"Traceback (most recent call last):\n")?;
    let (mut before, mut repeated) = (None, 0);
    for index in (0..count).rev() {
        let entry = Entry::read(&vm.heap, traceback, index);
        if before
            .is_some_and(|before: Entry| before.line(&vm.heap) == entry.line(&vm.heap) && before.code == entry.code)
        {
            repeated += 1;
        } else {
            write_repeats(vm, repeated, out)?;
            (before, repeated) = (Some(entry), 1);
        }
        if repeated <= REPEATS {
            write_entry(vm, entry, out)?;
        }
    }
    write_repeats(vm, repeated, out)
}

fn write_repeats(vm: &mut Vm, repeated: usize, out: &mut Out) -> Outcome<()> {
    let Some(more) = repeated.checked_sub(REPEATS).filter(|more| *more > 0) else { return Ok(()) };
    let text = if more == 1 {
        "  [Previous line repeated {} more time]\n"
    } else {
        "  [Previous line repeated {} more times]\n"
    };
    vm.format_message(text, &[Value::len(more)], out)
}

fn write_entry(vm: &mut Vm, entry: Entry, out: &mut Out) -> Outcome<()> {
    let code = Code::new(&vm.heap, entry.code);
    let (name, file, line) = (code.value(0), code.value(1), code.line(entry.unit));
    vm.format_message("  File \"{}\", line {}, in ", &[file, Value::len(line as usize)], out)?;
    let Some(name) = vm.str_text(name) else { return out.byte(vm, b'\n') };
    // The last part of the qualified name.
    let bytes = name.bytes(vm);
    let last = bytes.iter().rposition(|byte| *byte == b'.').map_or(0, |dot| dot + 1);
    out.append(vm, name.without(last, 0))?;
    out.byte(vm, b'\n')?;
    write_source(vm, file, line, out)
}

/// Writes a line of the source, if the host has it.
fn write_source(vm: &mut Vm, file: Value, line: u32, out: &mut Out) -> Outcome<()> {
    let mut copy = [0; SHOWN];
    let Some(name) = vm.str_bytes(file).and_then(|file| copied(file, &mut copy)) else { return Ok(()) };
    let mut shown = [0; SHOWN];
    let text = vm.host.source_line(name, line).map(|text| cut(text.trim())).unwrap_or_default();
    let Some(text) = copied(text.as_bytes(), &mut shown).filter(|text| !text.is_empty()) else { return Ok(()) };
    out.text(vm, b"    ")?;
    out.text(vm, text.as_bytes())?;
    out.byte(vm, b'\n')
}

/// A text outside the heap.
fn copied<'a>(text: &[u8], copy: &'a mut [u8]) -> Option<&'a str> {
    let copy = copy.get_mut(..text.len())?;
    copy.copy_from_slice(text);
    core::str::from_utf8(copy).ok()
}

/// As much of a line as is shown.
fn cut(line: &str) -> &str {
    let end = (0..=SHOWN.min(line.len())).rev().find(|end| line.is_char_boundary(*end)).unwrap_or(0);
    line.get(..end).unwrap_or_default()
}

/// Writes the last line: class and text, then the notes.
fn write_summary(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let class = vm.type_of(exception);
    let syntax =
        derives(builtin_class(vm, class), TypeId::SyntaxError) && tuple::len(vm, args(&vm.heap, exception)) > 1;
    if syntax {
        write_place(vm, exception, out)?;
    }
    write_class(vm, class, out)?;
    let mut text = Out::new_text();
    match syntax {
        true => text.value(vm, argument(vm, exception, 0))?,
        false => message::write(vm, exception, &mut text)?,
    }
    if !text.is_empty() {
        let text = vm.str_from_out(text)?;
        vm.format_message(": {}", &[text], out)?;
    }
    out.byte(vm, b'\n')?;
    let notes = extra(&vm.heap, exception, Extra::Notes);
    for index in 0..super::super::list::sequence_len(vm, notes) {
        let note = super::super::list::sequence_item(vm, notes, index);
        vm.format_message("{}\n", &[note], out)?;
    }
    Ok(())
}

/// Writes the name of a class, with its module unless that is the main one.
pub fn write_class(vm: &mut Vm, class: Value, out: &mut Out) -> Outcome<()> {
    let mut name = Out::new_text();
    class::write_class_name(vm, class, &mut name)?;
    let name = vm.str_from_out(name)?;
    let main = b"__main__.";
    match vm.str_text(name) {
        Some(text) if text.bytes(vm).starts_with(main) => out.append(vm, text.without(main.len(), 0)),
        Some(text) => out.append(vm, text),
        None => Ok(()),
    }
}

/// Writes where a SyntaxError is: file and line, the line itself, a caret under the place.
fn write_place(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let [file, line, offset, text] = [0, 1, 2, 3].map(|index| place(vm, exception, index));
    vm.format_message("  File \"{}\", line {}\n", &[file, line], out)?;
    let Some(source) = vm.str_text(text) else { return Ok(()) };
    let bytes = source.bytes(vm);
    let indent = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | 0x0c)).count();
    let end = bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    out.text(vm, b"    ")?;
    out.append(vm, source.without(indent, end))?;
    out.byte(vm, b'\n')?;
    let column = offset.as_small().unwrap_or(0).saturating_sub(1);
    let Some(spaces) = usize::try_from(column).ok().and_then(|column| column.checked_sub(indent)) else {
        return Ok(());
    };
    out.text(vm, b"    ")?;
    for _ in 0..spaces.min(source.len()) {
        out.byte(vm, b' ')?;
    }
    out.text(vm, b"^\n")
}

/// The exception that is printed before this one, and the sentence between them.
fn link(heap: &Heap, exception: Value) -> Option<(Value, &'static [u8])> {
    let cause = extra(heap, exception, Extra::Cause);
    if cause.is_defined() && !cause.is_none() {
        return Some((cause, b"\nThe above exception was the direct cause of the following exception:\n\n"));
    }
    let context = extra(heap, exception, Extra::Context);
    let shown = context.is_defined() && !context.is_none() && extra(heap, exception, Extra::Suppress) != Value::TRUE;
    shown.then_some((context, b"\nDuring handling of the above exception, another exception occurred:\n\n"))
}

/// Walks so many links back.
fn ancestor(heap: &Heap, exception: Value, links: usize) -> Option<(Value, &'static [u8])> {
    let mut found = (exception, &b""[..]);
    for _ in 0..links {
        found = link(heap, found.0)?;
    }
    Some(found)
}

impl Vm<'_> {
    /// Writes an exception with its traceback and those it came from, as CPython does. What needs Python code for its
    /// text is shown by its type; see `_print_exception` of the prelude for the rest.
    pub fn print_exception(&mut self, exception: Value, out: &mut Out) -> Outcome<()> {
        let links = (1..CHAIN).take_while(|links| ancestor(&self.heap, exception, *links).is_some()).count();
        for distance in (0..=links).rev() {
            let Some((shown, _)) = ancestor(&self.heap, exception, distance) else { continue };
            write_frames(self, traceback(&self.heap, shown), out)?;
            write_summary(self, shown, out)?;
            let sentence =
                ancestor(&self.heap, exception, distance).filter(|_| distance > 0).map(|(_, sentence)| sentence);
            out.text(self, sentence.unwrap_or_default())?;
        }
        Ok(())
    }
}
