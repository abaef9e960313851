//! Quotients: by one limb, and Knuth's algorithm D in steps.

use super::magnitude::{add_carry, add_small, funnel, funnel_up, length, limb, shift_left, subtract_borrow, trim};

/// A divisor of one limb, prepared so that each division is two multiplications.
///
/// Invariant: `divisor` has its top bit set and `inverse = (2^64 - 1) / divisor - 2^32`
/// (Möller and Granlund, "Improved division by invariant integers"). A 64-bit software division
/// costs 100 instructions and more on Cortex-M4, this one about 15.
#[derive(Clone, Copy)]
pub struct Divisor {
    divisor: u32,
    inverse: u32,
    shift: u32,
}

impl Divisor {
    /// Prepares a divisor; `None` for zero.
    pub const fn new(divisor: u32) -> Option<Self> {
        let shift = divisor.leading_zeros();
        let divisor = divisor.wrapping_shl(shift);
        if divisor == 0 {
            return None;
        }
        // With 2^32 taken off, that many times the divisor are left of the dividend.
        Some(Divisor { divisor, inverse: divide_wide(!divisor, u32::MAX, divisor), shift })
    }

    /// Divides `high:low` by the shifted divisor, where `high` is less than it.
    #[inline]
    fn divide(self, high: u32, low: u32) -> (u32, u32) {
        let guess = (u64::from(self.inverse) * u64::from(high)).wrapping_add((u64::from(high) << 32) | u64::from(low));
        let mut quotient = ((guess >> 32) as u32).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(self.divisor));
        if rest > guess as u32 {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.divisor);
        }
        if rest >= self.divisor {
            quotient = quotient.wrapping_add(1);
            rest = rest.wrapping_sub(self.divisor);
        }
        (quotient, rest)
    }

    /// Sets `a = a / divisor`; returns the remainder.
    pub fn divide_assign(self, a: &mut [u32]) -> u32 {
        self.divide_below(0, a)
    }

    /// The same of limbs above which a division has left this remainder.
    pub fn divide_below(self, rest: u32, a: &mut [u32]) -> u32 {
        let mut rest = rest << self.shift;
        for place in a.iter_mut().rev() {
            // `rest` is shifted already: its low bits are free for those the limb shifts out.
            let high = rest | funnel_up(0, *place, self.shift);
            (*place, rest) = self.divide(high, funnel_up(*place, 0, self.shift));
        }
        rest >> self.shift
    }
}

/// `high:low / divisor`, where the divisor has its top bit set and is greater than `high`, by halves of limbs: a 64-bit
/// division in software takes three times as many instructions.
const fn divide_wide(high: u32, low: u32, divisor: u32) -> u32 {
    let (front, rest) = divide_half(high, low >> 16, divisor);
    front << 16 | divide_half(rest, low & 0xffff, divisor).0
}

/// `high:low / divisor` and the remainder, where `low` is half a limb, and the quotient too.
const fn divide_half(high: u32, low: u32, divisor: u32) -> (u32, u32) {
    let (above, below) = (divisor >> 16, divisor & 0xffff);
    let (mut quotient, mut rest) = (high / above, high % above);
    // At most two too great.
    while quotient > 0xffff || quotient * below > (rest << 16 | low) {
        quotient -= 1;
        rest += above;
        if rest > 0xffff {
            break;
        }
    }
    (quotient, (high << 16 | low).wrapping_sub(quotient.wrapping_mul(divisor)))
}

/// Sets `a = a / divisor` and returns the remainder; `None` for a zero divisor.
pub fn divide_small(a: &mut [u32], divisor: u32) -> Option<u32> {
    Some(Divisor::new(divisor)?.divide_assign(a))
}

/// Words in which a row of a division stands that is done in parts.
pub const ROW_STATE: usize = 4;

/// A quotient and remainder of magnitudes, done in bounded slices of work.
///
/// Room: the quotient `a.len() - length(b) + 1` limbs, the remainder `a.len() + 1` limbs.
pub struct Division {
    top: Divisor,
    below: u32,
    rows: usize,
}

impl Division {
    /// Starts `a / b`: the remainder takes `a`, the quotient is cleared. `None` if `b` is zero.
    pub fn start(quotient: &mut [u32], remainder: &mut [u32], a: &[u32], b: &[u32]) -> Option<Self> {
        let division = Self::prepare(b, (length(a) + 1).saturating_sub(length(b)))?;
        shift_left(remainder, a, division.shift());
        quotient.fill(0);
        Some(division)
    }

    /// Prepares a division by `b` whose quotient has `rows` limbs; the remainder is to take `a << shift`. Also takes up
    /// one that has so many limbs still to find.
    pub fn prepare(b: &[u32], rows: usize) -> Option<Self> {
        let n = length(b);
        let shift = limb(b, n.checked_sub(1)?).leading_zeros();
        let top = Divisor { shift, ..Divisor::new(shifted_limb(b, n.wrapping_sub(1), shift))? };
        Some(Division { top, below: shifted_limb(b, n.wrapping_sub(2), shift), rows })
    }

    /// How many limbs of the quotient are still to be found.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How far numbers are shifted so that the top bit of the divisor is set.
    pub(super) fn shift(&self) -> usize {
        self.top.shift as usize
    }

    /// Finds at most `rows` limbs of the quotient (each `length(b)` multiplications); says whether both results stand.
    /// Takes the same slices every time, the quotient and the remainder untouched between.
    pub fn step(&mut self, quotient: &mut [u32], remainder: &mut [u32], b: &[u32], rows: usize) -> bool {
        let n = length(b);
        for _ in 0..rows.min(self.rows) {
            self.rows -= 1;
            let Some(window) = remainder.get_mut(self.rows..=self.rows.saturating_add(n)) else { continue };
            let digit = self.row(window, b);
            if let Some(place) = quotient.get_mut(self.rows) {
                *place = digit;
            }
        }
        if self.rows == 0 {
            unshift(remainder, self.top.shift);
            self.top.shift = 0;
        }
        self.rows == 0
    }

    /// As [`Division::step`], with so many limbs taken off at most. The remainder stays moved up. `state` is zeros at
    /// first: the limb at which a row stands, its carry, its borrow with what is done to it (0 nothing, 2 it is taken
    /// off, 4 it is put back), and the limb of the quotient.
    pub fn step_in_parts(
        &mut self,
        quotient: &mut [u32],
        remainder: &mut [u32],
        b: &[u32],
        most: usize,
        state: &mut [u32; ROW_STATE],
    ) {
        let (n, shift) = (length(b), self.top.shift);
        let mut left = most;
        while left > 0 && self.rows > 0 {
            let row = self.rows - 1;
            let Some(window) = remainder.get_mut(row..=row.saturating_add(n)) else {
                self.rows = row;
                continue;
            };
            let [from, carry, mode, digit] = state;
            if *mode == 0 {
                (*from, *carry, *mode, *digit) = (0, 0, 2, self.guess(window, n));
            }
            let start = *from as usize;
            let end = (n + 1).min(start.saturating_add(left));
            let mut borrow = *mode & 1;
            for (place, index) in window.get_mut(start..end).unwrap_or_default().iter_mut().zip(start..) {
                let shifted = shifted_limb(b, index, shift);
                if *mode >= 4 {
                    (*place, *carry) = add_carry(*place, shifted, *carry);
                } else {
                    let product = u64::from(shifted) * u64::from(*digit) + u64::from(*carry);
                    *carry = (product >> 32) as u32;
                    (*place, borrow) = subtract_borrow(*place, product as u32, borrow);
                }
            }
            left = left.saturating_sub((end - start).saturating_add(8));
            *from = end as u32;
            *mode = *mode & !1 | borrow;
            if end <= n {
                continue;
            }
            if *mode == 3 {
                // The guess was one too great.
                (*from, *carry, *mode, *digit) = (0, 0, 4, digit.wrapping_sub(1));
                continue;
            }
            if let Some(place) = quotient.get_mut(row) {
                *place = *digit;
            }
            *state = [0; ROW_STATE];
            self.rows = row;
        }
    }

    /// Finds one limb of the quotient and takes its product off the window, whose length is one more than `b`'s.
    fn row(&self, window: &mut [u32], b: &[u32]) -> u32 {
        let b = trim(b);
        let mut digit = self.guess(window, b.len());
        if subtract_row(window, b, digit, self.top.shift) {
            digit = digit.wrapping_sub(1);
            add_row(window, b, self.top.shift);
        }
        digit
    }

    /// Guesses a limb of the quotient from the top three limbs; it is at most one too great.
    fn guess(&self, window: &[u32], n: usize) -> u32 {
        let (high, middle) = (limb(window, n), limb(window, n.wrapping_sub(1)));
        let low = limb(window, n.wrapping_sub(2));
        let (mut digit, mut rest, mut exceeds) = if high < self.top.divisor {
            let (digit, rest) = self.top.divide(high, middle);
            (digit, rest, false)
        } else {
            let (rest, exceeds) = middle.overflowing_add(self.top.divisor);
            (u32::MAX, rest, exceeds)
        };
        while !exceeds && u64::from(digit) * u64::from(self.below) > (u64::from(rest) << 32 | u64::from(low)) {
            digit = digit.wrapping_sub(1);
            (rest, exceeds) = rest.overflowing_add(self.top.divisor);
        }
        digit
    }
}

/// Reads limb `index` of `b << shift`, where `shift` is less than 32. An index "below zero" (wrapped) reads 0.
fn shifted_limb(b: &[u32], index: usize, shift: u32) -> u32 {
    let below = limb(b, index.wrapping_sub(1));
    funnel_up(limb(b, index), below, shift)
}

/// Sets `a -= (b << shift) * digit` over the whole window, one limb longer than `b`; says whether that went below zero.
fn subtract_row(window: &mut [u32], b: &[u32], digit: u32, shift: u32) -> bool {
    let Some((last, front)) = window.split_last_mut() else { return false };
    let (mut carry, mut below) = (0, 0);
    let mut subtract = |place: &mut u32, shifted: u32| {
        // The upper half is at most 2^32 - 2: there is room for the borrow.
        let product = u64::from(shifted) * u64::from(digit) + u64::from(carry);
        let (rest, borrow) = place.overflowing_sub(product as u32);
        *place = rest;
        carry = ((product >> 32) as u32).wrapping_add(borrow.into());
    };
    for (place, current) in front.iter_mut().zip(b) {
        subtract(place, funnel_up(*current, below, shift));
        below = *current;
    }
    subtract(last, funnel_up(0, below, shift));
    carry != 0
}

/// Sets `a += b << shift` over the whole window; the carry out makes up for the borrow before.
fn add_row(window: &mut [u32], b: &[u32], shift: u32) {
    let mut carry = 0;
    for (index, place) in window.iter_mut().enumerate() {
        (*place, carry) = add_carry(*place, shifted_limb(b, index, shift), carry);
    }
}

/// Sets `a >>= shift`, where `shift` is less than 32.
fn unshift(a: &mut [u32], shift: u32) {
    let mut above = 0;
    for place in a.iter_mut().rev() {
        let current = *place;
        *place = funnel(above, current, shift);
        above = current;
    }
}

/// Sets `quotient = a / b` and `remainder = a % b` at once; room as for [`Division`]. Says whether `b` is not zero.
pub fn divide(quotient: &mut [u32], remainder: &mut [u32], a: &[u32], b: &[u32]) -> bool {
    match Division::start(quotient, remainder, a, b) {
        Some(mut division) => division.step(quotient, remainder, b, usize::MAX),
        None => false,
    }
}

/// Turns a truncated quotient and remainder of numbers with unlike signs into Python's floored ones.
/// The quotient stays negative, the remainder takes the sign of `b`. The quotient needs a limb for the carry.
pub fn to_floor(quotient: &mut [u32], remainder: &mut [u32], b: &[u32]) {
    if length(remainder) != 0 {
        add_small(quotient, 1);
        let mut borrow = 0;
        for (index, place) in remainder.iter_mut().enumerate() {
            (*place, borrow) = subtract_borrow(limb(b, index), *place, borrow);
        }
    }
}
