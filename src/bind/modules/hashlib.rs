//! `hashlib`: hashes in steps over a state that is a block of bytes: `[bytes so far u64][state][part of a block]`.
//!
//! The compression functions of SHA-1 and SHA-2 are those of the crates `sha1` and `sha2`.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::text::BYTES;
use crate::vm::types::{Args, Native, native};
use crate::vm::value::Value;
use sha2::digest::generic_array::GenericArray;

/// `hashlib`.
pub static MODULE: NativeModule = NativeModule { name: "hashlib", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_start", "kind, /", 1, 1, start),
    native("_update", "kind, state, data, start, /", 4, 4, update),
    native("_digest", "kind, state, /", 2, 2, digest),
];

/// The largest block.
const BLOCK: usize = 128;

/// A hash, as `python/hashlib.py` counts them.
#[derive(Clone, Copy)]
struct Hash {
    /// Bytes of a block and of the state.
    block: usize,
    state: usize,
    /// Bytes of the result.
    size: usize,
    /// Words are written with the highest byte first.
    big: bool,
    first: &'static [u64],
    compress: fn(&mut [u64; 8], &[u8]),
}

const SHA_224: &[u64] = &[0xc105_9ed8_367c_d507, 0x3070_dd17_f70e_5939, 0xffc0_0b31_6858_1511, 0x64f9_8fa7_befa_4fa4];
const SHA_256: &[u64] = &[0x6a09_e667_bb67_ae85, 0x3c6e_f372_a54f_f53a, 0x510e_527f_9b05_688c, 0x1f83_d9ab_5be0_cd19];
const SHA_384: &[u64] = &[
    0xcbbb_9d5d_c105_9ed8,
    0x629a_292a_367c_d507,
    0x9159_015a_3070_dd17,
    0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31,
    0x8eb4_4a87_6858_1511,
    0xdb0c_2e0d_64f9_8fa7,
    0x47b5_481d_befa_4fa4,
];
const SHA_512: &[u64] = &[
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];
const SHA_1: &[u64] = &[0x6745_2301_efcd_ab89, 0x98ba_dcfe_1032_5476, 0xc3d2_e1f0_0000_0000];
const MD5: &[u64] = &[0xefcd_ab89_6745_2301, 0x1032_5476_98ba_dcfe];

static HASHES: [Hash; 6] = [
    Hash { block: 64, state: 16, size: 16, big: false, first: MD5, compress: md5 },
    Hash { block: 64, state: 20, size: 20, big: true, first: SHA_1, compress: sha1 },
    Hash { block: 64, state: 32, size: 28, big: true, first: SHA_224, compress: sha256 },
    Hash { block: 64, state: 32, size: 32, big: true, first: SHA_256, compress: sha256 },
    Hash { block: 128, state: 64, size: 48, big: true, first: SHA_384, compress: sha512 },
    Hash { block: 128, state: 64, size: 64, big: true, first: SHA_512, compress: sha512 },
];

fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

/// The state as words of 32 bits, the first in the higher half.
fn halves<const N: usize>(state: &[u64; 8]) -> [u32; N] {
    let mut words = [0; N];
    for (index, word) in words.iter_mut().enumerate() {
        let pair = state.get(index / 2).copied().unwrap_or(0);
        *word = if index % 2 == 0 { high(pair) } else { pair as u32 };
    }
    words
}

fn join(state: &mut [u64; 8], words: &[u32]) {
    for (pair, words) in state.iter_mut().zip(words.chunks(2)) {
        let second = words.get(1).copied().unwrap_or(0);
        *pair = u64::from(words.first().copied().unwrap_or(0)) << 32 | u64::from(second);
    }
}

fn sha1(state: &mut [u64; 8], block: &[u8]) {
    let mut words: [u32; 5] = halves(state);
    sha1::compress(&mut words, &[*GenericArray::from_slice(block)]);
    join(state, &words);
}

fn sha256(state: &mut [u64; 8], block: &[u8]) {
    let mut words: [u32; 8] = halves(state);
    sha2::compress256(&mut words, &[*GenericArray::from_slice(block)]);
    join(state, &words);
}

fn sha512(state: &mut [u64; 8], block: &[u8]) {
    sha2::compress512(state, &[*GenericArray::from_slice(block)]);
}

/// RFC 1321. The words of the state come with the second in the higher half.
fn md5(state: &mut [u64; 8], block: &[u8]) {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let [b0, a0, d0, c0]: [u32; 4] = halves(state);
    let (mut a, mut b, mut c, mut d) = (a0, b0, c0, d0);
    for step in 0..64usize {
        let (mixed, word) = match step / 16 {
            0 => (b & c | !b & d, step),
            1 => (b & d | c & !d, 5 * step + 1),
            2 => (b ^ c ^ d, 3 * step + 5),
            _ => (c ^ (b | !d), 7 * step),
        };
        // The constants are the fractions of sines.
        let sine = libm::sin((step + 1) as f64);
        let constant = (if sine < 0.0 { -sine } else { sine } * 4_294_967_296.0) as u32;
        let from = word % 16 * 4;
        let input = block.get(from..from + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
        let shift = SHIFTS.get(step / 16).and_then(|row| row.get(step % 4)).copied().unwrap_or(0);
        let sum = a.wrapping_add(mixed).wrapping_add(constant).wrapping_add(input);
        (a, d, c, b) = (d, c, b, b.wrapping_add(sum.rotate_left(shift)));
    }
    let add = |x: u32, y: u32| x.wrapping_add(y);
    join(state, &[add(b0, b), add(a0, a), add(d0, d), add(c0, c)]);
}

fn hash_of(vm: &mut Vm, args: Args) -> Outcome<Hash> {
    let kind = args.get(0).as_small().and_then(|kind| usize::try_from(kind).ok());
    match kind.and_then(|kind| HASHES.get(kind)) {
        Some(hash) => Ok(*hash),
        None => raise!(vm, ValueError, "unsupported hash type"),
    }
}

/// The bytes of a state: the count, the words, a block.
const COUNT: usize = 8;

/// `_start(kind)`: a state.
fn start(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let hash = hash_of(vm, args)?;
    let len = COUNT + 64 + hash.block;
    let at = vm.heap.alloc_bytes(Kind::Bytes, len + 4)?;
    vm.heap.set_raw(at, 1, Value::len(len).bits());
    let bytes = vm.heap.bytes_mut(at, BYTES, len);
    bytes.fill(0);
    for (place, word) in bytes.get_mut(COUNT..).unwrap_or_default().chunks_exact_mut(8).zip(hash.first) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    Ok(Value::reference(at))
}

/// A state on the Rust stack.
struct State {
    count: u64,
    words: [u64; 8],
    part: [u8; BLOCK],
}

fn word(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

impl State {
    fn load(vm: &Vm, state: Value, hash: Hash) -> State {
        let bytes = vm.heap.bytes(state.block(), BYTES, COUNT + 64 + hash.block);
        let mut part = [0; BLOCK];
        for (place, byte) in part.iter_mut().zip(bytes.get(COUNT + 64..).unwrap_or_default()) {
            *place = *byte;
        }
        State { count: word(bytes, 0), words: core::array::from_fn(|index| word(bytes, COUNT + 8 * index)), part }
    }

    fn store(&self, vm: &mut Vm, state: Value, hash: Hash) {
        let bytes = vm.heap.bytes_mut(state.block(), BYTES, COUNT + 64 + hash.block);
        let (head, part) = bytes.split_at_mut(bytes.len().min(COUNT + 64));
        let words = core::iter::once(&self.count).chain(&self.words);
        for (place, word) in head.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        for (place, byte) in part.iter_mut().zip(&self.part) {
            *place = *byte;
        }
    }

    fn take(&mut self, hash: Hash, data: &[u8]) {
        for byte in data {
            // The block's size is a power of two.
            let used = (self.count & (hash.block as u64 - 1)) as usize;
            if let Some(place) = self.part.get_mut(used) {
                *place = *byte;
            }
            self.count += 1;
            if used + 1 == hash.block {
                (hash.compress)(&mut self.words, self.part.get(..hash.block).unwrap_or_default());
            }
        }
    }

    /// Ends the text as all these hashes do: a bit, zeros and the number of bits.
    fn finish(&mut self, hash: Hash) {
        let bits = self.count.wrapping_mul(8);
        self.take(hash, &[0x80]);
        let length = hash.block / 8;
        while (self.count & (hash.block as u64 - 1)) as usize != hash.block - length {
            self.take(hash, &[0]);
        }
        for _ in 8..length {
            self.take(hash, &[0]);
        }
        let bits = if hash.big { bits.to_be_bytes() } else { bits.to_le_bytes() };
        self.take(hash, &bits);
    }
}

/// `_update(kind, state, data, start)`: takes some of the data in; gives where it is.
fn update(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let hash = hash_of(vm, args)?;
    let Some(data) = vm.buffer_text(args.get(2)) else {
        if vm.is_str(args.get(2)) {
            return raise!(vm, TypeError, "Strings must be encoded before hashing");
        }
        return raise!(vm, TypeError, "object supporting the buffer API required");
    };
    let start = args.get(3).as_small().and_then(|start| usize::try_from(start).ok()).unwrap_or(0);
    let mut state = State::load(vm, args.get(1), hash);
    // Up to the end of a block, which takes the most.
    let used = (state.count & (hash.block as u64 - 1)) as usize;
    let part = data.part(start, start.saturating_add(hash.block.saturating_sub(used)));
    state.take(hash, part.bytes(vm));
    state.store(vm, args.get(1), hash);
    let end = start + part.len();
    Ok(if end >= data.len() { Value::NONE } else { Value::len(end) })
}

/// `_digest(kind, state)`: the hash of what has been taken in.
fn digest(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let hash = hash_of(vm, args)?;
    let mut state = State::load(vm, args.get(1), hash);
    state.finish(hash);
    let mut out = [0; 64];
    for (place, word) in out.chunks_exact_mut(8).zip(state.words) {
        // The words of MD5 have the lowest byte first, and so the second one first.
        place.copy_from_slice(&if hash.big { word.to_be_bytes() } else { word.to_le_bytes() });
    }
    debug_assert!(hash.size <= hash.state);
    vm.new_bytes(out.get(..hash.size).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: usize, text: &[u8], start: u64) {
        let hash = HASHES[kind];
        let mut state = State { count: 0, words: [0; 8], part: [0; BLOCK] };
        for (word, first) in state.words.iter_mut().zip(hash.first) {
            *word = *first;
        }
        state.take(hash, text);
        state.finish(hash);
        let first = if hash.big { state.words[0] } else { state.words[0].swap_bytes() };
        assert_eq!(first, start, "{kind}");
    }

    #[test]
    fn hashes_of_abc() {
        check(0, b"abc", 0x9001_5098_3cd2_4fb0);
        check(1, b"abc", 0xa999_3e36_4706_816a);
        check(2, b"abc", 0x2309_7d22_3405_d822);
        check(3, b"abc", 0xba78_16bf_8f01_cfea);
        check(4, b"abc", 0xcb00_753f_45a3_5e8b);
        check(5, b"abc", 0xddaf_35a1_9361_7aba);
        check(3, &[b'a'; 200], 0xc2a9_08d9_8f5d_f987);
    }
}
