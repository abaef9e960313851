//! `int.to_bytes` and `int.from_bytes`.

use super::bitwise::fits_signed;
use super::magnitude::{add_carry, bit_length, limb};
use core::cmp::Ordering;

/// Which end of the bytes is the least.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The first.
    Little,
    /// The last.
    Big,
}

impl Order {
    /// The place of a byte, the least being 0; and the byte that has a place.
    pub fn place(self, index: usize, length: usize) -> usize {
        match self {
            Order::Little => index,
            Order::Big => length.wrapping_sub(1).wrapping_sub(index),
        }
    }
}

/// Says whether an int fits `length` bytes: CPython's "int too big to convert" if not.
/// A negative int that is to be unsigned is the caller's to refuse ("can't convert negative int to unsigned").
pub fn fits(a: &[u32], negative: bool, length: usize, signed: bool) -> bool {
    let bits = length.saturating_mul(8);
    // CPython lets -1 fit no byte at all.
    if length == 0 && signed && negative {
        return bit_length(a) <= 1;
    }
    if signed { fits_signed(a, negative, bits) } else { bit_length(a) <= bits }
}

/// The byte at a place, the least being 0, of the two's complement of an int whose lowest set bit is `lowest`.
pub fn byte(a: &[u32], negative: bool, lowest: usize, place: usize) -> u8 {
    let byte = (limb(a, place / 4) >> (place % 4 * 8)) as u8;
    // -x is x up to its lowest set bit, and !x above.
    match place.cmp(&(lowest / 8)) {
        _ if !negative => byte,
        Ordering::Less => 0,
        Ordering::Equal => byte.wrapping_neg(),
        Ordering::Greater => !byte,
    }
}

/// True if bytes are a number below zero, if numbers have signs.
pub fn is_negative(bytes: &[u8], order: Order) -> bool {
    let top = bytes.len().checked_sub(1).and_then(|last| bytes.get(order.place(last, bytes.len())));
    top.is_some_and(|top| *top >= 0x80)
}

/// Sets `out` to the limbs of the magnitude of the bytes from `start` on, and returns what is carried on: 1 is carried into
/// the first limb of a negative number. Enough room is a limb per 4 bytes.
pub fn from_bytes_part(
    out: &mut [u32],
    bytes: &[u8],
    order: Order,
    negative: bool,
    start: usize,
    mut carry: u32,
) -> u32 {
    let length = bytes.len();
    let (fill, mask) = if negative { (0xFF, u32::MAX) } else { (0, 0) };
    for (place, index) in out.iter_mut().zip(start..) {
        let from = index.saturating_mul(4);
        let part = |offset: usize| {
            let index = from.saturating_add(offset);
            if index < length { bytes.get(order.place(index, length)).copied().unwrap_or(fill) } else { fill }
        };
        let current = u32::from_le_bytes([part(0), part(1), part(2), part(3)]);
        (*place, carry) = add_carry(current ^ mask, 0, carry);
    }
    carry
}

/// All bytes of an int at once.
#[cfg(test)]
pub fn to_bytes(out: &mut [u8], a: &[u32], negative: bool, order: Order) {
    let lowest = super::magnitude::trailing_zeros(a).unwrap_or(0);
    for index in 0..out.len() {
        out[index] = byte(a, negative, lowest, order.place(index, out.len()));
    }
}

/// The int of all bytes at once.
#[cfg(test)]
pub fn from_bytes(out: &mut [u32], bytes: &[u8], order: Order, signed: bool) -> bool {
    let negative = signed && is_negative(bytes, order);
    from_bytes_part(out, bytes, order, negative, 0, negative.into());
    negative
}
