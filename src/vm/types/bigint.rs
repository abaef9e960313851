//! Ints of any size: sign and magnitude. Small ints overflow into these.
//!
//! A `BigInt` block is `[digits << 1 | negative][digit]…`: 32-bit digits, the least first, the greatest not 0, and never
//! a value that a small int can hold.

use crate::vm::Vm;
use crate::vm::heap::limbs::Run;
use crate::vm::heap::{Heap, Kind};
use crate::vm::limits::INT_BITS;
use crate::vm::number::magnitude::{self, LIMB_BITS};
use crate::vm::number::{Float, divide, multiply, real};
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cmp::Ordering;

/// The word the digits start at.
const DIGITS: usize = 2;
/// The magnitude that only a negative small int has.
const SMALL_LIMIT: u32 = 1 << 30;

/// The most digits, with some to spare for carries and what a division needs.
const LIMIT: usize = INT_BITS / LIMB_BITS + 4;

/// An int's sign and magnitude, wherever they lie.
#[derive(Clone, Copy)]
pub struct Int {
    /// It is below zero.
    pub negative: bool,
    /// The magnitude, if it is in no block.
    small: [u32; 1],
    /// The block of the digits, and how many there are.
    at: Ref,
    count: u32,
}

impl Int {
    /// A small int, or any that fits.
    pub const fn new(int: i32) -> Int {
        Int { negative: int < 0, small: [int.unsigned_abs()], at: Ref::NONE, count: 1 }
    }

    /// The digits, the least first; small ints have one.
    #[inline(always)]
    pub fn limbs<'h>(&'h self, heap: &'h Heap) -> &'h [u32] {
        self.pick(heap.limbs(self.run()))
    }

    /// Where the digits lie, if they lie in a block.
    pub fn run(&self) -> Run {
        Run::new(self.at, DIGITS, if self.at.is_some() { self.count as usize } else { 0 })
    }

    /// The digits, of those that `run` gave.
    pub fn pick<'h>(&'h self, limbs: &'h [u32]) -> &'h [u32] {
        if self.at.is_some() { limbs } else { &self.small }
    }

    /// How many digits there are.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// The block of the digits, if they lie in one.
    pub fn block(&self) -> Ref {
        self.at
    }

    /// True for 0.
    pub fn is_zero(&self) -> bool {
        !self.at.is_some() && self.small == [0]
    }

    /// The value itself; of an int that is in no block a small one.
    pub fn value(&self) -> Value {
        let small = self.small[0] as i32;
        match self.at.is_some() {
            true => Value::reference(self.at),
            false => Value::small(if self.negative { small.wrapping_neg() } else { small }),
        }
    }

    /// Its bits, without the sign.
    pub fn bits(&self, heap: &Heap) -> usize {
        magnitude::bit_length(self.limbs(heap))
    }

    /// The same with the other sign.
    pub fn negated(self) -> Int {
        Int { negative: !self.negative && !self.is_zero(), ..self }
    }

    /// The value, if it has at most 64 bits.
    pub fn to_i64(&self, heap: &Heap) -> Option<i64> {
        if self.count > 2 {
            return None;
        }
        let limbs = self.limbs(heap);
        if limbs.len() > 2 {
            return None;
        }
        let magnitude = u64::from(magnitude::limb(limbs, 1)) << 32 | u64::from(magnitude::limb(limbs, 0));
        if self.negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
    }

    /// The value, if it is not negative and has at most 64 bits.
    pub fn to_u64(&self, heap: &Heap) -> Option<u64> {
        let limbs = self.limbs(heap);
        if limbs.len() > 2 || self.negative {
            return None;
        }
        Some(u64::from(magnitude::limb(limbs, 1)) << 32 | u64::from(magnitude::limb(limbs, 0)))
    }

    /// The nearest float, unless it is too large for one.
    pub fn to_float(&self, heap: &Heap) -> Option<Float> {
        if self.count() > real::FLOAT_LIMBS {
            return None;
        }
        let magnitude = real::to_float(self.limbs(heap))?;
        Some(if self.negative { -magnitude } else { magnitude })
    }
}

impl Vm<'_> {
    /// The int that a value is: an `int`, a `bool`, or an instance of a subclass.
    pub fn as_int(&self, value: Value) -> Option<Int> {
        if value.is_small() {
            return Some(Int::new(value.small_int()));
        }
        if value.is_bool() {
            return Some(Int::new(i32::from(value == Value::TRUE)));
        }
        let at = value.as_ref()?;
        let words = self.heap.words::<2>(at);
        match words.kind() {
            Kind::BigInt => Some(Int { negative: words.get(1) & 1 != 0, small: [0], at, count: words.get(1) >> 1 }),
            Kind::Instance | Kind::LooseInstance => {
                let payload = self.payload(value);
                if payload == value { None } else { self.as_int(payload) }
            }
            _ => None,
        }
    }

    /// An int of at most 64 bits.
    pub fn int_from_i64(&mut self, int: i64) -> Outcome<Value> {
        match Value::try_small(int) {
            Some(small) => Ok(small),
            None => from_u64(self, int.unsigned_abs(), int < 0),
        }
    }

    /// An int of at most 64 bits.
    pub fn int_from_u64(&mut self, int: u64) -> Outcome<Value> {
        from_u64(self, int, false)
    }
}

fn from_u64(vm: &mut Vm, magnitude: u64, negative: bool) -> Outcome<Value> {
    if magnitude < u64::from(SMALL_LIMIT) {
        let small = magnitude as i32;
        return Ok(Value::small(if negative { -small } else { small }));
    }
    let count = if magnitude >> 32 == 0 { 1 } else { 2 };
    let at = vm.heap.alloc(Kind::BigInt, DIGITS + count)?;
    vm.heap.set_raw(at, 1, (count as u32) << 1 | u32::from(negative));
    vm.heap.set_raw(at, DIGITS, magnitude as u32);
    if count == 2 {
        vm.heap.set_raw(at, DIGITS + 1, (magnitude >> 32) as u32);
    }
    Ok(Value::reference(at))
}

/// A magnitude under construction, with room for so many digits.
#[derive(Clone, Copy)]
pub struct Draft {
    at: Ref,
    room: usize,
    /// The result is to be below zero.
    pub negative: bool,
    /// The prelude has it too: its memory is not given back.
    shared: bool,
}

impl Draft {
    /// Takes memory; the digits are zeros.
    pub fn new(vm: &mut Vm, room: usize) -> Outcome<Draft> {
        if room > LIMIT {
            return raise!(vm, OverflowError, "too many digits in integer");
        }
        let at = vm.heap.alloc(Kind::BigInt, DIGITS + room)?;
        Ok(Draft { at, room, negative: false, shared: false })
    }

    /// As [`Draft::new`], with digits that are yet to be written.
    pub fn raw(vm: &mut Vm, room: usize) -> Outcome<Draft> {
        if room > LIMIT {
            return raise!(vm, OverflowError, "too many digits in integer");
        }
        let at = vm.heap.alloc_bytes(Kind::BigInt, room.saturating_mul(4).saturating_add(4))?;
        vm.heap.set_raw(at, 1, 0);
        Ok(Draft { at, room, negative: false, shared: false })
    }

    /// The draft that was being made.
    pub fn half_made(at: Ref, room: usize) -> Draft {
        Draft { at, room, negative: false, shared: false }
    }

    /// The block as a value, which no script may see.
    pub fn value(&self) -> Value {
        Value::reference(self.at)
    }

    /// Where the digits lie.
    pub fn run(&self) -> Run {
        Run::new(self.at, DIGITS, self.room)
    }

    /// The digits.
    pub fn limbs<'h>(&self, vm: &'h mut Vm) -> &'h mut [u32] {
        vm.heap.limbs_mut(self.run())
    }

    /// The digits, beside those of two ints.
    pub fn apart<'h>(&self, vm: &'h mut Vm, a: &'h Int, b: &'h Int) -> (&'h mut [u32], &'h [u32], &'h [u32]) {
        let ([out], [x, y]) = vm.heap.limbs_apart([self.run()], [a.run(), b.run()]);
        (out, a.pick(x), b.pick(y))
    }

    /// The draft as a value that only functions of the prelude may see, to be resumed.
    pub fn pause(self, vm: &mut Vm) -> Value {
        vm.heap.set_raw(self.at, 1, (self.room as u32) << 1 | u32::from(self.negative));
        Value::reference(self.at)
    }

    /// The draft that was paused.
    pub fn resume(int: &Int) -> Draft {
        Draft { at: int.at, room: int.count(), negative: int.negative, shared: true }
    }

    /// The digits as they stand, to be used in further arithmetic.
    pub fn int(&self, vm: &Vm) -> Int {
        let count = magnitude::length(vm.heap.limbs(self.run()));
        match count {
            0 => Int::new(0),
            _ => Int { negative: self.negative, small: [0], at: self.at, count: count as u32 },
        }
    }

    /// The int. Memory that it does not need is given back.
    pub fn finish(self, vm: &mut Vm) -> Value {
        let count = magnitude::length(vm.heap.limbs(self.run()));
        self.finish_with(vm, count)
    }

    /// As [`Draft::finish`], if it has so many digits without leading zeros.
    #[inline(always)]
    pub fn finish_with(self, vm: &mut Vm, count: usize) -> Value {
        let low = vm.heap.word(self.at, DIGITS);
        let limit = SMALL_LIMIT - u32::from(!self.negative);
        if count == 0 || (count == 1 && low <= limit) {
            self.drop(vm);
            let small = low as i32;
            return Value::small(if self.negative { small.wrapping_neg() } else { small });
        }
        vm.heap.set_raw(self.at, 1, (count as u32) << 1 | u32::from(self.negative));
        if count < self.room {
            vm.heap.shrink(self.at, DIGITS + count);
        }
        Value::reference(self.at)
    }

    /// Gives the memory back.
    pub fn drop(self, vm: &mut Vm) {
        if !self.shared {
            vm.heap.free_now(self.at);
        }
    }
}

fn sum(vm: &mut Vm, a: Int, b: Int) -> Outcome<Draft> {
    if a.negative == b.negative {
        let mut draft = Draft::new(vm, a.count().max(b.count()) + 1)?;
        let (out, x, y) = draft.apart(vm, &a, &b);
        magnitude::add(out, x, y);
        draft.negative = a.negative;
        return Ok(draft);
    }
    let smaller = magnitude::compare(a.limbs(&vm.heap), b.limbs(&vm.heap)).is_lt();
    let (more, less) = if smaller { (b, a) } else { (a, b) };
    let mut draft = Draft::new(vm, more.count())?;
    let (out, x, y) = draft.apart(vm, &more, &less);
    magnitude::subtract(out, x, y);
    draft.negative = more.negative;
    Ok(draft)
}

/// `a * b`.
pub fn multiply(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    Ok(product(vm, a, b)?.finish(vm))
}

fn product(vm: &mut Vm, a: Int, b: Int) -> Outcome<Draft> {
    let (a, b) = if a.count() < b.count() { (b, a) } else { (a, b) };
    let mut draft = Draft::new(vm, a.count() + b.count())?;
    let (out, x, y) = draft.apart(vm, &a, &b);
    multiply::multiply(out, x, y);
    draft.negative = a.negative != b.negative;
    Ok(draft)
}

/// The floored quotient and remainder, not yet finished; `b` is not 0.
pub struct Divided {
    /// `a // b`
    pub quotient: Draft,
    /// `a % b`
    pub remainder: Draft,
}

/// `a // b` and `a % b`; `b` is not 0.
pub fn divide(vm: &mut Vm, a: Int, b: Int) -> Outcome<Divided> {
    // One digit more for the carry of the floored quotient.
    let mut quotient = Draft::new(vm, (a.count() + 2).saturating_sub(b.count()).max(1))?;
    let mut remainder = Draft::new(vm, a.count().max(b.count()) + 1)?;
    let ([q, r], [x, y]) = vm.heap.limbs_apart([quotient.run(), remainder.run()], [a.run(), b.run()]);
    let (x, y) = (a.pick(x), b.pick(y));
    divide::divide(q, r, x, y);
    quotient.negative = a.negative != b.negative;
    if quotient.negative {
        divide::to_floor(q, r, y);
    }
    remainder.negative = b.negative;
    Ok(Divided { quotient, remainder })
}

/// `a // b`; `b` is not 0.
pub fn floor_divide(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    let Divided { quotient, remainder } = divide(vm, a, b)?;
    remainder.drop(vm);
    Ok(quotient.finish(vm))
}

/// `a % b`; `b` is not 0.
pub fn modulo(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    let Divided { quotient, remainder } = divide(vm, a, b)?;
    quotient.drop(vm);
    Ok(remainder.finish(vm))
}

/// `a / b`, where `b` is not 0; `None` if it is too large for a float.
pub fn true_divide(vm: &mut Vm, a: Int, b: Int) -> Outcome<Option<Float>> {
    let room = real::true_divide_scratch(b.limbs(&vm.heap));
    let scratch = Draft::new(vm, room)?;
    let (out, x, y) = scratch.apart(vm, &a, &b);
    let quotient = real::true_divide(x, y, out);
    scratch.drop(vm);
    Ok(quotient.map(|quotient| if a.negative != b.negative { -quotient } else { quotient }))
}

/// A copy of the magnitude, with room for more digits.
pub fn copy(vm: &mut Vm, a: Int, more: usize) -> Outcome<Draft> {
    let draft = Draft::new(vm, a.count() + more)?;
    let (out, x, _) = draft.apart(vm, &a, &a);
    magnitude::copy(out, x);
    Ok(draft)
}

/// The order of two ints.
pub fn compare(heap: &Heap, a: &Int, b: &Int) -> Ordering {
    match (a.negative, b.negative) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => magnitude::compare(a.limbs(heap), b.limbs(heap)),
        (true, true) => magnitude::compare(b.limbs(heap), a.limbs(heap)),
    }
}

/// The order of an int and a float; `None` for NaN.
pub fn compare_float(heap: &Heap, a: &Int, b: Float) -> Option<Ordering> {
    real::compare_float(a.limbs(heap), a.negative, b)
}

/// The int that a finite float is after the point is cut off.
pub fn from_float(vm: &mut Vm, x: Float) -> Outcome<Value> {
    if x.abs() < 1e9 {
        return Ok(Value::small(x as i32));
    }
    let mut draft = Draft::new(vm, real::FLOAT_LIMBS)?;
    real::from_float(draft.limbs(vm), x);
    draft.negative = x < 0.0;
    Ok(draft.finish(vm))
}

/// The most digits that `a ** b` may have, for `b` of at least 0; OverflowError if that is too many.
pub fn power_digits(vm: &mut Vm, a: Int, b: Int) -> Outcome<usize> {
    let bits = a.bits(&vm.heap);
    let exponent = b.to_u64(&vm.heap).and_then(|exponent| usize::try_from(exponent).ok()).unwrap_or(usize::MAX);
    match (bits.saturating_sub(1)).checked_mul(exponent).filter(|bits| *bits <= INT_BITS) {
        Some(_) if bits <= 1 => Ok(1),
        Some(_) => Ok(bits.saturating_mul(exponent) / LIMB_BITS + 1),
        None => raise!(vm, OverflowError, "too many digits in integer"),
    }
}

/// `a ** b` for `b` of at least 0, after `power_digits`.
pub fn power(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    if b.is_zero() {
        return Ok(Value::small(1));
    }
    let bits = a.bits(&vm.heap);
    if bits <= 1 {
        // 0, 1 and -1.
        let odd = b.limbs(&vm.heap).first().is_some_and(|low| low & 1 != 0);
        let unit = i32::from(bits == 1);
        return Ok(Value::small(if a.negative && odd { -unit } else { unit }));
    }
    let exponent = b.to_u64(&vm.heap).unwrap_or(0) as usize;
    let mut result = copy(vm, a, 0)?;
    let highest = usize::BITS - exponent.leading_zeros();
    for bit in (0..highest.saturating_sub(1)).rev() {
        let base = result.int(vm);
        result = replace(vm, result, |vm| product(vm, base, base))?;
        if exponent >> bit & 1 != 0 {
            let base = result.int(vm);
            result = replace(vm, result, |vm| product(vm, base, a))?;
        }
    }
    result.negative = a.negative && exponent & 1 != 0;
    Ok(result.finish(vm))
}

/// Gives a draft's memory back when its successor is made, or when that fails.
fn replace<'m>(vm: &mut Vm<'m>, old: Draft, make: impl FnOnce(&mut Vm<'m>) -> Outcome<Draft>) -> Outcome<Draft> {
    let made = make(vm);
    old.drop(vm);
    made
}

/// `pow(a, b, m)` for `b` of at least 0 and `m` not 0.
pub fn power_modulo(vm: &mut Vm, a: Int, b: Int, m: Int) -> Outcome<Value> {
    let magnitude = Int { negative: false, ..m };
    let base = reduced(vm, a, magnitude)?;
    let mut result = copy(vm, Int::new(1), 0)?;
    for bit in (0..b.bits(&vm.heap)).rev() {
        let square = result.int(vm);
        result = replace(vm, result, |vm| product(vm, square, square))?;
        let whole = result.int(vm);
        result = replace(vm, result, |vm| reduced(vm, whole, magnitude))?;
        if magnitude::bit(b.limbs(&vm.heap), bit) {
            let (x, y) = (result.int(vm), base.int(vm));
            result = replace(vm, result, |vm| product(vm, x, y))?;
            let whole = result.int(vm);
            result = replace(vm, result, |vm| reduced(vm, whole, magnitude))?;
        }
    }
    let whole = result.int(vm);
    result = replace(vm, result, |vm| reduced(vm, whole, m))?;
    base.drop(vm);
    Ok(result.finish(vm))
}

/// `a % m`, not yet finished.
fn reduced(vm: &mut Vm, a: Int, m: Int) -> Outcome<Draft> {
    let Divided { quotient, remainder } = divide(vm, a, m)?;
    quotient.drop(vm);
    Ok(remainder)
}

/// The inverse of `a` modulo `m` (`m` not 0), if there is one: Euclid's algorithm with one cofactor.
pub fn inverse(vm: &mut Vm, a: Int, m: Int) -> Outcome<Option<Value>> {
    let m = Int { negative: false, ..m };
    // Invariant: `before` is `x * a` and `rest` is `y * a`, modulo `m`.
    let (mut before, mut rest) = (copy(vm, m, 0)?, reduced(vm, a, m)?);
    let (mut x, mut y) = (copy(vm, Int::new(0), 0)?, copy(vm, Int::new(1), 0)?);
    while !rest.int(vm).is_zero() {
        let (p, q) = (before.int(vm), rest.int(vm));
        let divided = divide(vm, p, q)?;
        let (u, v, factor) = (x.int(vm), y.int(vm), divided.quotient.int(vm));
        let taken = product(vm, factor, v)?;
        let next = sum(vm, u, taken.int(vm).negated())?;
        for draft in [before, x, divided.quotient, taken] {
            draft.drop(vm);
        }
        (before, rest) = (rest, divided.remainder);
        (x, y) = (y, next);
    }
    let one = before.int(vm);
    if one.limbs(&vm.heap) != [1] && (m.limbs(&vm.heap) != [1]) {
        return Ok(None);
    }
    let cofactor = x.int(vm);
    let result = reduced(vm, cofactor, m)?;
    Ok(Some(result.finish(vm)))
}
