//! The format mini-language of `format()` and f-strings: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use super::Sink;
use super::radix::digit_text;

/// What is to be formatted: it decides the default alignment and which types and flags are allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An `int` or `bool`.
    Int,
    /// A `float`.
    Float,
    /// A `str`.
    Str,
}

/// Where the padding goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// After the text.
    Left,
    /// Before the text.
    Right,
    /// Half before, half after; the odd one after.
    Center,
    /// Between the sign (or prefix) and the digits.
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Nothing.
    Nothing,
    /// `+`
    Plus,
    /// A space.
    Space,
}

/// A parsed format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spec {
    /// The padding's character.
    pub fill: char,
    /// The padding's place.
    pub align: Align,
    /// The sign of numbers that are not negative.
    pub sign: Sign,
    /// `z`: a number that rounds to zero loses its minus.
    pub positive_zero: bool,
    /// `#`: a radix prefix, or a point whatever follows.
    pub alternate: bool,
    /// The fewest characters.
    pub width: usize,
    /// `,` or `_`, or 0 for none.
    pub separator: u8,
    /// Digits of a float, at most so many characters of a text, the fewest digits of an int.
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
        match self {
            SpecError::Text(text) => return sink.bytes(text.as_bytes()),
            SpecError::Clash(separator, code) => {
                sink.bytes(b"Cannot specify '");
                sink.byte(separator);
                sink.bytes(b"' with '");
                write_code(code, sink);
                return sink.bytes(b"'.");
            }
            SpecError::Invalid => {
                sink.bytes(b"Invalid format specifier '");
                sink.bytes(spec);
            }
            SpecError::Unknown(code) => {
                sink.bytes(b"Unknown format code '");
                write_code(code, sink);
            }
        }
        sink.bytes(b"' for object of type '");
        sink.bytes(type_name.as_bytes());
        sink.byte(b'\'');
    }
}

/// Writes a type's character, or its number if it is not printable ASCII.
fn write_code(code: char, sink: &mut dyn Sink) {
    let value = u32::from(code);
    if (33..128).contains(&value) {
        return sink.byte(value as u8);
    }
    sink.bytes(b"\\x");
    for place in (0..6).rev() {
        if place == 0 || value >> (place * 4) != 0 {
            sink.byte(digit_text(value >> (place * 4) & 15));
        }
    }
}

impl Spec {
    /// Reads and checks a format. An int may have a float's type (`e f g %`): convert it and use `FloatField`;
    /// with `c`, give its character to `TextField`.
    pub fn parse(text: &[u8], kind: Kind) -> Result<Spec, SpecError> {
        let mut rest = Rest(text);
        let mut spec = Spec::of(kind);
        let given = spec.read_align(&mut rest);
        let sign = rest.eat_any(b"+- ");
        spec.sign = match sign {
            Some(b'+') => Sign::Plus,
            Some(b' ') => Sign::Space,
            _ => Sign::Nothing,
        };
        spec.positive_zero = rest.eat_any(b"z").is_some();
        spec.alternate = rest.eat_any(b"#").is_some();
        if !given.fill && rest.eat_any(b"0").is_some() {
            spec.fill = '0';
            if !given.align && kind != Kind::Str {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = rest.number()?.unwrap_or(0);
        spec.separator = rest.separator()?;
        if rest.eat_any(b".").is_some() {
            let digits = rest.number()?.ok_or(SpecError::Text("Format specifier missing precision"))?;
            spec.precision = Some(digits);
        }
        let code = rest.next_char();
        if !rest.0.is_empty() {
            return Err(SpecError::Invalid);
        }
        spec.check_separator(code)?;
        spec.code = match code {
            None => spec.code,
            Some(code) => allowed_code(code, kind).ok_or(SpecError::Unknown(code))?,
        };
        spec.check_flags(kind, sign)?;
        Ok(spec)
    }

    /// The format of an empty text.
    pub const fn of(kind: Kind) -> Spec {
        let (align, code) = match kind {
            Kind::Int => (Align::Right, b'd'),
            Kind::Float => (Align::Right, 0),
            Kind::Str => (Align::Left, b's'),
        };
        Spec {
            fill: ' ',
            align,
            sign: Sign::Nothing,
            positive_zero: false,
            alternate: false,
            width: 0,
            separator: 0,
            precision: None,
            code,
        }
    }

    fn read_align(&mut self, rest: &mut Rest<'_>) -> Given {
        let mut after = Rest(rest.0);
        if let Some(fill) = after.next_char()
            && let Some(align) = after.eat_any(b"<>=^").and_then(align_of)
        {
            *rest = after;
            (self.fill, self.align) = (fill, align);
            return Given { fill: true, align: true };
        }
        let align = rest.eat_any(b"<>=^").and_then(align_of);
        self.align = align.unwrap_or(self.align);
        Given { fill: false, align: align.is_some() }
    }

    /// Commas go with decimal digits only, underscores with every radix.
    fn check_separator(&self, code: Option<char>) -> Result<(), SpecError> {
        let code = code.unwrap_or(if self.code == b's' { 's' } else { 'd' });
        match (self.separator, code) {
            (0, _) | (_, 'd' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') | (b'_', 'b' | 'o' | 'x' | 'X') => Ok(()),
            (separator, code) => Err(SpecError::Clash(separator, code)),
        }
    }

    fn check_flags(&self, kind: Kind, sign: Option<u8>) -> Result<(), SpecError> {
        let integer = kind == Kind::Int && !is_float_code(self.code);
        let character = integer && self.code == b'c';
        let text = kind == Kind::Str;
        let refused = if text && sign == Some(b' ') {
            "Space not allowed in string format specifier"
        } else if text && sign.is_some() {
            "Sign not allowed in string format specifier"
        } else if text && self.positive_zero {
            "Negative zero coercion (z) not allowed in string format specifier"
        } else if text && self.alternate {
            "Alternate form (#) not allowed in string format specifier"
        } else if text && self.align == Align::AfterSign {
            "'=' alignment not allowed in string format specifier"
        } else if integer && self.precision.is_some() {
            "Precision not allowed in integer format specifier"
        } else if integer && self.positive_zero {
            "Negative zero coercion (z) not allowed in integer format specifier"
        } else if character && sign.is_some() {
            "Sign not allowed with integer format specifier 'c'"
        } else if character && self.alternate {
            "Alternate form (#) not allowed with integer format specifier 'c'"
        } else {
            return Ok(());
        };
        Err(SpecError::Text(refused))
    }
}

/// Which of the two a format gives itself.
struct Given {
    fill: bool,
    align: bool,
}

fn align_of(byte: u8) -> Option<Align> {
    match byte {
        b'<' => Some(Align::Left),
        b'>' => Some(Align::Right),
        b'^' => Some(Align::Center),
        b'=' => Some(Align::AfterSign),
        _ => None,
    }
}

fn is_float_code(code: u8) -> bool {
    matches!(code, b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%')
}

fn allowed_code(code: char, kind: Kind) -> Option<u8> {
    let code = u8::try_from(code).ok().filter(u8::is_ascii)?;
    let allowed = match kind {
        Kind::Int => is_float_code(code) || matches!(code, b'b' | b'c' | b'd' | b'n' | b'o' | b'x' | b'X'),
        Kind::Float => is_float_code(code) || code == b'n',
        Kind::Str => code == b's',
    };
    allowed.then_some(code)
}

/// What is left of a format, which is UTF-8; anything else reads as some character.
pub(super) struct Rest<'a>(pub(super) &'a [u8]);

impl Rest<'_> {
    /// Takes a byte if it is one of these.
    pub(super) fn eat_any(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        // Not `contains`, whose search by words costs 250 bytes of flash.
        if !any.iter().any(|byte| byte == first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Takes a character. Not `str::from_utf8`, which costs 400 bytes of flash more.
    pub(super) fn next_char(&mut self) -> Option<char> {
        let (first, mut rest) = self.0.split_first()?;
        let (length, mask) = match first {
            0xC0..=0xDF => (1, 0x1F),
            0xE0..=0xEF => (2, 0x0F),
            0xF0..=0xFF => (3, 0x07),
            _ => (0, 0x7F),
        };
        let mut code = u32::from(first & mask);
        for _ in 0..length {
            let Some((next, after)) = rest.split_first().filter(|(next, _)| **next & 0xC0 == 0x80) else { break };
            code = code << 6 | u32::from(next & 0x3F);
            rest = after;
        }
        self.0 = rest;
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// Takes a decimal number of at most 31 bits; `None` if there is no digit, an error if it is too large.
    pub(super) fn digits(&mut self) -> Result<Option<usize>, ()> {
        let mut value = None;
        while let Some(byte) = self.eat_any(b"0123456789") {
            let next =
                value.unwrap_or(0i32).checked_mul(10).and_then(|value| value.checked_add(i32::from(byte - b'0')));
            value = Some(next.ok_or(())?);
        }
        Ok(value.map(|value| value as usize))
    }

    fn number(&mut self) -> Result<Option<usize>, SpecError> {
        self.digits().map_err(|()| SpecError::Text("Too many decimal digits in format string"))
    }

    fn separator(&mut self) -> Result<u8, SpecError> {
        let separator = self.eat_any(b",_").unwrap_or(0);
        match (separator, self.0.first()) {
            (b',', Some(b'_')) | (b'_', Some(b',')) => Err(SpecError::Text("Cannot specify both ',' and '_'.")),
            _ => Ok(separator),
        }
    }
}
