//! What is formatted, in its place: text, ints and floats with sign, prefix, groups and padding.

use super::float_text::{FloatText, Notation};
use super::format_spec::{Align, Kind, Sign, Spec};
use super::{Float, Sink};

/// Writes the fill character so many times.
pub fn write_fill(spec: &Spec, count: usize, sink: &mut dyn Sink) {
    let mut bytes = [0; 4];
    let text = spec.fill.encode_utf8(&mut bytes);
    for _ in 0..count {
        sink.bytes(text.as_bytes());
    }
}

/// Text in its place: fill with `write_fill` on the left, the first `chars` characters, fill on the right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextField {
    /// Fill characters before.
    pub left: usize,
    /// Characters of the text itself, cut by the precision.
    pub chars: usize,
    /// Fill characters after.
    pub right: usize,
}

impl TextField {
    /// Places a text of so many characters.
    pub fn new(spec: &Spec, chars: usize) -> Self {
        let chars = chars.min(spec.precision.unwrap_or(chars));
        let Padding { left, inner, right } = Padding::new(spec, chars);
        TextField { left: left.saturating_add(inner), chars, right }
    }
}

/// Fill characters before a number, between its prefix and digits, and after.
struct Padding {
    left: usize,
    inner: usize,
    right: usize,
}

impl Padding {
    fn new(spec: &Spec, chars: usize) -> Self {
        let count = spec.width.saturating_sub(chars);
        let none = Padding { left: 0, inner: 0, right: 0 };
        match spec.align {
            Align::Left => Padding { right: count, ..none },
            Align::Right => Padding { left: count, ..none },
            Align::AfterSign => Padding { inner: count, ..none },
            Align::Center => Padding { left: count / 2, right: count - count / 2, ..none },
        }
    }

    /// Counts the bytes.
    fn length(&self, spec: &Spec) -> usize {
        self.left.saturating_add(self.inner).saturating_add(self.right).saturating_mul(spec.fill.len_utf8())
    }
}

/// Digits before the point, with leading zeros and separators.
#[derive(Clone, Copy)]
struct Groups {
    /// Digits in all, and how many of them are leading zeros.
    digits: usize,
    zeros: usize,
    separator: u8,
    size: usize,
}

impl Groups {
    /// Groups digits so that they fill `width`, as CPython does: a separator never comes first.
    fn new(spec: &Spec, digits: usize, width: usize) -> Self {
        let size = if matches!(spec.code, b'b' | b'o' | b'x' | b'X') { 4 } else { 3 };
        let needed = match (spec.separator, width / (size + 1), width % (size + 1)) {
            _ if digits == 0 => 0,
            (0, _, _) => width,
            (_, groups, 0) => groups.saturating_mul(size).saturating_add(usize::from(width > 0)),
            (_, groups, rest) => groups.saturating_mul(size).saturating_add(rest),
        };
        let zeros = needed.saturating_sub(digits);
        Groups { digits: digits.saturating_add(zeros), zeros, separator: spec.separator, size }
    }

    fn length(&self) -> usize {
        let separators = if self.separator == 0 { 0 } else { self.digits.saturating_sub(1) / self.size.max(1) };
        self.digits.saturating_add(separators)
    }

    /// The number of the digit at a place, the greatest being 0; `None`: a separator.
    fn digit(&self, at: usize) -> Option<usize> {
        if self.separator == 0 {
            return Some(at);
        }
        let from_end = self.length().saturating_sub(at + 1);
        let (group, place) = (from_end / (self.size + 1), from_end % (self.size + 1));
        (place < self.size).then(|| self.digits.saturating_sub(group * self.size + place + 1))
    }

    fn write(&self, sink: &mut dyn Sink, mut next: impl FnMut() -> u8) {
        for index in 0..self.digits {
            let left = self.digits - index;
            if self.separator != 0 && index > 0 && left.checked_rem(self.size) == Some(0) {
                sink.byte(self.separator);
            }
            sink.byte(if index < self.zeros { b'0' } else { next() });
        }
    }
}

/// A number's measures, whatever kind of number it is.
struct Number {
    spec: Spec,
    /// `+`, `-`, a space, or 0 for none.
    sign: u8,
    /// The second letter of "0x", or 0 for none.
    prefix: u8,
    groups: Groups,
    padding: Padding,
    length: usize,
}

impl Number {
    const EMPTY: Number = Number {
        spec: Spec::of(Kind::Float),
        sign: 0,
        prefix: 0,
        groups: Groups { digits: 0, zeros: 0, separator: 0, size: 3 },
        padding: Padding { left: 0, inner: 0, right: 0 },
        length: 0,
    };

    /// Places a number of so many whole digits, at least `least`, and so many bytes after them.
    fn new(spec: &Spec, negative: bool, prefix: u8, digits: usize, least: usize, rest: usize) -> Self {
        let sign = match spec.sign {
            _ if negative => b'-',
            Sign::Plus => b'+',
            Sign::Space => b' ',
            Sign::Nothing => 0,
        };
        let fixed = usize::from(sign != 0) + if prefix == 0 { 0 } else { 2 };
        let fixed = rest.saturating_add(fixed);
        let zeros = spec.fill == '0' && spec.align == Align::AfterSign;
        let width = if zeros { spec.width.saturating_sub(fixed) } else { 0 };
        let groups = Groups::new(spec, digits, width.max(least));
        let length = fixed.saturating_add(groups.length());
        let padding = Padding::new(spec, length);
        let length = length.saturating_add(padding.length(spec));
        Number { spec: *spec, sign, prefix, groups, padding, length }
    }

    /// Writes what comes before the digits.
    fn write_front(&self, sink: &mut dyn Sink) {
        write_fill(&self.spec, self.padding.left, sink);
        if self.sign != 0 {
            sink.byte(self.sign);
        }
        if self.prefix != 0 {
            sink.byte(b'0');
            sink.byte(self.prefix);
        }
        write_fill(&self.spec, self.padding.inner, sink);
    }

    fn write_back(&self, sink: &mut dyn Sink) {
        write_fill(&self.spec, self.padding.right, sink);
    }
}

/// The radix of an int's type.
pub fn radix_of(code: u8) -> u32 {
    match code {
        b'b' => 2,
        b'o' => 8,
        b'x' | b'X' => 16,
        _ => 10,
    }
}

/// An int in its place.
pub struct IntField<'a> {
    number: Number,
    digits: &'a [u8],
}

impl<'a> IntField<'a> {
    /// Places digits, which are text in the radix of the type ([`radix_of`]), lower case.
    /// A precision (of `%` formats only) is the fewest digits.
    pub fn new(spec: &Spec, negative: bool, digits: &'a [u8]) -> Self {
        let prefixed = spec.alternate && radix_of(spec.code) != 10;
        let prefix = if prefixed { spec.code } else { 0 };
        let number = Number::new(spec, negative, prefix, digits.len(), spec.precision.unwrap_or(0), 0);
        IntField { number, digits }
    }

    /// Counts the bytes of the text.
    pub fn length(&self) -> usize {
        self.number.length
    }

    /// Writes the text.
    pub fn write(&self, sink: &mut dyn Sink) {
        self.number.write_front(sink);
        let mut digits = self.digits.iter();
        let upper = self.number.spec.code == b'X';
        self.number.groups.write(sink, || {
            let digit = digits.next().copied().unwrap_or(b'0');
            if upper { digit.to_ascii_uppercase() } else { digit }
        });
        self.number.write_back(sink);
    }
}

/// A long int in its place, byte by byte.
pub struct IntPlaces {
    number: Number,
}

impl IntPlaces {
    /// Places so many digits.
    pub fn new(spec: &Spec, negative: bool, digits: usize) -> Self {
        let prefixed = spec.alternate && radix_of(spec.code) != 10;
        let prefix = if prefixed { spec.code } else { 0 };
        IntPlaces { number: Number::new(spec, negative, prefix, digits, spec.precision.unwrap_or(0), 0) }
    }

    /// Counts the bytes of the text.
    pub fn length(&self) -> usize {
        self.number.length
    }

    /// The byte at a place of the text, of digits that are told by their number, the greatest being 0.
    pub fn byte(&self, index: usize, digit: impl Fn(usize) -> u8) -> u8 {
        let Number { spec, sign, prefix, groups, padding, .. } = &self.number;
        let mut bytes = [0; 4];
        let fill = spec.fill.encode_utf8(&mut bytes).as_bytes();
        let mut at = index;
        let mut passes = |length: usize| match at.checked_sub(length) {
            Some(rest) => {
                at = rest;
                None
            }
            None => Some(at),
        };
        let filled = |at: usize| fill.get(at % fill.len().max(1)).copied().unwrap_or(b' ');
        if let Some(at) = passes(padding.left.saturating_mul(fill.len())) {
            return filled(at);
        }
        if passes(usize::from(*sign != 0)).is_some() {
            return *sign;
        }
        if let Some(at) = passes(if *prefix == 0 { 0 } else { 2 }) {
            return if at == 0 { b'0' } else { *prefix };
        }
        if let Some(at) = passes(padding.inner.saturating_mul(fill.len())) {
            return filled(at);
        }
        match passes(groups.length()) {
            Some(at) => match groups.digit(at) {
                None => groups.separator,
                Some(index) if index < groups.zeros => b'0',
                Some(index) => {
                    let digit = digit(index - groups.zeros);
                    if spec.code == b'X' { digit.to_ascii_uppercase() } else { digit }
                }
            },
            None => filled(at),
        }
    }
}

/// A float in its place.
pub struct FloatField {
    number: Number,
    text: FloatText,
}

impl FloatField {
    /// An empty field; a place for others.
    pub const EMPTY: FloatField = FloatField { number: Number::EMPTY, text: FloatText::EMPTY };

    /// Places a float.
    pub fn new(spec: &Spec, x: Float) -> Self {
        let mut field = Self::EMPTY;
        field.set(spec, x);
        field
    }

    /// Places a float where [`EMPTY`](Self::EMPTY) stands. It is 300 bytes long, and `new` moves it about:
    /// callers with little stack take this.
    #[inline(never)]
    pub fn set(&mut self, spec: &Spec, x: Float) {
        let precision = spec.precision.unwrap_or(6);
        let notation = match (spec.code.to_ascii_lowercase(), spec.precision) {
            (b'e', _) => Notation::Exponent(precision),
            (b'f' | b'%', _) => Notation::Fixed(precision),
            (b'g' | b'n', _) => Notation::General(precision),
            (_, None) => Notation::Shortest,
            (_, Some(precision)) => Notation::Plain(precision),
        };
        let percent = spec.code == b'%';
        let text = &mut self.text;
        text.set(if percent { x * 100.0 } else { x }, notation, spec.alternate);
        let negative = text.negative() && !(spec.positive_zero && text.is_zero());
        let rest = text.rest_length().saturating_add(usize::from(percent));
        self.number = Number::new(spec, negative, 0, text.whole(), 0, rest);
    }

    /// Counts the bytes of the text.
    pub fn length(&self) -> usize {
        self.number.length
    }

    /// Writes the text.
    pub fn write(&mut self, sink: &mut dyn Sink) {
        let FloatField { number, text } = self;
        number.write_front(sink);
        text.begin();
        number.groups.write(sink, || text.next_digit());
        text.write_rest(number.spec.code.is_ascii_uppercase(), sink);
        if number.spec.code == b'%' {
            sink.byte(b'%');
        }
        number.write_back(sink);
    }
}
