//! What programs ask most of objects of the built-in types themselves, in few instructions. `None`: ask the type.

use super::equality::{Key, items_of, same_text};
use super::list;
use super::table::{Place, Table};
use super::text::BYTES;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, LONG_STR_TEXT, STR_TEXT};
use crate::vm::name::{self, Name};
use crate::vm::value::{Ref, Value};
use core::cmp::Ordering;

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
///
/// All calls are the last thing it does: it has no frame.
#[inline(never)]
pub fn item(heap: &Heap, object: Value, key: Value) -> Option<Value> {
    let memory = heap.memory();
    let Some(words) = memory.near::<2>(object) else { return rare_item(heap, object, key) };
    let header = words.header();
    if header.is(Kind::Dict) {
        return dict_item(heap, object, key);
    } else if !key.is_small() {
        return None;
    }
    // The block, distance of the bytes from its header, their number, whether they are characters.
    let (at, start, len, is_text) = if header.is(Kind::ByteArray) {
        let buffer = memory.near::<2>(words.value(1))?;
        (words.value(1), BYTES, buffer.get(1) >> 1, false)
    } else if header.is(Kind::Tuple) {
        return list::item_at(&memory, object.bits(), key);
    } else if header.is(Kind::Str) && words.get(1) & ASCII != 0 {
        (object, STR_TEXT, header.size(), true)
    } else if header.is(Kind::Bytes) {
        (object, BYTES, words.get(1) >> 1, false)
    } else {
        return rare_item(heap, object, key);
    };
    let index = key.small_int();
    let index = if index < 0 { index.wrapping_add(len as i32) } else { index } as u32;
    if index >= len {
        return None;
    }
    let byte = memory.byte(at.bits() + start as u32 + index)?;
    Some(if is_text { Value::name(Name::ascii(byte)) } else { Value::small(byte.into()) })
}

/// What a dict has under a small int or a text; `None` too if there is none.
#[inline(never)]
pub fn dict_item(heap: &Heap, dict: Value, key: Value) -> Option<Value> {
    let key = Key::quick(heap, key)?;
    let table = Table::of(heap, dict.block());
    match table.look_up(heap, &key) {
        Place::At(position) => Some(table.value(heap, position)).filter(|value| value.is_defined()),
        _ => None,
    }
}

/// As `item`, of names, long texts, dicts and what lies in flash.
#[inline(never)]
fn rare_item(heap: &Heap, object: Value, key: Value) -> Option<Value> {
    let kind = heap.memory().header(object.block());
    if kind.is(Kind::Dict) {
        return dict_item(heap, object, key);
    } else if kind.is(Kind::Tuple) && key.is_small() {
        return list::item_at(&heap.memory(), object.bits(), key);
    }
    let index = key.as_small()?;
    let place = |len: usize| if index < 0 { index.wrapping_add(len as i32) } else { index } as usize;
    if let Some(text) = object.as_name().and_then(|name| name.static_text()) {
        return text.get(place(text.len())).map(|byte| Value::name(Name::ascii(*byte)));
    }
    let run = run(heap, object)?;
    byte(heap, &run, place(run.len))
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

/// `item in container` of a name or a small int in a set, a dict or a short list or tuple, of a character in a text.
pub fn contains(heap: &Heap, container: Value, item: Value) -> Option<bool> {
    let key = Key::quick(heap, item)?;
    let header = heap.memory().header(container.block());
    if header.is(Kind::Set) || header.is(Kind::Dict) || header.is(Kind::FrozenSet) {
        let table = Table::of(heap, container.block());
        return match table.look_up(heap, &key) {
            Place::At(position) => Some(table.value(heap, position).is_defined()),
            Place::Absent => Some(false),
            Place::Ask => None,
        };
    }
    if header.is(Kind::List) || header.is(Kind::Tuple) {
        let (block, first, len) = items_of(heap, container);
        let mut is_plain = len <= SHORT && !key.text;
        for index in first..first + len.min(SHORT) {
            let other = heap.memory().value(block, index);
            if other == item {
                return Some(true);
            }
            is_plain &= other.is_small() || other.is_name();
        }
        return is_plain.then_some(false);
    }
    let byte = item.as_name().filter(|name| name.index() < 0x80)?.index() as u8;
    let text = match container.as_name() {
        Some(name) => heap.name_text(name),
        None if header.is(Kind::Str) => heap.text(container.block()),
        None => return None,
    };
    Some(text.contains(&byte))
}

/// Items that are looked at without further thought.
const SHORT: usize = 32;

/// The hash of a text; `None` of other objects.
#[inline(always)]
fn hash_of(heap: &Heap, text: Value) -> Option<u32> {
    if text.is_name() {
        return Some(text.bits() >> 16);
    }
    let words = heap.memory().near::<3>(text)?;
    if words.header().is(Kind::Str) {
        Some(words.get(1) & 0xffff)
    } else if words.header().is(Kind::LongStr) {
        Some(words.get(2) & 0xffff)
    } else {
        None
    }
}

/// `a == b` of texts.
#[inline(never)]
pub fn equal_texts(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    if hash_of(heap, a)? != hash_of(heap, b)? {
        return Some(false);
    }
    if a.is_name() && b.is_name() {
        return Some(a == b);
    }
    Some(same_text(heap, a, b))
}

/// The order of two tuples, as far as small ints and short texts decide it.
#[inline(never)]
pub fn order(heap: &Heap, a: Value, b: Value) -> Option<Ordering> {
    let memory = heap.memory();
    let (one, other) = (memory.near::<2>(a)?, memory.near::<2>(b)?);
    if !one.header().is(Kind::Tuple) || !other.header().is(Kind::Tuple) {
        return None;
    }
    let (len, other_len) = (one.get(1) as usize >> 1, other.get(1) as usize >> 1);
    let common = len.min(other_len);
    if common > SHORT {
        return None;
    }
    for index in 2..2 + common {
        let (x, y) = (memory.value(a.block(), index), memory.value(b.block(), index));
        if x.is_small() && y.is_small() {
            if x != y {
                return Some(x.small_int().cmp(&y.small_int()));
            }
        } else if x != y || !x.is_name() {
            match short_text(heap, x)?.cmp(short_text(heap, y)?) {
                Ordering::Equal => {}
                order => return Some(order),
            }
        }
    }
    Some(len.cmp(&other_len))
}

/// The bytes of a short text.
fn short_text<'h>(heap: &'h Heap, value: Value) -> Option<&'h [u8]> {
    match value.as_name() {
        Some(name) => Some(heap.name_text(name)),
        None if heap.memory().header(value.block()).is(Kind::Str) => Some(heap.text(value.block())),
        None => None,
    }
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
#[inline(never)]
pub fn set_item(heap: &mut Heap, object: Value, key: Value, value: Value) -> bool {
    let words = heap.words::<2>(object.block());
    if !words.header().is(Kind::ByteArray) || !key.is_small() {
        return false;
    }
    let value = if value.is_bool() { Value::small(i32::from(value == Value::TRUE)) } else { value };
    if !value.is_small() || value.bits() > 0x1ff {
        return false;
    }
    let at = words.block(1);
    let (len, index) = (heap.memory().word(at, 1) as i32 >> 1, key.small_int());
    let index = if index < 0 { index.wrapping_add(len) } else { index };
    if index as u32 >= len as u32 {
        return false;
    }
    let place = BYTES + index as usize;
    let up = place % 4 * 8;
    let rest = heap.memory().word(at, place / 4) & !(0xff << up);
    heap.write(at, place / 4, rest | value.bits() >> 1 << up);
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
