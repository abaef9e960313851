//! Changing a table: insertion, removal, and what they mean for its block.
//!
//! Growing and packing a large table is the work of one instruction: about 40 instructions an entry, with as many
//! entries as have been inserted since the last time.

use super::{
    ASKING, CODE, CODE_SHIFT, ENTRIES, MIXED, SMALL, STABLE, STAMP, Table, USED, capacity, code_for, stamp, words,
};
use crate::vm::heap::{Heap, Kind};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::equality::Key;
use crate::vm::value::{Ref, Value};

/// Entries that a first insertion makes room for.
const FIRST: usize = 4;

/// Makes room for `more` entries; `asking` says that a key among them is compared by Python code.
pub fn reserve(heap: &mut Heap, container: Ref, more: usize, asking: bool) -> Outcome<Table> {
    let table = Table::of(heap, container);
    let asking = asking || table.has(ASKING);
    let room = table.capacity.saturating_sub(table.used());
    if room >= more
        && asking == table.has(ASKING)
        && table.capacity - table.lost(heap).min(table.capacity) >= table.used() + more
    {
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
    let step = if more > 1 || table.has(ASKING) != asking {
        wanted
    } else if live < FIRST {
        FIRST
    } else {
        SMALL
    };
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
