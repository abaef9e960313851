//! `set`: a block of one word that refers to a [`table`](super::table); and what it has in common with `frozenset`.

use super::equality::Key;
use super::iterator;
use super::table::{self, Place, Table};
use super::{Args, Native, Slots, Type, TypeId, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `set`.
pub static TYPE: Type =
    Type { name: "set", slots: Slots { make: Some(make), ..SLOTS }, methods: METHODS, ..Type::PLAIN };

/// What both kinds of sets do.
pub(super) const SLOTS: Slots = Slots {
    len: Some(|vm, set| Ok(Table::of(&vm.heap, set.block()).len(&vm.heap))),
    contains: Some(contains),
    iter: Some(|vm, set| iterator::of_table(vm, TypeId::SetIterator, set)),
    binary: Some(binary),
    compare: Some(compare),
    ..Slots::NONE
};

static METHODS: &[Native] = &[
    native("add", "self, object, /", 2, 2, |vm, args| add(vm, args.get(0), args.get(1)).map(|()| Value::NONE)),
    native("clear", "self, /", 1, 1, clear),
    COPY,
    DIFFERENCE,
    native("difference_update", "self, /, *others", 1, 255, |vm, args| ask(vm, Prelude::SetDifferenceUpdate, args)),
    native("discard", "self, object, /", 2, 2, |vm, args| take_out(vm, args, true)),
    INTERSECTION,
    native("intersection_update", "self, /, *others", 1, 255, |vm, args| ask(vm, Prelude::SetIntersectionUpdate, args)),
    IS_DISJOINT,
    IS_SUBSET,
    IS_SUPERSET,
    native("pop", "self, /", 1, 1, pop),
    native("remove", "self, object, /", 2, 2, |vm, args| take_out(vm, args, false)),
    SYMMETRIC_DIFFERENCE,
    native("symmetric_difference_update", "self, other, /", 2, 2, |vm, args| {
        ask(vm, Prelude::SetSymmetricDifferenceUpdate, args)
    }),
    UNION,
    REPR,
    native("__init__", "self, iterable=(), /", 1, 2, init),
    native("update", "self, /, *others", 1, 255, update_method),
];

pub(super) const REPR: Native = native("__repr__", "self, /", 1, 1, super::tuple::container_repr);
pub(super) const COPY: Native = native("copy", "self, /", 1, 1, copy_method);
pub(super) const DIFFERENCE: Native =
    native("difference", "self, /, *others", 1, 255, |vm, args| ask(vm, Prelude::SetDifference, args));
pub(super) const INTERSECTION: Native =
    native("intersection", "self, /, *others", 1, 255, |vm, args| ask(vm, Prelude::SetIntersection, args));
pub(super) const IS_DISJOINT: Native =
    native("isdisjoint", "self, other, /", 2, 2, |vm, args| ask(vm, Prelude::SetIsDisjoint, args));
pub(super) const IS_SUBSET: Native =
    native("issubset", "self, other, /", 2, 2, |vm, args| ask(vm, Prelude::SetIsSubset, args));
pub(super) const IS_SUPERSET: Native =
    native("issuperset", "self, other, /", 2, 2, |vm, args| ask(vm, Prelude::SetIsSuperset, args));
pub(super) const SYMMETRIC_DIFFERENCE: Native =
    native("symmetric_difference", "self, other, /", 2, 2, |vm, args| ask(vm, Prelude::SetSymmetricDifference, args));
pub(super) const UNION: Native =
    native("union", "self, /, *others", 1, 255, |vm, args| ask(vm, Prelude::SetUnion, args));

/// Entries that one instruction works on.
const LONG: usize = 48;

/// An empty set or frozenset.
pub fn new(vm: &mut Vm, kind: Kind) -> Outcome<Value> {
    Ok(Value::reference(vm.heap.alloc(kind, 2)?))
}

/// `{a, b, ...}`. May run Python.
pub fn from_args(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let set = new(vm, Kind::Set)?;
    table::reserve(&mut vm.heap, set.block(), args.count().max(1), false)?;
    for item in args.iter() {
        if !add_quickly(vm, set, item)? {
            let items = super::tuple::from_args(vm, args)?;
            return Err(vm.tail_call(vm.prelude(Prelude::SetFrom), &[items]));
        }
    }
    Ok(set)
}

/// Adds an item. May run Python.
pub fn add(vm: &mut Vm, set: Value, item: Value) -> Outcome<()> {
    if add_quickly(vm, set, item)? {
        return Ok(());
    }
    Err(vm.tail_call(vm.prelude(Prelude::SetAdd), &[set, item]))
}

/// Adds an item; false: only Python code can tell whether it is there.
pub fn add_quickly(vm: &mut Vm, set: Value, item: Value) -> Outcome<bool> {
    let Some(key) = vm.key(item)? else { return Ok(false) };
    Ok(table::put(&mut vm.heap, set.block(), &key, Value::UNDEFINED)? != Place::Ask)
}

/// Where an item is.
fn place(vm: &mut Vm, set: Value, item: Value) -> Outcome<Place> {
    match vm.key(item)? {
        Some(key) => Ok(table::find(&mut vm.heap, set.block(), &key)),
        None => Ok(Place::Ask),
    }
}

/// Adds all items of an iterable. May run Python.
pub fn update(vm: &mut Vm, set: Value, iterable: Value) -> Outcome<()> {
    if update_quickly(vm, set, iterable)? {
        return Ok(());
    }
    Err(vm.tail_call(vm.prelude(Prelude::SetUpdate), &[set, iterable]))
}

/// Adds the items of a short container; false: let the prelude do it. What it has added is added once more.
fn update_quickly(vm: &mut Vm, set: Value, iterable: Value) -> Outcome<bool> {
    if is_set(vm, iterable) && set != iterable && Table::of(&vm.heap, set.block()).len(&vm.heap) == 0 {
        table::clear(&mut vm.heap, set.block());
        table::copy(&mut vm.heap, iterable.block(), set.block())?;
        return Ok(true);
    }
    if vm.kind(iterable) == Some(Kind::Iterator) {
        return Ok(false);
    }
    let Some(mut items) = vm.items(iterable)?.filter(|items| items.is_short(vm)) else { return Ok(false) };
    while let Some(item) = items.next(vm)? {
        if !add_quickly(vm, set, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn update_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        1 => Ok(Value::NONE),
        2 => update(vm, args.get(0), args.get(1)).map(|()| Value::NONE),
        _ => ask(vm, Prelude::SetUpdateMany, args),
    }
}

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    make_kind(vm, args, Kind::Set)
}

/// `set(iterable)`, `frozenset(iterable)`.
pub(super) fn make_kind(vm: &mut Vm, args: Args, kind: Kind) -> Outcome<Value> {
    let name = if kind == Kind::Set { TypeId::Set } else { TypeId::FrozenSet };
    if args.count() > 1 {
        let class = Value::builtin_type(name);
        return raise!(vm, TypeError, "{} expected at most 1 argument, got {}", class, Value::len(args.count()));
    }
    let set = new(vm, kind)?;
    let iterable = args.get(0);
    if !iterable.is_defined() || update_quickly(vm, set, iterable)? {
        return Ok(set);
    }
    let function = if kind == Kind::Set { Prelude::SetFrom } else { Prelude::FrozenSetFrom };
    Err(vm.tail_call(vm.prelude(function), &[iterable]))
}

/// True for sets and frozensets.
pub(super) fn is_set(vm: &Vm, value: Value) -> bool {
    matches!(vm.kind(value), Some(Kind::Set | Kind::FrozenSet))
}

/// A method that the prelude does: its receiver and the tuple of the other arguments.
fn ask(vm: &mut Vm, function: Prelude, args: Args) -> Outcome<Value> {
    let others = super::tuple::from_args(vm, args.from(1))?;
    Err(vm.tail_call(vm.prelude(function), &[args.get(0), others]))
}

/// `set.__init__(self, iterable=())`
fn init(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (set, iterable) = (args.get(0), args.get(1));
    if set != iterable {
        table::clear(&mut vm.heap, set.block());
    }
    if iterable.is_defined() { update_method(vm, args) } else { Ok(Value::NONE) }
}

fn clear(vm: &mut Vm, args: Args) -> Outcome<Value> {
    table::clear(&mut vm.heap, args.get(0).block());
    Ok(Value::NONE)
}

fn copy_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let set = args.get(0);
    match vm.kind(set) {
        Some(Kind::FrozenSet) => Ok(set),
        _ => copy(vm, set, Kind::Set),
    }
}

/// A copy as a set or a frozenset.
pub(super) fn copy(vm: &mut Vm, set: Value, kind: Kind) -> Outcome<Value> {
    let new = new(vm, kind)?;
    table::copy(&mut vm.heap, set.block(), new.block())?;
    Ok(new)
}

pub fn contains(vm: &mut Vm, set: Value, item: Value) -> Outcome<bool> {
    let item = as_looked_for(vm, item)?;
    match place(vm, set, item)? {
        Place::At(_) => Ok(true),
        Place::Absent => Ok(false),
        Place::Ask => Err(vm.tail_call(vm.prelude(Prelude::SetContains), &[set, item])),
    }
}

/// A set, which has no hash, is looked for as the frozenset it equals.
fn as_looked_for(vm: &mut Vm, item: Value) -> Outcome<Value> {
    let payload = vm.payload(item);
    let is_plain = vm.kind(payload) == Some(Kind::Set)
        && !(payload != item
            && vm
                .class_attribute(vm.type_of(item), name::__HASH__)
                .is_some_and(|hash| vm.kind(hash) == Some(Kind::Function)));
    if is_plain { copy(vm, payload, Kind::FrozenSet) } else { Ok(item) }
}

/// `discard` and `remove`.
fn take_out(vm: &mut Vm, args: Args, silent: bool) -> Outcome<Value> {
    let (set, item) = (args.get(0), args.get(1));
    let wanted = as_looked_for(vm, item)?;
    match place(vm, set, wanted)? {
        Place::At(position) => {
            table::remove(&mut vm.heap, set.block(), position)?;
            Ok(Value::NONE)
        }
        Place::Absent if silent => Ok(Value::NONE),
        Place::Absent => Err(vm.raise_with(TypeId::KeyError, item)),
        Place::Ask => Err(vm.tail_call(vm.prelude(Prelude::SetRemove), &[set, wanted, Value::bool(silent)])),
    }
}

fn pop(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let set = args.get(0).block();
    let table = Table::of(&vm.heap, set);
    // The first one, as in CPython for small ints that were added in order.
    let Some(position) = table.next(&vm.heap, 0) else {
        return raise!(vm, KeyError, "pop from an empty set");
    };
    let item = table.key(&vm.heap, position);
    table::remove(&mut vm.heap, set, position)?;
    Ok(item)
}

/// `a | b`, `a & b`, `a - b`, `a ^ b` for sets; the result is of the type of `a`.
fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    let function = match (op, in_place && vm.kind(a) == Some(Kind::Set)) {
        (Op::BitOr, false) => Prelude::SetUnion,
        (Op::BitAnd, false) => Prelude::SetIntersection,
        (Op::Subtract, false) => Prelude::SetDifference,
        (Op::BitXor, false) => Prelude::SetSymmetricDifference,
        (Op::BitOr, true) => Prelude::SetUpdateMany,
        (Op::BitAnd, true) => Prelude::SetIntersectionUpdate,
        (Op::Subtract, true) => Prelude::SetDifferenceUpdate,
        (Op::BitXor, true) => Prelude::SetSymmetricDifferenceUpdate,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let b = vm.payload(b);
    if !is_set(vm, a) || !is_set(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if let Some(result) = combine(vm, op, a, b, in_place)? {
        return Ok(result);
    }
    let others = super::tuple::new(vm, &[b])?;
    if in_place && vm.kind(a) == Some(Kind::Set) {
        return Err(vm.tail_call(vm.prelude(Prelude::SetInPlace), &[vm.prelude(function), a, others]));
    }
    Err(vm.tail_call(vm.prelude(function), &[a, others]))
}

/// The result of an operator for short sets whose items need no Python.
fn combine(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Option<Value>> {
    let (left, right) = (Table::of(&vm.heap, a.block()), Table::of(&vm.heap, b.block()));
    if left.used() > LONG || right.used() > LONG {
        return Ok(None);
    }
    let kind = vm.heap.kind(a.block());
    let result = match op {
        // Adding twice does no harm, so this may start again.
        Op::BitOr if in_place && kind == Kind::Set => return Ok(add_all(vm, a, b)?.then_some(a)),
        Op::BitOr | Op::BitXor => copy(vm, a, kind)?,
        _ => new(vm, kind)?,
    };
    let done = match op {
        Op::BitOr => add_all(vm, result, b)?,
        Op::BitAnd => filter(vm, a, b, result, true)?,
        Op::Subtract => filter(vm, a, b, result, false)?,
        _ => toggle_all(vm, result, b)?,
    };
    if !done {
        return Ok(None);
    }
    if in_place && kind == Kind::Set {
        let table = vm.heap.value(result.block(), 1);
        table::clear(&mut vm.heap, a.block());
        vm.heap.set(a.block(), 1, table);
        vm.heap.set(result.block(), 1, Value::UNDEFINED);
        return Ok(Some(a));
    }
    Ok(Some(result))
}

/// The key at a position of a table, if it is live; the inner `None`: Python must hash it.
fn key_at(vm: &mut Vm, set: Value, position: usize) -> Outcome<Option<Option<Key>>> {
    let item = Table::of(&vm.heap, set.block()).key(&vm.heap, position);
    if item.is_defined() { vm.key(item).map(Some) } else { Ok(None) }
}

/// Adds the items of another set; false: ask.
fn add_all(vm: &mut Vm, set: Value, other: Value) -> Outcome<bool> {
    for position in 0..Table::of(&vm.heap, other.block()).used() {
        let item = Table::of(&vm.heap, other.block()).key(&vm.heap, position);
        if item.is_defined() && !add_quickly(vm, set, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Puts the items of `a` that are in `b` (or that are not) into a new set; false: ask.
fn filter(vm: &mut Vm, a: Value, b: Value, result: Value, wanted: bool) -> Outcome<bool> {
    for position in 0..Table::of(&vm.heap, a.block()).used() {
        let Some(key) = key_at(vm, a, position)? else { continue };
        let Some(key) = key else { return Ok(false) };
        let found = match table::find(&mut vm.heap, b.block(), &key) {
            Place::Ask => return Ok(false),
            place => place != Place::Absent,
        };
        if found == wanted {
            table::insert(&mut vm.heap, result.block(), &key, Value::UNDEFINED)?;
        }
    }
    Ok(true)
}

/// Adds the items of another set that are not there and takes out those that are; false: ask.
fn toggle_all(vm: &mut Vm, set: Value, other: Value) -> Outcome<bool> {
    for position in 0..Table::of(&vm.heap, other.block()).used() {
        let Some(key) = key_at(vm, other, position)? else { continue };
        let Some(key) = key else { return Ok(false) };
        match table::find(&mut vm.heap, set.block(), &key) {
            Place::Ask => return Ok(false),
            Place::At(found) => table::remove(&mut vm.heap, set.block(), found)?,
            Place::Absent => table::insert(&mut vm.heap, set.block(), &key, Value::UNDEFINED).map(|_| ())?,
        }
    }
    Ok(true)
}

/// Subset, superset, equality.
fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let (a, b) = (vm.payload(a), vm.payload(b));
    if !is_set(vm, a) || !is_set(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let len = |vm: &Vm, set: Value| Table::of(&vm.heap, set.block()).len(&vm.heap);
    let (left, right) = (len(vm, a), len(vm, b));
    let possible = match op {
        Op::Less => left < right,
        Op::LessEqual => left <= right,
        Op::Greater => left > right,
        Op::GreaterEqual => left >= right,
        _ => left == right,
    };
    if !possible {
        return Ok(Value::bool(op == Op::NotEqual));
    }
    let (small, large) = if left <= right { (a, b) } else { (b, a) };
    match is_subset(vm, small, large)? {
        Some(subset) => Ok(Value::bool(subset == (op != Op::NotEqual))),
        None => {
            let function = if op == Op::NotEqual { Prelude::SetIsNoSubset } else { Prelude::SetIsSubsetOf };
            Err(vm.tail_call(vm.prelude(function), &[small, large]))
        }
    }
}

/// Whether all items of a set are in another one; `None`: ask.
fn is_subset(vm: &mut Vm, small: Value, large: Value) -> Outcome<Option<bool>> {
    let used = Table::of(&vm.heap, small.block()).used();
    if used > LONG {
        return Ok(None);
    }
    for position in 0..used {
        let Some(key) = key_at(vm, small, position)? else { continue };
        let Some(key) = key else { return Ok(None) };
        match table::find(&mut vm.heap, large.block(), &key) {
            Place::At(_) => {}
            Place::Absent => return Ok(Some(false)),
            Place::Ask => return Ok(None),
        }
    }
    Ok(Some(true))
}
