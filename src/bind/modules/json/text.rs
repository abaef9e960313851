//! The tokens of JSON as bytes.

/// What is wrong with a text; the numbers are known to `python/json.py`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Flaw {
    /// Expecting value
    Value = 0,
    /// Expecting property name enclosed in double quotes
    Key = 1,
    /// Expecting ':' delimiter
    Colon = 2,
    /// Expecting ',' delimiter
    Comma = 3,
    /// Unterminated string starting at
    Open = 4,
    /// Invalid control character at
    Control = 5,
    /// Invalid \escape
    Escape = 6,
    /// Invalid \uXXXX escape
    Hex = 7,
}

/// The first byte that is no white space.
pub fn skip_space(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).unwrap_or(rest.len())
}

/// Where a number ends, and whether it is an int; `None` if there is none.
pub fn number(text: &[u8], at: usize) -> Option<(usize, bool)> {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
    };
    let start = at + usize::from(text.get(at) == Some(&b'-'));
    let mut end = match text.get(start)? {
        b'0' => start + 1,
        b'1'..=b'9' => digits(start),
        _ => return None,
    };
    let whole = end;
    if text.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let from = end + 1 + sign;
        if digits(from) > from {
            end = digits(from);
        }
    }
    Some((end, end == whole))
}

/// Where a string ends that starts behind a quote at `at`: its closing quote; and whether it has escapes.
pub fn string(text: &[u8], at: usize, strict: bool) -> Result<(usize, bool), (Flaw, usize)> {
    string_part(text, at, text.len(), strict).map(|(end, has_escapes, _)| (end, has_escapes))
}

/// As [`string`], of so many bytes of it: how far that is, whether there are escapes, and whether the string ends there.
pub fn string_part(text: &[u8], at: usize, most: usize, strict: bool) -> Result<(usize, bool, bool), (Flaw, usize)> {
    let (mut end, mut has_escapes) = (at, false);
    loop {
        if end - at > most {
            return Ok((end, has_escapes, false));
        }
        match text.get(end) {
            None => return Err((Flaw::Open, at - 1)),
            Some(b'"') => return Ok((end, has_escapes, true)),
            Some(b'\\') => {
                has_escapes = true;
                if end + 1 >= text.len() {
                    return Err((Flaw::Open, at - 1));
                }
                escape(text, end)?;
                end += 2;
            }
            Some(0..0x20) if strict => return Err((Flaw::Control, end)),
            Some(_) => end += 1,
        }
    }
}

/// The character of the escape at a backslash, and where it ends.
pub fn escape(text: &[u8], at: usize) -> Result<(u32, usize), (Flaw, usize)> {
    let code = match text.get(at + 1) {
        Some(byte @ (b'"' | b'\\' | b'/')) => *byte,
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'n') => 10,
        Some(b'r') => 13,
        Some(b't') => 9,
        Some(b'u') => return unicode(text, at),
        _ => return Err((Flaw::Escape, at)),
    };
    Ok((code.into(), at + 2))
}

fn unicode(text: &[u8], at: usize) -> Result<(u32, usize), (Flaw, usize)> {
    let first = hex(text, at + 2).ok_or((Flaw::Hex, at + 1))?;
    if first & 0xfc00 == 0xd800
        && text.get(at + 6..at + 8) == Some(b"\\u")
        && let Some(second) = hex(text, at + 8)
        && second & 0xfc00 == 0xdc00
    {
        return Ok((0x1_0000 + ((first & 0x3ff) << 10 | second & 0x3ff), at + 12));
    }
    Ok((first, at + 6))
}

fn hex(text: &[u8], at: usize) -> Option<u32> {
    let mut code = 0;
    for byte in text.get(at..at + 4)? {
        code = code << 4 | char::from(*byte).to_digit(16)?;
    }
    Some(code)
}

/// The escape that a byte of a string needs when it is written.
pub fn short_escape(byte: u8) -> Option<u8> {
    Some(match byte {
        b'"' | b'\\' => byte,
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, end, is_int) in [
            ("0", 1, true),
            ("-12,", 3, true),
            ("1.5e3]", 5, false),
            ("1.", 1, true),
            ("1e", 1, true),
            ("2E-7", 4, false),
        ] {
            assert_eq!(number(text.as_bytes(), 0), Some((end, is_int)), "{text}");
        }
        for text in ["", "-", "a", "+1", ".5"] {
            assert_eq!(number(text.as_bytes(), 0), None, "{text}");
        }
    }

    #[test]
    fn strings() {
        assert_eq!(string(b"\"ab\"", 1, true), Ok((3, false)));
        assert_eq!(string(b"\"a\\\"b\"", 1, true), Ok((5, true)));
        assert_eq!(string(b"\"ab", 1, true), Err((Flaw::Open, 0)));
        assert_eq!(string(b"\"a\nb\"", 1, true), Err((Flaw::Control, 2)));
        assert_eq!(string(b"\"a\nb\"", 1, false), Ok((4, false)));
        assert_eq!(string(b"\"\\q\"", 1, true), Err((Flaw::Escape, 1)));
        assert_eq!(string(b"\"\\u12\"", 1, true), Err((Flaw::Hex, 2)));
        assert_eq!(escape(b"\\ud83d\\ude00", 0), Ok((0x1f600, 12)));
        assert_eq!(escape(b"\\ud83dx", 0), Ok((0xd83d, 6)));
    }

    #[test]
    fn any_bytes_are_read_without_harm() {
        let mut state = 5u32;
        for _ in 0..20_000 {
            let mut text = [0u8; 12];
            for byte in &mut text {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = b"\"\\u0d8a19eE.-+{}[],: \nn"[(state >> 16) as usize % 23];
            }
            let _ = number(&text, 0);
            let _ = string(&text, 1, true);
            let _ = escape(&text, 0);
            let _ = skip_space(&text, 3);
        }
    }
}
