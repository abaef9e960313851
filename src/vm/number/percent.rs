//! `%` formatting: the items of a format, and their rendering by [`Spec`](super::format_spec::Spec).

use super::format_spec::Spec;

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// None is given.
    None,
    /// A number in the format.
    Is(usize),
    /// `*`: the next argument.
    Argument,
}

/// A piece of a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text that stands for itself (of `%%` one `%`).
    Text(&'a [u8]),
    /// An argument's place.
    Item(Item<'a>),
}

/// An argument's place: `%[(key)][flags][width][.precision][hlL]type`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item<'a> {
    /// The mapping key, without its parentheses.
    pub key: Option<&'a [u8]>,
    pub left: bool,
    pub plus: bool,
    pub space: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: Size,
    pub precision: Size,
    pub code: char,
    /// Where the type stands, in characters from the start: for "unsupported format character".
    pub index: usize,
}

impl Item<'_> {
    /// Makes the spec that renders this item by `TextField`, `IntField` or `FloatField`.
    /// A negative `*` width means left, a negative `*` precision 0. `None`: the type is not supported.
    pub fn spec(&self, width: Option<isize>, precision: Option<isize>) -> Option<Spec> {
        let _ = (width, precision);
        None
    }
}

/// The pieces of a format, in order; ends after an error, whose text is the whole ValueError message.
pub struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    /// Starts at the front of a format.
    pub fn new(format: &'a [u8]) -> Self {
        Pieces { rest: format }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let _ = self.rest;
        None
    }
}
