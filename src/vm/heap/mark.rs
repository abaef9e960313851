//! Marking: gray blocks form a list through the links in their headers; a block is black from the moment its scan
//! begins, and large ones are scanned in portions.

use super::Heap;
use super::collect::Phase;
use super::layout::{Header, Kind, Scan};
use super::page::number_of;
use crate::vm::name::{Name, STATIC_NAMES};
use crate::vm::value::{Ref, Value};

/// Words scanned without looking at the budget.
const PORTION: usize = 32;
/// The least budget for what the last look at roots and stack has found, so that marking comes to its end.
const LAST_BUDGET: i32 = 600;

impl Heap<'_> {
    /// Marks until the budget is spent or all is marked.
    #[inline(never)]
    pub(super) fn mark_step(&mut self, fuel: &mut i32) {
        self.drain(fuel);
        if self.has_gray() || *fuel <= 0 {
            return;
        }
        if !self.mark_stack(fuel) {
            return;
        }
        self.mark_roots(fuel);
        *fuel = (*fuel).max(LAST_BUDGET);
        self.drain(fuel);
        if !self.has_gray() && self.revive(fuel) && !self.has_gray() {
            self.end_marking(fuel);
        }
    }

    fn has_gray(&self) -> bool {
        !self.cycle.gray.is_empty() || self.cycle.scan.is_some()
    }

    fn drain(&mut self, fuel: &mut i32) {
        while *fuel > 0 && (self.cycle.scan.is_some() || self.pop_gray()) {
            let header = self.memory.header(self.cycle.scan);
            if header.scan() == Scan::Mixed {
                self.mark_mixed(fuel);
                continue;
            }
            let values = self.memory.values(self.cycle.scan, header);
            let start = values.start.max(self.cycle.part);
            let end = values.end.min(start + PORTION);
            *fuel -= 85;
            self.mark_words(self.cycle.scan, start, end.saturating_sub(start), fuel);
            self.cycle.part = end;
            if end >= values.end {
                self.cycle.scan = Ref::NONE;
            }
        }
    }

    /// Marks the names in the next words of the block being scanned, and what its values refer to.
    fn mark_mixed(&mut self, fuel: &mut i32) {
        let (at, start) = (self.cycle.scan, self.cycle.part.max(1));
        let header = self.memory.header(at);
        let (words, values) = (self.memory.granules(at, header) as usize * 2, self.memory.values(at, header));
        let end = words.min(start + PORTION);
        for index in start..end {
            let word = self.memory.word(at, index);
            if values.contains(&index) {
                self.mark(word, fuel);
            } else if let Some(name) = Value::from_bits(word).as_name() {
                self.mark_name(name, fuel);
            }
        }
        *fuel -= 40 + 10 * end.saturating_sub(start) as i32;
        self.cycle.part = end;
        if end >= words {
            self.cycle.scan = Ref::NONE;
        }
    }

    /// Marks the text of what may be a name.
    pub(super) fn keep_word(&mut self, word: u32) {
        if let Some(name) = Value::from_bits(word).as_name() {
            self.mark_name(name, &mut 0);
        }
    }

    /// Takes a gray block for scanning.
    fn pop_gray(&mut self) -> bool {
        let at = Ref(self.cycle.gray.first());
        if !at.is_some() {
            return false;
        }
        let header = self.memory.header(at);
        self.cycle.gray.set_first(at.0, header.link());
        self.memory.store(at.0, header.whitened().0 | Header::BLACK);
        self.cycle.scan = at;
        self.cycle.part = 0;
        true
    }

    /// Marks what words of a block refer to; small ints, the most frequent, are passed over at once.
    pub(super) fn mark_words(&mut self, at: Ref, start: usize, count: usize, fuel: &mut i32) {
        *fuel -= 8 * count as i32;
        let memory = self.memory;
        for word in memory.cells(at, start, count) {
            if word.get() & 1 == 0 {
                self.mark(word.get(), fuel);
            }
        }
    }

    /// Marks what a word refers to.
    #[inline(always)]
    fn mark(&mut self, word: u32, fuel: &mut i32) {
        let value = Value::from_bits(word);
        *fuel -= 6;
        if value.is_ref() {
            if !self.memory.holds(word) {
                return;
            }
            let header = self.memory.header(Ref(word));
            *fuel -= 8;
            if header.is_white() {
                *fuel -= 22;
                self.mark_block(Ref(word), header);
            }
        } else if let Some(name) = value.as_name() {
            *fuel -= 8;
            self.mark_name(name, fuel);
        }
    }

    fn mark_block(&mut self, at: Ref, header: Header) {
        if header.scan() != Scan::Raw {
            let gray = header.whitened().0 | Header::GRAY;
            self.memory.store(at.0, Header(gray).with_link(self.cycle.gray.first_of(at.0)).0);
            self.cycle.gray.set_first(at.0, number_of(at.0));
        } else if !header.is(Kind::Free) && !header.is(Kind::Large) {
            self.memory.store(at.0, header.0 | Header::BLACK);
        }
    }

    fn mark_name(&mut self, name: Name, fuel: &mut i32) {
        if name.index() >= STATIC_NAMES {
            *fuel -= 80;
            self.mark_text(self.name_block(name));
        }
    }

    /// Marks what the roots refer to.
    pub(super) fn mark_roots(&mut self, fuel: &mut i32) {
        for root in self.roots {
            self.mark(root.bits(), fuel);
        }
    }

    /// The barrier: what is stored into a black block is marked.
    #[cold]
    #[inline(never)]
    pub(super) fn shade(&mut self, value: Value) {
        if self.cycle.phase == Phase::Mark {
            self.mark(value.bits(), &mut 0);
        }
    }

    /// The barrier for changes in bulk: the block will be scanned again.
    pub fn touch(&mut self, at: Ref) {
        let header = self.memory.header(at);
        if self.cycle.phase == Phase::Mark && header.is_black() && self.memory.holds(at.0) {
            self.mark_block(at, header.whitened());
        }
    }

    /// True if a part of the block has been scanned and another has not.
    pub fn is_half_scanned(&self, at: Ref) -> bool {
        self.cycle.scan == at
    }
}
