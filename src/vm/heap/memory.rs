//! The slice as words: every access of the crate to heap memory is one of the functions here.
//!
//! Reading is total. A reference below the arena's end reads the arena (one comparison); the rest falls into a cold
//! path that finds images in flash or gives zeros. The first [`MAX_WORDS`] words of the arena are zeros for ever, so
//! that reading `Ref::NONE` needs no test of its own.

use core::cell::Cell;
use core::marker::PhantomData;
use core::ptr::NonNull;
use core::sync::atomic::{Ordering, compiler_fence};

use super::extent::{ENTRY, LEAST_TAIL, cache_entries, limit_in};
use super::layout::{GRANULE, Header, Kind};
use super::page::ARENA_MAX;
use crate::vm::name::LIBRARY_IMAGE;
use crate::vm::value::{FLASH, PROGRAM, Ref, Value};

/// The most words that [`Memory::words`] gives at once.
pub const MAX_WORDS: usize = 8;
/// The first address of a block; what lies below are zeros.
pub(super) const FIRST: u32 = (MAX_WORDS * 4) as u32;
/// Registers that an instruction can name.
pub const WINDOW: usize = 64;
/// Registers that a window shows: runs of three may start at any that an instruction names.
pub(super) const SHOWN: usize = WINDOW + 2;

/// Words of a frame's record, right below its first register.
pub const RECORD: usize = 3;

/// Bytes of the image table before the arena (the same on 32-bit and 64-bit targets).
pub(super) const TABLE_BYTES: usize = 32;
const _: () = assert!(size_of::<Images>() <= TABLE_BYTES && align_of::<Images>() <= 8);
const _: () = assert!(LEAST_TAIL as usize >= MAX_WORDS * 4);
const _: () = assert!(cfg!(target_endian = "little"), "block layouts are little-endian");

/// The images of the standard modules and of their names.
pub type Library = [&'static [u32]; LIBRARY_IMAGE as usize];

/// The images that a heap knows: number 0, those from number 1 on, and the first word of that of the program.
struct Images {
    first: Cell<&'static [u32]>,
    others: Cell<Option<&'static Library>>,
    program: Cell<*const u32>,
}

/// The word of a program's image that says how many words it has.
const PROGRAM_WORDS: usize = 2;

impl Images {
    const fn none() -> Images {
        Images { first: Cell::new(&[]), others: Cell::new(None), program: Cell::new(core::ptr::null()) }
    }
}

static ZEROS: [u32; MAX_WORDS] = [0; MAX_WORDS];

/// The words that some bytes are; `None` if they do not start at a word's address or are no whole words.
pub fn words_of(bytes: &'static [u8]) -> Option<&'static [u32]> {
    // SAFETY: any four bytes are a word.
    let (before, words, behind) = unsafe { bytes.align_to::<u32>() };
    (before.is_empty() && behind.is_empty()).then_some(words)
}

/// The bytes of some words.
pub fn bytes_of(words: &'static [u32]) -> &'static [u8] {
    // SAFETY: words are initialised, and bytes need no alignment.
    unsafe { core::slice::from_raw_parts(words.as_ptr().cast::<u8>(), words.len() * 4) }
}

/// The arena's place and length, small enough to live in registers.
#[derive(Clone, Copy)]
pub struct Memory<'m> {
    /// Address 0. The image table lies right before it.
    base: NonNull<u8>,
    /// The arena's end, an address.
    limit: u32,
    life: PhantomData<&'m [Cell<u32>]>,
}

/// `N` words of a block, the header first, proven to be readable.
#[derive(Clone, Copy)]
pub struct Words<'m, const N: usize> {
    first: NonNull<u32>,
    life: PhantomData<&'m [Cell<u32>]>,
}

impl<const N: usize> Words<'_, N> {
    /// Word `index`, or 0 from `N` upwards.
    #[inline(always)]
    pub fn get(self, index: usize) -> u32 {
        if index >= N {
            return 0;
        }
        // SAFETY: H3, and `index` is below `N`.
        unsafe { self.first.add(index).read() }
    }

    /// Word `index` as a value.
    #[inline(always)]
    pub fn value(self, index: usize) -> Value {
        Value::from_bits(self.get(index))
    }

    /// Word `index` as a block, or `Ref::NONE` if it is no reference.
    #[inline(always)]
    pub fn block(self, index: usize) -> Ref {
        self.value(index).block()
    }

    /// The block's header.
    #[inline(always)]
    pub fn header(self) -> Header {
        Header(self.get(0))
    }

    /// A pointer to the header, for fetching code that has been verified. Valid until the collector runs.
    #[inline(always)]
    pub fn pointer(self) -> *const u32 {
        self.first.as_ptr()
    }

    /// The block's kind.
    #[inline(always)]
    pub fn kind(self) -> Kind {
        self.header().kind()
    }
}

/// Leaves the offset of an entry in the cache of the memory that has made it.
#[derive(Clone, Copy)]
pub struct CacheMask(u32);

/// A frame's registers, with its record below: proven to lie in the slice, to be made anew when blocks may have moved.
#[derive(Clone, Copy)]
pub struct Window<'m> {
    first: NonNull<Cell<u32>>,
    life: PhantomData<&'m [Cell<u32>]>,
}

impl<'m> Window<'m> {
    /// The registers that operands name, and two more.
    #[inline(always)]
    pub fn registers(self) -> &'m [Cell<u32>; SHOWN] {
        // SAFETY: `window_at` has made sure that they are in the slice; cells may be shared.
        unsafe { self.first.cast().as_ref() }
    }

    /// The record below the first register: callable, saved instruction, link.
    #[inline(always)]
    pub fn record(self) -> &'m [Cell<u32>; RECORD] {
        // SAFETY: as above.
        unsafe { self.first.sub(RECORD).cast().as_ref() }
    }

    /// The word below the record: of a generator's frame the generator.
    #[inline(always)]
    pub fn below(self) -> &'m Cell<u32> {
        // SAFETY: as above.
        unsafe { self.first.sub(RECORD + 1).as_ref() }
    }
}

impl<'m> Memory<'m> {
    /// Takes the slice, if it holds `least` bytes of arena; else says how many bytes are needed.
    pub(super) fn claim(slice: &'m mut [u8], least: usize) -> Result<Memory<'m>, usize> {
        let given = slice.len();
        let start = slice.as_mut_ptr();
        let skipped = start.align_offset(8);
        let needed = skipped + TABLE_BYTES + LEAST_TAIL as usize + least;
        if given < needed {
            return Err(needed);
        }
        let limit = limit_in((given - skipped - TABLE_BYTES).min(2 * ARENA_MAX as usize) as u32);
        // SAFETY: H1: `skipped + TABLE_BYTES` is inside the slice, and a slice is not at null.
        let base = unsafe { NonNull::new_unchecked(start.add(skipped + TABLE_BYTES)) };
        let memory = Memory { base, limit, life: PhantomData };
        // SAFETY: H1 and H2: the table's bytes lie in the slice, are aligned, and nothing else uses them.
        unsafe { memory.table_place().write(Images::none()) };
        for offset in (0..FIRST).step_by(4) {
            memory.slot(offset).set(0);
        }
        Ok(memory)
    }

    fn table_place(self) -> NonNull<Images> {
        // SAFETY: H2: the table lies right before address 0, inside the slice.
        unsafe { self.base.sub(TABLE_BYTES) }.cast()
    }

    fn images(self) -> &'m Images {
        // SAFETY: H2: `claim` has written the table, and only shared references to it exist.
        unsafe { self.table_place().as_ref() }
    }

    /// Sets the images.
    pub(super) fn set_images(self, first: &'static [u32], others: &'static Library) {
        self.images().first.set(first);
        self.images().others.set(Some(others));
    }

    /// Sets the image of the program; false if it is not as long as it says.
    pub(super) fn set_program(self, words: &'static [u32]) -> bool {
        let fits = words.get(PROGRAM_WORDS).is_some_and(|count| *count as usize == words.len());
        self.images().program.set(if fits { words.as_ptr() } else { core::ptr::null() });
        fits
    }

    /// The image of the program; nothing if there is none.
    pub(super) fn program(self) -> &'static [u32] {
        let first = self.images().program.get();
        if first.is_null() {
            return &[];
        }
        // SAFETY: `set_program` has seen a slice that starts here and has more than `PROGRAM_WORDS` words.
        let count = unsafe { first.add(PROGRAM_WORDS).read() } as usize;
        // SAFETY: it has seen that the slice has so many words; it lives for ever, and nobody writes to it.
        unsafe { core::slice::from_raw_parts(first, count) }
    }

    /// Forgets all images.
    pub(super) fn forget_images(self) {
        let images = self.images();
        images.first.set(&[]);
        images.others.set(None);
        images.program.set(core::ptr::null());
    }

    /// The arena's end.
    #[inline(always)]
    pub(super) fn limit(self) -> u32 {
        self.limit
    }

    /// True for an address of a block in the arena.
    #[inline(always)]
    pub(super) fn holds(self, address: u32) -> bool {
        address.wrapping_sub(FIRST) < self.limit - FIRST
    }

    /// The word at an address below the arena's end (the caller has compared).
    #[inline(always)]
    fn slot(self, address: u32) -> &'m Cell<u32> {
        debug_assert!(address < self.limit);
        // SAFETY: H1: `address` is below the arena's end; masked, it is aligned.
        unsafe { self.base.add((address & !3) as usize).cast().as_ref() }
    }

    /// The word at `address`, 0 outside the arena.
    #[inline(always)]
    pub(super) fn load(self, address: u32) -> u32 {
        if address < self.limit { self.slot(address).get() } else { 0 }
    }

    /// Writes the word at `address`; nothing happens outside the arena.
    #[inline(always)]
    pub(super) fn store(self, address: u32, word: u32) {
        if self.holds(address) {
            self.slot(address).set(word);
        }
    }

    /// The first `N` words of a block.
    #[inline(always)]
    pub fn words<const N: usize>(self, at: Ref) -> Words<'m, N> {
        const { assert!(N <= MAX_WORDS) };
        let first = if at.0 < self.limit {
            // SAFETY: H1: below the arena's end, `MAX_WORDS` words are readable (the tail follows).
            unsafe { self.base.add((at.0 & !7) as usize) }.cast()
        } else {
            self.far_words(at, N)
        };
        Words { first, life: PhantomData }
    }

    /// As `words`, of a value that refers to a block in the arena.
    #[inline(always)]
    pub fn near<const N: usize>(self, value: Value) -> Option<Words<'m, N>> {
        const { assert!(N <= MAX_WORDS) };
        if !value.is_ref() || value.bits() >= self.limit {
            return None;
        }
        // SAFETY: H1: below the arena's end, `MAX_WORDS` words are readable (the tail follows), and references are aligned.
        let first = unsafe { self.base.add(value.bits() as usize) }.cast();
        Some(Words { first, life: PhantomData })
    }

    #[cold]
    #[inline(never)]
    fn far_words(self, at: Ref, count: usize) -> NonNull<u32> {
        if at.0 >= FLASH {
            let image = self.image(at);
            if let Some(words) = image.get((at.0 & 0xff_fff8) as usize / 4..).filter(|words| words.len() >= count) {
                return NonNull::from(words).cast();
            }
        }
        NonNull::from(&ZEROS).cast()
    }

    /// The image that an address from `FLASH` upwards points into.
    #[inline(always)]
    fn image(self, at: Ref) -> &'static [u32] {
        let number = (at.0 >> 24 & 0x7f) as usize;
        match number.checked_sub(1) {
            None => self.images().first.get(),
            Some(_) if at.0 >= PROGRAM => self.program(),
            Some(number) => match self.images().others.get() {
                Some(others) => others.get(number).copied().unwrap_or_default(),
                None => &[],
            },
        }
    }

    /// The words of the image `at` points into, from word `index` of the block on.
    pub(super) fn far(self, at: Ref, index: usize) -> &'static [u32] {
        if at.0 < FLASH {
            return &[];
        }
        let image = self.image(at);
        let start = ((at.0 & 0xff_fff8) as usize / 4).saturating_add(index);
        image.get(start..).unwrap_or(&[])
    }

    /// The block's header.
    #[inline(always)]
    pub fn header(self, at: Ref) -> Header {
        self.words::<1>(at).header()
    }

    /// The block's kind.
    #[inline(always)]
    pub fn kind(self, at: Ref) -> Kind {
        self.header(at).kind()
    }

    /// Word `index` of a block, the header being word 0.
    #[inline(always)]
    pub fn word(self, at: Ref, index: usize) -> u32 {
        let address = (at.0 as usize).wrapping_add(index.wrapping_mul(4));
        if address < self.limit as usize { self.slot(address as u32).get() } else { self.far_word(at, index) }
    }

    #[cold]
    #[inline(never)]
    fn far_word(self, at: Ref, index: usize) -> u32 {
        self.far(at, index).first().copied().unwrap_or(0)
    }

    /// Word `index` of a block as a value.
    #[inline(always)]
    pub fn value(self, at: Ref, index: usize) -> Value {
        Value::from_bits(self.word(at, index))
    }

    /// Word `index` of a block as a reference; `Ref::NONE` if it is none.
    #[inline(always)]
    pub fn block(self, at: Ref, index: usize) -> Ref {
        self.value(at, index).block()
    }

    /// Writes word `index` of a block in the arena.
    #[inline(always)]
    pub(super) fn put(self, at: Ref, index: usize, word: u32) {
        let address = (at.0 as usize).wrapping_add(index.wrapping_mul(4));
        if at.0 >= FIRST && address < self.limit as usize {
            self.slot(address as u32).set(word);
        }
    }

    /// The byte at an address of the arena.
    #[inline(always)]
    pub fn byte(self, address: u32) -> Option<u8> {
        if address >= self.limit {
            return None;
        }
        // SAFETY: H1: `address` is below the arena's end. H4: nobody writes it meanwhile.
        Some(unsafe { self.base.add(address as usize).read() })
    }

    /// `len` bytes of a block, `offset` bytes from its header on; none if they are not all there.
    #[inline(always)]
    pub(super) fn bytes<'h>(self, at: Ref, offset: usize, len: usize) -> &'h [u8]
    where
        'm: 'h,
    {
        let start = (at.0 as usize).saturating_add(offset);
        if at.0 < self.limit && start.saturating_add(len) <= self.limit as usize {
            // SAFETY: H1: the bytes lie in the arena. H4: nobody writes them during 'h.
            return unsafe { core::slice::from_raw_parts(self.base.add(start).as_ptr(), len) };
        }
        self.far_bytes(at, offset, len)
    }

    #[cold]
    pub(super) fn far_bytes(self, at: Ref, offset: usize, len: usize) -> &'static [u8] {
        bytes_of(self.far(at, 0)).get(offset..offset.saturating_add(len)).unwrap_or(&[])
    }

    /// As `bytes`, to be written; images and `Ref::NONE` give none.
    #[inline(always)]
    pub(super) fn bytes_mut<'h>(self, at: Ref, offset: usize, len: usize) -> &'h mut [u8]
    where
        'm: 'h,
    {
        let start = (at.0 as usize).saturating_add(offset);
        if !self.holds(at.0) || start.saturating_add(len) > self.limit as usize {
            return &mut [];
        }
        // SAFETY: H1: the bytes lie in the arena. H4: nobody else uses them during 'h.
        unsafe { core::slice::from_raw_parts_mut(self.base.add(start).as_ptr(), len) }
    }

    /// As [`Memory::near`], as cells: who writes has seen by its header that this is a block.
    #[inline(always)]
    pub fn near_cells<const N: usize>(self, value: Value) -> Option<&'m [Cell<u32>; N]> {
        const { assert!(N <= MAX_WORDS) };
        if !value.is_ref() || value.bits() >= self.limit {
            return None;
        }
        // SAFETY: H1: as in `near`; cells may be shared.
        Some(unsafe { self.base.add(value.bits() as usize).cast().as_ref() })
    }

    /// As [`Memory::cells`], in fewer instructions.
    #[inline(always)]
    pub fn few_cells(self, at: Ref, index: usize, count: usize) -> &'m [Cell<u32>] {
        let start = (at.0 as usize & !7).wrapping_add(index.wrapping_mul(4));
        // With no more words than this the sums cannot overflow.
        let is_small = (index | count) >> 24 == 0;
        if !is_small || !self.holds(at.0) || start.wrapping_add(count.wrapping_mul(4)) > self.limit as usize {
            return &[];
        }
        // SAFETY: H1: the words lie in the arena and are aligned; cells may be shared.
        unsafe { core::slice::from_raw_parts(self.base.add(start).cast().as_ptr(), count) }
    }

    /// `count` words from word `index` of a block on; none if they are not all in the arena.
    #[inline(always)]
    pub(super) fn cells(self, at: Ref, index: usize, count: usize) -> &'m [Cell<u32>] {
        let start = (at.0 as usize & !7).saturating_add(index.saturating_mul(4));
        if !self.holds(at.0) || start.saturating_add(count.saturating_mul(4)) > self.limit as usize {
            return &[];
        }
        // SAFETY: H1: the words lie in the arena and are aligned; cells may be shared.
        unsafe { core::slice::from_raw_parts(self.base.add(start).cast().as_ptr(), count) }
    }

    /// The registers from word `index` of a block on.
    #[inline(always)]
    pub(super) fn window(self, at: Ref, index: usize) -> Option<Window<'m>> {
        self.window_at((at.0 as usize & !7).saturating_add(index.saturating_mul(4)))
    }

    /// The window `distance` words above (below, if negative) another one.
    #[inline(always)]
    pub fn shifted(self, window: Window<'m>, distance: i32) -> Option<Window<'m>> {
        let offset = window.first.as_ptr().addr().wrapping_sub(self.base.as_ptr().addr());
        self.window_at(offset.wrapping_add_signed((distance as isize).wrapping_mul(4)))
    }

    #[inline(always)]
    fn window_at(self, offset: usize) -> Option<Window<'m>> {
        if offset.wrapping_sub((RECORD + 1) * 4) >= self.limit as usize {
            return None;
        }
        // SAFETY: H1: the record and the word below it are in the arena; up to its end and as many words beyond it,
        // `SHOWN` words are there (the tail follows). Both callers give multiples of 4.
        let first = unsafe { self.base.add(offset) }.cast();
        Some(Window { first, life: PhantomData })
    }

    /// A pointer to a block's header, for reading code that has been verified.
    #[inline(always)]
    pub(super) fn pointer(self, at: Ref) -> Option<*const u32> {
        if at.0 < self.limit {
            // SAFETY: H1: below the arena's end, which is inside the slice.
            return Some(unsafe { self.base.add((at.0 & !7) as usize) }.as_ptr().cast());
        }
        self.far_pointer(at)
    }

    #[cold]
    #[inline(never)]
    fn far_pointer(self, at: Ref) -> Option<*const u32> {
        let words = self.far(at, 0);
        if words.is_empty() { None } else { Some(words.as_ptr()) }
    }

    /// The attribute cache, behind the arena.
    pub(super) fn cache(self) -> &'m [Cell<u32>] {
        // SAFETY: H1 and H2: the cache follows the arena, inside the slice.
        let first = unsafe { self.base.add(self.limit as usize) }.cast();
        // SAFETY: as above; cells may be shared.
        unsafe { core::slice::from_raw_parts(first.as_ptr(), (cache_entries(self.limit) * 2) as usize) }
    }

    /// What maps a number to an entry of the cache.
    pub(super) fn cache_mask(self) -> CacheMask {
        CacheMask((cache_entries(self.limit) - 1) * ENTRY)
    }

    /// The entry of the cache that `hash` selects, but for its lowest three bits; the mask is this memory's.
    #[inline(always)]
    pub(super) fn cache_entry(self, mask: CacheMask, hash: u32) -> &'m [Cell<u32>; 2] {
        let place = hash & mask.0;
        // SAFETY: H1 and H2: the cache follows the arena, inside the slice, and the mask leaves no more.
        unsafe { self.base.add((self.limit + place) as usize).cast().as_ref() }
    }

    /// Copies words inside the arena, as `memmove` does; only what lies inside.
    pub(super) fn copy_words(self, from: u32, to: u32, count: usize) {
        let inside = |start: u32| self.holds(start) && count <= (self.limit - start) as usize / 4;
        if !inside(from) || !inside(to) {
            return;
        }
        // SAFETY: H1: both runs lie in the arena and are masked to be aligned.
        let (from, to) = unsafe { (self.base.add((from & !3) as usize), self.base.add((to & !3) as usize)) };
        // SAFETY: as above; `copy` allows overlap, and H4 holds for the bytes.
        unsafe { to.cast::<u32>().copy_from(from.cast::<u32>(), count) }
    }

    /// Writes the header of a new block of some granules and clears the rest. False if they are not all in the arena.
    #[inline(always)]
    pub(super) fn start_block(self, at: u32, granules: u32, header: Header) -> bool {
        if at < FIRST || at + granules * GRANULE > self.limit {
            return false;
        }
        // SAFETY: H1: the granules lie in the arena; masked, they are aligned.
        let block: NonNull<Cell<u64>> = unsafe { self.base.add((at & !7) as usize) }.cast();
        // SAFETY: as above; the arena is initialised, and cells may be shared.
        let block = unsafe { core::slice::from_raw_parts(block.as_ptr(), granules as usize) };
        if let [first, rest @ ..] = block {
            first.set(header.0 as u64);
            for granule in rest {
                granule.set(0);
                // Most blocks are short: the call that would be made of this loop takes 60 instructions for 16 bytes.
                compiler_fence(Ordering::SeqCst);
            }
        }
        true
    }

    /// Writes a new short block. False if it is not all in the arena.
    #[inline(always)]
    pub(super) fn start_words<const N: usize>(self, at: u32, header: Header, words: [u32; N]) -> bool {
        const { assert!(N + 1 < MAX_WORDS) };
        if !self.holds(at) {
            return false;
        }
        // SAFETY: H1: below the arena's end, `MAX_WORDS` words are in the slice (the tail follows); masked, the block is
        // aligned. The caller's hole ends in the arena, so that only the arena is written.
        let block: NonNull<Cell<u32>> = unsafe { self.base.add((at & !7) as usize) }.cast();
        // SAFETY: as above; the arena is initialised, and cells may be shared.
        let block = unsafe { block.cast::<[Cell<u32>; MAX_WORDS]>().as_ref() };
        block[0].set(header.0);
        for (index, word) in words.into_iter().enumerate() {
            block[1 + index].set(word);
        }
        if N.is_multiple_of(2) {
            block[1 + N].set(0);
        }
        true
    }

    /// Clears the words from `start` to `end` (addresses), as far as they lie in the arena.
    pub(super) fn clear(self, start: u32, end: u32) {
        let end = end.min(self.limit);
        if !self.holds(start) || end <= start {
            return;
        }
        // SAFETY: H1: the words lie in the arena and are aligned.
        let first: NonNull<u32> = unsafe { self.base.add((start & !3) as usize) }.cast();
        // SAFETY: as above; zeros are valid words. H4 holds for the bytes.
        unsafe { first.write_bytes(0, ((end - start) / 4) as usize) }
    }
}
