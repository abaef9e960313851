//! `& | ^ ~ >>` on negative ints: two's complement of endless width, seen through sign and magnitude.

use super::magnitude::{add_carry, add_small, length, limb, shift_right, subtract_small};

/// Which bits are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bitwise {
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

impl Bitwise {
    fn apply(self, a: u32, b: u32) -> u32 {
        match self {
            Bitwise::And => a & b,
            Bitwise::Or => a | b,
            Bitwise::Xor => a ^ b,
        }
    }
}

/// Sets `out` to the magnitude of `a op b` and says whether the result is negative.
/// Enough room is the longer length and one.
pub fn bitwise(op: Bitwise, out: &mut [u32], a: &[u32], a_negative: bool, b: &[u32], b_negative: bool) -> bool {
    let signs = [a_negative, b_negative];
    let (carry, negative) = start(op, signs);
    part(op, out, [a, b], signs, 0, carry);
    negative
}

/// What is carried into the first limb for [`part`], and whether the result is negative.
pub fn start(op: Bitwise, signs: [bool; 2]) -> (u32, bool) {
    let [a_mask, b_mask] = signs.map(mask);
    let out_mask = op.apply(a_mask, b_mask);
    // -x is !x + 1: each negative operand and result carries its own one upwards.
    (a_mask & 1 | b_mask & 2 | out_mask & 4, out_mask != 0)
}

/// Sets `out` to the limbs of the magnitude of `a op b` from `start` on, with what is carried there, and returns what is
/// carried on.
pub fn part(op: Bitwise, out: &mut [u32], [a, b]: [&[u32]; 2], signs: [bool; 2], start: usize, carry: u32) -> u32 {
    let [a_mask, b_mask] = signs.map(mask);
    let out_mask = op.apply(a_mask, b_mask);
    let (mut a_carry, mut b_carry, mut out_carry) = (carry & 1, carry >> 1 & 1, carry >> 2);
    for (place, index) in out.iter_mut().zip(start..) {
        let (left, right);
        (left, a_carry) = add_carry(limb(a, index) ^ a_mask, 0, a_carry);
        (right, b_carry) = add_carry(limb(b, index) ^ b_mask, 0, b_carry);
        (*place, out_carry) = add_carry(op.apply(left, right) ^ out_mask, 0, out_carry);
    }
    a_carry | b_carry << 1 | out_carry << 2
}

fn mask(negative: bool) -> u32 {
    if negative { u32::MAX } else { 0 }
}

/// Turns `a` into `~a` in place and says whether the result is negative. Enough room is the length and one.
pub fn invert(a: &mut [u32], negative: bool) -> bool {
    if negative {
        subtract_small(a, 1);
    } else {
        add_small(a, 1);
    }
    !negative
}

/// Sets `out` to the magnitude of `a >> bits`, rounded down as Python does. Enough room is
/// `length(a) - bits / 32`, and one more if negative. The sign stays, unless the result is zero.
pub fn shift_right_floor(out: &mut [u32], a: &[u32], negative: bool, bits: usize) {
    if shift_right(out, a, bits) && negative {
        add_small(out, 1);
    }
}

/// Says whether a magnitude with this sign fits `bits` bits of two's complement.
pub fn fits_signed(a: &[u32], negative: bool, bits: usize) -> bool {
    let needed = super::magnitude::bit_length(a);
    // Only the negative power of two itself reaches one further: -128 fits 8 bits, 128 does not.
    needed < bits
        || (negative && needed == bits && super::magnitude::trailing_zeros(a) == bits.checked_sub(1))
        || length(a) == 0
}
