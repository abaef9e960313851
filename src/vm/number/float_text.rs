//! Float to text: repr, `e f g` with any precision, correctly rounded by the exact value.

use super::binary::split;
use super::decimal::{Digits, Rounding, shortest};
use super::{Float, Sink};

/// How a float is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notation {
    /// The shortest text that reads back as the same float, with ".0" or an exponent (`repr`).
    Shortest,
    /// `f` with so many digits after the point.
    Fixed(usize),
    /// `e` with so many digits after the point.
    Exponent(usize),
    /// `g` with so many significant digits.
    General(usize),
    /// `g` that looks like a float still: format's way without a type.
    Plain(usize),
}

/// From this decimal exponent on repr writes an exponent.
const REPR_LIMIT: i32 = 16;

/// The text of a float: measured at once, its digits found again when it is written.
pub struct FloatText {
    digits: Digits,
    rounding: Rounding,
    class: Class,
    negative: bool,
    /// Digits before the point, and the place of the first of them among the significant ones
    /// (negative: zeros come first).
    whole: usize,
    first: i32,
    /// The place of the next digit while the text is written, the least integer before.
    index: i32,
    /// Digits after the point.
    fraction: usize,
    dot: bool,
    exponent: Option<i32>,
}

const _: () = assert!(size_of::<FloatText>() <= 256);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Finite,
    Infinite,
    Nan,
}

impl FloatText {
    /// The text of NaN; a place for others.
    pub const EMPTY: FloatText = FloatText {
        digits: Digits::ZERO,
        rounding: Rounding { bump: None, significant: 1, point: 1 },
        class: Class::Nan,
        negative: false,
        whole: 0,
        first: 0,
        index: i32::MIN,
        fraction: 0,
        dot: false,
        exponent: None,
    };

    /// Lays the text of `x` out; `alternate` is format's `#`.
    pub fn new(x: Float, notation: Notation, alternate: bool) -> Self {
        let mut text = Self::EMPTY;
        text.set(x, notation, alternate);
        text
    }

    /// Lays the text of `x` out where [`EMPTY`](Self::EMPTY) stands. It is 220 bytes long, and `new` moves it about:
    /// callers with little stack take this.
    #[inline(never)]
    pub fn set(&mut self, x: Float, notation: Notation, alternate: bool) {
        if x.is_nan() {
            return;
        }
        self.negative = x.is_sign_negative();
        if x.is_infinite() {
            self.class = Class::Infinite;
        } else {
            self.class = Class::Finite;
            self.lay_out(x, notation, alternate);
        }
    }

    fn lay_out(&mut self, x: Float, notation: Notation, alternate: bool) {
        let size = |digits: usize| i32::try_from(digits).unwrap_or(i32::MAX);
        if notation != Notation::Shortest {
            let (mantissa, exponent) = split(x);
            self.digits.load(mantissa, exponent);
        }
        let point = self.digits.point();
        self.rounding = match notation {
            Notation::Shortest => shortest(&mut self.digits, x),
            Notation::Fixed(digits) => self.digits.round(point.saturating_add(size(digits))),
            Notation::Exponent(digits) => self.digits.round(size(digits).saturating_add(1)),
            Notation::General(digits) | Notation::Plain(digits) => self.digits.round(size(digits.max(1))),
        };
        let Rounding { significant, point, .. } = self.rounding;
        let outside = |limit: i32| point <= -4 || point > limit;
        // Significant digits shown, and the fewest digits after the point.
        let (shown, exponential, least) = match notation {
            Notation::Shortest => (significant, outside(REPR_LIMIT), 1),
            Notation::Fixed(digits) => (point.saturating_add(size(digits)), false, 0),
            Notation::Exponent(digits) => (size(digits).saturating_add(1), true, 0),
            Notation::General(digits) | Notation::Plain(digits) => {
                let digits = size(digits.max(1));
                let least = i32::from(matches!(notation, Notation::Plain(_)));
                (if alternate { digits } else { significant }, outside(digits.saturating_sub(least)), least)
            }
        };
        let fraction = if exponential {
            self.exponent = Some(point.saturating_sub(1));
            self.whole = 1;
            shown.saturating_sub(1)
        } else {
            self.whole = point.max(1) as usize;
            self.first = point.saturating_sub(1).min(0);
            shown.saturating_sub(point).max(least)
        };
        self.fraction = fraction.max(0) as usize;
        self.dot = alternate || self.fraction > 0;
    }

    /// Says whether there is a minus: the float is negative, or is -0.0.
    pub fn negative(&self) -> bool {
        self.negative
    }

    /// Says whether every digit is a zero.
    pub fn is_zero(&self) -> bool {
        self.class == Class::Finite && self.digits.is_zero()
    }

    /// Counts the digits before the point; none for infinities and NaN.
    pub(super) fn whole(&self) -> usize {
        self.whole
    }

    /// Counts the bytes after the whole digits.
    pub(super) fn rest_length(&self) -> usize {
        if self.class != Class::Finite {
            return 3;
        }
        let exponent = match self.exponent.map(i32::unsigned_abs) {
            None => 0,
            Some(exponent) => 2 + exponent_digits(exponent),
        };
        self.fraction.saturating_add(usize::from(self.dot)).saturating_add(exponent)
    }

    /// Counts the bytes of the text, a minus sign included.
    pub fn length(&self) -> usize {
        usize::from(self.negative).saturating_add(self.whole).saturating_add(self.rest_length())
    }

    /// Goes to the first digit.
    pub(super) fn begin(&mut self) {
        // The digits were left at the first one when they were laid out.
        if self.index != i32::MIN {
            self.digits.rewind();
        }
        self.index = self.first;
    }

    /// Takes the next digit, zeros at both ends included, as a character.
    pub(super) fn next_digit(&mut self) -> u8 {
        let index = self.index;
        self.index = index.saturating_add(1);
        let bump = self.rounding.bump.unwrap_or(i32::MAX);
        let digit = if index < 0 || index > bump { 0 } else { self.digits.next_digit() };
        b'0'.wrapping_add(digit).wrapping_add(u8::from(index == bump))
    }

    /// Writes what follows the whole digits.
    pub(super) fn write_rest(&mut self, upper: bool, sink: &mut dyn Sink) {
        let case = if upper { 0 } else { 0x20 };
        let name = match self.class {
            Class::Infinite => b"INF",
            Class::Nan => b"NAN",
            Class::Finite => return self.write_fraction(b'E' | case, sink),
        };
        for letter in name {
            sink.byte(letter | case);
        }
    }

    fn write_fraction(&mut self, letter: u8, sink: &mut dyn Sink) {
        if self.dot {
            sink.byte(b'.');
        }
        for _ in 0..self.fraction {
            sink.byte(self.next_digit());
        }
        if let Some(exponent) = self.exponent {
            sink.byte(letter);
            sink.byte(if exponent < 0 { b'-' } else { b'+' });
            let size = exponent.unsigned_abs();
            if size >= 100 {
                sink.byte(b'0' + (size / 100 % 10) as u8);
            }
            sink.byte(b'0' + (size / 10 % 10) as u8);
            sink.byte(b'0' + (size % 10) as u8);
        }
    }

    /// Writes the text.
    pub fn write(&mut self, sink: &mut dyn Sink) {
        if self.negative {
            sink.byte(b'-');
        }
        self.begin();
        for _ in 0..self.whole {
            sink.byte(self.next_digit());
        }
        self.write_rest(false, sink);
    }
}

/// Counts the digits of an exponent: two at least.
fn exponent_digits(exponent: u32) -> usize {
    if exponent < 100 { 2 } else { 3 }
}
