//! Case and kinds of characters: methods of `str`, and with ASCII's meaning of `bytes` and `bytearray`.

use super::text::{Draft, Family, Text};
use super::{Args, Out, unicode, utf8};
use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// What becomes of a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Upper,
    Lower,
    /// As `Upper`, but only the first character where one becomes several.
    Title,
    /// As `Lower`, and more.
    Fold,
}

/// `text.upper()`.
pub fn upper(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert(vm, args, |_, _| Case::Upper)
}

/// `text.lower()`.
pub fn lower(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert(vm, args, |_, _| Case::Lower)
}

/// `text.casefold()`.
pub fn casefold(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert(vm, args, |_, _| Case::Fold)
}

/// `text.swapcase()`.
pub fn swap(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert(vm, args, |_, code| if unicode::is_upper(code) { Case::Lower } else { Case::Upper })
}

/// `text.title()`.
pub fn title(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert(vm, args, |previous, _| if previous.is_some_and(unicode::is_cased) { Case::Lower } else { Case::Title })
}

/// `text.capitalize()`.
pub fn capitalize(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert(vm, args, |previous, _| if previous.is_some() { Case::Lower } else { Case::Title })
}

/// Converts every character; `case` is asked with the character before and the character itself.
fn convert(vm: &mut Vm, args: Args, case: fn(Option<u32>, u32) -> Case) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    if text.narrow { convert_bytes(vm, text, case) } else { convert_chars(vm, text, case) }
}

fn convert_bytes(vm: &mut Vm, text: Text, case: fn(Option<u32>, u32) -> Case) -> Outcome<Value> {
    let draft = Draft::new(vm, text.family, text.len())?.filled(vm, text);
    let mut previous = None;
    for byte in draft.bytes_mut(vm) {
        // Bytes beyond ASCII have no case.
        let code = if *byte < 0x80 { (*byte).into() } else { 0 };
        match case(previous, code) {
            Case::Upper | Case::Title => byte.make_ascii_uppercase(),
            Case::Lower | Case::Fold => byte.make_ascii_lowercase(),
        }
        previous = Some(code);
    }
    Ok(draft.finish(vm))
}

fn convert_chars(vm: &mut Vm, text: Text, case: fn(Option<u32>, u32) -> Case) -> Outcome<Value> {
    let mut out = Out::new_text();
    out.reserve(vm, text.len())?;
    let (mut at, mut previous) = (0usize, None);
    while let Some((code, len)) = utf8::decode(text.bytes(vm).get(at..).unwrap_or_default()) {
        let next = at.saturating_add(len);
        match case(previous, code) {
            Case::Lower if code == 0x3A3 => out.char(vm, final_sigma(vm, text, at, next))?,
            Case::Lower if code == 0x130 => {
                out.char(vm, 0x69)?;
                out.char(vm, 0x307)?;
            }
            Case::Lower => out.char(vm, unicode::lower(code))?,
            Case::Fold => {
                let (first, second) = unicode::fold(code);
                out.char(vm, first)?;
                if let Some(second) = second {
                    out.char(vm, second)?;
                }
            }
            one @ (Case::Upper | Case::Title) => match unicode::upper_expanded(code) {
                None => out.char(vm, unicode::upper(code))?,
                Some(([first, second], title)) => {
                    out.char(vm, first)?;
                    out.char(vm, if one == Case::Title { title } else { second })?;
                }
            },
        }
        (at, previous) = (next, Some(code));
    }
    out.into_value(vm, Family::Str)
}

/// The lower case of a capital sigma: another one at the end of a word.
fn final_sigma(vm: &Vm, text: Text, at: usize, next: usize) -> u32 {
    let bytes = text.bytes(vm);
    let before = utf8::decode_last(bytes.get(..at).unwrap_or_default());
    let after = utf8::decode(bytes.get(next..).unwrap_or_default());
    let in_word = |found: Option<(u32, usize)>| found.is_some_and(|(code, _)| unicode::is_cased(code));
    if in_word(before) && !in_word(after) { 0x3C2 } else { 0x3C3 }
}

/// `text.isalnum()`.
pub fn is_alnum(vm: &mut Vm, args: Args) -> Outcome<Value> {
    all(vm, args, |code| unicode::is_alpha(code) || unicode::is_numeric(code))
}

/// `text.isalpha()`.
pub fn is_alpha(vm: &mut Vm, args: Args) -> Outcome<Value> {
    all(vm, args, unicode::is_alpha)
}

/// `text.isdecimal()`.
pub fn is_decimal(vm: &mut Vm, args: Args) -> Outcome<Value> {
    all(vm, args, unicode::is_decimal)
}

/// `text.isdigit()`.
pub fn is_digit(vm: &mut Vm, args: Args) -> Outcome<Value> {
    all(vm, args, unicode::is_digit)
}

/// `text.isnumeric()`.
pub fn is_numeric(vm: &mut Vm, args: Args) -> Outcome<Value> {
    all(vm, args, unicode::is_numeric)
}

/// `text.isspace()`.
pub fn is_space(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let white = codes(vm, text).all(|code| super::str_search::is_white(text, code));
    Ok(Value::bool(white && !text.is_empty()))
}

/// `text.isascii()`: true of the empty text as well.
pub fn is_ascii(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(text.bytes(vm).is_ascii()))
}

/// `text.isprintable()`: true of the empty text as well.
pub fn is_printable(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(codes(vm, text).all(unicode::is_printable)))
}

/// `text.isidentifier()`.
pub fn is_identifier(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let mut codes = codes(vm, text);
    let first = codes.next().is_some_and(unicode::is_identifier_start);
    Ok(Value::bool(first && codes.all(unicode::is_identifier_part)))
}

/// `text.isupper()`.
pub fn is_upper(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(codes(vm, text).any(unicode::is_upper) && !codes(vm, text).any(unicode::is_lower)))
}

/// `text.islower()`.
pub fn is_lower(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(codes(vm, text).any(unicode::is_lower) && !codes(vm, text).any(unicode::is_upper)))
}

/// `text.istitle()`: upper case starts words, lower case goes on in them.
pub fn is_title(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let (mut in_word, mut any) = (false, false);
    for code in codes(vm, text) {
        let (upper, lower) = (unicode::is_upper(code), unicode::is_lower(code));
        if upper && in_word || lower && !in_word {
            return Ok(Value::FALSE);
        }
        in_word = upper || lower;
        any |= in_word;
    }
    Ok(Value::bool(any))
}

/// True if there are characters and all pass the test.
fn all(vm: &mut Vm, args: Args, test: fn(u32) -> bool) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(!text.is_empty() && codes(vm, text).all(test)))
}

/// The characters; of bytes beyond ASCII the replacement character, which is of no kind.
fn codes<'v>(vm: &'v Vm, text: Text) -> impl Iterator<Item = u32> + use<'v> {
    let mut rest = text.bytes(vm);
    core::iter::from_fn(move || {
        let (code, len) = match rest.first() {
            Some(byte) if text.narrow => (if *byte < 0x80 { (*byte).into() } else { 0xFFFD }, 1),
            _ => utf8::decode(rest)?,
        };
        rest = rest.get(len..).unwrap_or_default();
        Some(code)
    })
}
