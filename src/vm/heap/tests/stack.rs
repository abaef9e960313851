//! The stack scan: frames are scanned once, and again when they have run.

use super::super::layout::Kind;
use super::super::{Heap, Progress, Root};
use super::with_heap;
use crate::vm::value::{Ref, Value};

/// A stack with frames of `size` registers; gives the block and the last frame's first register.
fn stack(heap: &mut Heap, frames: usize, size: usize) -> (Ref, usize) {
    let stack = heap.alloc(Kind::Stack, 4 + frames * (size + 3) + 100).unwrap();
    heap.set_root(Root::Stack, Value::reference(stack));
    let mut fp = 4;
    record(heap, stack, fp, 0);
    for _ in 1..frames {
        fp += size + 3;
        record(heap, stack, fp, size + 3);
    }
    heap.set_stack_top(fp as u32, (fp + size) as u32);
    (stack, fp)
}

fn record(heap: &mut Heap, stack: Ref, fp: usize, distance: usize) {
    heap.set_raw(stack, fp - 1, Value::len(distance).bits());
}

fn cell(heap: &mut Heap, int: i32) -> Value {
    let cell = heap.alloc(Kind::Cell, 2).unwrap();
    heap.init(cell, 1, Value::small(int));
    Value::reference(cell)
}

#[test]
fn what_any_frame_holds_stays() {
    with_heap(64 * 1024, 0, |mut heap| {
        let (stack, top) = stack(&mut heap, 300, 9);
        for index in 1..top + 9 {
            if (index as isize - 4).rem_euclid(12) < 9 {
                let cell = cell(&mut heap, index as i32);
                heap.set_raw(stack, index, cell.bits());
            }
        }
        for _ in 0..8 {
            while heap.collect_step(300) == Progress::More {}
            heap.verify().unwrap();
        }
        for index in 4..top + 9 {
            if (index as isize - 4).rem_euclid(12) < 9 {
                assert_eq!(heap.value(heap.value(stack, index).block(), 1), Value::small(index as i32));
            }
        }
    });
}

#[test]
fn a_frame_that_ran_again_is_scanned_again() {
    with_heap(32 * 1024, 0, |mut heap| {
        let (stack, top) = stack(&mut heap, 40, 9);
        for step in 0..12 {
            let mut fp = top;
            while heap.collect_step(200) == Progress::More {
                if fp > 4 + 12 * 3 {
                    // Returns twice, stores a new object in what runs then, and calls again.
                    fp -= 24;
                    let new = cell(&mut heap, step + fp as i32);
                    heap.set_raw(stack, fp + 2, new.bits());
                    fp += 12;
                    record(&mut heap, stack, fp, 12);
                    heap.set_stack_top(fp as u32, fp as u32 + 9);
                }
            }
            heap.verify().unwrap();
            assert_eq!(heap.value(heap.value(stack, fp - 12 + 2).block(), 1), Value::small(step + fp as i32 - 12));
            for again in (fp + 12..=top).step_by(12) {
                record(&mut heap, stack, again, 12);
            }
            heap.set_stack_top(top as u32, top as u32 + 9);
            for index in fp + 9..top + 9 {
                if (index as isize - 4).rem_euclid(12) < 9 {
                    heap.set_raw(stack, index, 1);
                }
            }
        }
    });
}

#[test]
fn stale_registers_do_not_survive_a_sweep() {
    with_heap(8192, 0, |mut heap| {
        let (stack, top) = stack(&mut heap, 2, 9);
        let cell = cell(&mut heap, 1);
        heap.set_raw(stack, top + 30, cell.bits());
        heap.collect_all();
        assert_eq!(heap.word(stack, top + 30), 0);
        let stale = heap.alloc(Kind::Cell, 2).unwrap();
        heap.set_raw(stack, top + 30, stale.0);
        while heap.compact_step(500) == Progress::More {}
        assert_eq!(heap.word(heap.root(Root::Stack).block(), top + 30), 0);
    });
}
