//! Exact decimal digits of floats, most significant first, from one small buffer.
//!
//! One engine serves every conversion: repr takes three prefixes of digits, `%.nf` takes all it needs, the parser
//! compares long texts with the digits of a halfway point. No tables of powers are needed.

use super::Float;
use super::binary::{MANTISSA_BITS, MIN_EXPONENT, assemble, split};
use super::divide::Divisor;
use super::magnitude::{length, shift_left};
use super::multiply::multiply_small;

/// Limbs of a fraction that tells the smallest float's neighbours apart: 34 or 6.
const FRACTION_LIMBS: usize = ((14 - MIN_EXPONENT) as usize).div_ceil(32);
/// A fraction and 64 bits; also the largest float in base 2^32 or, while it is converted, base 10^9. 36 or 8.
const LIMBS: usize = FRACTION_LIMBS + 2;
/// Digits that are taken from the binary number at once.
const CHUNK: i32 = 9;
const CHUNK_POWER: u32 = 1_000_000_000;
const CHUNK_DIVISOR: Option<Divisor> = Divisor::new(CHUNK_POWER);

/// The digits of `mantissa * 2^exponent`, an endless stream.
pub struct Digits {
    /// From `whole` on: what is left of the whole part in base 10^9, most significant first.
    /// From `low` up to `high`: what is left of the fraction in base 2^32.
    /// Chunks that are taken leave zeros.
    limbs: [u32; LIMBS],
    whole: usize,
    low: usize,
    high: usize,
    /// What is left of the chunk under way, and the power of ten of its next digit.
    chunk: u32,
    power: u32,
    /// How many digits the whole part has; zero or less for fractions that begin with zeros.
    point: i32,
    mantissa: u64,
    exponent: i32,
}

impl Digits {
    /// The digits of zero; a place for others.
    pub const ZERO: Digits = Digits {
        limbs: [0; LIMBS],
        whole: LIMBS,
        low: 0,
        high: 0,
        chunk: 0,
        power: 0,
        point: 1,
        mantissa: 0,
        exponent: 0,
    };

    /// Starts the digits of a number within the range of floats, of two bits more precision even.
    pub fn load(&mut self, mantissa: u64, exponent: i32) {
        self.mantissa = mantissa;
        self.exponent = exponent;
        self.rewind();
    }

    /// Goes back to the first digit, which is not zero unless the number is.
    pub fn rewind(&mut self) {
        self.limbs.fill(0);
        self.power = 0;
        self.chunk = 0;
        self.point = 1;
        self.split_whole();
        self.place_fraction();
        if self.mantissa != 0 {
            self.skip_zeros();
        }
    }

    /// Says whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Where the decimal point is: the number is `0.d1d2d3… * 10^point`.
    pub fn point(&self) -> i32 {
        self.point
    }

    /// Converts the whole part to base 10^9 in place: the chunks fill the buffer from its end at least as
    /// fast as the binary number shrinks, for one chunk is 29.9 bits and the buffer has two limbs to spare.
    fn split_whole(&mut self) {
        let whole = self.mantissa.checked_shr(self.exponent.min(0).unsigned_abs()).unwrap_or(0);
        let bits = self.exponent.max(0) as usize;
        let mut size = LIMBS.min(bits / 32 + 3);
        if let Some(place) = self.limbs.get_mut(..size) {
            shift_left(place, &halves(whole), bits);
            size = length(place);
        }
        self.whole = LIMBS;
        let Some(divisor) = CHUNK_DIVISOR else { return };
        while let Some(rest) = self.limbs.get_mut(..size).filter(|rest| !rest.is_empty()) {
            let chunk = divisor.divide_assign(rest);
            size = length(rest);
            self.whole = self.whole.saturating_sub(1);
            if let Some(place) = self.limbs.get_mut(self.whole) {
                *place = chunk;
            }
        }
    }

    /// Places the fraction at the front of the buffer, its point above a limb.
    fn place_fraction(&mut self) {
        let bits = self.exponent.min(0).unsigned_abs();
        let fraction = match 1u64.checked_shl(bits) {
            Some(one) => self.mantissa & one.wrapping_sub(1),
            None => self.mantissa,
        };
        (self.low, self.high) = (0, bits.div_ceil(32) as usize);
        if let Some(place) = self.limbs.get_mut(..self.high).filter(|_| fraction != 0) {
            shift_left(place, &halves(fraction), bits.wrapping_neg() as usize % 32);
        }
    }

    /// Finds the first digit that is not zero.
    fn skip_zeros(&mut self) {
        self.point = (LIMBS - self.whole.min(LIMBS)) as i32 * CHUNK;
        let mut chunk = self.next_chunk();
        // A float's fraction has at most 323 zeros: 36 chunks.
        for _ in 0..LIMBS {
            if chunk != 0 {
                break;
            }
            self.point -= CHUNK;
            chunk = self.next_chunk();
        }
        self.chunk = chunk;
        self.power = CHUNK_POWER / 10;
        while chunk < self.power {
            self.power /= 10;
            self.point -= 1;
        }
    }

    fn next_chunk(&mut self) -> u32 {
        if let Some(place) = self.limbs.get_mut(self.whole) {
            self.whole += 1;
            return core::mem::take(place);
        }
        // 10^9 is 2^9 * 5^9: the fraction loses nine bits at its low end with every chunk.
        while self.low < self.high && self.limbs.get(self.low) == Some(&0) {
            self.low += 1;
        }
        self.limbs.get_mut(self.low..self.high).map_or(0, |fraction| multiply_small(fraction, CHUNK_POWER, 0))
    }

    /// Takes the next digit.
    pub fn next_digit(&mut self) -> u8 {
        if self.power == 0 {
            self.chunk = self.next_chunk();
            self.power = CHUNK_POWER / 10;
        }
        let power = self.power.max(1);
        let digit = self.chunk / power;
        self.chunk %= power;
        self.power = power / 10;
        digit as u8
    }

    /// Says whether nothing but zeros follows.
    pub fn rest_is_zero(&self) -> bool {
        let zero = |limbs: Option<&[u32]>| limbs.is_none_or(|limbs| limbs.iter().all(|limb| *limb == 0));
        self.chunk == 0 && zero(self.limbs.get(self.whole..)) && zero(self.limbs.get(self.low..self.high))
    }

    /// Takes so many digits (at most 19) as an integer.
    pub fn take(&mut self, count: u32) -> u64 {
        (0..count).fold(0u64, |value, _| value.wrapping_mul(10).wrapping_add(u64::from(self.next_digit())))
    }

    /// Rounds half to even after `cut` digits and goes back to the first one.
    pub fn round(&mut self, cut: i32) -> Rounding {
        let (mut not_nine, mut significant, mut last) = (None, 0, 0);
        for index in 0..cut.min(MAX_DIGITS) {
            last = self.next_digit();
            if last != 9 {
                not_nine = Some(index);
            }
            if last != 0 {
                significant = index.saturating_add(1);
            }
        }
        let point = self.point;
        let up = (0..=MAX_DIGITS).contains(&cut) && self.rounds_up(last);
        match not_nine {
            None if up => self.become_integer(1, point.saturating_add(1)),
            _ if significant == 0 && !up => self.become_integer(0, 1),
            _ => {
                self.rewind();
                let bump = not_nine.filter(|_| up);
                Rounding { bump, significant: bump.map_or(significant, |index| index.saturating_add(1)), point }
            }
        }
    }

    /// Decides by the digits that follow; they are used up.
    fn rounds_up(&mut self, last: u8) -> bool {
        match self.next_digit() {
            5 => !self.rest_is_zero() || last & 1 == 1,
            digit => digit > 5,
        }
    }

    /// Restarts with the digits of another integer, its first digit at `point`.
    fn become_integer(&mut self, value: u64, point: i32) -> Rounding {
        self.load(value, 0);
        Rounding { bump: None, significant: 1, point }
    }
}

/// More digits than the exact expansion of a halfway point between floats has (768).
const MAX_DIGITS: i32 = 800;

/// How rounding changes a stream of digits.
#[derive(Clone, Copy)]
pub struct Rounding {
    /// The digit that goes up by one; zeros follow it.
    pub bump: Option<i32>,
    /// How many digits there are without trailing zeros.
    pub significant: i32,
    /// Where the decimal point is.
    pub point: i32,
}

/// Finds the shortest decimal number that reads as the finite float `x`, and of these the one nearest to it.
///
/// Numbers of few digits are found by one float operation and proven by another. For others the first 18 digits
/// of the float and of the ends of the interval that rounds to it are taken, and digits are dropped while the
/// interval holds a number without them.
///
/// Flash on thumbv7em (opt-level s): 2.3 KB beside the digits that other conversions need; the crate zmij 5.2 KB,
/// ryu 7.0 KB. Instructions to lay out and write on M4: 2.4 k for few digits, 6 k for 17 digits, 45 k at 1e300;
/// zmij 0.6 k, ryu 1.2 k..4.7 k.
#[inline(never)]
pub fn shortest(digits: &mut Digits, x: Float) -> Rounding {
    if x == 0.0 {
        return digits.become_integer(0, 1);
    }
    let (value, exponent) = match shortest_of_few(x) {
        Some(found) => found,
        None => shortest_of_many(digits, x),
    };
    digits.load(value, 0);
    // The value does not end in a zero, or one digit more would have been dropped.
    Rounding { bump: None, significant: digits.point, point: digits.point.saturating_add(exponent) }
}

/// Finds a number `value * 10^exponent` of 15 (or 6) digits at most that reads as `x`; no other of so few digits does.
fn shortest_of_few(x: Float) -> Option<(u64, i32)> {
    let x = x.abs();
    let (mantissa, exponent) = split(x);
    // 1233/4096 is log10(2): the float has about so many digits before the point.
    let whole = (exponent + 64 - mantissa.leading_zeros() as i32) * 1233 / 4096 + 1;
    let power = Float::DIGITS as i32 - whole;
    let factor = exact_power(power)?;
    let scaled = if power < 0 { x / factor } else { x * factor };
    let value = (scaled + 0.5) as u64;
    if value >= 10u64.pow(Float::DIGITS) || scale_small(value, -power) != Some(x) {
        return None;
    }
    let (value, zeros) = strip_zeros(value);
    Some((value, zeros - power))
}

/// Cuts zeros off the end of an integer of 18 digits at most; works on its halves, which are divided by hardware.
fn strip_zeros(value: u64) -> (u64, i32) {
    let (head, tail) = ((value / u64::from(CHUNK_POWER)) as u32, (value % u64::from(CHUNK_POWER)) as u32);
    let (mut end, mut zeros) = if tail == 0 { (head, CHUNK) } else { (tail, 0) };
    if end == 0 {
        return (0, 0);
    }
    while end.is_multiple_of(10) {
        end /= 10;
        zeros += 1;
    }
    if tail == 0 {
        return (u64::from(end), zeros);
    }
    (u64::from(head) * u64::from(10u32.pow((CHUNK - zeros) as u32)) + u64::from(end), zeros)
}

/// Digits that tell a float from its neighbours and one more; in units of the last of them, an interval
/// that rounds to one float is at least 10 wide (11.1 for f64 at 10^17).
const PREFIX: i32 = 2 * CHUNK;

/// Finds the shortest number `value * 10^exponent` that reads as `x`, by the digits of its interval.
fn shortest_of_many(digits: &mut Digits, x: Float) -> (u64, i32) {
    let (mantissa, exponent) = split(x);
    // Below a power of two the next float is only half as far.
    let half_below = mantissa == 1 << (MANTISSA_BITS - 1) && exponent > MIN_EXPONENT;
    digits.load(2 * mantissa + 1, exponent - 1);
    let point = digits.point;
    let high = Prefix::of(digits, point);
    if half_below {
        digits.load(4 * mantissa - 1, exponent - 2);
    } else {
        digits.load(2 * mantissa - 1, exponent - 1);
    }
    let low = Prefix::of(digits, point);
    digits.load(mantissa, exponent);
    let middle = Prefix::of(digits, point);
    let closed = mantissa & 1 == 0;
    let mut interval = Interval { low: low.head(), middle: middle.head(), high: high.head(), closed };
    if interval.holds(interval.greatest()) {
        let (value, dropped) = interval.shorten();
        return (u64::from(value), point - CHUNK + dropped);
    }
    let base = low.head;
    interval = Interval { low: low.tail(base), middle: middle.tail(base), high: high.tail(base), closed };
    let (value, dropped) = interval.shorten();
    let base = u64::from(base) * u64::from(10u32.saturating_pow((CHUNK - dropped) as u32));
    (base + u64::from(value), point - PREFIX + dropped)
}

/// The first 18 digits of a number, as two integers, and whether digits other than zero follow.
#[derive(Clone, Copy)]
struct Prefix {
    head: u32,
    tail: u32,
    more: bool,
}

impl Prefix {
    /// Takes digits down to the 18th after `point`.
    #[inline(never)]
    fn of(digits: &mut Digits, point: i32) -> Self {
        let skip = point - digits.point;
        let head = digits.take((CHUNK - skip).clamp(0, CHUNK) as u32) as u32;
        let tail = digits.take((PREFIX - skip).clamp(0, CHUNK) as u32) as u32;
        Prefix { head, tail, more: !digits.rest_is_zero() }
    }

    fn head(self) -> Cut {
        let last = CHUNK_POWER / 10;
        Cut { value: self.head, last: (self.tail / last) as u8, more: self.more || !self.tail.is_multiple_of(last) }
    }

    /// All digits, less `base * 10^9`: the ends of an interval that holds no number of nine digits differ by less
    /// than 2 * 10^9.
    fn tail(self, base: u32) -> Cut {
        let value = self.head.saturating_sub(base).saturating_mul(CHUNK_POWER).saturating_add(self.tail);
        Cut { value, last: 0, more: self.more }
    }
}

/// A number with its last digits cut off.
#[derive(Clone, Copy)]
struct Cut {
    value: u32,
    /// The digit cut off last.
    last: u8,
    /// Whether digits other than zero follow that one.
    more: bool,
}

impl Cut {
    /// Cuts another digit off.
    fn shorter(self) -> Self {
        Cut { value: self.value / 10, more: self.inexact(), last: (self.value % 10) as u8 }
    }

    /// Says whether digits other than zero are cut off.
    fn inexact(self) -> bool {
        self.more || self.last != 0
    }
}

/// The numbers that round to one float.
#[derive(Clone, Copy)]
struct Interval {
    low: Cut,
    middle: Cut,
    high: Cut,
    /// Whether the ends themselves round to the float, as they do if its mantissa is even.
    closed: bool,
}

impl Interval {
    /// Drops as many digits as can be; returns the number nearest to the middle and how many were dropped.
    fn shorten(mut self) -> (u32, i32) {
        let mut dropped = 0;
        while dropped < CHUNK {
            let next = self.shorter();
            if !next.holds(next.greatest()) {
                break;
            }
            (self, dropped) = (next, dropped + 1);
        }
        let nearest = self.nearest();
        (if self.holds(nearest) { nearest } else { self.greatest() }, dropped)
    }

    fn shorter(self) -> Self {
        Interval { low: self.low.shorter(), middle: self.middle.shorter(), high: self.high.shorter(), ..self }
    }

    /// The greatest integer in the interval, if there is any.
    fn greatest(&self) -> u32 {
        let open = !self.high.inexact() && !self.closed;
        self.high.value.saturating_sub(u32::from(open))
    }

    fn holds(&self, value: u32) -> bool {
        let above = value > self.low.value || (value == self.low.value && !self.low.inexact() && self.closed);
        above && value <= self.greatest()
    }

    /// The integer nearest to the middle, ties to even.
    fn nearest(&self) -> u32 {
        let Cut { value, more, last } = self.middle;
        let up = last > 5 || (last == 5 && (more || value & 1 == 1));
        value.saturating_add(u32::from(up))
    }
}

/// Makes the float nearest to `value * 10^exponent`; `None` if it is too large.
/// `more` says that the true value is greater by less than one, and needs 17 digits and more.
pub fn scale(value: u64, exponent: i32, more: bool) -> Option<Float> {
    let digits = value.checked_ilog10().map_or(0, |log| log as i32 + 1);
    // The decimal exponents of the largest and the smallest float, and some.
    let magnitude = exponent.saturating_add(digits);
    if value == 0 || magnitude < -(MAX_MAGNITUDE + 20) {
        return Some(0.0);
    }
    if magnitude > MAX_MAGNITUDE {
        return None;
    }
    if let Some(x) = scale_small(value, exponent).filter(|_| !more) {
        return Some(x);
    }
    let mut limbs = [0; LIMBS];
    if exponent >= 0 {
        multiply_power(&mut limbs, value, exponent, more)
    } else {
        divide_power(&mut limbs, value, exponent, more)
    }
}

/// More than the decimal exponent of the largest float: 310 or 40.
const MAX_MAGNITUDE: i32 = Float::MAX_10_EXP + 2;

/// Scales where one float operation on exact numbers does it (Clinger's fast path).
fn scale_small(value: u64, exponent: i32) -> Option<Float> {
    if value >> MANTISSA_BITS != 0 {
        return None;
    }
    let power = exact_power(exponent)?;
    let value = value as Float;
    Some(if exponent < 0 { value / power } else { value * power })
}

/// Makes `10^|exponent|` where it is exact. A f64 holds up to 10^22, but an integer of 64 bits only up to 10^19:
/// one conversion costs less than a multiplication per digit.
fn exact_power(exponent: i32) -> Option<Float> {
    let most = if MANTISSA_BITS == 53 { 19 } else { 10 };
    let exponent = Some(exponent.unsigned_abs()).filter(|exponent| *exponent <= most)?;
    Some(10u64.checked_pow(exponent)? as Float)
}

/// Scales by a positive power of ten, exactly.
fn multiply_power(limbs: &mut [u32], value: u64, exponent: i32, more: bool) -> Option<Float> {
    shift_left(limbs, &halves(value), 0);
    chunks(exponent, |power| {
        let size = (length(limbs) + 1).min(limbs.len());
        multiply_small(limbs.get_mut(..size).unwrap_or_default(), power, 0);
    });
    round_top(limbs, 0, more)
}

/// Scales by a negative power of ten: shifts up far enough that the quotient keeps 64 bits or those of the
/// smallest float's neighbours, and divides; remainders only count as "more".
fn divide_power(limbs: &mut [u32], value: u64, exponent: i32, mut more: bool) -> Option<Float> {
    // log2(10) is less than 107/32.
    let bits = exponent.unsigned_abs() as usize * 107 / 32 + 1 + value.leading_zeros() as usize;
    let bits = bits.min(FRACTION_LIMBS * 32);
    shift_left(limbs, &halves(value), bits);
    let mut size = length(limbs);
    chunks(exponent, |power| {
        let rest = limbs.get_mut(..size).unwrap_or_default();
        let divisor = if power == CHUNK_POWER { CHUNK_DIVISOR } else { Divisor::new(power) };
        more |= divisor.is_some_and(|divisor| divisor.divide_assign(rest) != 0);
        size = length(rest);
    });
    round_top(limbs, bits, more)
}

/// Calls `apply` with factors whose product is `10^|exponent|`.
fn chunks(exponent: i32, mut apply: impl FnMut(u32)) {
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        let digits = left.min(CHUNK as u32);
        apply(10u32.saturating_pow(digits));
        left -= digits;
    }
}

/// Makes the float nearest to a magnitude divided by `2^bits`.
fn round_top(limbs: &[u32], bits: usize, more: bool) -> Option<Float> {
    let (mantissa, below, lost) = super::real::top(limbs);
    assemble(mantissa, below as i32 - bits as i32, more || lost)
}

/// Rounds as `round(x, digits)`: correctly, by the exact decimal value, ties to even. `None` if that overflows
/// ("rounded value too large to represent").
pub fn round_half_even_to_digits(x: Float, digits: i32) -> Option<Float> {
    if !x.is_finite() || x == 0.0 {
        return Some(x);
    }
    let (mantissa, exponent) = split(x);
    let mut stream = Digits::ZERO;
    stream.load(mantissa, exponent);
    let cut = stream.point.saturating_add(digits);
    if cut >= PREFIX - 1 {
        return Some(x);
    }
    let rounding = stream.round(cut);
    let count = rounding.significant.clamp(0, PREFIX);
    let value = stream.take(count as u32).saturating_add(u64::from(rounding.bump.is_some()));
    let magnitude = scale(value, rounding.point.saturating_sub(count), false)?;
    Some(if x < 0.0 { -magnitude } else { magnitude })
}

fn halves(value: u64) -> [u32; 2] {
    [value as u32, (value >> 32) as u32]
}
