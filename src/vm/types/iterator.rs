//! Iterators over built-in containers, `enumerate` and `zip` among them: `[type][source][position][extra]`.
//!
//! | type | source | position | extra |
//! |--|--|--|--|
//! | list, tuple | it | next index | |
//! | str, bytes | it | next byte | |
//! | range | next int | ints left | step |
//! | dict, set, views | container | next entry | its length at the start |
//! | deque | it | next index | its changes at the start |
//! | reversed | it, or its dict | entries or indices before | a dict: its length; for a view of it, see [`reversed`] |
//! | enumerate | iterator | next number | how deep iterators lie in it |
//! | zip | tuple of iterators | turns | 1: strict, 2: few, all of them different |
//!
//! An iterator that has ended has no source. Iterables that need Python are generators of the prelude, presented as
//! the type (`map`, `filter`, `zip`, `enumerate`, …).

mod zip;

use super::table::{self, Table};
use super::view;
use super::{Args, Slots, Type, TypeId, array, deque, list, native, quick, range, tuple, utf8};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cell::Cell;
pub(super) use zip::{STRICT, zip_of};
use zip::{make_enumerate, make_zip};

static LENGTH_HINT: [super::Native; 1] = [native("__length_hint__", "self, /", 1, 1, length_hint)];

const fn walker(name: &'static str) -> Type {
    Type {
        name,
        slots: Slots { iter: Some(itself), next: Some(next), ..Slots::NONE },
        methods: &LENGTH_HINT,
        ..Type::PLAIN
    }
}

/// An iterable of Python made by the prelude, or a native iterator.
const fn maker(name: &'static str, make: super::NativeFn) -> Type {
    Type { name, slots: Slots { make: Some(make), iter: Some(itself), next: Some(next), ..Slots::NONE }, ..Type::PLAIN }
}

/// `iter([])`.
pub static LIST: Type = walker("list_iterator");
/// `iter(())`.
pub static TUPLE: Type = walker("tuple_iterator");
/// `iter('')`.
pub static STR: Type = walker("str_iterator");
/// `iter(b'')`.
pub static BYTES: Type = walker("bytes_iterator");
/// `iter(range(0))`.
pub static RANGE: Type = walker("range_iterator");
/// `iter({})`.
pub static DICT_KEY: Type = walker("dict_keyiterator");
/// `iter({}.values())`.
pub static DICT_VALUE: Type = walker("dict_valueiterator");
/// `iter({}.items())`.
pub static DICT_ITEM: Type = walker("dict_itemiterator");
/// `iter(set())`.
pub static SET: Type = walker("set_iterator");
/// `iter(deque())`.
pub static ARRAY: Type = walker("array.arrayiterator");
/// `iter(collections.deque())`.
pub static DEQUE: Type = walker("_collections._deque_iterator");
/// `reversed(...)`.
pub static REVERSE: Type =
    maker("reversed", |vm, args| one(vm, args, "reversed").and_then(|value| reversed(vm, value)));
/// `iter()` of what has `__getitem__` only.
pub static SEQUENCE: Type = walker("iterator");
/// `iter(function, sentinel)`.
pub static CALLABLE: Type = walker("callable_iterator");
/// `enumerate`.
pub static ENUMERATE: Type = maker("enumerate", make_enumerate);
/// `zip`.
pub static ZIP: Type = maker("zip", make_zip);
/// `map`.
pub static MAP: Type = maker("map", make_map);
/// `filter`.
pub static FILTER: Type = maker("filter", make_filter);

const TYPE: usize = 1;
const SOURCE: usize = 2;
const POSITION: usize = 3;
const EXTRA: usize = 4;
/// Items that one instruction walks over.
pub const SHORT: usize = 64;

/// The built-in type of an iterator block.
#[inline]
pub fn type_id(heap: &Heap, block: Ref) -> TypeId {
    let index = heap.value(block, TYPE).small_int();
    TypeId::ALL.get(index as usize).copied().unwrap_or(TypeId::SequenceIterator)
}

/// A new iterator.
pub fn new(vm: &mut Vm, id: TypeId, source: Value, position: i32, extra: i32) -> Outcome<Value> {
    let at = vm.heap.alloc_here(Kind::Iterator, 5)?;
    for (index, value) in
        [Value::small(id as i32), source, Value::small(position), Value::small(extra)].into_iter().enumerate()
    {
        vm.heap.write(at, 1 + index, value.bits());
    }
    Ok(Value::reference(at))
}

/// `iter()` of a dict or a set, or of a view of a dict.
pub fn of_table(vm: &mut Vm, id: TypeId, container: Value) -> Outcome<Value> {
    let len = Table::of(&vm.heap, container.block()).len(&vm.heap);
    new(vm, id, container, 0, len as i32)
}

/// `iter()` of a string.
pub fn str(vm: &mut Vm, text: Value) -> Outcome<Value> {
    new(vm, TypeId::StrIterator, text, 0, 0)
}

/// `iter()` of bytes.
pub fn bytes(vm: &mut Vm, bytes: Value) -> Outcome<Value> {
    new(vm, TypeId::BytesIterator, bytes, 0, 0)
}

/// `iter()` of what has `__getitem__` only. May run Python.
pub fn sequence(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Err(vm.tail_call(vm.prelude(Prelude::SequenceIter), &[value]))
}

fn itself(_vm: &mut Vm, iterator: Value) -> Outcome<Value> {
    Ok(iterator)
}

/// A walk over an iterable that needs no Python.
///
/// [`Items::next`] changes nothing but the walk: an iterator object that is walked over has moved only after
/// [`Items::commit`].
#[derive(Clone, Copy)]
pub struct Items {
    id: TypeId,
    source: Value,
    position: i32,
    extra: i32,
    /// The iterator object, if this is one.
    home: Ref,
}

impl Vm<'_> {
    /// A walk over the items of an iterable; `None`: the prelude must do it, or raise the TypeError.
    pub fn items(&mut self, iterable: Value) -> Outcome<Option<Items>> {
        let walk =
            |id: TypeId, extra: i32| Ok(Some(Items { id, source: iterable, position: 0, extra, home: Ref::NONE }));
        let at = iterable.block();
        let table = |vm: &Vm| Table::of(&vm.heap, at).len(&vm.heap) as i32;
        if iterable.is_name() {
            return walk(TypeId::StrIterator, 0);
        }
        match self.kind(iterable) {
            Some(Kind::List) => walk(TypeId::ListIterator, 0),
            Some(Kind::Tuple) => walk(TypeId::TupleIterator, 0),
            Some(Kind::Str | Kind::LongStr) => walk(TypeId::StrIterator, 0),
            Some(Kind::Bytes | Kind::ByteArray) => walk(TypeId::BytesIterator, 0),
            Some(Kind::Dict) => walk(TypeId::DictKeyIterator, table(self)),
            Some(Kind::Set | Kind::FrozenSet) => walk(TypeId::SetIterator, table(self)),
            Some(Kind::Array) => walk(TypeId::ArrayIterator, 0),
            Some(Kind::Deque) => walk(TypeId::DequeIterator, deque::changes(&self.heap, at)),
            Some(Kind::DictView) => {
                let (which, dict) = view::parts(&self.heap, at);
                let extra = Table::of(&self.heap, dict.block()).len(&self.heap) as i32;
                Ok(Some(Items { id: which.iterator(), source: dict, position: 0, extra, home: Ref::NONE }))
            }
            Some(Kind::Range) => Ok(range::walk(&self.heap, at).map(|[start, count, step]| Items {
                id: TypeId::RangeIterator,
                source: Value::small(start),
                position: count,
                extra: step,
                home: Ref::NONE,
            })),
            Some(Kind::Iterator) => Ok(Some(Items::load(&self.heap, at)).filter(Items::is_leaf)),
            Some(Kind::Instance | Kind::LooseInstance) => self.payload_items(iterable),
            _ => Ok(None),
        }
    }

    /// An instance of a subclass that does not iterate in its own way.
    fn payload_items(&mut self, instance: Value) -> Outcome<Option<Items>> {
        let payload = self.payload(instance);
        let class = self.type_of(instance);
        let own = self.class_attribute(class, name::__ITER__).is_some_and(|method| method.is_ref());
        if payload == instance || own || matches!(self.kind(payload), Some(Kind::Instance | Kind::LooseInstance)) {
            return Ok(None);
        }
        self.items(payload)
    }
}

impl Items {
    /// The state of an iterator object.
    fn load(heap: &Heap, at: Ref) -> Items {
        let words = heap.words::<5>(at);
        let (position, extra) = (words.value(POSITION).small_int(), words.value(EXTRA).small_int());
        Items { id: type_id(heap, at), source: words.value(SOURCE), position, extra, home: at }
    }

    /// Writes the state back to the iterator object, if there is one.
    pub fn commit(&self, vm: &mut Vm) {
        if self.home.is_some() {
            vm.heap.set(self.home, SOURCE, self.source);
            vm.heap.set_raw(self.home, POSITION, Value::small(self.position).bits());
            vm.heap.set_raw(self.home, EXTRA, Value::small(self.extra).bits());
        }
    }

    /// True if this is the state of an iterator object.
    pub fn is_object(&self) -> bool {
        self.home.is_some()
    }

    /// True for walks over a container, not over other iterators.
    fn is_leaf(&self) -> bool {
        !matches!(self.id, TypeId::Enumerate | TypeId::Zip)
    }

    /// The items that are left, exactly, or more than there are.
    pub fn len(&self, vm: &Vm) -> usize {
        let position = self.position.max(0) as usize;
        match self.id {
            TypeId::ListIterator | TypeId::TupleIterator => {
                list::sequence_len(vm, self.source).saturating_sub(position)
            }
            TypeId::StrIterator => match vm.text(self.source) {
                Some(text) => match text.part(position, text.len()) {
                    rest if rest.narrow || rest.len() > SHORT * 4 => rest.len(),
                    rest => utf8::count(rest.bytes(vm)),
                },
                None => 0,
            },
            TypeId::BytesIterator => vm.text(self.source).map_or(0, |text| text.len()).saturating_sub(position),
            TypeId::RangeIterator => position,
            TypeId::ReverseIterator => position,
            TypeId::ArrayIterator => array::len(vm, self.source).saturating_sub(position),
            TypeId::DequeIterator => deque::len(&vm.heap, self.source.block()).saturating_sub(position),
            _ if self.source.is_ref() && self.source.is_defined() => {
                let table = Table::of(&vm.heap, self.source.block());
                if self.position == 0 { table.len(&vm.heap) } else { table.used().saturating_sub(position) }
            }
            _ => 0,
        }
    }

    /// True if one instruction may walk over all of it.
    pub fn is_short(&self, vm: &Vm) -> bool {
        self.len(vm) <= SHORT
    }

    /// The next item.
    pub fn next(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        if !self.source.is_defined() {
            return Ok(None);
        }
        let position = self.position.max(0) as usize;
        let item = match self.id {
            TypeId::ListIterator => list::item(&vm.heap, self.source.block(), position),
            TypeId::TupleIterator => tuple::get(&vm.heap, self.source.block(), position),
            TypeId::RangeIterator => return Ok(self.next_of_range()),
            TypeId::DictKeyIterator | TypeId::DictValueIterator | TypeId::DictItemIterator | TypeId::SetIterator => {
                return self.next_of_table(vm);
            }
            TypeId::StrIterator => match vm.char_at(self.source, position)? {
                Some((character, next)) => {
                    self.position = next as i32;
                    return Ok(Some(character));
                }
                None => None,
            },
            TypeId::BytesIterator => {
                let byte = vm.text(self.source).and_then(|text| text.bytes(vm).get(position).copied());
                byte.map(|byte| Value::small(i32::from(byte)))
            }
            TypeId::ReverseIterator => return self.next_reversed(vm),
            TypeId::ArrayIterator => array::get(vm, self.source, position)?,
            TypeId::DequeIterator if deque::changes(&vm.heap, self.source.block()) != self.extra => {
                return raise!(vm, RuntimeError, "deque mutated during iteration");
            }
            TypeId::DequeIterator => deque::get(&vm.heap, self.source.block(), position),
            _ => return self.next_of_iterators(vm),
        };
        match item {
            Some(_) => self.position += 1,
            None => self.source = Value::UNDEFINED,
        }
        Ok(item)
    }

    fn next_of_range(&mut self) -> Option<Value> {
        if self.position <= 0 {
            return None;
        }
        let item = self.source;
        self.position -= 1;
        // Beyond the last item this may be no small int, which nobody sees.
        self.source = Value::small(item.small_int().wrapping_add(self.extra));
        Some(item)
    }

    fn next_of_table(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        let table = Table::of(&vm.heap, self.source.block());
        if table.has_changed(&vm.heap, self.extra as usize) {
            // It stays so.
            self.extra = -1;
            self.commit(vm);
            return match self.id {
                TypeId::SetIterator => raise!(vm, RuntimeError, "Set changed size during iteration"),
                _ => raise!(vm, RuntimeError, "dictionary changed size during iteration"),
            };
        }
        let Some(position) = table.next(&vm.heap, self.position.max(0) as usize) else {
            self.source = Value::UNDEFINED;
            return Ok(None);
        };
        let item = self.entry(vm, &table, position)?;
        self.position = position as i32 + 1;
        Ok(Some(item))
    }

    /// What the walk shows of an entry.
    fn entry(&self, vm: &mut Vm, table: &Table, position: usize) -> Outcome<Value> {
        let key = table.key(&vm.heap, position);
        match self.id {
            TypeId::DictValueIterator => Ok(table.value(&vm.heap, position)),
            TypeId::DictItemIterator => tuple::new(vm, &[key, table.value(&vm.heap, position)]),
            _ => Ok(key),
        }
    }

    fn next_reversed(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        let before = self.position.max(0) as usize;
        let item = match vm.kind(self.source) {
            Some(Kind::Dict | Kind::DictView) => return self.next_reversed_entry(vm),
            _ if before == 0 => None,
            Some(Kind::List | Kind::Tuple) => Some(list::sequence_item(vm, self.source, before - 1)),
            Some(Kind::Array) => array::get(vm, self.source, before - 1)?,
            Some(Kind::Bytes | Kind::ByteArray) => {
                let byte = vm.text(self.source).and_then(|text| text.bytes(vm).get(before - 1).copied());
                byte.map(|byte| Value::small(i32::from(byte)))
            }
            _ => return self.previous_character(vm, before),
        };
        // A list that has become shorter ends the walk.
        let item = item.filter(|item| item.is_defined());
        match item {
            Some(_) => self.position -= 1,
            None => self.source = Value::UNDEFINED,
        }
        Ok(item)
    }

    fn previous_character(&mut self, vm: &mut Vm, before: usize) -> Outcome<Option<Value>> {
        let Some(text) = vm.text(self.source) else { return Ok(None) };
        let (code, len) = super::utf8::decode_last(text.part(0, before).bytes(vm)).unwrap_or((0, before));
        let character = vm.new_char(code)?;
        self.position = before.saturating_sub(len) as i32;
        Ok(Some(character))
    }

    fn next_reversed_entry(&mut self, vm: &mut Vm) -> Outcome<Option<Value>> {
        let (id, dict) = match vm.kind(self.source) {
            Some(Kind::DictView) => {
                let (which, dict) = view::parts(&vm.heap, self.source.block());
                (which.iterator(), dict)
            }
            _ => (TypeId::DictKeyIterator, self.source),
        };
        let table = Table::of(&vm.heap, dict.block());
        if table.has_changed(&vm.heap, self.extra as usize) {
            // It stays so.
            self.extra = -1;
            self.commit(vm);
            return raise!(vm, RuntimeError, "dictionary changed size during iteration");
        }
        let Some(position) = table.previous(&vm.heap, self.position.max(0) as usize) else {
            self.source = Value::UNDEFINED;
            return Ok(None);
        };
        let item = Items { id, ..*self }.entry(vm, &table, position)?;
        self.position = position as i32;
        Ok(Some(item))
    }
}

/// `next(iterator)`.
pub fn next(vm: &mut Vm, iterator: Value) -> Outcome<Option<Value>> {
    let at = iterator.block();
    if let Some(item) = step(&mut vm.heap, at) {
        return Ok(Some(item));
    }
    let mut items = Items::load(&vm.heap, at);
    let item = items.next(vm)?;
    items.commit(vm);
    Ok(item)
}

/// The next item of an iterator over what needs no memory for it, and the iterator's position behind it. `None`: there
/// is none, or it takes more.
#[inline]
fn glance(heap: &Heap, at: Ref) -> Option<(Value, i32)> {
    let words = heap.words::<5>(at);
    let (source, position) = (words.value(SOURCE), words.value(POSITION).small_int());
    let entry = |shift: usize, behind: usize| {
        table::entry_word(heap, source.block(), words.get(EXTRA) >> 1, position as usize, shift, behind)
    };
    let item = match type_id(heap, at) {
        TypeId::ListIterator => list::item(heap, source.block(), position as usize)?,
        TypeId::TupleIterator => tuple::get(heap, source.block(), position as usize)?,
        TypeId::DictKeyIterator => entry(1, 0)?,
        TypeId::DictValueIterator => entry(1, 1)?,
        TypeId::SetIterator => entry(0, 0)?,
        TypeId::StrIterator | TypeId::BytesIterator => quick::byte_at(heap, source, position as usize)?,
        TypeId::RangeIterator if position > 0 => return Some((source, position - 1)),
        TypeId::ReverseIterator if position > 0 => {
            let header = heap.memory().header(source.block());
            let before = position as usize - 1;
            let item = if header.is(Kind::List) {
                list::item(heap, source.block(), before)?
            } else if header.is(Kind::Tuple) {
                tuple::get(heap, source.block(), before)?
            } else {
                return None;
            };
            return Some((item, before as i32));
        }
        _ => return None,
    };
    Some((item, position + 1))
}

/// Moves an iterator to a position that [`glance`] gave.
fn advance(heap: &mut Heap, at: Ref, position: i32) {
    heap.write(at, POSITION, Value::small(position).bits());
    if type_id(heap, at) == TypeId::RangeIterator {
        let words = heap.words::<5>(at);
        // Beyond the last item this may be no small int, which nobody sees.
        let next = words.value(SOURCE).small_int().wrapping_add(words.value(EXTRA).small_int());
        heap.write(at, SOURCE, Value::small(next).bits());
    }
}

/// The next item, the short way; `None`: nothing has been done.
#[inline(never)]
pub fn step(heap: &mut Heap, at: Ref) -> Option<Value> {
    const KEY: u32 = Value::small(TypeId::DictKeyIterator as i32).bits();
    const LIST: u32 = Value::small(TypeId::ListIterator as i32).bits();
    const TEXT: u32 = Value::small(TypeId::StrIterator as i32).bits();
    const BYTES: u32 = Value::small(TypeId::BytesIterator as i32).bits();
    let words = heap.words::<5>(at);
    let position = words.get(POSITION);
    if words.get(TYPE) == KEY {
        let live = words.get(EXTRA) >> 1;
        let item = table::entry_word(heap, words.block(SOURCE), live, position as usize >> 1, 1, 0)?;
        heap.write(at, POSITION, position + 2);
        return Some(item);
    } else if words.get(TYPE) == LIST {
        let item = list::item(heap, words.block(SOURCE), position as usize >> 1)?;
        heap.write(at, POSITION, position + 2);
        return Some(item);
    }
    if words.get(TYPE) == TEXT || words.get(TYPE) == BYTES {
        let item = quick::item(heap, words.value(SOURCE), words.value(POSITION))?;
        heap.set_raw(at, POSITION, position + 2);
        return Some(item);
    }
    let (item, position) = glance(heap, at)?;
    advance(heap, at, position);
    Some(item)
}

/// The parts of the next item of `enumerate`, `zip` or `dict.items()`, without the tuple; false: nothing has been done.
#[inline(never)]
pub fn step_parts(heap: &mut Heap, at: Ref, parts: &[Cell<u32>]) -> bool {
    let words = heap.words::<5>(at);
    let position = words.value(POSITION);
    match (type_id(heap, at), parts) {
        (TypeId::Enumerate, [number, part]) if position.bits() < Value::small(Value::INT_MAX).bits() => {
            let Some(item) = step(heap, words.block(SOURCE)) else { return false };
            number.set(position.bits());
            part.set(item.bits());
        }
        (TypeId::DictItemIterator, [key, value]) => {
            let source = words.block(SOURCE);
            let index = position.small_int() as usize;
            let entry = |behind: usize| table::entry_word(heap, source, words.get(EXTRA) >> 1, index, 1, behind);
            let (Some(first), Some(second)) = (entry(0), entry(1)) else { return false };
            key.set(first.bits());
            value.set(second.bits());
        }
        (TypeId::Zip, _) => {
            let Some(turn) = zip::glance_all(heap, &words).filter(|turn| turn.len() == parts.len()) else {
                return false;
            };
            for (part, item) in parts.iter().zip(turn.take(heap)) {
                part.set(item.bits());
            }
        }
        _ => return false,
    }
    heap.write(at, POSITION, Value::small(position.small_int().saturating_add(1).min(Value::INT_MAX)).bits());
    true
}

fn length_hint(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let items = Items::load(&vm.heap, args.get(0).block());
    if items.id == TypeId::StrIterator
        && let Some(text) = vm.text(items.source)
    {
        return text.part(items.position.max(0) as usize, text.len()).count(vm).map(Value::len);
    }
    Ok(Value::len(if items.source.is_defined() { items.len(vm) } else { 0 }))
}

/// The only argument of a type that takes no more.
fn one(vm: &mut Vm, args: Args, _name: &'static str) -> Outcome<Value> {
    match args.count() {
        1 => Ok(args.get(0)),
        count => raise!(vm, TypeError, "reversed expected 1 argument, got {}", Value::len(count)),
    }
}

/// `reversed(value)`. May run Python.
pub fn reversed(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let len = |vm: &Vm, dict: Value| Table::of(&vm.heap, dict.block()).len(&vm.heap) as i32;
    let used = |vm: &Vm, dict: Value| Table::of(&vm.heap, dict.block()).used() as i32;
    let (position, extra) = match vm.kind(value) {
        Some(Kind::List | Kind::Tuple) => (list::sequence_len(vm, value) as i32, 0),
        Some(Kind::Dict) => (used(vm, value), len(vm, value)),
        Some(Kind::DictView) => {
            let (_, dict) = view::parts(&vm.heap, value.block());
            (used(vm, dict), len(vm, dict))
        }
        Some(Kind::Range) => match range::walk(&vm.heap, value.block()) {
            Some([start, count, step]) if count > 0 => {
                // The last item is in the range, so it is a small int.
                let last = (i64::from(start) + i64::from(step) * i64::from(count - 1)) as i32;
                return new(vm, TypeId::RangeIterator, Value::small(last), count, -step);
            }
            Some([start, ..]) => return new(vm, TypeId::RangeIterator, Value::small(start), 0, 1),
            None => return Err(vm.tail_call(vm.prelude(Prelude::RangeReversed), &[value])),
        },
        Some(Kind::Instance | Kind::LooseInstance) => return reversed_instance(vm, value),
        Some(Kind::Array) => (array::len(vm, value) as i32, 0),
        Some(Kind::Deque) => return Err(vm.tail_call(vm.prelude(Prelude::DequeReversed), &[value])),
        Some(Kind::Class) => return Err(vm.tail_call(vm.prelude(Prelude::Reversed), &[value])),
        _ => match vm.text(value) {
            Some(text) => (text.len() as i32, 0),
            None => return raise!(vm, TypeError, "'{}' object is not reversible", vm.type_of(value)),
        },
    };
    new(vm, TypeId::ReverseIterator, value, position, extra)
}

fn reversed_instance(vm: &mut Vm, instance: Value) -> Outcome<Value> {
    let class = vm.type_of(instance);
    let payload = vm.payload(instance);
    let own = [name::__REVERSED__, name::__GETITEM__, name::__LEN__];
    let asks = own.iter().any(|name| vm.class_attribute(class, *name).is_some_and(|method| method.is_ref()));
    if asks || payload == instance || matches!(vm.kind(payload), Some(Kind::Instance | Kind::LooseInstance)) {
        return Err(vm.tail_call(vm.prelude(Prelude::Reversed), &[instance]));
    }
    reversed(vm, payload)
}

/// `map(function, *iterables)`.
fn make_map(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        0 | 1 => raise!(vm, TypeError, "map() must have at least two arguments."),
        2 => Err(vm.tail_call(vm.prelude(Prelude::Map), &[args.get(0), args.get(1)])),
        _ => {
            let iterables = tuple::from_args(vm, args.from(1))?;
            Err(vm.tail_call(vm.prelude(Prelude::MapMany), &[args.get(0), iterables]))
        }
    }
}

/// `filter(function, iterable)`.
fn make_filter(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        2 => Err(vm.tail_call(vm.prelude(Prelude::Filter), &[args.get(0), args.get(1)])),
        count => raise!(vm, TypeError, "filter expected 2 arguments, got {}", Value::len(count)),
    }
}
