//! Properties and case of characters: exact for ASCII, Greek, Cyrillic and the Latin letters of living languages;
//! beyond them what few ranges can say.
//!
//! The tables were derived from Unicode 14, CPython 3.11's version. Letters of other scripts, of phonetic alphabets and
//! African orthographies (Latin Extended-B) count as letters without case; a combining mark between letters of other
//! scripts counts as a letter, which it is not in CPython.

/// Upper case letters whose lower case ones map back: first, how many, every how manieth, distance to the lower one.
static CASES: &[(u16, u8, u8, i16)] = &[
    (0x00C0, 23, 1, 32),
    (0x00D8, 7, 1, 32),
    (0x0100, 24, 2, 1),
    (0x0132, 3, 2, 1),
    (0x0139, 8, 2, 1),
    (0x014A, 23, 2, 1),
    (0x0178, 1, 1, -121),
    (0x0179, 3, 2, 1),
    (0x018E, 1, 1, 79),
    (0x01A0, 3, 2, 1),
    (0x01AF, 1, 1, 1),
    (0x01CD, 8, 2, 1),
    (0x01DE, 9, 2, 1),
    (0x01F4, 1, 1, 1),
    (0x01F8, 20, 2, 1),
    (0x0222, 9, 2, 1),
    (0x0370, 2, 2, 1),
    (0x0376, 1, 1, 1),
    (0x037F, 1, 1, 116),
    (0x0386, 1, 1, 38),
    (0x0388, 3, 1, 37),
    (0x038C, 1, 1, 64),
    (0x038E, 2, 1, 63),
    (0x0391, 17, 1, 32),
    (0x03A3, 9, 1, 32),
    (0x03CF, 1, 1, 8),
    (0x03D8, 12, 2, 1),
    (0x03F7, 1, 1, 1),
    (0x03F9, 1, 1, -7),
    (0x03FA, 1, 1, 1),
    (0x03FD, 3, 1, -130),
    (0x0400, 16, 1, 80),
    (0x0410, 32, 1, 32),
    (0x0460, 17, 2, 1),
    (0x048A, 27, 2, 1),
    (0x04C0, 1, 1, 15),
    (0x04C1, 7, 2, 1),
    (0x04D0, 48, 2, 1),
    (0x1E00, 75, 2, 1),
    (0x1EA0, 48, 2, 1),
    (0xFF21, 26, 1, 32),
];

/// Lower case letters whose upper case one has another lower case, with that upper case.
static UPPER_ONLY: &[(u16, u16)] = &[
    (0xB5, 0x39C),
    (0x131, 0x49),
    (0x17F, 0x53),
    (0x3C2, 0x3A3),
    (0x3D0, 0x392),
    (0x3D1, 0x398),
    (0x3D5, 0x3A6),
    (0x3D6, 0x3A0),
    (0x3F0, 0x39A),
    (0x3F1, 0x3A1),
    (0x3F5, 0x395),
];

/// Lower case without an upper one: ordinal signs, sharp s, kra, the IPA's letters and those that expand.
static LOWER: &[(u32, u32)] = &[
    (0xAA, 0xAA),
    (0xBA, 0xBA),
    (0xDF, 0xDF),
    (0x138, 0x138),
    (0x149, 0x149),
    (0x1F0, 0x1F0),
    (0x234, 0x239),
    (0x250, 0x2B8),
    (0x2C0, 0x2C1),
    (0x2E0, 0x2E4),
    (0x37A, 0x37A),
    (0x390, 0x390),
    (0x3B0, 0x3B0),
    (0x3FC, 0x3FC),
];

/// Letters: exact up to Cyrillic, then by scripts.
static LETTERS: &[(u32, u32)] = &[
    (0xAA, 0xAA),
    (0xB5, 0xB5),
    (0xBA, 0xBA),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2C1),
    (0x2C6, 0x2D1),
    (0x2E0, 0x2E4),
    (0x2EC, 0x2EC),
    (0x2EE, 0x2EE),
    (0x370, 0x374),
    (0x376, 0x377),
    (0x37A, 0x37D),
    (0x37F, 0x37F),
    (0x386, 0x386),
    (0x388, 0x38A),
    (0x38C, 0x38C),
    (0x38E, 0x3A1),
    (0x3A3, 0x3F5),
    (0x3F7, 0x481),
    (0x48A, 0x52F),
    (0x531, 0x588),
    (0x5D0, 0x5F2),
    (0x620, 0x65F),
    (0x66E, 0x6D3),
    (0x6FA, 0x8C9),
    (0x904, 0xE46),
    (0xE81, 0xF00),
    (0xF40, 0xF8C),
    (0x1000, 0x17DC),
    (0x1820, 0x191E),
    (0x1950, 0x1DBF),
    (0x1E00, 0x1FFC),
    (0x2071, 0x2071),
    (0x207F, 0x207F),
    (0x2090, 0x209C),
    (0x2102, 0x2107),
    (0x210A, 0x2113),
    (0x2119, 0x211D),
    (0x2124, 0x2139),
    (0x2183, 0x2184),
    (0x2C00, 0x2DDE),
    (0x3005, 0x3006),
    (0x3031, 0x3035),
    (0x3041, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0xA48C),
    (0xA4D0, 0xA61F),
    (0xA640, 0xD7FB),
    (0xF900, 0xFDFB),
    (0xFE70, 0xFEFC),
    (0xFF21, 0xFF3A),
    (0xFF41, 0xFF5A),
    (0xFF66, 0xFFDC),
    (0x10000, 0x1018F),
    (0x10280, 0x12543),
    (0x12F90, 0x1342E),
    (0x14400, 0x1BBFF),
    (0x1D400, 0x1D7CB),
    (0x1E100, 0x1EEBB),
    (0x20000, 0x3134A),
];

/// The first of each run of ten decimal digits of the Basic Multilingual Plane.
static DIGITS: &[u16] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// Digits that are not decimal: superscripts, subscripts, circled ones.
static OTHER_DIGITS: &[(u32, u32)] = &[
    (0xB2, 0xB3),
    (0xB9, 0xB9),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x24EA, 0x24EA),
];

/// Numbers that are not digits: fractions and Roman numerals.
static NUMBERS: &[(u32, u32)] = &[(0xBC, 0xBE), (0x2150, 0x2182), (0x2185, 0x2189)];

/// Whitespace beyond ASCII.
static SPACES: &[(u32, u32)] = &[
    (0x85, 0x85),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
];

/// What repr escapes beyond ASCII: controls, formats, separators, surrogates, private use. Unassigned ones print.
static HIDDEN: &[(u32, u32)] = &[
    (0x80, 0xA0),
    (0xAD, 0xAD),
    (0x378, 0x379),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x1680, 0x1680),
    (0x180E, 0x180E),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x206F),
    (0x3000, 0x3000),
    (0xD800, 0xF8FF),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0xE0000, 0xE00FF),
    (0xF0000, 0x10FFFF),
];

fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let after = ranges.partition_point(|range| range.0 <= code);
    after.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|range| code <= range.1)
}

/// The row of `CASES` that starts `distance` away from upper case, and how far into it `code` stands.
fn row(code: u32, lower: bool) -> Option<i16> {
    CASES.iter().find_map(|&(first, count, step, delta)| {
        let start = if lower { i32::from(first) + i32::from(delta) } else { i32::from(first) };
        let offset = (code as i32).checked_sub(start)?;
        let step = i32::from(step);
        (offset >= 0 && offset < i32::from(count) * step && offset % step == 0).then_some(delta)
    })
}

fn shifted(code: u32, by: i32) -> u32 {
    code.wrapping_add_signed(by)
}

/// The lower case of a character, where it is one character.
pub fn lower(code: u32) -> u32 {
    match code {
        0x41..=0x5A => code + 32,
        0..0x80 => code,
        0x3F4 => 0x3B8,
        0x1E9E => 0xDF,
        _ => row(code, false).map_or(code, |delta| shifted(code, delta.into())),
    }
}

/// The upper case of a character, where it is one character.
pub fn upper(code: u32) -> u32 {
    match code {
        0x61..=0x7A => code - 32,
        0..0x80 => code,
        _ => match UPPER_ONLY.iter().find(|pair| u32::from(pair.0) == code) {
            Some(pair) => pair.1.into(),
            None => row(code, true).map_or(code, |delta| shifted(code, -i32::from(delta))),
        },
    }
}

/// The characters of an upper case that is more than one; the second for title case where it differs.
pub fn upper_expanded(code: u32) -> Option<([u32; 2], u32)> {
    match code {
        0xDF => Some(([0x53, 0x53], 0x73)),
        0x149 => Some(([0x2BC, 0x4E], 0x4E)),
        0x1F0 => Some(([0x4A, 0x30C], 0x30C)),
        _ => None,
    }
}

/// The case folding of a character: one or two.
pub fn fold(code: u32) -> (u32, Option<u32>) {
    match code {
        0xDF | 0x1E9E => (0x73, Some(0x73)),
        0x149 => (0x2BC, Some(0x6E)),
        0x1F0 => (0x6A, Some(0x30C)),
        0x130 => (0x69, Some(0x307)),
        0x131 => (code, None),
        _ => match UPPER_ONLY.iter().find(|pair| u32::from(pair.0) == code) {
            Some(pair) => (lower(pair.1.into()), None),
            None => (lower(code), None),
        },
    }
}

/// `isupper`.
pub fn is_upper(code: u32) -> bool {
    if code < 0x80 {
        (code as u8).is_ascii_uppercase()
    } else {
        lower(code) != code || matches!(code, 0x130 | 0x3D2..=0x3D4)
    }
}

/// `islower`.
pub fn is_lower(code: u32) -> bool {
    if code < 0x80 { (code as u8).is_ascii_lowercase() } else { upper(code) != code || within(LOWER, code) }
}

/// True for what has case.
pub fn is_cased(code: u32) -> bool {
    is_lower(code) || is_upper(code)
}

/// `isalpha`.
pub fn is_alpha(code: u32) -> bool {
    if code < 0x80 { (code as u8).is_ascii_alphabetic() } else { within(LETTERS, code) && !is_decimal(code) }
}

/// `isdecimal`.
pub fn is_decimal(code: u32) -> bool {
    decimal_value(code).is_some()
}

/// The value of a decimal digit of any script.
pub fn decimal_value(code: u32) -> Option<u8> {
    if code < 0x80 {
        return (code as u8).is_ascii_digit().then_some(code as u8 & 15);
    }
    let after = DIGITS.partition_point(|first| u32::from(*first) <= code);
    let first = *DIGITS.get(after.checked_sub(1)?)?;
    let value = code.checked_sub(first.into())?;
    (value < 10).then_some(value as u8)
}

/// `isdigit`.
pub fn is_digit(code: u32) -> bool {
    is_decimal(code) || within(OTHER_DIGITS, code)
}

/// `isnumeric`.
pub fn is_numeric(code: u32) -> bool {
    is_digit(code) || within(NUMBERS, code)
}

/// `isspace`, and what `split()` and `strip()` take for whitespace.
pub fn is_space(code: u32) -> bool {
    if code < 0x80 { matches!(code, 9..=13 | 28..=32) } else { within(SPACES, code) }
}

/// What ends a line for `splitlines`.
pub fn is_line_end(code: u32) -> bool {
    matches!(code, 10..=13 | 28..=30 | 0x85 | 0x2028 | 0x2029)
}

/// `isprintable`: what repr does not escape.
pub fn is_printable(code: u32) -> bool {
    if code < 0x80 { (32..127).contains(&code) } else { !within(HIDDEN, code) }
}

/// What an identifier starts with.
pub fn is_identifier_start(code: u32) -> bool {
    code == u32::from(b'_') || is_alpha(code)
}

/// What an identifier goes on with.
pub fn is_identifier_part(code: u32) -> bool {
    is_identifier_start(code) || is_decimal(code) || code == 0xB7 || (0x300..0x370).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters whose case and kind are exact: up to Cyrillic, without Extended-B, the IPA and modifiers.
    fn exact() -> impl Iterator<Item = char> {
        (0..0x180).chain(0x370..0x530).chain(0x1E00..0x1E96).filter_map(char::from_u32)
    }

    #[test]
    fn case_is_that_of_core() {
        for char in exact() {
            let code = u32::from(char);
            if char.to_lowercase().count() == 1 {
                assert!(char.to_lowercase().map(u32::from).eq([lower(code)]), "lower {code:x}");
            }
            match upper_expanded(code) {
                Some((both, _)) => assert!(char.to_uppercase().map(u32::from).eq(both), "upper {code:x}"),
                None if char.to_uppercase().count() == 1 => {
                    assert!(char.to_uppercase().map(u32::from).eq([upper(code)]), "upper {code:x}");
                }
                None => {}
            }
            assert_eq!(is_upper(code), char.is_uppercase(), "isupper {code:x}");
            assert_eq!(is_lower(code), char.is_lowercase() && code != 0x345, "islower {code:x}");
        }
    }

    #[test]
    fn kinds_are_those_of_core() {
        for char in exact() {
            let code = u32::from(char);
            assert_eq!(is_alpha(code), char.is_alphabetic() && code != 0x345, "isalpha {code:x}");
            assert_eq!(is_space(code) && !(28..32).contains(&code), char.is_whitespace(), "isspace {code:x}");
            assert_eq!(is_numeric(code), char.is_numeric(), "isnumeric {code:x}");
            assert_eq!(
                is_printable(code) || code == 0xAD || !char.is_control(),
                !char.is_control(),
                "isprintable {code:x}"
            );
        }
    }

    #[test]
    fn digits_have_their_values() {
        let digits = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９"];
        for (value, digit) in digits.into_iter().flat_map(|digits| digits.chars().enumerate()) {
            assert_eq!(decimal_value(u32::from(digit)), Some(value as u8));
        }
        assert_eq!([0x2F, 0x3A, 0x66A, 0xB2].map(decimal_value), [None; 4]);
        assert!(is_digit(0xB2) && !is_decimal(0xB2) && is_numeric(0xBD) && !is_digit(0xBD));
    }
}
