//! `bytes`: `[length]` and the bytes. What `bytearray` shares with it stands here too.

use super::str_encode;
use super::str_search::byte_of;
use super::text::{self, Draft, Family, Text};
use super::{
    Args, Native, Slots, Type, TypeId, hex, iterator, list, native, slice, str, str_case, str_pad, str_percent,
    str_quote, str_search, str_split, str_translate,
};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// The table of `bytes`.
pub static TYPE: Type = Type {
    name: "bytes",
    slots: Slots {
        make: Some(|vm, args| make(vm, args, Family::Bytes)),
        repr: Some(str_quote::write_repr),
        hash: Some(hash),
        len: Some(len),
        item: Some(item),
        contains: Some(contains),
        iter: Some(iterator::bytes),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("capitalize", "self, /", 1, 1, str_case::capitalize),
    native("center", "self, width, fillchar=b' ', /", 2, 3, str_pad::center),
    native("count", "self, sub, start=None, end=None, /", 2, 4, str_search::count),
    native("decode", "self, encoding='utf-8', errors='strict'", 1, 3, str_encode::decode),
    native("endswith", "self, suffix, start=None, end=None, /", 2, 4, str_search::ends_with),
    native("expandtabs", "self, tabsize=8", 1, 2, str_pad::expand_tabs),
    native("find", "self, sub, start=None, end=None, /", 2, 4, str_search::find),
    native("fromhex", "cls, string, /", 2, 2, hex::from_hex),
    native("hex", "self, sep=None, bytes_per_sep=1", 1, 3, hex::hex),
    native("index", "self, sub, start=None, end=None, /", 2, 4, str_search::index),
    native("isalnum", "self, /", 1, 1, str_case::is_alnum),
    native("isalpha", "self, /", 1, 1, str_case::is_alpha),
    native("isascii", "self, /", 1, 1, str_case::is_ascii),
    native("isdigit", "self, /", 1, 1, str_case::is_digit),
    native("islower", "self, /", 1, 1, str_case::is_lower),
    native("isspace", "self, /", 1, 1, str_case::is_space),
    native("istitle", "self, /", 1, 1, str_case::is_title),
    native("isupper", "self, /", 1, 1, str_case::is_upper),
    native("join", "self, iterable_of_bytes, /", 2, 2, str_split::join),
    native("ljust", "self, width, fillchar=b' ', /", 2, 3, str_pad::left),
    native("lower", "self, /", 1, 1, str_case::lower),
    native("lstrip", "self, bytes=None, /", 1, 2, str_search::strip_left),
    native("maketrans", "frm, to, /", 2, 2, str_translate::make_byte_table),
    native("partition", "self, sep, /", 2, 2, str_split::partition),
    native("removeprefix", "self, prefix, /", 2, 2, str_search::remove_prefix),
    native("removesuffix", "self, suffix, /", 2, 2, str_search::remove_suffix),
    native("replace", "self, old, new, count=-1, /", 3, 4, str_translate::replace),
    native("rfind", "self, sub, start=None, end=None, /", 2, 4, str_search::find_last),
    native("rindex", "self, sub, start=None, end=None, /", 2, 4, str_search::index_last),
    native("rjust", "self, width, fillchar=b' ', /", 2, 3, str_pad::right),
    native("rpartition", "self, sep, /", 2, 2, str_split::partition_last),
    native("rsplit", "self, sep=None, maxsplit=-1", 1, 3, str_split::split_last),
    native("rstrip", "self, bytes=None, /", 1, 2, str_search::strip_right),
    native("split", "self, sep=None, maxsplit=-1", 1, 3, str_split::split),
    native("splitlines", "self, keepends=False", 1, 2, str_split::split_lines),
    native("startswith", "self, prefix, start=None, end=None, /", 2, 4, str_search::starts_with),
    native("strip", "self, bytes=None, /", 1, 2, str_search::strip),
    native("swapcase", "self, /", 1, 1, str_case::swap),
    native("title", "self, /", 1, 1, str_case::title),
    native("translate", "self, table, /, delete=b''", 2, 3, str_translate::translate_bytes),
    native("upper", "self, /", 1, 1, str_case::upper),
    native("zfill", "self, width, /", 2, 2, str_pad::zero_fill),
];

impl Vm<'_> {
    /// A `bytes` of bytes that do not lie in the heap.
    pub fn new_bytes(&mut self, bytes: &[u8]) -> Outcome<Value> {
        let mut draft = Draft::new(self, Family::Bytes, bytes.len())?;
        draft.push(self, bytes);
        Ok(draft.finish(self))
    }
}

/// `bytes(source, encoding, errors)` and `bytearray(…)`. May ask for Python to run: for what is no list or tuple.
/// A copy of the bytes of a buffer.
pub fn from_buffer(vm: &mut Vm, buffer: Value) -> Outcome<Value> {
    let text = vm.need_buffer(buffer)?.in_family(Family::Bytes);
    text.value(vm)
}

pub(super) fn make(vm: &mut Vm, args: Args, family: Family) -> Outcome<Value> {
    let (source, encoding, errors) = (args.get(0), args.get(1), args.get(2));
    if args.count() > 3 {
        let given = Value::len(args.count());
        return match family {
            Family::ByteArray => raise!(vm, TypeError, "bytearray() takes at most 3 arguments ({} given)", given),
            _ => raise!(vm, TypeError, "bytes() takes at most 3 arguments ({} given)", given),
        };
    }
    if let Some(text) = vm.str_text(source) {
        if !encoding.is_defined() && !errors.is_defined() {
            return raise!(vm, TypeError, "string argument without an encoding");
        }
        let function = if family == Family::Bytes { "bytes" } else { "bytearray" };
        return str_encode::encode_text(vm, text, encoding, errors, function, family);
    }
    if encoding.is_defined() {
        return raise!(vm, TypeError, "encoding without a string argument");
    }
    if errors.is_defined() {
        return raise!(vm, TypeError, "errors without a string argument");
    }
    if !source.is_defined() {
        return Text::NONE.in_family(family).value(vm);
    }
    if let Some(bytes) = vm.buffer_text(source) {
        if family == Family::Bytes && vm.kind(source) == Some(Kind::Bytes) {
            return Ok(source);
        }
        return bytes.in_family(family).value(vm);
    }
    if matches!(vm.type_id(source), TypeId::Int | TypeId::Bool) {
        if vm.kind(vm.payload(source)) == Some(Kind::BigInt) {
            return raise!(vm, OverflowError, "cannot fit 'int' into an index-sized integer");
        }
        return zeros(vm, source, family);
    }
    match vm.kind(source) {
        Some(Kind::List | Kind::Tuple) => from_sequence(vm, source, family),
        _ => {
            let class = if family == Family::Bytes { TypeId::Bytes } else { TypeId::ByteArray };
            Err(vm.tail_call(vm.prelude(Prelude::BytesFrom), &[Value::builtin_type(class), source]))
        }
    }
}

/// Bytes that are cleared in one portion.
const ZEROS_AT_ONCE: usize = 8192;

/// So many bytes, all 0.
pub fn zeros(vm: &mut Vm, count: Value, family: Family) -> Outcome<Value> {
    let Some(count) = vm.as_index(count)? else { return Ok(Value::NONE) };
    let Ok(count) = usize::try_from(count) else { return raise!(vm, ValueError, "negative count") };
    if count > text::TEXT_MAX {
        return raise!(vm, MemoryError, "");
    }
    let mut draft = Draft::new(vm, family, count)?;
    for start in (draft.begin..count).step_by(ZEROS_AT_ONCE) {
        draft.turn(vm, start, ZEROS_AT_ONCE)?;
        draft.fill(vm, 0, ZEROS_AT_ONCE.min(count - start));
    }
    Ok(draft.finish(vm))
}

/// The bytes of a list or tuple of ints.
fn from_sequence(vm: &mut Vm, source: Value, family: Family) -> Outcome<Value> {
    let count = list::sequence_len(vm, source);
    let mut draft = Draft::new(vm, family, count)?;
    for index in draft.begin..count {
        draft.turn(vm, index, text::STEPS_AT_ONCE)?;
        let item = list::sequence_item(vm, source, index);
        let byte = match item.as_small().map(u8::try_from) {
            Some(Ok(byte)) => byte,
            _ => listed_byte(vm, item, source, family)?,
        };
        draft.byte(vm, byte);
    }
    Ok(draft.finish(vm))
}

#[cold]
fn listed_byte(vm: &mut Vm, item: Value, source: Value, family: Family) -> Outcome<u8> {
    match vm.as_index(item) {
        Ok(None) => {
            let class = if family == Family::Bytes { TypeId::Bytes } else { TypeId::ByteArray };
            Err(vm.tail_call(vm.prelude(Prelude::BytesFrom), &[Value::builtin_type(class), source]))
        }
        Ok(Some(byte @ 0..=255)) => Ok(byte as u8),
        Err(stop) if !matches!(vm.type_id(item), TypeId::Int) => Err(stop),
        _ if family == Family::Bytes => raise!(vm, ValueError, "bytes must be in range(0, 256)"),
        _ => raise!(vm, ValueError, "byte must be in range(0, 256)"),
    }
}

fn hash(vm: &mut Vm, value: Value) -> Outcome<i32> {
    Ok(vm.text(value).map_or(0, |text| name::hash_of_bytes(text.bytes(vm)).into()))
}

pub(super) fn len(vm: &mut Vm, value: Value) -> Outcome<usize> {
    Ok(vm.text(value).map_or(0, |text| text.len()))
}

pub(super) fn item(vm: &mut Vm, value: Value, key: Value) -> Outcome<Value> {
    let Some(text) = vm.text(value) else { return raise!(vm, SystemError, "not bytes") };
    if vm.type_id(key) == TypeId::Slice {
        let Some(steps) = slice::indices(vm, key, text.len())? else { return Err(str::ask_item(vm, value, key)) };
        if steps.step != 1 {
            return text.stepped(vm, steps);
        }
        if steps.count == text.len() && text.family == Family::Bytes {
            return Ok(value);
        }
        let start = steps.start as usize;
        return text.part(start, start.saturating_add(steps.count)).value(vm);
    }
    let is_array = text.family == Family::ByteArray;
    if !text::is_index(vm, key) {
        let class = vm.type_of(key);
        return match is_array {
            true => raise!(vm, TypeError, "bytearray indices must be integers or slices, not {}", class),
            false => raise!(vm, TypeError, "byte indices must be integers or slices, not {}", class),
        };
    }
    let Some(index) = vm.as_index(key)? else { return Err(str::ask_item(vm, value, key)) };
    match text.place(vm, index)?.and_then(|at| text.bytes(vm).get(at)) {
        Some(byte) => Ok(Value::small((*byte).into())),
        None if is_array => raise!(vm, IndexError, "bytearray index out of range"),
        None => raise!(vm, IndexError, "index out of range"),
    }
}

pub(super) fn contains(vm: &mut Vm, value: Value, item: Value) -> Outcome<bool> {
    let Some(text) = vm.text(value) else { return Ok(false) };
    if matches!(vm.type_id(item), TypeId::Int | TypeId::Bool) {
        let byte = byte_of(vm, item)?;
        return Ok(text.bytes(vm).contains(&byte));
    }
    let part = vm.need_buffer(item)?;
    super::str_search::contains_part(vm, text, part)
}

pub(super) fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, _in_place: bool) -> Outcome<Value> {
    if vm.kind(a) == Some(Kind::MemoryView) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (op, vm.buffer_text(a), vm.buffer_text(b)) {
        (Op::Add, Some(left), Some(right)) => left.joined(vm, right),
        (Op::Add, Some(_), None) => {
            let (left, right) = (vm.type_of(a), vm.type_of(b));
            raise!(vm, TypeError, "can't concat {} to {}", right, left)
        }
        (Op::Multiply, Some(text), _) => text.repeated(vm, a, b),
        (Op::Multiply, None, Some(text)) => text.repeated(vm, b, a),
        (Op::Modulo, Some(_), _) => str_percent::format(vm, a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub(super) fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let is_array = vm.kind(vm.payload(b)) == Some(Kind::Array);
    match (vm.buffer_text(a), vm.buffer_text(b)) {
        (Some(left), _) if is_array && left.family == Family::Bytes => Ok(Value::NOT_IMPLEMENTED),
        (Some(left), Some(right)) => left.compare(vm, op, right).map(Value::bool),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}
