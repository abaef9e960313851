//! Functions with rules of their own for what has no value.

use super::Fault;
use super::libm;
use crate::vm::number::{Float, magnitude, power};

type Checked = Result<Float, Fault>;

/// The sum of squares of numbers that have been seen before, so that it neither overflows nor loses small ones.
#[derive(Default)]
pub struct Length {
    scale: Float,
    sum: Float,
    /// What the sum has lost to rounding.
    rest: Float,
    has_nan: bool,
}

impl Length {
    /// Looks at a number.
    pub fn see(&mut self, x: Float) {
        self.has_nan |= x.is_nan();
        self.scale = if x.abs() > self.scale { x.abs() } else { self.scale };
    }

    /// Adds a number.
    pub fn add(&mut self, x: Float) {
        if self.scale == 0.0 || self.scale.is_infinite() {
            return;
        }
        let (_, exponent) = libm::frexp(self.scale);
        let x = libm::ldexp(x, -exponent);
        let square = x * x;
        // The square's own rounding error.
        let high = x as f32 as Float;
        let low = x - high;
        self.rest += (high * high - square) + 2.0 * high * low + low * low;
        let sum = self.sum + square;
        self.rest += if self.sum >= square { (self.sum - sum) + square } else { (square - sum) + self.sum };
        self.sum = sum;
    }

    /// The root of the sum.
    pub fn root(&self) -> Float {
        if self.scale == 0.0 || self.scale.is_infinite() {
            return if self.has_nan && self.scale == 0.0 { Float::NAN } else { self.scale };
        }
        if self.has_nan {
            return Float::NAN;
        }
        let (_, exponent) = libm::frexp(self.scale);
        libm::ldexp(libm::sqrt(self.sum + self.rest), exponent)
    }
}

/// `fmod(x, y)`
pub fn fmod(x: Float, y: Float) -> Checked {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    or_domain(libm::fmod(x, y), x, y)
}

/// `remainder(x, y)`
pub fn remainder(x: Float, y: Float) -> Checked {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    or_domain(libm::remainder(x, y), x, y)
}

fn or_domain(result: Float, x: Float, y: Float) -> Checked {
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(Fault::Domain) } else { Ok(result) }
}

/// Exponents that are ints below this are done exactly.
const MAX_INTEGER: Float = 1e9;

/// `pow(x, y)`
pub fn pow(x: Float, y: Float) -> Checked {
    let is_exact = y.abs() < MAX_INTEGER && libm::floor(y) == y && x != 0.0 && x.is_finite();
    let result = if is_exact { power::power(x, y as i32) } else { libm::pow(x, y) };
    if !x.is_finite() || !y.is_finite() {
        return Ok(result);
    }
    if result.is_nan() || result.is_infinite() && x == 0.0 {
        return Err(Fault::Domain);
    }
    if result.is_infinite() { Err(Fault::Range) } else { Ok(result) }
}

/// The distance to the next float.
pub fn ulp(x: Float) -> Float {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = libm::nextafter(x, Float::INFINITY);
    if next.is_infinite() { x - libm::nextafter(x, 0.0) } else { next - x }
}

/// `gamma(x)`
pub fn gamma(x: Float) -> Checked {
    if x == 0.0 || x == Float::NEG_INFINITY || x < 0.0 && libm::floor(x) == x {
        return Err(Fault::Domain);
    }
    if (1.0..=23.0).contains(&x) && libm::floor(x) == x {
        let mut product: Float = 1.0;
        for factor in 2..x as u32 {
            product *= factor as Float;
        }
        return Ok(product);
    }
    let result = libm::tgamma(x);
    if result.is_infinite() && x.is_finite() { Err(Fault::Range) } else { Ok(result) }
}

/// `lgamma(x)`
pub fn lgamma(x: Float) -> Checked {
    if x.is_infinite() {
        return Ok(Float::INFINITY);
    }
    if x <= 0.0 && libm::floor(x) == x {
        return Err(Fault::Domain);
    }
    let result = libm::lgamma(x);
    if result.is_infinite() && x.is_finite() { Err(Fault::Range) } else { Ok(result) }
}

/// `isclose(a, b)`
pub fn is_close(a: Float, b: Float, relative: Float, absolute: Float) -> bool {
    if a == b {
        return true;
    }
    if a.is_infinite() || b.is_infinite() {
        return false;
    }
    let distance = (b - a).abs();
    distance <= (relative * b).abs() || distance <= (relative * a).abs() || distance <= absolute
}

/// A magnitude that is too large for a float, as a float from 1/2 to 1 and an exponent.
pub fn scaled(limbs: &[u32]) -> (Float, usize) {
    let bits = magnitude::bit_length(limbs);
    let mut top = [0; 2];
    magnitude::shift_right(&mut top, limbs, bits.saturating_sub(64));
    let [low, high] = top.map(u64::from);
    (libm::ldexp((high << 32 | low) as Float, -64), bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(all: &[Float]) -> Float {
        let mut length = Length::default();
        all.iter().for_each(|x| length.see(*x));
        all.iter().for_each(|x| length.add(*x));
        length.root()
    }

    #[test]
    fn lengths() {
        assert_eq!(length(&[3.0, 4.0]), 5.0);
        assert_eq!(length(&[]), 0.0);
        assert_eq!(length(&[-7.0]), 7.0);
        assert_eq!(length(&[Float::NAN, Float::INFINITY]), Float::INFINITY);
        assert!(length(&[Float::NAN, 0.0]).is_nan());
        assert_eq!(length(&[Float::MAX / 2.0, 0.0]), Float::MAX / 2.0);
    }

    #[test]
    fn faults() {
        assert_eq!(pow(0.0, -1.0), Err(Fault::Domain));
        assert_eq!(pow(-2.0, 0.5), Err(Fault::Domain));
        assert_eq!(pow(10.0, 400.0), Err(Fault::Range));
        assert_eq!(fmod(1.0, 0.0), Err(Fault::Domain));
        assert_eq!(gamma(-1.0), Err(Fault::Domain));
        assert_eq!(gamma(5.0), Ok(24.0));
        assert_eq!(scaled(&[0, 0, 0, 1]), (0.5, 97));
        assert_eq!(ulp(1.0), Float::EPSILON);
    }
}
