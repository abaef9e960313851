//! The text of an exception, as far as Rust can write it.

use super::super::{Out, TYPES, TypeId, text, tuple};
use super::attribute::{argument, attributes, place};
use super::{args, builtin_class, derives, group};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name::{self, Name};
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// True if `str()` of an exception shows nothing that needs Python code for its text.
pub fn is_plain(vm: &Vm, exception: Value) -> bool {
    let args = args(&vm.heap, exception);
    let base = builtin_class(vm, vm.type_of(exception));
    let shown = if derives(base, TypeId::BaseExceptionGroup) { 1 } else { tuple::len(vm, args) };
    let special = derives(base, TypeId::SyntaxError) || derives(base, TypeId::UnicodeError);
    special || (0..shown).all(|index| is_plain_value(vm, tuple::item(vm, args, index)))
}

/// True for values whose repr Rust can write.
fn is_plain_value(vm: &Vm, value: Value) -> bool {
    vm.payload(value) == value && TYPES.get(vm.type_id(value) as usize).is_some_and(|row| row.slots.repr.is_some())
}

/// Writes `str(exception)`; of arguments that need Python for their text, type and address.
pub fn write(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let base = builtin_class(vm, vm.type_of(exception));
    let count = tuple::len(vm, args(&vm.heap, exception));
    if derives(base, TypeId::SyntaxError) && count > 0 {
        return write_syntax_error(vm, exception, out);
    }
    if derives(base, TypeId::OsError) && count == 2 {
        return write_os_error(vm, exception, out);
    }
    if derives(base, TypeId::UnicodeError) && count == 5 {
        return write_unicode_error(vm, exception, base, out);
    }
    if derives(base, TypeId::BaseExceptionGroup) {
        return write_group(vm, exception, out);
    }
    match count {
        0 => Ok(()),
        1 if derives(base, TypeId::KeyError) => out.repr(vm, argument(vm, exception, 0)),
        1 => out.value(vm, argument(vm, exception, 0)),
        _ => write_args(vm, exception, out),
    }
}

/// Writes the arguments as a tuple's repr.
pub fn write_args(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let count = tuple::len(vm, args(&vm.heap, exception));
    out.byte(vm, b'(')?;
    for index in 0..count {
        if index > 0 {
            out.text(vm, b", ")?;
        }
        out.repr(vm, argument(vm, exception, index))?;
    }
    out.byte(vm, b')')
}

fn write_os_error(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let [number, text] = [argument(vm, exception, 0), argument(vm, exception, 1)];
    vm.format_message("[Errno {}] {}", &[number, text], out)?;
    let [first, second] = [own(vm, exception, name::FILENAME), own(vm, exception, name::FILENAME2)];
    if let Some(first) = first {
        vm.format_message(": {r}", &[first], out)?;
    }
    match second {
        Some(second) => vm.format_message(" -> {r}", &[second], out),
        None => Ok(()),
    }
}

/// An attribute of the exception itself.
fn own(vm: &mut Vm, exception: Value, name: Name) -> Option<Value> {
    let dict = attributes(&vm.heap, exception.block())?;
    super::super::dict::get_name(&vm.heap, dict.block(), Value::name(name))
}

fn write_syntax_error(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let [file, line] = [place(vm, exception, 0), place(vm, exception, 1)];
    out.value(vm, argument(vm, exception, 0))?;
    match (file.is_none(), line.is_none()) {
        (true, true) => Ok(()),
        (false, true) => vm.format_message(" ({})", &[file], out),
        (true, false) => vm.format_message(" (line {})", &[line], out),
        (false, false) => vm.format_message(" ({}, line {})", &[file, line], out),
    }
}

fn write_unicode_error(vm: &mut Vm, exception: Value, base: TypeId, out: &mut Out) -> Outcome<()> {
    let part = |vm: &Vm, index: usize| argument(vm, exception, index);
    let (start, end) = (part(vm, 2).as_small().unwrap_or(0), part(vm, 3).as_small().unwrap_or(0));
    let (encoding, reason) = (part(vm, 0), part(vm, 4));
    let decode = base == TypeId::UnicodeDecodeError;
    vm.format_message(if decode { "'{}' codec can't decode " } else { "'{}' codec can't encode " }, &[encoding], out)?;
    if end == start.wrapping_add(1) {
        write_offender(vm, part(vm, 1), start.max(0) as usize, out)?;
        vm.format_message(" in position {}: {}", &[Value::small(start), reason], out)
    } else {
        out.text(vm, if decode { b"bytes in position " } else { b"characters in position " })?;
        vm.format_message("{}-{}", &[Value::small(start), Value::small(end.wrapping_sub(1))], out)?;
        vm.format_message(": {}", &[reason], out)
    }
}

/// The byte or the character that could not be converted.
fn write_offender(vm: &mut Vm, object: Value, index: usize, out: &mut Out) -> Outcome<()> {
    let Some(text) = vm.text(object) else { return out.text(vm, b"something") };
    if text.family != text::Family::Str {
        out.text(vm, b"byte 0x")?;
        let byte = text.bytes(vm).get(index).copied().unwrap_or(0);
        return out.hex(vm, byte.into(), 2);
    }
    let start = text.offset(vm, index)?;
    let bytes = text.bytes(vm).get(start..).unwrap_or_default();
    let code = super::super::utf8::decode(bytes).map_or(0, |(code, _)| code);
    let (escape, digits): (&[u8], u32) = match code {
        ..0x100 => (b"\\x", 2),
        0x100..0x1_0000 => (b"\\u", 4),
        _ => (b"\\U", 8),
    };
    out.text(vm, b"character '")?;
    out.text(vm, escape)?;
    out.hex(vm, code, digits)?;
    out.byte(vm, b'\'')
}

fn write_group(vm: &mut Vm, exception: Value, out: &mut Out) -> Outcome<()> {
    let exceptions = group::exceptions(vm, exception);
    let count = tuple::len(vm, exceptions);
    let text = if count == 1 { "{} ({} sub-exception)" } else { "{} ({} sub-exceptions)" };
    vm.format_message(text, &[argument(vm, exception, 0), Value::len(count)], out)
}

impl Vm<'_> {
    /// A message as a string.
    pub fn new_message(&mut self, text: &str, values: &[Value]) -> Outcome<Value> {
        let mut out = Out::new_text();
        self.format_message(text, values, &mut out)?;
        self.str_from_out(out)
    }
}

/// True for an instance of a class of Python.
pub fn is_of_python_class(vm: &Vm, exception: Value) -> bool {
    vm.kind(vm.type_of(exception)) == Some(Kind::Class)
}
