//! The natives behind prelude/containers.py.

use super::equality::{self, HASH_START, Key, as_int};
use super::iterator;
use super::table::{self, Table};
use super::view;
use super::{Args, Native, Out, TYPES, TypeId, list, native, tuple};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// Their table.
pub static HIDDEN: &[Native] = &[
    native("_container", "value, /", 1, 1, container),
    native("_flat_repr", "container, /", 1, 1, flat_repr),
    native("_difference", "a, b, start, /", 3, 3, difference),
    native("_scan", "sequence, item, start, stop, /", 4, 4, scan),
    native("_take", "list, iterator, /", 2, 2, take),
    native("_instance_on", "class, payload, /", 2, 2, |vm, args| {
        super::class::new_instance_of(vm, args.get(0), args.get(1))
    }),
    native("_make_zip", "iterables, strict, /", 2, 2, make_zip),
    native("_iterator_type", "number, /", 1, 1, iterator_type),
    native("_hash_step", "state, item, /", 2, 2, |vm, args| hash_part(vm, args, equality::hash_step)),
    native("_hash_mix", "state, item, /", 2, 2, |vm, args| hash_part(vm, args, equality::hash_mix)),
    native("_probe", "table, hash, after, /", 3, 3, probe),
    native("_key_at", "table, position, /", 2, 2, key_at),
    native("_value_at", "table, position, /", 2, 2, value_at),
    native("_set_value_at", "table, position, value, /", 3, 3, set_value_at),
    native("_remove_at", "table, position, /", 2, 2, remove_at),
    native("_insert", "table, hash, key, value, /", 4, 4, insert),
];

/// Items that one call compares.
const CHUNK: usize = 64;
/// Items of a container whose repr is made by one call.
const FLAT: usize = 32;

/// `_container(value)`: 1 list, 2 tuple, 3 dict, 4 set, 5 frozenset, 6 keys, 7 values, 8 items; 0 for other values.
fn container(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(Value::small(number(vm, args.get(0))))
}

fn number(vm: &Vm, value: Value) -> i32 {
    match vm.kind(value) {
        Some(Kind::List) => 1,
        Some(Kind::Tuple) => 2,
        Some(Kind::Dict) => 3,
        Some(Kind::Set) => 4,
        Some(Kind::FrozenSet) => 5,
        Some(Kind::DictView) => 6 + view::parts(&vm.heap, value.block()).0 as i32,
        _ => 0,
    }
}

/// `_flat_repr(container)`: its repr, if it is short and its items need no Python for theirs; else None.
fn flat_repr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    let number = number(vm, value);
    if !(1..=5).contains(&number) {
        return Ok(Value::NONE);
    }
    let Some(items) = vm.items(value)?.filter(|items| items.len(vm) <= FLAT) else { return Ok(Value::NONE) };
    let len = items.len(vm);
    let (open, close): (&[u8], &[u8]) = match (number, len) {
        (1, _) => (b"[", b"]"),
        (2, 1) => (b"(", b",)"),
        (2, _) => (b"(", b")"),
        (4, 0) => (b"set(", b")"),
        (5, 0) => (b"frozenset(", b")"),
        (5, _) => (b"frozenset({", b"})"),
        _ => (b"{", b"}"),
    };
    let mut out = Out::new_text();
    out.text(vm, open)?;
    let mut walk = items;
    let mut is_first = true;
    while let Some(item) = walk.next(vm)? {
        if !is_first {
            out.text(vm, b", ")?;
        }
        is_first = false;
        if !write_flat(vm, item, &mut out)? {
            return Ok(Value::NONE);
        }
        if number == 3 {
            out.text(vm, b": ")?;
            let item = match super::dict::get(vm, value, item)? {
                super::dict::Found::Value(item) => item,
                _ => return Ok(Value::NONE),
            };
            if !write_flat(vm, item, &mut out)? {
                return Ok(Value::NONE);
            }
        }
    }
    out.text(vm, close)?;
    vm.str_from_out(out)
}

/// Writes the repr of an item; false: it needs Python for it.
fn write_flat(vm: &mut Vm, item: Value, out: &mut Out) -> Outcome<bool> {
    let is_plain = vm.payload(item) == item && !vm.is_instance(item);
    match TYPES.get(vm.type_id(item) as usize).and_then(|row| row.slots.repr) {
        Some(repr) if is_plain => repr(vm, item, out).map(|()| true),
        _ => Ok(false),
    }
}

/// `_difference(a, b, start)`: the first index from `start` on at which the items of two lists or tuples may differ, or
/// as far as one call looks.
fn difference(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (a, b) = (args.get(0), args.get(1));
    let start = args.get(2).as_small().unwrap_or(0).max(0) as usize;
    let len = list::sequence_len(vm, a).min(list::sequence_len(vm, b));
    let end = len.min(start.saturating_add(CHUNK));
    let differ = |index: &usize| {
        let (x, y) = (list::sequence_item(vm, a, *index), list::sequence_item(vm, b, *index));
        equality::same(&vm.heap, x, y) != Some(true)
    };
    Ok(Value::len((start..end).find(differ).unwrap_or(end.max(start))))
}

/// `_scan(sequence, item, start, stop)`: the first index whose item may be equal, or as far as one call looks.
fn scan(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let bound = |index: usize| args.get(index).as_small().unwrap_or(0).max(0) as usize;
    let stop = bound(3).min(list::sequence_len(vm, args.get(0))).min(bound(2).saturating_add(CHUNK));
    Ok(Value::len(tuple::scan(&vm.heap, args.get(0), args.get(1), bound(2), stop).0.max(bound(2))))
}

/// Items that one call takes from an iterator.
const TAKEN: usize = 24;

/// `_take(list, iterator)`: appends items to a list. True at the end, False if there may be more, None if Python must
/// do it.
fn take(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (list, iterator) = (args.get(0), args.get(1));
    if vm.kind(iterator) != Some(Kind::Iterator) {
        return Ok(Value::NONE);
    }
    for turn in 0..TAKEN {
        // Room first: an item that has been taken must not be lost.
        let room = list::reserve(&mut vm.heap, list.block(), 1);
        let item = room.and_then(|_| iterator::next(vm, iterator));
        match item {
            Ok(Some(item)) => list::push(vm, list, item)?,
            Ok(None) => return Ok(Value::TRUE),
            // What has been taken stays; the next call fails at once.
            Err(Stop::Memory) if turn > 0 => break,
            Err(stop) => return Err(stop),
        }
    }
    Ok(Value::FALSE)
}

/// `_make_zip(iterables, strict)`: `zip` of the items of a tuple.
fn make_zip(vm: &mut Vm, args: Args) -> Outcome<Value> {
    iterator::zip_of(vm, args.get(0), if args.get(1) == Value::TRUE { iterator::STRICT } else { 0 })
}

/// `_iterator_type(number)`: the types of iterators without a name: 0 of sequences, 1 of functions.
fn iterator_type(_vm: &mut Vm, args: Args) -> Outcome<Value> {
    let id = if args.get(0) == Value::ZERO { TypeId::SequenceIterator } else { TypeId::CallableIterator };
    Ok(Value::builtin_type(id))
}

/// `_hash_step(state, item)`: a state of None starts a hash, an item of None ends it.
fn hash_part(vm: &mut Vm, args: Args, step: fn(i32, i32) -> i32) -> Outcome<Value> {
    let state = args.get(0).as_small().unwrap_or(HASH_START);
    if args.get(1).is_none() {
        return Ok(Value::small(state));
    }
    let item = hash_of(vm, args.get(1))?;
    Ok(Value::small(step(state, item)))
}

/// What `hash()` gave, as 31 bits.
fn hash_of(vm: &mut Vm, hash: Value) -> Outcome<i32> {
    match as_int(hash) {
        Some(int) => Ok(equality::hash_small(int)),
        None => vm.quick_hash(hash).map(|hash| hash.unwrap_or(0)),
    }
}

/// The table that the first argument has, and the position that the second one is.
fn entry(vm: &mut Vm, args: Args) -> Outcome<(Ref, usize)> {
    let table = args.get(0).block();
    if !matches!(vm.heap.kind(table), Kind::Dict | Kind::Set | Kind::FrozenSet) {
        return raise!(vm, SystemError, "bad argument of a hidden function");
    }
    Ok((table, args.get(1).as_small().map_or(usize::MAX, |position| position as usize)))
}

/// `_probe(table, hash, after)`: the next position behind `after` of a key with this hash; -1 if there is none.
fn probe(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (table, _) = entry(vm, args)?;
    let hash = hash_of(vm, args.get(1))?;
    let after = args.get(2).as_small().unwrap_or(-1);
    Ok(table::probe(&mut vm.heap, table, hash, after).map_or(Value::small(-1), Value::len))
}

fn key_at(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (table, position) = entry(vm, args)?;
    let key = Table::of(&vm.heap, table).key(&vm.heap, position);
    Ok(if key.is_defined() { key } else { Value::NONE })
}

fn value_at(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (table, position) = entry(vm, args)?;
    let value = Table::of(&vm.heap, table).value(&vm.heap, position);
    Ok(if value.is_defined() { value } else { Value::NONE })
}

fn set_value_at(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (table, position) = entry(vm, args)?;
    table::set_value(&mut vm.heap, table, position, args.get(2));
    Ok(Value::NONE)
}

fn remove_at(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (table, position) = entry(vm, args)?;
    table::remove(&mut vm.heap, table, position)?;
    Ok(Value::NONE)
}

/// `_insert(table, hash, key, value)`: a key that is not there.
fn insert(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (table, _) = entry(vm, args)?;
    let hash = hash_of(vm, args.get(1))?;
    let key = Key::asked(&vm.heap, args.get(2), hash);
    table::insert(&mut vm.heap, table, &key, args.get(3))?;
    Ok(Value::NONE)
}
