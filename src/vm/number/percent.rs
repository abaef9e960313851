//! `%` formatting: the items of a format, and the specs that render them.

use super::format_spec::{Align, Rest, Sign, Spec};

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

impl Size {
    /// Takes the value of an argument for `*`.
    fn or(self, argument: Option<isize>) -> Option<isize> {
        match self {
            Size::None => None,
            Size::Is(size) => isize::try_from(size).ok(),
            Size::Argument => argument,
        }
    }
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
    /// Flag `-`.
    pub left: bool,
    /// Flag `+`.
    pub plus: bool,
    /// Flag space.
    pub space: bool,
    /// Flag `#`.
    pub alternate: bool,
    /// Flag `0`.
    pub zero: bool,
    /// The fewest characters.
    pub width: Size,
    /// As in [`Spec::precision`].
    pub precision: Size,
    /// The type.
    pub code: char,
    /// Where the type stands in the format, in characters.
    pub index: usize,
}

impl Item<'_> {
    /// Makes the spec that renders this item by `TextField` (`c r s a`; of `c` the character alone), `IntField`
    /// (`d i u o x X`) or `FloatField` (`e E f F g G`). The arguments are those for `*`: a negative width means
    /// left, a negative precision 0. `None`: "unsupported format character '{code}' (0x{code:x}) at index {index}",
    /// where a code beyond ASCII shows as '?'.
    pub fn spec(&self, width: Option<isize>, precision: Option<isize>) -> Option<Spec> {
        let code = match self.code {
            'i' | 'u' => b'd',
            'd' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'c' | 'r' | 's' | 'a' => self.code as u8,
            _ => return None,
        };
        let text = matches!(code, b'c' | b'r' | b's' | b'a');
        let width = self.width.or(width).unwrap_or(0);
        let precision = self.precision.or(precision).map(|size| usize::try_from(size).unwrap_or(0));
        let zero = self.zero && !text;
        let (align, fill) = match self.left || width < 0 {
            true => (Align::Left, ' '),
            false if zero => (Align::AfterSign, '0'),
            false => (Align::Right, ' '),
        };
        let sign = match (self.plus, self.space) {
            (true, _) => Sign::Plus,
            (_, true) => Sign::Space,
            _ => Sign::Nothing,
        };
        Some(Spec {
            fill,
            align,
            sign,
            positive_zero: false,
            alternate: self.alternate,
            width: width.unsigned_abs(),
            separator: 0,
            precision: precision.filter(|_| code != b'c'),
            code,
        })
    }
}

/// The pieces of a format in order; ends after an error, which is the whole message of a ValueError.
pub struct Pieces<'a> {
    rest: Rest<'a>,
    index: usize,
}

impl<'a> Pieces<'a> {
    /// Starts at the front of a format.
    pub fn new(format: &'a [u8]) -> Self {
        Pieces { rest: Rest(format), index: 0 }
    }

    /// Counts the bytes that have not been read.
    pub fn left(&self) -> usize {
        self.rest.0.len()
    }

    fn text(&mut self) -> Piece<'a> {
        let end = self.rest.0.iter().position(|byte| *byte == b'%').unwrap_or(self.rest.0.len());
        let (text, rest) = self.rest.0.split_at_checked(end).unwrap_or((self.rest.0, &[]));
        self.rest.0 = rest;
        self.advance(text);
        Piece::Text(text)
    }

    /// Counts characters.
    fn advance(&mut self, text: &[u8]) {
        let chars = text.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        self.index = self.index.saturating_add(chars);
    }

    /// Reads an item whose `%` is taken.
    fn item(&mut self) -> Result<Piece<'a>, &'static str> {
        let start = self.rest.0;
        let key = self.key()?;
        let mut item = Item {
            key,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: Size::None,
            precision: Size::None,
            code: '\0',
            index: 0,
        };
        while let Some(flag) = self.rest.eat_any(b"-+ #0") {
            match flag {
                b'-' => item.left = true,
                b'+' => item.plus = true,
                b' ' => item.space = true,
                b'#' => item.alternate = true,
                _ => item.zero = true,
            }
        }
        item.width = self.size("width too big")?;
        if self.rest.eat_any(b".").is_some() {
            item.precision = match self.size("precision too big")? {
                Size::None => Size::Is(0),
                size => size,
            };
        }
        self.rest.eat_any(b"hlL");
        self.advance(start.get(..start.len().saturating_sub(self.rest.0.len())).unwrap_or_default());
        item.index = self.index;
        item.code = self.rest.next_char().ok_or("incomplete format")?;
        self.index = self.index.saturating_add(1);
        Ok(Piece::Item(item))
    }

    /// Reads a key in parentheses, which may nest.
    fn key(&mut self) -> Result<Option<&'a [u8]>, &'static str> {
        if self.rest.eat_any(b"(").is_none() {
            return Ok(None);
        }
        let mut depth = 1usize;
        let end = self.rest.0.iter().position(|byte| {
            match byte {
                b'(' => depth = depth.saturating_add(1),
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        let (key, rest) = end.and_then(|end| self.rest.0.split_at_checked(end)).ok_or("incomplete format key")?;
        self.rest.0 = rest.get(1..).unwrap_or_default();
        Ok(Some(key))
    }

    fn size(&mut self, too_big: &'static str) -> Result<Size, &'static str> {
        if self.rest.eat_any(b"*").is_some() {
            return Ok(Size::Argument);
        }
        Ok(self.rest.digits().map_err(|()| too_big)?.map_or(Size::None, Size::Is))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.rest.0 {
            [] => None,
            [b'%', b'%', rest @ ..] => {
                let percent = self.rest.0.get(..1).unwrap_or_default();
                self.rest.0 = rest;
                self.index = self.index.saturating_add(2);
                Some(Ok(Piece::Text(percent)))
            }
            [b'%', rest @ ..] => {
                self.rest.0 = rest;
                self.index = self.index.saturating_add(1);
                let item = self.item();
                if item.is_err() {
                    self.rest.0 = &[];
                }
                Some(item)
            }
            _ => Some(Ok(self.text())),
        }
    }
}
