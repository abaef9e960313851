//! The table of dicts and sets: entries in the order of their insertion, and an index for the larger ones.
//!
//! A table block is `[header][meta][entry]…[hash]…[dead][lost][stamp][slot]…`. An entry is `[key][value]` in a dict,
//! `[key]` in a set. Up to [`SMALL`] entries there is no index and nothing behind the entries; keys are found by
//! comparing words. Larger tables have an open-addressing index of 8, 16 or 32-bit slots: 0 is empty, all ones is
//! gone, else an entry's position plus one. Deletion moves the entries of a small table together; in a larger one it
//! leaves an entry without a key, and the table is packed when half of its entries are dead.
//!
//! | bits of the meta int | field |
//! |--|--|
//! | 0..=23 | entries in use, dead ones included |
//! | 24..=27 | 0: no index; else the index has `16 << field` slots |
//! | 28 | *stable*: entries never move; one that is deleted keeps its key and loses its value |
//! | 29 | *mixed*: some key may equal another word than its own (text in the heap, floats, bools, big ints, tuples) |
//! | 30 | *asking*: some key is compared by Python code; the hashes of all keys stand behind the entries |

mod room;
#[cfg(test)]
mod tests;

use super::equality::{self, Key};
use crate::vm::heap::{Heap, Kind};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};
use core::cell::Cell;
pub use room::{clear, copy, insert, make_stable, put, remove, reserve, set_value};

/// The most entries of a table without an index.
pub const SMALL: usize = 10;
/// Words before the entries.
pub const ENTRIES: usize = 2;
/// The greatest index field: 2^19 slots.
const MAX_CODE: u32 = 15;

const USED: u32 = 0xff_ffff;
const CODE_SHIFT: u32 = 24;
const CODE: u32 = 15 << CODE_SHIFT;
const STABLE: u32 = 1 << 28;
const MIXED: u32 = 1 << 29;
const ASKING: u32 = 1 << 30;

/// Set in the meta word (a tagged int) of tables with an index.
pub const INDEXED: u32 = CODE << 1;
/// The entries in use, of the meta word of a table without an index.
pub const SMALL_USED: u32 = 15 << 1;

/// Words between the hashes and the index: dead entries, slots that are gone, and [`STAMP`].
const TRAILER: usize = 3;
/// The trailer word that says when the index was made, if some key hashes by its address; else 0.
const STAMP: usize = 2;

/// Where a key stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the entry at this position.
    At(usize),
    /// Nowhere.
    Absent,
    /// Only Python code can tell.
    Ask,
}

/// A table block and what its meta word says. Not valid any more when the table changes.
#[derive(Clone, Copy)]
pub struct Table {
    /// The block; `Ref::NONE` for an empty container.
    at: Ref,
    /// 1 if entries have two words, else 0.
    shift: usize,
    /// The payload of the meta word.
    meta: u32,
}

impl Table {
    /// The table of a Dict, Set or FrozenSet block.
    #[inline]
    pub fn of(heap: &Heap, container: Ref) -> Table {
        let words = heap.words::<2>(container);
        let at = Ref(words.get(1));
        Table { at, shift: usize::from(words.header().is(Kind::Dict)), meta: heap.words::<2>(at).get(1) >> 1 }
    }

    /// True if the block of a table has room for what its meta word says.
    pub fn is_sound(heap: &Heap, at: Ref) -> bool {
        let meta = heap.value(at, 1);
        let shift = usize::from(heap.kind(at) == Kind::DictTable);
        let table = Table { at, shift, meta: meta.bits() >> 1 };
        let all = heap.size(at) / 4;
        let has_room = match table.has_index() {
            true => words(table.width(), capacity(table.code()), table.code(), table.has(ASKING)) <= all,
            false => ENTRIES + table.used() * table.stride() <= all,
        };
        meta.is_small() && has_room && table.used() <= table.capacity(heap) && table.dead(heap) <= table.used()
    }

    /// Entries in use, dead ones included.
    #[inline]
    pub fn used(&self) -> usize {
        (self.meta & USED) as usize
    }

    /// True for a table whose entries never move.
    pub fn is_stable(&self) -> bool {
        self.has(STABLE)
    }

    #[inline(always)]
    fn code(&self) -> u32 {
        (self.meta & CODE) >> CODE_SHIFT
    }

    #[inline(always)]
    fn has_index(&self) -> bool {
        self.has(CODE)
    }

    #[inline(always)]
    fn has(&self, flag: u32) -> bool {
        self.meta & flag != 0
    }

    /// Words in an entry.
    #[inline(always)]
    fn width(&self) -> usize {
        1 << self.shift
    }

    /// Words that an entry takes, its hash included.
    #[inline(always)]
    fn stride(&self) -> usize {
        self.width() + usize::from(self.has(ASKING))
    }

    /// The word of the block where an entry starts.
    #[inline(always)]
    fn entry(&self, position: usize) -> usize {
        ENTRIES + (position << self.shift)
    }

    /// Entries that fit.
    fn capacity(&self, heap: &Heap) -> usize {
        if self.has_index() { capacity(self.code()) } else { self.small_capacity(heap) }
    }

    /// Entries that fit, without an index.
    fn small_capacity(&self, heap: &Heap) -> usize {
        let words = (heap.size(self.at) / 4).saturating_sub(ENTRIES);
        (if self.has(ASKING) { words / self.stride() } else { words >> self.shift }).min(SMALL)
    }

    fn hash_word(&self, heap: &Heap, position: usize) -> usize {
        ENTRIES + self.capacity(heap) * self.width() + position
    }

    /// The first word of the trailer; only with an index.
    #[inline(always)]
    fn trailer(&self) -> usize {
        ENTRIES + capacity(self.code()) * self.stride()
    }

    /// The key at a position below `used`; `UNDEFINED` if the entry is dead.
    #[inline]
    pub fn key(&self, heap: &Heap, position: usize) -> Value {
        if position < self.used() { heap.memory().value(self.at, self.entry(position)) } else { Value::UNDEFINED }
    }

    /// The value of the entry at a position; a set's entries are their own value.
    #[inline]
    pub fn value(&self, heap: &Heap, position: usize) -> Value {
        if position < self.used() {
            heap.memory().value(self.at, self.entry(position) + self.shift)
        } else {
            Value::UNDEFINED
        }
    }

    /// True if there is a live entry at a position.
    fn is_live(&self, heap: &Heap, position: usize) -> bool {
        self.value(heap, position).is_defined()
    }

    /// The entries that live. O(1), but O(n) in a stable table.
    #[inline]
    pub fn len(&self, heap: &Heap) -> usize {
        if self.has(CODE | STABLE) { self.count(heap) } else { self.used() }
    }

    fn count(&self, heap: &Heap) -> usize {
        if self.has(STABLE) {
            return (0..self.used()).filter(|position| self.is_live(heap, *position)).count();
        }
        self.used() - self.dead(heap)
    }

    /// True if the number of live entries is not what it was when a walk began.
    #[inline]
    pub fn has_changed(&self, heap: &Heap, len: usize) -> bool {
        !self.has(STABLE) && self.len(heap) != len
    }

    #[inline(always)]
    fn dead(&self, heap: &Heap) -> usize {
        if self.has_index() { heap.memory().word(self.at, self.trailer()) as usize } else { 0 }
    }

    fn lost(&self, heap: &Heap) -> usize {
        if self.has_index() { heap.memory().word(self.at, self.trailer() + 1) as usize } else { 0 }
    }

    /// The first live entry at `position` or behind it.
    #[inline]
    pub fn next(&self, heap: &Heap, position: usize) -> Option<usize> {
        (position..self.used()).find(|position| heap.memory().word(self.at, self.entry(*position) + self.shift) != 0)
    }

    /// The last live entry before `position`.
    pub fn previous(&self, heap: &Heap, position: usize) -> Option<usize> {
        (0..position.min(self.used())).rev().find(|position| self.is_live(heap, *position))
    }

    /// The hash of the key at a position.
    pub fn hash(&self, heap: &Heap, position: usize) -> i32 {
        let key = self.key(heap, position);
        if let Some(hash) = equality::hash_plain(key) {
            return hash;
        }
        match equality::hash(heap, key) {
            equality::Hash::Known(hash) => hash,
            _ if self.has(ASKING) => heap.memory().word(self.at, self.hash_word(heap, position)) as i32,
            _ => 0,
        }
    }

    #[inline(always)]
    fn index(&self) -> Index {
        Index { at: self.at, first: self.trailer() + TRAILER, code: self.code() }
    }

    /// Whether the key at a position is the one looked for; `None`: ask.
    fn matches(&self, heap: &Heap, position: usize, key: &Key) -> Option<bool> {
        let other = self.key(heap, position);
        if other == key.word || other == key.value {
            return Some(other.is_defined());
        }
        if !self.has(MIXED) || other.is_small() || other.is_name() || !other.is_defined() {
            return Some(false);
        }
        if let Some(answer) = equality::equal_flat(heap, other, key.value) {
            return Some(answer);
        }
        match equality::equal(heap, other, key.value) {
            None if self.hash(heap, position) != key.hash => Some(false),
            answer => answer,
        }
    }

    /// Looks a key up that does not hash by its address.
    pub fn look_up(&self, heap: &Heap, key: &Key) -> Place {
        if key.text {
            return self.look_up_text(heap, key);
        }
        if self.has_index() {
            return self.look_up_indexed(heap, key);
        }
        let words = self.used() << self.shift;
        let cells = heap.memory().few_cells(self.at, ENTRIES, words);
        if cells.len() != words {
            return self.look_up_mixed(heap, key);
        }
        let is_key = |cell: &Cell<u32>| cell.get() == key.word.bits() || cell.get() == key.value.bits();
        let position = match self.shift {
            0 => cells.iter().position(is_key),
            _ => cells.chunks_exact(2).position(|entry| entry.first().is_some_and(is_key)),
        };
        if let Some(position) = position {
            return Place::At(position);
        }
        if self.has(MIXED) { self.look_up_mixed(heap, key) } else { Place::Absent }
    }

    /// Looks a text of the heap up, which is not asked for its name.
    #[inline(never)]
    fn look_up_text(&self, heap: &Heap, key: &Key) -> Place {
        let index = if self.has_index() { Some(self.index()) } else { None };
        let mut slot = index.map_or(0, |index| index.start(key.hash));
        for _ in 0..index.map_or(self.used(), |index| index.mask() + 1) {
            let position = match index.map(|index| index.get(heap, slot)) {
                Some(0) => break,
                Some(to) => to - 1,
                None => slot,
            };
            match self.matches_text(heap, position, key) {
                Some(true) => return Place::At(position),
                Some(false) => {}
                None => return Place::Ask,
            }
            slot = (slot + 1) & index.map_or(usize::MAX, |index| index.mask());
        }
        Place::Absent
    }

    /// As `matches`, for a text of the heap.
    #[inline(always)]
    fn matches_text(&self, heap: &Heap, position: usize, key: &Key) -> Option<bool> {
        let other = self.key(heap, position);
        let hash = if other.is_name() {
            other.bits() >> 16
        } else if !self.has(MIXED) || !other.is_ref() {
            return Some(false);
        } else {
            let words = heap.memory().words::<3>(Ref(other.bits()));
            if words.header().is(Kind::Str) {
                words.get(1) & 0xffff
            } else if words.header().is(Kind::LongStr) {
                words.get(2) & 0xffff
            } else {
                return self.matches(heap, position, key);
            }
        };
        Some(hash as i32 == key.hash && (other == key.value || equality::same_text(heap, other, key.value)))
    }

    /// Compares the key with all others.
    fn look_up_mixed(&self, heap: &Heap, key: &Key) -> Place {
        for position in 0..self.used() {
            match self.matches(heap, position, key) {
                Some(true) => return Place::At(position),
                Some(false) => {}
                None => return Place::Ask,
            }
        }
        Place::Absent
    }

    fn look_up_indexed(&self, heap: &Heap, key: &Key) -> Place {
        let index = self.index();
        let mut slot = index.start(key.hash);
        for _ in 0..=index.mask() {
            let to = index.get(heap, slot);
            if to == 0 {
                break;
            }
            match self.matches(heap, to - 1, key) {
                Some(true) => return Place::At(to - 1),
                Some(false) => {}
                None => return Place::Ask,
            }
            slot = (slot + 1) & index.mask();
        }
        Place::Absent
    }

    /// Makes the index anew.
    fn link_all(&self, heap: &mut Heap) {
        self.index().clear(heap);
        let moving = self.link_entries(heap, 0, self.used());
        let dead = (0..self.used()).filter(|position| !self.key(heap, *position).is_defined()).count();
        let stamp = if moving { stamp(heap) } else { 0 };
        heap.write(self.at, self.trailer(), dead as u32);
        heap.write(self.at, self.trailer() + 1, 0);
        heap.write(self.at, self.trailer() + STAMP, stamp);
    }

    /// Enters the keys from one position to another into the index; true if some key hashes by its address.
    fn link_entries(&self, heap: &mut Heap, start: usize, end: usize) -> bool {
        let index = self.index();
        let mut moving = false;
        for position in start..end {
            let key = self.key(heap, position);
            if key.is_defined() {
                moving |= key.is_ref() && equality::hashes_by_address(heap, key);
                index.link(heap, self.hash(heap, position), position);
            }
        }
        moving
    }

    /// Makes the index anew if it was made by addresses that are old.
    fn refresh(&self, heap: &mut Heap) {
        if !self.has_index() {
            return;
        }
        let made = heap.memory().word(self.at, self.trailer() + STAMP);
        if made != 0 && made != stamp(heap) {
            self.link_all(heap);
        }
    }

    fn set_meta(&mut self, heap: &mut Heap, meta: u32) {
        self.meta = meta;
        heap.write(self.at, 1, meta << 1 | 1);
    }

    /// Moves the live entries together. An index must be made anew after this.
    fn pack(&mut self, heap: &mut Heap) {
        heap.touch(self.at);
        let mut to = 0;
        for from in 0..self.used() {
            if self.is_live(heap, from) {
                if to != from {
                    self.move_entry(heap, from, to);
                }
                to += 1;
            }
        }
        self.set_meta(heap, self.meta & !USED | to as u32);
    }

    fn move_entry(&self, heap: &mut Heap, from: usize, to: usize) {
        heap.copy_values(self.at, self.entry(from), self.at, self.entry(to), self.width());
        if self.has(ASKING) {
            let hash = heap.memory().word(self.at, self.hash_word(heap, from));
            heap.write(self.at, self.hash_word(heap, to), hash);
        }
    }
}

/// The index of a table: slots of 8, 16 or 32 bits.
#[derive(Clone, Copy)]
struct Index {
    at: Ref,
    /// The word of the block where it starts.
    first: usize,
    code: u32,
}

impl Index {
    /// The last slot.
    #[inline(always)]
    fn mask(self) -> usize {
        slots(self.code) - 1
    }

    /// The slot where the search for a hash starts.
    #[inline(always)]
    fn start(self, hash: i32) -> usize {
        // Fibonacci hashing: the upper bits of the product depend on all bits of the hash.
        ((hash as u32).wrapping_mul(0x9e37_79b9) >> (28 - self.code)) as usize
    }

    /// The word a slot lies in, how far up, and its mask.
    #[inline(always)]
    fn place(self, slot: usize) -> (usize, usize, u32) {
        match slot_size(self.code) {
            1 => (self.first + slot / 4, slot % 4 * 8, 0xff),
            2 => (self.first + slot / 2, slot % 2 * 16, 0xffff),
            _ => (self.first + slot, 0, u32::MAX),
        }
    }

    /// What a slot holds: 0 if it is empty, more than `used` if it is gone, else a position plus one.
    #[inline(always)]
    fn get(self, heap: &Heap, slot: usize) -> usize {
        let (word, up, mask) = self.place(slot);
        (heap.memory().word(self.at, word) >> up & mask) as usize
    }

    fn set(self, heap: &mut Heap, slot: usize, to: u32) {
        let (word, up, mask) = self.place(slot);
        let rest = heap.memory().word(self.at, word) & !(mask << up);
        heap.write(self.at, word, rest | (to & mask) << up);
    }

    /// Enters a position; there is room.
    fn link(self, heap: &mut Heap, hash: i32, position: usize) {
        let mut slot = self.start(hash);
        for _ in 0..=self.mask() {
            if self.get(heap, slot) == 0 {
                return self.set(heap, slot, position as u32 + 1);
            }
            slot = (slot + 1) & self.mask();
        }
    }

    fn clear(self, heap: &mut Heap) {
        heap.bytes_mut(self.at, self.first * 4, slots(self.code) * slot_size(self.code)).fill(0);
    }

    /// The position for a hash that passes a test.
    fn position_of(self, heap: &Heap, hash: i32, test: impl Fn(usize) -> bool) -> Option<usize> {
        let start = self.start(hash);
        let slots = (0..=self.mask()).map(|step| self.get(heap, (start + step) & self.mask()));
        slots.take_while(|to| *to != 0).map(|to| to - 1).find(|position| test(*position))
    }

    /// The slot that holds a position for a hash.
    fn find(self, heap: &Heap, hash: i32, position: usize) -> Option<usize> {
        let start = self.start(hash);
        let slots = (0..=self.mask()).map(|step| (start + step) & self.mask());
        slots.take_while(|slot| self.get(heap, *slot) != 0).find(|slot| self.get(heap, *slot) == position + 1)
    }
}

/// The key (`behind` 0) or value (1) of the entry at a position, if the table has `live` entries and that is one of
/// them; entries have two words if `shift` is 1.
#[inline(always)]
pub fn entry_word(
    heap: &Heap,
    container: Ref,
    live: u32,
    position: usize,
    shift: usize,
    behind: usize,
) -> Option<Value> {
    let at = Ref(heap.words::<2>(container).get(1));
    let table = Table { at, shift, meta: heap.words::<2>(at).get(1) >> 1 };
    let used = table.used();
    let changed = table.has(STABLE) || used - table.dead(heap) != live as usize;
    if changed || position >= used {
        return None;
    }
    Some(heap.memory().value(at, table.entry(position) + behind)).filter(|value| value.is_defined())
}

/// What stands in an index that depends on where objects lie now.
fn stamp(heap: &Heap) -> u32 {
    heap.moves() | 1 << 31
}

const fn slots(code: u32) -> usize {
    16 << code
}

/// Five eighths of the slots: 20, 40, 80, ….
#[inline(always)]
const fn capacity(code: u32) -> usize {
    slots(code) / 2 + slots(code) / 8
}

/// Positions plus one of a table of so many slots, and the mark "gone", fit so many bytes.
const fn slot_size(code: u32) -> usize {
    match code {
        0..=4 => 1,
        5..=12 => 2,
        _ => 4,
    }
}

const _: () = assert!(capacity(4) + 1 < 0xff && capacity(12) + 1 < 0xffff && capacity(MAX_CODE) < USED as usize);

/// The index field of a table for `entries`; 0 if it needs no index.
fn code_for(entries: usize) -> Outcome<u32> {
    if entries <= SMALL {
        return Ok(0);
    }
    (1..=MAX_CODE).find(|code| capacity(*code) >= entries).ok_or(Stop::Memory)
}

/// Words of a table block.
fn words(width: usize, entries: usize, code: u32, asking: bool) -> usize {
    let stride = width + usize::from(asking);
    if code == 0 {
        return ENTRIES + entries * stride;
    }
    ENTRIES + capacity(code) * stride + TRAILER + (slots(code) * slot_size(code)).div_ceil(4)
}

/// Looks a key up.
pub fn find(heap: &mut Heap, container: Ref, key: &Key) -> Place {
    let table = Table::of(heap, container);
    if key.by_address {
        table.refresh(heap);
    }
    table.look_up(heap, key)
}

/// The next entry behind `after` (-1: the first one) whose key has a hash.
pub fn probe(heap: &mut Heap, container: Ref, hash: i32, after: i32) -> Option<usize> {
    let table = Table::of(heap, container);
    let begin = (after.max(-1) + 1) as usize;
    if !table.has_index() {
        return (begin..table.used()).find(|position| table.hash(heap, *position) == hash);
    }
    table.refresh(heap);
    let index = table.index();
    let mut passed = after < 0;
    let mut slot = index.start(hash);
    for _ in 0..=index.mask() {
        let to = index.get(heap, slot);
        if to == 0 {
            break;
        }
        if passed && table.key(heap, to - 1).is_defined() && table.hash(heap, to - 1) == hash {
            return Some(to - 1);
        }
        passed |= to == begin;
        slot = (slot + 1) & index.mask();
    }
    None
}
