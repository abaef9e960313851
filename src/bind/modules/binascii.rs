//! `binascii`: bytes as text and back. The errors are in `python/binascii.py`.

use super::members::raise_of;
use crate::vm::Vm;
use crate::vm::heap::{Kind, Portion, Task, Walk, Work};
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::text::{BYTES, Draft, Family, STEPS_AT_ONCE, Text, alloc_text};
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

/// Base 64 on its way to bytes.
#[derive(Clone, Copy, Default)]
struct Reader {
    /// The bits of the letters since the last group of four.
    bits: u32,
    /// How many letters those are, and how many signs of padding have come.
    place: u32,
    pads: u32,
}

impl Reader {
    /// The reader that [`Reader::pack`] was told of.
    fn unpack(note: u32) -> Reader {
        Reader { bits: note >> 4, place: note >> 2 & 3, pads: note & 3 }
    }

    fn pack(self) -> u32 {
        (self.bits & 0xff_ffff) << 4 | self.place << 2 | self.pads.min(3)
    }

    /// Takes a byte of the text, and may give one; `Ok(None)` at the end.
    fn take(&mut self, byte: u8, strict: bool, out: &mut dyn FnMut(u8)) -> Result<Option<()>, Flaw> {
        if byte == b'=' {
            self.pads = (self.pads + 1).min(3);
            if self.place >= 2 && self.place + self.pads >= 4 {
                return Ok(None);
            }
            return if strict && self.place < 2 { Err(Flaw::Discontinuous) } else { Ok(Some(())) };
        }
        let Some(digit) = digit(byte) else { return if strict { Err(Flaw::NotAllowed) } else { Ok(Some(())) } };
        if strict && self.pads > 0 {
            return Err(Flaw::Discontinuous);
        }
        (self.pads, self.bits) = (0, self.bits << 6 | digit);
        self.place += 1;
        match self.place {
            2 => out((self.bits >> 4) as u8),
            3 => out((self.bits >> 2) as u8),
            4 => out(self.bits as u8),
            _ => {}
        }
        self.place %= 4;
        Ok(Some(()))
    }

    /// What is wrong at the end of a text that has led to so many bytes.
    fn flaw(self, count: usize) -> Option<Flaw> {
        match self.place {
            0 => None,
            1 => Some(Flaw::Odd(count / 3 * 4 + 1)),
            _ => Some(Flaw::Padding),
        }
    }
}

/// Letters that are read in one portion.
const READ_AT_ONCE: usize = 96;

fn from_base64(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = ascii(vm, args.get(0))?;
    let strict = args.get(1) == Value::TRUE || args.get(1).as_small().is_some_and(|flag| flag != 0);
    let bytes = text.detached(vm);
    if strict && bytes.first() == Some(&b'=') {
        return refuse(vm, Flaw::Leading);
    }
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Module, bytes.len()));
    if !walk.progress.held.is_defined() {
        let room = (bytes.len() / 4).saturating_mul(3).saturating_add(3);
        walk.progress.held = Value::reference(alloc_text(&mut vm.heap, Kind::Bytes, BYTES, room)?);
    }
    let (at, mut is_over) = (walk.progress.held.block(), false);
    while !is_over && let Some((start, end)) = walk.portion(&mut vm.heap, bytes.len(), READ_AT_ONCE)? {
        let mut reader = Reader::unpack(walk.progress.note);
        let (mut out, mut count) = ([0; READ_AT_ONCE], 0);
        for (index, byte) in bytes.iter().enumerate().take(end).skip(start) {
            let mut give = |byte: u8| {
                if let Some(place) = out.get_mut(count) {
                    *place = byte;
                    count += 1;
                }
            };
            match reader.take(*byte, strict, &mut give) {
                Ok(Some(())) => {}
                Ok(None) if strict && index + 1 < bytes.len() => return refuse(vm, Flaw::Excess),
                Ok(None) => {
                    (is_over, reader.place) = (true, 0);
                    break;
                }
                Err(flaw) => return refuse(vm, flaw),
            }
        }
        let place = vm.heap.bytes_mut(at, BYTES.saturating_add(walk.progress.extra), count);
        if let Some(out) = out.get(..place.len()) {
            place.copy_from_slice(out);
        }
        walk.progress.extra = walk.progress.extra.saturating_add(count);
        walk.progress.note = reader.pack();
    }
    walk.end(&mut vm.heap);
    if let Some(flaw) = Reader::unpack(walk.progress.note).flaw(walk.progress.extra) {
        return refuse(vm, flaw);
    }
    vm.heap.set_raw(at, 1, Value::len(walk.progress.extra).bits());
    vm.heap.shrink(at, BYTES.saturating_add(walk.progress.extra).div_ceil(4));
    Ok(walk.progress.held)
}

fn refuse(vm: &mut Vm, flaw: Flaw) -> Outcome<Value> {
    let text = match flaw {
        Flaw::Odd(letters) => {
            let text =
                "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4";
            return error(vm, text, &[Value::len(letters)]);
        }
        Flaw::Padding => "Incorrect padding",
        Flaw::Leading => "Leading padding not allowed",
        Flaw::Discontinuous => "Discontinuous padding not allowed",
        Flaw::NotAllowed => "Only base64 data is allowed",
        Flaw::Excess => "Excess data after padding",
    };
    error(vm, text, &[])
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
        let end = at.saturating_add(STEPS_AT_ONCE + STEPS_AT_ONCE / 2);
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
