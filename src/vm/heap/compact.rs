//! Compaction: all blocks slide to the arena's start in their order, in three passes that can be interrupted.
//! The links in the headers hold the new places. Blocks are white, and nothing else runs. Futures stay where they are;
//! the gap before one becomes a free block.

use super::Heap;
use super::collect::Phase;
use super::free::size_of_free;
use super::layout::{GRANULE, Header, Kind};
use super::memory::FIRST;
use crate::vm::value::{Ref, Value};

/// Words updated or moved without looking at the budget.
const PORTION: usize = 64;

/// A block in address order, or free space.
struct Step {
    /// The block; `Ref::NONE`: free space.
    block: Ref,
    /// All its granules.
    granules: u32,
}

impl Heap<'_> {
    /// From idleness to compaction.
    pub(super) fn begin_compaction(&mut self) {
        self.close_hole();
        self.space.forget();
        self.flush_cache();
        self.cycle.phase = Phase::Assign;
        self.cycle.bases.clear();
        self.rewind();
    }

    fn rewind(&mut self) {
        self.cycle.sweep = FIRST;
        self.cycle.place = FIRST;
        self.cycle.part = 0;
        self.cycle.moving = 0;
        self.cycle.below = 0;
    }

    /// What stands at an address where a block starts.
    #[inline(always)]
    fn step_at(&self, at: u32) -> Step {
        let header = self.memory.header(Ref(at));
        if header.is_plain() {
            return Step { block: Ref(at), granules: header.size() };
        }
        self.rare_step_at(at, header)
    }

    #[inline(never)]
    fn rare_step_at(&self, at: u32, header: Header) -> Step {
        if header.is(Kind::Free) {
            return Step { block: Ref::NONE, granules: size_of_free(self.memory, at).max(1) };
        }
        let before = header.is(Kind::Large) as u32;
        let block = Ref(at + before * GRANULE);
        Step { block, granules: self.memory.granules(block, self.memory.header(block)) + before }
    }

    /// First pass: chooses the new places.
    #[inline(never)]
    pub(super) fn assign_step(&mut self, fuel: &mut i32) {
        while *fuel > 0 && self.cycle.sweep < self.memory.limit() {
            let Step { block, granules } = self.step_at(self.cycle.sweep);
            if block.is_some() {
                if self.memory.header(block).is_pinned() {
                    self.cycle.place = self.cycle.sweep;
                }
                let (link, mark) = self.cycle.bases.link(block.0, self.cycle.place + block.0 - self.cycle.sweep);
                self.memory.store(block.0, self.memory.header(block).with_link(link).0 | mark);
                self.cycle.place += granules * GRANULE;
            }
            self.cycle.sweep += granules * GRANULE;
            *fuel -= 55;
        }
        if self.cycle.sweep >= self.memory.limit() {
            self.rewind();
            self.cycle.phase = Phase::Update;
        }
    }

    /// Second pass: changes the references.
    #[inline(never)]
    pub(super) fn update_step(&mut self, fuel: &mut i32) {
        while *fuel > 0 && self.cycle.sweep < self.memory.limit() {
            let Step { block, granules } = self.step_at(self.cycle.sweep);
            *fuel -= 90;
            if !block.is_some() || self.update_portion(block, fuel) {
                self.cycle.sweep += granules * GRANULE;
                self.cycle.part = 0;
            }
        }
        if self.cycle.sweep >= self.memory.limit() {
            for index in 0..self.roots.len() {
                self.roots[index] = self.forward(self.roots[index]);
            }
            self.forward_notes();
            *fuel -= 10 * self.roots.len() as i32;
            self.rewind();
            self.cycle.phase = Phase::Slide;
        }
    }

    /// Changes the references in the next words of a block. True if it is done.
    fn update_portion(&mut self, block: Ref, fuel: &mut i32) -> bool {
        let header = self.memory.header(block);
        let values = match header.kind() {
            Kind::Stack => 1..self.used_slots(block),
            Kind::Names => self.name_blocks(block),
            Kind::Weak => self.weak_words(block),
            Kind::WeakNode => 1..4,
            _ => self.memory.values(block, header),
        };
        let start = values.start.max(self.cycle.part);
        let end = values.end.min(start + PORTION);
        for word in self.memory.cells(block, start, end.saturating_sub(start)) {
            word.set(self.forward(Value::from_bits(word.get())).bits());
        }
        *fuel -= 17 * end.saturating_sub(start) as i32;
        self.cycle.part = end;
        if end < values.end {
            return false;
        }
        if header.is(Kind::Stack) {
            self.memory.clear(block.0 + values.end.max(1) as u32 * 4, block.0 + self.size(block) as u32);
            *fuel -= (self.size(block) / 4 - values.end) as i32;
        }
        true
    }

    /// A value after the move.
    #[inline(always)]
    pub(super) fn forward(&self, value: Value) -> Value {
        let at = value.block();
        if !self.memory.holds(at.0) {
            return value;
        }
        Value::reference(Ref(self.cycle.bases.place(at.0, self.memory.header(at))))
    }

    /// Third pass: moves the blocks.
    #[inline(never)]
    pub(super) fn slide_step(&mut self, fuel: &mut i32) {
        while *fuel > 0 && self.cycle.sweep < self.memory.limit() {
            if self.cycle.moving == 0 {
                let Step { block, granules } = self.step_at(self.cycle.sweep);
                *fuel -= 60;
                if !block.is_some() {
                    self.cycle.sweep += granules * GRANULE;
                    continue;
                }
                if self.memory.header(block).is_pinned() {
                    self.leave_gap();
                }
                self.memory.store(block.0, self.memory.header(block).whitened().0);
                self.cycle.moving = granules;
            }
            self.move_portion(fuel);
        }
        if self.cycle.sweep >= self.memory.limit() {
            self.end_compaction();
        }
    }

    /// Frees what lies between the blocks moved so far and the one at `sweep`, which stays.
    fn leave_gap(&mut self) {
        let (start, end) = (self.cycle.place, self.cycle.sweep);
        if start < end {
            let last = self.space.put_last(self.memory, start, (end - start) / GRANULE);
            self.cycle.place = end;
            if self.cycle.below == 0 || self.starts_wanted(end) {
                self.cycle.below = last;
            }
        }
    }

    /// Moves the next words of the block at `sweep` to `place`.
    fn move_portion(&mut self, fuel: &mut i32) {
        let words = self.cycle.moving as usize * 2;
        let (from, to) = (self.cycle.sweep, self.cycle.place);
        let start = self.cycle.part;
        let end = if from == to { words } else { words.min(start + PORTION) };
        if from != to {
            self.memory.copy_words(from + start as u32 * 4, to + start as u32 * 4, end - start);
            *fuel -= 50 + 5 * (end - start) as i32;
        }
        self.cycle.part = end;
        if end == words {
            self.cycle.sweep += self.cycle.moving * GRANULE;
            self.cycle.place += self.cycle.moving * GRANULE;
            self.cycle.moving = 0;
            self.cycle.part = 0;
        }
    }

    /// What lies behind the last block is the current hole, unless there is nothing, or the gap before a workspace is
    /// what is wanted.
    fn end_compaction(&mut self) {
        self.cycle.phase = Phase::Idle;
        self.cycle.compactions = self.cycle.compactions.wrapping_add(1);
        let (place, below, limit) = (self.cycle.place, self.cycle.below, self.memory.limit());
        let end = below + size_of_free(self.memory, below) * GRANULE;
        if below == 0 || place < limit && !self.starts_wanted(end) {
            return self.open_hole(place, limit);
        }
        if place < limit {
            self.space.put_last(self.memory, place, (limit - place) / GRANULE);
        }
        self.take_free(below);
        self.open_hole(below, end);
    }
}
