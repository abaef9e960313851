//! Reading and writing blocks.

use super::free::size_of_free;
use super::layout::{GRANULE, Header, Kind, LARGE};
use super::memory::{FIRST, Memory, Window, Words};
use super::page::ARENA_MAX;
use super::{Heap, layout::Scan};
use crate::vm::value::{Ref, Value};
use core::cell::Cell;
use core::ops::Range;

/// Values that are shaded one by one when they are copied into a black block; for more the block becomes gray again.
const SHADED_ONE_BY_ONE: usize = 16;

impl Memory<'_> {
    /// A block's size in granules, the `Large` granule before it not counted; 1 for what is no block.
    #[inline(always)]
    pub(super) fn granules(self, at: Ref, header: Header) -> u32 {
        if header.is_plain() { header.size() } else { self.granules_rarely(at, header) }
    }

    #[inline(never)]
    fn granules_rarely(self, at: Ref, header: Header) -> u32 {
        let granules = if header.is(Kind::Str) {
            (header.size() + 13) / GRANULE
        } else if header.is(Kind::Free) {
            self.word(at, 1) >> 16
        } else if header.size() == LARGE {
            self.word(Ref(at.0.wrapping_sub(GRANULE)), 1)
        } else {
            header.size()
        };
        granules.clamp(1, ARENA_MAX / GRANULE)
    }

    /// 1 if a `Large` granule stands before a block with this header.
    pub(super) fn granules_before(self, header: Header) -> u32 {
        (header.size() == LARGE && !header.is(Kind::Str)) as u32
    }

    /// The words of a block that are values, as indices.
    #[inline(always)]
    pub(super) fn values(self, at: Ref, header: Header) -> Range<usize> {
        let words = self.granules(at, header) as usize * 2;
        if header.scan() == Scan::Values {
            return 1..words;
        }
        self.values_rarely(at, header, words)
    }

    #[inline(never)]
    fn values_rarely(self, at: Ref, header: Header, words: usize) -> Range<usize> {
        let counted = || (Value::from_bits(self.word(at, 1)).small_int() & 0xff_ffff) as usize;
        match header.scan() {
            Scan::Raw | Scan::Stack | Scan::Weak => 0..0,
            Scan::Values => 1..words,
            Scan::Head => 1..words.min(4),
            Scan::Tail => 2..words.min(4),
            Scan::Code => 6..words.min(6 + (self.word(at, 1) & 0xffff) as usize),
            Scan::Pairs => 2..words.min(2 + counted() * 2),
            Scan::Singles | Scan::Mixed => 2..words.min(2 + counted()),
        }
    }
}

/// A read here is a call, which takes a third of the flash of what it would expand to; the loop and what it calls most
/// read by [`Heap::memory`], whose functions are expanded in place.
impl<'m> Heap<'m> {
    /// Calls `f` for each block that is not free, in address order.
    pub(super) fn each_block<E>(&self, mut f: impl FnMut(Ref) -> Result<(), E>) -> Result<(), E> {
        let mut next = self.block_from(FIRST);
        while let Some(block) = next {
            f(block)?;
            next = self.block_from(self.end_of(block));
        }
        Ok(())
    }

    /// The next block of a kind behind `after` in address order, that is not known to be unreachable; the first one
    /// if `after` is none.
    pub fn next_of_kind(&self, after: Ref, kind: Kind) -> Option<Ref> {
        let mut next = self.block_from(if after.is_some() { self.end_of(after) } else { FIRST });
        while let Some(block) = next {
            if self.header(block).is(kind) && !self.is_dead(block) {
                return next;
            }
            next = self.block_from(self.end_of(block));
        }
        None
    }

    /// The first block that is not free from an address on, where a block starts.
    pub(super) fn block_from(&self, mut at: u32) -> Option<Ref> {
        while at < self.memory.limit() {
            if self.is_hole(at) {
                at = self.space.end;
                continue;
            }
            let header = self.memory.header(Ref(at));
            if header.is(Kind::Free) {
                at += size_of_free(self.memory, at) * GRANULE;
                continue;
            }
            return Some(Ref(at + header.is(Kind::Large) as u32 * GRANULE));
        }
        None
    }

    /// The address behind a block.
    pub(super) fn end_of(&self, at: Ref) -> u32 {
        at.0 + self.memory.granules(at, self.header(at)) * GRANULE
    }

    /// `N` words of a block at once, the header first.
    #[inline(always)]
    pub fn words<const N: usize>(&self, at: Ref) -> Words<'m, N> {
        self.memory.words(at)
    }

    /// A block's header.
    #[inline(never)]
    pub fn header(&self, at: Ref) -> Header {
        self.memory.header(at)
    }

    /// A block's kind.
    #[inline(never)]
    pub fn kind(&self, at: Ref) -> Kind {
        self.memory.kind(at)
    }

    /// Word `index` of a block; the header is word 0.
    #[inline(never)]
    pub fn word(&self, at: Ref, index: usize) -> u32 {
        self.memory.word(at, index)
    }

    /// Word `index` of a block as a value.
    #[inline(never)]
    pub fn value(&self, at: Ref, index: usize) -> Value {
        self.memory.value(at, index)
    }

    /// Word `index` of a block as a reference; `Ref::NONE` if it is none.
    #[inline(never)]
    pub fn block(&self, at: Ref, index: usize) -> Ref {
        self.memory.block(at, index)
    }

    /// A block's size in bytes, with its header.
    #[inline(never)]
    pub fn size(&self, at: Ref) -> usize {
        self.size_here(at)
    }

    /// As [`Heap::size`], for what the loop calls most: expanded in place.
    #[inline(always)]
    pub fn size_here(&self, at: Ref) -> usize {
        (self.memory.granules(at, self.memory.header(at)) * GRANULE) as usize
    }

    /// The words of a block that is neither a `Str` nor free.
    #[inline(always)]
    pub fn room(&self, at: Ref, header: Header) -> usize {
        let granules = if header.size() == LARGE { self.memory.load(at.0.wrapping_sub(4)) } else { header.size() };
        granules as usize * 2
    }

    /// `len` bytes of a block, `offset` bytes from its header on; none if they are not all there.
    #[inline(never)]
    pub fn bytes(&self, at: Ref, offset: usize, len: usize) -> &[u8] {
        self.memory.bytes(at, offset, len)
    }

    /// As [`Heap::bytes`], without borrowing the heap: the caller sees to it that the block is neither written nor
    /// moved nor freed while it holds the bytes (H5).
    #[inline(always)]
    pub fn detached_bytes(&self, at: Ref, offset: usize, len: usize) -> &'m [u8] {
        self.memory.bytes(at, offset, len)
    }

    /// As [`Heap::bytes_mut`], without borrowing the heap mutably: the caller sees to it that nobody else reads or writes
    /// the bytes while it holds them (H5).
    #[inline(never)]
    pub fn detached_bytes_mut(&self, at: Ref, offset: usize, len: usize) -> &mut [u8] {
        self.memory.bytes_mut(at, offset, len)
    }

    /// `count` words of a block from word `index` on, as cells; none if they are not all there.
    #[inline(always)]
    pub fn cells(&self, at: Ref, index: usize, count: usize) -> &'m [Cell<u32>] {
        self.memory.cells(at, index, count)
    }

    /// Makes a block one of another kind with the same scan.
    pub fn set_kind(&mut self, at: Ref, kind: Kind) {
        let header = self.memory.header(at).0;
        self.memory.put(at, 0, header & !63 | kind as u32);
    }

    /// As [`Heap::bytes`], to be written; blocks in flash give none.
    #[inline(never)]
    pub fn bytes_mut(&mut self, at: Ref, offset: usize, len: usize) -> &mut [u8] {
        self.memory.bytes_mut(at, offset, len)
    }

    /// A pointer to a block, for fetching code that has been verified. Valid until the collector runs.
    #[inline(always)]
    pub fn pointer(&self, at: Ref) -> Option<*const u32> {
        self.memory.pointer(at)
    }

    /// The registers from word `index` of the stack block on. They may reach past the block's end, where nothing may
    /// be written. Valid until the collector runs.
    #[inline(always)]
    pub fn window(&self, stack: Ref, index: usize) -> Option<Window<'m>> {
        self.memory.window(stack, index)
    }

    /// Stores a value.
    #[inline(never)]
    pub fn set(&mut self, at: Ref, index: usize, value: Value) {
        if self.memory.header(at).is_black() {
            self.shade(value);
        }
        self.memory.put(at, index, value.bits());
    }

    /// Stores a value into a block whose header is at hand.
    #[inline(always)]
    pub fn set_known(&mut self, at: Ref, header: Header, index: usize, value: Value) {
        if header.is_black() && !value.is_small() {
            self.shade(value);
        }
        self.memory.put(at, index, value.bits());
    }

    /// Stores a value into a block that was allocated since the last instruction boundary.
    #[inline(never)]
    pub fn init(&mut self, at: Ref, index: usize, value: Value) {
        self.memory.put(at, index, value.bits());
    }

    /// Stores a word that is no reference and no name, or into the stack.
    #[inline(never)]
    pub fn set_raw(&mut self, at: Ref, index: usize, word: u32) {
        self.memory.put(at, index, word);
    }

    /// As [`Heap::set_raw`] and [`Heap::init`], for the loop and what it calls most: expanded in place.
    #[inline(always)]
    pub fn write(&mut self, at: Ref, index: usize, word: u32) {
        self.memory.put(at, index, word);
    }

    /// Bytes that are free.
    pub fn free(&self) -> usize {
        self.space.bytes() as usize
    }

    /// Clears words of a block.
    pub fn clear_words(&mut self, at: Ref, index: usize, count: usize) {
        let start = (at.0 as usize).saturating_add(index.saturating_mul(4));
        let end = start.saturating_add(count.saturating_mul(4)).min(at.0 as usize + self.size(at));
        if self.memory.holds(at.0) && start < end {
            self.memory.clear(start as u32, end as u32);
        }
    }

    /// Tells the collector of words, perhaps names, that are about to be stored into a workspace.
    #[inline(always)]
    pub fn keep_words(&mut self, words: &[u32]) {
        if self.is_marking() {
            words.iter().for_each(|word| self.keep_word(*word));
        }
    }

    /// Copies values from one block to another or inside one, as `memmove` does.
    pub fn copy_values(&mut self, from: Ref, from_index: usize, to: Ref, to_index: usize, count: usize) {
        let source = (from.0 as usize).saturating_add(from_index.saturating_mul(4));
        let target = (to.0 as usize).saturating_add(to_index.saturating_mul(4));
        if !self.memory.holds(from.0) {
            for index in 0..count.min(1 << 17) {
                let value = self.value(from, from_index + index);
                self.set(to, to_index + index, value);
            }
            return;
        }
        if source.max(target) < self.memory.limit() as usize {
            self.memory.copy_words(source as u32, target as u32, count);
            self.copied(from, to, to_index, count);
        }
    }

    /// Copies values into a block that needs no barrier: one made since the last instruction boundary, or not black.
    #[inline(never)]
    pub fn fill(&mut self, to: Ref, to_index: usize, from: Ref, from_index: usize, count: usize) {
        let source = self.memory.cells(from, from_index, count);
        let target = self.memory.cells(to, to_index, count);
        if source.len() == target.len() {
            for (target, source) in target.iter().zip(source) {
                target.set(source.get());
            }
            return;
        }
        for index in 0..target.len() {
            let value = self.value(from, from_index + index);
            self.init(to, to_index + index, value);
        }
    }

    /// Copies words from or to the stack block without a barrier: the other block has been touched, or is read only.
    pub fn copy_stack(&mut self, from: Ref, from_index: usize, to: Ref, to_index: usize, count: usize) {
        let (source, target) = (from.0 as usize + from_index * 4, to.0 as usize + to_index * 4);
        if source.max(target) < self.memory.limit() as usize {
            self.memory.copy_words(source as u32, target as u32, count);
        }
    }

    /// The barrier after a copy. Inside one block nothing new is referred to, unless half of it is still to be scanned.
    fn copied(&mut self, from: Ref, to: Ref, to_index: usize, count: usize) {
        if !self.memory.header(to).is_black() || (from == to && !self.is_half_scanned(to)) {
            return;
        }
        if count > SHADED_ONE_BY_ONE {
            return self.touch(to);
        }
        for index in to_index..to_index + count {
            self.shade(self.value(to, index));
        }
    }
}
