//! Between text and bytes: UTF-8, ASCII and Latin-1, with the usual ways of handling errors.

use super::text::{Family, Text, measured};
use super::utf8::{self, Flaw};
use super::{Args, Out, TypeId, exception, str_case, str_quote, tuple};
use crate::vm::Vm;
use crate::vm::heap::{Task, Walk, Work};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::Value;

/// An encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Utf8,
    Ascii,
    Latin1,
}

impl Codec {
    /// The name in messages.
    fn name(self) -> &'static [u8] {
        match self {
            Codec::Utf8 => b"utf-8",
            Codec::Ascii => b"ascii",
            Codec::Latin1 => b"latin-1",
        }
    }

    /// The first character that does not fit, for those of one byte.
    fn limit(self) -> u32 {
        match self {
            Codec::Utf8 => 0x11_0000,
            Codec::Ascii => 0x80,
            Codec::Latin1 => 0x100,
        }
    }
}

/// What is done about errors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    SurrogateEscape,
    SurrogatePass,
    /// A name nobody knows: a LookupError when the first error is met.
    Unknown(Value),
}

static CODECS: &[(&[u8], Codec)] = &[
    (b"utf8", Codec::Utf8),
    (b"u8", Codec::Utf8),
    (b"utf", Codec::Utf8),
    (b"cp65001", Codec::Utf8),
    (b"ascii", Codec::Ascii),
    (b"usascii", Codec::Ascii),
    (b"646", Codec::Ascii),
    (b"latin1", Codec::Latin1),
    (b"latin", Codec::Latin1),
    (b"l1", Codec::Latin1),
    (b"iso88591", Codec::Latin1),
    (b"88591", Codec::Latin1),
];

static ERRORS: &[(&[u8], Errors)] = &[
    (b"strict", Errors::Strict),
    (b"ignore", Errors::Ignore),
    (b"replace", Errors::Replace),
    (b"backslashreplace", Errors::BackslashReplace),
    (b"xmlcharrefreplace", Errors::XmlCharRefReplace),
    (b"surrogateescape", Errors::SurrogateEscape),
    (b"surrogatepass", Errors::SurrogatePass),
];

fn codec(vm: &mut Vm, value: Value, function: &str) -> Outcome<Codec> {
    if !value.is_defined() {
        return Ok(Codec::Utf8);
    }
    let name = name_argument(vm, value, function, "encoding")?;
    let bytes = name.bytes(vm).iter().filter(|byte| !matches!(byte, b'-' | b'_' | b' '));
    let found = CODECS.iter().find(|row| bytes.clone().map(u8::to_ascii_lowercase).eq(row.0.iter().copied()));
    match found {
        Some(row) => Ok(row.1),
        None => raise!(vm, LookupError, "unknown encoding: {}", value),
    }
}

fn errors(vm: &mut Vm, value: Value, function: &str) -> Outcome<Errors> {
    if !value.is_defined() {
        return Ok(Errors::Strict);
    }
    let name = name_argument(vm, value, function, "errors")?;
    let found = ERRORS.iter().find(|row| row.0 == name.bytes(vm));
    Ok(found.map_or(Errors::Unknown(value), |row| row.1))
}

fn name_argument(vm: &mut Vm, value: Value, function: &str, argument: &str) -> Outcome<Text> {
    match vm.str_text(value) {
        Some(text) => Ok(text),
        None => {
            let mut out = Out::new_text();
            let class = vm.argument_type(value);
            for part in [function, "() argument '", argument, "' must be str, not "] {
                out.text(vm, part.as_bytes())?;
            }
            vm.write_shown(class, &mut out)?;
            let message = vm.str_from_out(out)?;
            Err(vm.raise_with(TypeId::TypeError, message))
        }
    }
}

/// `str.encode(encoding, errors)`.
pub fn encode(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    encode_text(vm, text, args.get(1), args.get(2), "encode", Family::Bytes)
}

/// The bytes of a string, as `encode`, `bytes` and `bytearray` make them.
pub fn encode_text(
    vm: &mut Vm,
    text: Text,
    encoding: Value,
    how: Value,
    function: &str,
    family: Family,
) -> Outcome<Value> {
    let codec = codec(vm, encoding, function)?;
    let how = errors(vm, how, function)?;
    let check = Work::of(Task::Measure, text.len());
    let is_plain = match codec {
        _ if text.narrow => true,
        Codec::Utf8 => measured(vm, check, text.len(), |vm| has_surrogates(vm, text).map(usize::from))? == 0,
        _ => false,
    };
    if is_plain {
        let value = text.in_family(family).value(vm)?;
        vm.heap.end_work(check);
        return Ok(value);
    }
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    let mut left = CODED_AT_ONCE;
    while let Some((code, len)) = utf8::decode(text.bytes(vm).get(at..).unwrap_or_default()) {
        if codec == Codec::Utf8 && !is_surrogate(code) {
            out.char(vm, code)?;
        } else if codec != Codec::Utf8 && code < codec.limit() {
            out.byte(vm, code as u8)?;
        } else {
            encode_flaw(vm, (text, at), codec, how, code, &mut out)?;
        }
        at = at.saturating_add(len);
        left -= 1;
        if left == 0 && at < text.len() {
            out.turn(vm, work, at, 0)?;
            left = CODED_AT_ONCE;
        }
    }
    out.into_value(vm, family)
}

/// Characters that are encoded or decoded one by one in a portion.
const CODED_AT_ONCE: usize = 64;
/// Bytes that are checked in one portion.
const CHECKED: usize = 512;

/// True if a string has surrogates in it.
fn has_surrogates(vm: &mut Vm, text: Text) -> Outcome<bool> {
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Search, text.len()));
    while let Some((start, end)) = walk.portion(&mut vm.heap, text.len(), CHECKED)? {
        // Theirs are the only characters that begin so; a byte more, which may be the second one.
        let bytes = text.part(start, end.saturating_add(1)).bytes(vm);
        if bytes.windows(2).any(|pair| matches!(pair, [0xED, 0xA0..=0xFF])) {
            walk.end(&mut vm.heap);
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_surrogate(code: u32) -> bool {
    (0xD800..0xE000).contains(&code)
}

/// A character: the text, and its first byte.
type Place = (Text, usize);

/// Writes what stands for a character that cannot be encoded.
fn encode_flaw(vm: &mut Vm, place: Place, codec: Codec, how: Errors, code: u32, out: &mut Out) -> Outcome<()> {
    match how {
        Errors::Ignore => Ok(()),
        Errors::Replace => out.byte(vm, b'?'),
        Errors::BackslashReplace => str_quote::write_escape(vm, code, out),
        Errors::XmlCharRefReplace => {
            out.text(vm, b"&#")?;
            out.decimal(vm, code as usize)?;
            out.byte(vm, b';')
        }
        Errors::SurrogateEscape if (0xDC80..0xDD00).contains(&code) => out.byte(vm, code as u8),
        Errors::SurrogatePass if codec == Codec::Utf8 => out.char(vm, code),
        Errors::Unknown(name) => raise!(vm, LookupError, "unknown error handler name '{}'", name),
        _ => Err(encode_error(vm, place, codec)?),
    }
}

/// The exception for the characters from a place on that do not fit.
#[cold]
fn encode_error(vm: &mut Vm, (text, at): Place, codec: Codec) -> Outcome<Stop> {
    let (rest, index) = (text.part(at, text.len()), text.index(vm, at)?);
    let fits = |code: &u32| if codec == Codec::Utf8 { !is_surrogate(*code) } else { *code < codec.limit() };
    let count = utf8::chars(rest.bytes(vm)).take_while(|code| !fits(code)).count();
    let reason: &[u8] = match codec {
        Codec::Utf8 => b"surrogates not allowed",
        Codec::Ascii => b"ordinal not in range(128)",
        Codec::Latin1 => b"ordinal not in range(256)",
    };
    let end = index.saturating_add(count);
    unicode_error(vm, TypeId::UnicodeEncodeError, codec, text, (index, end), reason)
}

/// `class(encoding, object, start, end, reason)`
fn unicode_error(
    vm: &mut Vm,
    class: TypeId,
    codec: Codec,
    text: Text,
    (start, end): (usize, usize),
    reason: &[u8],
) -> Outcome<Stop> {
    let (name, object, reason) = (vm.new_str(codec.name())?, text.value(vm)?, vm.new_str(reason)?);
    let args = tuple::new(vm, &[name, object, Value::len(start), Value::len(end), reason])?;
    let error = exception::new(vm, Value::builtin_type(class), args)?;
    Ok(vm.raise_object(error))
}

/// `bytes.decode(encoding, errors)`.
pub fn decode(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let bytes = vm.receiver(args)?;
    decode_text(vm, bytes, args.get(1), args.get(2), "decode")
}

/// The string of bytes, as `decode` and `str` make it.
pub fn decode_text(vm: &mut Vm, bytes: Text, encoding: Value, how: Value, function: &str) -> Outcome<Value> {
    let codec = codec(vm, encoding, function)?;
    let how = errors(vm, how, function)?;
    let check = Work::of(Task::Measure, bytes.len());
    let is_plain = measured(vm, check, bytes.len(), |vm| match codec {
        Codec::Utf8 => is_utf8(vm, bytes).map(usize::from),
        _ => str_case::is_ascii_text(vm, bytes).map(usize::from),
    })?;
    if is_plain != 0 {
        let value = bytes.in_family(Family::Str).with_narrow(false).value(vm)?;
        vm.heap.end_work(check);
        return Ok(value);
    }
    let work = Work::of(Task::Text, bytes.len());
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    if at == 0 {
        out.reserve(vm, bytes.len())?;
    }
    let mut left = CODED_AT_ONCE;
    while at < bytes.len() {
        let byte = bytes.bytes(vm).get(at).copied().unwrap_or(0);
        let checked = match codec {
            Codec::Utf8 => utf8::check(bytes.bytes(vm).get(at..).unwrap_or_default()),
            Codec::Ascii if byte >= 0x80 => Err(Flaw { len: 1, reason: "ordinal not in range(128)" }),
            _ => Ok(1),
        };
        at = match checked {
            Ok(len) if codec == Codec::Utf8 => {
                let end = at.saturating_add(len);
                out.append(vm, bytes.part(at, end))?;
                end
            }
            Ok(_) => {
                out.char(vm, byte.into())?;
                at.saturating_add(1)
            }
            Err(flaw) => decode_flaw(vm, bytes, codec, how, at, flaw, &mut out)?,
        };
        left -= 1;
        if left == 0 && at < bytes.len() {
            out.turn(vm, work, at, 0)?;
            left = CODED_AT_ONCE;
        }
    }
    vm.str_from_out(out)
}

/// True if the bytes are UTF-8.
fn is_utf8(vm: &mut Vm, bytes: Text) -> Outcome<bool> {
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Search, bytes.len()));
    while let Some((start, end)) = walk.portion(&mut vm.heap, bytes.len(), CHECKED)? {
        if let Err(flaw) = core::str::from_utf8(bytes.part(start, end).bytes(vm)) {
            // A character may go on in the next portion.
            if flaw.error_len().is_some() || end == bytes.len() || flaw.valid_up_to() == 0 {
                walk.end(&mut vm.heap);
                return Ok(false);
            }
            walk.progress.at = start.saturating_add(flaw.valid_up_to());
        }
    }
    Ok(true)
}

/// Writes what stands for bytes that cannot be decoded, and says where to go on.
fn decode_flaw(
    vm: &mut Vm,
    bytes: Text,
    codec: Codec,
    how: Errors,
    at: usize,
    flaw: Flaw,
    out: &mut Out,
) -> Outcome<usize> {
    let end = at.saturating_add(flaw.len);
    let byte = |vm: &Vm, index: usize| u32::from(bytes.bytes(vm).get(index).copied().unwrap_or(0));
    match how {
        Errors::Ignore => {}
        Errors::Replace => out.char(vm, 0xFFFD)?,
        Errors::BackslashReplace => {
            for index in at..end {
                out.text(vm, b"\\x")?;
                let byte = byte(vm, index);
                out.hex(vm, byte, 2)?;
            }
        }
        Errors::SurrogateEscape => {
            for index in at..end {
                let byte = byte(vm, index);
                out.char(vm, 0xDC00 + byte)?;
            }
        }
        Errors::SurrogatePass if codec == Codec::Utf8 && byte(vm, at) == 0xED => {
            let three = bytes.part(at, at.saturating_add(3));
            match utf8::decode(three.bytes(vm)) {
                Some((code, 3)) if is_surrogate(code) => {
                    out.char(vm, code)?;
                    return Ok(at.saturating_add(3));
                }
                _ => return Err(decode_error(vm, bytes, codec, at, flaw)?),
            }
        }
        Errors::Unknown(name) => return raise!(vm, LookupError, "unknown error handler name '{}'", name),
        _ => return Err(decode_error(vm, bytes, codec, at, flaw)?),
    }
    Ok(end)
}

/// The exception for the bytes from `at` on that make no character.
#[cold]
fn decode_error(vm: &mut Vm, bytes: Text, codec: Codec, at: usize, flaw: Flaw) -> Outcome<Stop> {
    let end = at.saturating_add(flaw.len);
    let bytes = bytes.in_family(Family::Bytes);
    unicode_error(vm, TypeId::UnicodeDecodeError, codec, bytes, (at, end), flaw.reason.as_bytes())
}
