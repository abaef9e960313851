//! `int.to_bytes` and `int.from_bytes`.

use super::bitwise::fits_signed;
use super::magnitude::{add_carry, bit_length, limb};

/// Which end of the bytes is the least.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The first.
    Little,
    /// The last.
    Big,
}

impl Order {
    fn place(self, index: usize, length: usize) -> usize {
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

/// Fills `out` with the two's complement of an int that [`fits`].
pub fn to_bytes(out: &mut [u8], a: &[u32], negative: bool, order: Order) {
    let mask = if negative { u32::MAX } else { 0 };
    let (mut carry, mut current) = (mask & 1, 0);
    let length = out.len();
    for index in 0..length {
        if index % 4 == 0 {
            (current, carry) = add_carry(limb(a, index / 4) ^ mask, 0, carry);
        }
        if let Some(place) = out.get_mut(order.place(index, length)) {
            *place = current as u8;
        }
        current >>= 8;
    }
}

/// Sets `out` to the magnitude of the bytes and says whether the int is negative. Enough room is a limb per 4 bytes.
pub fn from_bytes(out: &mut [u32], bytes: &[u8], order: Order, signed: bool) -> bool {
    let length = bytes.len();
    let byte = |index: usize| bytes.get(order.place(index, length)).copied();
    let top = length.checked_sub(1).and_then(byte).unwrap_or(0);
    let negative = signed && top >= 0x80;
    let (fill, mask) = if negative { (0xFF, u32::MAX) } else { (0, 0) };
    let mut carry = mask & 1;
    for (index, place) in out.iter_mut().enumerate() {
        let from = index.saturating_mul(4);
        let part = |offset: usize| {
            let index = from.saturating_add(offset);
            if index < length { byte(index).unwrap_or(fill) } else { fill }
        };
        let current = u32::from_le_bytes([part(0), part(1), part(2), part(3)]);
        (*place, carry) = add_carry(current ^ mask, 0, carry);
    }
    negative
}
