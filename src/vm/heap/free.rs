//! Free space: the current hole, from which small blocks are cut, and rings of further holes by size.
//!
//! A bin holds the holes of one size (below [`EXACT`] granules) or of half an octave, in a ring. A request
//! takes a hole from the first bin whose every hole suffices, or finds one among the first few of its own bin.

use super::layout::{GRANULE, Header, Kind};
use super::memory::{FIRST, Memory};
use crate::vm::value::Ref;

/// From this size in granules on a bin holds holes of different sizes.
const EXACT: u32 = 16;
const BINS: usize = 40;
/// Holes looked at in a bin where some may be too small.
const LOOKED_AT: usize = 32;

/// The free space of a heap.
pub(super) struct Space {
    /// The next block of the current hole.
    pub hole: u32,
    /// Blocks are cut from the current hole up to here without further thought.
    pub limit: u32,
    /// The current hole's end.
    pub end: u32,
    /// The colour bits of blocks cut from the current hole.
    pub tint: u32,
    /// Granules in the bins.
    pub binned: u32,
    /// A bit for each bin with holes.
    filled: u64,
    /// A granule in each bin's ring, or 0.
    bins: [u16; BINS],
}

/// The bin of holes of a size.
fn bin_of(granules: u32) -> usize {
    if granules < EXACT {
        return granules as usize;
    }
    let log = granules.min(0xffff).ilog2();
    (EXACT + (log - 4) * 2 + (granules >> (log - 1) & 1)) as usize
}

impl Space {
    /// All of the arena is one hole.
    pub fn new(arena_end: u32) -> Space {
        Space { hole: FIRST, limit: FIRST, end: arena_end, tint: 0, binned: 0, filled: 0, bins: [0; BINS] }
    }

    /// Bytes left in the current hole.
    pub fn left(&self) -> u32 {
        self.end - self.hole
    }

    /// All free bytes.
    pub fn bytes(&self) -> u32 {
        self.left() + self.binned * GRANULE
    }

    /// Forgets all holes.
    pub fn forget(&mut self) {
        *self = Space { hole: 0, limit: 0, end: 0, tint: 0, binned: 0, filled: 0, bins: [0; BINS] };
    }

    /// Writes a free block and puts it into its bin, to be taken before the others of the ring.
    pub fn put_first(&mut self, memory: Memory, at: u32, granules: u32) {
        self.put_last(memory, at, granules);
        self.bins[bin_of(granules)] = (at / GRANULE) as u16;
    }

    /// Writes a free block and puts it into its bin, to be taken after the others of the ring.
    pub fn put_last(&mut self, memory: Memory, at: u32, granules: u32) {
        let (bin, granule) = (bin_of(granules), at / GRANULE);
        let (next, before) = match self.bins[bin] as u32 {
            0 => (granule, granule),
            first => (first, before(memory, first)),
        };
        memory.store(at, Header::new(Kind::Free, 0).with_link(next).0);
        memory.store(at + 4, granules << 16 | before);
        link_next(memory, before, granule);
        link_before(memory, next, granule);
        if next == granule {
            self.bins[bin] = granule as u16;
        }
        self.filled |= 1 << bin;
        self.binned += granules;
    }

    /// Takes a free block out of its bin.
    pub fn unlink(&mut self, memory: Memory, at: u32) {
        let granules = memory.load(at + 4) >> 16;
        let (bin, granule) = (bin_of(granules), at / GRANULE);
        let (next, before) = (Header(memory.load(at)).link(), before(memory, granule));
        if next == granule {
            self.bins[bin] = 0;
            self.filled &= !(1 << bin);
        } else {
            link_next(memory, before, next);
            link_before(memory, next, before);
            if self.bins[bin] as u32 == granule {
                self.bins[bin] = next as u16;
            }
        }
        self.binned = self.binned.saturating_sub(granules);
    }

    /// A hole of at least so many granules, as small as can be found in bounded time; it stays in its bin.
    pub fn find(&self, memory: Memory, granules: u32) -> Option<u32> {
        let own = bin_of(granules);
        if granules >= EXACT {
            let mut granule = self.bins[own] as u32;
            for _ in 0..LOOKED_AT {
                if granule == 0 || size_of_free(memory, granule * GRANULE) >= granules {
                    break;
                }
                granule = Header(memory.load(granule * GRANULE)).link();
                if granule == self.bins[own] as u32 {
                    granule = 0;
                }
            }
            if granule != 0 && size_of_free(memory, granule * GRANULE) >= granules {
                return Some(granule * GRANULE);
            }
        }
        let sufficient = if granules < EXACT { self.filled >> own } else { self.filled >> own >> 1 << 1 };
        if sufficient == 0 {
            return None;
        }
        Some(self.bins[own + sufficient.trailing_zeros() as usize] as u32 * GRANULE)
    }

    /// The largest hole in bytes; of the bins only the uppermost is searched, and only its first holes.
    pub fn largest(&self, memory: Memory) -> u32 {
        let mut largest = self.left();
        if self.filled != 0 {
            let bin = 63 - self.filled.leading_zeros() as usize;
            let mut granule = self.bins[bin] as u32;
            for _ in 0..LOOKED_AT {
                largest = largest.max(size_of_free(memory, granule * GRANULE) * GRANULE);
                granule = Header(memory.load(granule * GRANULE)).link();
            }
        }
        largest
    }
}

/// The size of a free block in granules.
pub(super) fn size_of_free(memory: Memory, at: u32) -> u32 {
    memory.word(Ref(at), 1) >> 16
}

fn before(memory: Memory, granule: u32) -> u32 {
    memory.load(granule * GRANULE + 4) & 0xffff
}

fn link_next(memory: Memory, granule: u32, next: u32) {
    let at = granule * GRANULE;
    memory.store(at, Header(memory.load(at)).with_link(next).0);
}

fn link_before(memory: Memory, granule: u32, before: u32) {
    let at = granule * GRANULE + 4;
    memory.store(at, memory.load(at) & 0xffff_0000 | before);
}
