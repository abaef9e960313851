//! The text of strings: UTF-8, with lone surrogates as three bytes (they stand in strings, and never leave by `encode`).

/// Reads the character at the front and its length in bytes; `None` at the end. Strings are well formed: what is not
/// reads as one byte.
#[inline]
pub fn decode(text: &[u8]) -> Option<(u32, usize)> {
    let more = |byte: u8| u32::from(byte & 0x3F);
    Some(match *text {
        [] => return None,
        [a, ..] if a < 0x80 => (a.into(), 1),
        [a @ 0xC0..=0xDF, b, ..] => (u32::from(a & 0x1F) << 6 | more(b), 2),
        [a @ 0xE0..=0xEF, b, c, ..] => (u32::from(a & 15) << 12 | more(b) << 6 | more(c), 3),
        [a @ 0xF0..=0xFF, b, c, d, ..] => (u32::from(a & 7) << 18 | more(b) << 12 | more(c) << 6 | more(d), 4),
        [a, ..] => (a.into(), 1),
    })
}

/// Reads the character at the end and its length in bytes; `None` at the front.
pub fn decode_last(text: &[u8]) -> Option<(u32, usize)> {
    let tail = text.iter().rev().take(4).position(|byte| byte & 0xC0 != 0x80).unwrap_or(0);
    let start = text.len().checked_sub(tail.saturating_add(1))?;
    decode(text.get(start..)?)
}

/// A character's bytes.
#[derive(Clone, Copy)]
pub struct Encoded {
    bytes: [u8; 4],
    len: u8,
}

impl Encoded {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len.into()).unwrap_or(&self.bytes)
    }
}

/// Writes a character.
pub fn encode(code: u32) -> Encoded {
    let tail = |shift: u32| 0x80 | (code >> shift & 0x3F) as u8;
    let (bytes, len) = match code {
        0..0x80 => ([code as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xC0 | (code >> 6) as u8, tail(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xE0 | (code >> 12) as u8, tail(6), tail(0), 0], 3),
        _ => ([0xF0 | (code >> 18 & 7) as u8, tail(12), tail(6), tail(0)], 4),
    };
    Encoded { bytes, len }
}

/// Counts the bytes of a character.
pub fn width(code: u32) -> usize {
    match code {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// The characters that start in four bytes.
fn starts(bytes: [u8; 4]) -> usize {
    const ONES: u32 = 0x0101_0101;
    let bytes = u32::from_ne_bytes(bytes);
    let starts = (!(bytes >> 7) | bytes >> 6) & ONES;
    (starts.wrapping_mul(ONES) >> 24) as usize
}

/// Counts characters.
pub fn count(text: &[u8]) -> usize {
    let (fours, rest) = text.as_chunks();
    let few = rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    fours.iter().map(|four| starts(*four)).sum::<usize>() + few
}

/// Finds where character `index` starts; the end if there are no more characters than that.
pub fn offset(text: &[u8], index: usize) -> usize {
    let (mut at, mut left) = (0, index);
    for four in text.as_chunks().0 {
        let starts = starts(*four);
        if starts > left {
            break;
        }
        left -= starts;
        at += 4;
    }
    let rest = text.get(at..).unwrap_or_default();
    let mut starts = rest.iter().enumerate().filter(|(_, byte)| **byte & 0xC0 != 0x80);
    starts.nth(left).map_or(text.len(), |(found, _)| at + found)
}

/// The characters in turn.
pub fn chars(text: &[u8]) -> impl Iterator<Item = u32> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let (code, len) = decode(rest)?;
        rest = rest.get(len..).unwrap_or_default();
        Some(code)
    })
}

/// What stands at a place that is not UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// Bytes that are wrong together: one replacement character stands for them.
    pub len: usize,
    /// CPython's reason.
    pub reason: &'static str,
}

/// Checks the character at the front of foreign bytes, which are not empty: its length, or what is wrong.
pub fn check(text: &[u8]) -> Result<usize, Flaw> {
    let flaw = |len: usize, reason: &'static str| Err(Flaw { len, reason });
    let first = text.first().copied().unwrap_or(0);
    let (len, low, high) = match first {
        0..0x80 => return Ok(1),
        0xC2..=0xDF => (2, 0x80, 0xBF),
        0xE0 => (3, 0xA0, 0xBF),
        0xED => (3, 0x80, 0x9F),
        0xE1..=0xEF => (3, 0x80, 0xBF),
        0xF0 => (4, 0x90, 0xBF),
        0xF1..=0xF3 => (4, 0x80, 0xBF),
        0xF4 => (4, 0x80, 0x8F),
        _ => return flaw(1, "invalid start byte"),
    };
    for index in 1..len {
        let (low, high) = if index == 1 { (low, high) } else { (0x80, 0xBF) };
        match text.get(index) {
            None => return flaw(index, "unexpected end of data"),
            Some(byte) if !(low..=high).contains(byte) => return flaw(index, "invalid continuation byte"),
            Some(_) => {}
        }
    }
    Ok(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_comes_back() {
        for code in 0..0x11_0000 {
            let text = encode(code);
            assert_eq!(decode(text.bytes()), Some((code, width(code))));
            assert_eq!(decode_last(text.bytes()), Some((code, width(code))));
            if let Some(char) = char::from_u32(code) {
                assert_eq!(text.bytes(), char.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }

    #[test]
    fn characters_are_counted_and_found() {
        let text = "aé中😀z".as_bytes();
        assert_eq!(count(text), 5);
        assert_eq!([0, 1, 2, 3, 4, 5, 9].map(|index| offset(text, index)), [0, 1, 3, 6, 10, 11, 11]);
        assert!(chars(text).eq("aé中😀z".chars().map(u32::from)));
    }

    #[test]
    fn what_is_not_utf8_is_found_as_core_finds_it() {
        let mut seed = 7u32;
        for _ in 0..200_000 {
            let mut bytes = [0; 4];
            for byte in &mut bytes {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Bytes around the borders of UTF-8's ranges.
                *byte = b"a\x7f\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xe1\xed\xef\xf0\xf1\xf4\xf5\xff"
                    [(seed >> 24) as usize % 20];
            }
            let ours = check(&bytes);
            match core::str::from_utf8(&bytes) {
                Err(error) if error.valid_up_to() == 0 => {
                    let len = error.error_len().unwrap_or(bytes.len());
                    assert_eq!(ours.map_err(|flaw| flaw.len), Err(len), "{bytes:x?}");
                }
                _ => assert!(ours.is_ok(), "{bytes:x?}"),
            }
        }
    }
}
