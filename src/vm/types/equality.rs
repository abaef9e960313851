//! Equality and hashes, as far as they need no Python code.
//!
//! Numbers, text, bytes and ranges are compared here, tuples and lists of them two levels deep; what else compares by
//! its contents is left to the prelude. Everything that compares by identity hashes by its address, so whoever keeps
//! such a hash must make it anew when `Heap::epoch` has changed.

use super::class;
use super::table::Table;
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::name;
use crate::vm::number::{Float, real};
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// How deep tuples in tuples are looked at; a constant, for the Rust stack.
const DEPTH: u8 = 2;
/// Items of a tuple that is a key without further thought.
const FLAT: usize = 8;
/// Items of a sequence that are looked at; longer ones are left to the prelude, which takes them in parts.
const LONG: usize = 64;

/// What is known of a hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hash {
    /// It.
    Known(i32),
    /// Python code must tell.
    Ask,
    /// This value, in the one asked about, has none.
    Unhashable(Value),
}

/// A key, as tables see it.
#[derive(Clone, Copy)]
pub struct Key {
    /// The key; a text that has a name is that name.
    pub value: Value,
    /// The word of the name or small int that is equal to the key, or `UNDEFINED` if there is none.
    pub word: Value,
    /// Its hash.
    pub hash: i32,
    /// It equals no name, int or object but itself.
    pub plain: bool,
    /// Its hash depends on where objects lie.
    pub by_address: bool,
    /// Python code compares it.
    pub asking: bool,
    /// It is a text in the heap, which may have a name: that is looked for when it is inserted.
    pub text: bool,
}

/// What compares with what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Group {
    Number,
    Text,
    Bytes,
    Tuple,
    List,
    Set,
    Dict,
    Range,
    Slice,
    Method,
    Alias,
    /// Only Python code can tell.
    Ask,
    /// By identity.
    Identity,
}

fn group(heap: &Heap, value: Value) -> Group {
    if value.is_small() || value.is_bool() {
        return Group::Number;
    }
    if value.is_name() {
        return Group::Text;
    }
    let Some(at) = value.as_ref() else { return Group::Identity };
    match heap.memory().kind(at) {
        Kind::Float | Kind::BigInt | Kind::Complex => Group::Number,
        Kind::Str | Kind::LongStr => Group::Text,
        Kind::Bytes | Kind::ByteArray | Kind::MemoryView => Group::Bytes,
        Kind::Tuple => Group::Tuple,
        Kind::List => Group::List,
        Kind::Set | Kind::FrozenSet => Group::Set,
        Kind::DictView if heap.memory().value(at, 1) != Value::small(1) => Group::Set,
        Kind::Dict => Group::Dict,
        Kind::Range => Group::Range,
        Kind::Slice | Kind::Array | Kind::Deque => Group::Slice,
        Kind::BoundMethod => Group::Method,
        Kind::Alias => Group::Alias,
        Kind::Class if heap.memory().value(at, class::METACLASS).is_ref() => Group::Ask,
        Kind::Instance | Kind::LooseInstance | Kind::Exception => Group::Ask,
        _ => Group::Identity,
    }
}

/// How an instance of a class of Python compares.
enum Instance {
    /// By identity.
    Same,
    /// As its native part.
    Payload(Value),
    /// By methods of its class.
    Ask,
}

fn instance(heap: &Heap, value: Value) -> Instance {
    let at = value.block();
    let word = if heap.kind(at) == Kind::Class { class::METACLASS } else { 1 };
    if class::compares(heap, heap.value(at, word)) {
        return Instance::Ask;
    }
    match class::payload_of(heap, at) {
        Some(payload) => Instance::Payload(payload),
        None => Instance::Same,
    }
}

/// The hash of a small int or a name.
#[inline(always)]
pub fn hash_plain(value: Value) -> Option<i32> {
    if value.is_small() {
        return Some(hash_small(value.small_int()));
    }
    value.as_name().map(|name| i32::from(name.hash()))
}

/// The hash of any value.
pub fn hash(heap: &Heap, value: Value) -> Hash {
    hash_within(heap, value, DEPTH)
}

fn hash_within(heap: &Heap, value: Value, depth: u8) -> Hash {
    if let Some(hash) = hash_plain(value) {
        return Hash::Known(hash);
    }
    let at = value.block();
    match group(heap, value) {
        Group::Number => Hash::Known(hash_number(heap, value)),
        Group::Text => Hash::Known(i32::from(heap.text_hash(at))),
        Group::Bytes if heap.memory().kind(at) == Kind::Bytes => {
            Hash::Known(i32::from(name::hash_of_bytes(plain_bytes(heap, at))))
        }
        Group::Tuple => hash_items(heap, at, depth, hash_step),
        Group::Set if heap.memory().kind(at) == Kind::FrozenSet => hash_set(heap, at, depth),
        Group::Range => super::range::hash(heap, at),
        Group::Bytes | Group::List | Group::Set | Group::Dict | Group::Slice => Hash::Unhashable(value),
        Group::Method => Hash::Known(hash_step(heap.memory().word(at, 1) as i32, heap.memory().word(at, 2) as i32)),
        Group::Alias if depth > 0 => hash_within(heap, heap.memory().value(at, 2), depth - 1),
        Group::Alias => Hash::Ask,
        Group::Ask => match instance(heap, value) {
            Instance::Same => Hash::Known(hash_word(value)),
            Instance::Payload(payload) if depth > 0 => match hash_within(heap, payload, depth - 1) {
                Hash::Unhashable(part) if part == payload => Hash::Unhashable(value),
                hash => hash,
            },
            _ => Hash::Ask,
        },
        Group::Identity => Hash::Known(hash_word(value)),
    }
}

fn hash_word(value: Value) -> i32 {
    (value.bits() >> 3) as i32
}

/// The hash of a small int: the int, but -2 for -1, as in CPython.
#[inline(always)]
pub fn hash_small(int: i32) -> i32 {
    if int == -1 { -2 } else { int }
}

fn hash_number(heap: &Heap, value: Value) -> i32 {
    if let Some(int) = as_int(value) {
        return hash_small(int);
    }
    let at = value.block();
    match heap.kind(at) {
        Kind::Float => real::hash_float(float_at(heap, at, 4)),
        Kind::Complex => {
            let real = real::hash_float(float_at(heap, at, 4));
            let imag = real::hash_float(float_at(heap, at, 4 + size_of::<Float>()));
            real.wrapping_add(imag.wrapping_mul(1_000_003))
        }
        _ => {
            // 2^32 is 2 modulo 2^31 - 1, the modulus of hashes.
            let limbs = (0..big_len(heap, at)).rev().map(|index| u64::from(heap.word(at, 2 + index)));
            let hash = limbs.fold(0, |hash, limb| (hash * 2 + limb) % 0x7fff_ffff) as i32;
            hash_small(if big_is_negative(heap, at) { -hash } else { hash })
        }
    }
}

/// The value of a small int or a bool.
#[inline(always)]
pub fn as_int(value: Value) -> Option<i32> {
    if value.is_bool() { Some((value == Value::TRUE) as i32) } else { value.as_small() }
}

/// A float as an `f64`.
#[allow(clippy::useless_conversion, reason = "it is none with feature f32")]
pub(super) fn wide(x: Float) -> f64 {
    f64::from(x)
}

fn float_at(heap: &Heap, at: Ref, offset: usize) -> Float {
    let mut bytes = [0; size_of::<Float>()];
    for (byte, from) in bytes.iter_mut().zip(heap.bytes(at, offset, size_of::<Float>())) {
        *byte = *from;
    }
    Float::from_le_bytes(bytes)
}

fn big_len(heap: &Heap, at: Ref) -> usize {
    (heap.word(at, 1) >> 1) as usize
}

fn big_is_negative(heap: &Heap, at: Ref) -> bool {
    heap.word(at, 1) & 1 != 0
}

/// The bytes of a `Bytes` block.
fn plain_bytes<'h>(heap: &'h Heap, at: Ref) -> &'h [u8] {
    heap.bytes(at, 8, heap.value(at, 1).small_int() as usize)
}

/// True if two texts are the same.
#[inline(never)]
pub fn same_text(heap: &Heap, a: Value, b: Value) -> bool {
    text(heap, a) == text(heap, b)
}

/// The text of a name, a `Str` or a `LongStr`.
fn text<'h>(heap: &'h Heap, value: Value) -> &'h [u8] {
    match value.as_name() {
        Some(name) => heap.name_text(name),
        None => heap.text(value.block()),
    }
}

/// Adds an item's hash to a tuple's. What comes out is a small int.
pub fn hash_step(hash: i32, item: i32) -> i32 {
    // The step of xxHash, as in CPython's tuples.
    let step =
        (hash as u32).wrapping_add((item as u32).wrapping_mul(0x85eb_ca77)).rotate_left(13).wrapping_mul(0x9e37_79b1);
    (step >> 2) as i32
}

/// Adds an item's hash to a set's, in any order. What comes out is a small int.
pub fn hash_mix(hash: i32, item: i32) -> i32 {
    let item = item as u32;
    hash ^ ((item ^ 89_869_747 ^ item << 16).wrapping_mul(0xd93f_24b5) >> 2) as i32
}

/// Where the hash of a tuple starts.
pub const HASH_START: i32 = 0x1656_67b1;

fn hash_items(heap: &Heap, at: Ref, depth: u8, step: fn(i32, i32) -> i32) -> Hash {
    let len = heap.value(at, 1).small_int() as usize;
    if depth == 0 || len > LONG {
        return Hash::Ask;
    }
    let mut hash = HASH_START;
    let mut ask = false;
    for index in 0..len {
        match hash_within(heap, heap.value(at, 2 + index), depth - 1) {
            Hash::Known(item) => hash = step(hash, item),
            Hash::Ask => ask = true,
            unhashable => return unhashable,
        }
    }
    if ask { Hash::Ask } else { Hash::Known(hash) }
}

fn hash_set(heap: &Heap, at: Ref, depth: u8) -> Hash {
    let table = Table::of(heap, at);
    if depth == 0 || table.used() > LONG {
        return Hash::Ask;
    }
    let (mut hash, mut position) = (HASH_START, 0);
    while let Some(live) = table.next(heap, position) {
        match hash_within(heap, table.key(heap, live), depth - 1) {
            Hash::Known(item) => hash = hash_mix(hash, item),
            other => return other,
        }
        position = live + 1;
    }
    Hash::Known(hash)
}

/// True if the hash of a value depends on where objects lie.
pub fn hashes_by_address(heap: &Heap, value: Value) -> bool {
    by_address_within(heap, value, DEPTH)
}

fn by_address_within(heap: &Heap, value: Value, depth: u8) -> bool {
    if !value.is_ref() {
        return false;
    }
    let at = value.block();
    match group(heap, value) {
        Group::Identity | Group::Method => true,
        Group::Ask => matches!(instance(heap, value), Instance::Same),
        Group::Tuple if depth > 0 => (0..heap.memory().value(at, 1).small_int() as usize)
            .any(|i| by_address_within(heap, heap.memory().value(at, 2 + i), depth - 1)),
        Group::Set if depth > 0 => {
            let table = Table::of(heap, at);
            (0..table.used()).any(|i| by_address_within(heap, table.key(heap, i), depth - 1))
        }
        _ => false,
    }
}

/// `a == b`; `None`: Python code or the prelude must tell.
pub fn equal(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    equal_within(heap, a, b, DEPTH)
}

/// `a == b` of two short tuples of small ints and names; `None` for others.
#[inline]
pub fn equal_flat(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    let (a, b) = (a.block(), b.block());
    if !heap.memory().header(a).is(Kind::Tuple) || !heap.memory().header(b).is(Kind::Tuple) {
        return None;
    }
    let len = heap.memory().word(a, 1);
    if len != heap.memory().word(b, 1) || len as usize >> 1 > FLAT {
        return None;
    }
    for index in 2..2 + (len as usize >> 1) {
        let (one, other) = (heap.memory().value(a, index), heap.memory().value(b, index));
        if one != other {
            let are_plain = hash_plain(one).is_some() && hash_plain(other).is_some();
            return if are_plain { Some(false) } else { None };
        }
    }
    Some(true)
}

/// `a is b or a == b`: how containers compare their items.
pub fn same(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    if a == b { Some(true) } else { equal_within(heap, a, b, DEPTH) }
}

fn equal_within(heap: &Heap, a: Value, b: Value, depth: u8) -> Option<bool> {
    if (a.bits() | b.bits()) & 1 != 0 && a.is_small() && b.is_small() || a.is_name() && b.is_name() {
        return Some(a == b);
    }
    let (left, right) = (group(heap, a), group(heap, b));
    if left == Group::Ask || right == Group::Ask {
        return equal_instances(heap, a, b, depth);
    }
    if left != right {
        return Some(false);
    }
    match left {
        Group::Number => Some(equal_numbers(heap, a, b)),
        Group::Text => Some(text(heap, a) == text(heap, b)),
        _ if a == b => Some(true),
        Group::Bytes if heap.kind(a.block()) == Kind::Bytes && heap.kind(b.block()) == Kind::Bytes => {
            Some(plain_bytes(heap, a.block()) == plain_bytes(heap, b.block()))
        }
        Group::Tuple | Group::List => equal_sequences(heap, a, b, depth),
        Group::Range => super::range::equal(heap, a.block(), b.block()),
        Group::Method => {
            let (a, b) = (heap.words::<3>(a.block()), heap.words::<3>(b.block()));
            Some(a.get(1) == b.get(1) && a.get(2) == b.get(2))
        }
        Group::Alias if depth > 0 => {
            let (a, b) = (heap.words::<3>(a.block()), heap.words::<3>(b.block()));
            if a.get(1) != b.get(1) { Some(false) } else { equal_within(heap, a.value(2), b.value(2), depth - 1) }
        }
        Group::Identity => Some(false),
        Group::Alias | Group::Bytes | Group::Set | Group::Dict | Group::Slice | Group::Ask => None,
    }
}

/// One of them at least is an instance of a class of Python.
fn equal_instances(heap: &Heap, a: Value, b: Value, depth: u8) -> Option<bool> {
    let side = |value: Value| match group(heap, value) {
        Group::Ask => instance(heap, value),
        _ => Instance::Payload(value),
    };
    match (side(a), side(b)) {
        (Instance::Ask, _) | (_, Instance::Ask) => None,
        (Instance::Payload(a), Instance::Payload(b)) if depth > 0 => equal_within(heap, a, b, depth - 1),
        (Instance::Payload(_), Instance::Payload(_)) => None,
        _ => Some(a == b),
    }
}

/// The items of a list or a tuple: the block, the index of the first one, how many.
pub fn items_of(heap: &Heap, sequence: Value) -> (Ref, usize, usize) {
    let at = sequence.block();
    let block = if heap.memory().header(at).is(Kind::List) { heap.memory().block(at, 1) } else { at };
    let len = heap.memory().value(block, 1);
    (block, 2, if len.is_small() { len.small_int().max(0) as usize } else { 0 })
}

fn equal_sequences(heap: &Heap, a: Value, b: Value, depth: u8) -> Option<bool> {
    let ((a, a_first, len), (b, b_first, other_len)) = (items_of(heap, a), items_of(heap, b));
    if len != other_len {
        return Some(false);
    }
    if depth == 0 || len > LONG {
        return None;
    }
    for index in 0..len {
        let (x, y) = (heap.memory().value(a, a_first + index), heap.memory().value(b, b_first + index));
        if x != y && !equal_within(heap, x, y, depth - 1)? {
            return Some(false);
        }
    }
    Some(true)
}

fn equal_numbers(heap: &Heap, a: Value, b: Value) -> bool {
    match (as_int(a), as_int(b)) {
        (Some(a), Some(b)) => return a == b,
        (Some(int), None) => return equal_int(heap, b.block(), int),
        (None, Some(int)) => return equal_int(heap, a.block(), int),
        (None, None) => {}
    }
    let (a, b) = (a.block(), b.block());
    match (heap.kind(a), heap.kind(b)) {
        (Kind::BigInt, Kind::BigInt) => {
            (1..2 + big_len(heap, a)).all(|index| heap.word(a, index) == heap.word(b, index))
        }
        (Kind::BigInt, _) => equal_big(heap, a, b),
        (_, Kind::BigInt) => equal_big(heap, b, a),
        _ => parts(heap, a) == parts(heap, b),
    }
}

/// The real and the imaginary part of a float or a complex.
fn parts(heap: &Heap, at: Ref) -> (Float, Float) {
    let imag = if heap.kind(at) == Kind::Complex { float_at(heap, at, 4 + size_of::<Float>()) } else { 0.0 };
    (float_at(heap, at, 4), imag)
}

fn equal_int(heap: &Heap, other: Ref, int: i32) -> bool {
    // Every small int is exact in f64; in f32 the comparison is made in f64.
    heap.kind(other) != Kind::BigInt && {
        let (real, imag) = parts(heap, other);
        wide(real) == f64::from(int) && imag == 0.0
    }
}

/// Compares a big int with a float or a complex.
fn equal_big(heap: &Heap, big: Ref, other: Ref) -> bool {
    let (real, imag) = parts(heap, other);
    if imag != 0.0 || !real.is_finite() || (real < 0.0) != big_is_negative(heap, big) {
        return false;
    }
    let mut limbs = [0; real::FLOAT_LIMBS];
    real::from_float(&mut limbs, real);
    let len = big_len(heap, big);
    let same = limbs.iter().enumerate().all(|(i, limb)| *limb == if i < len { heap.word(big, 2 + i) } else { 0 });
    len <= limbs.len() && same && libm::trunc(wide(real)) == wide(real)
}

/// The small int that a number is equal to, as a word.
pub(super) fn small_word(heap: &Heap, value: Value) -> Value {
    if let Some(int) = as_int(value) {
        return Value::small(int);
    }
    if !matches!(heap.kind(value.block()), Kind::Float | Kind::Complex) {
        return Value::UNDEFINED;
    }
    let (float, imag) = parts(heap, value.block());
    if imag != 0.0 {
        return Value::UNDEFINED;
    }
    let int = float as i32;
    let fits = f64::from(int) == wide(float) && (Value::INT_MIN..=Value::INT_MAX).contains(&int);
    if fits { Value::small(int) } else { Value::UNDEFINED }
}

impl Vm<'_> {
    /// `a == b`; `None`: Python code or the prelude must tell.
    pub fn quick_equal(&self, a: Value, b: Value) -> Option<bool> {
        equal(&self.heap, a, b)
    }

    /// `hash(value)`; `None`: Python code or the prelude must tell.
    pub fn quick_hash(&mut self, value: Value) -> Outcome<Option<i32>> {
        match hash(&self.heap, value) {
            Hash::Known(hash) => Ok(Some(hash)),
            Hash::Ask => Ok(None),
            Hash::Unhashable(part) => raise!(self, TypeError, "unhashable type: '{}'", self.type_of(part)),
        }
    }

    /// A value as a key; `None`: its hash must be asked for.
    #[inline]
    pub fn key(&mut self, value: Value) -> Outcome<Option<Key>> {
        if let Some(key) = Key::quick(&self.heap, value).or_else(|| Key::flat(&self.heap, value)) {
            return Ok(Some(key));
        }
        let hash = self.quick_hash(value)?;
        Ok(hash.map(|hash| Key::of(&self.heap, value, hash)))
    }
}

impl Key {
    /// A name, a small int, or what compares by identity.
    #[inline(always)]
    const fn plain(value: Value, hash: i32) -> Key {
        Key { value, word: value, hash, plain: true, by_address: false, asking: false, text: false }
    }

    /// A small int or a text as a key.
    #[inline]
    pub fn quick(heap: &Heap, value: Value) -> Option<Key> {
        if let Some(hash) = hash_plain(value) {
            return Some(Key::plain(value, hash));
        }
        let header = heap.memory().header(value.block());
        if !header.is(Kind::Str) && !header.is(Kind::LongStr) {
            return None;
        }
        let key = Key::plain(value, heap.text_hash(value.block()).into());
        Some(Key { word: Value::UNDEFINED, plain: false, text: true, ..key })
    }

    /// A tuple of a few small ints and names as a key.
    #[inline]
    fn flat(heap: &Heap, value: Value) -> Option<Key> {
        let at = value.block();
        if !heap.memory().header(at).is(Kind::Tuple) {
            return None;
        }
        let len = heap.memory().word(at, 1) as usize >> 1;
        if len > FLAT {
            return None;
        }
        let mut hash = HASH_START;
        for index in 0..len {
            hash = hash_step(hash, hash_plain(heap.memory().value(at, 2 + index))?);
        }
        Some(Key { word: Value::UNDEFINED, plain: false, ..Key::plain(value, hash) })
    }

    /// A name as a key.
    pub fn name(name: name::Name) -> Key {
        Key::plain(Value::name(name), i32::from(name.hash()))
    }

    /// A string as a key.
    pub fn of_str(heap: &Heap, value: Value) -> Option<Key> {
        match (value.as_name(), hash(heap, value)) {
            (Some(name), _) => Some(Key::name(name)),
            (None, Hash::Known(hash)) => Some(Key::of(heap, value, hash)),
            _ => None,
        }
    }

    /// The key as it is inserted: the name of a text that has one.
    #[inline]
    pub fn named(self, heap: &Heap) -> Key {
        if self.text { Key::of(heap, self.value, self.hash) } else { self }
    }

    /// A key whose hash Python code has told.
    pub fn asked(heap: &Heap, value: Value, hash: i32) -> Key {
        match self::hash(heap, value) {
            Hash::Known(hash) => Key::of(heap, value, hash),
            _ => Key { plain: false, asking: true, word: Value::UNDEFINED, ..Key::plain(value, hash) },
        }
    }

    fn of(heap: &Heap, value: Value, hash: i32) -> Key {
        let key = Key::plain(value, hash);
        match group(heap, value) {
            Group::Number => Key { word: small_word(heap, value), plain: value.is_small(), ..key },
            Group::Text => match heap.find_name(text(heap, value)) {
                Some(name) => Key::name(name),
                None => Key { word: Value::UNDEFINED, plain: false, ..key },
            },
            Group::Identity => Key { by_address: value.is_ref(), ..key },
            Group::Ask => match instance(heap, value) {
                Instance::Payload(payload) => {
                    let word = match group(heap, payload) {
                        Group::Number | Group::Text => Key::of(heap, payload, hash).word,
                        _ => Value::UNDEFINED,
                    };
                    Key { word, plain: false, by_address: hashes_by_address(heap, payload), ..key }
                }
                _ => Key { by_address: true, ..key },
            },
            _ => Key { word: Value::UNDEFINED, plain: false, by_address: hashes_by_address(heap, value), ..key },
        }
    }
}
