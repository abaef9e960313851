//! The type `list` and its methods.

use super::{
    FIRST, ITEMS, binary, contains, extend, from_iterable, get, item_slot, len, open, place, push, remove_items,
    reverse_items, set_item, slice_of_sequence, truncate, with_capacity,
};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::tuple::Search;
use crate::vm::types::{Args, Native, Slots, Type, TypeId, equality, iterator, native, sort, tuple};
use crate::vm::value::{Ref, Value};

/// `list`.
pub static TYPE: Type = Type {
    name: "list",
    slots: Slots {
        make: Some(make),
        len: Some(|vm, list| Ok(len(&vm.heap, list.block()))),
        item: Some(item_slot),
        set_item: Some(set_item),
        contains: Some(contains),
        iter: Some(|vm, list| iterator::new(vm, TypeId::ListIterator, list, 0, 0)),
        binary: Some(binary),
        compare: Some(tuple::compare),
        ..Slots::NONE
    },
    methods: METHODS,
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("append", "self, object, /", 2, 2, append),
    native("clear", "self, /", 1, 1, clear),
    native("copy", "self, /", 1, 1, copy),
    native("count", "self, value, /", 2, 2, tuple::count),
    native("extend", "self, iterable, /", 2, 2, extend_method),
    native("index", "self, value, start=0, stop=9223372036854775807, /", 2, 4, tuple::index),
    native("insert", "self, index, object, /", 3, 3, insert),
    native("pop", "self, index=-1, /", 1, 2, pop),
    native("remove", "self, value, /", 2, 2, remove),
    native("reverse", "self, /", 1, 1, reverse),
    native("sort", "self, /, *, key=None, reverse=False", 1, 1, sort),
    native("__init__", "self, iterable=(), /", 1, 2, init),
    native("__repr__", "self, /", 1, 1, tuple::container_repr),
    native("__reversed__", "self, /", 1, 1, |vm, args| iterator::reversed(vm, args.get(0))),
];

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 => with_capacity(vm, 0),
        1 => from_iterable(vm, args.get(0)),
        count => raise!(vm, TypeError, "list expected at most 1 argument, got {}", Value::len(count)),
    }
}

fn append(vm: &mut Vm, args: Args) -> Outcome<Value> {
    push(vm, args.get(0), args.get(1))?;
    Ok(Value::NONE)
}

fn extend_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    extend(vm, args.get(0), args.get(1))?;
    Ok(Value::NONE)
}

/// `list.__init__(self, iterable=())`
fn init(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (list, iterable) = (args.get(0), args.get(1));
    if list != iterable {
        truncate(&mut vm.heap, list.block(), 0);
    }
    if iterable.is_defined() { extend_method(vm, args) } else { Ok(Value::NONE) }
}

fn clear(vm: &mut Vm, args: Args) -> Outcome<Value> {
    truncate(&mut vm.heap, args.get(0).block(), 0);
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: Args) -> Outcome<Value> {
    slice_of_sequence(vm, args.get(0), 0, usize::MAX)
}

/// Has the prelude call a method again, with ints for arguments that have `__index__`.
pub(in crate::vm::types) fn ask_method(vm: &mut Vm, args: Args, name: &str) -> Outcome<Value> {
    let name = vm.new_str(name.as_bytes())?;
    let arguments = tuple::from_args(vm, args.from(1))?;
    Err(vm.tail_call(vm.prelude(Prelude::CallIndexed), &[args.get(0), name, arguments]))
}

/// An index that an argument is; `None`: its `__index__` must be asked.
pub(in crate::vm::types) fn argument(vm: &mut Vm, value: Value) -> Outcome<Option<isize>> {
    if vm.kind(value) == Some(Kind::BigInt) {
        return raise!(vm, OverflowError, "Python int too large to convert to C ssize_t");
    }
    vm.as_index(value)
}

fn insert(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (list, item) = (args.get(0), args.get(2));
    let Some(index) = argument(vm, args.get(1))? else {
        return ask_method(vm, args, "insert");
    };
    let len = len(&vm.heap, list.block());
    let index = if index < 0 { len.saturating_sub(index.unsigned_abs()) } else { (index as usize).min(len) };
    let buffer = open(&mut vm.heap, list.block(), index, 1)?;
    vm.heap.set(buffer, ITEMS + index, item);
    Ok(Value::NONE)
}

/// Takes the last item away, if the buffer stays as it is.
fn pop_last(heap: &mut Heap, list: Ref) -> Option<Value> {
    let buffer = Ref(heap.words::<2>(list).get(1));
    let words = heap.words::<2>(buffer);
    let last = (words.get(1) as usize >> 1).checked_sub(1)?;
    let capacity = heap.room(buffer, words.header()).saturating_sub(ITEMS);
    // As `truncate` has it.
    if last == 0 && capacity > FIRST || capacity > 2 * FIRST && last < capacity / 2 {
        return None;
    }
    let item = heap.memory().value(buffer, ITEMS + last);
    heap.write(buffer, ITEMS + last, 0);
    heap.write(buffer, 1, Value::len(last).bits());
    Some(item)
}

/// Takes the first item of a short list away, if its buffer stays as it is.
fn pop_first(heap: &mut Heap, list: Ref) -> Option<Value> {
    let buffer = Ref(heap.words::<2>(list).get(1));
    let words = heap.words::<2>(buffer);
    let last = (words.get(1) as usize >> 1).checked_sub(1)?;
    let is_small = last != 0 && heap.room(buffer, words.header()) <= ITEMS + 2 * FIRST;
    // What the collector has not seen yet must not move to where it has been.
    if !is_small || heap.is_half_scanned(buffer) {
        return None;
    }
    let items = heap.cells(buffer, ITEMS, last + 1);
    let item = items.first()?.get();
    for (to, from) in items.iter().zip(items.get(1..)?) {
        to.set(from.get());
    }
    items.last()?.set(0);
    heap.write(buffer, 1, Value::len(last).bits());
    Some(Value::from_bits(item))
}

fn pop(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let list = args.get(0);
    if args.get(1) == Value::ZERO
        && let Some(item) = pop_first(&mut vm.heap, list.block())
    {
        return Ok(item);
    }
    if args.count() == 1
        && let Some(item) = pop_last(&mut vm.heap, list.block())
    {
        return Ok(item);
    }
    let key = args.get_or(1, Value::small(-1));
    let Some(index) = argument(vm, key)? else {
        return ask_method(vm, args, "pop");
    };
    let len = len(&vm.heap, list.block());
    if len == 0 {
        return raise!(vm, IndexError, "pop from empty list");
    }
    let Some(index) = place(vm, list, index) else { return raise!(vm, IndexError, "pop index out of range") };
    let item = get(&vm.heap, list.block(), index);
    remove_items(&mut vm.heap, list.block(), index, 1)?;
    Ok(item)
}

fn remove(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (list, item) = (args.get(0), args.get(1));
    match tuple::search(vm, list, item, 0, usize::MAX) {
        Search::At(index) => remove_items(&mut vm.heap, list.block(), index, 1).map(|()| Value::NONE),
        Search::Absent => raise!(vm, ValueError, "list.remove(x): x not in list"),
        Search::Ask => Err(vm.tail_call(vm.prelude(Prelude::ListRemove), &[list, item])),
    }
}

fn reverse(vm: &mut Vm, args: Args) -> Outcome<Value> {
    reverse_items(vm, args.get(0)).map(|()| Value::NONE)
}

fn sort(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (list, key, reverse) = (args.get(0), args.get_or(1, Value::NONE), args.get_or(2, Value::FALSE));
    let Some(backwards) = equality::as_int(reverse) else {
        return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(reverse));
    };
    if key.is_none() && sort::sort_short(&mut vm.heap, list.block(), backwards != 0) {
        return Ok(Value::NONE);
    }
    Err(vm.tail_call(vm.prelude(Prelude::ListSort), &[list, key, Value::bool(backwards != 0)]))
}

/// Takes the items of a list into a new list; it is empty until [`attach`] gives them back.
pub(in crate::vm::types) fn detach(vm: &mut Vm, list: Value) -> Outcome<Value> {
    let new = with_capacity(vm, 0)?;
    let buffer = vm.heap.value(list.block(), 1);
    vm.heap.set(new.block(), 1, buffer);
    vm.heap.set_raw(list.block(), 1, 0);
    Ok(new)
}

/// Gives a list the items of another one, which is emptied; false if the list was not empty.
pub(in crate::vm::types) fn attach(vm: &mut Vm, list: Value, items: Value) -> bool {
    let was_empty = vm.heap.value(list.block(), 1) == Value::UNDEFINED;
    let buffer = vm.heap.value(items.block(), 1);
    vm.heap.set(list.block(), 1, buffer);
    vm.heap.set_raw(items.block(), 1, 0);
    was_empty
}
