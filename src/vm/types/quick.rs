//! What programs ask most of objects of the built-in types themselves, in few instructions. `None`: ask the type.

use super::list;
use super::text::BYTES;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, LONG_STR_TEXT, STR_TEXT};
use crate::vm::name::{self, Name};
use crate::vm::value::{Ref, Value};

/// Set in the hash of a text if all of it is ASCII.
const ASCII: u32 = 1;

/// A run of bytes in the heap: block, offset from its header, length, and whether the items are characters.
struct Run {
    at: Ref,
    start: usize,
    len: usize,
    is_text: bool,
}

/// The run that an object is, if its items are single bytes.
#[inline]
fn run(heap: &Heap, object: Value) -> Option<Run> {
    let at = match object.as_name() {
        Some(name) => heap.name_block(name),
        None => object.block(),
    };
    let words = heap.words::<3>(at);
    let header = words.header();
    if header.is(Kind::Str) {
        return (words.get(1) & ASCII != 0).then(|| Run {
            at,
            start: STR_TEXT,
            len: header.size() as usize,
            is_text: true,
        });
    } else if header.is(Kind::ByteArray) {
        let at = words.block(1);
        return Some(Run { at, start: BYTES, len: heap.memory().word(at, 1) as usize >> 1, is_text: false });
    } else if header.is(Kind::Bytes) {
        return Some(Run { at, start: BYTES, len: words.get(1) as usize >> 1, is_text: false });
    } else if header.is(Kind::LongStr) && words.get(2) & ASCII != 0 {
        return Some(Run { at, start: LONG_STR_TEXT, len: words.get(1) as usize >> 1, is_text: true });
    }
    None
}

/// `object[key]` of a tuple, bytes, a bytearray or an ASCII text, for an int that is in range.
#[inline(never)]
pub fn item(heap: &Heap, object: Value, key: Value) -> Option<Value> {
    let index = key.as_small()?;
    if heap.memory().header(object.block()).is(Kind::Tuple) {
        return list::item_at(&heap.memory(), object.bits(), key);
    }
    let run = run(heap, object)?;
    byte(heap, &run, if index < 0 { index.wrapping_add(run.len as i32) } else { index } as usize)
}

/// The item at an index of bytes, a bytearray or an ASCII text.
pub fn byte_at(heap: &Heap, object: Value, index: usize) -> Option<Value> {
    byte(heap, &run(heap, object)?, index)
}

#[inline(always)]
fn byte(heap: &Heap, run: &Run, index: usize) -> Option<Value> {
    if index >= run.len {
        return None;
    }
    let byte = *heap.detached_bytes(run.at, run.start + index, 1).first()?;
    Some(if run.is_text { Value::name(Name::ascii(byte)) } else { Value::small(byte.into()) })
}

/// `a == b` of texts.
pub fn equal_texts(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    if a.is_name() && b.is_name() {
        return Some(a == b);
    }
    let hash = |text: Value| match text.as_name() {
        Some(name) => Some(name.hash()),
        None => {
            let header = heap.memory().header(text.block());
            (header.is(Kind::Str) || header.is(Kind::LongStr)).then(|| heap.text_hash(text.block()))
        }
    };
    if hash(a)? != hash(b)? {
        return Some(false);
    }
    let bytes = |text: Value| text.as_name().map_or_else(|| heap.text(text.block()), |name| heap.name_text(name));
    Some(bytes(a) == bytes(b))
}

/// `a op b` of two small ints or bools that are not both small ints, as `total += a == b` has them.
pub fn binary(op: Op, a: Value, b: Value) -> Option<Value> {
    let int = |value: Value| if value.is_bool() { Some(i32::from(value == Value::TRUE)) } else { value.as_small() };
    let bits = |value: Value| Some(Value::small(int(value)?).bits());
    let is_mixed = a.is_bool() != b.is_bool();
    match op {
        Op::Add => Value::try_small(i64::from(int(a)?) + i64::from(int(b)?)),
        Op::Subtract => Value::try_small(i64::from(int(a)?) - i64::from(int(b)?)),
        Op::Multiply => Value::try_small(i64::from(int(a)?) * i64::from(int(b)?)),
        Op::BitAnd if is_mixed => Some(Value::from_bits(bits(a)? & bits(b)?)),
        Op::BitOr if is_mixed => Some(Value::from_bits(bits(a)? | bits(b)?)),
        Op::BitXor if is_mixed => Some(Value::from_bits((bits(a)? ^ bits(b)?) | 1)),
        Op::BitAnd => Some(Value::bool(a == Value::TRUE && b == Value::TRUE)),
        Op::BitOr => Some(Value::bool(a == Value::TRUE || b == Value::TRUE)),
        Op::BitXor => Some(Value::bool(a != b)),
        _ => None,
    }
}

/// `array[key] = value` of a bytearray, for ints that are in range; false: nothing has been done.
pub fn set_item(heap: &mut Heap, object: Value, key: Value, value: Value) -> bool {
    if !key.is_small() || !value.is_small() || !heap.memory().header(object.block()).is(Kind::ByteArray) {
        return false;
    }
    let (Some(run), Ok(byte)) = (run(heap, object), u8::try_from(value.small_int())) else { return false };
    let index = key.small_int();
    let index = if index < 0 { index.wrapping_add(run.len as i32) } else { index } as usize;
    if index >= run.len {
        return false;
    }
    match heap.bytes_mut(run.at, run.start + index, 1).first_mut() {
        Some(place) => *place = byte,
        None => return false,
    }
    true
}

/// `len(object)` of a list, a tuple, bytes, a bytearray or an ASCII text.
pub fn len(heap: &Heap, object: Value) -> Option<usize> {
    let words = heap.words::<2>(object.block());
    if words.header().is(Kind::List) {
        return Some(list::len(heap, object.block()));
    } else if words.header().is(Kind::Tuple) {
        return Some(words.get(1) as usize >> 1);
    }
    run(heap, object).map(|run| run.len)
}

/// `bool(object)` of numbers that are small, of singletons and of containers.
pub fn truth(heap: &Heap, object: Value) -> Option<bool> {
    if object.is_small() {
        return Some(object != Value::ZERO);
    } else if object.is_bool() || object.is_none() {
        return Some(object == Value::TRUE);
    } else if let Some(name) = object.as_name() {
        return Some(name != name::EMPTY);
    }
    len(heap, object).map(|len| len != 0)
}
