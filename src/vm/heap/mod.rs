//! The memory room: blocks of words in one slice, an incremental collector, compaction.
//!
//! Layout of the slice: image table, arena (addresses from 0), attribute cache. A block never
//! moves and is never freed except in `collect_step`, `make_room`, `compact_step` and their like, which the VM calls
//! between instructions. `alloc` never collects.
//!
//! This is the only room that may use `unsafe`, and in it only `memory.rs`, `limbs.rs`, `boxes.rs`, `futures.rs` and `arena.rs` do.
//! The rest of the room may be wrong, but cannot reach outside the slice.
//!
//! Invariants of the unsafe blocks:
//! - **H1** The bytes from `TABLE_BYTES` before address 0 to `tail_bytes` behind the arena's end are inside the slice,
//!   which the heap borrows for `'m`; address 0 is aligned to 8.
//! - **H2** The image table is initialised by `Memory::claim`; table and cache are used in no other way than as cells.
//! - **H3** A `Words` holds a pointer to as many words as it says, in the slice for `'m` or in an image for ever.
//! - **H4** `bytes` and `bytes_mut` borrow the heap, and what else writes into the arena (`set`, `alloc`, the collector)
//!   borrows it mutably. Windows write without a borrow: the VM writes registers of the running frame only, inside the
//!   stack block, whose bytes nobody borrows.
//! - **H5** Who holds `detached_bytes`, or an object by `lend_native`, runs neither the collector nor anything that
//!   writes or frees that block.
//! - **H6**, **H7** and **H8** stand in `boxes.rs`, `futures.rs` and `arena.rs`, beside what they are about.
//!
//! Invariants of the collector:
//! - **G1** From `FIRST` to the arena's end there is one block after the other; the current hole counts as a free one.
//! - **G2** While marking, a black block refers to no white one, except from stack words, roots and names, which
//!   are looked at again in the step that ends marking.
//! - **G3** While sweeping, blocks behind the sweep are white and alive; before it, black is alive and white is garbage.
//! - **G4** When idle every block is white.
#![allow(unsafe_code)]

mod access;
mod allocate;
#[cfg(feature = "talc")]
pub mod arena;
mod boxes;
mod census;
mod collect;
mod compact;
mod extent;
mod free;
mod futures;
pub mod layout;
pub mod limbs;
mod mark;
mod memory;
mod names;
pub mod page;
mod root;
mod snapshot;
mod stack;
mod sweep;
#[cfg(test)]
mod tests;
#[cfg(any(test, debug_assertions))]
mod verify;
mod weak;
mod work;
mod workspace;

pub use allocate::Torture;
pub use census::Piece;
pub use collect::{Progress, Report};
pub use futures::{Job, Output, Stage, future_value};
pub use layout::{Color, Header, Kind, LONG_STR_TEXT, STR_MAX, STR_TEXT, Scan};
pub use limbs::Run;
pub use memory::{Library as LibraryImages, MAX_WORDS, Memory, RECORD, WINDOW, Window, Words, bytes_of, words_of};
pub use root::{PENDING, ROOTS, Root, StackTop, VM_ROOTS};
pub use snapshot::{Around as HeapState, Pinned, Unsound};
pub use work::{PORTION, Progress as Portion, TEXT_PORTION, Task, Walk, Work};

use crate::vm::name::Name;
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// The slice cannot hold a heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooSmall {
    /// Bytes that are needed at least.
    pub needed: usize,
    /// Bytes that were given.
    pub given: usize,
}

/// The least arena, in bytes.
const LEAST: usize = 256;

/// The objects of one VM.
pub struct Heap<'m> {
    memory: Memory<'m>,
    cache_mask: memory::CacheMask,
    space: free::Space,
    cycle: collect::Cycle,
    /// What is alive from the start, by [`Root`].
    pub roots: [Value; ROOTS],
    /// The running frame.
    pub stack_top: StackTop,
    /// Above 0 the collector is late: call [`Heap::collect_step`] at the next chance.
    pub debt: i32,
    /// The loop's turns until it looks up; below 0 it does.
    pub turns: i32,
    /// Turns that the firmware grants beyond those.
    spare: i32,
    /// The bytes that the last failed allocation asked for.
    pub wanted: usize,
    /// The workspace right before which they are wanted, or none.
    wanted_below: Ref,
    torture: Torture,
    /// How far the long work of an instruction came.
    notes: work::Notes,
    /// There have been native objects.
    has_natives: bool,
    /// The slice is the heap's for ever: it may hold what must not be moved.
    is_forever: bool,
}

impl Drop for Heap<'_> {
    fn drop(&mut self) {
        self.drop_all_natives();
    }
}

impl<'m> Heap<'m> {
    /// Makes a heap in a slice.
    pub fn claim(slice: &'m mut [u8]) -> Result<Heap<'m>, TooSmall> {
        Heap::claim_memory(slice).map(Heap::of)
    }

    /// Takes the slice; the heap is made of the result, which is small.
    pub fn claim_memory(slice: &'m mut [u8]) -> Result<Memory<'m>, TooSmall> {
        let given = slice.len();
        Memory::claim(slice, LEAST).map_err(|needed| TooSmall { needed, given })
    }

    /// The heap in a memory that was just claimed. Inlined, so that it is made where it stays.
    #[inline(always)]
    pub fn of(memory: Memory<'m>) -> Heap<'m> {
        memory.cache().iter().for_each(|word| word.set(0));
        Heap {
            memory,
            cache_mask: memory.cache_mask(),
            space: free::Space::new(memory.limit()),
            cycle: collect::Cycle::new(),
            roots: [Value::UNDEFINED; ROOTS],
            stack_top: StackTop::default(),
            debt: -(((memory.limit() - memory::FIRST) / 2) as i32),
            turns: 0,
            spare: 0,
            wanted: 0,
            wanted_below: Ref::NONE,
            torture: Torture::default(),
            notes: work::Notes::none(),
            has_natives: false,
            is_forever: false,
        }
    }

    /// Forgets all objects.
    pub fn restart(&mut self) {
        self.drop_all_natives();
        self.has_natives = false;
        self.memory.forget_images();
        let is_forever = self.is_forever;
        *self = Heap::of(self.memory);
        self.is_forever = is_forever;
    }

    /// Sets the images of blocks in flash: the words of number `n` have the addresses from `FLASH | n << 24` on, and
    /// references inside are made for that. Each ends with [`MAX_WORDS`] words of padding.
    pub fn set_images(&mut self, first: &'static [u32], others: &'static LibraryImages) {
        self.memory.set_images(first, others);
    }

    /// Sets the image of a program, whose blocks have the addresses from [`PROGRAM`](crate::vm::value::PROGRAM) on; false
    /// if its third word does not say how many words it has.
    pub fn set_program(&mut self, words: &'static [u32]) -> bool {
        self.memory.set_program(words)
    }

    /// The image of the program; nothing if there is none.
    pub fn program(&self) -> &'static [u32] {
        self.memory.program()
    }

    /// The arena for reading, small enough to live in registers.
    #[inline(always)]
    pub fn memory(&self) -> Memory<'m> {
        self.memory
    }

    /// The entry of the attribute cache that `hash` selects, but for its lowest three bits: key and result. The cache is emptied whenever blocks may
    /// have been freed or moved.
    #[inline(always)]
    pub fn cache_entry(&self, hash: u32) -> &'m [Cell<u32>; 2] {
        self.memory.cache_entry(self.cache_mask, hash)
    }

    /// Drops an entry of the cache if its class, name or result has not been reached. Gives about how many instructions
    /// that took.
    fn prune_cache(&mut self, index: usize) -> i32 {
        let entry = self.cache_entry(index as u32 * extent::ENTRY);
        if entry[0].get() == 0 {
            return 15;
        }
        let name = self.name_block(Name::new((entry[0].get() & 0x1fff) as u16, 0));
        let blocks = [Value::from_bits(entry[0].get() >> 13).block(), name, Value::from_bits(entry[1].get()).block()];
        if blocks.iter().any(|block| self.memory.holds(block.0) && self.header(*block).is_white()) {
            entry[0].set(0);
        }
        110
    }

    /// Empties the attribute cache.
    pub fn flush_cache(&mut self) {
        self.memory.cache().iter().for_each(|word| word.set(0));
    }
}
