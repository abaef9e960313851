//! What lies where in the memory, for those who want to see it.

use super::free::size_of_free;
use super::layout::GRANULE;
use super::memory::FIRST;
use super::{Heap, Kind};
use crate::vm::value::Ref;

/// A block, or free space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its distance from the arena's start, in bytes.
    pub at: usize,
    /// Its size in bytes, all that belongs to it included.
    pub bytes: usize,
    /// What it is; free space is `Free`.
    pub kind: Kind,
}

impl Heap<'_> {
    /// Calls `f` for every piece of the arena in the order of addresses. While blocks move nothing can be said.
    pub fn each_piece(&self, mut f: impl FnMut(Piece)) {
        let mut at = FIRST;
        while at < self.memory.limit() && !self.is_moving() {
            let header = self.memory.header(Ref(at));
            let (kind, end) = if self.is_hole(at) {
                (Kind::Free, self.space.end)
            } else if header.is(Kind::Free) {
                (Kind::Free, at + size_of_free(self.memory, at).max(1) * GRANULE)
            } else {
                let block = at + header.is(Kind::Large) as u32 * GRANULE;
                let header = self.memory.header(Ref(block));
                (header.kind(), block + self.memory.granules(Ref(block), header) * GRANULE)
            };
            f(Piece { at: (at - FIRST) as usize, bytes: (end - at) as usize, kind });
            at = end;
        }
    }
}
