//! `random`: the Mersenne twister, in a block of bytes that is taken when the first number is wanted.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::NativeModule;
use crate::vm::number::{Float, magnitude};
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::bigint::Draft;
use crate::vm::types::text::BYTES;
use crate::vm::types::{Args, Native, native};
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// `random`.
pub static MODULE: NativeModule = NativeModule { name: "random", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_new_state", "", 0, 0, new_state),
    native("_seed", "state, number, /", 2, 2, seed),
    native("_next", "state, /", 1, 1, next),
    native("_bits", "state, count, /", 2, 2, bits),
    native("_now", "", 0, 0, |vm, _| {
        let now = vm.now();
        vm.int_from_u64(now)
    }),
];

/// Words of the twister.
const SIZE: usize = 624;
/// The distance of the word that is mixed in.
const MIDDLE: usize = 397;

/// A twister: its words, and behind them how many have been used.
struct Twister<'a>(&'a [Cell<u32>]);

impl<'a> Twister<'a> {
    fn of(vm: &Vm<'a>, state: Value) -> Twister<'a> {
        Twister(vm.heap.cells(state.block(), BYTES / 4, SIZE + 1))
    }

    fn get(&self, index: usize) -> u32 {
        self.0.get(index).map_or(0, Cell::get)
    }

    fn set(&self, index: usize, word: u32) {
        if let Some(cell) = self.0.get(index) {
            cell.set(word);
        }
    }

    /// Starts from one word.
    fn start(&self, seed: u32) {
        self.set(0, seed);
        for index in 1..SIZE {
            let before = self.get(index - 1);
            let mixed = (before ^ before >> 30).wrapping_mul(1_812_433_253).wrapping_add(index as u32);
            self.set(index, mixed);
        }
        self.set(SIZE, SIZE as u32);
    }

    /// Starts from several words.
    fn start_from(&self, key: impl Fn(usize) -> u32, count: usize) {
        self.start(19_650_218);
        let (mut at, mut word) = (1, 0);
        for _ in 0..SIZE.max(count) {
            self.mix(at, 1_664_525, key(word).wrapping_add(word as u32));
            at = self.after(at);
            word = if word + 1 < count { word + 1 } else { 0 };
        }
        for _ in 1..SIZE {
            self.mix(at, 1_566_083_941, 0u32.wrapping_sub(at as u32));
            at = self.after(at);
        }
        self.set(0, 0x8000_0000);
    }

    fn mix(&self, at: usize, factor: u32, add: u32) {
        let before = self.get(at - 1);
        self.set(at, (self.get(at) ^ (before ^ before >> 30).wrapping_mul(factor)).wrapping_add(add));
    }

    fn after(&self, at: usize) -> usize {
        if at + 1 < SIZE {
            return at + 1;
        }
        self.set(0, self.get(SIZE - 1));
        1
    }

    /// Makes new words of the old ones.
    fn twist(&self) {
        for index in 0..SIZE {
            let joined = self.get(index) & 0x8000_0000 | self.get((index + 1) % SIZE) & 0x7fff_ffff;
            let odd = if joined & 1 != 0 { 0x9908_b0df } else { 0 };
            self.set(index, self.get((index + MIDDLE) % SIZE) ^ joined >> 1 ^ odd);
        }
        self.set(SIZE, 0);
    }

    /// The next 32 bits.
    fn next(&self) -> u32 {
        if self.get(SIZE) as usize >= SIZE {
            self.twist();
        }
        let used = self.get(SIZE) as usize;
        self.set(SIZE, used as u32 + 1);
        let mut word = self.get(used);
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }
}

fn new_state(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let at: Ref = vm.heap.alloc_bytes(Kind::Bytes, (SIZE + 1) * 4 + 4)?;
    vm.heap.set_raw(at, 1, Value::len((SIZE + 1) * 4).bits());
    Ok(Value::reference(at))
}

/// `_seed(state, number)`: of an int that is not negative.
fn seed(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(number) = vm.as_int(args.get(1)) else { return raise!(vm, TypeError, "an int is wanted") };
    let twister = Twister::of(vm, args.get(0));
    let limbs = number.limbs(&vm.heap);
    twister.start_from(|word| magnitude::limb(limbs, word), magnitude::length(limbs).max(1));
    Ok(Value::NONE)
}

/// `_next(state)`: a float from 0 up to 1.
fn next(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let float = vm.new_float(0.0)?;
    let twister = Twister::of(vm, args.get(0));
    let (high, low) = (twister.next() >> 5, twister.next() >> 6);
    let places = Float::MANTISSA_DIGITS;
    // As many bits as the float holds, so that it is never rounded up to 1.
    let bits = (u64::from(high) << 26 | u64::from(low)) >> (53 - places);
    let x = bits as Float / (1u64 << places) as Float;
    crate::vm::types::float::write(&mut vm.heap, float.block(), 1, x);
    Ok(float)
}

/// `_bits(state, count)`: an int of so many bits.
fn bits(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(count) = args.get(1).as_small().and_then(|count| usize::try_from(count).ok()) else {
        return raise!(vm, ValueError, "number of bits must be non-negative");
    };
    if count <= 30 {
        let word = if count == 0 { 0 } else { Twister::of(vm, args.get(0)).next() >> (32 - count) };
        return Ok(Value::small(word as i32));
    }
    let draft = Draft::new(vm, count.div_ceil(32))?;
    let twister = Twister::of(vm, args.get(0));
    let mut left = count;
    for limb in draft.limbs(vm) {
        let word = twister.next();
        *limb = if left < 32 { word >> (32 - left) } else { word };
        left = left.saturating_sub(32);
    }
    Ok(draft.finish(vm))
}
