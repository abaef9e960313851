//! An allocation fails only if the live bytes and it do not fit together, however the memory is torn.

use super::super::layout::Kind;
use super::super::page::ARENA_MAX;
use super::super::{Heap, Progress, Root};
use super::{Random, reachable_bytes, with_heap};
use crate::vm::value::Value;

/// Words of the blocks that are made, mixed.
const SIZES: [usize; 9] = [2, 3, 4, 7, 10, 16, 25, 60, 300];

/// Fills the memory with blocks of mixed sizes, of which about `kept` in a hundred stay reachable, evenly spread.
fn tear(heap: &mut Heap, kept: usize, random: &mut Random) {
    let mut last = Value::NONE;
    loop {
        let words = SIZES[random.below(SIZES.len())].max(3);
        let Ok(block) = heap.alloc(Kind::ListBuffer, words) else { return };
        if random.below(100) < kept {
            heap.init(block, 1, last);
            last = Value::reference(block);
            heap.set_root(Root::Scratch1, last);
        }
    }
}

fn make_room(heap: &mut Heap) -> bool {
    loop {
        if let Progress::Done(verdict) = heap.make_room(2000) {
            return verdict;
        }
    }
}

#[test]
fn the_largest_block_that_arithmetic_allows_is_placed() {
    for kb in [4, 16, 64, 256, 512] {
        for kept in [5, 50, 80, 95] {
            with_heap(kb * 1024, 0, |mut heap| {
                tear(&mut heap, kept, &mut Random(kb as u64 * 31 + kept as u64 + 1));
                let total = heap.report().total;
                // A block of 255 granules or more has one before it.
                let bytes = total - reachable_bytes(&heap) - 8;
                assert!(bytes < total, "{kb} KB: something is kept");
                let words = bytes / 4;
                if heap.alloc(Kind::ListBuffer, words).is_err() {
                    assert!(make_room(&mut heap), "{kb} KB, {kept} % kept: {bytes} bytes");
                    heap.alloc(Kind::ListBuffer, words).unwrap();
                }
                heap.verify().unwrap();
                assert!(heap.report().free <= 8);
            });
        }
    }
}

/// What a firmware's slice has beside the arena: the images' table, the attribute cache, the zeros below address 0.
#[test]
fn of_a_slice_at_most_six_in_a_hundred_are_no_arena() {
    for kb in [8, 16, 64, ARENA_MAX as usize / 1024] {
        with_heap(kb * 1024, 0, |heap| {
            let overhead = kb * 1024 - heap.report().total;
            assert!(overhead * 100 <= kb * 1024 * 6, "{kb} KB: {overhead} bytes");
        });
    }
}
