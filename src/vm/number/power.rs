//! Powers of floats with integer exponents, rounded from 128 bits.
//!
//! `libm::pow` errs by a digit in the last place where CPython's C library does not (`10.0 ** -303`); here that happens
//! once in about 2^50 results.

use super::Float;
use super::binary::{assemble, split};
use super::divide::divide;
use super::magnitude::length;
use super::multiply::multiply;

/// A number with 128 bits of mantissa, the highest of them set: `limbs * 2^exponent`.
#[derive(Clone, Copy)]
struct Wide {
    limbs: [u32; LIMBS],
    exponent: i64,
    /// Bits below have been cut off.
    more: bool,
}

const LIMBS: usize = 4;
const BITS: i64 = 128;

impl Wide {
    /// The magnitude of a finite float that is not zero.
    fn new(x: Float) -> Wide {
        let (mantissa, exponent) = split(x);
        let zeros = mantissa.leading_zeros();
        let mantissa = mantissa << zeros;
        let limbs = [0, 0, mantissa as u32, (mantissa >> 32) as u32];
        Wide { limbs, exponent: i64::from(exponent) - i64::from(zeros) - 64, more: false }
    }

    fn times(&self, other: &Wide) -> Wide {
        let mut product = [0; 2 * LIMBS];
        multiply(&mut product, &self.limbs, &other.limbs);
        let [a, b, c, d, top @ ..] = product;
        // The product of two numbers of 128 bits has 256 bits or 255.
        let shift = product[2 * LIMBS - 1].leading_zeros().min(1);
        let mut limbs = [0; LIMBS];
        let mut below = d;
        for (limb, part) in limbs.iter_mut().zip(top) {
            *limb = ((u64::from(part) << 32 | u64::from(below)) << shift >> 32) as u32;
            below = part;
        }
        let lost = a | b | c | d << shift != 0;
        let exponent = self.exponent + other.exponent + BITS - i64::from(shift);
        Wide { limbs, exponent, more: lost || self.more || other.more }
    }

    fn reciprocal(&self) -> Wide {
        if self.limbs == [0, 0, 0, 1 << 31] {
            return Wide { exponent: -(2 * BITS - 2) - self.exponent, ..*self };
        }
        // 2^255 / limbs is between 2^127 and 2^128.
        let mut one = [0; 2 * LIMBS];
        one[2 * LIMBS - 1] = 1 << 31;
        let (mut quotient, mut remainder) = ([0; LIMBS + 1], [0; 2 * LIMBS + 1]);
        divide(&mut quotient, &mut remainder, &one, &self.limbs);
        let [a, b, c, d, _] = quotient;
        let more = self.more || length(&remainder) != 0;
        Wide { limbs: [a, b, c, d], exponent: -(2 * BITS - 1) - self.exponent, more }
    }

    /// The nearest float; an infinity beyond them.
    fn round(&self) -> Float {
        let [a, b, c, d] = self.limbs;
        let exponent = (self.exponent + 64).clamp(i32::MIN.into(), i32::MAX.into()) as i32;
        let mantissa = u64::from(d) << 32 | u64::from(c);
        assemble(mantissa, exponent, self.more || a | b != 0).unwrap_or(Float::INFINITY)
    }
}

/// `x ** n` for a finite `x` that is not zero; an infinity if that is too large for a float.
pub fn power(x: Float, n: i32) -> Float {
    if n == 0 {
        return 1.0;
    }
    let base = Wide::new(x);
    let mut result = base;
    let size = n.unsigned_abs();
    for bit in (0..31 - size.leading_zeros()).rev() {
        result = result.times(&result);
        if size >> bit & 1 != 0 {
            result = result.times(&base);
        }
    }
    let magnitude = if n < 0 { result.reciprocal() } else { result }.round();
    if x < 0.0 && size & 1 != 0 { -magnitude } else { magnitude }
}
