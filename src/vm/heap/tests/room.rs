//! Making room: collection, compaction, dead native objects.

use super::super::layout::Kind;
use super::super::{Heap, Progress, Root};
use super::{reachable, with_heap};
use crate::vm::value::Value;

fn make_room(heap: &mut Heap) -> bool {
    loop {
        match heap.make_room(1000) {
            Progress::More => heap.verify().unwrap(),
            Progress::Done(verdict) => return verdict,
        }
    }
}

/// Fills the heap with cells of which a list keeps every second one.
fn fill_with_holes(heap: &mut Heap) {
    let mut last = Value::NONE;
    let mut keep = false;
    while let Ok(cell) = heap.alloc(Kind::BoundMethod, 4) {
        heap.init(cell, 1, last);
        heap.init(cell, 2, Value::small(cell.0 as i32));
        keep = !keep;
        if keep {
            last = Value::reference(cell);
            heap.set_root(Root::Scratch1, last);
        }
    }
}

#[test]
fn scattered_free_space_is_joined() {
    with_heap(64 * 1024, 0, |mut heap| {
        fill_with_holes(&mut heap);
        let before = reachable(&heap).len();
        assert!(heap.alloc(Kind::ListBuffer, 4000).is_err());
        assert!(make_room(&mut heap));
        assert_eq!(heap.report().compactions, 1);
        assert_eq!(heap.moves(), 1);
        heap.verify().unwrap();
        assert_eq!(reachable(&heap).len(), before);
        assert!(heap.alloc(Kind::ListBuffer, 4000).is_ok());
    });
}

#[test]
fn small_holes_are_used_before_anything_is_moved() {
    with_heap(64 * 1024, 0, |mut heap| {
        fill_with_holes(&mut heap);
        heap.collect_all();
        let free = heap.report().free;
        let mut placed = 0;
        while heap.alloc(Kind::BoundMethod, 3).is_ok() {
            placed += 16;
        }
        assert!(placed + 16 > free, "{placed} of {free}");
        assert_eq!(heap.moves(), 0);
    });
}

#[test]
fn garbage_of_a_running_cycle_is_found_by_the_next() {
    with_heap(16 * 1024, 0, |mut heap| {
        let list = heap.alloc(Kind::ListBuffer, 3000).unwrap();
        heap.set_root(Root::Scratch1, Value::reference(list));
        heap.collect_step(2000);
        heap.set_root(Root::Scratch1, Value::NONE);
        assert!(heap.alloc(Kind::ListBuffer, 3000).is_err());
        assert!(make_room(&mut heap));
        assert!(heap.alloc(Kind::ListBuffer, 3000).is_ok());
    });
}

#[test]
fn when_all_is_alive_there_is_no_room() {
    with_heap(16 * 1024, 0, |mut heap| {
        let list = heap.alloc(Kind::ListBuffer, 3000).unwrap();
        heap.set_root(Root::Scratch1, Value::reference(list));
        assert!(heap.alloc(Kind::ListBuffer, 3000).is_err());
        assert!(!make_room(&mut heap));
        assert!(heap.alloc(Kind::ListBuffer, 300).is_ok());
    });
}

#[test]
fn want_more_asks_for_what_the_instruction_took_before() {
    with_heap(16 * 1024, 0, |mut heap| {
        let free = heap.report().free;
        assert!(heap.alloc(Kind::ListBuffer, free / 4).is_err());
        assert!(!make_room(&mut heap));
        for _ in 0..3 {
            heap.alloc(Kind::ListBuffer, 2500).unwrap();
            assert!(heap.alloc(Kind::ListBuffer, 2500).is_err());
            assert_eq!(heap.wanted, 10_008);
            heap.want_more();
            assert_eq!(heap.wanted, 20_016);
            heap.wanted = 10_008;
            assert!(make_room(&mut heap));
            heap.wanted = 8;
            assert!(make_room(&mut heap));
        }
    });
}

#[test]
fn dead_native_objects_are_reported_once() {
    with_heap(16 * 1024, 0, |mut heap| {
        let kept = heap.alloc(Kind::Native, 4).unwrap();
        heap.set_root(Root::Scratch1, Value::reference(kept));
        for index in 0..10 {
            let class = heap.alloc(Kind::Class, 9).unwrap();
            let native = heap.alloc(Kind::Native, 4).unwrap();
            heap.init(native, 1, Value::reference(class));
            heap.init(native, 2, Value::small(index));
        }
        heap.collect_all();
        heap.verify().unwrap();
        heap.collect_all();
        while heap.compact_step(300) == Progress::More {}
        heap.verify().unwrap();
        let mut sum = 0;
        while let Some(dead) = heap.next_dead() {
            sum += heap.value(dead, 2).small_int();
            heap.free_now(dead);
            heap.verify().unwrap();
        }
        assert_eq!(sum, 45);
        assert_eq!(heap.report().live, 16);
    });
}
