//! `%` formatting of `str` and `bytes`.
//!
//! Rust formats what prints without Python and keys of plain dicts; if a value needs Python, the whole format is done
//! by the prelude, which walks the same items over the natives at the end of this file.

use super::dict::{self, Found};
use super::long_text::AT_ONCE;
use super::str_format::{format_digits, format_float, format_int, format_str};
use super::text::{Family, Text};
use super::{Args, Native, Out, TypeId, native, tuple};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::number::percent::{Item, Piece, Pieces, Size};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::Value;

/// Hidden functions for the prelude.
pub static HIDDEN: &[Native] = &[
    native("_percent_part", "format, position, /", 2, 2, part),
    native("_percent_digits", "format, position, digits, is_negative, width, precision, /", 6, 6, digits),
    native("_percent_item", "format, position, value, width, precision, /", 5, 5, item),
];

/// A piece without its bytes, which lie in the heap.
enum Next {
    /// So many bytes of text from here.
    Text(usize, usize),
    /// An argument's place: the item with its key's place instead of its key.
    Item(Item<'static>, Option<(usize, usize)>),
}

/// Reads the piece at a byte offset, and says where the next one starts.
fn next(vm: &mut Vm, format: Text, at: usize) -> Outcome<Option<(Next, usize)>> {
    let rest = format.detached(vm).get(at..).unwrap_or_default();
    let mut pieces = Pieces::new(rest);
    let piece = pieces.next();
    let end = at.saturating_add(rest.len().saturating_sub(pieces.left()));
    match piece {
        None => Ok(None),
        Some(Err(message)) => raise!(vm, ValueError, message),
        Some(Ok(Piece::Text(text))) => {
            // Of "%%" the first one.
            let start = if rest.starts_with(b"%") { at } else { end.saturating_sub(text.len()) };
            Ok(Some((Next::Text(start, start.saturating_add(text.len())), end)))
        }
        Some(Ok(Piece::Item(item))) => {
            let key = item.key.map(|key| (at.saturating_add(2), at.saturating_add(2).saturating_add(key.len())));
            let index = item.index.saturating_add(format.index(vm, at)?);
            Ok(Some((Next::Item(Item { key: None, index, ..without_key(item) }, key), end)))
        }
    }
}

/// The item, free of the format's text.
fn without_key(item: Item<'_>) -> Item<'static> {
    Item { key: None, ..item }
}

/// `format % arguments`. May ask for Python to run.
pub fn format(vm: &mut Vm, format: Value, arguments: Value) -> Outcome<Value> {
    let Some(text) = vm.text(format) else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut out = Out::new_text();
    let mut arguments = Arguments::new(vm, arguments);
    let mut at = 0;
    if text.len() > AT_ONCE {
        return Err(vm.tail_call(vm.prelude(Prelude::Percent), &[format, arguments.all]));
    }
    loop {
        at = plain(vm, text, at, &mut arguments, &mut out)?;
        let Some((piece, after)) = next(vm, text, at)? else { break };
        at = after;
        match piece {
            Next::Text(start, end) => out.append(vm, text.part(start, end))?,
            Next::Item(item, key) => {
                let key = key.map(|(start, end)| text.part(start, end));
                let Some(shown) = one(vm, text.family, &mut arguments, item, key)? else {
                    let function = vm.prelude(Prelude::Percent);
                    return Err(vm.tail_call(function, &[format, arguments.all]));
                };
                match vm.text(shown) {
                    Some(shown) => out.append(vm, shown)?,
                    None => out.value(vm, shown)?,
                }
            }
        }
    }
    arguments.finish(vm, text.family)?;
    out.into_value(vm, text.family)
}

/// Writes text and items without flags as long as they need no Python, and says where something else stands.
fn plain(vm: &mut Vm, format: Text, start: usize, arguments: &mut Arguments, out: &mut Out) -> Outcome<usize> {
    let mut at = start;
    loop {
        let rest = format.detached(vm).get(at..).unwrap_or_default();
        let text = rest.iter().position(|byte| *byte == b'%').unwrap_or(rest.len());
        let code = rest.get(text.saturating_add(1)).copied();
        out.append(vm, format.part(at, at.saturating_add(text)))?;
        at = at.saturating_add(text);
        let Some(value) = arguments.peek(vm).filter(|value| !vm.is_long(*value)) else { return Ok(at) };
        match code {
            Some(b's') if format.family == Family::Str && (vm.is_plain_str(value) || vm.prints_alone(value)) => {
                out.value(vm, value)?;
            }
            Some(b'd') if value.is_small() => out.value(vm, value)?,
            Some(b'r') if format.family == Family::Str && vm.prints_alone(value) => out.repr(vm, value)?,
            _ => return Ok(at),
        }
        arguments.used += 1;
        at = at.saturating_add(2);
    }
}

/// Formats one item; `None` if it needs Python.
fn one(
    vm: &mut Vm,
    family: Family,
    arguments: &mut Arguments,
    item: Item,
    key: Option<Text>,
) -> Outcome<Option<Value>> {
    let (mut width, mut precision) = (None, None);
    let value = match key {
        Some(key) => match arguments.look_up(vm, key)? {
            Some(value) => value,
            None => return Ok(None),
        },
        None => {
            width = size(vm, item.width, arguments)?;
            precision = size(vm, item.precision, arguments)?;
            arguments.next(vm)?
        }
    };
    if vm.is_long(value) {
        return Ok(None);
    }
    render(vm, family, item, value, width, precision)
}

fn size(vm: &mut Vm, size: Size, arguments: &mut Arguments) -> Outcome<Option<isize>> {
    if size != Size::Argument {
        return Ok(None);
    }
    let value = arguments.next(vm)?;
    if !matches!(vm.type_id(value), TypeId::Int | TypeId::Bool) {
        return raise!(vm, TypeError, "* wants int");
    }
    vm.as_index(value)
}

/// The right side of the `%`.
struct Arguments {
    all: Value,
    /// How many a tuple has; a single argument counts as one.
    count: usize,
    used: usize,
    is_tuple: bool,
    /// True for what may be left over: mappings that are no sequences of arguments.
    is_mapping: bool,
}

impl Arguments {
    fn new(vm: &Vm, all: Value) -> Arguments {
        let is_tuple = vm.type_id(all) == TypeId::Tuple;
        let count = if is_tuple { tuple::len(vm, vm.payload(all)) } else { 1 };
        let is_mapping = !is_tuple && vm.str_text(all).is_none() && is_subscriptable(vm, all);
        Arguments { all, count, used: 0, is_tuple, is_mapping }
    }

    fn next(&mut self, vm: &mut Vm) -> Outcome<Value> {
        match self.peek(vm) {
            Some(value) => {
                self.used += 1;
                Ok(value)
            }
            None => raise!(vm, TypeError, "not enough arguments for format string"),
        }
    }

    /// The next argument, if there is one.
    fn peek(&self, vm: &Vm) -> Option<Value> {
        let value = || if self.is_tuple { tuple::item(vm, vm.payload(self.all), self.used) } else { self.all };
        (self.used < self.count).then(value)
    }

    /// The value under a key; `None` if the prelude must find it.
    fn look_up(&mut self, vm: &mut Vm, key: Text) -> Outcome<Option<Value>> {
        if !self.is_mapping {
            return raise!(vm, TypeError, "format requires a mapping");
        }
        if vm.kind(self.all) != Some(Kind::Dict) {
            return Ok(None);
        }
        let key = key.value(vm)?;
        match dict::get(vm, self.all, key)? {
            Found::Value(value) => Ok(Some(value)),
            Found::Absent => Err(vm.raise_with(TypeId::KeyError, key)),
            Found::Ask => Ok(None),
        }
    }

    fn finish(&self, vm: &mut Vm, family: Family) -> Outcome<()> {
        if self.used == self.count || self.is_mapping {
            return Ok(());
        }
        match family {
            Family::Str => raise!(vm, TypeError, "not all arguments converted during string formatting"),
            _ => raise!(vm, TypeError, "not all arguments converted during bytes formatting"),
        }
    }
}

fn is_subscriptable(vm: &Vm, value: Value) -> bool {
    let has_item = super::TYPES.get(vm.type_id(value) as usize).is_some_and(|row| row.slots.item.is_some());
    has_item || vm.is_instance(value) && vm.class_attribute(vm.type_of(value), crate::vm::name::__GETITEM__).is_some()
}

/// The text of a value by an item; `None` if Python must print or convert it.
fn render(
    vm: &mut Vm,
    family: Family,
    item: Item,
    value: Value,
    width: Option<isize>,
    precision: Option<isize>,
) -> Outcome<Option<Value>> {
    let is_bytes = family != Family::Str;
    let code = if is_bytes && item.code == 'b' { 's' } else { item.code };
    let Some(spec) = (Item { code, ..item }).spec(width, precision) else {
        return Err(unsupported(vm, &item)?);
    };
    let shown = match code {
        's' if is_bytes => return bytes_item(vm, value).and_then(|text| format_str(vm, text, &spec)).map(Some),
        's' | 'r' | 'a' if !vm.is_plain_str(value) && !vm.prints_alone(value) => return Ok(None),
        's' => format_str_of(vm, value, &spec),
        'r' if !is_bytes => vm.to_repr(value).and_then(|text| format_str(vm, text, &spec)),
        'r' | 'a' => vm.to_ascii(value).and_then(|text| format_str(vm, text, &spec)),
        'c' if vm.has_index(value) => return Ok(None),
        'c' => character(vm, value, is_bytes).and_then(|text| format_str(vm, text, &spec)),
        'd' | 'i' | 'u' => match whole_number(vm, value, code)? {
            Some(int) => format_int(vm, int, &spec),
            None => return Ok(None),
        },
        'o' | 'x' | 'X' => match vm.as_int(value) {
            Some(_) => format_int(vm, value, &spec),
            None if vm.has_index(value) => return Ok(None),
            None => Err(number_error(vm, code, "an integer", value)?),
        },
        _ if vm.as_float(value).is_some() || vm.as_int(value).is_some() => format_float(vm, value, &spec),
        _ if vm.is_instance(value) => return Ok(None),
        _ => raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value)),
    };
    shown.map(Some)
}

fn format_str_of(vm: &mut Vm, value: Value, spec: &crate::vm::number::format_spec::Spec) -> Outcome<Value> {
    let text = vm.to_str(value)?;
    format_str(vm, text, spec)
}

/// The int that `%d` shows: floats are cut off. `None`: Python must tell.
fn whole_number(vm: &mut Vm, value: Value, code: char) -> Outcome<Option<Value>> {
    if vm.as_int(value).is_some() {
        return Ok(Some(value));
    }
    if let Some(float) = vm.as_float(value) {
        return super::float::truncate(vm, float).map(Some);
    }
    if vm.is_instance(value) {
        return Ok(None);
    }
    Err(number_error(vm, code, "a real number", value)?)
}

/// The bytes that `%b` and `%s` of `bytes` show.
fn bytes_item(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let Some(text) = vm.buffer_text(value) else {
        let class = vm.type_of(value);
        return raise!(
            vm,
            TypeError,
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            class
        );
    };
    text.in_family(Family::Bytes).value(vm)
}

/// The character that `%c` shows.
fn character(vm: &mut Vm, value: Value, is_bytes: bool) -> Outcome<Value> {
    if let Some(int) = vm.as_int(value) {
        let limit = if is_bytes { 0x100 } else { 0x11_0000 };
        let code = int.to_u64(&vm.heap).filter(|code| !int.negative && *code < limit);
        return match code {
            Some(code) if is_bytes => one_byte(vm, code as u8),
            Some(code) => vm.new_char(code as u32),
            None if is_bytes => raise!(vm, OverflowError, "%c arg not in range(256)"),
            None => raise!(vm, OverflowError, "%c arg not in range(0x110000)"),
        };
    }
    match vm.text(value) {
        Some(text) if is_bytes == (text.family != Family::Str) && text.is_one(vm) => Ok(value),
        _ if is_bytes => raise!(vm, TypeError, "%c requires an integer in range(256) or a single byte"),
        _ => raise!(vm, TypeError, "%c requires int or char"),
    }
}

fn one_byte(vm: &mut Vm, byte: u8) -> Outcome<Value> {
    let mut draft = super::text::Draft::new(vm, Family::Bytes, 1)?;
    draft.byte(vm, byte);
    Ok(draft.finish(vm))
}

/// "%d format: a real number is required, not str"
#[cold]
fn number_error(vm: &mut Vm, code: char, wanted: &str, value: Value) -> Outcome<Stop> {
    let mut out = Out::new_text();
    out.byte(vm, b'%')?;
    out.char(vm, code.into())?;
    out.text(vm, b" format: ")?;
    out.text(vm, wanted.as_bytes())?;
    out.text(vm, b" is required, not ")?;
    let class = vm.type_of(value);
    out.type_name(vm, class)?;
    let message = vm.str_from_out(out)?;
    Ok(vm.raise_with(TypeId::TypeError, message))
}

/// "unsupported format character 'y' (0x79) at index 1"
#[cold]
fn unsupported(vm: &mut Vm, item: &Item) -> Outcome<Stop> {
    let code = u32::from(item.code);
    let mut out = Out::new_text();
    out.text(vm, b"unsupported format character '")?;
    out.byte(vm, if (31..127).contains(&code) { code as u8 } else { b'?' })?;
    out.text(vm, b"' (0x")?;
    out.hex(vm, code, 1)?;
    out.text(vm, b") at index ")?;
    out.decimal(vm, item.index)?;
    let message = vm.str_from_out(out)?;
    Ok(vm.raise_with(TypeId::ValueError, message))
}

/// `_percent_part(format, position)`: `(text, None, 0, 0, next)` for text,
/// `(None, key or None, stars, type, next)` for an item, None at the end. Stars: 1 for a width, 2 for a precision.
fn part(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let at = position(args);
    let parts = match next(vm, text, at)? {
        None => return Ok(Value::NONE),
        Some((Next::Text(start, end), next)) => {
            let literal = text.part(start, end).value(vm)?;
            [literal, Value::NONE, Value::ZERO, Value::ZERO, Value::len(next)]
        }
        Some((Next::Item(item, key), next)) => {
            let key = match key {
                Some((start, end)) => text.part(start, end).value(vm)?,
                None => Value::NONE,
            };
            let stars = i32::from(item.width == Size::Argument) | i32::from(item.precision == Size::Argument) << 1;
            let code = vm.new_char(item.code.into())?;
            [Value::NONE, key, Value::small(stars), code, Value::len(next)]
        }
    };
    tuple::new(vm, &parts)
}

/// `_percent_item(format, position, value, width, precision)`: the text of a value that needs no Python any more;
/// for `%r` and `%a` it has been made text already.
fn item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let size = |value: Value| value.as_small().map(|size| size as isize);
    let value = args.get(2);
    let Some((Next::Item(item, _), _)) = next(vm, text, position(args))? else {
        return raise!(vm, SystemError, "no item");
    };
    let shown = match item.spec(size(args.get(3)), size(args.get(4))) {
        Some(spec) if matches!(item.code, 'r' | 'a') && vm.is_plain_str(value) => format_str(vm, value, &spec)?,
        _ => match render(vm, text.family, item, value, size(args.get(3)), size(args.get(4)))? {
            Some(shown) => shown,
            None => return Err(number_error(vm, item.code, "a real number", value)?),
        },
    };
    match vm.text(shown) {
        Some(shown) if text.family != Family::Str => shown.in_family(Family::Bytes).value(vm),
        _ => Ok(shown),
    }
}

/// `_percent_digits(format, position, digits, is_negative, width, precision)`: the same of a long int, by its digits.
fn digits(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let size = |value: Value| value.as_small().map(|size| size as isize);
    let (item, digits) = (next(vm, text, position(args))?, vm.str_text(args.get(2)));
    let (Some((Next::Item(item, _), _)), Some(digits)) = (item, digits) else {
        return raise!(vm, SystemError, "no item");
    };
    let Some(spec) = item.spec(size(args.get(4)), size(args.get(5))) else { return Err(unsupported(vm, &item)?) };
    format_digits(vm, digits, args.get(3) == Value::TRUE, &spec)
}

fn position(args: Args) -> usize {
    args.get(1).as_small().and_then(|at| usize::try_from(at).ok()).unwrap_or(0)
}
