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

use super::equality::{self, Key};
use crate::vm::heap::{Heap, Kind};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// The most entries of a table without an index.
pub const SMALL: usize = 10;
/// The most entries a first insertion makes room for.
const FIRST: usize = 4;
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
    /// Words in an entry.
    width: usize,
    /// The payload of the meta word.
    meta: u32,
    /// Entries that fit.
    capacity: usize,
}

impl Table {
    /// The table of a Dict, Set or FrozenSet block.
    pub fn of(heap: &Heap, container: Ref) -> Table {
        let words = heap.words::<2>(container);
        let at = words.block(1);
        let mut table = Table { at, width: width(words.kind()), meta: heap.word(at, 1) >> 1, capacity: 0 };
        table.capacity = match table.code() {
            0 if at.is_some() => (heap.size(at) / 4).saturating_sub(ENTRIES) / table.stride(),
            0 => 0,
            code => capacity(code),
        };
        if table.code() == 0 {
            table.capacity = table.capacity.min(SMALL);
        }
        table
    }

    /// Entries in use, dead ones included.
    pub fn used(&self) -> usize {
        (self.meta & USED) as usize
    }

    /// True for a table whose entries never move.
    pub fn is_stable(&self) -> bool {
        self.has(STABLE)
    }

    fn code(&self) -> u32 {
        (self.meta & CODE) >> CODE_SHIFT
    }

    fn has(&self, flag: u32) -> bool {
        self.meta & flag != 0
    }

    /// Words that an entry takes, its hash included.
    fn stride(&self) -> usize {
        self.width + usize::from(self.has(ASKING))
    }

    /// The word of the block where an entry starts.
    fn entry(&self, position: usize) -> usize {
        ENTRIES + position * self.width
    }

    fn hash_word(&self, position: usize) -> usize {
        ENTRIES + self.capacity * self.width + position
    }

    fn trailer(&self) -> usize {
        ENTRIES + self.capacity * self.stride()
    }

    fn slots(&self) -> usize {
        slots(self.code())
    }

    /// The key at a position below `used`; `UNDEFINED` if the entry is dead.
    pub fn key(&self, heap: &Heap, position: usize) -> Value {
        if position < self.used() { heap.value(self.at, self.entry(position)) } else { Value::UNDEFINED }
    }

    /// The value of the entry at a position; a set's entries are their own value.
    pub fn value(&self, heap: &Heap, position: usize) -> Value {
        if position < self.used() {
            heap.value(self.at, self.entry(position) + self.width - 1)
        } else {
            Value::UNDEFINED
        }
    }

    /// True if there is a live entry at a position.
    fn is_live(&self, heap: &Heap, position: usize) -> bool {
        self.value(heap, position).is_defined()
    }

    /// The entries that live. O(1), but O(n) in a stable table.
    pub fn len(&self, heap: &Heap) -> usize {
        if self.has(STABLE) {
            return (0..self.used()).filter(|position| self.is_live(heap, *position)).count();
        }
        self.used() - self.dead(heap)
    }

    /// True if the number of live entries is not what it was when a walk began.
    pub fn has_changed(&self, heap: &Heap, len: usize) -> bool {
        !self.has(STABLE) && self.len(heap) != len
    }

    fn dead(&self, heap: &Heap) -> usize {
        if self.code() == 0 { 0 } else { heap.word(self.at, self.trailer()) as usize }
    }

    fn lost(&self, heap: &Heap) -> usize {
        if self.code() == 0 { 0 } else { heap.word(self.at, self.trailer() + 1) as usize }
    }

    /// The first live entry at `position` or behind it.
    pub fn next(&self, heap: &Heap, position: usize) -> Option<usize> {
        (position..self.used()).find(|position| self.is_live(heap, *position))
    }

    /// The last live entry before `position`.
    pub fn previous(&self, heap: &Heap, position: usize) -> Option<usize> {
        (0..position.min(self.used())).rev().find(|position| self.is_live(heap, *position))
    }

    /// The hash of the key at a position.
    pub fn hash(&self, heap: &Heap, position: usize) -> i32 {
        match equality::hash(heap, self.key(heap, position)) {
            equality::Hash::Known(hash) => hash,
            _ if self.has(ASKING) => heap.word(self.at, self.hash_word(position)) as i32,
            _ => 0,
        }
    }

    /// Bytes of an index slot.
    fn slot_size(&self) -> usize {
        slot_size(self.code())
    }

    fn slot_offset(&self, slot: usize) -> usize {
        (self.trailer() + TRAILER) * 4 + slot * self.slot_size()
    }

    /// An index slot: 0 for an empty one, above `used` for one that is gone, else a position plus one.
    fn slot(&self, heap: &Heap, slot: usize) -> usize {
        match *heap.bytes(self.at, self.slot_offset(slot), self.slot_size()) {
            [low] => low as usize,
            [low, high] => u16::from_le_bytes([low, high]) as usize,
            [a, b, c, d] => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        }
    }

    fn set_slot(&self, heap: &mut Heap, slot: usize, to: u32) {
        let bytes = to.to_le_bytes();
        for (place, byte) in heap.bytes_mut(self.at, self.slot_offset(slot), self.slot_size()).iter_mut().zip(bytes) {
            *place = byte;
        }
    }

    /// The index slot where the search for a hash starts.
    fn start(&self, hash: i32) -> usize {
        // Fibonacci hashing: the upper bits of the product depend on all bits of the hash.
        ((hash as u32).wrapping_mul(0x9e37_79b9) >> (28 - self.code())) as usize
    }

    /// The slots that may hold a hash, in the order of the search, up to the first empty one.
    fn probe<'h>(&'h self, heap: &'h Heap<'_>, hash: i32) -> impl Iterator<Item = (usize, usize)> + 'h {
        let (start, mask) = (self.start(hash), self.slots() - 1);
        (0..=mask).map(move |step| (start + step) & mask).map(|slot| (slot, self.slot(heap, slot))).take_while(|(_, to)| *to != 0)
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
        match equality::equal(heap, other, key.value) {
            None if self.hash(heap, position) != key.hash => Some(false),
            answer => answer,
        }
    }

    fn find_small(&self, heap: &Heap, key: &Key) -> Place {
        for position in 0..self.used() {
            let other = heap.value(self.at, self.entry(position));
            if other == key.word || other == key.value {
                return Place::At(position);
            }
        }
        if !self.has(MIXED) {
            return Place::Absent;
        }
        for position in 0..self.used() {
            match self.matches(heap, position, key) {
                Some(true) => return Place::At(position),
                Some(false) => {}
                None => return Place::Ask,
            }
        }
        Place::Absent
    }

    fn find_indexed(&self, heap: &Heap, key: &Key) -> Place {
        for (_, to) in self.probe(heap, key.hash) {
            match self.matches(heap, to - 1, key) {
                Some(true) => return Place::At(to - 1),
                Some(false) => {}
                None => return Place::Ask,
            }
        }
        Place::Absent
    }

    /// Enters a position into the index, whose slots have room.
    fn link(&self, heap: &mut Heap, hash: i32, position: usize) {
        let (start, mask) = (self.start(hash), self.slots() - 1);
        let free = (0..=mask).map(|step| (start + step) & mask).find(|slot| self.slot(heap, *slot) == 0);
        if let Some(slot) = free {
            self.set_slot(heap, slot, position as u32 + 1);
        }
    }

    /// Makes the index anew.
    fn link_all(&self, heap: &mut Heap) {
        let (start, len) = (self.slot_offset(0), self.slots() * self.slot_size());
        heap.bytes_mut(self.at, start, len).fill(0);
        let mut moving = false;
        let mut dead = 0;
        for position in 0..self.used() {
            let key = self.key(heap, position);
            if key.is_defined() {
                moving |= equality::hashes_by_address(heap, key);
                self.link(heap, self.hash(heap, position), position);
            } else {
                dead += 1;
            }
        }
        let stamp = if moving { stamp(heap) } else { 0 };
        heap.set_raw(self.at, self.trailer(), dead);
        heap.set_raw(self.at, self.trailer() + 1, 0);
        heap.set_raw(self.at, self.trailer() + STAMP, stamp);
    }

    /// Makes the index anew if it was made by addresses that are old.
    fn refresh(&self, heap: &mut Heap) {
        let made = heap.word(self.at, self.trailer() + STAMP);
        if made != 0 && made != stamp(heap) {
            self.link_all(heap);
        }
    }

    fn set_meta(&mut self, heap: &mut Heap, meta: u32) {
        self.meta = meta;
        heap.set_raw(self.at, 1, meta << 1 | 1);
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
        heap.copy_values(self.at, self.entry(from), self.at, self.entry(to), self.width);
        if self.has(ASKING) {
            let hash = heap.word(self.at, self.hash_word(from));
            heap.set_raw(self.at, self.hash_word(to), hash);
        }
    }
}

/// What stands in an index that depends on where objects lie now.
fn stamp(heap: &Heap) -> u32 {
    heap.moves() | 1 << 31
}

/// Words in an entry of a container's table.
const fn width(kind: Kind) -> usize {
    if kind as u8 == Kind::Dict as u8 { 2 } else { 1 }
}

const fn slots(code: u32) -> usize {
    16 << code
}

/// Two thirds of the slots.
const fn capacity(code: u32) -> usize {
    slots(code) * 2 / 3
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

/// Looks a key up that does not hash by its address.
pub fn look_up(heap: &Heap, container: Ref, key: &Key) -> Place {
    let table = Table::of(heap, container);
    if table.code() == 0 { table.find_small(heap, key) } else { table.find_indexed(heap, key) }
}

/// Looks a key up.
pub fn find(heap: &mut Heap, container: Ref, key: &Key) -> Place {
    if key.by_address {
        let table = Table::of(heap, container);
        if table.code() != 0 {
            table.refresh(heap);
        }
    }
    look_up(heap, container, key)
}

/// The next entry behind `after` (-1: the first one) whose key has a hash.
pub fn probe(heap: &mut Heap, container: Ref, hash: i32, after: i32) -> Option<usize> {
    let table = Table::of(heap, container);
    let begin = (after.max(-1) + 1) as usize;
    if table.code() == 0 {
        return (begin..table.used()).find(|position| table.hash(heap, *position) == hash);
    }
    table.refresh(heap);
    let mut passed = after < 0;
    for (_, to) in table.probe(heap, hash) {
        let position = to - 1;
        if passed && table.key(heap, position).is_defined() && table.hash(heap, position) == hash {
            return Some(position);
        }
        passed |= position + 1 == begin;
    }
    None
}

/// Makes room for `more` entries; `asking` says that a key among them is compared by Python code.
pub fn reserve(heap: &mut Heap, container: Ref, more: usize, asking: bool) -> Outcome<Table> {
    let table = Table::of(heap, container);
    let asking = asking || table.has(ASKING);
    let room = table.capacity.saturating_sub(table.used());
    if room >= more && asking == table.has(ASKING) && table.capacity - table.lost(heap).min(table.capacity) >= table.used() + more {
        return Ok(table);
    }
    make_room(heap, container, table, more, asking)
}

#[cold]
#[inline(never)]
fn make_room(heap: &mut Heap, container: Ref, table: Table, more: usize, asking: bool) -> Outcome<Table> {
    let live = if table.has(STABLE) { table.used() } else { table.used() - table.dead(heap) };
    let wanted = live.checked_add(more).ok_or(Stop::Memory)?;
    let same = asking == table.has(ASKING) && table.code() != 0 && !table.has(STABLE);
    if same && wanted <= table.capacity - table.capacity / 4 {
        return Ok(repack(heap, table));
    }
    let step = if more > 1 || table.has(ASKING) != asking { wanted } else if live < FIRST { FIRST } else { SMALL };
    let wanted = wanted.max(step.min(SMALL));
    if table.code() == 0 && wanted <= SMALL && asking == table.has(ASKING) && table.at.is_some() {
        let size = words(table.width, wanted, 0, asking);
        // With hashes behind the entries the block must be laid out anew.
        if !asking && heap.grow_in_place(table.at, size) {
            return Ok(Table::of(heap, container));
        }
    }
    rebuild(heap, container, table, wanted, asking)
}

/// Packs a table with an index in place.
fn repack(heap: &mut Heap, mut table: Table) -> Table {
    table.pack(heap);
    table.link_all(heap);
    table
}

/// Moves a table into a block with room for `entries`.
fn rebuild(heap: &mut Heap, container: Ref, old: Table, entries: usize, asking: bool) -> Outcome<Table> {
    let code = code_for(entries)?;
    let kind = if old.width == 2 { Kind::DictTable } else { Kind::SetTable };
    let at = heap.alloc(kind, words(old.width, entries, code, asking))?;
    let flags = old.meta & (STABLE | MIXED) | if asking { ASKING } else { 0 };
    heap.set_raw(at, 1, (flags | code << CODE_SHIFT) << 1 | 1);
    copy_entries(heap, old, at, code);
    heap.set(container, 1, Value::reference(at));
    if old.at.is_some() {
        heap.free_now(old.at);
    }
    Ok(Table::of(heap, container))
}

/// Copies the live entries of a table into a new block, whose meta word has its flags already.
fn copy_entries(heap: &mut Heap, old: Table, at: Ref, code: u32) {
    let meta = heap.word(at, 1) >> 1;
    let mut new = Table { at, width: old.width, meta, capacity: 0 };
    new.capacity = if code == 0 { SMALL.min((heap.size(at) / 4 - ENTRIES) / new.stride()) } else { capacity(code) };
    let mut to = 0;
    for from in 0..old.used() {
        if !old.has(STABLE) && !old.key(heap, from).is_defined() {
            continue;
        }
        heap.copy_values(old.at, old.entry(from), at, new.entry(to), new.width);
        if new.has(ASKING) {
            let hash = old.hash(heap, from);
            heap.set_raw(at, new.hash_word(to), hash as u32);
        }
        to += 1;
    }
    new.set_meta(heap, new.meta | to as u32);
    if code != 0 {
        new.link_all(heap);
    }
}

/// Adds an entry for a key that is not in the table. A set's value is left out.
pub fn insert(heap: &mut Heap, container: Ref, key: &Key, value: Value) -> Outcome<usize> {
    let mut table = reserve(heap, container, 1, key.asking)?;
    if table.code() != 0 {
        table.refresh(heap);
    }
    let position = table.used();
    let entry = table.entry(position);
    heap.set(table.at, entry, key.value);
    if table.width == 2 {
        heap.set(table.at, entry + 1, value);
    }
    if table.has(ASKING) {
        heap.set_raw(table.at, table.hash_word(position), key.hash as u32);
    }
    let mixed = if key.plain { 0 } else { MIXED };
    table.set_meta(heap, (table.meta | mixed) + 1);
    if table.code() != 0 {
        if key.by_address {
            heap.set_raw(table.at, table.trailer() + STAMP, stamp(heap));
        }
        table.link(heap, key.hash, position);
    }
    Ok(position)
}

/// Gives the entry at a position another value.
pub fn set_value(heap: &mut Heap, container: Ref, position: usize, value: Value) {
    let table = Table::of(heap, container);
    if position < table.used() && table.width == 2 {
        heap.set(table.at, table.entry(position) + 1, value);
    }
}

/// Removes the entry at a position.
pub fn remove(heap: &mut Heap, container: Ref, position: usize) {
    let mut table = Table::of(heap, container);
    if position >= table.used() {
        return;
    }
    let entry = table.entry(position);
    if table.has(STABLE) {
        heap.set_raw(table.at, entry + table.width - 1, 0);
    } else if table.code() == 0 {
        heap.touch(table.at);
        for from in position + 1..table.used() {
            table.move_entry(heap, from, from - 1);
        }
        table.set_meta(heap, table.meta - 1);
    } else if table.key(heap, position).is_defined() {
        remove_indexed(heap, container, table, position);
    }
}

fn remove_indexed(heap: &mut Heap, container: Ref, mut table: Table, position: usize) {
    table.refresh(heap);
    let hash = table.hash(heap, position);
    let slot = table.probe(heap, hash).find(|(_, to)| *to == position + 1).map(|(slot, _)| slot);
    if let Some(slot) = slot {
        table.set_slot(heap, slot, u32::MAX);
    }
    for word in 0..table.width {
        heap.set_raw(table.at, table.entry(position) + word, 0);
    }
    let lost = table.lost(heap) + 1;
    let mut dead = table.dead(heap) + 1;
    let mut used = table.used();
    while used > 0 && !table.key(heap, used - 1).is_defined() {
        used -= 1;
        dead -= 1;
    }
    heap.set_raw(table.at, table.trailer(), dead as u32);
    heap.set_raw(table.at, table.trailer() + 1, lost as u32);
    table.set_meta(heap, table.meta & !USED | used as u32);
    if used == 0 {
        clear(heap, container);
    } else if dead > used / 2 {
        shrink(heap, table);
    }
}

/// Packs a table whose entries are mostly dead, into less memory if much of it is free.
fn shrink(heap: &mut Heap, mut table: Table) {
    table.pack(heap);
    let code = code_for(table.used() * 2).unwrap_or(table.code()).max(1);
    if code < table.code() && !table.has(ASKING) {
        table.set_meta(heap, table.meta & !CODE | code << CODE_SHIFT);
        table.capacity = capacity(code);
        heap.shrink(table.at, words(table.width, 0, code, false));
    }
    table.link_all(heap);
}

/// Removes all entries.
pub fn clear(heap: &mut Heap, container: Ref) {
    let mut table = Table::of(heap, container);
    if !table.at.is_some() {
        return;
    }
    if table.has(STABLE) {
        for position in 0..table.used() {
            heap.set_raw(table.at, table.entry(position) + 1, 0);
        }
        return;
    }
    table.set_meta(heap, 0);
    heap.set_raw(container, 1, 0);
    heap.free_now(table.at);
}

/// Gives an empty container a copy of another one's table; both have entries of the same width.
pub fn copy(heap: &mut Heap, from: Ref, to: Ref) -> Outcome<()> {
    let old = Table::of(heap, from);
    let live = old.len(heap);
    if live == 0 {
        return Ok(());
    }
    let code = code_for(live)?;
    let asking = old.has(ASKING);
    let kind = if old.width == 2 { Kind::DictTable } else { Kind::SetTable };
    let at = heap.alloc(kind, words(old.width, live, code, asking))?;
    heap.set_raw(at, 1, (old.meta & (MIXED | ASKING) | code << CODE_SHIFT) << 1 | 1);
    copy_entries(heap, old, at, code);
    heap.set(to, 1, Value::reference(at));
    Ok(())
}

/// Makes an empty container stable.
pub fn make_stable(heap: &mut Heap, container: Ref) -> Outcome<()> {
    let table = reserve(heap, container, 1, false)?;
    heap.set_raw(table.at, 1, (table.meta | STABLE) << 1 | 1);
    Ok(())
}
