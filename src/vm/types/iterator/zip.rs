//! `enumerate` and `zip` over native iterators.

use super::{EXTRA, Items, SOURCE, new, type_id};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind, Words};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, TypeId, tuple};
use crate::vm::value::{Ref, Value};

/// `zip(strict=True)`, in the extra word.
pub(in crate::vm::types) const STRICT: i32 = 1;
/// There are at most [`FEW`] iterators and none twice, in the extra word: they can be asked before any of them moves.
const DISTINCT: i32 = 2;
/// Iterators that are asked before any of them moves.
const FEW: usize = 4;
/// How deep iterators may lie in each other; a constant, for the Rust stack.
const LEVEL: i32 = 3;
/// Words of a state: source, position, extra.
const STATE: usize = 3;

/// The items that a `zip` gives next, before it has moved.
pub(super) struct Turn {
    count: usize,
    below: [Ref; FEW],
    items: [(Value, i32); FEW],
}

impl Turn {
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Moves the iterators; gives the items.
    pub(super) fn take(self, heap: &mut Heap) -> impl Iterator<Item = Value> + use<> {
        for (at, (_, position)) in self.below.into_iter().zip(self.items).take(self.count) {
            super::advance(heap, at, position);
        }
        self.items.into_iter().take(self.count).map(|(item, _)| item)
    }
}

/// The next items of a `zip` whose words these are; `None`: it takes more.
pub(super) fn glance_all(heap: &Heap, words: &Words<5>) -> Option<Turn> {
    let source = words.block(SOURCE);
    let count = heap.word(source, 1) as usize >> 1;
    if words.value(EXTRA).small_int() & DISTINCT == 0 {
        return None;
    }
    let mut turn = Turn { count, below: [Ref::NONE; FEW], items: [(Value::UNDEFINED, 0); FEW] };
    for (index, (below, item)) in turn.below.iter_mut().zip(&mut turn.items).take(count).enumerate() {
        *below = heap.block(source, tuple::ITEMS + index);
        *item = super::glance(heap, *below)?;
    }
    Some(turn)
}

impl Items {
    /// `enumerate` and `zip`: each turn moves the iterators below for good, so memory is taken first.
    pub(super) fn next_of_iterators(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        match self.id {
            TypeId::Enumerate => {
                let number = vm.int_from_i64(i64::from(self.position))?;
                let pair = tuple::with_len(&mut vm.heap, 2)?;
                if let Some(item) = super::step(&mut vm.heap, self.source.block()) {
                    vm.heap.init(pair, tuple::ITEMS, number);
                    vm.heap.init(pair, tuple::ITEMS + 1, item);
                    self.position += 1;
                    return Ok(Some(Value::reference(pair)));
                }
                let mut below = Items::load(&vm.heap, self.source.block());
                let Some(item) = below.next(vm)? else {
                    self.source = Value::UNDEFINED;
                    return Ok(None);
                };
                below.commit(vm);
                vm.heap.init(pair, tuple::ITEMS, number);
                vm.heap.init(pair, tuple::ITEMS + 1, item);
                self.position += 1;
                Ok(Some(Value::reference(pair)))
            }
            TypeId::Zip => self.next_of_zip(vm),
            _ => Ok(None),
        }
    }

    fn next_of_zip(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        let count = tuple::len(vm, self.source);
        if let Some(turn) = glance_all(&vm.heap, &vm.heap.words(self.home)) {
            let at = tuple::with_len(&mut vm.heap, count)?;
            for (index, item) in turn.take(&mut vm.heap).enumerate() {
                vm.heap.init(at, tuple::ITEMS + index, item);
            }
            self.position = self.position.saturating_add(1).min(Value::INT_MAX);
            return Ok(Some(Value::reference(at)));
        }
        // The new states wait behind the items until nothing can fail any more.
        let at = tuple::with_len(&mut vm.heap, count * (1 + STATE))?;
        let turn = Value::reference(at);
        for index in 0..count {
            let mut below = self.below(vm, turn, count, index);
            let item = below.next(vm)?;
            below.save(&mut vm.heap, at, count, index);
            let Some(item) = item else {
                self.write_back(vm, turn, count, index + 1);
                return self.end_zip(vm, index, count);
            };
            vm.heap.init(at, tuple::ITEMS + index, item);
        }
        self.write_back(vm, turn, count, count);
        vm.heap.set_raw(at, 1, Value::len(count).bits());
        vm.heap.shrink(at, tuple::ITEMS + count);
        self.position = self.position.saturating_add(1).min(Value::INT_MAX);
        Ok(Some(turn))
    }

    /// The state of the iterator at `index`, which may stand before it too: `zip(*[iter(x)] * 2)`.
    fn below(&self, vm: &Vm, turn: Value, count: usize, index: usize) -> Items {
        let iterator = tuple::item(vm, self.source, index);
        let below = Items::load(&vm.heap, iterator.block());
        let Some(twin) = (0..index).rev().find(|other| tuple::item(vm, self.source, *other) == iterator) else {
            return below;
        };
        let word = |word: usize| tuple::item(vm, turn, count + twin * STATE + word);
        Items { source: word(0), position: word(1).small_int(), extra: word(2).small_int(), ..below }
    }

    /// Keeps the state in a block for [`Items::write_back`].
    fn save(&self, heap: &mut Heap, at: Ref, count: usize, index: usize) {
        let first = tuple::ITEMS + count + index * STATE;
        heap.init(at, first, self.source);
        heap.init(at, first + 1, Value::small(self.position));
        heap.init(at, first + 2, Value::small(self.extra));
    }

    fn write_back(&self, vm: &mut Vm, turn: Value, count: usize, moved: usize) {
        for index in 0..moved {
            let home = tuple::item(vm, self.source, index).block();
            for word in 0..STATE {
                let value = tuple::item(vm, turn, count + index * STATE + word);
                vm.heap.set(home, SOURCE + word, value);
            }
        }
    }

    /// The iterator at `index` has ended.
    fn end_zip(&mut self, vm: &mut Vm, index: usize, count: usize) -> Outcome<Option<Value>> {
        let (source, strict) = (self.source, self.extra & STRICT != 0);
        self.source = Value::UNDEFINED;
        if !strict {
            return Ok(None);
        }
        if index > 0 {
            self.commit(vm);
            return zip_lengths(vm, index + 1, index, false);
        }
        for other in 1..count {
            let mut below = Items::load(&vm.heap, tuple::item(vm, source, other).block());
            if below.next(vm)?.is_some() {
                below.commit(vm);
                self.commit(vm);
                return zip_lengths(vm, other + 1, other, true);
            }
        }
        Ok(None)
    }
}

/// The ValueError of `zip(strict=True)`: argument `which` against the `before` ones before it.
fn zip_lengths(vm: &mut Vm, which: usize, before: usize, longer: bool) -> Outcome<Option<Value>> {
    let (which, before) = (Value::len(which), Value::len(before));
    match (longer, before == Value::len(1)) {
        (false, true) => raise!(vm, ValueError, "zip() argument {} is shorter than argument 1", which),
        (false, false) => raise!(vm, ValueError, "zip() argument {} is shorter than arguments 1-{}", which, before),
        (true, true) => raise!(vm, ValueError, "zip() argument {} is longer than argument 1", which),
        (true, false) => raise!(vm, ValueError, "zip() argument {} is longer than arguments 1-{}", which, before),
    }
}

/// A native iterator over an iterable, if iterators may lie in an iterator of level `level`; else `None`.
fn native_iterator(vm: &mut Vm, iterable: Value, level: i32) -> Outcome<Option<Value>> {
    if vm.kind(iterable) == Some(Kind::Iterator) {
        return Ok((level_of(&vm.heap, iterable.block()) < level).then_some(iterable));
    }
    let Some(items) = vm.items(iterable)? else { return Ok(None) };
    new(vm, items.id, items.source, items.position, items.extra).map(Some)
}

/// How many iterators lie in each other here.
fn level_of(heap: &Heap, block: Ref) -> i32 {
    match type_id(heap, block) {
        TypeId::Enumerate => heap.value(block, EXTRA).small_int(),
        // Its own iterators are leaves.
        TypeId::Zip => 1,
        _ => 0,
    }
}

/// `enumerate(iterable, start=0)`.
pub(super) fn make_enumerate(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (iterable, start) = (args.get(0), args.get_or(1, Value::ZERO));
    if !iterable.is_defined() {
        return raise!(vm, TypeError, "enumerate() missing required argument 'iterable'");
    }
    if args.count() > 2 {
        return raise!(vm, TypeError, "enumerate() takes at most 2 arguments ({} given)", Value::len(args.count()));
    }
    // Beyond 2^29 items the numbers may be no small ints any more.
    if let Some(first) = start.as_small().filter(|start| start.abs() < 1 << 29)
        && let Some(below) = native_iterator(vm, iterable, LEVEL)?
    {
        let level = 1 + level_of(&vm.heap, below.block());
        return new(vm, TypeId::Enumerate, below, first, level);
    }
    Err(vm.tail_call(vm.prelude(Prelude::Enumerate), &[iterable, start]))
}

/// `zip(*iterables)`; with `strict` it goes through the prelude.
pub(super) fn make_zip(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let iterators = tuple::from_args(vm, args)?;
    zip_of(vm, iterators, 0)
}

/// `zip` of a new tuple of iterables.
pub(in crate::vm::types) fn zip_of(vm: &mut Vm, iterables: Value, flags: i32) -> Outcome<Value> {
    let count = tuple::len(vm, iterables);
    let iterators = tuple::with_len(&mut vm.heap, count)?;
    for index in 0..count {
        // Leaves only: a turn of `zip` must be able to fail without having moved any of them.
        let Some(below) = native_iterator(vm, tuple::item(vm, iterables, index), 1)? else {
            return Err(vm.tail_call(vm.prelude(Prelude::Zip), &[iterables, Value::bool(flags & STRICT != 0)]));
        };
        vm.heap.init(iterators, tuple::ITEMS + index, below);
    }
    let source = if count == 0 { Value::UNDEFINED } else { Value::reference(iterators) };
    let below = |index: usize| vm.heap.value(iterators, tuple::ITEMS + index);
    let distinct = count <= FEW && (1..count).all(|index| (0..index).all(|before| below(before) != below(index)));
    new(vm, TypeId::Zip, source, 0, flags | if distinct { DISTINCT } else { 0 })
}
