//! Steps are short, and a cycle ends before memory does.

use super::super::layout::Kind;
use super::super::{Heap, Progress, Root};
use super::with_heap;
use crate::vm::value::Value;

/// Small garbage and a list of pairs that is replaced bit by bit; the collector runs when it is due.
fn churn(heap: &mut Heap, live: usize, rounds: usize) -> usize {
    let list = heap.alloc(Kind::ListBuffer, live + 1).unwrap();
    heap.set_root(Root::Scratch1, Value::reference(list));
    let mut failures = 0;
    for round in 0..rounds {
        let Ok(pair) = heap.alloc(Kind::BoundMethod, 3) else {
            failures += 1;
            while heap.make_room(2000) == Progress::More {}
            continue;
        };
        heap.init(pair, 1, Value::small(round as i32));
        if round % 3 == 0 {
            heap.set(heap.root(Root::Scratch1).block(), 1 + round * 7919 % live, Value::reference(pair));
        }
        if heap.debt > 0 {
            heap.collect_step(2000);
        }
    }
    failures
}

#[test]
fn a_cycle_ends_before_memory_does() {
    for kb in [8, 16, 64, 256, 512] {
        with_heap(kb * 1024, 0, |mut heap| {
            let live = heap.report().total / 20 / 2;
            assert_eq!(churn(&mut heap, live, 200_000), 0, "{kb} KB");
            assert!(heap.report().collections > 2);
            heap.verify().unwrap();
        });
    }
}

#[test]
fn no_step_is_long() {
    for kb in [16, 64, 256, 512] {
        with_heap(kb * 1024, 0, |mut heap| {
            let live = heap.report().total / 20 / 2;
            churn(&mut heap, live, 100_000);
            while heap.compact_step(2000) == Progress::More {}
            assert!(heap.report().worst_step < 3500, "{kb} KB: {}", heap.report().worst_step);
        });
    }
}
