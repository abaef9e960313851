//! `binascii`: bytes as text and back. The errors are in `python/binascii.py`.

use super::members::raise_of;
use crate::vm::Vm;
use crate::vm::heap::{Portion, Task, Work};
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::text::{Draft, Family, STEPS_AT_ONCE, Text};
use crate::vm::types::{Args, Native, native};
use crate::vm::value::Value;

/// `binascii`.
pub static MODULE: NativeModule = NativeModule { name: "binascii", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("a2b_base64", "data, /, *, strict_mode=False", 1, 1, from_base64),
    native("b2a_base64", "data, /, *, newline=True", 1, 1, to_base64),
    native("a2b_hex", "hexstr, /", 1, 1, from_hex),
    native("unhexlify", "hexstr, /", 1, 1, from_hex),
    native("crc32", "data, crc=0, /", 1, 2, crc_32),
    native("crc_hqx", "data, crc, /", 2, 2, crc_16),
];

static LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn error<T>(vm: &mut Vm, text: &'static str, values: &[Value]) -> Outcome<T> {
    Err(raise_of(vm, "binascii", "Error", text, values))
}

/// The bytes of an argument that may also be a string of ASCII.
fn ascii(vm: &mut Vm, value: Value) -> Outcome<Text> {
    let Some(text) = vm.text(value) else {
        let class = vm.type_of(value);
        return raise!(vm, TypeError, "argument should be bytes, buffer or ASCII string, not '{}'", class);
    };
    if text.family == Family::Str && !text.narrow {
        return raise!(vm, ValueError, "string argument should contain only ASCII characters");
    }
    Ok(text)
}

fn to_base64(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let data = vm.need_buffer(args.get(0))?;
    let line = args.get_or(1, Value::TRUE) != Value::FALSE && args.get(1) != Value::ZERO;
    let bytes = data.detached(vm);
    let mut draft = Draft::new(vm, Family::Bytes, bytes.len().div_ceil(3) * 4 + usize::from(line))?;
    for (index, part) in bytes.chunks(3).enumerate().skip(draft.begin) {
        draft.turn(vm, index, STEPS_AT_ONCE / 4)?;
        let byte = |index: usize| u32::from(part.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'A');
            draft.byte(vm, if place <= part.len() { letter } else { b'=' });
        }
    }
    if line {
        draft.byte(vm, b'\n');
    }
    Ok(draft.finish(vm))
}

fn digit(byte: u8) -> Option<u32> {
    Some(
        match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        }
        .into(),
    )
}

/// What reading base 64 has led to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Flaw {
    /// One letter more than a multiple of four; the number of letters.
    Odd(usize),
    Padding,
    Leading,
    Discontinuous,
    NotAllowed,
    Excess,
}

/// Reads base 64; gives each byte away.
fn read_base64(text: &[u8], strict: bool, mut take: impl FnMut(u8)) -> Result<(), Flaw> {
    let (mut bits, mut place, mut pads, mut letters) = (0u32, 0, 0, 0);
    if strict && text.first() == Some(&b'=') {
        return Err(Flaw::Leading);
    }
    for (index, byte) in text.iter().enumerate() {
        if *byte == b'=' {
            pads += 1;
            if place >= 2 && place + pads >= 4 {
                return if strict && index + 1 < text.len() { Err(Flaw::Excess) } else { Ok(()) };
            }
            if strict && place < 2 {
                return Err(Flaw::Discontinuous);
            }
            continue;
        }
        let Some(digit) = digit(*byte) else {
            if strict {
                return Err(Flaw::NotAllowed);
            }
            continue;
        };
        if strict && pads > 0 {
            return Err(Flaw::Discontinuous);
        }
        (pads, letters, bits) = (0, letters + 1, bits << 6 | digit);
        place += 1;
        match place {
            2 => take((bits >> 4) as u8),
            3 => take((bits >> 2) as u8),
            4 => take(bits as u8),
            _ => {}
        }
        place %= 4;
    }
    match place {
        0 => Ok(()),
        1 => Err(Flaw::Odd(letters)),
        _ => Err(Flaw::Padding),
    }
}

fn from_base64(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = ascii(vm, args.get(0))?;
    let strict = args.get(1) == Value::TRUE || args.get(1).as_small().is_some_and(|flag| flag != 0);
    let bytes = text.detached(vm);
    let mut count = 0;
    if let Err(flaw) = read_base64(bytes, strict, |_| count += 1) {
        return match flaw {
            Flaw::Odd(letters) => error(
                vm,
                "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
                &[Value::len(letters)],
            ),
            Flaw::Padding => error(vm, "Incorrect padding", &[]),
            Flaw::Leading => error(vm, "Leading padding not allowed", &[]),
            Flaw::Discontinuous => error(vm, "Discontinuous padding not allowed", &[]),
            Flaw::NotAllowed => error(vm, "Only base64 data is allowed", &[]),
            Flaw::Excess => error(vm, "Excess data after padding", &[]),
        };
    }
    let mut draft = Draft::new(vm, Family::Bytes, count)?;
    let _ = read_base64(bytes, strict, |byte| draft.byte(vm, byte));
    Ok(draft.finish(vm))
}

fn from_hex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = ascii(vm, args.get(0))?;
    let bytes = text.detached(vm);
    if !bytes.len().is_multiple_of(2) {
        return error(vm, "Odd-length string", &[]);
    }
    let mut draft = Draft::new(vm, Family::Bytes, bytes.len() / 2)?;
    for (index, pair) in bytes.chunks(2).enumerate().skip(draft.begin) {
        draft.turn(vm, index, STEPS_AT_ONCE)?;
        let digit = |index: usize| pair.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else {
            return error(vm, "Non-hexadecimal digit found", &[]);
        };
        draft.byte(vm, (high << 4 | low) as u8);
    }
    Ok(draft.finish(vm))
}

/// The checksum so far that an argument gives.
fn checksum(vm: &mut Vm, args: Args) -> Outcome<u32> {
    if !args.get(1).is_defined() {
        return Ok(0);
    }
    match vm.as_int(args.get(1)) {
        Some(int) => {
            let low = int.limbs(&vm.heap).first().copied().unwrap_or(0);
            Ok(if int.negative { low.wrapping_neg() } else { low })
        }
        None => {
            let class = vm.type_of(args.get(1));
            raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", class)
        }
    }
}

/// Takes all bytes into a checksum, so many at a time.
fn in_portions(vm: &mut Vm, data: Text, start: u32, step: impl Fn(u32, &u8) -> u32) -> Outcome<u32> {
    let work = Work::of(Task::Module, data.len());
    let (mut at, mut sum) = vm.heap.resumed(work).map_or((0, start), |half| (half.at, half.note));
    loop {
        let end = at.saturating_add(STEPS_AT_ONCE * 2);
        sum = data.part(at, end).bytes(vm).iter().fold(sum, &step);
        at = end;
        if at >= data.len() {
            vm.heap.end_work(work);
            return Ok(sum);
        }
        vm.heap.pause(work, Portion { at, extra: 0, note: sum, held: Value::UNDEFINED })?;
    }
}

fn crc_32(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (data, start) = (vm.need_buffer(args.get(0))?, checksum(vm, args)?);
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ if crc & 1 != 0 { 0xedb8_8320 } else { 0 })
    };
    let crc = in_portions(vm, data, !start, step)?;
    vm.int_from_u64((!crc).into())
}

fn crc_16(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (data, start) = (vm.need_buffer(args.get(0))?, checksum(vm, args)?);
    let step = |crc: u32, byte: &u8| {
        let shifted = |crc: u32| (crc << 1 ^ if crc & 0x8000 != 0 { 0x1021 } else { 0 }) & 0xffff;
        (0..8).fold(crc ^ u32::from(*byte) << 8, |crc, _| shifted(crc))
    };
    let crc = in_portions(vm, data, start & 0xffff, step)?;
    Ok(Value::small(crc as i32))
}
