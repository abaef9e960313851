//! Between magnitudes and floats: conversions, true division, order and hash.

use core::cmp::Ordering;

use super::Float;
use super::binary::{assemble, split};
use super::divide::Division;
use super::magnitude::{bit_length, length, shift_left, shift_right, trailing_zeros};

/// The limbs of the largest float: 32 or 4.
pub const FLOAT_LIMBS: usize = Float::MAX_EXP as usize / 32;

/// Reads the top 64 bits of a magnitude, how far up they stand, and whether set bits stand below.
/// Shorter magnitudes are read whole.
pub(super) fn top(a: &[u32]) -> (u64, usize, bool) {
    let below = bit_length(a).saturating_sub(64);
    let mut out = [0; 2];
    let more = shift_right(&mut out, a, below);
    (join(out), below, more)
}

fn join([low, high]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// Rounds a magnitude to the nearest float, ties to even; `None` if it is too large.
pub fn to_float(a: &[u32]) -> Option<Float> {
    let (mantissa, below, more) = top(a);
    assemble(mantissa, i32::try_from(below).ok()?, more)
}

/// Sets `out` to the magnitude of a finite float, truncated. Enough room is [`FLOAT_LIMBS`].
pub fn from_float(out: &mut [u32], x: Float) {
    let (mantissa, exponent) = split(x);
    let whole = mantissa.checked_shr(exponent.min(0).unsigned_abs()).unwrap_or(0);
    shift_left(out, &[whole as u32, (whole >> 32) as u32], exponent.max(0) as usize);
}

/// The float nearest to a magnitude times a power of two, of which something less than its lowest bit has been cut off
/// if it is inexact: one of 66 bits or more. `None` if it is too large.
pub fn scaled_float(a: &[u32], inexact: bool, exponent: i32) -> Option<Float> {
    let (mantissa, below, more) = top(a);
    assemble(mantissa, i32::try_from(below).ok()?.saturating_add(exponent), more || inexact)
}

/// Counts the limbs of scratch that [`true_divide`] needs.
pub fn true_divide_scratch(b: &[u32]) -> usize {
    length(b).saturating_add(QUOTIENT_LIMBS)
}

/// Divides magnitudes (`b` not zero) and rounds to the nearest float, ties to even; `None` if it is too large.
/// The work is that of three rows of a division, whatever the size of `a`.
pub fn true_divide(a: &[u32], b: &[u32], scratch: &mut [u32]) -> Option<Float> {
    let (a_bits, b_bits) = (bit_length(a), bit_length(b));
    // `a * 2^(up - down)` has 66 bits more than `b`, so the quotient has 66 or 67.
    let wanted = b_bits.saturating_add(66);
    let (up, down) = (wanted.saturating_sub(a_bits), a_bits.saturating_sub(wanted));
    let remainder = scratch.get_mut(..true_divide_scratch(b))?;
    let mut division = Division::prepare(b, QUOTIENT_LIMBS)?;
    let left = up.saturating_add(division.shift());
    match down.checked_sub(left) {
        Some(right) => _ = shift_right(remainder, a, right),
        None => shift_left(remainder, a, left.saturating_sub(down)),
    }
    let lost = trailing_zeros(a).is_some_and(|zeros| zeros < down);
    let mut quotient = [0; QUOTIENT_LIMBS];
    division.step(&mut quotient, remainder, b, QUOTIENT_LIMBS);
    let (mantissa, below, more) = top(&quotient);
    let size = |bits: usize| i32::try_from(bits).unwrap_or(i32::MAX);
    assemble(
        mantissa,
        size(below.saturating_add(down)).saturating_sub(size(up)),
        more || lost || length(remainder) != 0,
    )
}

/// Limbs of the 67 bits that [`true_divide`] finds.
const QUOTIENT_LIMBS: usize = 3;

/// Compares an int with a float; `None` for NaN.
pub fn compare_float(a: &[u32], negative: bool, x: Float) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    let sign = |zero: bool, negative: bool| {
        if zero {
            0
        } else if negative {
            -1
        } else {
            1
        }
    };
    let (left, right) = (sign(length(a) == 0, negative), sign(x == 0.0, x < 0.0));
    if left != right || left == 0 {
        return Some(left.cmp(&right));
    }
    let order = if x.is_infinite() { Ordering::Less } else { compare_magnitude(a, x) };
    Some(if negative { order.reverse() } else { order })
}

/// Compares a magnitude that is not zero with that of a finite float that is not zero.
fn compare_magnitude(a: &[u32], x: Float) -> Ordering {
    let (mantissa, exponent) = split(x);
    let bits = i64::from(64 - mantissa.leading_zeros()) + i64::from(exponent);
    if bit_length(a) as i64 != bits {
        return (bit_length(a) as i64).cmp(&bits);
    }
    let (high, _, more) = top(a);
    (bit_length(a) as i64)
        .cmp(&bits)
        .then((high << high.leading_zeros()).cmp(&(mantissa << mantissa.leading_zeros())))
        .then(more.cmp(&false))
}

/// The modulus of hashes, as on CPython's 32-bit builds.
const MODULUS: u64 = (1 << 31) - 1;

/// Takes a number modulo 2^31 - 1.
fn reduce(value: u64) -> u64 {
    // The first fold leaves 34 bits, the second 32, of which one subtraction is left.
    let value = (value & MODULUS) + (value >> 31);
    let value = (value & MODULUS) + (value >> 31);
    if value >= MODULUS { value - MODULUS } else { value }
}

/// Hashes an int: equal to the hash of an equal float.
pub fn hash_int(a: &[u32], negative: bool) -> i32 {
    hash_end(hash_part(0, a), negative)
}

/// The remainder modulo 2^31 - 1 of what has this remainder above, and these limbs below.
pub fn hash_part(above: u32, a: &[u32]) -> u32 {
    // 2^32 is 2 modulo 2^31 - 1.
    a.iter().rev().fold(above.into(), |value, limb| reduce(value * 2 + u64::from(*limb))) as u32
}

/// The hash of what has this remainder.
pub fn hash_end(remainder: u32, negative: bool) -> i32 {
    signed_hash(remainder.into(), negative)
}

/// Hashes a float: equal to the hash of an equal int. NaN hashes as 0; CPython goes by identity there.
pub fn hash_float(x: Float) -> i32 {
    if !x.is_finite() {
        return if x.is_nan() { 0 } else { signed_hash(314_159, x < 0.0) };
    }
    let (mantissa, exponent) = split(x);
    let value = reduce(mantissa);
    // Multiplying by a power of two rotates the 31 bits.
    let turn = exponent.rem_euclid(31) as u32;
    signed_hash(((value << turn) | (value >> (31 - turn))) & MODULUS, x < 0.0)
}

fn signed_hash(value: u64, negative: bool) -> i32 {
    let value = value as i32;
    match if negative { value.wrapping_neg() } else { value } {
        -1 => -2,
        hash => hash,
    }
}
