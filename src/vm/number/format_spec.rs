//! The format mini-language of `format()` and f-strings: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use super::{Float, Sink};

/// What is to be formatted: it decides the default alignment and which types and flags are allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Int,
    Float,
    Str,
}

/// Where the padding goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Between the sign (or prefix) and the digits.
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Nothing,
    Plus,
    Space,
}

/// A parsed format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    pub sign: Sign,
    /// `z`: a number that rounds to zero loses its minus.
    pub positive_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: usize,
    /// `,` or `_`, or 0 for none.
    pub separator: u8,
    pub precision: Option<usize>,
    /// The type's letter; 0 for a float without one.
    pub code: u8,
}

/// Why a format is refused: always a ValueError.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpecError {
    /// The whole message.
    Text(&'static str),
    /// "Cannot specify '{separator}' with '{code}'."
    Clash(u8, char),
    /// "Invalid format specifier '{spec}' for object of type '{type}'"
    Invalid,
    /// "Unknown format code '{code}' for object of type '{type}'"
    Unknown(char),
}

impl SpecError {
    /// Writes CPython's message.
    pub fn write(self, spec: &[u8], type_name: &str, sink: &mut dyn Sink) {
        let _ = (spec, type_name, sink);
    }
}

impl Spec {
    /// Reads and checks a format. An int may have a float's type (`e f g %`): convert it and use [`FloatField`];
    /// with `c`, give its character to [`TextField`].
    pub fn parse(text: &[u8], kind: Kind) -> Result<Spec, SpecError> {
        let _ = (text, kind);
        Err(SpecError::Invalid)
    }
}

/// Text in its place: measures first, then what goes around it.
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
        let _ = spec;
        TextField { left: 0, chars, right: 0 }
    }
}

/// Writes the fill character so many times.
pub fn write_fill(spec: &Spec, count: usize, sink: &mut dyn Sink) {
    let _ = (spec, count, sink);
}

/// An int in its place.
pub struct IntField<'a> {
    digits: &'a [u8],
}

impl<'a> IntField<'a> {
    /// Places the digits (text in the radix of `spec.code`, lower case).
    pub fn new(spec: &Spec, negative: bool, digits: &'a [u8]) -> Self {
        let _ = (spec, negative);
        IntField { digits }
    }

    /// Counts the bytes of the text.
    pub fn length(&self) -> usize {
        self.digits.len()
    }

    /// Writes the text.
    pub fn write(&self, sink: &mut dyn Sink) {
        let _ = sink;
    }
}

/// A float in its place.
pub struct FloatField {
    length: usize,
}

impl FloatField {
    /// Places a float.
    pub fn new(spec: &Spec, x: Float) -> Self {
        let _ = (spec, x);
        FloatField { length: 0 }
    }

    /// Counts the bytes of the text.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Writes the text.
    pub fn write(&mut self, sink: &mut dyn Sink) {
        let _ = sink;
    }
}
