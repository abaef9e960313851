//! Changing a table: insertion, removal, and what they mean for its block.
//!
//! A table that grows, and a large one that is packed, moves to another block in portions, if there is memory for it.

use super::{ASKING, CODE, CODE_SHIFT, MIXED, Place, SMALL, STABLE, STAMP, Table, USED, code_for, stamp, words};
use crate::vm::heap::{Heap, Kind, Portion, Task, Work};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::equality::Key;
use crate::vm::value::{Ref, Value};

/// Bytes that must be left when a table is packed into another block.
const LEAST_FREE: usize = 1024;
/// Entries that are moved to another table in one portion.
const MOVED_AT_ONCE: usize = 24;
/// Entries that a first insertion makes room for.
const FIRST: usize = 4;

impl Table {
    /// True if there is room for so many entries.
    #[inline]
    fn has_room(&self, heap: &Heap, more: usize, asking: bool) -> bool {
        let wanted = self.used() + more;
        if asking && !self.has(ASKING) {
            return false;
        }
        if !self.has_index() {
            return wanted <= self.small_capacity(heap);
        }
        // Index slots that are gone are lost until the index is made anew.
        let lost = heap.word(self.at, self.trailer() + 1) as usize;
        let capacity = super::capacity(self.code());
        wanted <= capacity && wanted + lost <= capacity + self.dead(heap)
    }
}

/// Makes room for `more` entries; `asking` says that a key among them is compared by Python code.
pub fn reserve(heap: &mut Heap, container: Ref, more: usize, asking: bool) -> Outcome<Table> {
    let table = Table::of(heap, container);
    if table.has_room(heap, more, asking) { Ok(table) } else { make_room(heap, container, table, more, asking) }
}

#[cold]
#[inline(never)]
fn make_room(heap: &mut Heap, container: Ref, table: Table, more: usize, asking: bool) -> Outcome<Table> {
    let live = if table.has(STABLE) { table.used() } else { table.used() - table.dead(heap) };
    let wanted = live.checked_add(more).ok_or(Stop::Memory)?;
    let as_before = table.has(ASKING) || !asking;
    let capacity = table.capacity(heap);
    if as_before
        && table.has_index()
        && !table.has(STABLE)
        && wanted <= capacity - capacity / 4
        && !can_move(heap, table)
    {
        return Ok(repack(heap, table));
    }
    // One entry more: room for some that follow.
    let step = if more == 1 && as_before { if live < FIRST { FIRST } else { SMALL } } else { wanted };
    let wanted = wanted.max(step.min(SMALL));
    // With hashes behind the entries the block must be laid out anew.
    let grows = !table.has_index() && wanted <= SMALL && !asking && !table.has(ASKING) && table.at.is_some();
    if grows && heap.grow_in_place(table.at, words(table.width(), wanted, 0, false)) {
        return Ok(table);
    }
    rebuild(heap, container, table, wanted, asking || table.has(ASKING))
}

/// True if a table is so large that it should be packed in portions, and there is memory for that.
fn can_move(heap: &Heap, table: Table) -> bool {
    heap.is_resuming(Task::Table) || table.used() > MOVED_AT_ONCE && heap.free() > heap.size(table.at) + LEAST_FREE
}

/// Packs a table with an index in place.
fn repack(heap: &mut Heap, mut table: Table) -> Table {
    table.pack(heap);
    table.link_all(heap);
    table
}

/// Moves a table into a block with room for `entries`.
fn rebuild(heap: &mut Heap, container: Ref, old: Table, entries: usize, asking: bool) -> Outcome<Table> {
    let new = copied(heap, old, entries, old.meta & (STABLE | MIXED) | if asking { ASKING } else { 0 })?;
    heap.set(container, 1, Value::reference(new.at));
    if old.at.is_some() {
        heap.free_now(old.at);
    }
    Ok(new)
}

/// A new block with room for `entries`, with the live entries of a table. Many are moved in portions.
fn copied(heap: &mut Heap, old: Table, entries: usize, flags: u32) -> Outcome<Table> {
    let code = code_for(entries)?;
    let kind = if old.shift == 1 { Kind::DictTable } else { Kind::SetTable };
    let work = Work::on(Task::Table, old.at, [old.meta as usize, code as usize]);
    let (at, start) = match heap.resumed(work) {
        Some(half) => (half.held.block(), half.at),
        None => (heap.alloc(kind, words(old.width(), entries, code, flags & ASKING != 0))?, 0),
    };
    let mut new = Table { at, shift: old.shift, meta: flags | code << CODE_SHIFT };
    let mut to = if start == 0 { 0 } else { heap.word(at, 1) as usize >> 1 & USED as usize };
    // A stable table keeps its places; its dead entries have keys.
    let packed = if old.has(STABLE) { new.has(STABLE) } else { old.dead(heap) == 0 };
    let simple = packed && !new.has(ASKING);
    let mut moving = start != 0 && heap.word(at, new.trailer() + STAMP) != 0;
    let mut from = start;
    while from < old.used() {
        let end = old.used().min(from + MOVED_AT_ONCE);
        if simple {
            heap.copy_values(old.at, old.entry(from), at, new.entry(to), (end - from) << old.shift);
        }
        let first = to;
        for from in from..end {
            if !packed && !old.is_live(heap, from) {
                continue;
            }
            if !simple {
                heap.copy_values(old.at, old.entry(from), at, new.entry(to), new.width());
            }
            if new.has(ASKING) {
                let word = new.hash_word(heap, to);
                heap.set_raw(at, word, old.hash(heap, from) as u32);
            }
            to += 1;
        }
        from = end;
        new.set_meta(heap, new.meta & !USED | to as u32);
        if new.has_index() {
            moving |= new.link_entries(heap, first, to);
            heap.set_raw(at, new.trailer() + STAMP, if moving { stamp(heap) } else { 0 });
        }
        if from < old.used() {
            heap.pause(work, Portion { at: from, extra: 0, note: 0, held: Value::reference(at) })?;
        }
    }
    heap.end_work(work);
    new.set_meta(heap, new.meta & !USED | to as u32);
    Ok(new)
}

/// Adds an entry for a key that is not in the table. A set's value is left out.
pub fn insert(heap: &mut Heap, container: Ref, key: &Key, value: Value) -> Outcome<usize> {
    let table = Table::of(heap, container);
    insert_into(heap, container, table, key, value)
}

fn insert_into(heap: &mut Heap, container: Ref, table: Table, key: &Key, value: Value) -> Outcome<usize> {
    let key = &key.named(heap);
    let has_room = table.has_room(heap, 1, key.asking);
    let mut table = if has_room { table } else { make_room(heap, container, table, 1, key.asking)? };
    table.refresh(heap);
    let position = table.used();
    let entry = table.entry(position);
    heap.set(table.at, entry, key.value);
    if table.shift == 1 {
        heap.set(table.at, entry + 1, value);
    }
    if table.has(ASKING) {
        let word = table.hash_word(heap, position);
        heap.write(table.at, word, key.hash as u32);
    }
    let mixed = if key.plain { 0 } else { MIXED };
    table.set_meta(heap, (table.meta | mixed) + 1);
    if table.has_index() {
        if key.by_address {
            heap.write(table.at, table.trailer() + STAMP, stamp(heap));
        }
        table.index().link(heap, key.hash, position);
    }
    Ok(position)
}

/// Looks a key up, and gives it the value or adds an entry with it.
pub fn put(heap: &mut Heap, container: Ref, key: &Key, value: Value) -> Outcome<Place> {
    let table = Table::of(heap, container);
    table.refresh(heap);
    let place = table.look_up(heap, key);
    match place {
        Place::At(position) if table.shift == 1 => heap.set(table.at, table.entry(position) + 1, value),
        Place::Absent => return insert_into(heap, container, table, key, value).map(Place::At),
        _ => {}
    }
    Ok(place)
}

/// Gives the entry at a position another value.
pub fn set_value(heap: &mut Heap, container: Ref, position: usize, value: Value) {
    let table = Table::of(heap, container);
    if position < table.used() && table.shift == 1 {
        heap.set(table.at, table.entry(position) + 1, value);
    }
}

/// Removes the entry at a position. A large table that is mostly dead is packed before, in portions.
pub fn remove(heap: &mut Heap, container: Ref, position: usize) -> Outcome<()> {
    let mut table = Table::of(heap, container);
    if position >= table.used() {
        return Ok(());
    }
    let mut position = position;
    if table.has_index() && !table.has(STABLE) && table.dead(heap) > table.used() / 2 && can_move(heap, table) {
        let (key, hash) = (table.key(heap, position), table.hash(heap, position));
        let live = table.used() - table.dead(heap);
        table = rebuild(heap, container, table, (live * 2).max(SMALL + 1), table.has(ASKING))?;
        position =
            table.index().position_of(heap, hash, |position| table.key(heap, position) == key).unwrap_or(table.used());
    }
    let entry = table.entry(position);
    if table.has(STABLE) {
        heap.set_raw(table.at, entry + table.shift, 0);
    } else if !table.has_index() {
        if position + 1 < table.used() {
            heap.touch(table.at);
        }
        for from in position + 1..table.used() {
            table.move_entry(heap, from, from - 1);
        }
        table.set_meta(heap, table.meta - 1);
    } else if table.key(heap, position).is_defined() {
        remove_indexed(heap, container, table, position);
    }
    Ok(())
}

fn remove_indexed(heap: &mut Heap, container: Ref, mut table: Table, position: usize) {
    table.refresh(heap);
    let hash = table.hash(heap, position);
    let index = table.index();
    if let Some(slot) = index.find(heap, hash, position) {
        index.set(heap, slot, u32::MAX);
    }
    for word in 0..table.width() {
        heap.set_raw(table.at, table.entry(position) + word, 0);
    }
    let lost = table.lost(heap) + 1;
    let mut dead = table.dead(heap) + 1;
    let mut used = table.used();
    let least = used.saturating_sub(MOVED_AT_ONCE);
    while used > least && !table.key(heap, used - 1).is_defined() {
        used -= 1;
        dead -= 1;
    }
    heap.set_raw(table.at, table.trailer(), dead as u32);
    heap.set_raw(table.at, table.trailer() + 1, lost as u32);
    table.set_meta(heap, table.meta & !USED | used as u32);
    if used == dead {
        clear(heap, container);
    } else if dead > used / 2 && !can_move(heap, table) {
        shrink(heap, table);
    }
}

/// Packs a table whose entries are mostly dead, into less memory if much of it is free.
fn shrink(heap: &mut Heap, mut table: Table) {
    table.pack(heap);
    let code = code_for(table.used() * 2).unwrap_or(table.code()).max(1);
    if code < table.code() && !table.has(ASKING) {
        table.set_meta(heap, table.meta & !CODE | code << CODE_SHIFT);
        heap.shrink(table.at, words(table.width(), 0, code, false));
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
    let new = copied(heap, old, live, old.meta & (MIXED | ASKING))?;
    heap.set(to, 1, Value::reference(new.at));
    Ok(())
}

/// Makes an empty container stable.
pub fn make_stable(heap: &mut Heap, container: Ref) -> Outcome<()> {
    let table = reserve(heap, container, 1, false)?;
    heap.set_raw(table.at, 1, (table.meta | STABLE) << 1 | 1);
    Ok(())
}
