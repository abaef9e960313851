//! The cache of attributes: what classes and names came to.
//!
//! An entry is two words: class and name, and the result: a slot marker for instances that hold the attribute in a
//! slot of their own, else the value found in the class. Entries are dropped all together when any class changes.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::heap::page::PAGES;
use crate::vm::types::{Native, TYPES, class, special};
use crate::vm::value::{Immediate, Ref, Value};

/// What the cache knows of a method.
pub enum Cached {
    /// What the class of an instance has, which the instance does not hide.
    Found(Value),
    /// A method of a built-in type that takes the object as its first argument.
    Native(&'static Native),
}

/// Kinds of blocks all of which are of one type.
const ONE_TYPE: [Kind; 11] = [
    Kind::List,
    Kind::Dict,
    Kind::Str,
    Kind::LongStr,
    Kind::Set,
    Kind::FrozenSet,
    Kind::Tuple,
    Kind::Bytes,
    Kind::ByteArray,
    Kind::Float,
    Kind::BigInt,
];

/// A slot marker: the one tag that no value has. Above it stands the slot's word in the instance.
pub(super) const SLOT: u32 = 0b100;

/// In the place of a value: the class has nothing of that name.
pub(super) const ABSENT: u32 = u32::MAX << 3 | SLOT;

/// What stands for the class of built-in objects of a kind: tagged as no value is.
#[inline(always)]
pub(super) const fn kind_key(kind: u32) -> Value {
    Value::from_bits(kind << 3 | SLOT)
}

/// Classes from here on have no key: in a heap of several pages the cache is for those in the first one.
const KEYED: u32 = 1 << 19;
/// What no key is.
const NO_KEY: u32 = u32::MAX;

/// The key of a class and a name: 16 bits of place and 3 of tag, and the 13 of the name's index. What is no name has none:
/// callers hold a `Name`, or one that the verifier has seen.
#[inline(always)]
const fn key_of(class: Value, name: Value) -> u32 {
    if PAGES > 1 && class.bits() >= KEYED {
        return NO_KEY;
    }
    class.bits() << 13 | name.bits() >> 3 & 0x1fff
}

/// Where a class and a name are looked for first; then in those beside it. By the hash of the name's text: its number
/// depends on how many names the firmware has. The lowest three bits do not matter, and the lowest bit of a hash says
/// little.
#[inline(always)]
const fn hash_of(class: Value, name: Value) -> u32 {
    class.bits() ^ name.bits() >> 14
}

/// From an entry to the one beside it.
const BESIDE: u32 = 8;
/// Places of a key. With two, `richards` missed a seventh of what it looked up in a cache that was half empty.
const WAYS: u32 = 4;

/// The word of the instance that a slot marker names; of anything else, 0 too, a number that no block has so many words.
#[inline(always)]
pub(super) const fn slot_word(result: u32) -> usize {
    (result.rotate_right(3) ^ SLOT.rotate_right(3)) as usize
}

impl<'m> Vm<'m> {
    /// The cached result for a class and a name; 0 if there is none.
    #[inline(always)]
    pub(super) fn cached(&self, class: Value, name: Value) -> u32 {
        match self.cached_first(class, name) {
            0 => self.cached_beside(key_of(class, name), hash_of(class, name)),
            result => result,
        }
    }

    /// The cached result in the first place of a class and a name; 0 if they are not there.
    #[inline(always)]
    pub(super) fn cached_first(&self, class: Value, name: Value) -> u32 {
        let key = key_of(class, name);
        let entry = self.heap.cache_entry(hash_of(class, name));
        if entry[0].get() == key { entry[1].get() } else { 0 }
    }

    /// The result in another place of a key, which becomes the first; 0 if there is none.
    #[inline(never)]
    fn cached_beside(&self, key: u32, hash: u32) -> u32 {
        let first = self.heap.cache_entry(hash);
        for way in 1..WAYS {
            let other = self.heap.cache_entry(hash ^ (BESIDE * way));
            if other[0].get() == key {
                first[0].swap(&other[0]);
                first[1].swap(&other[1]);
                return first[1].get();
            }
        }
        0
    }

    /// The block that the cache has for a class and a name.
    pub(in crate::vm::exec) fn cached_value(&self, class: Value, name: Value) -> Option<Ref> {
        Value::from_bits(self.cached(class, name)).as_ref()
    }

    pub(super) fn remember(&self, class: Value, name: Value, result: u32) {
        debug_assert!(name.is_name() && (PAGES > 1 || class.bits() < KEYED));
        if PAGES > 1 && key_of(class, name) == NO_KEY {
            return;
        }
        let (mut key, mut result) = (key_of(class, name), result);
        let hash = hash_of(class, name);
        // The others move on by one place, the last one goes.
        for way in 0..WAYS {
            let entry = self.heap.cache_entry(hash ^ (BESIDE * way));
            let (known, before) = (entry[0].replace(key), entry[1].replace(result));
            if known == 0 || known == key_of(class, name) {
                break;
            }
            (key, result) = (known, before);
        }
    }

    /// Drops what the cache has for a class and a name.
    pub(crate) fn forget_attribute(&self, class: Value, name: Value) {
        let key = key_of(class, name);
        for way in 0..WAYS {
            let entry = self.heap.cache_entry(hash_of(class, name) ^ (BESIDE * way));
            if entry[0].get() == key {
                entry[0].set(0);
            }
        }
    }

    /// The value of an attribute that stands in a slot of the instance itself, if the cache has the slot in its first
    /// place: the way through the loop does not come together with that of a miss again.
    #[inline(always)]
    pub(crate) fn cached_slot(&self, object: Value, name: Value) -> Option<Value> {
        if !object.is_ref() {
            return None;
        }
        let words = self.heap.words::<2>(Ref(object.bits()));
        if !words.header().is(Kind::Instance) {
            return None;
        }
        let word = slot_word(self.cached_first(words.value(1), name));
        // An older instance may have fewer slots than the layout has names.
        if word >= words.header().size() as usize * 2 {
            return None;
        }
        Some(self.heap.memory().value(Ref(object.bits()), word)).filter(|value| value.is_defined())
    }

    /// Overwrites an attribute that stands in a known slot and has a value; false: nothing has been done.
    #[inline(always)]
    pub(crate) fn store_cached_slot(&mut self, object: Value, name: Value, value: Value) -> bool {
        let block = object.block();
        let words = self.heap.words::<2>(block);
        if !words.header().is(Kind::Instance) {
            return false;
        }
        let word = slot_word(self.cached(words.value(1), name));
        if word >= words.header().size() as usize * 2 || !self.heap.memory().value(block, word).is_defined() {
            return false;
        }
        self.heap.set_known(block, words.header(), word, value);
        true
    }

    /// What `receiver.name(...)` calls with the receiver as its first argument, if the cache knows it.
    #[inline(always)]
    pub(crate) fn cached_method(&self, receiver: Value, name: Value) -> Option<Cached> {
        let kind = if receiver.is_ref() {
            let words = self.heap.words::<2>(Ref(receiver.bits()));
            if words.header().is(Kind::Instance) {
                let found = Value::from_bits(self.cached(words.value(1), name));
                return (found.is_ref() && found.is_defined()).then_some(Cached::Found(found));
            }
            words.header().kind_bits()
        } else if receiver.is_name() {
            Kind::Str as u32
        } else {
            return None;
        };
        let method = self.cached(kind_key(kind), name);
        if method == 0 {
            return None;
        }
        let (id, row) = Value::from_bits(method).method_place();
        TYPES.get(id)?.methods.get(row).map(Cached::Native)
    }

    /// Notes a method of a built-in type for objects of the receiver's kind, if all of that kind have that type.
    pub(super) fn remember_native(&self, receiver: Value, name: Value, method: Value) {
        let kind = match self.kind_here(receiver) {
            None if receiver.is_name() => Kind::Str,
            Some(kind) if ONE_TYPE.contains(&kind) => kind,
            _ => return,
        };
        let (_, row) = method.method_place();
        if matches!(method.as_immediate(), Some((Immediate::Method, _)))
            && special::row(row).is_none()
            && name.is_name()
        {
            self.remember(kind_key(kind as u32), name, method.bits());
        }
    }

    /// Notes the slot of an attribute whose class has nothing of that name that goes first.
    pub(super) fn remember_slot(&mut self, object: Value, class: Value, name: Value, found: Option<Value>) {
        let plain =
            found.is_none_or(|found| !self.is_data_descriptor(found)) && !class::has_getattribute(&self.heap, class);
        if self.heap.memory().kind(object.block()) != Kind::Instance || !plain || class::has_setattr(&self.heap, class)
        {
            return;
        }
        if let Some(slot) = class::slot_of(&self.heap, class, name)
            && slot < class::capacity(&self.heap, object.block())
            && name.is_name()
        {
            self.remember(class, name, (2 + slot as u32) << 3 | SLOT);
        }
    }
}
