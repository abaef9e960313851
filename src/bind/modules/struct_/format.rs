//! Formats of `struct`: what stands where, and single numbers as bytes.

/// What is wrong with a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// A letter that is none.
    Letter,
    /// A count with nothing behind it.
    Count,
    /// More bytes than there can be.
    Size,
}

impl Flaw {
    /// CPython's text.
    pub const fn text(self) -> &'static str {
        match self {
            Flaw::Letter => "bad char in struct format",
            Flaw::Count => "repeat count given without format specifier",
            Flaw::Size => "total struct size too long",
        }
    }
}

/// Sizes beyond this are flaws.
const LIMIT: usize = 1 << 28;

/// The order of the bytes, and whether sizes and places are those of a machine of 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Order {
    /// The highest byte comes first.
    pub big: bool,
    /// Numbers lie at multiples of their size, `l` has 8 bytes.
    pub native: bool,
}

/// What a letter stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Bytes that mean nothing.
    Pad,
    /// One byte as `bytes`.
    Character,
    /// A run of bytes; with its length in front.
    Bytes,
    /// As `Bytes`, with its length in front.
    Pascal,
    /// A truth.
    Truth,
    /// An int with a sign.
    Signed,
    /// An int without one.
    Unsigned,
    /// A float.
    Float,
}

/// So many of a letter, and where they start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item {
    /// The letter.
    pub letter: u8,
    /// What it stands for.
    pub kind: Kind,
    /// Bytes of one.
    pub size: usize,
    /// How many; for runs of bytes their length.
    pub count: usize,
    /// Where the first one starts.
    pub start: usize,
}

impl Item {
    /// How many values it takes.
    pub const fn values(&self) -> usize {
        match self.kind {
            Kind::Pad => 0,
            Kind::Bytes | Kind::Pascal => 1,
            _ => self.count,
        }
    }
}

/// A format on its way.
#[derive(Clone, Copy)]
pub struct Format<'a> {
    rest: &'a [u8],
    /// The order of the bytes.
    pub order: Order,
    /// Bytes so far.
    pub size: usize,
}

impl<'a> Format<'a> {
    /// Starts.
    pub fn new(text: &'a [u8]) -> Format<'a> {
        let order = |big: bool, native: bool| Order { big, native };
        let (order, rest) = match text {
            [b'<', rest @ ..] => (order(false, false), rest),
            [b'>' | b'!', rest @ ..] => (order(true, false), rest),
            [b'=', rest @ ..] => (order(false, false), rest),
            [b'@', rest @ ..] => (order(false, true), rest),
            _ => (order(false, true), text),
        };
        Format { rest, order, size: 0 }
    }

    /// The bytes of the text that are yet to be read.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// As [`Format::new`], where so many bytes of the text are left and so many have been laid out.
    pub fn resume(text: &'a [u8], left: usize, size: usize) -> Format<'a> {
        let format = Format::new(text);
        Format { rest: text.get(text.len().saturating_sub(left)..).unwrap_or_default(), size, ..format }
    }

    /// What comes next.
    pub fn next(&mut self) -> Result<Option<Item>, Flaw> {
        let mut count = None;
        while let [byte, rest @ ..] = self.rest {
            self.rest = rest;
            match byte {
                b' ' | 9..=13 if count.is_none() => {}
                b'0'..=b'9' => {
                    let digit = usize::from(byte - b'0');
                    let all = count.unwrap_or(0usize).checked_mul(10).and_then(|all| all.checked_add(digit));
                    count = Some(all.ok_or(Flaw::Size)?);
                }
                _ => return self.item(*byte, count.unwrap_or(1)).map(Some),
            }
        }
        if count.is_some() { Err(Flaw::Count) } else { Ok(None) }
    }

    fn item(&mut self, letter: u8, count: usize) -> Result<Item, Flaw> {
        let (kind, size) = letter_of(letter, self.order.native).ok_or(Flaw::Letter)?;
        let start = if self.order.native { self.size.next_multiple_of(size) } else { self.size };
        let end = count.checked_mul(size).and_then(|bytes| bytes.checked_add(start));
        self.size = end.filter(|end| *end <= LIMIT).ok_or(Flaw::Size)?;
        Ok(Item { letter, kind, size, count, start })
    }

    /// The bytes and the values of all of it.
    pub fn measure(text: &[u8]) -> Result<(usize, usize), Flaw> {
        let mut format = Format::new(text);
        let mut values = 0usize;
        while let Some(item) = format.next()? {
            values = values.saturating_add(item.values());
        }
        Ok((format.size, values))
    }
}

/// What a letter stands for, and its bytes.
pub fn letter_of(letter: u8, native: bool) -> Option<(Kind, usize)> {
    let long = if native { 8 } else { 4 };
    Some(match letter {
        b'x' => (Kind::Pad, 1),
        b'c' => (Kind::Character, 1),
        b's' => (Kind::Bytes, 1),
        b'p' => (Kind::Pascal, 1),
        b'?' => (Kind::Truth, 1),
        b'b' => (Kind::Signed, 1),
        b'B' => (Kind::Unsigned, 1),
        b'h' => (Kind::Signed, 2),
        b'H' => (Kind::Unsigned, 2),
        b'i' => (Kind::Signed, 4),
        b'I' => (Kind::Unsigned, 4),
        b'l' => (Kind::Signed, long),
        b'L' => (Kind::Unsigned, long),
        b'q' => (Kind::Signed, 8),
        b'Q' => (Kind::Unsigned, 8),
        b'n' if native => (Kind::Signed, 8),
        b'N' | b'P' if native => (Kind::Unsigned, 8),
        b'e' => (Kind::Float, 2),
        b'f' => (Kind::Float, 4),
        b'd' => (Kind::Float, 8),
        _ => return None,
    })
}

/// Writes the low bytes of a number.
pub fn store(place: &mut [u8], bits: u64, big: bool) {
    let bytes = bits.to_le_bytes();
    let count = place.len();
    for (index, byte) in place.iter_mut().enumerate() {
        let at = if big { count - 1 - index } else { index };
        *byte = bytes.get(at).copied().unwrap_or(0);
    }
}

/// Reads a number of so many bytes.
pub fn load(bytes: &[u8], big: bool, signed: bool) -> u64 {
    let mut bits = 0u64;
    for index in 0..bytes.len().min(8) {
        let at = if big { index } else { bytes.len() - 1 - index };
        bits = bits << 8 | u64::from(bytes.get(at).copied().unwrap_or(0));
    }
    let unused = 64 - 8 * bytes.len().clamp(1, 8) as u32;
    if signed { ((bits << unused) as i64 >> unused) as u64 } else { bits }
}

/// A float of 16 bits; `None` if the number is too large for one.
pub fn to_half(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    let size = x.abs();
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // The last place of a half: 2^-24, or 2^-10 of the highest bit.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let scaled = libm::rint(libm::ldexp(size, 10 - exponent)) as u32;
    // Rounding up may carry into the exponent, as it should.
    let bits = if scaled < 0x400 { scaled } else { scaled.wrapping_add(((exponent + 14) as u32) << 10) };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

/// The number that a float of 16 bits is.
pub fn from_half(bits: u16) -> f64 {
    let (exponent, mantissa) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    let size = match exponent {
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        0 => libm::ldexp(mantissa, -24),
        _ => libm::ldexp(mantissa + 1024.0, exponent - 25),
    };
    if bits >> 15 != 0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, size, values) in
            [("", 0, 0), ("bi", 8, 2), ("<bi", 5, 2), ("3s2x h", 8, 2), ("b0l", 8, 1), ("10p", 10, 1), ("2c?q", 16, 4)]
        {
            assert_eq!(Format::measure(text.as_bytes()), Ok((size, values)), "{text}");
        }
        assert_eq!(Format::measure(b"z"), Err(Flaw::Letter));
        assert_eq!(Format::measure(b"i3"), Err(Flaw::Count));
        assert_eq!(Format::measure(b"99999999999999999999999s"), Err(Flaw::Size));
        assert_eq!(Format::measure(b"<P"), Err(Flaw::Letter));
    }

    #[test]
    fn numbers_come_back() {
        for (bits, size, signed) in [(5u64, 1, true), (-5i64 as u64, 2, true), (0xffee_ddcc, 4, false)] {
            for big in [false, true] {
                let mut bytes = [0; 8];
                store(&mut bytes[..size], bits, big);
                assert_eq!(load(&bytes[..size], big, signed), bits);
            }
        }
    }

    #[test]
    fn halves_come_back() {
        for bits in 0..=u16::MAX {
            let x = from_half(bits);
            let back = to_half(x).unwrap();
            assert!(back == bits || x.is_nan(), "{bits:x} {x} {back:x}");
        }
        assert_eq!(to_half(65504.0), Some(0x7bff));
        assert_eq!(to_half(65520.0), None);
        assert_eq!(to_half(1.0 + 1.0 / 2048.0), Some(0x3c00));
        assert_eq!(to_half(2.0f64.powi(-25)), Some(0));
        assert_eq!(to_half(2.0f64.powi(-25) * 1.01), Some(1));
    }

    #[test]
    fn any_text_is_a_format_or_a_flaw() {
        let mut state = 1u32;
        for _ in 0..20_000 {
            let mut text = [0u8; 10];
            for byte in &mut text {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = b"<>@=! 0123456789xcbBhHiIlLqQnNPefdsp?z"[(state >> 16) as usize % 38];
            }
            if let Ok((size, _)) = Format::measure(&text) {
                assert!(size <= LIMIT);
            }
        }
    }
}
