//! Free space: the current hole, from which small blocks are cut, and rings of further holes by size.
//!
//! A bin holds the holes of one size (below [`EXACT`] granules) or of half an octave, in a ring. A request
//! takes a hole from the first bin whose every hole suffices, or finds one among the first few of its own bin.

use super::layout::{GRANULE, Header, Kind};
use super::memory::{FIRST, Memory};
use super::page::{PAGES, RUN_MAX, address_of, number_of, page_of};
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
    /// A bit for each bin of a page with holes.
    filled: [u64; PAGES],
    /// The number of a granule in the ring of each bin of a page, or 0.
    bins: [[u16; BINS]; PAGES],
}

/// The bin of holes of a size.
fn bin_of(granules: u32) -> usize {
    if granules < EXACT {
        return granules as usize;
    }
    let granules = granules.min(0xffff);
    let log = granules.ilog2();
    (EXACT + (log - 4) * 2 + (granules >> (log - 1) & 1)) as usize
}

impl Space {
    /// All of the arena is one hole.
    pub fn new(arena_end: u32) -> Space {
        Space {
            hole: FIRST,
            limit: FIRST,
            end: arena_end,
            tint: 0,
            binned: 0,
            filled: [0; PAGES],
            bins: [[0; BINS]; PAGES],
        }
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
        *self = Space { hole: 0, limit: 0, end: 0, tint: 0, binned: 0, filled: [0; PAGES], bins: [[0; BINS]; PAGES] };
    }

    /// Writes a free block and puts it into its bin, to be taken before the others of the ring. What is too long for one
    /// block becomes several.
    pub fn put_first(&mut self, memory: Memory, at: u32, granules: u32) {
        let at = self.put_pieces(memory, at, granules);
        let granules = size_of_free(memory, at);
        self.bins[page_of(at)][bin_of(granules)] = number_of(at) as u16;
    }

    /// As `put_first`, to be taken after the others of the ring. Gives the last block.
    pub fn put_last(&mut self, memory: Memory, at: u32, granules: u32) -> u32 {
        self.put_pieces(memory, at, granules)
    }

    /// Puts a run into bins; where its last block starts.
    #[inline(always)]
    fn put_pieces(&mut self, memory: Memory, at: u32, granules: u32) -> u32 {
        let (mut at, mut left) = (at, granules);
        while PAGES > 1 && left > RUN_MAX {
            self.put(memory, at, RUN_MAX);
            (at, left) = (at + RUN_MAX * GRANULE, left - RUN_MAX);
        }
        self.put(memory, at, left);
        at
    }

    fn put(&mut self, memory: Memory, at: u32, granules: u32) {
        let (bin, page, number) = (bin_of(granules), page_of(at), number_of(at));
        let (next, before) = match self.bins[page][bin] as u32 {
            0 => (number, number),
            first => (first, before(memory, page, first)),
        };
        memory.store(at, Header::new(Kind::Free, 0).with_link(next).0);
        memory.store(at + 4, granules << 16 | before);
        link_next(memory, page, before, number);
        link_before(memory, page, next, number);
        if next == number {
            self.bins[page][bin] = number as u16;
        }
        self.filled[page] |= 1 << bin;
        self.binned += granules;
    }

    /// Takes a free block out of its bin.
    pub fn unlink(&mut self, memory: Memory, at: u32) {
        let granules = memory.load(at + 4) >> 16;
        let (bin, page, number) = (bin_of(granules), page_of(at), number_of(at));
        let (next, before) = (Header(memory.load(at)).link(), before(memory, page, number));
        if next == number {
            self.bins[page][bin] = 0;
            self.filled[page] &= !(1 << bin);
        } else {
            link_next(memory, page, before, next);
            link_before(memory, page, next, before);
            if self.bins[page][bin] as u32 == number {
                self.bins[page][bin] = next as u16;
            }
        }
        self.binned = self.binned.saturating_sub(granules);
    }

    /// A hole of at least so many granules, as small as can be found in its page in bounded time; it stays in its bin.
    pub fn find(&self, memory: Memory, granules: u32) -> Option<u32> {
        if PAGES > 1 && granules > RUN_MAX {
            return None;
        }
        (0..PAGES).find_map(|page| self.find_in(memory, page, granules))
    }

    #[inline(always)]
    fn find_in(&self, memory: Memory, page: usize, granules: u32) -> Option<u32> {
        let (own, bins, filled) = (bin_of(granules), &self.bins[page], self.filled[page]);
        if granules >= EXACT {
            let mut number = bins[own] as u32;
            for _ in 0..LOOKED_AT {
                if number == 0 || size_of_free(memory, address_of(page, number)) >= granules {
                    break;
                }
                number = Header(memory.load(address_of(page, number))).link();
                if number == bins[own] as u32 {
                    number = 0;
                }
            }
            if number != 0 && size_of_free(memory, address_of(page, number)) >= granules {
                return Some(address_of(page, number));
            }
        }
        let sufficient = if granules < EXACT { filled >> own } else { filled >> own >> 1 << 1 };
        if sufficient == 0 {
            return None;
        }
        Some(address_of(page, bins[own + sufficient.trailing_zeros() as usize] as u32))
    }

    /// The largest hole in bytes; of a page's bins only the uppermost is searched, and only its first holes.
    pub fn largest(&self, memory: Memory) -> u32 {
        let mut largest = self.left();
        for page in (0..PAGES).filter(|page| self.filled[*page] != 0) {
            let bin = 63 - self.filled[page].leading_zeros() as usize;
            let mut number = self.bins[page][bin] as u32;
            for _ in 0..LOOKED_AT {
                let at = address_of(page, number);
                largest = largest.max(size_of_free(memory, at) * GRANULE);
                number = Header(memory.load(at)).link();
            }
        }
        largest
    }
}

/// The size of a free block in granules.
pub(super) fn size_of_free(memory: Memory, at: u32) -> u32 {
    memory.word(Ref(at), 1) >> 16
}

fn before(memory: Memory, page: usize, number: u32) -> u32 {
    memory.load(address_of(page, number) + 4) & 0xffff
}

fn link_next(memory: Memory, page: usize, number: u32, next: u32) {
    let at = address_of(page, number);
    memory.store(at, Header(memory.load(at)).with_link(next).0);
}

fn link_before(memory: Memory, page: usize, number: u32, before: u32) {
    let at = address_of(page, number) + 4;
    memory.store(at, memory.load(at) & 0xffff_0000 | before);
}
