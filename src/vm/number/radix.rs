//! Int text: digits of any radix from 2 to 36, both ways, in steps.

use super::divide::Divisor;
use super::magnitude::{bit_length, funnel, length, limb};
use super::multiply::multiply_small;

/// Reads a digit of radix 36 at most.
pub fn digit_value(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'z' => Some(byte - b'a' + 10),
        b'A'..=b'Z' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Writes a digit of radix 36 at most in lower case.
pub fn digit_text(digit: u32) -> u8 {
    let digit = (digit % 36) as u8;
    if digit < 10 { b'0' + digit } else { b'a' + (digit - 10) }
}

/// Finds the greatest power of the radix in a limb: the power and its exponent.
const fn chunk(radix: u32) -> (u32, u32) {
    let radix = if radix < 2 { 2 } else { radix };
    let (mut power, mut digits) = (radix, 1);
    while let Some(next) = power.checked_mul(radix) {
        power = next;
        digits += 1;
    }
    (power, digits)
}

/// Bounds from above how many digits `a` has: exact for powers of two, at most about a third too many elsewhere.
pub fn text_bound(a: &[u32], radix: u32) -> usize {
    let per_digit = radix.max(2).ilog2() as usize;
    bit_length(a).div_ceil(per_digit).max(1)
}

/// Bounds from above how many limbs a number of `digits` digits has.
pub fn limbs_bound(digits: usize, radix: u32) -> usize {
    let (_, per_limb) = chunk(radix);
    // A chunk is less than a limb.
    digits.div_ceil(per_limb as usize)
}

/// A magnitude on its way to text, done in bounded slices of work.
///
/// The text grows from the end of its buffer to the front. The magnitude is a scratch copy and is used up.
pub struct ToText {
    radix: u32,
    limbs: usize,
    at: usize,
    done: bool,
}

impl ToText {
    /// Starts; `text` needs [`text_bound`] bytes, of which the last ones are used.
    pub fn start(work: &[u32], radix: u32, text: &[u8]) -> Self {
        ToText { radix: radix.clamp(2, 36), limbs: length(work), at: text.len(), done: false }
    }

    /// Takes up a conversion whose text begins at `at` so far.
    pub fn resume(work: &[u32], radix: u32, at: usize) -> Self {
        ToText { radix: radix.clamp(2, 36), limbs: length(work), at, done: false }
    }

    /// Where the digits begin in the text.
    pub fn begin(&self) -> usize {
        self.at
    }

    /// Does at most `chunks` chunks of digits (each a division of the whole rest by a limb); says whether it is done.
    pub fn step(&mut self, work: &mut [u32], text: &mut [u8], chunks: usize) -> bool {
        if self.radix.is_power_of_two() && !self.done {
            self.bits(work, text);
        }
        let (power, digits) = chunk(self.radix);
        let Some(divisor) = Divisor::new(power) else { return true };
        for _ in 0..chunks {
            if self.done {
                break;
            }
            let Some(rest) = work.get_mut(..self.limbs) else { break };
            let value = divisor.divide_assign(rest);
            self.limbs = length(rest);
            self.done = self.limbs == 0;
            self.chunk(text, value, digits);
        }
        self.done
    }

    /// As [`ToText::step`] of a radix that is no power of two, with so many limbs divided at most. `state` is zeros at
    /// first: the limb below which the division stands, its rest, and how many limbs are left.
    pub fn step_in_parts(&mut self, work: &mut [u32], text: &mut [u8], most: usize, state: &mut [u32; 3]) -> bool {
        let (power, digits) = chunk(self.radix);
        let Some(divisor) = Divisor::new(power) else { return true };
        let mut left = most;
        if state[2] == 0 {
            *state = [length(work) as u32; 3];
            state[1] = 0;
        }
        while left > 0 {
            let end = state[0] as usize;
            let start = end.saturating_sub(left);
            let Some(part) = work.get_mut(start..end) else { return true };
            state[1] = divisor.divide_below(state[1], part);
            left = left.saturating_sub(part.len().saturating_add(digits as usize * 2));
            state[0] = start as u32;
            if start == 0 {
                self.limbs = length(work.get(..state[2] as usize).unwrap_or_default());
                self.done = self.limbs == 0;
                self.chunk(text, state[1], digits);
                *state = [self.limbs as u32, 0, self.limbs as u32];
                if self.done {
                    return true;
                }
            }
        }
        false
    }

    /// Writes one chunk; the topmost has no leading zeros.
    fn chunk(&mut self, text: &mut [u8], mut value: u32, digits: u32) {
        for count in 0..digits {
            if self.done && value == 0 && count > 0 {
                break;
            }
            self.digit(text, value % self.radix);
            value /= self.radix;
        }
    }

    /// Writes all digits of a radix that is a power of two: linear, so not in steps.
    fn bits(&mut self, work: &[u32], text: &mut [u8]) {
        let width = self.radix.trailing_zeros();
        let mut from = 0;
        let length = bit_length(work).max(1);
        while from < length {
            let index = from / 32;
            let bits = funnel(limb(work, index.saturating_add(1)), limb(work, index), (from % 32) as u32);
            self.digit(text, bits & (self.radix - 1));
            from = from.saturating_add(width as usize);
        }
        self.done = true;
    }

    fn digit(&mut self, text: &mut [u8], digit: u32) {
        self.at = self.at.saturating_sub(1);
        if let Some(place) = text.get_mut(self.at) {
            *place = digit_text(digit);
        }
    }
}

/// Writes a magnitude into the end of `text` at once and returns where it begins.
pub fn to_text(work: &mut [u32], radix: u32, text: &mut [u8]) -> usize {
    let mut state = ToText::start(work, radix, text);
    state.step(work, text, usize::MAX);
    state.begin()
}

/// The parts of an int literal or of the text given to `int()`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IntText<'a> {
    /// Whether there is a minus.
    pub negative: bool,
    /// From 2 to 36.
    pub radix: u32,
    /// Digits of the radix, with single underscores between; never empty.
    pub digits: &'a [u8],
    /// How many digits without the underscores.
    pub count: usize,
}

/// Reads the text of `int(text, base)` without surrounding whitespace; base 0 goes by the prefix.
pub fn parse_int(text: &[u8], base: u32) -> Option<IntText<'_>> {
    let (negative, text) = split_sign(text);
    let prefix = match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let has_prefix = prefix != 0 && (base == 0 || base == prefix);
    let digits = if has_prefix { text.get(2..)? } else { text };
    // One underscore may follow a prefix.
    let digits = if has_prefix { digits.strip_prefix(b"_").unwrap_or(digits) } else { digits };
    let radix = if has_prefix {
        prefix
    } else if base == 0 {
        10
    } else {
        base
    };
    let count = count_digits(digits, radix)?;
    let leading_zero = base == 0 && !has_prefix && digits.first() == Some(&b'0');
    if leading_zero && digits.iter().any(|byte| !matches!(byte, b'0' | b'_')) {
        return None;
    }
    Some(IntText { negative, radix, digits, count })
}

/// The sign, the radix and where the digits start, of a text of which no more than the front is looked at.
pub fn int_front(text: &[u8], base: u32) -> (bool, u32, usize) {
    let (negative, rest) = split_sign(text);
    let sign = text.len() - rest.len();
    let prefix = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if prefix != 0 && (base == 0 || base == prefix) {
        // One underscore may follow a prefix.
        let more = usize::from(rest.get(2) == Some(&b'_'));
        return (negative, prefix, sign + 2 + more);
    }
    (negative, if base == 0 { 10 } else { base }, sign)
}

/// The digit of so many bits at a place, the least being 0.
pub fn digit_of_bits(a: &[u32], width: usize, place: usize) -> u8 {
    let from = place.saturating_mul(width);
    let bits = funnel(limb(a, from / 32 + 1), limb(a, from / 32), (from % 32) as u32);
    digit_text(bits & ((1 << width) - 1))
}

/// Sets `out` to the limbs from `start` on of a number whose digits have so many bits each.
pub fn of_bits_part(out: &mut [u32], digits: &[u8], width: u32, start: usize) {
    let width = width.max(1) as usize;
    for (place, index) in out.iter_mut().zip(start..) {
        let first = index.saturating_mul(32);
        let mut limb = 0;
        // Digits are counted from the end; the first one may begin in the limb below.
        for digit in first / width..(first + 31) / width + 1 {
            let byte = digits.len().checked_sub(digit + 1).and_then(|at| digits.get(at));
            let value = u64::from(byte.and_then(|byte| digit_value(*byte)).unwrap_or(0));
            limb |=
                if digit * width < first { value >> (first - digit * width) } else { value << (digit * width - first) }
                    as u32;
        }
        *place = limb;
    }
}

/// Splits a sign off.
pub(super) fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// Counts digits of a radix with single underscores between; `None` if there is anything else or nothing.
fn count_digits(text: &[u8], radix: u32) -> Option<usize> {
    let (count, after_digit) = count_more_digits(text, radix, false)?;
    after_digit.then_some(count)
}

/// Counts digits of a radix with single underscores between, of a part of a text, behind a digit or not: how many, and
/// whether the last one is a digit. `None` if there is anything else.
pub fn count_more_digits(text: &[u8], radix: u32, mut after_digit: bool) -> Option<(usize, bool)> {
    let mut count = 0usize;
    for byte in text {
        if *byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        if u32::from(digit_value(*byte)?) >= radix {
            return None;
        }
        after_digit = true;
        count = count.saturating_add(1);
    }
    Some((count, after_digit))
}

/// Adds digits, from `at` on, to a magnitude that the ones before have made, with so many limbs multiplied at most; says
/// whether all have been read. `state` is zeros at first: the limb at which a multiplication stands, and what is carried.
pub fn step_in_parts(
    out: &mut [u32],
    digits: &[u8],
    radix: u32,
    at: &mut usize,
    most: usize,
    state: &mut [u32; 2],
) -> bool {
    let (_, per_limb) = chunk(radix);
    let per_limb = per_limb as usize;
    let mut left = most;
    while *at < digits.len() && left > 0 {
        let part = digits.get(*at..digits.len().min(*at + per_limb)).unwrap_or_default();
        let (mut factor, mut value) = (1u32, 0u32);
        for digit in part.iter().filter_map(|byte| digit_value(*byte)) {
            factor = factor.wrapping_mul(radix);
            value = value.wrapping_mul(radix).wrapping_add(digit.into());
        }
        let (used, from) = (*at / per_limb, state[0] as usize);
        let end = used.min(from.saturating_add(left));
        let carry = if from == 0 { value } else { state[1] };
        let carry = multiply_small(out.get_mut(from..end).unwrap_or_default(), factor, carry);
        left = left.saturating_sub((end - from).saturating_add(per_limb * 3));
        if end < used {
            *state = [end as u32, carry];
            return false;
        }
        if let Some(place) = out.get_mut(used) {
            *place = carry;
        }
        *state = [0; 2];
        *at += part.len();
    }
    *at >= digits.len()
}

/// Text on its way to a magnitude, done in bounded slices of work.
pub struct FromText {
    at: usize,
    limbs: usize,
}

impl FromText {
    /// Starts; `out` needs [`limbs_bound`] limbs and is cleared.
    pub fn start(out: &mut [u32]) -> Self {
        out.fill(0);
        FromText { at: 0, limbs: 0 }
    }

    /// Takes up a conversion that has read so much of the text.
    pub fn resume(out: &[u32], at: usize) -> Self {
        FromText { at, limbs: length(out) }
    }

    /// How much of the text has been read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Takes at most `chunks` chunks of digits (each a multiplication of what stands by a limb); says whether it is done.
    pub fn step(&mut self, out: &mut [u32], text: &IntText<'_>, chunks: usize) -> bool {
        let (_, digits) = chunk(text.radix);
        for _ in 0..chunks {
            if self.at >= text.digits.len() {
                break;
            }
            let (factor, addend) = self.take(text, digits);
            let Some(used) = out.get_mut(..self.limbs) else { break };
            let carry = multiply_small(used, factor, addend);
            if carry != 0
                && let Some(place) = out.get_mut(self.limbs)
            {
                *place = carry;
                self.limbs += 1;
            }
        }
        self.at >= text.digits.len()
    }

    /// Reads up to `digits` digits: the power they shift by and their value.
    fn take(&mut self, text: &IntText<'_>, digits: u32) -> (u32, u32) {
        let (mut factor, mut value, mut left) = (1u32, 0u32, digits);
        while left > 0 {
            let Some(byte) = text.digits.get(self.at) else { break };
            self.at += 1;
            if let Some(digit) = digit_value(*byte) {
                factor = factor.wrapping_mul(text.radix);
                value = value.wrapping_mul(text.radix).wrapping_add(u32::from(digit));
                left -= 1;
            }
        }
        (factor, value)
    }
}

/// Reads a magnitude at once.
pub fn from_text(out: &mut [u32], text: &IntText<'_>) {
    FromText::start(out).step(out, text, usize::MAX);
}
