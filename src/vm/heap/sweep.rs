//! Sweeping: in address order, what was not reached becomes free and is joined with the free space around it.

use super::Heap;
use super::Root;
use super::free::size_of_free;
use super::layout::{GRANULE, Header, Kind};
use crate::vm::value::{Ref, Value};

/// The word of a dead native object's block that links it to the next.
pub(super) const NEXT_DEAD: usize = 3;

impl Heap<'_> {
    /// Sweeps until the budget is spent or the arena's end is reached.
    #[inline(never)]
    pub(super) fn sweep_step(&mut self, fuel: &mut i32) {
        let mut at = self.cycle.sweep;
        let mut run = self.cycle.run;
        if run != 0 {
            self.take_free(run);
        }
        while *fuel > 0 && at < self.memory.limit() {
            (at, run) = self.sweep_white(at, run, fuel);
            if at >= self.memory.limit() {
                break;
            }
            *fuel -= 60;
            let start = at;
            let is_free = if self.is_hole(at) {
                at = self.space.end;
                self.sweep_hole(run);
                run = 0;
                continue;
            } else {
                self.sweep_block(&mut at, fuel)
            };
            if is_free && run == 0 {
                run = start;
            } else if !is_free {
                if run != 0 {
                    self.end_run(run, start);
                    *fuel -= 130;
                    run = 0;
                }
                at = self.sweep_black(at, fuel);
            }
        }
        self.cycle.sweep = at;
        self.cycle.run = if run != 0 { self.end_run(run, at).unwrap_or(0) } else { 0 };
        if at >= self.memory.limit() {
            self.end_sweeping();
        }
    }

    /// Passes small blocks that were not reached, up to something else: the way through most garbage. Gives where that
    /// is and where the free run that ends there starts.
    #[inline(always)]
    fn sweep_white(&self, at: u32, run: u32, fuel: &mut i32) -> (u32, u32) {
        let hole = if self.space.left() != 0 { self.space.hole } else { u32::MAX };
        let start = at;
        let mut at = at;
        let mut left = *fuel;
        while left > 0 && at != hole {
            let Some(granules) = Header(self.memory.load(at)).swept() else { break };
            at += granules * GRANULE;
            left -= 12;
        }
        *fuel = left;
        (at, if run == 0 && at != start { start } else { run })
    }

    /// Passes small blocks that were reached, or made since then.
    #[inline(always)]
    fn sweep_black(&self, at: u32, fuel: &mut i32) -> u32 {
        let hole = if self.space.left() != 0 { self.space.hole } else { u32::MAX };
        let mut at = at;
        let mut left = *fuel;
        while left > 0 && at != hole {
            let header = Header(self.memory.load(at));
            let Some(granules) = Header(header.0 ^ Header::BLACK).swept() else { break };
            self.memory.store(at, header.whitened().0);
            at += granules * GRANULE;
            left -= 16;
        }
        *fuel = left;
        at
    }

    /// Passes the current hole, which takes in the free run before it.
    fn sweep_hole(&mut self, run: u32) {
        if run != 0 {
            (self.space.hole, self.space.limit) = (run, run);
        }
        self.space.tint = 0;
    }

    /// Passes one block; true if it is free.
    fn sweep_block(&mut self, at: &mut u32, fuel: &mut i32) -> bool {
        let start = *at;
        let mut block = Ref(start);
        let mut header = self.memory.header(block);
        if header.is(Kind::Free) {
            *at += size_of_free(self.memory, start).max(1) * GRANULE;
            self.take_free(start);
            *fuel -= 110;
            return true;
        }
        if header.is(Kind::Large) {
            block = Ref(start + GRANULE);
            header = self.memory.header(block);
        }
        *at = block.0 + self.memory.granules(block, header) * GRANULE;
        if !header.is_white() {
            self.memory.store(block.0, header.whitened().0);
        } else if header.is_owner() {
            self.bury(block, header);
        } else {
            return true;
        }
        false
    }

    /// Turns an unreachable native object or future into a dead one, which lives until its Rust value has been dropped.
    /// What it refers to may be freed in this very sweep.
    fn bury(&mut self, block: Ref, header: Header) {
        let kind = if header.is(Kind::Native) { Kind::Dead } else { Kind::DeadFuture };
        let dead = header.whitened().0 & !63 | kind as u32;
        self.memory.store(block.0, dead);
        if self.memory.value(block, 1).is_ref() {
            self.set_raw(block, 1, Value::NONE.bits());
        }
        self.set_raw(block, NEXT_DEAD, self.root(Root::Dead).bits());
        self.set_root(Root::Dead, Value::reference(block));
    }

    /// Makes a free run a free block, or a part of the current hole if that ends where the run starts. Gives the free
    /// block that ends at the end.
    fn end_run(&mut self, run: u32, end: u32) -> Option<u32> {
        if run == self.space.end && self.space.left() != 0 {
            self.space.end = end;
            return None;
        }
        Some(self.space.put_last(self.memory, run, (end - run) / GRANULE))
    }
}
