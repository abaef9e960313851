//! `bytearray`: `[buffer]`, a `ByteBuffer` `[length]` and bytes up to its end, or nothing if it is empty.

use super::bytes;
use super::hex;
use super::str_search::{ask_indexed, byte_of, int_argument};
use super::text::{self, BYTES, Family, Text};
use super::{
    Args, Native, Slots, Type, TypeId, iterator, list, native, slice, str_case, str_encode, str_pad, str_quote,
    str_search, str_split, str_translate,
};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// The table of `bytearray`.
pub static TYPE: Type = Type {
    name: "bytearray",
    slots: Slots {
        make: Some(|vm, args| bytes::make(vm, args, Family::ByteArray)),
        repr: Some(str_quote::write_repr),
        len: Some(bytes::len),
        item: Some(bytes::item),
        set_item: Some(set_item),
        contains: Some(bytes::contains),
        iter: Some(iterator::bytes),
        binary: Some(binary),
        compare: Some(bytes::compare),
        ..Slots::NONE
    },
    methods: METHODS,
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("append", "self, item, /", 2, 2, append),
    native("capitalize", "self, /", 1, 1, str_case::capitalize),
    native("center", "self, width, fillchar=b' ', /", 2, 3, str_pad::center),
    native("clear", "self, /", 1, 1, clear),
    native("copy", "self, /", 1, 1, copy),
    native("count", "self, sub, start=None, end=None, /", 2, 4, str_search::count),
    native("decode", "self, encoding='utf-8', errors='strict'", 1, 3, str_encode::decode),
    native("endswith", "self, suffix, start=None, end=None, /", 2, 4, str_search::ends_with),
    native("expandtabs", "self, tabsize=8", 1, 2, str_pad::expand_tabs),
    native("extend", "self, iterable_of_ints, /", 2, 2, extend),
    native("find", "self, sub, start=None, end=None, /", 2, 4, str_search::find),
    native("fromhex", "cls, string, /", 2, 2, hex::from_hex_array),
    native("hex", "self, sep=None, bytes_per_sep=1", 1, 3, hex::hex),
    native("index", "self, sub, start=None, end=None, /", 2, 4, str_search::index),
    native("insert", "self, index, item, /", 3, 3, insert),
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
    native("pop", "self, index=-1, /", 1, 2, pop),
    native("remove", "self, value, /", 2, 2, remove),
    native("removeprefix", "self, prefix, /", 2, 2, str_search::remove_prefix),
    native("removesuffix", "self, suffix, /", 2, 2, str_search::remove_suffix),
    native("replace", "self, old, new, count=-1, /", 3, 4, str_translate::replace),
    native("reverse", "self, /", 1, 1, reverse),
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

/// The least capacity of a buffer, in bytes.
const FIRST: usize = 8;

/// How many bytes an array has.
pub fn len(heap: &Heap, array: Ref) -> usize {
    heap.value(heap.block(array, 1), 1).small_int() as usize
}

/// The bytes of an array, to be written.
pub fn bytes_mut<'h>(heap: &'h mut Heap, array: Ref) -> &'h mut [u8] {
    let (buffer, len) = (heap.block(array, 1), len(heap, array));
    heap.bytes_mut(buffer, BYTES, len)
}

/// Gives an array another length; new bytes are not defined. Nothing has changed if it fails.
pub fn resize(heap: &mut Heap, array: Ref, new: usize) -> Outcome<()> {
    let (buffer, old) = (heap.block(array, 1), len(heap, array));
    let capacity = if buffer.is_some() { heap.size(buffer).saturating_sub(BYTES) } else { 0 };
    if new > text::TEXT_MAX {
        return Err(Stop::Memory);
    }
    if new == 0 {
        heap.set(array, 1, Value::UNDEFINED);
        if buffer.is_some() {
            heap.free_now(buffer);
        }
        return Ok(());
    }
    if new > capacity {
        let wanted = new.max(old.saturating_add(old / 4)).max(FIRST);
        if !(buffer.is_some() && heap.grow_in_place(buffer, (BYTES + wanted).div_ceil(4))) {
            return replace_buffer(heap, array, buffer, old, new, wanted);
        }
    } else if new < capacity / 2 && capacity > 4 * FIRST {
        heap.set_raw(buffer, 1, Value::len(new).bits());
        heap.shrink(buffer, (BYTES + new).div_ceil(4));
    }
    heap.set_raw(buffer, 1, Value::len(new).bits());
    Ok(())
}

/// Removes bytes from the front of an array.
pub fn drop_front(heap: &mut Heap, array: Ref, count: usize) -> Outcome<()> {
    let bytes = bytes_mut(heap, array);
    let (len, count) = (bytes.len(), count.min(bytes.len()));
    bytes.copy_within(count.., 0);
    resize(heap, array, len - count)
}

#[cold]
fn replace_buffer(heap: &mut Heap, array: Ref, old: Ref, len: usize, new: usize, wanted: usize) -> Outcome<()> {
    let buffer = heap.alloc_bytes(Kind::ByteBuffer, BYTES - 4 + wanted)?;
    heap.set_raw(buffer, 1, Value::len(new).bits());
    text::copy_bytes(heap, old, BYTES, buffer, BYTES, len);
    heap.set(array, 1, Value::reference(buffer));
    if old.is_some() {
        heap.free_now(old);
    }
    Ok(())
}

/// Replaces the bytes from `start` to `end` by as many as `with` holds, which may be a part of the array itself.
pub fn splice(vm: &mut Vm, array: Ref, start: usize, end: usize, with: Text) -> Outcome<()> {
    // A copy, for the array's own bytes move below.
    let with = if with.lies_in(vm.heap.block(array, 1)) { with.copied(vm)? } else { with };
    let old = len(&vm.heap, array);
    let new = old.saturating_sub(end.saturating_sub(start)).saturating_add(with.len());
    let new_end = start.saturating_add(with.len());
    if new_end < end {
        bytes_mut(&mut vm.heap, array).copy_within(end..old, new_end);
        resize(&mut vm.heap, array, new)?;
    } else {
        resize(&mut vm.heap, array, new)?;
        if new_end > end {
            bytes_mut(&mut vm.heap, array).copy_within(end..old, new_end);
        }
    }
    with.copy_to(vm, array, start);
    Ok(())
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    if !in_place || vm.kind(a) != Some(Kind::ByteArray) {
        return bytes::binary(vm, op, a, b, in_place);
    }
    let array = a.block();
    let old = len(&vm.heap, array);
    match op {
        Op::Add => {
            let Some(more) = vm.buffer_text(b) else {
                let class = vm.type_of(b);
                return raise!(vm, TypeError, "can't concat {} to bytearray", class);
            };
            splice(vm, array, old, old, more)?;
            Ok(a)
        }
        Op::Multiply => {
            let Some(times) = text::repetitions(vm, a, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
            let new = old.checked_mul(times).filter(|new| *new <= text::TEXT_MAX);
            let Some(new) = new else { return raise!(vm, MemoryError, "") };
            resize(&mut vm.heap, array, new)?;
            let bytes = bytes_mut(&mut vm.heap, array);
            for start in (old..new).step_by(old.max(1)) {
                bytes.copy_within(0..old, start);
            }
            Ok(a)
        }
        _ => bytes::binary(vm, op, a, b, false),
    }
}

fn set_item(vm: &mut Vm, array: Value, key: Value, value: Value) -> Outcome<()> {
    let count = len(&vm.heap, array.block());
    if vm.type_id(key) == TypeId::Slice {
        return set_slice(vm, array, key, value, count);
    }
    if !text::is_index(vm, key) {
        let class = vm.type_of(key);
        return raise!(vm, TypeError, "bytearray indices must be integers or slices, not {}", class);
    }
    let Some(index) = vm.as_index(key)? else { return Err(ask(vm, array, key, value)) };
    let index = if index < 0 { index.saturating_add(count as isize) } else { index };
    let Some(index) = usize::try_from(index).ok().filter(|index| *index < count) else {
        return raise!(vm, IndexError, "bytearray index out of range");
    };
    if !value.is_defined() {
        return splice(vm, array.block(), index, index.saturating_add(1), Text::NONE);
    }
    let byte = match is_int(vm, value) {
        true => byte_of(vm, value)?,
        false if text::is_index(vm, value) => return Err(ask(vm, array, key, value)),
        false => byte_value(vm, value)?,
    };
    if let Some(place) = bytes_mut(&mut vm.heap, array.block()).get_mut(index) {
        *place = byte;
    }
    Ok(())
}

/// Has the prelude turn the parts of a key into ints.
pub(super) fn ask(vm: &mut Vm, array: Value, key: Value, value: Value) -> Stop {
    match value.is_defined() {
        true => vm.tail_call(vm.prelude(Prelude::SetItemIndexed), &[array, key, value]),
        false => vm.tail_call(vm.prelude(Prelude::DeleteItemIndexed), &[array, key]),
    }
}

/// The byte that an int is; the error for anything else.
pub(super) fn byte_value(vm: &mut Vm, value: Value) -> Outcome<u8> {
    match is_int(vm, value) {
        true => byte_of(vm, value),
        false => {
            let class = vm.type_of(value);
            raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", class)
        }
    }
}

fn is_int(vm: &Vm, value: Value) -> bool {
    matches!(vm.type_id(value), TypeId::Int | TypeId::Bool)
}

/// True for what is no int but has `__index__`.
fn asks_for_index(vm: &Vm, value: Value) -> bool {
    !is_int(vm, value) && text::is_index(vm, value)
}

/// The byte that an argument is; if only its `__index__` says so, the prelude makes the call again.
fn byte_argument(vm: &mut Vm, args: Args, at: usize, name: &str) -> Outcome<u8> {
    match asks_for_index(vm, args.get(at)) {
        true => Err(ask_indexed(vm, args, name)?),
        false => byte_value(vm, args.get(at)),
    }
}

/// `array[slice] = value`, `del array[slice]`.
fn set_slice(vm: &mut Vm, array: Value, key: Value, value: Value, count: usize) -> Outcome<()> {
    let Some(steps) = slice::indices(vm, key, count)? else { return Err(ask(vm, array, key, value)) };
    let at = array.block();
    let with = match value.is_defined() {
        true => assigned(vm, value)?,
        false => Text::NONE,
    };
    if steps.step == 1 {
        let start = steps.start as usize;
        return splice(vm, at, start, start.saturating_add(steps.count), with);
    }
    if with.is_empty() {
        return delete_steps(vm, at, steps);
    }
    if with.len() != steps.count {
        let (size, count) = (Value::len(with.len()), Value::len(steps.count));
        return raise!(vm, ValueError, "attempt to assign bytes of size {} to extended slice of size {}", size, count);
    }
    let with = with.copied(vm)?;
    let mut index = steps.start;
    for from in 0..steps.count {
        let byte = with.bytes(vm).get(from).copied().unwrap_or(0);
        if let Some(place) = bytes_mut(&mut vm.heap, at).get_mut(index as usize) {
            *place = byte;
        }
        index = index.saturating_add(steps.step);
    }
    Ok(())
}

/// The bytes that are assigned to a slice: of a bytes-like object, or of a list or tuple of ints.
fn assigned(vm: &mut Vm, value: Value) -> Outcome<Text> {
    if let Some(text) = vm.buffer_text(value) {
        return Ok(text);
    }
    if !matches!(vm.kind(value), Some(Kind::List | Kind::Tuple)) {
        return raise!(vm, TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    let count = list::sequence_len(vm, value);
    let mut draft = text::Draft::new(vm, Family::Bytes, count)?;
    for index in 0..count {
        let item = list::sequence_item(vm, value, index);
        let byte = byte_value(vm, item)?;
        draft.byte(vm, byte);
    }
    let value = draft.finish(vm);
    Ok(vm.text(value).unwrap_or(Text::NONE))
}

fn delete_steps(vm: &mut Vm, array: Ref, steps: text::Steps) -> Outcome<()> {
    let (step, last) = (steps.step.unsigned_abs(), steps.count.saturating_sub(1) as isize);
    let first = if steps.step > 0 { steps.start } else { steps.start.saturating_add(steps.step.saturating_mul(last)) };
    let bytes = bytes_mut(&mut vm.heap, array);
    let (len, first) = (bytes.len(), first as usize);
    if steps.count == 0 {
        return Ok(());
    }
    let mut to = first;
    for from in first..len {
        let offset = from.saturating_sub(first);
        let is_deleted = offset.checked_rem(step) == Some(0) && offset / step.max(1) < steps.count;
        if !is_deleted {
            bytes.copy_within(from..from.saturating_add(1), to);
            to = to.saturating_add(1);
        }
    }
    resize(&mut vm.heap, array, len.saturating_sub(steps.count))
}

fn append(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let byte = byte_argument(vm, args, 1, "append")?;
    let array = args.get(0).block();
    let len = len(&vm.heap, array);
    resize(&mut vm.heap, array, len.saturating_add(1))?;
    if let Some(place) = bytes_mut(&mut vm.heap, array).last_mut() {
        *place = byte;
    }
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: Args) -> Outcome<Value> {
    resize(&mut vm.heap, args.get(0).block(), 0)?;
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.receiver(args)?.value(vm)
}

/// `array.extend(iterable)`. May ask for Python to run: for what is no list or tuple and not bytes-like.
fn extend(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, source) = (args.get(0).block(), args.get(1));
    let is_sequence = matches!(vm.kind(source), Some(Kind::List | Kind::Tuple))
        && !(0..list::sequence_len(vm, source)).any(|index| {
            let item = list::sequence_item(vm, source, index);
            asks_for_index(vm, item)
        });
    if !is_sequence && vm.buffer_text(source).is_none() {
        return Err(vm.tail_call(vm.prelude(Prelude::ByteArrayExtend), &[args.get(0), source]));
    }
    let more = assigned(vm, source)?;
    let len = len(&vm.heap, array);
    splice(vm, array, len, len, more)?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let array = args.get(0).block();
    let index = int_argument(vm, args, 1, "insert", 0)?;
    let byte = byte_argument(vm, args, 2, "insert")?;
    let len = len(&vm.heap, array);
    let at = if index < 0 { len.saturating_sub(index.unsigned_abs()) } else { index.unsigned_abs().min(len) };
    resize(&mut vm.heap, array, len.saturating_add(1))?;
    let bytes = bytes_mut(&mut vm.heap, array);
    bytes.copy_within(at..len, at.saturating_add(1));
    if let Some(place) = bytes.get_mut(at) {
        *place = byte;
    }
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let array = args.get(0).block();
    let index = int_argument(vm, args, 1, "pop", -1)?;
    let len = len(&vm.heap, array);
    if len == 0 {
        return raise!(vm, IndexError, "pop from empty bytearray");
    }
    let index = if index < 0 { index.saturating_add(len as isize) } else { index };
    let Some(at) = usize::try_from(index).ok().filter(|at| *at < len) else {
        return raise!(vm, IndexError, "pop index out of range");
    };
    let byte = bytes_mut(&mut vm.heap, array).get(at).copied().unwrap_or(0);
    splice(vm, array, at, at.saturating_add(1), Text::NONE)?;
    Ok(Value::small(byte.into()))
}

fn remove(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let array = args.get(0).block();
    let byte = byte_argument(vm, args, 1, "remove")?;
    match bytes_mut(&mut vm.heap, array).iter().position(|other| *other == byte) {
        Some(at) => splice(vm, array, at, at.saturating_add(1), Text::NONE).map(|()| Value::NONE),
        None => raise!(vm, ValueError, "value not found in bytearray"),
    }
}

fn reverse(vm: &mut Vm, args: Args) -> Outcome<Value> {
    bytes_mut(&mut vm.heap, args.get(0).block()).reverse();
    Ok(Value::NONE)
}
