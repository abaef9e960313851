//! Bytes to tokens, one ahead of the parser.

use super::error::{Argument, ErrorClass, SyntaxError};
use super::token::{CLASSES, Token, class, token_of_class};
use super::tree::Position;

/// Why a rule stopped; for `Syntax` the lexer keeps the error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Halt {
    Syntax,
    Full,
    Deep,
    Starved,
    NoMemory,
}

/// Flags of a `String` token.
pub(super) mod quote {
    /// `r"…"`
    pub const RAW: u8 = 1;
    /// `"""…"""`
    pub const TRIPLE: u8 = 2;
    /// The quote is `"`.
    pub const DOUBLE: u8 = 4;
    /// `b"…"`
    pub const BYTES: u8 = 8;
    /// `f"…"`
    pub const FORMAT: u8 = 16;
}

/// Brackets may nest so deep, as in CPython.
const BRACKET_LIMIT: u8 = 200;

/// The place in the text and the token that was read last.
/// The small fields stand first, where instructions of two bytes reach them.
#[derive(Clone)]
#[repr(C)]
pub(super) struct Lexer<'a> {
    /// The token; a `String` is only its prefix and opening quotes.
    pub token: Token,
    /// The token before.
    pub previous: Token,
    /// The `quote` flags of a `String`.
    pub quotes: u8,
    /// The number of open brackets; line ends count for nothing inside.
    pub depth: u8,
    /// Why reading stopped; from then on every token is `End`.
    pub halt: Option<Halt>,
    complete: bool,
    /// The next byte to read.
    pub at: usize,
    pub text: &'a [u8],
    /// Where the token starts in the text.
    pub start: usize,
    /// Where the token starts.
    pub position: Position,
    /// Where column 0 is; moved on for characters of several bytes, so that columns count characters.
    pub line_start: usize,
    pub line: u32,
    /// The error, if reading stopped because of one.
    pub fault: SyntaxError,
}

impl<'a> Lexer<'a> {
    /// A lexer at a place in the text.
    pub fn new(text: &'a [u8], complete: bool, at: usize, line: u32, line_start: usize) -> Lexer<'a> {
        let position = Position::new(line, 0);
        let fault = SyntaxError {
            class: ErrorClass::Syntax,
            text: "invalid syntax",
            argument: Argument::None,
            at: position,
            end: position,
        };
        let (token, previous) = (Token::Newline, Token::Newline);
        Lexer {
            text,
            complete,
            depth: 0,
            token,
            previous,
            quotes: 0,
            start: at,
            at,
            line,
            line_start,
            position,
            halt: None,
            fault,
        }
    }

    /// The byte at an offset, 0 at the end.
    pub fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    /// The class of the byte to read next.
    fn class(&self) -> u8 {
        CLASSES.get(usize::from(self.byte(self.at))).copied().unwrap_or(class::ZERO)
    }

    /// The position of an offset in the line.
    pub fn position_of(&self, at: usize) -> Position {
        Position::new(self.line, at.wrapping_sub(self.line_start) as u32)
    }

    /// The text of the token.
    pub fn token_text(&self) -> &'a [u8] {
        self.text.get(self.start..self.at).unwrap_or(&[])
    }

    /// Whether the window has been read to its end.
    pub fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Stops reading, unless it has been stopped.
    #[cold]
    #[inline(never)]
    pub fn stop(&mut self, halt: Halt) {
        self.halt = self.halt.or(Some(halt));
        self.token = Token::End;
    }

    /// Stops because of an error.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, text: &'static str, argument: Argument, at: Position, end: Position) {
        if self.halt.is_none() {
            self.fault = SyntaxError { class: ErrorClass::Syntax, text, argument, at, end };
        }
        self.stop(Halt::Syntax);
    }

    /// Stops because of an error at one character of the text, unless more text might mend it.
    #[cold]
    #[inline(never)]
    pub fn fail_at(&mut self, text: &'static str, argument: Argument, at: usize) {
        self.fail_from(text, argument, self.position_of(at));
    }

    /// Stops because of an error in what began at a position, unless more text might mend it.
    #[cold]
    #[inline(never)]
    pub fn fail_from(&mut self, text: &'static str, argument: Argument, at: Position) {
        if self.at_end() && !self.complete {
            return self.stop(Halt::Starved);
        }
        self.fail(text, argument, at, at);
    }

    /// Counts a line end that was just read.
    pub fn next_line(&mut self) {
        self.line += 1;
        self.line_start = self.at;
    }

    /// Reads one token, and all of a string: for looking ahead. Replacement fields count as text of the string.
    pub fn next_or_string(&mut self) {
        self.next();
        if self.token == Token::String {
            self.skip_string();
        }
    }

    /// Reads the rest of a string, for looking ahead.
    pub fn skip_string(&mut self) {
        let mark = if self.quotes & quote::DOUBLE != 0 { b'"' } else { b'\'' };
        let length = if self.quotes & quote::TRIPLE != 0 { 3 } else { 1 };
        while !self.at_end() {
            let rest = self.text.get(self.at..self.at + length).unwrap_or(&[]);
            if !rest.is_empty() && rest.iter().all(|&byte| byte == mark) {
                self.at += length;
                return;
            }
            match self.byte(self.at) {
                b'\\' => self.at += 2,
                b'\n' if length == 1 => return,
                _ => self.at += 1,
            }
        }
        if !self.complete {
            self.stop(Halt::Starved);
        }
    }

    /// Reads `\n`, `\r\n` or `\r`.
    pub fn line_end(&mut self) {
        if self.byte(self.at) == b'\r' {
            self.at += 1;
            if self.at_end() && !self.complete {
                return self.stop(Halt::Starved);
            }
        }
        if self.byte(self.at) == b'\n' {
            self.at += 1;
        }
        self.next_line();
    }

    /// Skips to the end of the line.
    fn comment(&mut self) {
        while !self.at_end() && self.class() != class::NEWLINE {
            self.at += 1;
        }
    }

    /// Reads one token.
    pub fn next(&mut self) {
        if self.halt.is_some() {
            self.token = Token::End;
            return;
        }
        self.previous = self.token;
        let class = self.skip();
        self.start = self.at;
        self.position = self.position_of(self.at);
        match class {
            class::LETTER | class::HIGH => self.word(),
            class::DIGIT => self.number(),
            class::QUOTE => self.string(0),
            class::DOT => self.dot(),
            class::ZERO => self.end(),
            class::NEWLINE => {
                self.token = Token::Newline;
                return self.line_end();
            }
            symbol => self.symbol(symbol),
        }
        if self.at_end() && !self.complete {
            self.stop(Halt::Starved);
        } else if self.halt.is_some() {
            self.token = Token::End;
        }
    }

    /// Skips what stands between tokens, and gives the class of what follows.
    fn skip(&mut self) -> u8 {
        loop {
            match self.class() {
                class::SPACE => self.at += 1,
                class::COMMENT => self.comment(),
                class::NEWLINE if self.depth > 0 => self.line_end(),
                class::BACKSLASH => self.continuation(),
                class => return class,
            }
        }
    }

    /// A backslash before a line end.
    #[cold]
    fn continuation(&mut self) {
        self.at += 1;
        if self.class() == class::NEWLINE {
            self.line_end();
            if !self.at_end() {
                return;
            }
        }
        if self.at_end() {
            return self.fail_at("unexpected EOF while parsing", Argument::None, self.at);
        }
        self.fail_at("unexpected character after line continuation character", Argument::None, self.at)
    }

    /// The end of the text, or a zero byte in it.
    #[cold]
    fn end(&mut self) {
        if !self.at_end() {
            return self.fail_at("source code cannot contain null bytes", Argument::None, self.at);
        }
        self.token = Token::End;
    }

    /// A symbol: itself, with `=`, doubled, or doubled with `=`.
    fn symbol(&mut self, class: u8) {
        self.token = token_of_class(class);
        let byte = self.byte(self.at);
        self.at += 1;
        let mut next = self.byte(self.at);
        if next == byte
            && let Some(doubled) = self.token.doubled()
        {
            self.token = doubled;
            self.at += 1;
            next = self.byte(self.at);
        }
        if next == b'='
            && let Some(longer) = self.token.with_equal()
        {
            self.token = longer;
            self.at += 1;
        } else if next == b'>' && self.token == Token::Minus {
            self.token = Token::Arrow;
            self.at += 1;
        }
    }

    /// `.`, `...` or a float.
    fn dot(&mut self) {
        self.token = Token::Dot;
        if self.byte(self.at + 1).is_ascii_digit() {
            return self.fraction();
        }
        self.at += 1;
        if self.byte(self.at) == b'.' && self.byte(self.at + 1) == b'.' {
            self.token = Token::Ellipsis;
            self.at += 2;
        } else if self.byte(self.at) == b'.' && self.at + 1 >= self.text.len() && !self.complete {
            self.stop(Halt::Starved);
        }
    }

    /// An identifier, a keyword or the prefix of a string.
    fn word(&mut self) {
        let mut last = self.class();
        let mut classes = 0;
        while last >= class::DIGIT {
            classes |= last;
            self.at += 1;
            last = self.class();
        }
        if last == class::QUOTE
            && self.at - self.start <= 2
            && let Some(prefix) = self.prefix()
        {
            self.string(prefix);
            return;
        }
        // `HIGH` is the only one of the three classes with this bit.
        if classes & (class::HIGH & !class::LETTER) != 0 {
            self.token = Token::Name;
            return self.check_characters();
        }
        self.token = Token::of_word(self.token_text());
    }

    /// The `quote` flags of a string prefix, if the word is one.
    #[cold]
    fn prefix(&self) -> Option<u8> {
        let mut flags = 0;
        for &letter in self.token_text() {
            let flag = match letter | 0x20 {
                b'r' => quote::RAW,
                b'b' => quote::BYTES,
                b'f' => quote::FORMAT,
                b'u' => 0x80,
                _ => return None,
            };
            // Only `r` goes with another letter, and no letter comes twice.
            if flags != 0 && (flags | flag) & quote::RAW == 0 || flags & flag != 0 || (flags | flag) == 0x81 {
                return None;
            }
            flags |= flag;
        }
        Some(flags & !0x80)
    }

    /// Opening quotes.
    fn string(&mut self, prefix: u8) {
        self.token = Token::String;
        let mark = self.byte(self.at);
        self.quotes = if mark == b'"' { prefix | quote::DOUBLE } else { prefix };
        self.at += 1;
        if self.byte(self.at) == mark && self.byte(self.at + 1) == mark {
            self.quotes |= quote::TRIPLE;
            self.at += 2;
        }
    }

    /// Checks the characters beyond ASCII of an identifier.
    #[cold]
    fn check_characters(&mut self) {
        let Ok(word) = core::str::from_utf8(self.token_text()) else {
            return self.fail_at("(unicode error) 'utf-8' codec can't decode source", Argument::None, self.start);
        };
        for (index, character) in word.chars().enumerate() {
            if is_no_letter(character) {
                let (text, argument) = match is_in(character, &NOT_PRINTABLE) {
                    true => ("invalid non-printable character {}", Argument::CodePoint(character)),
                    false => ("invalid character '{}' ({})", Argument::CharCodePoint(character)),
                };
                let at = Position::new(self.line, self.position.column() + index as u32);
                return self.fail(text, argument, at, at);
            }
            self.line_start = self.line_start.wrapping_add(character.len_utf8() - 1);
        }
    }

    /// A number that starts with a digit.
    fn number(&mut self) {
        let first = self.byte(self.at);
        self.token = Token::Integer;
        if first == b'0' {
            match self.byte(self.at + 1) | 0x20 {
                b'x' => return self.radix(16, "invalid hexadecimal literal", ""),
                b'o' => return self.radix(8, "invalid octal literal", "invalid digit '{}' in octal literal"),
                b'b' => return self.radix(2, "invalid binary literal", "invalid digit '{}' in binary literal"),
                _ => {}
            }
        }
        self.digits();
        match self.byte(self.at) {
            b'.' => return self.fraction(),
            b'e' | b'E' | b'j' | b'J' => return self.exponent(),
            _ => {}
        }
        if first == b'0' && self.token_text().iter().any(|&digit| digit != b'0' && digit != b'_') {
            let text =
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            return self.fail_at(text, Argument::None, self.start);
        }
        self.end_of_number("invalid decimal literal")
    }

    /// Decimal digits, with single underscores between them.
    fn digits(&mut self) {
        loop {
            while self.byte(self.at).is_ascii_digit() {
                self.at += 1;
            }
            if self.byte(self.at) != b'_' {
                return;
            }
            self.at += 1;
            if !self.byte(self.at).is_ascii_digit() {
                return self.fail_at("invalid decimal literal", Argument::None, self.at - 1);
            }
        }
    }

    /// `0x…`, `0o…`, `0b…`
    #[cold]
    fn radix(&mut self, radix: u32, invalid: &'static str, digit: &'static str) {
        self.at += 2;
        loop {
            if self.byte(self.at) == b'_' {
                self.at += 1;
            }
            let digits = self.at;
            while char::from(self.byte(self.at)).is_digit(radix) {
                self.at += 1;
            }
            let next = self.byte(self.at);
            if next.is_ascii_digit() {
                return self.fail_at(digit, Argument::Char(next.into()), self.at);
            }
            if digits == self.at {
                return self.fail_at(invalid, Argument::None, self.at - 1);
            }
            if next != b'_' {
                return self.end_of_number(invalid);
            }
        }
    }

    /// `.` and the digits after it, then exponent and `j`.
    fn fraction(&mut self) {
        self.token = Token::Float;
        self.at += 1;
        if self.byte(self.at).is_ascii_digit() {
            self.digits();
        }
        self.exponent()
    }

    /// `e+10`, `j`, or nothing of that.
    fn exponent(&mut self) {
        if self.byte(self.at) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.byte(self.at + 1), b'+' | b'-'));
            if self.byte(self.at + 1 + sign).is_ascii_digit() {
                self.token = Token::Float;
                self.at += 1 + sign;
                self.digits();
            } else if sign == 1 {
                self.at += 2;
                return self.fail_at("invalid decimal literal", Argument::None, self.at - 1);
            }
        }
        if self.byte(self.at) | 0x20 == b'j' {
            self.token = Token::Imaginary;
            self.at += 1;
            return self.end_of_number("invalid imaginary literal");
        }
        self.end_of_number("invalid decimal literal")
    }

    /// A number must not run into a name; only some keywords may follow at once.
    fn end_of_number(&mut self, invalid: &'static str) {
        if self.class() < class::DIGIT {
            return;
        }
        let rest = self.text.get(self.at..).unwrap_or(&[]);
        if ["and", "else", "for", "if", "in", "is", "or", "not"].iter().any(|word| rest.starts_with(word.as_bytes())) {
            return;
        }
        let last = self.at - 1;
        while self.class() >= class::DIGIT {
            self.at += 1;
        }
        self.fail_at(invalid, Argument::None, last)
    }

    /// Reads blank and comment lines and the indentation of the line after them: its width with tabs of eight columns,
    /// and the number of tabs. Stops before a blank line if `blank_ends`. None at the end of the text.
    pub fn indentation(&mut self, blank_ends: bool) -> Option<(u32, u32)> {
        loop {
            let (mut width, mut tabs) = (0, 0);
            let line = self.at;
            loop {
                match self.byte(self.at) {
                    b' ' => width += 1,
                    b'\t' => (width, tabs) = ((width | 7) + 1, tabs + 1),
                    0x0c => (width, tabs) = (0, 0),
                    _ => break,
                }
                self.at += 1;
            }
            let class = self.class();
            if class == class::COMMENT {
                self.comment();
            }
            if self.at_end() {
                if !self.complete {
                    self.stop(Halt::Starved);
                }
                return None;
            }
            if self.class() != class::NEWLINE {
                return Some((width, tabs));
            }
            if class != class::COMMENT && blank_ends {
                self.at = line;
                return None;
            }
            self.line_end();
        }
    }

    /// Opens a bracket of the text.
    pub fn open(&mut self) {
        if self.depth >= BRACKET_LIMIT {
            return self.fail("too many nested parentheses", Argument::None, self.position, self.position);
        }
        self.depth += 1;
    }
}

/// Characters beyond ASCII that are none of an identifier, as ranges; letters are not looked up one by one.
static NO_LETTERS: [(u16, u16); 24] = [
    (0x80, 0xa9),
    (0xab, 0xb4),
    (0xb6, 0xb6),
    (0xb8, 0xb9),
    (0xbb, 0xbf),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    (0x2000, 0x203e),
    (0x2041, 0x2053),
    (0x2055, 0x2070),
    (0x2072, 0x207e),
    (0x2080, 0x208f),
    (0x20a0, 0x20cf),
    (0x2190, 0x2bff),
    (0x2e00, 0x2e7f),
    (0x3000, 0x3004),
    (0x3008, 0x3020),
    (0xe000, 0xf8ff),
    (0xfeff, 0xfeff),
    (0xff01, 0xff0f),
    (0xff1a, 0xff20),
    (0xff3b, 0xff3e),
    (0xfff0, 0xfffe),
    (0xffff, 0xffff),
];

/// Ranges of the above that have no glyph.
static NOT_PRINTABLE: [(u16, u16); 7] = [
    (0x80, 0xa0),
    (0xad, 0xad),
    (0x2000, 0x200f),
    (0x2028, 0x202f),
    (0x205f, 0x206f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];

/// Whether a character is in one of the ranges.
fn is_in(character: char, ranges: &[(u16, u16)]) -> bool {
    ranges.iter().any(|&(first, last)| (u32::from(first)..=u32::from(last)).contains(&(character as u32)))
}

/// Whether a character is none of an identifier: punctuation, spaces, symbols, pictures.
fn is_no_letter(character: char) -> bool {
    is_in(character, &NO_LETTERS) || (0x1f000..=0x1faff).contains(&(character as u32))
}
