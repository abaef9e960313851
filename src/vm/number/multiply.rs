//! Products: schoolbook, row by row.

use super::magnitude::{add_small, length, limb};

/// Adds `a * digit`, moved up by `offset` limbs, to `acc`, carries included.
pub fn multiply_row(acc: &mut [u32], a: &[u32], digit: u32, offset: usize) {
    let Some(acc) = acc.get_mut(offset..) else { return };
    let (head, tail) = acc.split_at_mut(a.len().min(acc.len()));
    let mut carry = 0;
    for (place, limb) in head.iter_mut().zip(a) {
        // The greatest value is (2^32-1)^2 + 2*(2^32-1) = 2^64-1. On Cortex-M4 this is one UMAAL.
        let sum = u64::from(*limb) * u64::from(digit) + u64::from(*place) + u64::from(carry);
        *place = sum as u32;
        carry = (sum >> 32) as u32;
    }
    add_small(tail, carry);
}

/// Sets `a = a * factor + addend`; returns what is carried out of `a`.
pub fn multiply_small(a: &mut [u32], factor: u32, addend: u32) -> u32 {
    let mut carry = addend;
    for place in a.iter_mut() {
        let sum = u64::from(*place) * u64::from(factor) + u64::from(carry);
        *place = sum as u32;
        carry = (sum >> 32) as u32;
    }
    carry
}

/// Sets `out = a * b`; enough room is the sum of the lengths.
pub fn multiply(out: &mut [u32], a: &[u32], b: &[u32]) {
    Product::start(out).step(out, a, b, usize::MAX);
}

/// A product done in bounded slices of work.
pub struct Product {
    row: usize,
}

impl Product {
    /// Starts a product; `out` is cleared.
    pub fn start(out: &mut [u32]) -> Self {
        out.fill(0);
        Product { row: 0 }
    }

    /// Does at most `rows` rows (each `a.len()` multiplications; give the longer factor as `a`); says whether it is done.
    pub fn step(&mut self, out: &mut [u32], a: &[u32], b: &[u32], rows: usize) -> bool {
        let end = length(b);
        let stop = end.min(self.row.saturating_add(rows));
        while self.row < stop {
            multiply_row(out, a, limb(b, self.row), self.row);
            self.row += 1;
        }
        self.row >= end
    }
}
