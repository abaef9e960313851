//! Texts in quotes with escapes: `repr` and `ascii` of `str`, `bytes` and `bytearray`.

use super::long_text::AT_ONCE;
use super::text::{Family, Text};
use super::{Out, unicode, utf8};
use crate::vm::Vm;
use crate::vm::heap::{TEXT_PORTION, Task, Walk, Work};
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// Bytes that are written in one portion.
const QUOTED_AT_ONCE: usize = TEXT_PORTION / 2;

/// `repr(text)`, which is not written in portions.
pub fn write_repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let Some(text) = vm.text(value) else { return Ok(()) };
    let quote = quote_for(flags(text.bytes(vm), 0));
    write_front(vm, text, quote, out)?;
    write_part(vm, text, (0, text.len()), (quote, false), out)?;
    write_back(vm, text, quote, out)
}

/// `repr(value)` of a text, or `ascii(value)`.
pub fn quoted(vm: &mut Vm, text: Text, ascii: bool) -> Outcome<Value> {
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, state) = Out::resumed(vm, work)?;
    let quote = if state == 0 { find_quote(vm, text)? } else { state as u8 };
    if at == 0 {
        write_front(vm, text, quote, &mut out)?;
    }
    loop {
        let mut end = at.saturating_add(QUOTED_AT_ONCE).min(text.len());
        while text.family == Family::Str && text.bytes(vm).get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
            end = end.saturating_add(1);
        }
        write_part(vm, text, (at, end), (quote, ascii), &mut out)?;
        at = end;
        if at >= text.len() {
            break;
        }
        out.turn(vm, work, at, quote.into())?;
    }
    write_back(vm, text, quote, &mut out)?;
    vm.str_from_out(out)
}

/// The quotes among some bytes, added to those that are known: 1 for `'`, 2 for `"`.
fn flags(bytes: &[u8], known: usize) -> usize {
    let has = |quote: u8| usize::from(bytes.contains(&quote));
    known | has(b'\'') | has(b'"') << 1
}

fn quote_for(flags: usize) -> u8 {
    if flags == 1 { b'"' } else { b'\'' }
}

fn find_quote(vm: &mut Vm, text: Text) -> Outcome<u8> {
    if text.len() <= AT_ONCE {
        return Ok(quote_for(flags(text.bytes(vm), 0)));
    }
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Search, text.len()));
    while let Some((start, end)) = walk.portion(&mut vm.heap, text.len(), AT_ONCE)? {
        walk.progress.extra = flags(text.part(start, end).bytes(vm), walk.progress.extra);
    }
    Ok(quote_for(walk.progress.extra))
}

fn write_front(vm: &mut Vm, text: Text, quote: u8, out: &mut Out) -> Outcome<()> {
    out.reserve(vm, text.len().saturating_add(14))?;
    match text.family {
        Family::Str => {}
        Family::Bytes => out.byte(vm, b'b')?,
        Family::ByteArray => out.text(vm, b"bytearray(b")?,
    }
    out.byte(vm, quote)
}

fn write_back(vm: &mut Vm, text: Text, quote: u8, out: &mut Out) -> Outcome<()> {
    out.byte(vm, quote)?;
    if text.family == Family::ByteArray { out.byte(vm, b')') } else { Ok(()) }
}

/// Writes a part with escapes; `ascii` escapes whatever is not ASCII.
fn write_part(
    vm: &mut Vm,
    text: Text,
    (from, to): (usize, usize),
    (quote, ascii): (u8, bool),
    out: &mut Out,
) -> Outcome<()> {
    let text = text.part(from, to);
    let bytes = text.detached(vm);
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at).copied() {
        let (code, len) = match text.family {
            Family::Str => utf8::decode(bytes.get(at..).unwrap_or_default()).unwrap_or((byte.into(), 1)),
            _ => (byte.into(), 1),
        };
        let plain = match code {
            32..=126 => byte != quote && byte != b'\\' && (byte != b'\'' || text.family != Family::ByteArray),
            0x80.. if text.family == Family::Str => !ascii && unicode::is_printable(code),
            _ => false,
        };
        if !plain {
            out.append(vm, text.part(start, at))?;
            write_escape(vm, code, out)?;
            start = at.saturating_add(len);
        }
        at = at.saturating_add(len);
    }
    out.append(vm, text.part(start, at))
}

/// Writes the escape of a character.
pub fn write_escape(vm: &mut Vm, code: u32, out: &mut Out) -> Outcome<()> {
    let short = match code {
        9 => b't',
        10 => b'n',
        13 => b'r',
        0x27 | 0x22 | 0x5C => code as u8,
        _ => 0,
    };
    if short != 0 {
        return out.text(vm, &[b'\\', short]);
    }
    let (letter, digits) = match code {
        0..0x100 => (b'x', 2),
        0x100..0x1_0000 => (b'u', 4),
        _ => (b'U', 8),
    };
    out.text(vm, &[b'\\', letter])?;
    out.hex(vm, code, digits)
}

/// A text with escapes for what is not ASCII.
pub fn escape_ascii(vm: &mut Vm, shown: Value) -> Outcome<Value> {
    let Some(text) = vm.str_text(shown).filter(|text| !text.narrow) else { return Ok(shown) };
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    let mut left = QUOTED_AT_ONCE;
    while let Some((code, len)) = utf8::decode(text.bytes(vm).get(at..).unwrap_or_default()) {
        if code < 0x80 {
            out.char(vm, code)?
        } else {
            write_escape(vm, code, &mut out)?
        }
        at = at.saturating_add(len);
        left = left.saturating_sub(len.saturating_mul(4));
        if left == 0 && at < text.len() {
            out.turn(vm, work, at, 0)?;
            left = QUOTED_AT_ONCE;
        }
    }
    vm.str_from_out(out)
}
