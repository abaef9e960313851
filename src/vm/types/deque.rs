//! `collections.deque`: a ring of items, which grows by half of its size: `[ring or 0][most items or None][changes]`.
//!
//! The ring is a list buffer: `[place of the first item][count][item]…`; unused places have no value.

use super::equality;
use super::iterator;
use super::list;
use super::{Args, Getter, Native, Slots, Type, TypeId, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind, PORTION, Task, Work};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// `deque`.
pub static TYPE: Type = Type {
    name: "collections.deque",
    slots: Slots {
        make: Some(make),
        len: Some(|vm, deque| Ok(len(&vm.heap, deque.block()))),
        item: Some(item),
        set_item: Some(set_item),
        contains: Some(contains),
        iter: Some(iter),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: &[Getter { name: "maxlen", get: |vm, deque| Ok(vm.heap.value(deque.block(), MOST)) }],
    ..Type::PLAIN
};

static METHODS: &[Native] = &[
    native("append", "self, item, /", 2, 2, append),
    native("appendleft", "self, item, /", 2, 2, append_left),
    native("clear", "self, /", 1, 1, clear),
    native("copy", "self, /", 1, 1, copy),
    native("count", "self, value, /", 2, 2, |vm, args| {
        Err(vm.tail_call(vm.prelude(Prelude::DequeCount), &[args.get(0), args.get(1)]))
    }),
    native("extend", "self, iterable, /", 2, 2, extend),
    native("extendleft", "self, iterable, /", 2, 2, |vm, args| {
        Err(vm.tail_call(vm.prelude(Prelude::DequeExtendLeft), &[args.get(0), args.get(1)]))
    }),
    native("index", "self, value, start=0, stop=1073741823, /", 2, 4, index),
    native("insert", "self, index, item, /", 3, 3, insert),
    native("pop", "self, /", 1, 1, pop),
    native("popleft", "self, /", 1, 1, pop_left),
    native("remove", "self, value, /", 2, 2, |vm, args| {
        Err(vm.tail_call(vm.prelude(Prelude::DequeRemove), &[args.get(0), args.get(1)]))
    }),
    native("reverse", "self, /", 1, 1, reverse),
    native("rotate", "self, n=1, /", 1, 2, rotate),
    native("__init__", "self, iterable=(), maxlen=None", 1, 3, init),
    native("__copy__", "self, /", 1, 1, copy),
    native("__repr__", "self, /", 1, 1, |vm, args| Err(vm.tail_call(vm.prelude(Prelude::DequeRepr), &[args.get(0)]))),
    native("__reversed__", "self, /", 1, 1, |vm, args| {
        Err(vm.tail_call(vm.prelude(Prelude::DequeReversed), &[args.get(0)]))
    }),
];

/// Word of the deque: its ring.
const RING: usize = 1;
/// The most items it may have, or None.
const MOST: usize = 2;
/// A small int that changes with every change.
const CHANGES: usize = 3;
/// Words of a deque.
const WORDS: usize = 4;
/// Word of a ring: the place of the first item.
const START: usize = 1;
/// The number of items.
const COUNT: usize = 2;
/// The first place.
const ITEMS: usize = 3;
/// Places that a first item makes room for.
const FIRST: usize = 5;

/// The number of items.
pub fn len(heap: &Heap, deque: Ref) -> usize {
    heap.word(heap.block(deque, RING), COUNT) as usize >> 1
}

/// A number that is another one after each change.
pub fn changes(heap: &Heap, deque: Ref) -> i32 {
    heap.value(deque, CHANGES).small_int()
}

/// The item at an index.
pub fn get(heap: &Heap, deque: Ref, index: usize) -> Option<Value> {
    let ring = Ring::of(heap, deque);
    (index < ring.len).then(|| heap.value(ring.at, ring.word(index)))
}

/// A ring as it stands.
#[derive(Clone, Copy)]
struct Ring {
    at: Ref,
    start: usize,
    len: usize,
    places: usize,
}

impl Ring {
    fn of(heap: &Heap, deque: Ref) -> Ring {
        let at = heap.block(deque, RING);
        let places = if at.is_some() { (heap.size(at) / 4).saturating_sub(ITEMS) } else { 0 };
        let start = heap.word(at, START) as usize >> 1;
        Ring { at, start, len: heap.word(at, COUNT) as usize >> 1, places }
    }

    /// The word of the item at an index, which may be one behind the last.
    fn word(&self, index: usize) -> usize {
        let place = self.start + index;
        ITEMS + if place >= self.places { place - self.places } else { place }
    }

    fn save(&self, heap: &mut Heap, deque: Ref) {
        heap.set_raw(self.at, START, Value::len(self.start).bits());
        heap.set_raw(self.at, COUNT, Value::len(self.len).bits());
        let changes = changes(heap, deque);
        heap.set_raw(deque, CHANGES, Value::small((changes + 1) & Value::INT_MAX).bits());
    }

    /// The place before the first item.
    fn before(&self) -> usize {
        if self.start == 0 { self.places.saturating_sub(1) } else { self.start - 1 }
    }
}

/// The ring, with room for so many items more.
fn reserve(heap: &mut Heap, deque: Ref, more: usize) -> Outcome<Ring> {
    let ring = Ring::of(heap, deque);
    let need = ring.len.checked_add(more).ok_or(Stop::Memory)?;
    if need <= ring.places {
        return Ok(ring);
    }
    let ample = if more == 1 { (need + ring.len / 2).max(FIRST) } else { need };
    ring.moved(heap, deque, ample, 0)
}

impl Ring {
    /// The ring in another block with so many places, in portions, with so many items of its end at the front.
    fn moved(self, heap: &mut Heap, deque: Ref, places: usize, turned: usize) -> Outcome<Ring> {
        let work = Work::on(Task::Grow, self.at, [places, turned]);
        let at = match heap.resumed(work) {
            Some(half) => half.held.block(),
            None => heap.alloc(Kind::ListBuffer, ITEMS + places)?,
        };
        let (first, rest) = self.runs(self.len - turned, turned);
        let (second, last) = self.runs(0, self.len - turned);
        heap.copy_in_portions(work, &[first, rest, second, last], (at, ITEMS))?;
        self.replaced(heap, deque, at)
    }

    /// The words of some items: up to the end of the block, and from its start on.
    fn runs(&self, from: usize, count: usize) -> ((Ref, usize, usize), (Ref, usize, usize)) {
        let first = self.word(from);
        let behind = count.min((ITEMS + self.places).saturating_sub(first));
        ((self.at, first, behind), (self.at, ITEMS, count - behind))
    }

    fn replaced(self, heap: &mut Heap, deque: Ref, at: Ref) -> Outcome<Ring> {
        let ring = self;
        let new = Ring { at, start: 0, len: ring.len, places: (heap.size(at) / 4).saturating_sub(ITEMS) };
        heap.set(deque, RING, Value::reference(at));
        new.save(heap, deque);
        if ring.at.is_some() {
            heap.free_now(ring.at);
        }
        Ok(new)
    }
}

/// The most items it may have.
fn most(heap: &Heap, deque: Ref) -> usize {
    heap.value(deque, MOST).as_small().map_or(usize::MAX, |most| most as usize)
}

fn push(heap: &mut Heap, deque: Ref, item: Value) -> Outcome<()> {
    let most = most(heap, deque);
    if most == 0 {
        return Ok(());
    }
    if len(heap, deque) >= most {
        take_first(heap, deque);
    }
    let mut ring = reserve(heap, deque, 1)?;
    heap.set(ring.at, ring.word(ring.len), item);
    ring.len += 1;
    ring.save(heap, deque);
    Ok(())
}

fn push_left(heap: &mut Heap, deque: Ref, item: Value) -> Outcome<()> {
    let most = most(heap, deque);
    if most == 0 {
        return Ok(());
    }
    if len(heap, deque) >= most {
        take_last(heap, deque);
    }
    let mut ring = reserve(heap, deque, 1)?;
    ring.start = ring.before();
    ring.len += 1;
    heap.set(ring.at, ring.word(0), item);
    ring.save(heap, deque);
    Ok(())
}

fn take_first(heap: &mut Heap, deque: Ref) -> Option<Value> {
    let mut ring = Ring::of(heap, deque);
    ring.len = ring.len.checked_sub(1)?;
    let word = ring.word(0);
    let item = heap.value(ring.at, word);
    heap.set_raw(ring.at, word, 0);
    ring.start = ring.word(1) - ITEMS;
    ring.save(heap, deque);
    Some(item)
}

fn take_last(heap: &mut Heap, deque: Ref) -> Option<Value> {
    let mut ring = Ring::of(heap, deque);
    ring.len = ring.len.checked_sub(1)?;
    let word = ring.word(ring.len);
    let item = heap.value(ring.at, word);
    heap.set_raw(ring.at, word, 0);
    ring.save(heap, deque);
    Some(item)
}

/// Moves the items by so many places to the right, those at the end to the front.
fn turn(heap: &mut Heap, deque: Ref, by: isize) {
    let mut ring = Ring::of(heap, deque);
    if ring.len < 2 {
        return;
    }
    let by = by.rem_euclid(ring.len as isize) as usize;
    let (left, steps) = if by > ring.len / 2 { (true, ring.len - by) } else { (false, by) };
    for _ in 0..steps {
        let (from, to) = if left {
            let from = ring.word(0);
            ring.start = ring.word(1) - ITEMS;
            (from, ring.word(ring.len - 1))
        } else {
            let from = ring.word(ring.len - 1);
            ring.start = ring.before();
            (from, ring.word(0))
        };
        let item = heap.value(ring.at, from);
        heap.set_raw(ring.at, from, 0);
        heap.set(ring.at, to, item);
    }
    ring.save(heap, deque);
}

/// As [`turn`]; by many places in portions, if there is memory for another ring.
fn turn_in_portions(heap: &mut Heap, deque: Ref, by: isize) -> Outcome<()> {
    let ring = Ring::of(heap, deque);
    let right = by.checked_rem_euclid(ring.len as isize).unwrap_or(0) as usize;
    let has_room = heap.is_resuming(Task::Grow) || heap.free() > (ring.places + PORTION) * 4;
    if right.min(ring.len - right) > TURNED_AT_ONCE && has_room {
        return ring.moved(heap, deque, ring.places, right).map(drop);
    }
    turn(heap, deque, by);
    Ok(())
}

/// Places that items are moved by one at a time.
const TURNED_AT_ONCE: usize = 96;

/// A deque without items.
fn new(vm: &mut Vm, most: Value) -> Outcome<Value> {
    let at = vm.heap.alloc(Kind::Deque, WORDS)?;
    vm.heap.init(at, MOST, most);
    vm.heap.init(at, CHANGES, Value::ZERO);
    Ok(Value::reference(at))
}

/// `deque(iterable, maxlen)`. May run Python.
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() > 2 {
        return raise!(vm, TypeError, "deque() takes at most 2 arguments ({} given)", Value::len(args.count()));
    }
    let most = args.get_or(1, Value::NONE);
    if !most.is_none() {
        match vm.as_int(most).map(|int| int.to_i64(&vm.heap)) {
            None => return raise!(vm, TypeError, "an integer is required"),
            Some(Some(..0)) => return raise!(vm, ValueError, "maxlen must be non-negative"),
            Some(_) => {}
        }
    }
    let most = if most.is_bool() { Value::small(i32::from(most == Value::TRUE)) } else { most };
    let deque = new(vm, most)?;
    let iterable = args.get(0);
    if !iterable.is_defined() || extend_quickly(vm, deque, iterable)? {
        return Ok(deque);
    }
    Err(vm.tail_call(vm.prelude(Prelude::DequeExtend), &[deque, iterable]))
}

/// Appends the items of a list or tuple, if the iterable is one and short.
fn extend_quickly(vm: &mut Vm, deque: Value, iterable: Value) -> Outcome<bool> {
    if !matches!(vm.kind(iterable), Some(Kind::List | Kind::Tuple)) {
        return Ok(false);
    }
    let more = list::sequence_len(vm, iterable);
    if more > list::CHUNK {
        return Ok(false);
    }
    let most = most(&vm.heap, deque.block());
    let room = most.saturating_sub(len(&vm.heap, deque.block()));
    reserve(&mut vm.heap, deque.block(), more.min(room))?;
    for index in 0..more {
        let item = list::sequence_item(vm, iterable, index);
        push(&mut vm.heap, deque.block(), item)?;
    }
    Ok(true)
}

/// `extend`, and the rest of the constructor, which gives the deque. May run Python.
fn extend(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if extend_quickly(vm, args.get(0), args.get(1))? {
        return Ok(Value::NONE);
    }
    Err(vm.tail_call(vm.prelude(Prelude::DequeExtendMethod), &[args.get(0), args.get(1)]))
}

fn init(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let most = args.get_or(2, Value::NONE);
    clear(vm, args)?;
    vm.heap.set(args.get(0).block(), MOST, most);
    if !args.get(1).is_defined() || extend_quickly(vm, args.get(0), args.get(1))? {
        return Ok(Value::NONE);
    }
    Err(vm.tail_call(vm.prelude(Prelude::DequeExtendMethod), &[args.get(0), args.get(1)]))
}

fn append(vm: &mut Vm, args: Args) -> Outcome<Value> {
    push(&mut vm.heap, args.get(0).block(), args.get(1)).map(|()| Value::NONE)
}

fn append_left(vm: &mut Vm, args: Args) -> Outcome<Value> {
    push_left(&mut vm.heap, args.get(0).block(), args.get(1)).map(|()| Value::NONE)
}

fn pop(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match take_last(&mut vm.heap, args.get(0).block()) {
        Some(item) => Ok(item),
        None => raise!(vm, IndexError, "pop from an empty deque"),
    }
}

fn pop_left(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match take_first(&mut vm.heap, args.get(0).block()) {
        Some(item) => Ok(item),
        None => raise!(vm, IndexError, "pop from an empty deque"),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let deque = args.get(0).block();
    let ring = vm.heap.block(deque, RING);
    if ring.is_some() {
        vm.heap.set_raw(deque, RING, 0);
        let changes = changes(&vm.heap, deque);
        vm.heap.set_raw(deque, CHANGES, Value::small((changes + 1) & Value::INT_MAX).bits());
        vm.heap.free_now(ring);
    }
    Ok(Value::NONE)
}

fn copy_with(vm: &mut Vm, deque: Value, more: usize) -> Outcome<Value> {
    let most = vm.heap.value(deque.block(), MOST);
    let made = new(vm, most)?;
    let len = len(&vm.heap, deque.block());
    if len + more > 0 {
        reserve(&mut vm.heap, made.block(), len + more)?;
    }
    for index in 0..len {
        let item = get(&vm.heap, deque.block(), index).unwrap_or(Value::NONE);
        push(&mut vm.heap, made.block(), item)?;
    }
    Ok(made)
}

/// A copy; of an instance of a subclass, one of its class. May run Python.
fn copy(vm: &mut Vm, args: Args) -> Outcome<Value> {
    copy_with(vm, vm.payload(args.get(0)), 0)
}

fn reverse(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let deque = args.get(0).block();
    let ring = Ring::of(&vm.heap, deque);
    for index in 0..ring.len / 2 {
        let (a, b) = (ring.word(index), ring.word(ring.len - 1 - index));
        let (first, second) = (vm.heap.value(ring.at, a), vm.heap.value(ring.at, b));
        vm.heap.set(ring.at, a, second);
        vm.heap.set(ring.at, b, first);
    }
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(by) = vm.as_index(args.get_or(1, Value::small(1)))? else {
        return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(args.get(1)));
    };
    turn_in_portions(&mut vm.heap, args.get(0).block(), by)?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let deque = args.get(0).block();
    let Some(index) = vm.as_index(args.get(1))? else {
        return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(args.get(1)));
    };
    let len = len(&vm.heap, deque) as isize;
    if len as usize >= most(&vm.heap, deque) {
        return raise!(vm, IndexError, "deque already at its maximum size");
    }
    reserve(&mut vm.heap, deque, 1)?;
    let index = if index < 0 { (index + len).max(0) } else { index.min(len) };
    turn(&mut vm.heap, deque, -index);
    push_left(&mut vm.heap, deque, args.get(2))?;
    turn(&mut vm.heap, deque, index);
    Ok(Value::NONE)
}

/// The index that a key stands for.
fn position(vm: &mut Vm, deque: Value, key: Value) -> Outcome<usize> {
    let index = match vm.as_int(key) {
        Some(_) => vm.as_index(key)?.unwrap_or(isize::MAX),
        None => return raise!(vm, TypeError, "sequence index must be integer, not '{}'", vm.type_of(key)),
    };
    let len = len(&vm.heap, deque.block());
    let index = if index < 0 { index.saturating_add(len as isize) } else { index };
    match usize::try_from(index) {
        Ok(index) if index < len => Ok(index),
        _ => raise!(vm, IndexError, "deque index out of range"),
    }
}

fn item(vm: &mut Vm, deque: Value, key: Value) -> Outcome<Value> {
    let index = position(vm, deque, key)?;
    Ok(get(&vm.heap, deque.block(), index).unwrap_or(Value::NONE))
}

fn set_item(vm: &mut Vm, deque: Value, key: Value, value: Value) -> Outcome<()> {
    let index = position(vm, deque, key)?;
    if value.is_defined() {
        let ring = Ring::of(&vm.heap, deque.block());
        vm.heap.set(ring.at, ring.word(index), value);
    } else {
        turn(&mut vm.heap, deque.block(), -(index as isize));
        take_first(&mut vm.heap, deque.block());
        turn(&mut vm.heap, deque.block(), index as isize);
    }
    Ok(())
}

fn iter(vm: &mut Vm, deque: Value) -> Outcome<Value> {
    let changes = changes(&vm.heap, deque.block());
    iterator::new(vm, TypeId::DequeIterator, deque, 0, changes)
}

fn contains(vm: &mut Vm, deque: Value, item: Value) -> Outcome<bool> {
    let mut index = 0;
    while let Some(other) = get(&vm.heap, deque.block(), index) {
        match equality::equal(&vm.heap, other, item) {
            Some(true) => return Ok(true),
            Some(false) if index < list::CHUNK => index += 1,
            _ => return Err(vm.tail_call(vm.prelude(Prelude::DequeContains), &[deque, item])),
        }
    }
    Ok(false)
}

fn index(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (start, stop) = (args.get_or(2, Value::ZERO), args.get_or(3, Value::small(Value::INT_MAX)));
    Err(vm.tail_call(vm.prelude(Prelude::DequeIndex), &[args.get(0), args.get(1), start, stop]))
}

/// `a + b`, `a * n`, and in place. May run Python.
fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    match op {
        Op::Add if vm.kind(a) == Some(Kind::Deque) && in_place => {
            Err(vm.tail_call(vm.prelude(Prelude::DequeExtend), &[a, b]))
        }
        Op::Add if vm.kind(a) == Some(Kind::Deque) => {
            let b = vm.payload(b);
            if vm.kind(b) != Some(Kind::Deque) {
                return raise!(vm, TypeError, "can only concatenate deque (not \"{}\") to deque", vm.type_of(b));
            }
            let more = len(&vm.heap, b.block());
            let made = copy_with(vm, a, more)?;
            Err(vm.tail_call(vm.prelude(Prelude::DequeExtend), &[made, b]))
        }
        Op::Multiply => {
            let (deque, times) = if vm.kind(a) == Some(Kind::Deque) { (a, b) } else { (b, a) };
            if vm.as_int(times).is_none() {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            Err(vm.tail_call(vm.prelude(Prelude::DequeMultiply), &[deque, times, Value::bool(in_place)]))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `a < b` and its like. May run Python.
fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let other = vm.payload(b);
    if vm.kind(other) != Some(Kind::Deque) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let op = Value::small(op as i32 - Op::Less as i32);
    Err(vm.tail_call(vm.prelude(Prelude::DequeCompare), &[op, a, other]))
}
