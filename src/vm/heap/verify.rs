//! A walk over everything, for tests: is every block, link, colour, reference and name as it must be?

use super::collect::Phase;
use super::free::size_of_free;
use super::layout::{Color, GRANULE, Header, Kind, LARGE};
use super::memory::FIRST;
use super::page::{ARENA_MAX, PAGES, address_of, number_of, page_of, start_of};
use super::{Heap, Root};
use crate::vm::name::{Name, STATIC_NAMES};
use crate::vm::value::{FLASH, Ref, Value};

/// What is wrong, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The address of the block.
    pub at: u32,
    /// What is wrong with it.
    pub what: &'static str,
}

/// Words of bits.
const STARTS: usize = (ARENA_MAX / GRANULE).div_ceil(64) as usize;

/// A bit for each granule: does a block start here?
struct Starts([u64; STARTS]);

impl Starts {
    fn add(&mut self, at: u32) {
        let granule = at / GRANULE;
        self.0[granule as usize / 64] |= 1 << (granule % 64);
    }

    fn has(&self, at: u32) -> bool {
        let granule = at / GRANULE;
        self.0.get(granule as usize / 64).is_some_and(|bits| bits >> (granule % 64) & 1 != 0)
    }
}

fn check(condition: bool, at: u32, what: &'static str) -> Result<(), Broken> {
    if condition { Ok(()) } else { Err(Broken { at, what }) }
}

impl Heap<'_> {
    /// Walks over everything. While blocks are being moved nothing can be said.
    pub fn verify(&self) -> Result<(), Broken> {
        if self.is_moving() {
            return Ok(());
        }
        let mut starts = Starts([0; STARTS]);
        self.verify_blocks(&mut starts)?;
        self.verify_gray()?;
        self.each_block(|at| self.verify_values(at, &starts))?;
        for root in self.roots {
            self.verify_value(0, root, &starts)?;
        }
        self.verify_stack(&starts)
    }

    /// Sizes, kinds, colours and free blocks.
    fn verify_blocks(&self, starts: &mut Starts) -> Result<(), Broken> {
        let (mut at, mut free) = (FIRST, 0);
        while at < self.memory.limit() {
            if self.is_hole(at) {
                check(self.space.limit <= self.space.end && self.space.limit >= at, at, "hole's limit")?;
                at = self.space.end;
                continue;
            }
            let header = self.header(Ref(at));
            check(((header.0 & 63) as usize) < Kind::ALL.len(), at, "kind")?;
            if header.is(Kind::Free) {
                self.verify_free(at)?;
                free += size_of_free(self.memory, at);
                at += size_of_free(self.memory, at) * GRANULE;
                continue;
            }
            if header.is(Kind::Large) {
                at += GRANULE;
                check(self.header(Ref(at)).size() == LARGE, at, "size of a large block")?;
            }
            let header = self.header(Ref(at));
            check(header.size() != LARGE || self.memory.load(at - GRANULE) & 63 == Kind::Large as u32, at, "no Large")?;
            check(header.size() != 0 || header.is(Kind::Str), at, "size")?;
            self.verify_color(at, header)?;
            starts.add(at);
            at += self.memory.granules(Ref(at), header) * GRANULE;
        }
        check(at == self.memory.limit(), at, "the last block's end")?;
        check(free == self.space.binned, at, "granules in bins")
    }

    fn verify_free(&self, at: u32) -> Result<(), Broken> {
        let (page, number) = (page_of(at), number_of(at));
        let next = address_of(page, self.header(Ref(at)).link());
        let before = address_of(page, self.memory.load(at + 4) & 0xffff);
        check(size_of_free(self.memory, at) != 0, at, "free size")?;
        check(self.memory.load(next + 4) & 0xffff == number, at, "next free block")?;
        check(Header(self.memory.load(before)).link() == number, at, "free block before")?;
        check(self.memory.load(next) & 63 == 0, at, "next free block's kind")
    }

    fn verify_color(&self, at: u32, header: Header) -> Result<(), Broken> {
        let is_gray = header.0 & Header::COLOR == Header::GRAY;
        check(header.0 & Header::COLOR <= (Color::Black as u32) << 6, at, "colour")?;
        check(!is_gray || self.cycle.phase == Phase::Mark, at, "gray block")?;
        let may_be_black = match self.cycle.phase {
            Phase::Sweep => at >= self.cycle.sweep,
            phase => phase != Phase::Idle,
        };
        check(!header.is_black() || may_be_black, at, "black block")
    }

    /// The gray lists have every gray block once.
    fn verify_gray(&self) -> Result<(), Broken> {
        let mut listed = 0u32;
        for page in 0..PAGES {
            let mut number = self.cycle.gray.first_of(start_of(page));
            while number != 0 {
                let at = address_of(page, number);
                let header = Header(self.memory.load(at));
                check(header.0 & Header::COLOR == Header::GRAY, at, "block in the gray list")?;
                listed += 1;
                check(listed < ARENA_MAX / GRANULE, at, "gray list is a circle")?;
                number = header.link();
            }
        }
        self.each_block(|at| {
            listed = listed.wrapping_sub((self.header(at).0 & Header::COLOR == Header::GRAY) as u32);
            Ok(())
        })?;
        check(listed == 0, self.cycle.gray.first(), "gray list's length")
    }

    /// True for what the sweep will free: it may refer to what it has freed.
    fn is_garbage(&self, at: Ref) -> bool {
        let sweeping = matches!(self.cycle.phase, Phase::Sweep | Phase::Names);
        sweeping && at.0 >= self.cycle.sweep && self.header(at).is_white()
    }

    fn verify_values(&self, at: Ref, starts: &Starts) -> Result<(), Broken> {
        if self.is_garbage(at) {
            return Ok(());
        }
        let header = self.header(at);
        let is_done = self.cycle.phase == Phase::Mark && header.is_black() && self.cycle.scan != at;
        for index in self.memory.values(at, header) {
            let value = self.value(at, index);
            self.verify_value(at.0, value, starts)?;
            check(!is_done || !self.is_white_value(value), at.0, "black refers to white")?;
        }
        for index in self.name_blocks(at) {
            let text = self.block(at, index);
            check(!text.is_some() || text.0 >= FLASH || starts.has(text.0), at.0, "name's text")?;
        }
        Ok(())
    }

    fn is_white_value(&self, value: Value) -> bool {
        let block = value.as_name().map_or(value.block(), |name| self.name_block(name));
        self.memory.holds(block.0) && self.header(block).is_white()
    }

    fn verify_value(&self, at: u32, value: Value, starts: &Starts) -> Result<(), Broken> {
        if let Some(to) = value.as_ref() {
            check(to.0 >= FLASH || starts.has(to.0), at, "reference to no block")?;
            check(to.0 >= FLASH || !self.is_garbage(to), at, "reference to garbage")?;
        }
        let in_heap = |name: &Name| name.index() >= STATIC_NAMES && self.static_text(*name).is_none();
        if let Some(name) = value.as_name().filter(in_heap) {
            let block = self.name_block(name);
            check(block.is_some() && self.text_hash(block) == name.hash(), at, "name")?;
            check(self.find_name(self.text(block)) == Some(name), at, "name is not found by its text")?;
        }
        Ok(())
    }

    fn verify_stack(&self, starts: &Starts) -> Result<(), Broken> {
        let stack = self.root(Root::Stack).block();
        for index in 1..self.used_slots(stack) {
            self.verify_value(stack.0, self.value(stack, index), starts)?;
        }
        Ok(())
    }
}
