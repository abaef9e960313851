//! Tables against a model: random programs over keys of every sort, with compactions in between.

extern crate std;

use super::{Place, SMALL, Table, clear, copy, find, insert, make_stable, probe, remove, reserve, set_value};
use crate::vm::heap::{Heap, Kind, Progress, Root};
use crate::vm::types::equality::{Hash, Key, hash};
use crate::vm::value::{Ref, Value};
use std::vec::Vec;

/// A small generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }
}

fn with_heap(run: impl FnOnce(&mut Heap)) {
    let mut bytes = std::vec![0u8; 400_000];
    run(&mut Heap::claim(&mut bytes).unwrap());
}

fn block(heap: &mut Heap, kind: Kind, words: &[Value]) -> Value {
    let at = heap.alloc(kind, words.len() + 1).unwrap();
    for (index, word) in words.iter().enumerate() {
        heap.init(at, 1 + index, *word);
    }
    Value::reference(at)
}

fn float(heap: &mut Heap, x: f64) -> Value {
    let at = heap.alloc(Kind::Float, 3).unwrap();
    crate::vm::types::float::write(heap, at, 1, x as crate::vm::number::Float);
    Value::reference(at)
}

fn tuple(heap: &mut Heap, item: Value) -> Value {
    block(heap, Kind::Tuple, &[Value::len(1), item])
}

/// Key `id`: by its remainder a small int, a name, a float, a text, a tuple, an object, or what Python must hash.
fn make_key(heap: &mut Heap, id: usize, sorts: usize) -> Value {
    let text = std::format!("key{id}");
    let int = Value::small(id as i32 - 7);
    match id % sorts {
        0 => int,
        1 => Value::name(heap.intern(text.as_bytes()).unwrap()),
        2 => block(heap, Kind::Cell, &[int]),
        3 => float(heap, id as f64 + 0.5),
        4 => Value::reference(heap.alloc_str(text.as_bytes()).unwrap()),
        5 => tuple(heap, int),
        _ => {
            let inner = tuple(heap, int);
            let middle = tuple(heap, inner);
            tuple(heap, middle)
        }
    }
}

const SORTS: usize = 7;

/// The key at `id` as the table sees it; few hashes for those that Python hashes.
fn key(heap: &Heap, id: usize) -> Key {
    Key::asked(heap, key_value(heap, id), (id % 5) as i32)
}

fn key_value(heap: &Heap, id: usize) -> Value {
    heap.value(heap.root(Root::Scratch1).block(), 2 + id)
}

/// Where a key is; for what Python compares, as the prelude does it: by identity here.
fn place(heap: &mut Heap, container: Ref, id: usize) -> Place {
    let key = key(heap, id);
    if !key.asking {
        return find(heap, container, &key);
    }
    let mut after = -1;
    while let Some(position) = probe(heap, container, key.hash, after) {
        assert!(position as i32 > after || Table::of(heap, container).has_index());
        if Table::of(heap, container).key(heap, position) == key.value {
            return Place::At(position);
        }
        after = position as i32;
    }
    Place::Absent
}

fn check(heap: &mut Heap, container: Ref, model: &[(usize, i32)]) {
    let table = Table::of(heap, container);
    assert_eq!(table.len(heap), model.len());
    let mut position = 0;
    for (id, value) in model {
        let next = table.next(heap, position).unwrap();
        assert_eq!(table.key(heap, next).bits(), key(heap, *id).value.bits());
        if table.shift == 1 {
            assert_eq!(table.value(heap, next), Value::small(*value));
        }
        position = next + 1;
    }
    assert_eq!(table.next(heap, position), None);
    assert!(!table.has_index() || table.used() - table.dead(heap) + table.lost(heap) <= table.capacity(heap));
}

fn run_program(kind: Kind, sorts: usize, keys: usize, seed: u64) {
    with_heap(|heap| {
        let list = std::iter::once(Value::len(keys)).chain((0..keys).map(|_| Value::NONE)).collect::<Vec<_>>();
        let list = block(heap, Kind::Tuple, &list);
        heap.set_root(Root::Scratch1, list);
        for id in 0..keys {
            let key = make_key(heap, id, sorts);
            heap.init(list.block(), 2 + id, key);
        }
        let container = block(heap, kind, &[Value::UNDEFINED]);
        heap.set_root(Root::Scratch2, container);
        let mut model: Vec<(usize, i32)> = Vec::new();
        let mut random = Random(seed * 7 + 1);
        for turn in 0..4000 {
            let container = heap.root(Root::Scratch2).block();
            let id = random.below(keys);
            let at = model.iter().position(|(other, _)| *other == id);
            let found = place(heap, container, id);
            assert_eq!(matches!(found, Place::At(_)), at.is_some(), "turn {turn} key {id}");
            // Now and then mostly insertions, now and then mostly removals.
            let grows = random.below(10) < if turn / 300 % 2 == 0 { 7 } else { 3 };
            match (found, at) {
                (Place::At(position), Some(at)) if grows => {
                    set_value(heap, container, position, Value::small(turn));
                    model[at].1 = turn;
                }
                (Place::At(position), Some(at)) => {
                    let _ = remove(heap, container, position);
                    model.remove(at);
                }
                _ if grows => {
                    let key = key(heap, id);
                    insert(heap, container, &key, Value::small(turn)).unwrap();
                    model.push((id, turn));
                }
                _ => {}
            }
            match random.below(400) {
                0 => {
                    clear(heap, container);
                    model.clear();
                }
                1 => {
                    let other = block(heap, kind, &[Value::UNDEFINED]);
                    copy(heap, container, other.block()).unwrap();
                    heap.set_root(Root::Scratch2, other);
                }
                2 | 3 => while heap.compact_step(5000) == Progress::More {},
                4 => {
                    // The last one first, as `popitem` does.
                    while model.len() > 3 {
                        let table = Table::of(heap, container);
                        let last = table.previous(heap, table.used()).unwrap();
                        let _ = remove(heap, container, last);
                        model.pop();
                    }
                }
                5 => {
                    reserve(heap, container, random.below(20) + 1, false).unwrap();
                }
                _ => {}
            }
            let container = heap.root(Root::Scratch2).block();
            if turn % 16 == 0 {
                check(heap, container, &model);
            }
        }
    });
}

#[test]
fn tables_behave_as_the_model() {
    for kind in [Kind::Dict, Kind::Set] {
        for sorts in [2, 3, 6, SORTS] {
            for (seed, keys) in [6, 12, 40, 300].into_iter().enumerate() {
                run_program(kind, sorts, keys, seed as u64 + 1);
            }
        }
    }
}

#[test]
fn ten_interned_keys_take_96_bytes() {
    with_heap(|heap| {
        let dict = block(heap, Kind::Dict, &[Value::UNDEFINED]).block();
        for id in 0..SMALL {
            let key = make_key(heap, id * 2 + 1, 2);
            let key = Key::asked(heap, key, 0);
            insert(heap, dict, &key, Value::ZERO).unwrap();
        }
        assert_eq!(heap.size(dict) + heap.size(heap.block(dict, 1)), 96);
    });
}

#[test]
fn equal_numbers_are_one_key() {
    with_heap(|heap| {
        for extra in [0, 30] {
            let dict = block(heap, Kind::Dict, &[Value::UNDEFINED]).block();
            for int in 0..extra {
                let key = Key::asked(heap, Value::small(100 + int), 0);
                insert(heap, dict, &key, Value::ZERO).unwrap();
            }
            let one = float(heap, 1.0);
            let ways = [Value::small(1), Value::TRUE, one];
            for stored in ways {
                let key = Key::asked(heap, stored, 0);
                let position = insert(heap, dict, &key, Value::ZERO).unwrap();
                for wanted in ways {
                    let key = Key::asked(heap, wanted, 0);
                    assert_eq!(find(heap, dict, &key), Place::At(position));
                }
                let other = float(heap, 1.5);
                for wanted in [Value::ZERO, Value::FALSE, other] {
                    let key = Key::asked(heap, wanted, 0);
                    assert_eq!(find(heap, dict, &key), Place::Absent);
                }
                let _ = remove(heap, dict, position);
            }
        }
    });
}

#[test]
fn texts_and_names_are_one_key() {
    with_heap(|heap| {
        let dict = block(heap, Kind::Dict, &[Value::UNDEFINED]).block();
        let text = Value::reference(heap.alloc_str(b"late").unwrap());
        let key = Key::asked(heap, text, 0);
        let position = insert(heap, dict, &key, Value::ZERO).unwrap();
        let name = Value::name(heap.intern(b"late").unwrap());
        let key = Key::asked(heap, name, 0);
        assert_eq!(find(heap, dict, &key), Place::At(position));
        let _ = remove(heap, dict, position);
        let position = insert(heap, dict, &key, Value::ZERO).unwrap();
        let key = Key::asked(heap, text, 0);
        assert_eq!(find(heap, dict, &key), Place::At(position));
        assert_eq!(hash(heap, text), hash(heap, name));
    });
}

#[test]
fn stable_entries_stay_where_they_are() {
    with_heap(|heap| {
        let dict = block(heap, Kind::Dict, &[Value::UNDEFINED]).block();
        make_stable(heap, dict).unwrap();
        let mut names = Vec::new();
        for id in 0..100 {
            let name = heap.intern(std::format!("name{id}").as_bytes()).unwrap();
            names.push(name);
            assert_eq!(crate::vm::types::dict::slot(heap, dict, name).unwrap() as usize, id);
        }
        assert_eq!(Table::of(heap, dict).len(heap), 0);
        for (id, name) in names.iter().enumerate() {
            assert_eq!(crate::vm::types::dict::slot(heap, dict, *name).unwrap() as usize, id);
            crate::vm::types::dict::set_slot_value(heap, dict, id, Value::small(id as i32));
        }
        assert_eq!(Table::of(heap, dict).len(heap), 100);
        let Place::At(position) = find(heap, dict, &Key::name(names[50])) else { panic!() };
        let _ = remove(heap, dict, position);
        assert_eq!(Table::of(heap, dict).next(heap, 50), Some(51));
        assert_eq!(crate::vm::types::dict::slot(heap, dict, names[50]).unwrap(), 50);
    });
}

#[test]
fn a_miss_asks_only_beside_an_equal_hash() {
    with_heap(|heap| {
        let dict = block(heap, Kind::Dict, &[Value::UNDEFINED]).block();
        let asking = make_key(heap, 6, SORTS);
        assert_eq!(hash(heap, asking), Hash::Ask);
        let key = Key::asked(heap, asking, 42);
        insert(heap, dict, &key, Value::ZERO).unwrap();
        let other = make_key(heap, 6 + SORTS, SORTS);
        let other = Key::asked(heap, other, 41);
        assert_eq!(find(heap, dict, &other), Place::Absent);
        assert_eq!(find(heap, dict, &Key { hash: 42, ..other }), Place::Ask);
        assert_eq!(probe(heap, dict, 42, -1), Some(0));
        assert_eq!(probe(heap, dict, 42, 0), None);
        assert_eq!(probe(heap, dict, 43, -1), None);
    });
}
