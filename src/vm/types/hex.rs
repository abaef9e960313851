//! Bytes as hexadecimal text and back.

use super::str_search::int_argument;
use super::str_translate::count_bytes;
use super::text::{Draft, Family, STEPS_AT_ONCE, Text, measured};
use super::{Args, TypeId};
use crate::vm::Vm;
use crate::vm::heap::{Task, Work};
use crate::vm::number::radix::{digit_text, digit_value};
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `bytes.fromhex(string)`.
pub fn from_hex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    read(vm, args, Family::Bytes, TypeId::Bytes)
}

/// `bytearray.fromhex(string)`.
pub fn from_hex_array(vm: &mut Vm, args: Args) -> Outcome<Value> {
    read(vm, args, Family::ByteArray, TypeId::ByteArray)
}

fn read(vm: &mut Vm, args: Args, family: Family, id: TypeId) -> Outcome<Value> {
    let Some(text) = vm.str_text(args.get(1)) else {
        return raise!(vm, TypeError, "fromhex() argument must be str, not {}", vm.argument_type(args.get(1)));
    };
    let measure = Work::of(Task::Measure, text.len());
    let digits = measured(vm, measure, text.len(), |vm| count_bytes(vm, text, &|byte| !is_space(byte)))?;
    let mut draft = Draft::new(vm, family, digits / 2)?;
    let mut at = draft.begin;
    while at < text.len() {
        draft.turn(vm, at, STEPS_AT_ONCE)?;
        if text.bytes(vm).get(at).copied().is_some_and(is_space) {
            at = at.saturating_add(1);
            continue;
        }
        let digit = |at: usize| text.bytes(vm).get(at).and_then(|byte| digit_value(*byte)).filter(|digit| *digit < 16);
        let (high, low) = (digit(at), digit(at.saturating_add(1)));
        let (Some(high), Some(low)) = (high, low) else {
            let flaw = at.saturating_add(usize::from(high.is_some()));
            let flaw = Value::len(text.index(vm, flaw)?);
            return raise!(vm, ValueError, "non-hexadecimal number found in fromhex() arg at position {}", flaw);
        };
        draft.byte(vm, high << 4 | low);
        at = at.saturating_add(2);
    }
    vm.heap.end_work(measure);
    let bytes = draft.finish(vm);
    let class = args.get(0);
    if class.is_defined() && class != Value::builtin_type(id) {
        return Err(vm.tail_call(class, &[bytes]));
    }
    Ok(bytes)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 9..=13 | 32)
}

/// `bytes.hex(sep, bytes_per_sep)`.
pub fn hex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    hex_text(vm, args, text)
}

/// As [`hex`], of bytes that are not the receiver's.
pub(super) fn hex_text(vm: &mut Vm, args: Args, text: Text) -> Outcome<Value> {
    let group = int_argument(vm, args, 2, "hex", 1)?;
    let Some(separator) = separator(vm, args.get(1))? else { return write(vm, text, None, 0) };
    write(vm, text, Some(separator), group)
}

fn separator(vm: &mut Vm, value: Value) -> Outcome<Option<u8>> {
    if !value.is_defined() || value.is_none() {
        return Ok(None);
    }
    let Some(text) = vm.text(value) else { return raise!(vm, TypeError, "sep must be str or bytes.") };
    match text.bytes(vm) {
        [byte] if byte.is_ascii() => Ok(Some(*byte)),
        _ if text.is_one(vm) => raise!(vm, ValueError, "sep must be ASCII."),
        _ => raise!(vm, ValueError, "sep must be length 1."),
    }
}

/// Writes two digits a byte, and a separator between groups: counted from the end, or from the front if `group` is
/// negative.
fn write(vm: &mut Vm, text: Text, separator: Option<u8>, group: isize) -> Outcome<Value> {
    let (count, size) = (text.len(), group.unsigned_abs());
    let separators = match (separator, size) {
        (Some(_), 1..) => count.saturating_sub(1) / size,
        _ => 0,
    };
    let len = count.saturating_mul(2).saturating_add(separators);
    let mut draft = Draft::new(vm, Family::Str, len)?;
    for index in draft.begin..count {
        draft.turn(vm, index, STEPS_AT_ONCE / 2)?;
        let left = if group > 0 { count - index } else { index };
        if let Some(separator) = separator
            && index > 0
            && left.checked_rem(size) == Some(0)
        {
            draft.byte(vm, separator);
        }
        let byte = text.bytes(vm).get(index).copied().unwrap_or(0);
        draft.push(vm, &[digit_text((byte >> 4).into()), digit_text((byte & 15).into())]);
    }
    Ok(draft.finish(vm))
}
