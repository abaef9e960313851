//! `array.array`: numbers side by side: `[buffer][letter]`, the buffer as that of a `bytearray`.

use super::code_letters::{Letter, Number};
use super::text::{self, Draft, Family, Steps, Text};
use super::{
    Args, Getter, Native, Out, Slots, Type, TypeId, bytearray, code_letters, iterator, list, native, slice, str, tuple,
};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Kind, Portion, Task, Walk, Work};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};
use core::cmp::Ordering;

/// `array.array`.
pub static TYPE: Type = Type {
    name: "array.array",
    slots: Slots {
        make: Some(make),
        repr: Some(repr),
        len: Some(|vm, array| Ok(len(vm, array))),
        item: Some(item),
        set_item: Some(set_item),
        contains: Some(|vm, array, item| position(vm, array, item, 0, usize::MAX).map(|found| found.is_some())),
        iter: Some(|vm, array| iterator::new(vm, TypeId::ArrayIterator, array, 0, 0)),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: &[
        Getter { name: "itemsize", get: |vm, array| Ok(Value::len(letter(vm, array).size())) },
        Getter { name: "typecode", get: |vm, array| vm.new_str(&[letter(vm, array).letter]) },
    ],
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("append", "self, v, /", 2, 2, append),
    native("byteswap", "self, /", 1, 1, byte_swap),
    native("count", "self, v, /", 2, 2, count),
    native("extend", "self, bb, /", 2, 2, extend),
    native("frombytes", "self, buffer, /", 2, 2, from_bytes),
    native("fromlist", "self, list, /", 2, 2, from_list),
    native("index", "self, v, start=0, stop=9223372036854775807, /", 2, 4, index),
    native("insert", "self, i, v, /", 3, 3, insert),
    native("pop", "self, i=-1, /", 1, 2, pop),
    native("remove", "self, v, /", 2, 2, remove),
    native("reverse", "self, /", 1, 1, reverse),
    native("tobytes", "self, /", 1, 1, |vm, args| bytes_of(vm, args.get(0)).value(vm)),
    native("tolist", "self, /", 1, 1, to_list),
    native("__copy__", "self, /", 1, 1, |vm, args| of_bytes(vm, letter(vm, args.get(0)), bytes_of(vm, args.get(0)))),
];

/// The word of the letter, a small int.
const LETTER: usize = 2;
/// Values that `__init__` takes from a list in one go.
const SHORT: usize = 256;

/// What an array consists of.
pub fn letter(vm: &Vm, array: Value) -> Letter {
    let letter = vm.heap.value(array.block(), LETTER).as_small().unwrap_or(0);
    code_letters::letter_of(letter as u8).unwrap_or(Letter { letter: b'B', number: Number::Unsigned(1) })
}

/// The number of items.
pub fn len(vm: &Vm, array: Value) -> usize {
    bytearray::len(&vm.heap, array.block()) / letter(vm, array).size()
}

/// All bytes.
pub fn bytes_of(vm: &Vm, array: Value) -> Text {
    let len = bytearray::len(&vm.heap, array.block());
    Text::of_block(vm.heap.block(array.block(), 1), text::BYTES, len)
}

/// The item at an index, if there is one.
pub fn get(vm: &mut Vm, array: Value, index: usize) -> Outcome<Option<Value>> {
    let letter = letter(vm, array);
    let start = index.saturating_mul(letter.size());
    let bytes = bytes_of(vm, array).part(start, start.saturating_add(letter.size())).detached(vm);
    if bytes.len() < letter.size() { Ok(None) } else { letter.read(vm, bytes).map(Some) }
}

fn new(vm: &mut Vm, letter: Letter) -> Outcome<Value> {
    let at = vm.heap.alloc(Kind::Array, 3)?;
    vm.heap.init(at, LETTER, Value::small(letter.letter.into()));
    Ok(Value::reference(at))
}

fn of_bytes(vm: &mut Vm, letter: Letter, bytes: Text) -> Outcome<Value> {
    let array = new(vm, letter)?;
    bytearray::splice(vm, array.block(), 0, 0, bytes)?;
    Ok(array)
}

/// `array(typecode, initializer=())`. May ask for Python to run: for what is no list or tuple of plain numbers.
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 => return raise!(vm, TypeError, "array() takes at least 1 argument (0 given)"),
        1 | 2 => {}
        given => return raise!(vm, TypeError, "array() takes at most 2 arguments ({} given)", Value::len(given)),
    }
    let Some(code) = vm.str_text(args.get(0)).filter(|text| text.is_one(vm)) else {
        let class = vm.type_of(args.get(0));
        return raise!(vm, TypeError, "array() argument 1 must be a unicode character, not {}", class);
    };
    let letter = code.bytes(vm).first().and_then(|letter| code_letters::letter_of(*letter));
    let Some(letter) = letter else {
        return raise!(vm, ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    };
    let source = args.get(1);
    if !source.is_defined() {
        return new(vm, letter);
    }
    if vm.is_str(source) {
        let text = "cannot use a str to initialize an array with typecode '{}'";
        return Err(vm.raise(TypeId::TypeError, text, [args.get(0), Value::UNDEFINED]));
    }
    let plain = vm.payload(source);
    if matches!(vm.kind(plain), Some(Kind::Bytes | Kind::ByteArray)) {
        let bytes = vm.need_buffer(plain)?;
        check_length(vm, letter, bytes)?;
        return of_bytes(vm, letter, bytes);
    }
    let is_short = matches!(vm.kind(source), Some(Kind::List | Kind::Tuple)) && list::sequence_len(vm, source) <= SHORT;
    let array = new(vm, letter)?;
    if is_short && add_items(vm, array, source)? {
        return Ok(array);
    }
    Err(vm.tail_call(vm.prelude(Prelude::ArrayExtend), &[array, source]))
}

fn check_length(vm: &mut Vm, letter: Letter, bytes: Text) -> Outcome<()> {
    if bytes.len().is_multiple_of(letter.size()) {
        return Ok(());
    }
    raise!(vm, ValueError, "bytes length not a multiple of item size")
}

/// Adds the items of a list or tuple, or none at all; false if Python must be asked.
fn add_items(vm: &mut Vm, array: Value, source: Value) -> Outcome<bool> {
    let (letter, count) = (letter(vm, array), list::sequence_len(vm, source));
    let mut draft = Draft::new(vm, Family::Bytes, count * letter.size())?;
    for index in 0..count {
        let item = list::sequence_item(vm, source, index);
        let Some(raw) = letter.write(vm, item)? else { return Ok(false) };
        draft.push(vm, raw.get(..letter.size()).unwrap_or_default());
    }
    let items = draft.finish(vm);
    if let Some(items) = vm.text(items) {
        let end = bytearray::len(&vm.heap, array.block());
        bytearray::splice(vm, array.block(), end, end, items)?;
    }
    Ok(true)
}

fn repr(vm: &mut Vm, array: Value, out: &mut Out) -> Outcome<()> {
    out.text(vm, b"array('")?;
    out.byte(vm, letter(vm, array).letter)?;
    out.byte(vm, b'\'')?;
    for index in 0..len(vm, array) {
        out.text(vm, if index == 0 { b", [" } else { b", " })?;
        if let Some(item) = get(vm, array, index)? {
            out.repr(vm, item)?;
        }
    }
    out.text(vm, if len(vm, array) == 0 { b")" } else { b"])" })
}

/// The number of the item that a key names; `None` if the prelude must be asked.
fn index_of(vm: &mut Vm, array: Value, key: Value, wrong: &'static str) -> Outcome<Option<usize>> {
    if !text::is_index(vm, key) {
        return raise!(vm, TypeError, "array indices must be integers");
    }
    let Some(index) = vm.as_index(key)? else { return Ok(None) };
    let count = len(vm, array);
    let index = if index < 0 { index.saturating_add(count as isize) } else { index };
    match usize::try_from(index).ok().filter(|index| *index < count) {
        Some(index) => Ok(Some(index)),
        None => Err(vm.raise(TypeId::IndexError, wrong, [Value::UNDEFINED; 2])),
    }
}

fn item(vm: &mut Vm, array: Value, key: Value) -> Outcome<Value> {
    if vm.type_id(key) == TypeId::Slice {
        let Some(steps) = slice::indices(vm, key, len(vm, array))? else { return Err(str::ask_item(vm, array, key)) };
        return part(vm, array, steps);
    }
    match index_of(vm, array, key, "array index out of range")? {
        Some(index) => get(vm, array, index).map(|item| item.unwrap_or(Value::NONE)),
        None => Err(str::ask_item(vm, array, key)),
    }
}

/// The item at a step of a slice, as bytes.
fn step_bytes(vm: &Vm, array: Value, steps: Steps, number: usize) -> (usize, Text) {
    let size = letter(vm, array).size();
    let index = steps.start.saturating_add(steps.step.saturating_mul(number as isize));
    let start = usize::try_from(index).unwrap_or(0).saturating_mul(size);
    (start, bytes_of(vm, array).part(start, start.saturating_add(size)))
}

fn part(vm: &mut Vm, array: Value, steps: Steps) -> Outcome<Value> {
    let letter = letter(vm, array);
    let size = letter.size();
    if steps.step == 1 {
        let start = steps.start.max(0) as usize;
        return of_bytes(vm, letter, bytes_of(vm, array).part(start * size, (start + steps.count) * size));
    }
    let new = new(vm, letter)?;
    bytearray::resize(&mut vm.heap, new.block(), steps.count * size)?;
    for number in 0..steps.count {
        let (_, bytes) = step_bytes(vm, array, steps, number);
        bytes.copy_to(vm, new.block(), number * size);
    }
    Ok(new)
}

fn set_item(vm: &mut Vm, array: Value, key: Value, value: Value) -> Outcome<()> {
    if vm.type_id(key) == TypeId::Slice {
        let Some(steps) = slice::indices(vm, key, len(vm, array))? else {
            return Err(bytearray::ask(vm, array, key, value));
        };
        return if value.is_defined() { set_part(vm, array, steps, value) } else { delete_part(vm, array, steps) };
    }
    let Some(index) = index_of(vm, array, key, "array assignment index out of range")? else {
        return Err(bytearray::ask(vm, array, key, value));
    };
    let size = letter(vm, array).size();
    if !value.is_defined() {
        return bytearray::splice(vm, array.block(), index * size, (index + 1) * size, Text::NONE);
    }
    match letter(vm, array).write(vm, value)? {
        Some(raw) => {
            put(vm, array.block(), index * size, raw.get(..size).unwrap_or_default());
            Ok(())
        }
        None => Err(vm.tail_call(vm.prelude(Prelude::ArraySet), &[array, key, value])),
    }
}

fn put(vm: &mut Vm, array: Ref, start: usize, raw: &[u8]) {
    let all = bytearray::bytes_mut(&mut vm.heap, array);
    if let Some(place) = all.get_mut(start..start.saturating_add(raw.len())) {
        place.copy_from_slice(raw);
    }
}

/// The bytes of another array of the same letter.
fn same_kind(vm: &mut Vm, array: Value, other: Value, wrong: &'static str) -> Outcome<Text> {
    let other = vm.payload(other);
    if vm.kind(other) != Some(Kind::Array) {
        return Err(vm.raise(TypeId::TypeError, wrong, [vm.type_of(other), Value::UNDEFINED]));
    }
    if letter(vm, other) != letter(vm, array) {
        return raise!(vm, TypeError, "bad argument type for built-in operation");
    }
    Ok(bytes_of(vm, other))
}

fn set_part(vm: &mut Vm, array: Value, steps: Steps, value: Value) -> Outcome<()> {
    let more = same_kind(vm, array, value, "can only assign array (not \"{}\") to array slice")?;
    let size = letter(vm, array).size();
    if steps.step == 1 {
        let start = steps.start.max(0) as usize;
        return bytearray::splice(vm, array.block(), start * size, (start + steps.count) * size, more);
    }
    if more.len() != steps.count * size {
        let counts = [Value::len(more.len() / size), Value::len(steps.count)];
        let text = "attempt to assign array of size {} to extended slice of size {}";
        return Err(vm.raise(TypeId::ValueError, text, counts));
    }
    let more = more.copied(vm)?;
    for number in 0..steps.count {
        let (start, _) = step_bytes(vm, array, steps, number);
        more.part(number * size, (number + 1) * size).copy_to(vm, array.block(), start);
    }
    Ok(())
}

fn delete_part(vm: &mut Vm, array: Value, steps: Steps) -> Outcome<()> {
    let size = letter(vm, array).size();
    // From the last one on, so that the others stay where they are.
    for number in 0..steps.count {
        let number = if steps.step > 0 { steps.count - 1 - number } else { number };
        let (start, _) = step_bytes(vm, array, steps, number);
        bytearray::splice(vm, array.block(), start, start + size, Text::NONE)?;
    }
    Ok(())
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    let is_array = vm.kind(a) == Some(Kind::Array);
    match op {
        Op::Add if is_array && in_place => {
            let more = same_kind(vm, a, b, "can only extend array with array (not \"{}\")")?;
            let end = bytearray::len(&vm.heap, a.block());
            bytearray::splice(vm, a.block(), end, end, more)?;
            Ok(a)
        }
        Op::Add if is_array => {
            let more = same_kind(vm, a, b, "can only append array (not \"{}\") to array")?;
            let joined = bytes_of(vm, a).joined(vm, more)?;
            let joined = vm.need_buffer(joined)?;
            of_bytes(vm, letter(vm, a), joined)
        }
        Op::Multiply => {
            let (array, times) = if is_array { (a, b) } else { (b, a) };
            let repeated = bytes_of(vm, array).repeated(vm, array, times)?;
            if repeated == Value::NOT_IMPLEMENTED {
                return Ok(repeated);
            }
            let repeated = if repeated == array { bytes_of(vm, array) } else { vm.need_buffer(repeated)? };
            if !in_place {
                return of_bytes(vm, letter(vm, array), repeated);
            }
            let end = bytearray::len(&vm.heap, array.block());
            bytearray::splice(vm, array.block(), 0, end, repeated)?;
            Ok(array)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Items that are compared in one portion.
const COMPARED: usize = 8;

fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let b = vm.payload(b);
    if vm.kind(b) != Some(Kind::Array) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (len(vm, a), len(vm, b));
    if x != y && matches!(op, Op::Equal | Op::NotEqual) {
        return Ok(Value::bool(op == Op::NotEqual));
    }
    let order = first_order(vm, a, b, x.min(y))?;
    Ok(Value::bool(match order {
        Some(Ordering::Equal) => tuple::holds(op, x.cmp(&y)),
        Some(order) => tuple::holds(op, order),
        None => op == Op::NotEqual,
    }))
}

/// How the first items that differ compare, of so many, in portions; `None` if they do not.
fn first_order(vm: &mut Vm, a: Value, b: Value, count: usize) -> Outcome<Option<Ordering>> {
    let work = Work::on(Task::Module, b.block(), [count, 0]);
    let start = vm.heap.resumed(work).map_or(0, |half| half.at);
    let mut order = Some(Ordering::Equal);
    for index in start..count {
        if index.is_multiple_of(COMPARED) && index != start {
            vm.heap.pause(work, Portion { at: index, extra: 0, note: 0, held: Value::UNDEFINED })?;
        }
        let (left, right) = (get(vm, a, index)?, get(vm, b, index)?);
        let (Some(left), Some(right)) = (left, right) else { break };
        let (Some(left), Some(right)) = (vm.to_number(left), vm.to_number(right)) else { break };
        order = vm.number_order(left, right);
        if order != Some(Ordering::Equal) {
            break;
        }
    }
    vm.heap.end_work(work);
    Ok(order)
}

fn append(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let end = len(vm, args.get(0));
    insert_at(vm, args.get(0), end, args.get(1))
}

fn insert(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, count) = (args.get(0), len(vm, args.get(0)));
    let Some(index) = vm.as_clamped_index(args.get(1))? else { return Err(not_an_int(vm, args.get(1))) };
    let index = if index < 0 { count.saturating_sub(index.unsigned_abs()) } else { index.unsigned_abs().min(count) };
    insert_at(vm, array, index, args.get(2))
}

fn not_an_int(vm: &mut Vm, value: Value) -> Stop {
    let class = vm.type_of(value);
    vm.raise(TypeId::TypeError, "'{}' object cannot be interpreted as an integer", [class, Value::UNDEFINED])
}

fn insert_at(vm: &mut Vm, array: Value, index: usize, value: Value) -> Outcome<Value> {
    let letter = letter(vm, array);
    let Some(raw) = letter.write(vm, value)? else {
        return Err(vm.tail_call(vm.prelude(Prelude::ArrayInsert), &[array, Value::len(index), value]));
    };
    let (size, start, end) = (letter.size(), index * letter.size(), bytearray::len(&vm.heap, array.block()));
    bytearray::resize(&mut vm.heap, array.block(), end + size)?;
    bytearray::bytes_mut(&mut vm.heap, array.block()).copy_within(start..end, start + size);
    put(vm, array.block(), start, raw.get(..size).unwrap_or_default());
    Ok(Value::NONE)
}

fn byte_swap(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let size = letter(vm, args.get(0)).size();
    for item in bytearray::bytes_mut(&mut vm.heap, args.get(0).block()).chunks_exact_mut(size) {
        item.reverse();
    }
    Ok(Value::NONE)
}

/// Where a value stands from an index on.
fn position(vm: &mut Vm, array: Value, value: Value, start: usize, stop: usize) -> Outcome<Option<usize>> {
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, array.block(), [start, stop]));
    let stop = len(vm, array).min(stop);
    while let Some((from, to)) = walk.portion(&mut vm.heap, stop.saturating_sub(start), SEARCHED)? {
        for index in start + from..start + to {
            if let Some(item) = get(vm, array, index)?
                && vm.quick_equal(item, value) == Some(true)
            {
                walk.end(&mut vm.heap);
                return Ok(Some(index));
            }
        }
    }
    Ok(None)
}

/// Items that are searched in one portion.
const SEARCHED: usize = 24;

fn count(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, value) = (args.get(0), args.get(1));
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, array.block(), [0, 0]));
    let count = len(vm, array);
    while let Some((from, to)) = walk.portion(&mut vm.heap, count, SEARCHED)? {
        for index in from..to {
            if let Some(item) = get(vm, array, index)?
                && vm.quick_equal(item, value) == Some(true)
            {
                walk.progress.extra += 1;
            }
        }
    }
    Ok(Value::len(walk.progress.extra))
}

fn index(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let count = len(vm, args.get(0));
    let mut bounds = [0, count];
    for (place, bound) in bounds.iter_mut().enumerate() {
        if args.get(2 + place).is_defined() {
            let Some(index) = vm.as_clamped_index(args.get(2 + place))? else {
                return Err(not_an_int(vm, args.get(2 + place)));
            };
            let back = count.saturating_sub(index.unsigned_abs());
            *bound = if index < 0 { back } else { index.unsigned_abs() };
        }
    }
    match position(vm, args.get(0), args.get(1), bounds[0], bounds[1])? {
        Some(index) => Ok(Value::len(index)),
        None => raise!(vm, ValueError, "array.index(x): x not in array"),
    }
}

fn remove(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, size) = (args.get(0), letter(vm, args.get(0)).size());
    match position(vm, array, args.get(1), 0, usize::MAX)? {
        Some(index) => bytearray::splice(vm, array.block(), index * size, (index + 1) * size, Text::NONE)?,
        None => return raise!(vm, ValueError, "array.remove(x): x not in array"),
    }
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, count) = (args.get(0), len(vm, args.get(0)));
    if count == 0 {
        return raise!(vm, IndexError, "pop from empty array");
    }
    let key = args.get_or(1, Value::small(-1));
    let Some(index) = index_of(vm, array, key, "pop index out of range")? else { return Err(not_an_int(vm, key)) };
    let item = get(vm, array, index)?.unwrap_or(Value::NONE);
    let size = letter(vm, array).size();
    bytearray::splice(vm, array.block(), index * size, (index + 1) * size, Text::NONE)?;
    Ok(item)
}

/// `array.extend(iterable)`. May ask for Python to run: for what is no array and no list or tuple of plain numbers.
fn extend(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, source) = (args.get(0), args.get(1));
    if vm.kind(vm.payload(source)) == Some(Kind::Array) {
        if letter(vm, vm.payload(source)) != letter(vm, array) {
            return raise!(vm, TypeError, "can only extend with array of same kind");
        }
        let (more, end) = (bytes_of(vm, vm.payload(source)), bytearray::len(&vm.heap, array.block()));
        bytearray::splice(vm, array.block(), end, end, more)?;
        return Ok(Value::NONE);
    }
    let is_short = matches!(vm.kind(source), Some(Kind::List | Kind::Tuple)) && list::sequence_len(vm, source) <= SHORT;
    if is_short && add_items(vm, array, source)? {
        return Ok(Value::NONE);
    }
    Err(vm.tail_call(vm.prelude(Prelude::ArrayExtendMethod), &[array, source]))
}

fn from_bytes(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (array, bytes) = (args.get(0), vm.need_buffer(args.get(1))?);
    check_length(vm, letter(vm, array), bytes)?;
    let end = bytearray::len(&vm.heap, array.block());
    bytearray::splice(vm, array.block(), end, end, bytes)?;
    Ok(Value::NONE)
}

fn from_list(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if vm.kind(args.get(1)) != Some(Kind::List) {
        return raise!(vm, TypeError, "arg must be list");
    }
    if add_items(vm, args.get(0), args.get(1))? {
        return Ok(Value::NONE);
    }
    Err(vm.tail_call(vm.prelude(Prelude::ArrayExtendMethod), &[args.get(0), args.get(1)]))
}

fn reverse(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let size = letter(vm, args.get(0)).size();
    let all = bytearray::bytes_mut(&mut vm.heap, args.get(0).block());
    all.reverse();
    for item in all.chunks_exact_mut(size) {
        item.reverse();
    }
    Ok(Value::NONE)
}

fn to_list(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let count = len(vm, args.get(0));
    list::made_of(vm, count, |vm, index| Ok(get(vm, args.get(0), index)?.unwrap_or(Value::NONE)))
}
