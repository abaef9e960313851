//! What stands behind a backslash in a pattern.

use super::code::{class, place};
use super::compile::{Compiler, Flaw};

/// What an escape stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Escape {
    /// A character.
    Character(u32),
    /// A class of characters.
    Class(u8),
    /// A place between characters.
    Place(u8),
    /// The text of a group.
    Group(u16),
}

impl Compiler<'_> {
    /// Reads what follows the backslash at `start`.
    pub(super) fn read_escape(&mut self, start: usize, in_set: bool) -> Result<Escape, Flaw> {
        let Some(code) = self.next() else { return Err(Flaw::at("bad escape (end of pattern)", start)) };
        let bad = |to: usize| Err(Flaw::part("bad escape {}", start, to));
        let letter = u8::try_from(code).unwrap_or(0);
        if let Some(class) = class_of(letter) {
            return Ok(Escape::Class(class));
        }
        if let Some(character) = control(letter) {
            return Ok(Escape::Character(character.into()));
        }
        match letter {
            b'b' if in_set => Ok(Escape::Character(8)),
            b'A' | b'Z' | b'b' | b'B' if !in_set => Ok(Escape::Place(match letter {
                b'A' => place::START,
                b'Z' => place::LAST,
                b'b' => place::BOUNDARY,
                _ => place::NOT_BOUNDARY,
            })),
            b'x' => self.hex(start, 2),
            b'u' if self.is_text => self.hex(start, 4),
            b'U' if self.is_text => self.hex(start, 8),
            b'0'..=b'9' => self.digits(start, letter, in_set),
            _ if letter.is_ascii_alphabetic() => bad(self.at),
            _ => Ok(Escape::Character(code)),
        }
    }

    fn hex(&mut self, start: usize, digits: usize) -> Result<Escape, Flaw> {
        let mut code = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|byte| char::from(byte).to_digit(16)) else {
                return Err(Flaw::part("incomplete escape {}", start, self.at));
            };
            code = code << 4 | digit;
            self.at += 1;
        }
        if code > 0x10_ffff {
            return Err(Flaw::part("bad escape {}", start, self.at));
        }
        Ok(Escape::Character(code))
    }

    /// Takes octal digits, at most `most`.
    fn octal(&mut self, mut code: u32, most: usize) -> u32 {
        for _ in 0..most {
            let Some(digit @ b'0'..=b'7') = self.peek() else { break };
            code = code << 3 | u32::from(digit - b'0');
            self.at += 1;
        }
        code
    }

    /// An octal character or the number of a group.
    fn digits(&mut self, start: usize, first: u8, in_set: bool) -> Result<Escape, Flaw> {
        let value = u32::from(first - b'0');
        let is_octal = |byte: Option<u8>| matches!(byte, Some(b'0'..=b'7'));
        let next = self.peek();
        let after = self.text.get(self.at + 1).copied();
        if in_set && first > b'7' {
            return Err(Flaw::part("bad escape {}", start, self.at));
        }
        let three = is_octal(Some(first)) && is_octal(next) && is_octal(after);
        if in_set || first == b'0' || three {
            let code = self.octal(value, 2);
            if code > 0o377 {
                let text = "octal escape value {} outside of range 0-0o377";
                return Err(Flaw::part(text, start, self.at));
            }
            return Ok(Escape::Character(code));
        }
        let mut group = value;
        if let Some(digit @ b'0'..=b'9') = next {
            group = group * 10 + u32::from(digit - b'0');
            self.at += 1;
        }
        if group >= self.groups.into() {
            return Err(Flaw { numbers: [group, 0], ..Flaw::at("invalid group reference {}", start + 1) });
        }
        if self.is_open(group as u16) {
            return Err(Flaw::at("cannot refer to an open group", start));
        }
        Ok(Escape::Group(group as u16))
    }
}

fn class_of(letter: u8) -> Option<u8> {
    let class = match letter.to_ascii_lowercase() {
        b'd' => class::DIGIT,
        b's' => class::SPACE,
        b'w' => class::WORD,
        _ => return None,
    };
    Some(class | if letter.is_ascii_uppercase() { class::NOT } else { 0 })
}

fn control(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' => 7,
        b'f' => 12,
        b'n' => 10,
        b'r' => 13,
        b't' => 9,
        b'v' => 11,
        _ => return None,
    })
}
