//! `str`: text, UTF-8 in the heap or in flash, counted and indexed in characters.
//!
//! A string is a name (an immediate), a `Str` of up to 254 bytes or a `LongStr`. Whatever is at most one ASCII
//! character is always a name. An index into a string that is not ASCII walks it.

use super::long_text::AT_ONCE;
use super::out::{SmallInt, Write};
use super::text::{self, Draft, Family, Put, Steps, Text};
use super::{
    Args, Getter, Native, Out, Slots, Type, TypeId, iterator, native, slice, str_case, str_encode, str_format, str_pad,
    str_percent, str_quote, str_search, str_split, str_translate, utf8,
};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Kind, Task, Work};
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::Value;

/// The table of `str`.
pub static TYPE: Type = Type {
    name: "str",
    slots: Slots {
        make: Some(make),
        repr: Some(str_quote::write_repr),
        str: Some(write),
        hash: Some(hash),
        len: Some(len),
        item: Some(item),
        contains: Some(contains),
        iter: Some(iterator::str),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..Type::PLAIN
};

const GETTERS: &[Getter] = &[];

const METHODS: &[Native] = &[
    native("capitalize", "self, /", 1, 1, str_case::capitalize),
    native("casefold", "self, /", 1, 1, str_case::casefold),
    native("center", "self, width, fillchar=' ', /", 2, 3, str_pad::center),
    native("count", "self, sub, start=None, end=None, /", 2, 4, str_search::count),
    native("encode", "self, encoding='utf-8', errors='strict'", 1, 3, str_encode::encode),
    native("endswith", "self, suffix, start=None, end=None, /", 2, 4, str_search::ends_with),
    native("expandtabs", "self, tabsize=8", 1, 2, str_pad::expand_tabs),
    native("find", "self, sub, start=None, end=None, /", 2, 4, str_search::find),
    native("format", "self, *args, **kwargs", 1, 255, str_format::format),
    native("format_map", "self, mapping, /", 2, 2, str_format::format_map),
    native("index", "self, sub, start=None, end=None, /", 2, 4, str_search::index),
    native("isalnum", "self, /", 1, 1, str_case::is_alnum),
    native("isalpha", "self, /", 1, 1, str_case::is_alpha),
    native("isascii", "self, /", 1, 1, str_case::is_ascii),
    native("isdecimal", "self, /", 1, 1, str_case::is_decimal),
    native("isdigit", "self, /", 1, 1, str_case::is_digit),
    native("isidentifier", "self, /", 1, 1, str_case::is_identifier),
    native("islower", "self, /", 1, 1, str_case::is_lower),
    native("isnumeric", "self, /", 1, 1, str_case::is_numeric),
    native("isprintable", "self, /", 1, 1, str_case::is_printable),
    native("isspace", "self, /", 1, 1, str_case::is_space),
    native("istitle", "self, /", 1, 1, str_case::is_title),
    native("isupper", "self, /", 1, 1, str_case::is_upper),
    native("join", "self, iterable, /", 2, 2, str_split::join),
    native("ljust", "self, width, fillchar=' ', /", 2, 3, str_pad::left),
    native("lower", "self, /", 1, 1, str_case::lower),
    native("lstrip", "self, chars=None, /", 1, 2, str_search::strip_left),
    native("maketrans", "x, y=None, z=None, /", 1, 3, str_translate::make_table),
    native("partition", "self, sep, /", 2, 2, str_split::partition),
    native("removeprefix", "self, prefix, /", 2, 2, str_search::remove_prefix),
    native("removesuffix", "self, suffix, /", 2, 2, str_search::remove_suffix),
    native("replace", "self, old, new, count=-1, /", 3, 4, str_translate::replace),
    native("rfind", "self, sub, start=None, end=None, /", 2, 4, str_search::find_last),
    native("rindex", "self, sub, start=None, end=None, /", 2, 4, str_search::index_last),
    native("rjust", "self, width, fillchar=' ', /", 2, 3, str_pad::right),
    native("rpartition", "self, sep, /", 2, 2, str_split::partition_last),
    native("rsplit", "self, sep=None, maxsplit=-1", 1, 3, str_split::split_last),
    native("rstrip", "self, chars=None, /", 1, 2, str_search::strip_right),
    native("split", "self, sep=None, maxsplit=-1", 1, 3, str_split::split),
    native("splitlines", "self, keepends=False", 1, 2, str_split::split_lines),
    native("startswith", "self, prefix, start=None, end=None, /", 2, 4, str_search::starts_with),
    native("strip", "self, chars=None, /", 1, 2, str_search::strip),
    native("swapcase", "self, /", 1, 1, str_case::swap),
    native("title", "self, /", 1, 1, str_case::title),
    native("translate", "self, table, /", 2, 2, str_translate::translate),
    native("upper", "self, /", 1, 1, str_case::upper),
    native("zfill", "self, width, /", 2, 2, str_pad::zero_fill),
];

impl Vm<'_> {
    /// A string of bytes that do not lie in the heap and are UTF-8.
    pub fn new_str(&mut self, text: &[u8]) -> Outcome<Value> {
        text::new_string(&mut self.heap, text)
    }

    /// The string that a function writes.
    pub fn new_text(&mut self, write: impl FnOnce(&mut Out, &mut Self) -> Outcome<()>) -> Outcome<Value> {
        let mut out = Out::new_text();
        write(&mut out, self)?;
        self.str_from_out(out)
    }

    /// The string of one character.
    pub fn new_char(&mut self, code: u32) -> Outcome<Value> {
        self.new_str(utf8::encode(code).bytes())
    }

    /// The bytes of a string of any kind.
    pub fn str_bytes(&self, value: Value) -> Option<&[u8]> {
        if let Some(name) = value.as_name() {
            return Some(self.heap.name_text(name));
        }
        Some(self.str_text(value)?.bytes(self))
    }

    /// True for a string of any kind.
    pub fn is_str(&self, value: Value) -> bool {
        value.is_name() || self.str_text(value).is_some()
    }

    /// The hash and ASCII flag of a string, as `name::hash16` gives them.
    pub fn str_hash16(&self, value: Value) -> Option<u16> {
        if let Some(name) = value.as_name() {
            return Some(name.hash());
        }
        let at = value.as_ref()?;
        match self.heap.kind(at) {
            Kind::Str | Kind::LongStr => Some(self.heap.text_hash(at)),
            _ => match self.payload(value) {
                plain if plain != value => self.str_hash16(plain),
                _ => self.str_text(value).map(|text| name::hash16(text.bytes(self))),
            },
        }
    }

    /// The character at a byte offset, and the offset of the next one; `None` at the end.
    pub fn char_at(&mut self, value: Value, offset: usize) -> Outcome<Option<(Value, usize)>> {
        let Some(text) = self.text(value) else { return Ok(None) };
        match utf8::decode(text.bytes(self).get(offset..).unwrap_or_default()) {
            None => Ok(None),
            Some((code, len)) => Ok(Some((self.new_char(code)?, offset.saturating_add(len)))),
        }
    }

    /// `str(value)`. May ask for Python to run.
    pub fn to_str(&mut self, value: Value) -> Outcome<Value> {
        if self.is_long_int(value) {
            return Err(self.tail_call(self.prelude(Prelude::LongText), &[value]));
        }
        if let Some(int) = value.as_small() {
            return self.new_str(SmallInt::new(int).text());
        }
        match self.str_slot(value) {
            _ if self.is_plain_str(value) => Ok(value),
            Some(write) if !self.is_instance(value) => self.new_text(|out, vm| write(vm, value, out)),
            _ => Err(self.tail_call(self.prelude(Prelude::Str), &[value])),
        }
    }

    /// `repr(value)`. May ask for Python to run.
    pub fn to_repr(&mut self, value: Value) -> Outcome<Value> {
        if self.is_long_int(value) {
            return Err(self.tail_call(self.prelude(Prelude::LongText), &[value]));
        }
        if let Some(text) = self.long_text(value) {
            return str_quote::quoted(self, text, false);
        }
        match self.slots(value).repr {
            Some(write) if !self.is_instance(value) => self.new_text(|out, vm| write(vm, value, out)),
            _ => Err(self.tail_call(self.prelude(Prelude::Repr), &[value])),
        }
    }

    /// `str(value)` as its built-in type makes it, whatever a class of Python says.
    pub fn builtin_str(&mut self, value: Value) -> Outcome<Value> {
        match self.str_slot(value) {
            Some(write) => self.new_text(|out, vm| write(vm, vm.payload(value), out)),
            None => Err(self.tail_call(self.prelude(Prelude::Repr), &[value])),
        }
    }

    /// `repr(value)` as its built-in type makes it, whatever a class of Python says.
    pub fn builtin_repr(&mut self, value: Value) -> Outcome<Value> {
        match self.payload(value) {
            plain if plain != value => self.to_repr(plain),
            _ => self.new_text(|out, vm| out.repr(vm, value)),
        }
    }

    /// The text of a `str`, `bytes` or `bytearray` that is read and written in portions.
    pub fn long_text(&self, value: Value) -> Option<Text> {
        match self.kind(value)? {
            Kind::LongStr | Kind::Bytes | Kind::ByteArray => self.text(value).filter(|text| text.len() > AT_ONCE),
            _ => None,
        }
    }

    fn str_slot(&self, value: Value) -> Option<Write> {
        let slots = self.slots(value);
        slots.str.or(slots.repr)
    }

    /// True for a string that is no instance of a subclass.
    pub fn is_plain_str(&self, value: Value) -> bool {
        value.is_name() || self.str_text(value).is_some() && self.payload(value) == value
    }

    /// The text of a string, or a SystemError: the receivers of methods are of the type already.
    pub(super) fn receiver(&mut self, args: Args) -> Outcome<Text> {
        match self.text(args.get(0)) {
            Some(text) => Ok(text),
            None => raise!(
                self,
                TypeError,
                "a string or a bytes-like object is required, not '{}'",
                self.type_of(args.get(0))
            ),
        }
    }

    /// Strings joined: what an f-string makes of its parts, which are strings.
    pub fn join_strings(&mut self, parts: Args) -> Outcome<Value> {
        let mut len = 0usize;
        for part in parts.iter() {
            len = len.saturating_add(self.str_text(part).map_or(0, |text| text.len()));
        }
        if parts.count() == 1 && self.is_plain_str(parts.get(0)) {
            return Ok(parts.get(0));
        }
        if len > AT_ONCE {
            return self.join_long(parts, len);
        }
        let mut draft = Draft::new(self, Family::Str, len)?;
        for part in parts.iter() {
            if let Some(text) = self.str_text(part) {
                draft.append(self, text);
            }
        }
        Ok(draft.finish(self))
    }

    #[cold]
    fn join_long(&mut self, parts: Args, len: usize) -> Outcome<Value> {
        let mut draft = Draft::of_pieces(self, Family::Str, len)?;
        for part in parts.iter() {
            if let Some(text) = self.str_text(part) {
                draft.put(self, Put::Text(text))?;
            }
        }
        Ok(draft.finish(self))
    }
}

/// `str(object='')`, `str(bytes, encoding, errors)`.
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 => vm.new_str(b""),
        1 => vm.to_str(args.get(0)),
        2 | 3 if !args.get(0).is_defined() => vm.new_str(b""),
        2 | 3 => {
            let object = args.get(0);
            for (index, text) in [
                (1, "str() argument 'encoding' must be str, not {}"),
                (2, "str() argument 'errors' must be str, not {}"),
            ] {
                let given = args.get_or(index, Value::name(crate::vm::name::Name::EMPTY));
                if vm.str_text(given).is_none() {
                    let class = vm.type_of(given);
                    return Err(vm.raise(TypeId::TypeError, text, [class, Value::UNDEFINED]));
                }
            }
            if vm.is_str(object) {
                return raise!(vm, TypeError, "decoding str is not supported");
            }
            match vm.buffer_text(object) {
                Some(bytes) => str_encode::decode_text(vm, bytes, args.get(1), args.get(2), "str"),
                None => {
                    raise!(vm, TypeError, "decoding to str: need a bytes-like object, {} found", vm.type_of(object))
                }
            }
        }
        count => raise!(vm, TypeError, "str() takes at most 3 arguments ({} given)", Value::len(count)),
    }
}

/// Writes the text itself.
fn write(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    match vm.text(value) {
        Some(text) => out.append(vm, text),
        None => Ok(()),
    }
}

/// The hash that names carry as well.
fn hash(vm: &mut Vm, value: Value) -> Outcome<i32> {
    Ok(vm.str_hash16(value).map_or(0, i32::from))
}

fn len(vm: &mut Vm, value: Value) -> Outcome<usize> {
    match vm.text(value) {
        Some(text) => text.count(vm),
        None => Ok(0),
    }
}

fn item(vm: &mut Vm, value: Value, key: Value) -> Outcome<Value> {
    let Some(text) = vm.text(value) else { return raise!(vm, SystemError, "not a string") };
    if vm.type_id(key) == TypeId::Slice {
        return part(vm, value, text, key);
    }
    if !text::is_index(vm, key) {
        return raise!(vm, TypeError, "string indices must be integers, not '{}'", vm.type_of(key));
    }
    let Some(index) = vm.as_index(key)? else { return Err(ask_item(vm, value, key)) };
    let Some(offset) = text.place(vm, index)? else { return raise!(vm, IndexError, "string index out of range") };
    match utf8::decode(text.bytes(vm).get(offset..).unwrap_or_default()) {
        Some((code, _)) => vm.new_char(code),
        None => raise!(vm, IndexError, "string index out of range"),
    }
}

/// `text[slice]`.
fn part(vm: &mut Vm, value: Value, text: Text, key: Value) -> Outcome<Value> {
    let count = text.count(vm)?;
    let Some(range) = slice::indices(vm, key, count)? else { return Err(ask_item(vm, value, key)) };
    if range.step == 1 {
        let start = text.offset(vm, range.start as usize)?;
        let rest = text.part(start, text.len());
        let end = start.saturating_add(rest.offset(vm, range.count)?);
        if end.saturating_sub(start) == text.len() && vm.is_plain_str(value) {
            return Ok(value);
        }
        return text.part(start, end).value(vm);
    }
    if text.narrow || range.count == 0 {
        return text.stepped(vm, range);
    }
    stepped_chars(vm, text, range)
}

/// Characters that are passed in one portion.
const PASSED: usize = 128;

/// The characters that a slice with a step names: those in between are passed one by one.
fn stepped_chars(vm: &mut Vm, text: Text, range: Steps) -> Outcome<Value> {
    let (is_forward, step) = (range.step > 0, range.step.unsigned_abs());
    let work = Work::on(Task::Text, text.block(), [range.start as usize, range.step as usize]);
    let (mut out, mut at, done) = Out::resumed(vm, work)?;
    let mut done = done as usize;
    if done == 0 {
        at = text.offset(vm, range.start as usize + usize::from(!is_forward))?;
    }
    let total = range.count.saturating_sub(1).saturating_mul(step).saturating_add(range.count.min(1));
    let bytes = text.detached(vm);
    while done < total {
        let (front, rest) = bytes.split_at_checked(at).unwrap_or_default();
        let Some((code, len)) = (if is_forward { utf8::decode(rest) } else { utf8::decode_last(front) }) else { break };
        if done.checked_rem(step) == Some(0) {
            out.char(vm, code)?;
        }
        at = if is_forward { at.saturating_add(len) } else { at.saturating_sub(len) };
        done = done.saturating_add(1);
        if done.is_multiple_of(PASSED) && done < total {
            out.turn(vm, work, at, done as u32)?;
        }
    }
    vm.str_from_out(out)
}

/// Has the prelude turn the parts of a key into ints.
pub(super) fn ask_item(vm: &mut Vm, value: Value, key: Value) -> Stop {
    vm.tail_call(vm.prelude(Prelude::ItemIndexed), &[value, key])
}

fn contains(vm: &mut Vm, value: Value, item: Value) -> Outcome<bool> {
    let Some(text) = vm.text(value) else { return Ok(false) };
    match vm.str_text(item) {
        Some(part) => super::str_search::contains_part(vm, text, part),
        None => raise!(vm, TypeError, "'in <string>' requires string as left operand, not {}", vm.type_of(item)),
    }
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, _in_place: bool) -> Outcome<Value> {
    match (op, vm.str_text(a)) {
        (Op::Add, Some(left)) => match vm.str_text(b) {
            Some(right) => concatenate(vm, a, left, b, right),
            None => raise!(vm, TypeError, "can only concatenate str (not \"{}\") to str", vm.type_of(b)),
        },
        (Op::Multiply, Some(text)) => text.repeated(vm, a, b),
        (Op::Multiply, None) => match vm.str_text(b) {
            Some(text) => text.repeated(vm, b, a),
            None => Ok(Value::NOT_IMPLEMENTED),
        },
        (Op::Modulo, Some(_)) => str_percent::format(vm, a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn concatenate(vm: &mut Vm, a: Value, left: Text, b: Value, right: Text) -> Outcome<Value> {
    if right.is_empty() && vm.is_plain_str(a) {
        return Ok(a);
    }
    if left.is_empty() && vm.is_plain_str(b) {
        return Ok(b);
    }
    left.joined(vm, right)
}

fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    // Bytes of UTF-8 are in the order of the characters.
    let (Some(left), Some(right)) = (vm.str_text(a), vm.str_text(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    left.compare(vm, op, right).map(Value::bool)
}
