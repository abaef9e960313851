//! What is known of objects without keeping them alive: their identities, weak references to them, and which are to be
//! finalized.
//!
//! The table is the `Weak` block at `Root::Weak`: `[entries][identities given][object][info]…` in the order of the
//! objects' addresses, which compaction keeps. An info is a small int, the object's identity, or a `WeakNode`: a weak
//! reference, if the node has an owner (who holds it), else the object is to be finalized.
//!
//! When marking has come to its end, the table is walked backwards: objects to be finalized that were not reached are due,
//! with all they refer to marked after all. Nothing else can reach what is white then, but for who asks a weak reference,
//! which marks. After marking what is dead is sifted out, and references to it that have a callback are due.

use super::layout::{Kind, Scan};
use super::{Heap, Root};
use crate::vm::raise::Stop;
use crate::vm::value::{Ref, Value};

/// Word with the number of entries.
const ENTRIES: usize = 1;
/// Word with the number of identities given.
const GIVEN: usize = 2;
/// Word of the first entry.
const FIRST: usize = 3;
/// Entries that a new table has room for.
const LEAST: usize = 6;
/// Of a node: its object; of one that is due, the next one.
const OBJECT: usize = 1;
/// Of a node: what to call, or None.
const CALLBACK: usize = 2;
/// Of a node: the weak reference it is part of, or None; of one that is due for finalization, the object.
const OWNER: usize = 3;
/// Words of a node.
const NODE: usize = 4;
/// Of `Cycle::weak`: the walk has not begun, or is done.
pub(super) const REST: u32 = u32::MAX;

impl Heap<'_> {
    fn weak(&self) -> Option<Ref> {
        self.root(Root::Weak).as_ref()
    }

    fn entries(&self, table: Ref) -> usize {
        self.value(table, ENTRIES).small_int() as usize
    }

    fn entry(&self, table: Ref, index: usize) -> (Ref, Value) {
        (self.block(table, FIRST + 2 * index), self.value(table, FIRST + 2 * index + 1))
    }

    /// The words of the table that are references, if the block is the table.
    pub(super) fn weak_words(&self, at: Ref) -> core::ops::Range<usize> {
        if self.weak() == Some(at) { FIRST..FIRST + 2 * self.entries(at) } else { 0..0 }
    }

    /// The first entry behind those of objects below an address.
    fn place(&self, table: Ref, address: u32) -> usize {
        let (mut low, mut high) = (0, self.entries(table));
        while low < high {
            let middle = (low + high) / 2;
            if self.entry(table, middle).0.0 < address {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The identity of an object, a positive small int: it gets one when it is first asked for.
    pub fn identity(&mut self, object: Ref) -> Result<i32, Stop> {
        if let Some(known) = self.known_identity(object) {
            return Ok(known);
        }
        let given = self.weak().map_or(0, |table| self.value(table, GIVEN).small_int()) + 1;
        self.enter(object, Value::small(given))?;
        if let Some(table) = self.weak() {
            self.set_raw(table, GIVEN, Value::small(given & 0x07ff_ffff).bits());
        }
        Ok(given)
    }

    fn known_identity(&mut self, object: Ref) -> Option<i32> {
        self.sift_all();
        let table = self.weak()?;
        let start = self.place(table, object.0);
        let entries = (start..self.entries(table)).map(|index| self.entry(table, index));
        entries.take_while(|(at, _)| *at == object).find_map(|(_, info)| info.as_small())
    }

    /// Makes the node of a weak reference. Its owner must hold it from now on.
    pub fn alloc_weak(&mut self, object: Value, owner: Value, callback: Value) -> Result<Ref, Stop> {
        let node = self.alloc(Kind::WeakNode, NODE)?;
        self.init(node, OBJECT, object);
        self.init(node, CALLBACK, callback);
        self.init(node, OWNER, owner);
        if self.memory.holds(object.block().0) {
            self.enter(object.block(), Value::reference(node))?;
        }
        Ok(node)
    }

    /// Notes that a new object is to be finalized.
    pub fn enter_finalizer(&mut self, object: Ref) -> Result<(), Stop> {
        let node = self.alloc_weak(Value::reference(object), Value::NONE, Value::NONE)?;
        // The walk may be over already.
        self.shade(Value::reference(object));
        self.shade(Value::reference(node));
        Ok(())
    }

    /// The object of a weak reference's node, if it is still there.
    pub fn weak_object(&mut self, node: Ref) -> Option<Value> {
        let object = self.value(node, OBJECT);
        let dead = !self.header(node).is(Kind::WeakNode) || !object.is_defined() || self.is_dead(object.block());
        if dead {
            return None;
        }
        self.shade(object);
        Some(object)
    }

    /// The weak references to an object, one for each `index`.
    pub fn weak_owner(&mut self, object: Ref, index: usize) -> Option<Value> {
        self.sift_all();
        let table = self.weak()?;
        let start = self.place(table, object.0);
        let entries = (start..self.entries(table)).map(|index| self.entry(table, index));
        let nodes = entries.take_while(|(at, _)| *at == object).filter_map(|(_, info)| info.as_ref());
        let is_owned = |node: &Ref| !self.value(*node, OWNER).is_none() && !self.is_dead(*node);
        let owner = nodes.filter(is_owned).nth(index).map(|node| self.value(node, OWNER))?;
        self.shade(owner);
        Some(owner)
    }

    /// What a node has called when its object is dead: None before and afterwards.
    pub fn weak_callback(&self, node: Ref) -> Value {
        if self.header(node).is(Kind::WeakNode) { self.value(node, CALLBACK) } else { Value::NONE }
    }

    /// Takes what is due: a callback and the weak reference it is for, or None and an object to be finalized.
    pub fn next_due(&mut self) -> Option<(Value, Value)> {
        let node = self.root(Root::Due).as_ref()?;
        let next = self.value(node, OBJECT);
        self.set_root(Root::Due, next);
        self.set_raw(node, OBJECT, 0);
        Some((self.value(node, CALLBACK), self.value(node, OWNER)))
    }

    /// Enters an object, behind what is known of it already.
    fn enter(&mut self, object: Ref, info: Value) -> Result<(), Stop> {
        self.sift_all();
        let table = self.reserve_entry()?;
        let (count, place) = (self.entries(table), self.place(table, object.0 + 1));
        let (from, to) = (table.0 + (FIRST + 2 * place) as u32 * 4, table.0 + (FIRST + 2 * place + 2) as u32 * 4);
        self.memory.copy_words(from, to, 2 * (count - place));
        self.set_raw(table, FIRST + 2 * place, object.0);
        self.set_raw(table, FIRST + 2 * place + 1, info.bits());
        self.set_raw(table, ENTRIES, Value::len(count + 1).bits());
        if self.is_marking() && self.cycle.weak != REST && place < self.cycle.weak as usize {
            self.cycle.weak += 1;
        }
        Ok(())
    }

    /// Brings the entries into the order of the addresses again, where some have changed.
    pub(super) fn sort_weak(&mut self) {
        let Some(table) = self.weak() else { return };
        for last in 1..self.entries(table) {
            let mut index = last;
            while index > 0 && self.entry(table, index - 1).0.0 > self.entry(table, index).0.0 {
                for word in 0..2 {
                    let place = FIRST + 2 * index + word;
                    let (one, other) = (self.word(table, place - 2), self.word(table, place));
                    self.set_raw(table, place - 2, other);
                    self.set_raw(table, place, one);
                }
                index -= 1;
            }
        }
    }

    /// The table, with room for an entry.
    fn reserve_entry(&mut self) -> Result<Ref, Stop> {
        let old = self.weak();
        let count = old.map_or(0, |table| self.entries(table));
        if let Some(table) = old.filter(|table| FIRST + 2 * count + 2 <= self.size(*table) / 4) {
            return Ok(table);
        }
        let new = self.alloc(Kind::Weak, FIRST + 2 * (count + count / 2 + LEAST))?;
        self.set_raw(new, ENTRIES, Value::len(count).bits());
        self.set_raw(new, GIVEN, Value::ZERO.bits());
        if let Some(old) = old {
            self.memory.copy_words(old.0 + 4, new.0 + 4, FIRST - 1 + 2 * count);
        }
        self.set_root(Root::Weak, Value::reference(new));
        if let Some(old) = old {
            self.free_now(old);
        }
        Ok(new)
    }

    /// Marks what is to be finalized and was not reached. False: there is more to look at.
    pub(super) fn revive(&mut self, fuel: &mut i32) -> bool {
        let Some(table) = self.weak() else { return true };
        if self.cycle.weak == REST {
            self.cycle.weak = self.entries(table) as u32;
        }
        while self.cycle.weak > 0 {
            if *fuel <= 0 {
                return false;
            }
            *fuel -= 30;
            self.cycle.weak -= 1;
            let (object, info) = self.entry(table, self.cycle.weak as usize);
            let Some(node) = info.as_ref().filter(|node| self.value(*node, OWNER).is_none()) else { continue };
            if self.header(object).is_white() {
                self.set_raw(node, OWNER, Value::reference(object).bits());
                self.fall_due(node);
                *fuel -= 60;
            }
            self.shade(info);
            self.touch(node);
        }
        true
    }

    /// Lets the VM call what a node is for.
    fn fall_due(&mut self, node: Ref) {
        let header = self.header(node);
        self.memory.store(node.0, header.0 & !63 | Kind::DueNode as u32);
        self.set_raw(node, OBJECT, self.root(Root::Due).bits());
        self.set_root(Root::Due, Value::reference(node));
        self.ring();
    }

    /// From the end of marking to sifting.
    pub(super) fn begin_sifting(&mut self) {
        (self.cycle.weak, self.cycle.kept) = (0, 0);
    }

    fn sift_all(&mut self) {
        if self.is_forgetting_names() {
            self.sift(&mut i32::MAX.clone());
        }
    }

    /// Drops entries of what was not reached, after marking. False: there are more to look at.
    pub(super) fn sift(&mut self, fuel: &mut i32) -> bool {
        let Some(table) = self.weak().filter(|_| self.cycle.weak != REST) else { return true };
        let count = self.entries(table);
        while (self.cycle.weak as usize) < count {
            if *fuel <= 0 {
                return false;
            }
            *fuel -= 50;
            let (object, info) = self.entry(table, self.cycle.weak as usize);
            self.cycle.weak += 1;
            if self.is_kept(object, info) {
                let at = FIRST + 2 * self.cycle.kept as usize;
                self.set_raw(table, at, object.0);
                self.set_raw(table, at + 1, info.bits());
                self.cycle.kept += 1;
            }
        }
        self.set_raw(table, ENTRIES, Value::len(self.cycle.kept as usize).bits());
        self.cycle.weak = REST;
        let words = FIRST + 2 * (self.cycle.kept as usize + LEAST);
        if words < self.size(table) / 8 {
            self.shrink(table, words);
        }
        true
    }

    /// Whether an entry stays. References to what is dead say so from now on.
    fn is_kept(&mut self, object: Ref, info: Value) -> bool {
        let is_alive = !self.header(object).is_white();
        let Some(node) = info.as_ref() else { return is_alive };
        if self.header(node).is_white() || !self.header(node).is(Kind::WeakNode) {
            return false;
        }
        if !is_alive {
            self.set_raw(node, OBJECT, 0);
            if !self.value(node, CALLBACK).is_none() {
                self.fall_due(node);
            }
        }
        is_alive
    }
}

const _: () = assert!(matches!(super::layout::SCANS[Kind::WeakNode as usize], Scan::Tail));
