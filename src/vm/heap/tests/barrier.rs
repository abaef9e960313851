//! What the program does between two steps of the collector must not escape it.

use super::super::collect::Phase;
use super::super::layout::Kind;
use super::super::{Heap, Progress, Root};
use super::with_heap;
use crate::vm::value::{Ref, Value};

/// A list that only `Scratch1` knows, filled with new cells.
fn list_of_cells(heap: &mut Heap, count: usize) -> Ref {
    let list = heap.alloc(Kind::ListBuffer, count + 1).unwrap();
    for index in 1..=count {
        let cell = heap.alloc(Kind::Cell, 2).unwrap();
        heap.init(list, index, Value::reference(cell));
    }
    list
}

fn finish(heap: &mut Heap) {
    while heap.collect_step(200) == Progress::More {
        heap.verify().unwrap();
    }
    heap.verify().unwrap();
}

#[test]
fn what_is_copied_into_a_black_block_stays() {
    for (count, steps) in [(5, 3), (60, 3), (60, 12), (300, 40)] {
        with_heap(64 * 1024, 0, |mut heap| {
            let black = heap.alloc(Kind::ListBuffer, count + 1).unwrap();
            heap.set_root(Root::Scratch1, Value::reference(black));
            for _ in 0..steps {
                heap.collect_step(200);
            }
            let white = list_of_cells(&mut heap, count);
            heap.copy_values(white, 1, black, 1, count);
            heap.verify().unwrap();
            finish(&mut heap);
            assert_eq!(heap.kind(heap.block(black, count)), Kind::Cell);
        });
    }
}

#[test]
fn what_is_moved_inside_a_half_scanned_block_stays() {
    with_heap(64 * 1024, 0, |mut heap| {
        let list = list_of_cells(&mut heap, 600);
        heap.set_root(Root::Scratch1, Value::reference(list));
        for round in 0..80 {
            heap.collect_step(200);
            // From the end, which is scanned last, to the start, once each.
            let (from, to) = (600 - 7 * round, 1 + 7 * round);
            if from > to + 7 {
                heap.copy_values(list, from - 6, list, to, 7);
                (0..7).for_each(|index| heap.set(list, from - index, Value::NONE));
            }
            heap.verify().unwrap();
        }
        finish(&mut heap);
    });
}

#[test]
fn the_cache_knows_nothing_dead_when_a_sweep_begins() {
    with_heap(16 * 1024, 0, |mut heap| {
        let list = list_of_cells(&mut heap, 300);
        heap.set_root(Root::Scratch1, Value::reference(list));
        let dead = heap.alloc(Kind::Tuple, 2).unwrap();
        let (alive, dies) = (heap.cache_entry(240), heap.cache_entry(248));
        for (entry, class, result) in [(alive, list, 77 << 3 | 4), (dies, list, dead.0)] {
            entry[0].set(class.0 << 13 | 1);
            entry[1].set(result);
        }
        while heap.cycle.phase != Phase::Sweep {
            heap.collect_step(200);
        }
        assert_eq!((alive[0].get(), dies[0].get()), (list.0 << 13 | 1, 0));
    });
}

#[test]
fn a_block_right_before_the_sweep_may_be_given_back() {
    with_heap(16 * 1024, 0, |mut heap| {
        for _ in 0..4 {
            let list = heap.alloc(Kind::ListBuffer, 300).unwrap();
            heap.set_root(Root::Scratch1, Value::reference(list));
            for index in 1..300 {
                let cell = heap.alloc(Kind::Tuple, 2 + index % 5).unwrap();
                if index % 3 != 0 {
                    heap.set(list, index, Value::reference(cell));
                }
            }
            let mut given = 0;
            heap.collect_step(200);
            while heap.collect_step(200) == Progress::More {
                let before = (1..300).find(|index| {
                    let cell = heap.block(list, *index);
                    cell.is_some() && cell.0 + heap.size(cell) as u32 == heap.cycle.sweep
                });
                if let Some(index) = before {
                    let cell = heap.block(list, index);
                    heap.set(list, index, Value::NONE);
                    heap.free_now(cell);
                    given += 1;
                }
                heap.verify().unwrap();
            }
            assert!(given > 5, "{given}");
            finish(&mut heap);
            heap.collect_all();
            assert_eq!(heap.report().live, super::reachable_bytes(&heap));
        }
    });
}

#[test]
fn a_half_scanned_block_that_is_given_back_is_not_scanned_on() {
    with_heap(64 * 1024, 0, |mut heap| {
        // Of more than 254 granules: it starts one granule behind what is given back.
        let list = list_of_cells(&mut heap, 600);
        heap.set_root(Root::Scratch1, Value::reference(list));
        while !heap.is_half_scanned(list) {
            heap.collect_step(200);
        }
        heap.free_now(list);
        heap.set_root(Root::Scratch1, Value::NONE);
        assert!(!heap.is_half_scanned(list));
        // What lies there now looks like a block full of references.
        let text = heap.alloc_bytes(Kind::Bytes, 2000).unwrap();
        heap.set_root(Root::Scratch1, Value::reference(text));
        for index in 2..500 {
            heap.set_raw(
                text,
                index,
                if index == 2 { u32::from(Kind::ListBuffer as u8) | 200 << 8 } else { text.0 + 64 },
            );
        }
        finish(&mut heap);
        assert!((3..500).all(|index| heap.word(text, index) == text.0 + 64));
    });
}
