//! Filling up to a width: methods of `str`, `bytes` and `bytearray` alike.

use super::str_search::int_argument;
use super::text::{Draft, Family, Put, Text};
use super::{Args, Out, utf8};
use crate::vm::Vm;
use crate::vm::heap::{Task, Work};
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `text.center(width, fillchar)`.
pub fn center(vm: &mut Vm, args: Args) -> Outcome<Value> {
    pad(vm, args, "center", |missing, width| {
        let left = missing / 2 + (missing & width & 1);
        (left, missing - left)
    })
}

/// `text.ljust(width, fillchar)`.
pub fn left(vm: &mut Vm, args: Args) -> Outcome<Value> {
    pad(vm, args, "ljust", |missing, _| (0, missing))
}

/// `text.rjust(width, fillchar)`.
pub fn right(vm: &mut Vm, args: Args) -> Outcome<Value> {
    pad(vm, args, "rjust", |missing, _| (missing, 0))
}

/// Fills up; `split` says how many of the missing characters stand left and right.
fn pad(vm: &mut Vm, args: Args, name: &str, split: fn(usize, usize) -> (usize, usize)) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let width = usize::try_from(int_argument(vm, args, 1, name, 0)?).unwrap_or(0);
    let fill = fill_argument(vm, args, text, name)?;
    let missing = width.saturating_sub(text.count(vm)?);
    if missing == 0 {
        return unchanged(vm, args.get(0), text);
    }
    let (left, right) = split(missing, width);
    let bytes = utf8::encode(fill);
    let one = if text.family == Family::Str { bytes.bytes() } else { &[fill as u8] };
    let len = text.len().saturating_add(missing.saturating_mul(one.len()));
    of_pieces(vm, text.family, len, [Put::Fill(one, left), Put::Text(text), Put::Fill(one, right)])
}

/// A text of three pieces.
pub(super) fn of_pieces(vm: &mut Vm, family: Family, len: usize, pieces: [Put; 3]) -> Outcome<Value> {
    let mut draft = Draft::of_pieces(vm, family, len)?;
    for piece in pieces {
        draft.put(vm, piece)?;
    }
    Ok(draft.finish(vm))
}

/// The same text: the same object if it cannot change.
fn unchanged(vm: &mut Vm, value: Value, text: Text) -> Outcome<Value> {
    if text.family == Family::ByteArray { text.value(vm) } else { Ok(value) }
}

fn fill_argument(vm: &mut Vm, args: Args, text: Text, name: &str) -> Outcome<u32> {
    let fill = args.get(2);
    if !fill.is_defined() {
        return Ok(b' '.into());
    }
    if text.family != Family::Str {
        return match vm.buffer_text(fill).map(|fill| fill.bytes(vm)) {
            Some([byte]) => Ok((*byte).into()),
            _ => {
                let class = vm.type_of(fill);
                let name = vm.new_str(name.as_bytes())?;
                raise!(vm, TypeError, "{}() argument 2 must be a byte string of length 1, not {}", name, class)
            }
        };
    }
    let Some(fill) = vm.str_text(fill) else {
        return raise!(vm, TypeError, "The fill character must be a unicode character, not {}", vm.type_of(fill));
    };
    match utf8::decode(fill.bytes(vm)) {
        Some((code, len)) if len == fill.len() => Ok(code),
        _ => raise!(vm, TypeError, "The fill character must be exactly one character long"),
    }
}

/// `text.zfill(width)`.
pub fn zero_fill(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let width = usize::try_from(int_argument(vm, args, 1, "zfill", 0)?).unwrap_or(0);
    let missing = width.saturating_sub(text.count(vm)?);
    if missing == 0 {
        return unchanged(vm, args.get(0), text);
    }
    let sign = usize::from(matches!(text.bytes(vm).first(), Some(b'+' | b'-')));
    let pieces = [Put::Text(text.part(0, sign)), Put::Fill(b"0", missing), Put::Text(text.part(sign, text.len()))];
    of_pieces(vm, text.family, text.len().saturating_add(missing), pieces)
}

/// Bytes that are looked at in one portion of `expandtabs`.
const EXPANDED_AT_ONCE: usize = 32;
const SPACES: &[u8] = &[b' '; 16];

/// `text.expandtabs(tabsize)`.
pub fn expand_tabs(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let size = usize::try_from(int_argument(vm, args, 1, "expandtabs", 8)?).unwrap_or(0);
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, column) = Out::resumed(vm, work)?;
    let (mut column, mut start, begin) = (column as usize, at, at);
    while let Some(byte) = text.bytes(vm).get(at).copied() {
        if at.is_multiple_of(EXPANDED_AT_ONCE) && at != begin {
            out.append(vm, text.part(start, at))?;
            out.turn(vm, work, at, column as u32)?;
            start = at;
        }
        match byte {
            b'\t' => {
                out.append(vm, text.part(start, at))?;
                start = at.saturating_add(1);
                let spaces = if size == 0 { 0 } else { size - column % size };
                let mut missing = spaces;
                while missing > 0 {
                    let some = missing.min(SPACES.len());
                    out.text(vm, SPACES.get(..some).unwrap_or_default())?;
                    missing = missing.saturating_sub(some);
                }
                column = column.saturating_add(spaces);
            }
            b'\n' | b'\r' => column = 0,
            // Further bytes of a character take no column.
            0x80..=0xBF if !text.narrow => {}
            _ => column = column.saturating_add(1),
        }
        at = at.saturating_add(1);
    }
    out.append(vm, text.part(start, at))?;
    out.into_value(vm, text.family)
}
