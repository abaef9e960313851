//! The workspace: a block that grows at its front, so that it can grow while smaller blocks that stay are made.
//!
//! It lies at the upper end of a hole, from whose lower end other blocks are cut; compaction leaves it where it is. Who has
//! one moves what is in it.

use super::Heap;
use super::layout::{GRANULE, Header, Kind, LARGE};
use crate::vm::raise::Stop;
use crate::vm::value::Ref;

impl Heap<'_> {
    /// Makes a workspace of so many words.
    pub fn alloc_workspace(&mut self, words: usize) -> Result<Ref, Stop> {
        self.alloc_pinned(Kind::Workspace, words)
    }

    /// Says that a workspace is to have so many words, for which there was no room.
    pub fn want_workspace(&mut self, at: Ref, words: usize) {
        self.wanted = (words.div_ceil(2) + 1) * GRANULE as usize - self.size(at).min(words * 4);
        self.wanted_below = at;
    }

    /// Where a block starts, the granule with its size included.
    fn start_of(&self, at: Ref) -> u32 {
        at.0 - self.memory.granules_before(self.header(at)) * GRANULE
    }

    /// True if nothing lies behind a block.
    pub fn is_at_end(&self, at: Ref) -> bool {
        at.0 as usize + self.size(at) == self.memory.limit() as usize
    }

    /// True if the workspace before which there must be room starts at an address.
    pub(super) fn starts_wanted(&self, start: u32) -> bool {
        self.wanted_below.is_some() && self.start_of(self.wanted_below) == start
    }

    /// True if the collector holds the block by its address.
    fn is_held(&self, at: Ref) -> bool {
        self.header(at).0 & Header::GRAY != 0 || self.is_half_scanned(at) || self.is_moving()
    }

    /// Lets a workspace start further down, so that it has `words` words. What was in it is where it was: behind the new
    /// words. `None` if what lies before it is no hole of that size.
    pub fn grow_workspace(&mut self, at: Ref, words: usize) -> Option<Ref> {
        let (old, new) = (self.size(at) as u32 / GRANULE, words.div_ceil(2));
        if new <= old as usize {
            return Some(at);
        }
        let total = new + usize::from(new >= LARGE as usize);
        let (start, end) = (self.start_of(at), at.0 + old * GRANULE);
        let new_start = end.checked_sub(u32::try_from(total).ok()?.checked_mul(GRANULE)?)?;
        let bytes = start.checked_sub(new_start)?;
        if new > 1 << 15 || self.is_held(at) || start != self.space.end || bytes > self.space.left() {
            return None;
        }
        if !self.may_allocate() {
            return None;
        }
        self.space.end = new_start;
        self.space.limit = self.space.limit.min(new_start);
        self.charge(bytes);
        if self.cycle.sweep == start {
            self.cycle.sweep = new_start;
        }
        Some(self.start_workspace(at, end, new as u32))
    }

    /// Lets a workspace start further up, so that it has `words` words: the first ones are free. Gives the block.
    pub fn shrink_workspace(&mut self, at: Ref, words: usize) -> Ref {
        let (old, new) = (self.size(at) as u32 / GRANULE, words.div_ceil(2).max(1));
        let (start, end) = (self.start_of(at), at.0 + old * GRANULE);
        if new >= old as usize || self.is_held(at) {
            return at;
        }
        let at = self.start_workspace(at, end, new as u32);
        self.free_before(start, self.start_of(at));
        at
    }

    /// Gives a workspace back.
    pub fn free_workspace(&mut self, at: Ref) {
        if !self.memory.holds(at.0) || !self.header(at).is(Kind::Workspace) {
            return;
        }
        if self.is_held(at) {
            return self.free_now(at);
        }
        self.free_before(self.start_of(at), at.0 + self.size(at) as u32);
    }

    /// Writes the header of a workspace that ends where it ended.
    fn start_workspace(&mut self, at: Ref, end: u32, granules: u32) -> Ref {
        let color = self.header(at).0 & Header::COLOR;
        let (count, new) = (self.word(at, 1), end - granules * GRANULE);
        if granules >= LARGE {
            self.memory.store(new - GRANULE, Header::new(Kind::Large, 1).0);
            self.memory.store(new - 4, granules);
        }
        self.memory.store(new, Header::new(Kind::Workspace, granules.min(LARGE) as u8).0 | color);
        self.memory.store(new + 4, count);
        Ref(new)
    }

    /// Copies words of a workspace to another or inside it, as `memmove` does.
    pub fn move_words(&mut self, from: Ref, from_index: usize, to: Ref, to_index: usize, count: usize) {
        let (source, target) = (from.0 + from_index as u32 * 4, to.0 + to_index as u32 * 4);
        self.memory.copy_words(source, target, count);
        // Not all of them are values, so that they cannot be shaded one by one.
        if self.header(to).is_black() && (from != to || self.is_half_scanned(to)) {
            self.touch(to);
        }
    }

    /// Makes the space before a block free: a part of the current hole if that ends there. The free run before the
    /// collector's place ends there still.
    fn free_before(&mut self, start: u32, end: u32) {
        if end <= start {
            return;
        }
        if self.space.end != start || self.space.left() == 0 {
            return self.give_back(start, (end - start) / GRANULE);
        }
        self.credit(end - start);
        self.space.end = end;
        if self.cycle.sweep == start {
            self.cycle.sweep = end;
        }
    }
}
