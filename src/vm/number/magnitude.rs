//! Magnitudes: length, order, sums, shifts and bits.

use core::cmp::Ordering;

/// Bits in a limb.
pub const LIMB_BITS: usize = 32;

/// Cuts the leading zero limbs off.
pub fn trim(a: &[u32]) -> &[u32] {
    let length = a.iter().rposition(|limb| *limb != 0).map_or(0, |top| top + 1);
    a.get(..length).unwrap_or(a)
}

/// Counts the limbs without leading zeros; 0 for zero.
pub fn length(a: &[u32]) -> usize {
    trim(a).len()
}

/// Orders two magnitudes.
pub fn compare(a: &[u32], b: &[u32]) -> Ordering {
    let (a, b) = (trim(a), trim(b));
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// Orders two magnitudes of the same length.
pub fn compare_alike(a: &[u32], b: &[u32]) -> Ordering {
    a.iter().rev().cmp(b.iter().rev())
}

/// Reads limb `index`; beyond the end there are zeros.
#[inline]
pub fn limb(a: &[u32], index: usize) -> u32 {
    a.get(index).copied().unwrap_or(0)
}

/// Adds three limbs; returns the sum and what is carried.
#[inline]
pub(super) fn add_carry(a: u32, b: u32, carry: u32) -> (u32, u32) {
    let sum = u64::from(a) + u64::from(b) + u64::from(carry);
    (sum as u32, (sum >> LIMB_BITS) as u32)
}

/// Subtracts `b` and a borrow of 0 or 1 from `a`; returns the difference and the next borrow.
#[inline]
pub(super) fn subtract_borrow(a: u32, b: u32, borrow: u32) -> (u32, u32) {
    let difference = u64::from(a).wrapping_sub(u64::from(b)).wrapping_sub(u64::from(borrow));
    (difference as u32, (difference >> 63) as u32)
}

/// Copies `a` into `out` and clears the rest of `out`.
pub fn copy(out: &mut [u32], a: &[u32]) {
    for (index, place) in out.iter_mut().enumerate() {
        *place = limb(a, index);
    }
}

/// Sets `out = a + b`; enough room is the longer length and one. Returns the carry.
pub fn add(out: &mut [u32], a: &[u32], b: &[u32]) -> u32 {
    add_part(out, a, b, 0, 0)
}

/// Sets `out` to the limbs of `a + b` from `start` on, with what is carried there. Returns the carry.
pub fn add_part(out: &mut [u32], a: &[u32], b: &[u32], start: usize, mut carry: u32) -> u32 {
    for (place, index) in out.iter_mut().zip(start..) {
        (*place, carry) = add_carry(limb(a, index), limb(b, index), carry);
    }
    carry
}

/// Sets `out = a - b`; enough room is the length of `a`. Returns 1 if `b` is the greater (the result is then modular).
pub fn subtract(out: &mut [u32], a: &[u32], b: &[u32]) -> u32 {
    subtract_part(out, a, b, 0, 0)
}

/// Sets `out` to the limbs of `a - b` from `start` on, where so much is borrowed. Returns what is borrowed then.
pub fn subtract_part(out: &mut [u32], a: &[u32], b: &[u32], start: usize, mut borrow: u32) -> u32 {
    for (place, index) in out.iter_mut().zip(start..) {
        (*place, borrow) = subtract_borrow(limb(a, index), limb(b, index), borrow);
    }
    borrow
}

/// Sets `a += b`; returns the carry out of `a`.
pub fn add_assign(a: &mut [u32], b: &[u32]) -> u32 {
    let mut carry = 0;
    for (index, place) in a.iter_mut().enumerate() {
        (*place, carry) = add_carry(*place, limb(b, index), carry);
    }
    carry
}

/// Sets `a -= b`; returns 1 if `b` was the greater.
pub fn subtract_assign(a: &mut [u32], b: &[u32]) -> u32 {
    let mut borrow = 0;
    for (index, place) in a.iter_mut().enumerate() {
        (*place, borrow) = subtract_borrow(*place, limb(b, index), borrow);
    }
    borrow
}

/// Sets `a += small`; returns the carry out of `a`.
pub fn add_small(a: &mut [u32], small: u32) -> u32 {
    let mut carry = small;
    for place in a.iter_mut() {
        if carry == 0 {
            break;
        }
        (*place, carry) = add_carry(*place, carry, 0);
    }
    carry
}

/// Sets `a -= small`; returns 1 if `small` was the greater.
pub fn subtract_small(a: &mut [u32], small: u32) -> u32 {
    let mut borrow = small;
    for place in a.iter_mut() {
        if borrow == 0 {
            break;
        }
        (*place, borrow) = subtract_borrow(*place, borrow, 0);
    }
    u32::from(borrow != 0)
}

/// Reads the 32 bits from bit `shift` (0..=31) of `low` on, `high` above it.
/// On Cortex-M4 the two short shifts cost 4 instructions, one of 64 bits about 10.
#[inline]
pub(super) fn funnel(high: u32, low: u32, shift: u32) -> u32 {
    let shift = shift & 31;
    (low >> shift) | ((high << 1) << (31 - shift))
}

/// Reads the 32 bits that shifting up by `shift` (0..=31) leaves in the place of `high`, `low` below it.
#[inline]
pub(super) fn funnel_up(high: u32, low: u32, shift: u32) -> u32 {
    let shift = shift & 31;
    (high << shift) | ((low >> 1) >> (31 - shift))
}

/// Sets `out = a << bits`; enough room is `length(a) + bits / 32 + 1`.
pub fn shift_left(out: &mut [u32], a: &[u32], bits: usize) {
    let (limbs, bits) = (bits / LIMB_BITS, (bits % LIMB_BITS) as u32);
    let (zeros, out) = out.split_at_mut(limbs.min(out.len()));
    zeros.fill(0);
    let a = a.get(..out.len()).unwrap_or(a);
    let (front, rest) = out.split_at_mut(a.len());
    let mut below = 0;
    for (place, current) in front.iter_mut().zip(a) {
        *place = funnel_up(*current, below, bits);
        below = *current;
    }
    rest.fill(0);
    if let Some(place) = rest.first_mut() {
        *place = funnel_up(0, below, bits);
    }
}

/// Sets `out` to the limbs of `a << bits` from `start` on.
pub fn shift_left_part(out: &mut [u32], a: &[u32], bits: usize, start: usize) {
    let (limbs, bits) = (bits / LIMB_BITS, (bits % LIMB_BITS) as u32);
    let source = |index: usize| index.checked_sub(limbs).map_or(0, |from| limb(a, from));
    let mut below = start.checked_sub(1).map_or(0, source);
    for (place, index) in out.iter_mut().zip(start..) {
        let current = source(index);
        *place = funnel_up(current, below, bits);
        below = current;
    }
}

/// Sets `out = a >> bits`; enough room is `length(a) - bits / 32`. Says whether a set bit was lost.
pub fn shift_right(out: &mut [u32], a: &[u32], bits: usize) -> bool {
    shift_right_part(out, a, bits, 0);
    trailing_zeros(a).is_some_and(|zeros| zeros < bits)
}

/// Sets `out` to the limbs of `a >> bits` from `start` on.
pub fn shift_right_part(out: &mut [u32], a: &[u32], bits: usize, start: usize) {
    let (limbs, shift) = (bits / LIMB_BITS, (bits % LIMB_BITS) as u32);
    for (place, index) in out.iter_mut().zip(start..) {
        let from = index.saturating_add(limbs);
        *place = funnel(limb(a, from.saturating_add(1)), limb(a, from), shift);
    }
}

/// Counts the bits up to the highest set one, as `int.bit_length` does.
pub fn bit_length(a: &[u32]) -> usize {
    let a = trim(a);
    let zeros = a.last().map_or(0, |top| top.leading_zeros() as usize);
    a.len().saturating_mul(LIMB_BITS).saturating_sub(zeros)
}

/// Counts the set bits, as `int.bit_count` does.
pub fn bit_count(a: &[u32]) -> usize {
    a.iter().map(|limb| limb.count_ones() as usize).sum()
}

/// Finds the lowest set bit; `None` for zero.
pub fn trailing_zeros(a: &[u32]) -> Option<usize> {
    let index = a.iter().position(|limb| *limb != 0)?;
    Some(index.saturating_mul(LIMB_BITS).saturating_add(limb(a, index).trailing_zeros() as usize))
}

/// Reads one bit; `pow` walks its exponent from `bit_length` down with it.
pub fn bit(a: &[u32], index: usize) -> bool {
    limb(a, index / LIMB_BITS) >> (index % LIMB_BITS) & 1 != 0
}
