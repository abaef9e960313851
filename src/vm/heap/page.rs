//! Links are 16 bits wide: they name granules of a page of 512 KB. A heap is one page, or with feature `large-heap`
//! several: then lists of blocks do not lead from one page to another, and there is one for each.

use super::layout::GRANULE;

/// Pages that a heap may have.
pub const PAGES: usize = if cfg!(feature = "large-heap") { 33 } else { 1 };
/// Granules of a page: their numbers in it are 1 and more, as 0 is no link. With `--cfg small_pages` the tests' scripts
/// have many.
const NUMBERS: u32 = if cfg!(small_pages) { 1023 } else { 0xffff };
/// The most bytes of an arena: a whole number of granules.
pub const ARENA_MAX: u32 = match PAGES {
    1 => 1 << 19,
    _ if cfg!(small_pages) => PAGES as u32 * NUMBERS * GRANULE,
    _ => 1 << 24,
};
/// The longest free run that one block can be, in granules.
pub const RUN_MAX: u32 = NUMBERS;

const _: () = assert!(PAGES == 1 || ARENA_MAX / GRANULE <= PAGES as u32 * NUMBERS);

/// The page of an address.
#[inline(always)]
pub const fn page_of(at: u32) -> usize {
    if PAGES == 1 { 0 } else { within((at / GRANULE / NUMBERS) as usize) }
}

/// A page that there is.
#[inline(always)]
const fn within(page: usize) -> usize {
    if page < PAGES { page } else { PAGES - 1 }
}

/// The number in its page of an address where a block starts.
#[inline(always)]
pub const fn number_of(at: u32) -> u32 {
    if PAGES == 1 { at / GRANULE } else { at / GRANULE % NUMBERS + 1 }
}

/// The address of a number in a page.
#[inline(always)]
pub const fn address_of(page: usize, number: u32) -> u32 {
    if PAGES == 1 { number * GRANULE } else { (page as u32 * NUMBERS + number.wrapping_sub(1)) * GRANULE }
}

/// The address where a page starts.
#[inline(always)]
pub const fn start_of(page: usize) -> u32 {
    page as u32 * NUMBERS * GRANULE
}

/// A list of gray blocks for each page: the numbers of the first ones, or 0.
pub struct Grays {
    first: [u16; PAGES],
    /// A bit for each page with gray blocks.
    filled: u64,
}

impl Grays {
    pub const NONE: Grays = Grays { first: [0; PAGES], filled: 0 };

    /// True if there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        if PAGES == 1 { self.first[0] == 0 } else { self.filled == 0 }
    }

    /// The first gray block of the first page that has any; 0 if there is none.
    #[inline(always)]
    pub fn first(&self) -> u32 {
        let page = if PAGES == 1 { 0 } else { within(self.filled.trailing_zeros() as usize) };
        match self.first[page] {
            0 => 0,
            number => address_of(page, number.into()),
        }
    }

    /// The number of the first gray block of the page of an address, or 0.
    #[inline(always)]
    pub fn first_of(&self, at: u32) -> u32 {
        self.first[page_of(at)].into()
    }

    /// Lets the list of the page of an address start with a number.
    #[inline(always)]
    pub fn set_first(&mut self, at: u32, number: u32) {
        let page = page_of(at);
        self.first[page] = number as u16;
        if PAGES > 1 {
            let bit = 1 << page;
            self.filled = if number == 0 { self.filled & !bit } else { self.filled | bit };
        }
    }
}

/// Where the blocks of each page go, as far as they leave it.
pub struct Bases([u32; PAGES]);

/// In the header of a block, while blocks are moved: it stays in its page.
const STAYS: u32 = super::layout::Header::GRAY;

impl Bases {
    pub const NONE: Bases = Bases([0; PAGES]);

    /// Forgets all.
    pub fn clear(&mut self) {
        if PAGES > 1 {
            self.0 = [0; PAGES];
        }
    }

    /// Link and mark of a block's header, for its new place.
    #[inline(always)]
    pub fn link(&mut self, at: u32, place: u32) -> (u32, u32) {
        if PAGES == 1 {
            return (place / GRANULE, 0);
        }
        let page = page_of(at);
        if place >= start_of(page) {
            return ((place - start_of(page)) / GRANULE, STAYS);
        }
        if self.0[page] == 0 {
            self.0[page] = place;
        }
        ((place - self.0[page]) / GRANULE, 0)
    }

    /// The new place of a block with a header.
    #[inline(always)]
    pub fn place(&self, at: u32, header: super::layout::Header) -> u32 {
        if PAGES == 1 {
            return header.link() * GRANULE;
        }
        let page = page_of(at);
        let base = if header.0 & STAYS != 0 { start_of(page) } else { self.0[page] };
        base + header.link() * GRANULE
    }
}
