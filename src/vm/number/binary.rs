//! Floats as a mantissa times a power of two.

use super::{Float, FloatBits};

/// Bits of a mantissa, the leading one included: 53 or 24.
pub(super) const MANTISSA_BITS: u32 = Float::MANTISSA_DIGITS;
/// The power of two of the last mantissa bit of the smallest float: -1074 or -149.
pub(super) const MIN_EXPONENT: i32 = Float::MIN_EXP - Float::MANTISSA_DIGITS as i32;
const FRACTION_BITS: u32 = MANTISSA_BITS - 1;
const HIDDEN: u64 = 1 << FRACTION_BITS;
/// The exponent field of infinities and NaNs: 2047 or 255.
const SPECIAL: u64 = (2 * Float::MAX_EXP - 1) as u64;

/// Splits the magnitude of a finite float into an integer and a power of two: `|x| = mantissa * 2^exponent`.
#[allow(clippy::unnecessary_cast, reason = "an f32 has 32")]
pub fn split(x: Float) -> (u64, i32) {
    let bits = x.to_bits() as u64;
    let fraction = bits & (HIDDEN - 1);
    match (bits >> FRACTION_BITS) & SPECIAL {
        0 => (fraction, MIN_EXPONENT),
        field => (fraction | HIDDEN, MIN_EXPONENT + field as i32 - 1),
    }
}

/// Splits as [`split`] with the smallest mantissa; `float.as_integer_ratio` shifts one side by the exponent.
pub fn integer_ratio(x: Float) -> (u64, i32) {
    match split(x) {
        (0, _) => (0, 0),
        (mantissa, exponent) => {
            let zeros = mantissa.trailing_zeros();
            (mantissa >> zeros, exponent + zeros as i32)
        }
    }
}

/// Makes the float nearest to `mantissa * 2^exponent`, ties to even; `None` beyond the largest one.
/// `more` says that the true mantissa is greater by less than one, and needs a mantissa of 55 bits and more.
pub fn assemble(mantissa: u64, exponent: i32, more: bool) -> Option<Float> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let zeros = mantissa.leading_zeros();
    let mantissa = mantissa << zeros;
    let last = exponent.saturating_sub(zeros as i32).saturating_add(64 - MANTISSA_BITS as i32).max(MIN_EXPONENT);
    // The last mantissa bit that is kept is `shift` bits up: 11 (or 40), more for subnormal numbers.
    let shift = last.saturating_sub(exponent.saturating_sub(zeros as i32)) as u32;
    let kept = round_shift(mantissa, shift, more);
    // A mantissa that rounds up to the next power of two carries into the exponent field by itself.
    let field = if kept < HIDDEN { 0 } else { last.saturating_sub(MIN_EXPONENT) as u64 };
    let bits = (field << FRACTION_BITS).checked_add(kept)?;
    (field < SPECIAL && bits < SPECIAL << FRACTION_BITS).then(|| Float::from_bits(bits as FloatBits))
}

/// Shifts right, rounding half to even.
fn round_shift(mantissa: u64, shift: u32, more: bool) -> u64 {
    if shift > 64 {
        return 0;
    }
    let kept = mantissa.checked_shr(shift).unwrap_or(0);
    let rest = mantissa.checked_shl(64u32.wrapping_sub(shift)).unwrap_or(0);
    const HALF: u64 = 1 << 63;
    let up = rest > HALF || (rest == HALF && (more || kept & 1 != 0));
    kept.wrapping_add(u64::from(up))
}
