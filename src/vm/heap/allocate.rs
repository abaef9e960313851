//! Making, growing, shrinking and giving back blocks. Nothing here collects or moves.

use super::Heap;
use super::free::size_of_free;
use super::layout::{GRANULE, Header, Kind, LARGE};
use super::page::ARENA_MAX;
use super::work::PORTION;
use crate::vm::raise::Stop;
use crate::vm::value::Ref;

/// Blocks are cut from the current hole in slices of so many bytes; each slice is charged to the mutator at once.
const SLICE: u32 = 512;

/// What tests do to make rare things common.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Torture {
    /// `debt` rises at every allocation, and `collect_step` does a whole collection.
    pub collect_every_allocation: bool,
    /// `collect_step` compacts whenever it has finished a collection.
    pub compact_every_collection: bool,
    /// So many allocations succeed; the next one fails, and `make_room` says that there is none.
    pub fail_allocation: Option<u32>,
    /// So many allocations succeed; the next one fails, and `make_room` collects and compacts.
    pub restart_allocation: Option<u32>,
}

impl Torture {
    /// True if any switch is on.
    fn is_on(&self) -> bool {
        *self != Torture::default()
    }
}

impl Heap<'_> {
    /// Sets the torture switches.
    pub fn set_torture(&mut self, torture: Torture) {
        self.torture = torture;
        self.space.limit = self.space.hole;
    }

    /// The torture switches as they stand: counts go down.
    pub fn torture(&self) -> Torture {
        self.torture
    }

    /// Makes a block of `words` words, its header included; the others are zero.
    #[inline(never)]
    pub fn alloc(&mut self, kind: Kind, words: usize) -> Result<Ref, Stop> {
        self.alloc_here(kind, words)
    }

    /// As [`Heap::alloc`], for the loop and what it calls most: expanded in place.
    #[inline(always)]
    pub fn alloc_here(&mut self, kind: Kind, words: usize) -> Result<Ref, Stop> {
        let granules = words.saturating_add(1) / 2;
        let at = self.space.hole;
        if granules.wrapping_sub(1) < LARGE as usize - 1 && granules as u32 * GRANULE <= self.space.limit - at {
            let header = Header(Header::new(kind, granules as u8).0 | self.space.tint);
            if self.memory.start_block(at, granules as u32, header) {
                self.space.hole = at + granules as u32 * GRANULE;
                return Ok(Ref(at));
            }
        }
        self.alloc_slowly(kind, granules)
    }

    /// Makes a short block of these words; an even number of them is filled up with 0.
    #[inline]
    pub fn alloc_words<const N: usize>(&mut self, kind: Kind, words: [u32; N]) -> Result<Ref, Stop> {
        match self.try_words(kind, words) {
            Some(at) => Ok(at),
            None => self.alloc_words_slowly(kind, &words),
        }
    }

    /// As `alloc_words`, if the block can be cut from the current hole without further thought.
    #[inline(always)]
    pub fn try_words<const N: usize>(&mut self, kind: Kind, words: [u32; N]) -> Option<Ref> {
        let granules = const { (N + 2) / 2 } as u32;
        let at = self.space.hole;
        if granules * GRANULE > self.space.limit - at {
            return None;
        }
        let header = Header(Header::new(kind, granules as u8).0 | self.space.tint);
        if !self.memory.start_words(at, header, words) {
            return None;
        }
        self.space.hole = at + granules * GRANULE;
        Some(Ref(at))
    }

    /// True if so many bytes can be cut from the current hole without further thought.
    #[inline(always)]
    pub fn is_roomy(&self, bytes: usize) -> bool {
        // A block may take a granule more than its bytes, and a large one has another before it.
        (self.space.limit - self.space.hole) as usize >= bytes.saturating_add(3 * GRANULE as usize)
    }

    #[cold]
    #[inline(never)]
    fn alloc_words_slowly(&mut self, kind: Kind, words: &[u32]) -> Result<Ref, Stop> {
        let at = self.alloc_slowly(kind, words.len() / 2 + 1)?;
        for (index, word) in words.iter().enumerate() {
            self.set_raw(at, 1 + index, *word);
        }
        Ok(at)
    }

    #[cold]
    #[inline(never)]
    fn alloc_slowly(&mut self, kind: Kind, granules: usize) -> Result<Ref, Stop> {
        // Big ints are made several at a time by one instruction, which would not end.
        if granules > PORTION && !matches!(kind, Kind::BigInt) {
            return self.alloc_in_portions(kind, granules);
        }
        let at = self.make(kind, granules.max(1), None)?;
        self.memory.clear(at.0 + 4, at.0 + granules as u32 * GRANULE);
        Ok(at)
    }

    /// Makes a block of raw bytes: `payload` of them after the header. Only the last 8 bytes of the block are zero.
    /// For `Str` the payload is the two bytes of the hash and the text, whose length goes into the header.
    pub fn alloc_bytes(&mut self, kind: Kind, payload: usize) -> Result<Ref, Stop> {
        let granules = (payload.saturating_add(11) / GRANULE as usize).max(1);
        let text = if matches!(kind, Kind::Str) { Some(payload.saturating_sub(2).min(254) as u8) } else { None };
        let at = self.space.hole;
        if granules < LARGE as usize && granules as u32 * GRANULE <= self.space.limit - at {
            let header = Header::new(kind, text.unwrap_or(granules as u8)).0 | self.space.tint;
            let end = at + granules as u32 * GRANULE;
            self.memory.store(end - GRANULE, 0);
            self.memory.store(end - 4, 0);
            self.memory.store(at, header);
            self.space.hole = end;
            return Ok(Ref(at));
        }
        let at = self.make(kind, granules, text)?;
        let end = at.0 + granules as u32 * GRANULE;
        self.memory.clear((end - GRANULE).max(at.0 + 4), end);
        Ok(at)
    }

    /// Places a block and writes its header; `text` is the length that stands in a `Str`'s header.
    pub(super) fn make(&mut self, kind: Kind, granules: usize, text: Option<u8>) -> Result<Ref, Stop> {
        let is_large = granules >= LARGE as usize;
        let total = granules.saturating_add(is_large as usize);
        let Some(mut at) = self.take(total) else {
            self.wanted = total.saturating_mul(GRANULE as usize);
            self.notes.is_paused = false;
            return Err(Stop::Memory);
        };
        let tint = self.tint_at(at);
        if is_large {
            self.memory.store(at, Header::new(Kind::Large, 1).0);
            self.memory.store(at + 4, granules as u32);
            at += GRANULE;
        }
        let size = text.unwrap_or(granules.min(LARGE as usize) as u8);
        self.memory.store(at, Header::new(kind, size).0 | tint);
        Ok(Ref(at))
    }

    /// Makes a block that compaction does not move, as high up as is easily found: there it does not divide the free space.
    pub(super) fn alloc_pinned(&mut self, kind: Kind, words: usize) -> Result<Ref, Stop> {
        let granules = (words.saturating_add(1) / 2).max(1);
        let is_large = granules >= LARGE as usize;
        let total = granules.saturating_add(is_large as usize);
        let Some(mut at) = self.take_high(total) else {
            self.wanted = total.saturating_mul(GRANULE as usize);
            return Err(Stop::Memory);
        };
        let tint = self.tint_at(at);
        self.memory.clear(at, at + total as u32 * GRANULE);
        if is_large {
            self.memory.store(at, Header::new(Kind::Large, 1).0);
            self.memory.store(at + 4, granules as u32);
            at += GRANULE;
        }
        let size = granules.min(LARGE as usize) as u8;
        self.memory.store(at, Header::new(kind, size).0 | tint);
        Ok(Ref(at))
    }

    /// Takes so many granules from the end of the current hole, or of another one.
    fn take_high(&mut self, granules: usize) -> Option<u32> {
        if granules > (self.memory.limit() / GRANULE) as usize || self.is_moving() || !self.may_allocate() {
            return None;
        }
        let bytes = granules as u32 * GRANULE;
        if bytes <= self.space.left() {
            self.space.end -= bytes;
            self.space.limit = self.space.limit.min(self.space.end);
            self.charge(bytes);
            return Some(self.space.end);
        }
        let at = self.space.find(self.memory, granules as u32)?;
        let rest = size_of_free(self.memory, at) - granules as u32;
        self.take_free(at);
        if rest != 0 {
            self.space.put_first(self.memory, at, rest);
        }
        self.charge(bytes);
        Some(at + rest * GRANULE)
    }

    /// Finds room for so many granules.
    fn take(&mut self, granules: usize) -> Option<u32> {
        if granules > (self.memory.limit() / GRANULE) as usize || self.is_moving() || !self.may_allocate() {
            return None;
        }
        let bytes = granules as u32 * GRANULE;
        if bytes > self.space.left() {
            return self.take_elsewhere(granules as u32);
        }
        let at = self.space.hole;
        self.space.hole += bytes;
        self.charge(self.space.hole.saturating_sub(self.space.limit));
        self.cut_slice();
        Some(at)
    }

    /// Cuts a block from a hole of the bins; the larger rest becomes, or stays, the current hole.
    fn take_elsewhere(&mut self, granules: u32) -> Option<u32> {
        let at = self.space.find(self.memory, granules)?;
        let end = at + size_of_free(self.memory, at) * GRANULE;
        let rest = at + granules * GRANULE;
        self.take_free(at);
        self.charge(rest - at);
        if end - rest > self.space.left() {
            self.close_hole();
            self.open_hole(rest, end);
        } else if end > rest {
            self.space.put_first(self.memory, rest, (end - rest) / GRANULE);
        }
        Some(at)
    }

    /// The torture switches' say in an allocation.
    pub(super) fn may_allocate(&mut self) -> bool {
        if !self.torture.is_on() {
            return true;
        }
        if self.torture.collect_every_allocation {
            self.debt = self.debt.max(1);
            self.ring();
        }
        let torture = &mut self.torture;
        for count in [&mut torture.fail_allocation, &mut torture.restart_allocation] {
            match count {
                Some(0) => return false,
                Some(left) => *left -= 1,
                None => {}
            }
        }
        true
    }

    /// Lets blocks be cut from the next slice of the current hole without further thought.
    pub(super) fn cut_slice(&mut self) {
        let slice = if self.torture.is_on() { 0 } else { SLICE.min(self.space.left()) };
        self.space.limit = self.space.hole + slice;
        self.charge(slice);
    }

    /// Makes a free run the current hole.
    pub(super) fn open_hole(&mut self, at: u32, end: u32) {
        self.space.hole = at;
        self.space.end = end;
        self.space.tint = self.tint_at(at);
        self.cut_slice();
    }

    /// Puts what is left of the current hole into its bin.
    pub(super) fn close_hole(&mut self) {
        let (at, granules) = (self.space.hole, self.space.left() / GRANULE);
        (self.space.hole, self.space.limit, self.space.end) = (0, 0, 0);
        if granules != 0 {
            self.space.put_first(self.memory, at, granules);
        }
    }

    /// True if the current hole starts at `at`.
    pub(super) fn is_hole(&self, at: u32) -> bool {
        at == self.space.hole && self.space.left() != 0
    }

    /// True if a free block that is not the current hole starts at `at`.
    pub(super) fn is_free(&self, at: u32) -> bool {
        self.memory.holds(at) && !self.is_hole(at) && self.memory.header(Ref(at)).is(Kind::Free)
    }

    /// Takes a free block out of its bin.
    pub(super) fn take_free(&mut self, at: u32) {
        if self.cycle.run == at {
            self.cycle.run = 0;
        }
        self.space.unlink(self.memory, at);
    }

    /// Makes a run of granules free and joins it with the free space behind it.
    pub(super) fn give_back(&mut self, at: u32, granules: u32) {
        let end = at + granules * GRANULE;
        let is_free = self.is_free(end);
        if self.cycle.sweep == end && (is_free || self.is_hole(end)) {
            self.cycle.sweep = at;
        }
        if self.is_hole(end) {
            return self.widen_hole(at);
        }
        self.credit(granules * GRANULE);
        let behind = if is_free { size_of_free(self.memory, end) } else { 0 };
        if is_free {
            self.take_free(end);
        }
        self.space.put_first(self.memory, at, granules + behind);
    }

    /// Lets the current hole start at `at`, the last block before it having been given back. What lies below the limit
    /// has been charged already.
    fn widen_hole(&mut self, at: u32) {
        self.space.hole = at;
        if self.torture.is_on() {
            self.space.limit = at;
        }
    }

    /// Makes a block larger, to `words` words, if there is free space behind it; the new words are zero.
    pub fn grow_in_place(&mut self, at: Ref, words: usize) -> bool {
        let header = self.memory.header(at);
        let (old, new) = (self.memory.granules(at, header), words.saturating_add(1) / 2);
        if new <= old as usize {
            return true;
        }
        if !self.can_resize(at, header)
            || new > (ARENA_MAX / GRANULE) as usize
            || (header.size() != LARGE && new >= LARGE as usize)
        {
            return false;
        }
        let end = at.0 + old * GRANULE;
        if !self.take_behind(end, new as u32 - old) {
            return false;
        }
        self.memory.clear(end, at.0 + new as u32 * GRANULE);
        self.set_granules(at, header, new as u32);
        true
    }

    /// Takes free granules that start at `end`, the end of a block.
    fn take_behind(&mut self, end: u32, granules: u32) -> bool {
        let new_end = end + granules * GRANULE;
        if self.is_hole(end) && granules * GRANULE <= self.space.left() {
            self.space.hole = new_end;
            if new_end > self.space.limit {
                self.charge(new_end - self.space.limit);
                self.cut_slice();
            }
        } else if self.is_free(end) && size_of_free(self.memory, end) >= granules {
            let rest = size_of_free(self.memory, end) - granules;
            self.take_free(end);
            self.charge(granules * GRANULE);
            if rest != 0 {
                self.space.put_first(self.memory, new_end, rest);
            }
        } else {
            return false;
        }
        if self.cycle.sweep == end {
            self.cycle.sweep = new_end;
        }
        true
    }

    /// Makes a block smaller, to `words` words. A `Str` keeps its size: its header says its length.
    pub fn shrink(&mut self, at: Ref, words: usize) {
        let header = self.memory.header(at);
        let (old, new) = (self.memory.granules(at, header), (words.saturating_add(1) / 2).max(1));
        if new < old as usize && self.can_resize(at, header) {
            self.set_granules(at, header, new as u32);
            self.give_back(at.0 + new as u32 * GRANULE, old - new as u32);
        }
    }

    /// Makes a `Str` shorter; `length` is that of its text.
    pub fn shrink_str(&mut self, at: Ref, length: usize) {
        let header = self.memory.header(at);
        if !self.memory.holds(at.0) || !header.is(Kind::Str) || length >= header.size() as usize || self.is_moving() {
            return;
        }
        let old = self.memory.granules(at, header);
        let header = Header(header.0 & !0xff00 | (length as u32) << 8);
        let new = self.memory.granules(at, header);
        self.memory.store(at.0, header.0);
        if new < old {
            self.give_back(at.0 + new * GRANULE, old - new);
        }
    }

    fn can_resize(&self, at: Ref, header: Header) -> bool {
        let fixed = header.is(Kind::Str) || header.is(Kind::Free) || header.is(Kind::Large);
        self.memory.holds(at.0) && !fixed && !self.is_moving()
    }

    fn set_granules(&mut self, at: Ref, header: Header, granules: u32) {
        if header.size() == LARGE {
            self.memory.store(at.0 - 4, granules);
        } else {
            self.memory.store(at.0, header.0 & !0xff00 | granules << 8);
        }
    }

    /// Gives a block back at once. The caller knows that nothing refers to it.
    pub fn free_now(&mut self, at: Ref) {
        let header = self.memory.header(at);
        let is_block = self.memory.holds(at.0) && !header.is(Kind::Free) && !header.is(Kind::Large);
        let is_listed = header.0 & Header::GRAY != 0;
        if !is_block || is_listed || self.is_moving() {
            return;
        }
        if self.is_half_scanned(at) {
            // Other blocks may come to lie there.
            self.cycle.scan = Ref::NONE;
        }
        let before = self.memory.granules_before(header);
        self.give_back(at.0 - before * GRANULE, self.memory.granules(at, header) + before);
    }
}
