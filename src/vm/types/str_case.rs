//! Case and kinds of characters: methods of `str`, and with ASCII's meaning of `bytes` and `bytearray`.

use super::long_text::{AT_ONCE, changed_runs};
use super::text::{Draft, Family, Text, new_string};
use super::{Args, Out, unicode, utf8};
use crate::vm::Vm;
use crate::vm::heap::{Portion, TEXT_PORTION, Task, Walk, Work};
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
    convert_short(vm, args, u8::to_ascii_uppercase, |_, _| Case::Upper)
}

/// `text.lower()`.
pub fn lower(vm: &mut Vm, args: Args) -> Outcome<Value> {
    convert_short(vm, args, u8::to_ascii_lowercase, |_, _| Case::Lower)
}

/// As `convert`; a short text of ASCII that stays as it is is its own result.
#[inline]
fn convert_short(
    vm: &mut Vm,
    args: Args,
    change: impl Fn(&u8) -> u8,
    case: fn(Option<u32>, u32) -> Case,
) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    if !text.narrow || text.family != Family::Str || text.len() > SHORT {
        return convert(vm, args, case);
    }
    let bytes = text.detached(vm);
    if bytes.iter().all(|byte| change(byte) == *byte) && vm.is_plain_str(args.get(0)) {
        return Ok(args.get(0));
    }
    let mut changed = [0; SHORT];
    for (to, from) in changed.iter_mut().zip(bytes) {
        *to = change(from);
    }
    new_string(&mut vm.heap, changed.get(..bytes.len()).unwrap_or_default())
}

/// Bytes of a text that is converted at once.
const SHORT: usize = 32;

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
    // Bytes beyond ASCII have no case.
    let code = |byte: u8| if byte < 0x80 { byte.into() } else { 0 };
    let change = |bytes: &mut [u8], before: Option<u8>| {
        let mut previous = before.map(code);
        for byte in bytes {
            let code = code(*byte);
            match case(previous, code) {
                Case::Upper | Case::Title => byte.make_ascii_uppercase(),
                Case::Lower | Case::Fold => byte.make_ascii_lowercase(),
            }
            previous = Some(code);
        }
    };
    if text.len() > AT_ONCE {
        return changed_runs(vm, text.family, text.len(), 1, TEXT_PORTION / 2, |_, _, _| text, change);
    }
    let draft = Draft::new(vm, text.family, text.len())?.filled(vm, text);
    change(draft.bytes_mut(vm), None);
    Ok(draft.finish(vm))
}

/// Characters beyond ASCII that are converted in one portion.
const CHARS_AT_ONCE: usize = 24;

fn convert_chars(vm: &mut Vm, text: Text, case: fn(Option<u32>, u32) -> Case) -> Outcome<Value> {
    let work = Work::of(Task::Text, text.len());
    let (mut out, mut at, _) = Out::resumed(vm, work)?;
    let mut previous = utf8::decode_last(text.bytes(vm).get(..at).unwrap_or_default()).map(|(code, _)| code);
    if at == 0 {
        out.reserve(vm, text.len())?;
    }
    let mut left = CHARS_AT_ONCE;
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
        left -= 1;
        if left == 0 && at < text.len() {
            out.turn(vm, work, at, 0)?;
            left = CHARS_AT_ONCE;
        }
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
    let white = walk(vm, text, |_, code| super::str_search::is_white(text, code).then_some(1))?;
    Ok(Value::bool(white == Some(1)))
}

/// `text.isascii()`: true of the empty text as well.
pub fn is_ascii(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(text.narrow && text.family == Family::Str || is_ascii_text(vm, text)?))
}

/// True if all bytes are ASCII, in portions.
pub fn is_ascii_text(vm: &mut Vm, text: Text) -> Outcome<bool> {
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Search, text.len()));
    while let Some((start, end)) = walk.portion(&mut vm.heap, text.len(), ASCII_AT_ONCE)? {
        if !text.part(start, end).bytes(vm).is_ascii() {
            walk.end(&mut vm.heap);
            return Ok(false);
        }
    }
    Ok(true)
}

/// Bytes that are tested for ASCII in one portion.
const ASCII_AT_ONCE: usize = 2048;

/// `text.isprintable()`: true of the empty text as well.
pub fn is_printable(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(walk(vm, text, |_, code| unicode::is_printable(code).then_some(0))?.is_some()))
}

/// `text.isidentifier()`.
pub fn is_identifier(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let found = walk(vm, text, |any, code| match any {
        0 => unicode::is_identifier_start(code).then_some(1),
        _ => unicode::is_identifier_part(code).then_some(1),
    })?;
    Ok(Value::bool(found == Some(1)))
}

/// `text.isupper()`.
pub fn is_upper(vm: &mut Vm, args: Args) -> Outcome<Value> {
    is_only(vm, args, unicode::is_upper, unicode::is_lower)
}

/// `text.islower()`.
pub fn is_lower(vm: &mut Vm, args: Args) -> Outcome<Value> {
    is_only(vm, args, unicode::is_lower, unicode::is_upper)
}

/// True if some character passes the first test and none the second.
fn is_only(vm: &mut Vm, args: Args, wanted: fn(u32) -> bool, other: fn(u32) -> bool) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let found = walk(vm, text, |any, code| (!other(code)).then(|| any | usize::from(wanted(code))))?;
    Ok(Value::bool(found == Some(1)))
}

/// `text.istitle()`: upper case starts words, lower case goes on in them.
pub fn is_title(vm: &mut Vm, args: Args) -> Outcome<Value> {
    const IN_WORD: usize = 1;
    const ANY: usize = 2;
    let text = vm.receiver(args)?;
    let found = walk(vm, text, |state, code| {
        let (upper, lower, in_word) = (unicode::is_upper(code), unicode::is_lower(code), state & IN_WORD != 0);
        let wrong = upper && in_word || lower && !in_word;
        let next = if upper || lower { IN_WORD | ANY } else { state & ANY };
        (!wrong).then_some(next)
    })?;
    Ok(Value::bool(found.is_some_and(|state| state & ANY != 0)))
}

/// True if there are characters and all pass the test.
fn all(vm: &mut Vm, args: Args, test: fn(u32) -> bool) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    Ok(Value::bool(walk(vm, text, |_, code| test(code).then_some(1))? == Some(1)))
}

/// Goes through the characters in portions with a state, at first 0; `None` if `step` has ended the walk.
fn walk(vm: &mut Vm, text: Text, step: impl Fn(usize, u32) -> Option<usize>) -> Outcome<Option<usize>> {
    let work = Work::of(Task::Search, text.len());
    let (mut at, mut state) = vm.heap.resumed(work).map_or((0, 0), |half| (half.at, half.extra));
    loop {
        let mut end = at.saturating_add(TEXT_PORTION / 2);
        // Up to a character's start.
        while !text.narrow && text.bytes(vm).get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
            end = end.saturating_add(1);
        }
        let next = codes(vm, text.part(at, end)).try_fold(state, &step);
        at = end;
        let Some(next) = next.filter(|_| at < text.len()) else {
            vm.heap.end_work(work);
            return Ok(next);
        };
        state = next;
        vm.heap.pause(work, Portion { at, extra: state, note: 0, held: Value::UNDEFINED })?;
    }
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
