//! The memory room's tests: `model` runs a random program beside a model of the heap, the others make one claim each.

extern crate std;

mod barrier;
mod blocks;
mod fragmentation;
mod model;
mod names;
mod pacing;
mod program;
mod room;
mod stack;
mod weak;

use super::Heap;
use super::layout::Kind;
use crate::vm::value::{Ref, Value};
use std::collections::HashSet;
use std::vec::Vec;

/// A small generator of numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound.max(1)
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}

/// A slice that the heap may claim, `skew` bytes off its alignment.
fn with_heap<R>(bytes: usize, skew: usize, run: impl FnOnce(Heap) -> R) -> R {
    let mut words = std::vec![0u64; bytes / 8 + 2];
    words.fill(0xa5a5_a5a5_a5a5_a5a5);
    let (_, slice, _) = unsafe { words.align_to_mut::<u8>() };
    run(Heap::claim(&mut slice[skew..skew + bytes]).unwrap())
}

/// Every block that can be reached from the roots, the running part of the stack included.
fn reachable(heap: &Heap) -> HashSet<u32> {
    let mut found = HashSet::new();
    let mut open: Vec<Value> = heap.roots.to_vec();
    while let Some(value) = open.pop() {
        let at = value.as_name().map_or(value.block(), |name| heap.name_block(name));
        if !heap.memory.holds(at.0) || !found.insert(at.0) {
            continue;
        }
        let header = heap.header(at);
        let used = heap.used_slots(at);
        let slots = if header.is(Kind::Stack) { 1..used } else { heap.memory.values(at, header) };
        open.extend(slots.map(|index| heap.value(at, index)));
    }
    found
}

/// Bytes of blocks that can be reached.
fn reachable_bytes(heap: &Heap) -> usize {
    let total = |at: &u32| {
        let at = Ref(*at);
        heap.size(at) + heap.memory.granules_before(heap.header(at)) as usize * 8
    };
    reachable(heap).iter().map(total).sum()
}
