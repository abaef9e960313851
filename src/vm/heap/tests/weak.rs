//! What is known of objects without keeping them alive.

use super::super::layout::Kind;
use super::super::{Heap, Root};
use super::{Random, with_heap};
use crate::vm::raise::Stop;
use crate::vm::value::{Ref, Value};
use std::collections::{HashMap, HashSet};
use std::vec::Vec;

fn object(heap: &mut Heap, number: i32) -> Result<Ref, Stop> {
    let at = heap.alloc(Kind::Tuple, 3)?;
    heap.init(at, 1, Value::small(1));
    heap.init(at, 2, Value::small(number));
    Ok(at)
}

/// Two lists of as many places: objects, and nodes of weak references to objects.
fn places(heap: &mut Heap, count: usize) -> Ref {
    let all = heap.alloc(Kind::Tuple, 2 + 2 * count).unwrap();
    heap.init(all, 1, Value::len(2 * count));
    heap.set_root(Root::Scratch1, Value::reference(all));
    all
}

#[test]
fn identities_stay_and_references_end_with_their_objects() {
    const COUNT: usize = 40;
    for seed in 1..30 {
        with_heap(12 * 1024, 0, |mut heap| {
            let mut random = Random(seed * 77_777);
            places(&mut heap, COUNT);
            let mut identities: HashMap<usize, i32> = HashMap::new();
            let mut numbers = [0; COUNT];
            for round in 1..3000 {
                let all = heap.root(Root::Scratch1).block();
                let place = random.below(COUNT);
                match random.below(9) {
                    0 | 1 => {
                        if let Ok(made) = object(&mut heap, round) {
                            heap.set(all, 2 + place, Value::reference(made));
                            numbers[place] = round;
                            identities.remove(&place);
                        }
                    }
                    2 => {
                        heap.set(all, 2 + place, Value::UNDEFINED);
                        identities.remove(&place);
                    }
                    3 => {
                        let at = heap.block(all, 2 + place);
                        if at.is_some()
                            && let Ok(identity) = heap.identity(at)
                        {
                            assert_eq!(*identities.entry(place).or_insert(identity), identity);
                        }
                    }
                    4 => {
                        let at = heap.value(all, 2 + place);
                        if at.is_ref()
                            && let Ok(node) = heap.alloc_weak(at, Value::TRUE, Value::NONE)
                        {
                            heap.set(all, 2 + COUNT + random.below(COUNT), Value::reference(node));
                        }
                    }
                    5 => {
                        let node = heap.block(all, 2 + COUNT + place);
                        if node.is_some()
                            && let Some(found) = heap.weak_object(node)
                        {
                            // It is alive from now on.
                            let number = heap.value(found.block(), 2).small_int();
                            let at = random.below(COUNT);
                            heap.set(all, 2 + at, found);
                            numbers[at] = number;
                            identities.remove(&at);
                        }
                    }
                    6 => {
                        let _ = heap.compact_step(u32::MAX);
                        while heap.is_moving() {
                            let _ = heap.compact_step(300);
                        }
                    }
                    _ => {
                        let _ = heap.collect_step(300);
                    }
                }
                heap.verify().unwrap();
            }
            let all = heap.root(Root::Scratch1).block();
            for (place, number) in numbers.iter().enumerate() {
                let at = heap.block(all, 2 + place);
                assert!(!at.is_some() || heap.value(at, 2) == Value::small(*number));
            }
            let mut unlike: HashMap<u32, i32> = HashMap::new();
            for place in 0..COUNT {
                let at = heap.block(all, 2 + place);
                if at.is_some()
                    && let Ok(identity) = heap.identity(at)
                {
                    unlike.insert(at.0, identity);
                }
            }
            let numbers: HashSet<_> = unlike.values().collect();
            assert_eq!(numbers.len(), unlike.len());
            for place in 0..COUNT {
                heap.set(all, 2 + place, Value::UNDEFINED);
            }
            heap.collect_all();
            heap.collect_all();
            for place in 0..COUNT {
                let node = heap.block(all, 2 + COUNT + place);
                assert!(!node.is_some() || heap.weak_object(node).is_none());
            }
        });
    }
}

#[test]
fn what_is_to_be_finalized_is_due_once_with_all_it_refers_to() {
    for seed in 1..30 {
        with_heap(8 * 1024, 0, |mut heap| {
            let mut random = Random(seed * 99_991);
            places(&mut heap, 8);
            let (mut made, mut due) = (Vec::new(), Vec::new());
            for round in 0..2000 {
                let all = heap.root(Root::Scratch1).block();
                match random.below(6) {
                    0 => {
                        let part = object(&mut heap, round);
                        if let (Ok(part), Ok(whole)) = (part, object(&mut heap, round)) {
                            heap.init(whole, 2, Value::reference(part));
                            if heap.enter_finalizer(whole).is_ok() {
                                made.push(round);
                                heap.set(all, 2 + random.below(8), Value::reference(whole));
                            }
                        }
                    }
                    1 => heap.set(all, 2 + random.below(8), Value::UNDEFINED),
                    2 => {
                        if let Some((callback, object)) = heap.next_due() {
                            assert_eq!(callback, Value::NONE);
                            let part = heap.block(object.block(), 2);
                            due.push(heap.value(part, 2).small_int());
                        }
                    }
                    3 => while !heap.is_moving() && heap.compact_step(300) == super::super::Progress::More {},
                    _ => {
                        let _ = heap.collect_step(250);
                    }
                }
                while heap.is_moving() {
                    let _ = heap.compact_step(300);
                }
                heap.verify().unwrap();
            }
            let all = heap.root(Root::Scratch1).block();
            for place in 0..8 {
                heap.set(all, 2 + place, Value::UNDEFINED);
            }
            heap.collect_all();
            heap.collect_all();
            while let Some((_, object)) = heap.next_due() {
                let part = heap.block(object.block(), 2);
                due.push(heap.value(part, 2).small_int());
            }
            due.sort();
            assert_eq!(made, due);
        });
    }
}
