//! Formatting: f-strings, `format()`, `str.format`.
//!
//! Rust formats strings, ints, floats and what is printed without Python; the rest, and names with attributes or
//! indices, is done by the prelude over the natives at the end of this file.

use super::dict::{self, Found};
use super::format_text::{self, Field};
use super::long_text::AT_ONCE;
use super::out::OutSink;
use super::text::{Draft, Family, Put, Text};
use super::{Args, Native, Out, TYPES, TypeId, native, str_pad, str_quote, tuple, utf8};
use crate::vm::Vm;
use crate::vm::number::format_field::{FloatField, IntField, IntPlaces, TextField, radix_of};
use crate::vm::number::format_spec::{Kind as SpecKind, Spec, SpecError};
use crate::vm::number::{Sink, radix};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::bigint::Int;
use crate::vm::types::int::{self, Digits};
use crate::vm::value::Value;

/// `!s`
const TO_STR: u8 = 1;
/// `!r`
const TO_REPR: u8 = 2;
/// `!a`
const TO_ASCII: u8 = 3;

/// Hidden functions for the prelude.
pub static HIDDEN: &[Native] = &[
    native("_format_part", "text, position, /", 2, 2, part),
    native("_format_name", "name, /", 1, 1, name),
    native("_format_plain", "text, arguments, keywords, /", 3, 3, format_plain),
    native("_format_digits", "digits, is_negative, spec, /", 3, 3, digits_formatted),
    native("_escape_ascii", "text, /", 1, 1, |vm, args| str_quote::escape_ascii(vm, args.get(0))),
];

impl Vm<'_> {
    /// `format(value, spec)` after a conversion (1 str, 2 repr, 3 ascii; 0 none). May ask for Python to run.
    pub fn format_value(&mut self, value: Value, conversion: u8, spec: Value) -> Outcome<Value> {
        if conversion == 0 && !spec.is_defined() && (value.is_name() || value.is_small()) {
            return self.to_str(value);
        }
        let spec_text = self.str_text(spec).filter(|spec| !spec.is_empty());
        let Some(shown) = self.converted(value, conversion)? else {
            let spec = if spec.is_defined() { spec } else { self.new_str(b"")? };
            let arguments = [value, Value::small(conversion.into()), spec];
            return Err(self.tail_call(self.prelude(Prelude::FormatConverted), &arguments));
        };
        match spec_text {
            None if self.formats_as_str(shown) => self.to_str(shown),
            Some(spec) if scalar(self, shown).is_some() => format_scalar(self, shown, spec),
            _ => {
                let spec = if spec.is_defined() { spec } else { self.new_str(b"")? };
                Err(self.tail_call(self.prelude(Prelude::Format), &[shown, spec]))
            }
        }
    }

    /// The value after a conversion; `None` if Python must do it.
    fn converted(&mut self, value: Value, conversion: u8) -> Outcome<Option<Value>> {
        if conversion == 0 || conversion == TO_STR && self.is_plain_str(value) {
            return Ok(Some(value));
        }
        if !self.prints_alone(value) {
            return Ok(None);
        }
        match conversion {
            TO_STR => self.to_str(value).map(Some),
            TO_REPR => self.to_repr(value).map(Some),
            _ => self.to_ascii(value).map(Some),
        }
    }

    /// True for what Rust can print by itself: no container, no instance of a class of Python.
    pub fn prints_alone(&self, value: Value) -> bool {
        !self.is_instance(value) && TYPES.get(self.type_id(value) as usize).is_some_and(|row| row.slots.repr.is_some())
    }

    /// True for what an empty spec shows as `str()` does, without a `__format__` of its own.
    fn formats_as_str(&self, value: Value) -> bool {
        self.is_plain_str(value) || self.prints_alone(value)
    }

    /// `ascii(value)` of what prints alone.
    pub fn to_ascii(&mut self, value: Value) -> Outcome<Value> {
        if !self.prints_alone(value) {
            return Err(self.tail_call(self.prelude(Prelude::Ascii), &[value]));
        }
        if let Some(text) = self.str_text(value) {
            return str_quote::quoted(self, text, true);
        }
        let shown = self.to_repr(value)?;
        // Only a text of its own kind has more than ASCII in it.
        if self.str_text(shown).is_some_and(|text| text.narrow) {
            return Ok(shown);
        }
        str_quote::escape_ascii(self, shown)
    }
}

/// What Rust formats by a spec: strings, ints, bools, floats.
pub(super) fn scalar(vm: &Vm, value: Value) -> Option<SpecKind> {
    match vm.type_id(value) {
        _ if vm.is_instance(value) => None,
        TypeId::Str => Some(SpecKind::Str),
        TypeId::Int | TypeId::Bool => Some(SpecKind::Int),
        TypeId::Float => Some(SpecKind::Float),
        _ => None,
    }
}

/// Formats a string, int, bool or float by a spec.
pub(super) fn format_scalar(vm: &mut Vm, value: Value, spec: Text) -> Outcome<Value> {
    let kind = scalar(vm, value).unwrap_or(SpecKind::Str);
    let parsed = match Spec::parse(spec.bytes(vm), kind) {
        Ok(parsed) => parsed,
        Err(error) => return Err(refuse(vm, value, spec, error)?),
    };
    match kind {
        SpecKind::Str => format_str(vm, value, &parsed),
        SpecKind::Float => format_float(vm, value, &parsed),
        SpecKind::Int => match parsed.code {
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => format_float(vm, value, &parsed),
            b'c' => {
                let code = vm.as_int(value).and_then(|int| int.to_u64(&vm.heap).filter(|_| !int.negative));
                match code.and_then(|code| u32::try_from(code).ok()).filter(|code| *code < 0x11_0000) {
                    Some(code) => {
                        let character = vm.new_char(code)?;
                        format_str(vm, character, &parsed)
                    }
                    None if vm.as_int(value).is_some_and(|int| int.to_i64(&vm.heap).is_none()) => {
                        raise!(vm, OverflowError, "Python int too large to convert to C long")
                    }
                    None => raise!(vm, OverflowError, "%c arg not in range(0x110000)"),
                }
            }
            code if radix_of(code) == 10 && vm.is_long_int(value) => {
                let spec = spec.value(vm)?;
                Err(vm.tail_call(vm.prelude(Prelude::LongFormat), &[value, spec]))
            }
            _ => format_int(vm, value, &parsed),
        },
    }
}

#[cold]
fn refuse(vm: &mut Vm, value: Value, spec: Text, error: SpecError) -> Outcome<Stop> {
    let name = TYPES.get(vm.type_id(value) as usize).map_or("object", |row| row.name);
    let spec = spec.detached(vm);
    let message = vm.new_text(|out, vm| {
        let mut sink = OutSink::new(out, vm);
        error.write(spec, name, &mut sink);
        sink.outcome
    })?;
    Ok(vm.raise_with(TypeId::ValueError, message))
}

/// Lets the number room write a draft, whose length it has said before.
pub(super) struct DraftSink<'a, 'v, 'm> {
    pub draft: &'a mut Draft,
    pub vm: &'v mut Vm<'m>,
}

impl Sink for DraftSink<'_, '_, '_> {
    fn byte(&mut self, byte: u8) {
        self.draft.byte(self.vm, byte);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.draft.push(self.vm, bytes);
    }
}

/// Text in its place.
pub(super) fn format_str(vm: &mut Vm, value: Value, spec: &Spec) -> Outcome<Value> {
    let Some(text) = vm.text(value) else { return raise!(vm, SystemError, "not a string") };
    let field = TextField::new(spec, text.count(vm)?);
    let shown = text.part(0, text.offset(vm, field.chars)?);
    if field.left == 0 && field.right == 0 && shown.len() == text.len() {
        return Ok(value);
    }
    let fills = field.left.saturating_add(field.right).saturating_mul(spec.fill.len_utf8());
    let fill = utf8::encode(spec.fill.into());
    let pieces = [Put::Fill(fill.bytes(), field.left), Put::Text(shown), Put::Fill(fill.bytes(), field.right)];
    str_pad::of_pieces(vm, Family::Str, shown.len().saturating_add(fills), pieces)
}

/// A float, or an int as a float, in its place.
pub(super) fn format_float(vm: &mut Vm, value: Value, spec: &Spec) -> Outcome<Value> {
    let float = match (vm.as_float(value), vm.as_int(value)) {
        (Some(float), _) => float,
        (None, Some(int)) => match int.to_float(&vm.heap) {
            Some(float) => float,
            None => return raise!(vm, OverflowError, "int too large to convert to float"),
        },
        (None, None) => return raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value)),
    };
    let mut field = FloatField::new(spec, float);
    let mut draft = Draft::new(vm, Family::Str, field.length())?;
    field.write(&mut DraftSink { draft: &mut draft, vm });
    Ok(draft.finish(vm))
}

/// An int in its place.
pub(super) fn format_int(vm: &mut Vm, value: Value, spec: &Spec) -> Outcome<Value> {
    let Some(int) = vm.as_int(value) else { return raise!(vm, SystemError, "not an int") };
    if int.count() > 1 && radix_of(spec.code) != 10 {
        return format_bits(vm, int, spec);
    }
    let digits = Digits::new(vm, &int, radix_of(spec.code))?;
    let mut short = [0; 40];
    let text = digits.text(&vm.heap);
    let Some(copy) = short.get_mut(..text.len()) else {
        let text = Text::of_block(digits.block(), int::DIGITS + digits.start(), digits.len());
        let made = format_digits(vm, text, int.negative, spec)?;
        digits.drop(vm);
        return Ok(made);
    };
    copy.copy_from_slice(text);
    let field = IntField::new(spec, int.negative, copy);
    let mut draft = Draft::new(vm, Family::Str, field.length())?;
    field.write(&mut DraftSink { draft: &mut draft, vm });
    digits.drop(vm);
    Ok(draft.finish(vm))
}

/// Bytes of a long int that are written in one portion.
const WINDOW: usize = 48;

/// An int with so many digits in its place, in portions.
fn format_places(
    vm: &mut Vm,
    spec: &Spec,
    negative: bool,
    count: usize,
    digit: impl Fn(&Vm, usize) -> u8,
) -> Outcome<Value> {
    let places = IntPlaces::new(spec, negative, count);
    let mut draft = Draft::new(vm, Family::Str, places.length())?;
    let mut index = draft.begin;
    while index < places.length() {
        draft.turn(vm, index, WINDOW)?;
        let mut window = [0; WINDOW];
        let count = WINDOW.min(places.length() - index);
        for (place, index) in window.iter_mut().zip(index..places.length()) {
            *place = places.byte(index, |index| digit(vm, index));
        }
        draft.push(vm, window.get(..count).unwrap_or_default());
        index = index.saturating_add(count);
    }
    Ok(draft.finish(vm))
}

/// A long int in a radix that is a power of two.
pub fn format_bits(vm: &mut Vm, int: Int, spec: &Spec) -> Outcome<Value> {
    let width = radix_of(spec.code).trailing_zeros() as usize;
    let count = int.bits(&vm.heap).div_ceil(width.max(1)).max(1);
    format_places(vm, spec, int.negative, count, |vm, index| {
        radix::digit_of_bits(int.limbs(&vm.heap), width, count.saturating_sub(index + 1))
    })
}

/// Digits that lie in the heap, in the place of an int.
pub(super) fn format_digits(vm: &mut Vm, digits: Text, negative: bool, spec: &Spec) -> Outcome<Value> {
    let bytes = digits.detached(vm);
    format_places(vm, spec, negative, bytes.len(), |_, index| bytes.get(index).copied().unwrap_or(b'0'))
}

/// `_format_digits(digits, is_negative, spec)`: an int whose digits are known in its place.
fn digits_formatted(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (Some(digits), Some(spec)) = (vm.str_text(args.get(0)), vm.str_text(args.get(2))) else {
        return raise!(vm, SystemError, "no digits");
    };
    match Spec::parse(spec.bytes(vm), SpecKind::Int) {
        Ok(parsed) => format_digits(vm, digits, args.get(1) == Value::TRUE, &parsed),
        Err(error) => Err(refuse(vm, Value::ZERO, spec, error)?),
    }
}

/// `object.__format__(self, spec)`: of strings, ints and floats and of what derives from them by the spec, else
/// `str(self)` for an empty spec. May ask for Python to run.
pub fn format_object(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (value, spec) = (args.get(0), args.get(1));
    let Some(text) = vm.str_text(spec) else {
        return raise!(vm, TypeError, "__format__() argument must be str, not {}", vm.type_of(spec));
    };
    if text.is_empty() {
        return vm.to_str(value);
    }
    let payload = vm.payload(value);
    match scalar(vm, payload) {
        Some(_) => format_scalar(vm, payload, text),
        None if vm.kind(payload) == Some(crate::vm::heap::Kind::Complex) => {
            Err(vm.tail_call(vm.prelude(Prelude::ComplexFormat), &[payload, spec]))
        }
        None => raise!(vm, TypeError, "unsupported format string passed to {}.__format__", vm.type_of(value)),
    }
}

/// `str.format(*args)`. May ask for Python to run. Keyword arguments come by way of the prelude: see `format_plain`.
pub fn format(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, rest) = (args.get(0), args.from(1));
    let fields = Fields { from: Source::Args(rest), count: rest.count(), keywords: Value::NONE, next: Some(0) };
    if let Some(value) = format_fields(vm, text, fields)? {
        return Ok(value);
    }
    let arguments = tuple::from_args(vm, rest)?;
    Err(vm.tail_call(vm.prelude(Prelude::StrFormat), &[text, arguments, Value::NONE]))
}

/// `_format_plain(text, arguments, keywords)`: as `str.format` with a tuple and a dict. May ask for Python to run.
fn format_plain(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (text, arguments, keywords) = (args.get(0), args.get(1), args.get(2));
    let count = tuple::len(vm, arguments);
    let fields = Fields { from: Source::Tuple(arguments), count, keywords, next: Some(0) };
    match format_fields(vm, text, fields)? {
        Some(value) => Ok(value),
        None => Err(vm.tail_call(vm.prelude(Prelude::StrFormat), &[text, arguments, keywords])),
    }
}

/// The text with its fields formatted; `None` if that needs Python.
fn format_fields(vm: &mut Vm, text: Value, mut fields: Fields) -> Outcome<Option<Value>> {
    let Some(text) = vm.str_text(text).filter(|text| text.len() <= AT_ONCE) else { return Ok(None) };
    let mut out = Out::new_text();
    let mut at = 0;
    loop {
        let part = match format_text::part(text.bytes(vm), at) {
            Ok(None) => return vm.str_from_out(out).map(Some),
            Ok(Some(part)) => part,
            Err(message) => return raise!(vm, ValueError, message),
        };
        out.append(vm, text.part(part.literal.start, part.literal.end))?;
        at = part.next;
        let Some(field) = part.field else { continue };
        let Some(value) = fields.look_up(vm, text, &field)? else { return Ok(None) };
        if !write_field(vm, text, &field, value, &mut out)? {
            return Ok(None);
        }
    }
}

/// Where positional arguments are.
enum Source<'m> {
    Args(Args<'m>),
    Tuple(Value),
}

/// The arguments of a call of `str.format` as its fields ask for them.
struct Fields<'m> {
    from: Source<'m>,
    count: usize,
    /// A dict, or `None`.
    keywords: Value,
    /// The number of the next field without a name; `None` once a field has a number.
    next: Option<usize>,
}

impl Fields<'_> {
    /// The value of a field; `None` if the prelude must find it, or the error.
    fn look_up(&mut self, vm: &mut Vm, text: Text, field: &Field) -> Outcome<Option<Value>> {
        let name = text.part(field.name.start, field.name.end);
        if format_text::first_length(name.bytes(vm)) != name.len() {
            return Ok(None);
        }
        let index = match (name.is_empty(), format_text::number(name.bytes(vm)), self.next) {
            (true, _, Some(next)) => {
                self.next = Some(next + 1);
                next
            }
            (false, Ok(Some(number)), None | Some(0)) => {
                self.next = None;
                number
            }
            (false, Ok(None), _) => {
                let key = name.value(vm)?;
                if !self.keywords.is_ref() {
                    return Err(vm.raise_with(TypeId::KeyError, key));
                }
                return match dict::get(vm, self.keywords, key)? {
                    Found::Value(value) => Ok(Some(value)),
                    Found::Absent => Err(vm.raise_with(TypeId::KeyError, key)),
                    Found::Ask => Ok(None),
                };
            }
            _ => return Ok(None),
        };
        if index >= self.count {
            let index = Value::len(index);
            return raise!(vm, IndexError, "Replacement index {} out of range for positional args tuple", index);
        }
        Ok(Some(match self.from {
            Source::Args(args) => args.get(index),
            Source::Tuple(tuple) => tuple::item(vm, tuple, index),
        }))
    }
}

/// Writes a field whose value and spec need no Python; false: nothing has been written.
fn write_field(vm: &mut Vm, text: Text, field: &Field, value: Value, out: &mut Out) -> Outcome<bool> {
    let conversion = match field.conversion {
        0 => 0,
        0x73 => TO_STR,
        0x72 => TO_REPR,
        0x61 => TO_ASCII,
        _ => return Ok(false),
    };
    if field.nested {
        return Ok(false);
    }
    if vm.is_long(value) {
        return Ok(false);
    }
    let Some(shown) = vm.converted(value, conversion)? else { return Ok(false) };
    let spec = text.part(field.spec.start, field.spec.end);
    if spec.is_empty() {
        let alone = vm.formats_as_str(shown);
        if alone {
            out.value(vm, shown)?;
        }
        return Ok(alone);
    }
    if scalar(vm, shown).is_none() {
        return Ok(false);
    }
    let formatted = format_scalar(vm, shown, spec)?;
    out.value(vm, formatted)?;
    Ok(true)
}

/// `str.format_map(mapping)`. Runs Python.
pub fn format_map(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let arguments = [args.get(0), Value::NONE, args.get(1)];
    Err(vm.tail_call(vm.prelude(Prelude::StrFormat), &arguments))
}

/// `_format_part(text, position)`: `(literal, name or None, conversion, spec, next position)`, or None at the end.
fn part(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let at = args.get(1).as_small().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    let part = match format_text::part(text.bytes(vm), at) {
        Ok(None) => return Ok(Value::NONE),
        Ok(Some(part)) => part,
        Err(message) => return raise!(vm, ValueError, message),
    };
    let mut parts = [Value::NONE, Value::NONE, Value::NONE, Value::NONE, Value::len(part.next)];
    parts[0] = text.part(part.literal.start, part.literal.end).value(vm)?;
    if let Some(field) = part.field {
        parts[1] = text.part(field.name.start, field.name.end).value(vm)?;
        parts[2] = Value::len(field.conversion as usize);
        parts[3] = text.part(field.spec.start, field.spec.end).value(vm)?;
    }
    tuple::new(vm, &parts)
}

/// `_format_name(name)`: a list of the first part (an int, a string, None if it is empty), then pairs of
/// (is an attribute, key).
fn name(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = vm.receiver(args)?;
    let parts = vm.new_list(&[])?;
    let mut at = format_text::first_length(text.bytes(vm));
    let first = if at == 0 { Value::NONE } else { key(vm, text.part(0, at))? };
    super::list::push(vm, parts, first)?;
    loop {
        let access = match format_text::access(text.bytes(vm), at) {
            Ok(None) => return Ok(parts),
            Ok(Some(access)) => access,
            Err(message) => return raise!(vm, ValueError, message),
        };
        let range = text.part(access.key.start, access.key.end);
        let key = if access.attribute { range.value(vm)? } else { key(vm, range)? };
        let pair = tuple::new(vm, &[Value::bool(access.attribute), key])?;
        super::list::push(vm, parts, pair)?;
        at = access.next;
    }
}

/// A number or a string.
fn key(vm: &mut Vm, text: Text) -> Outcome<Value> {
    match format_text::number(text.bytes(vm)) {
        Ok(Some(number)) => Ok(Value::len(number)),
        Ok(None) => text.value(vm),
        Err(message) => raise!(vm, ValueError, message),
    }
}
