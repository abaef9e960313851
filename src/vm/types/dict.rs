//! `dict`: a block of one word that refers to a [`table`](super::table).

use super::equality::Key;
use super::iterator;
use super::table::{self, ENTRIES, Place, Table};
use super::view::{self, View};
use super::{Args, Native, Slots, Type, TypeId, native, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, MAX_WORDS, Memory};
use crate::vm::name::Name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// `dict`.
pub static TYPE: Type = Type {
    name: "dict",
    slots: Slots {
        make: Some(make),
        len: Some(|vm, dict| Ok(len(&vm.heap, dict.block()))),
        item: Some(item),
        set_item: Some(set_item),
        contains: Some(contains),
        iter: Some(|vm, dict| iterator::of_table(vm, TypeId::DictKeyIterator, dict)),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("clear", "self, /", 1, 1, clear),
    native("copy", "self, /", 1, 1, |vm, args| copy(vm, args.get(0))),
    native("fromkeys", "cls, iterable, value=None, /", 2, 3, from_keys),
    native("get", "self, key, default=None, /", 2, 3, get_method),
    native("items", "self, /", 1, 1, |vm, args| view::new(vm, View::Items, args.get(0))),
    native("keys", "self, /", 1, 1, |vm, args| view::new(vm, View::Keys, args.get(0))),
    native("pop", "self, key, default=<unrepresentable>, /", 2, 3, pop),
    native("popitem", "self, /", 1, 1, pop_item),
    native("setdefault", "self, key, default=None, /", 2, 3, set_default),
    native("update", "self, mapping=(), /, **kwargs", 1, 2, update_method),
    native("values", "self, /", 1, 1, |vm, args| view::new(vm, View::Values, args.get(0))),
    native("__init__", "self, mapping=(), /, **kwargs", 1, 2, update_method),
    native("__repr__", "self, /", 1, 1, tuple::container_repr),
    native("__reversed__", "self, /", 1, 1, |vm, args| iterator::reversed(vm, args.get(0))),
];

/// What a search found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// The value.
    Value(Value),
    /// There is no such key.
    Absent,
    /// Only Python code can tell.
    Ask,
}

/// The value under a name or a small int, if a glance finds it; `table` is the dict's word 1.
#[inline(always)]
pub fn find_name(memory: &Memory, table: u32, key: Value) -> Option<Value> {
    let table = Ref(table);
    let words = memory.words::<MAX_WORDS>(table);
    let meta = words.get(1);
    if meta & table::INDEXED != 0 {
        return None;
    }
    // Twice the count of entries: a tagged int, without its tag.
    let end = ENTRIES + (meta & table::SMALL_USED) as usize;
    let mut word = ENTRIES;
    while word < end.min(MAX_WORDS) {
        if words.get(word) == key.bits() {
            return Some(words.value(word + 1)).filter(|value| value.is_defined());
        }
        word += 2;
    }
    while word < end {
        if memory.value(table, word) == key {
            return Some(memory.value(table, word + 1)).filter(|value| value.is_defined());
        }
        word += 2;
    }
    None
}

/// A new empty dict.
pub fn new(vm: &mut Vm) -> Outcome<Value> {
    Ok(Value::reference(vm.heap.alloc(Kind::Dict, 2)?))
}

/// The live entries.
pub fn len(heap: &Heap, dict: Ref) -> usize {
    Table::of(heap, dict).len(heap)
}

/// The value under a key.
pub fn get(vm: &mut Vm, dict: Value, key: Value) -> Outcome<Found> {
    let Some(key) = vm.key(key)? else { return Ok(Found::Ask) };
    Ok(get_key(&mut vm.heap, dict.block(), &key))
}

/// The value under a key.
pub fn get_key(heap: &mut Heap, dict: Ref, key: &Key) -> Found {
    let place = table::find(heap, dict, key);
    match place {
        Place::At(position) => match Table::of(heap, dict).value(heap, position) {
            Value::UNDEFINED => Found::Absent,
            value => Found::Value(value),
        },
        Place::Absent => Found::Absent,
        Place::Ask => Found::Ask,
    }
}

/// The value under a string.
pub fn get_name(heap: &Heap, dict: Ref, name: Value) -> Option<Value> {
    let key = Key::of_str(heap, name)?;
    let table = Table::of(heap, dict);
    match table.look_up(heap, &key) {
        Place::At(position) => Some(table.value(heap, position)).filter(|value| value.is_defined()),
        _ => None,
    }
}

/// Puts a value under a name.
pub fn set_name(heap: &mut Heap, dict: Ref, name: Name, value: Value) -> Outcome<()> {
    put(heap, dict, &Key::name(name), value).map(|_| ())
}

/// Puts a value under a key; false: only Python code can tell where.
pub fn set(vm: &mut Vm, dict: Value, key: Value, value: Value) -> Outcome<bool> {
    let Some(key) = vm.key(key)? else { return Ok(false) };
    put(&mut vm.heap, dict.block(), &key, value)
}

/// Puts a value under a key; false: only Python code can tell where.
pub fn put(heap: &mut Heap, dict: Ref, key: &Key, value: Value) -> Outcome<bool> {
    Ok(table::put(heap, dict, key, value)? != Place::Ask)
}

/// Takes a string out; false if it is not there.
pub fn remove_name(vm: &mut Vm, dict: Ref, name: Value) -> Outcome<bool> {
    let place = position(vm, Value::reference(dict), name)?;
    if let Place::At(position) = place {
        table::remove(&mut vm.heap, dict, position)?;
    }
    Ok(place != Place::Absent)
}

/// Makes an empty dict stable: its entries never move, so that code may refer to them by position.
pub fn make_stable(heap: &mut Heap, dict: Ref) -> Outcome<()> {
    table::make_stable(heap, dict)
}

/// The position of a name in a stable dict; it is entered without a value if it is not there.
pub fn slot(heap: &mut Heap, dict: Ref, name: Name) -> Outcome<u16> {
    let key = Key::name(name);
    let position = match table::find(heap, dict, &key) {
        Place::At(position) => position,
        _ => table::insert(heap, dict, &key, Value::UNDEFINED)?,
    };
    u16::try_from(position).map_err(|_| Stop::Memory)
}

/// The value at a position of a stable dict, `UNDEFINED` if there is none.
#[inline(always)]
pub fn slot_value(memory: &Memory, dict: Ref, slot: usize) -> Value {
    memory.value(memory.words::<2>(dict).block(1), ENTRIES + 2 * slot + 1)
}

/// Sets the value at a position of a stable dict.
#[inline(always)]
pub fn set_slot_value(heap: &mut Heap, dict: Ref, slot: usize, value: Value) {
    let table = heap.block(dict, 1);
    heap.set(table, ENTRIES + 2 * slot + 1, value);
}

/// The entry at a position, if it is live.
pub fn entry(heap: &Heap, dict: Ref, position: usize) -> Option<(Value, Value)> {
    let table = Table::of(heap, dict);
    let value = table.value(heap, position);
    value.is_defined().then(|| (table.key(heap, position), value))
}

/// The first live entry at a position or behind it, and the position behind that entry.
pub fn next_entry(heap: &Heap, dict: Ref, position: usize) -> Option<(Value, Value, usize)> {
    let table = Table::of(heap, dict);
    let position = table.next(heap, position)?;
    Some((table.key(heap, position), table.value(heap, position), position + 1))
}

/// The keys.
pub fn keys_tuple(vm: &mut Vm, dict: Ref) -> Outcome<Value> {
    let len = len(&vm.heap, dict);
    let keys = tuple::with_len(&mut vm.heap, len)?;
    let (mut position, mut index) = (0, 0);
    while let Some((key, _, next)) = next_entry(&vm.heap, dict, position) {
        vm.heap.init(keys, tuple::ITEMS + index, key);
        (position, index) = (next, index + 1);
    }
    Ok(Value::reference(keys))
}

pub fn item(vm: &mut Vm, dict: Value, key: Value) -> Outcome<Value> {
    match get(vm, dict, key)? {
        Found::Value(value) => Ok(value),
        Found::Absent => Err(vm.raise_with(TypeId::KeyError, key)),
        Found::Ask => Err(vm.tail_call(vm.prelude(Prelude::DictItem), &[dict, key])),
    }
}

/// `dict[key] = value`, `del dict[key]`. May run Python.
pub fn set_item(vm: &mut Vm, dict: Value, key: Value, value: Value) -> Outcome<()> {
    if !value.is_defined() {
        return delete(vm, dict, key);
    }
    if set(vm, dict, key, value)? {
        return Ok(());
    }
    Err(vm.tail_call(vm.prelude(Prelude::DictSet), &[dict, key, value]))
}

/// The position of a key that has a value.
fn position(vm: &mut Vm, dict: Value, key: Value) -> Outcome<Place> {
    let Some(key) = vm.key(key)? else { return Ok(Place::Ask) };
    match table::find(&mut vm.heap, dict.block(), &key) {
        Place::At(position) if entry(&vm.heap, dict.block(), position).is_none() => Ok(Place::Absent),
        place => Ok(place),
    }
}

fn delete(vm: &mut Vm, dict: Value, key: Value) -> Outcome<()> {
    match position(vm, dict, key)? {
        Place::At(position) => {
            table::remove(&mut vm.heap, dict.block(), position)?;
            Ok(())
        }
        Place::Absent => Err(vm.raise_with(TypeId::KeyError, key)),
        Place::Ask => Err(vm.tail_call(vm.prelude(Prelude::DictDelete), &[dict, key])),
    }
}

pub fn contains(vm: &mut Vm, dict: Value, key: Value) -> Outcome<bool> {
    match get(vm, dict, key)? {
        Found::Value(_) => Ok(true),
        Found::Absent => Ok(false),
        Found::Ask => Err(vm.tail_call(vm.prelude(Prelude::DictContains), &[dict, key])),
    }
}

/// `{key: value, ...}`. May run Python.
pub fn from_pairs(vm: &mut Vm, pairs: Args) -> Outcome<Value> {
    let dict = new(vm)?;
    let count = pairs.count() / 2;
    if count > 0 {
        table::reserve(&mut vm.heap, dict.block(), count, false)?;
    }
    for index in 0..count {
        if !set(vm, dict, pairs.get(2 * index), pairs.get(2 * index + 1))? {
            let pairs = tuple::from_args(vm, pairs)?;
            return Err(vm.tail_call(vm.prelude(Prelude::DictBuild), &[pairs]));
        }
    }
    Ok(dict)
}

/// A copy.
pub fn copy(vm: &mut Vm, dict: Value) -> Outcome<Value> {
    let new = new(vm)?;
    table::copy(&mut vm.heap, dict.block(), new.block())?;
    Ok(new)
}

/// `dict.update(mapping)` for another dict; false: only Python code can tell.
fn update_quickly(vm: &mut Vm, dict: Value, other: Value) -> Outcome<bool> {
    if dict == other {
        return Ok(true);
    }
    let more = len(&vm.heap, other.block());
    if len(&vm.heap, dict.block()) == 0 && more > 0 && !Table::of(&vm.heap, dict.block()).is_stable() {
        // Keys that differ from each other need no comparing.
        table::clear(&mut vm.heap, dict.block());
        table::copy(&mut vm.heap, other.block(), dict.block())?;
        return Ok(true);
    }
    if more > LONG {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((key, value, next)) = next_entry(&vm.heap, other.block(), position) {
        // What has been taken over when memory runs out is taken over once more.
        if !set(vm, dict, key, value)? {
            return Ok(false);
        }
        position = next;
    }
    Ok(true)
}

/// Entries that one instruction takes over from another dict.
const LONG: usize = 256;

/// `{**mapping}`. May run Python.
pub fn update(vm: &mut Vm, dict: Value, mapping: Value) -> Outcome<()> {
    if vm.kind(mapping) == Some(Kind::Dict) && update_quickly(vm, dict, mapping)? {
        return Ok(());
    }
    Err(vm.tail_call(vm.prelude(Prelude::DictUnpack), &[dict, mapping]))
}

/// `callable(**dict, **mapping)`: a key that is there already, or is no string, is a TypeError. May run Python.
pub fn merge(vm: &mut Vm, dict: Value, mapping: Value, callable: Value) -> Outcome<()> {
    if vm.kind(mapping) != Some(Kind::Dict) || len(&vm.heap, mapping.block()) > LONG {
        return Err(vm.tail_call(vm.prelude(Prelude::DictMerge), &[dict, mapping, callable]));
    }
    // Looked through before anything changes: the instruction may start again.
    let mut position = 0;
    while let Some((key, _, next)) = next_entry(&vm.heap, mapping.block(), position) {
        if !vm.is_str(key) || get(vm, dict, key)? != Found::Absent {
            return Err(vm.tail_call(vm.prelude(Prelude::DictMerge), &[dict, mapping, callable]));
        }
        position = next;
    }
    let more = len(&vm.heap, mapping.block());
    table::reserve(&mut vm.heap, dict.block(), more.max(1), false)?;
    update_quickly(vm, dict, mapping).map(|_| ())
}

/// `dict(mapping, **kwargs)`; keyword arguments go through the prelude.
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 => new(vm),
        1 if vm.kind(args.get(0)) == Some(Kind::Dict) => copy(vm, args.get(0)),
        1 => Err(vm.tail_call(vm.prelude(Prelude::DictFrom), &[args.get(0)])),
        count => raise!(vm, TypeError, "dict expected at most 1 argument, got {}", Value::len(count)),
    }
}

/// `dict.update(mapping)`; keyword arguments go through the prelude.
fn update_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (dict, mapping) = (args.get(0), args.get(1));
    if !mapping.is_defined() || vm.kind(mapping) == Some(Kind::Dict) && update_quickly(vm, dict, mapping)? {
        return Ok(Value::NONE);
    }
    Err(vm.tail_call(vm.prelude(Prelude::DictUpdate), &[dict, mapping]))
}

fn clear(vm: &mut Vm, args: Args) -> Outcome<Value> {
    table::clear(&mut vm.heap, args.get(0).block());
    Ok(Value::NONE)
}

fn from_keys(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get_or(2, Value::NONE);
    Err(vm.tail_call(vm.prelude(Prelude::DictFromKeys), &[args.get(0), args.get(1), value]))
}

fn get_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    get_or(vm, args.get(0), args.get(1), args.get_or(2, Value::NONE))
}

/// `dict.get(key, default)`. May run Python.
pub(super) fn get_or(vm: &mut Vm, dict: Value, key: Value, default: Value) -> Outcome<Value> {
    match get(vm, dict, key)? {
        Found::Value(value) => Ok(value),
        Found::Absent => Ok(default),
        Found::Ask => Err(vm.tail_call(vm.prelude(Prelude::DictGet), &[dict, key, default])),
    }
}

fn pop(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (dict, key, default) = (args.get(0), args.get(1), args.get(2));
    if default.is_defined() && len(&vm.heap, dict.block()) == 0 {
        return Ok(default);
    }
    match position(vm, dict, key)? {
        Place::At(position) => {
            let value = Table::of(&vm.heap, dict.block()).value(&vm.heap, position);
            table::remove(&mut vm.heap, dict.block(), position)?;
            Ok(value)
        }
        Place::Absent if default.is_defined() => Ok(default),
        Place::Absent => Err(vm.raise_with(TypeId::KeyError, key)),
        Place::Ask => {
            let arguments = [dict, key, default];
            let count = if default.is_defined() { 3 } else { 2 };
            Err(vm.tail_call(vm.prelude(Prelude::DictPop), arguments.get(..count).unwrap_or_default()))
        }
    }
}

fn pop_item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let dict = args.get(0).block();
    let table = Table::of(&vm.heap, dict);
    let Some(position) = table.previous(&vm.heap, table.used()) else {
        return raise!(vm, KeyError, "popitem(): dictionary is empty");
    };
    let pair = tuple::new(vm, &[table.key(&vm.heap, position), table.value(&vm.heap, position)])?;
    table::remove(&mut vm.heap, dict, position)?;
    Ok(pair)
}

fn set_default(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (dict, key, default) = (args.get(0), args.get(1), args.get_or(2, Value::NONE));
    match get(vm, dict, key)? {
        Found::Value(value) => Ok(value),
        Found::Absent if set(vm, dict, key, default)? => Ok(default),
        _ => Err(vm.tail_call(vm.prelude(Prelude::DictSetDefault), &[dict, key, default])),
    }
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    if op != Op::BitOr || vm.kind(a) != Some(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let b = vm.payload(b);
    if in_place {
        if vm.kind(b) == Some(Kind::Dict) && update_quickly(vm, a, b)? {
            return Ok(a);
        }
        return Err(vm.tail_call(vm.prelude(Prelude::DictInPlaceOr), &[a, b]));
    }
    if vm.kind(b) != Some(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let new = copy(vm, a)?;
    if update_quickly(vm, new, b)? {
        return Ok(new);
    }
    Err(vm.tail_call(vm.prelude(Prelude::DictInPlaceOr), &[new, b]))
}

/// `a == b`, `a != b`.
fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let (a, b) = (vm.payload(a), vm.payload(b));
    if !matches!(op, Op::Equal | Op::NotEqual) || vm.kind(b) != Some(Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match equal(vm, a, b)? {
        Some(equal) => Ok(Value::bool(equal == (op == Op::Equal))),
        None => {
            let function = if op == Op::Equal { Prelude::DictEqual } else { Prelude::DictNotEqual };
            Err(vm.tail_call(vm.prelude(function), &[a, b]))
        }
    }
}

/// Compares two dicts; `None`: Python must compare some of their keys or values.
fn equal(vm: &mut Vm, a: Value, b: Value) -> Outcome<Option<bool>> {
    let count = len(&vm.heap, a.block());
    if count != len(&vm.heap, b.block()) {
        return Ok(Some(false));
    }
    if a == b {
        return Ok(Some(true));
    }
    if count > LONG {
        return Ok(None);
    }
    let mut position = 0;
    while let Some((key, value, next)) = next_entry(&vm.heap, a.block(), position) {
        match get(vm, b, key)? {
            Found::Absent => return Ok(Some(false)),
            Found::Ask => return Ok(None),
            Found::Value(other) => match super::equality::same(&vm.heap, value, other) {
                Some(true) => {}
                unequal => return Ok(unequal),
            },
        }
        position = next;
    }
    Ok(Some(true))
}
