//! Strings and bytes: escapes, adjacent literals; and f-strings, whose fields are expressions of their own.
//!
//! The stack of a run of adjacent literals is: where it starts, then its parts. While a field is read there are above
//! that: the two words of its bracket, the text of `{x=}` (until the value is read, where that text starts), where the
//! field starts, and the value while its format specification is read.

use super::error::Argument;
use super::lexer::quote;
use super::reader::{Reader, TAKES_STAR, TAKES_YIELD};
use super::rules::Rule;
use super::token::{Token, power};
use super::tree::{Kind, NONE, Position, SURROGATE};

/// The quote flag of text in a format specification; bytes have no fields, so that their bit is free there.
const SPECIFICATION: u8 = quote::BYTES;
/// The part of the quote flags that a frame keeps.
const QUOTE_MASK: u8 = quote::RAW | quote::TRIPLE | quote::DOUBLE | SPECIFICATION;
/// Option of a `Text` frame: there is an f-string in the run of literals.
const FORMATTED: u8 = 0x20;
/// Words that an escape, and what follows it, may need.
const ESCAPE: usize = 8;
/// Bytes of text that are read in one rule.
const AT_ONCE: usize = 128;
/// Shift of the conversion in the options of a frame.
const CONVERSION_SHIFT: u8 = 4;
/// The conversions by number.
const CONVERSIONS: [u8; 4] = [0, b's', b'r', b'a'];

/// What ended a stretch of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The closing quote, which has been read.
    Quote,
    /// `{`, or in a format specification `}`, which is next.
    Brace,
    /// It is long: more of it follows.
    More,
}

/// `strings: (FSTRING | STRING)+`
pub(super) fn strings(r: &mut Reader) -> Rule {
    r.push(r.start);
    r.begin_text();
    let quotes = r.lexer.quotes;
    if quotes & quote::FORMAT != 0 { literals(r, quotes, 0) } else { plain(r, quotes) }
}

/// A literal, or the rest of one, and those that follow: text has begun, and there was no f-string so far.
fn plain(r: &mut Reader, mut quotes: u8) -> Rule {
    loop {
        if text(r, quotes) == End::More {
            return r.then(Rule::Text, quotes, 0, Rule::Return);
        }
        r.bump();
        if !r.at(Token::String) {
            break;
        }
        let bytes = quotes & quote::BYTES;
        quotes = r.lexer.quotes;
        if quotes & quote::BYTES != bytes {
            return r.fail_token("cannot mix bytes and nonbytes literals");
        }
        if quotes & quote::FORMAT != 0 {
            return literals(r, quotes, 0);
        }
    }
    r.end_text(if quotes & quote::BYTES != 0 { Kind::Bytes } else { Kind::String });
    r.start = r.pop();
    Rule::Primary
}

/// Goes on with a long text.
pub(super) fn more_text(r: &mut Reader) -> Rule {
    let (quotes, count) = (r.options & (QUOTE_MASK | quote::FORMAT), r.count);
    if r.options & FORMATTED == 0 {
        return plain(r, quotes);
    }
    if quotes & SPECIFICATION != 0 { specification(r, quotes, count) } else { literals(r, quotes, count) }
}

/// The rest of a run of literals with an f-string in it: text has begun, and `count` parts are on the stack.
fn literals(r: &mut Reader, mut quotes: u8, count: u32) -> Rule {
    loop {
        match text(r, quotes) {
            End::Brace => return field(r, quotes & QUOTE_MASK, count),
            End::More => return r.then(Rule::Text, quotes | FORMATTED, count, Rule::Return),
            End::Quote => {}
        }
        r.bump();
        if !r.at(Token::String) {
            break;
        }
        quotes = r.lexer.quotes;
        if quotes & quote::BYTES != 0 {
            return r.fail_token("cannot mix bytes and nonbytes literals");
        }
    }
    let count = end_part(r, count);
    r.reduce(Kind::FString, 0, count);
    Rule::Primary
}

/// Ends the text; pushes it as a part if there is any. Returns the number of parts.
fn end_part(r: &mut Reader, count: u32) -> u32 {
    r.end_text(Kind::String);
    if r.tree().count(r.value) == 0 {
        r.top = r.value.0 as usize;
        return count;
    }
    r.push(r.value.0);
    count + 1
}

/// `fstring_replacement_field: '{' (yield_expr | star_expressions) ['='] ['!' NAME] [':' …] '}'`: at the brace
fn field(r: &mut Reader, quotes: u8, count: u32) -> Rule {
    let count = end_part(r, count);
    if quotes & SPECIFICATION != 0 && r.lexer.byte(r.lexer.at) == b'}' {
        r.reduce(Kind::FString, 0, count);
        r.bump();
        return Rule::Return;
    }
    let brace = r.lexer.position_of(r.lexer.at);
    r.lexer.start = r.lexer.at;
    r.lexer.position = brace;
    r.lexer.token = Token::OpenBrace;
    r.lexer.at += 1;
    r.open_here();
    r.push(r.lexer.at as u32);
    r.push(brace.word());
    r.bump();
    match r.lexer.token {
        Token::CloseBrace => return r.fail_token("f-string: valid expression required before '}'"),
        Token::Exclamation => return r.fail_token("f-string: valid expression required before '!'"),
        Token::Colon => return r.fail_token("f-string: valid expression required before ':'"),
        Token::Equal => return r.fail_token("f-string: valid expression required before '='"),
        Token::Lambda => return r.fail_token("f-string: lambda expressions are not allowed without parentheses"),
        _ => {}
    }
    r.frame(Rule::Field, quotes, count);
    r.expressions(power::EXPRESSION | TAKES_STAR | TAKES_YIELD)
}

/// The expression of a field has been read.
pub(super) fn field_value(r: &mut Reader) -> Rule {
    let (quotes, count, value) = (r.options & QUOTE_MASK, r.count, r.value);
    let from = r.peek(1) as usize;
    r.poke(1, NONE);
    let debug = r.eat(Token::Equal);
    if debug {
        let text = r.lexer.text.get(from..r.lexer.start).unwrap_or(&[]);
        r.begin_text();
        for &byte in text {
            r.push_byte(byte);
        }
        r.end_text(Kind::String);
        r.poke(1, r.value.0);
    }
    let conversion = conversion(r);
    r.push(value.0);
    if !matches!(r.lexer.token, Token::Colon | Token::ColonEqual) {
        r.push(NONE);
        let conversion = if debug && conversion == 0 { 2 } else { conversion };
        return end_field(r, quotes | conversion << CONVERSION_SHIFT, count);
    }
    r.lexer.at = r.lexer.start + 1;
    let start = r.lexer.position_of(r.lexer.at).word();
    r.frame(Rule::FieldSpecification, quotes | conversion << CONVERSION_SHIFT, count);
    r.push(start);
    r.start = start;
    r.begin_text();
    specification(r, quotes | SPECIFICATION, 0)
}

/// `['!' NAME]`
fn conversion(r: &mut Reader) -> u8 {
    if !r.eat(Token::Exclamation) {
        return 0;
    }
    let conversion = match r.lexer.token_text() {
        b"s" => 1,
        b"r" => 2,
        b"a" => 3,
        _ if r.at(Token::Name) => {
            r.fail_token("f-string: invalid conversion character: expected 's', 'r', or 'a'");
            0
        }
        _ => {
            r.fail_token("f-string: missing conversion character");
            0
        }
    };
    r.bump();
    conversion
}

/// `fstring_full_format_spec: ':' (FSTRING_MIDDLE | fstring_replacement_field)*`: text has begun
fn specification(r: &mut Reader, quotes: u8, count: u32) -> Rule {
    match text(r, quotes | quote::FORMAT) {
        End::Brace => field(r, quotes & QUOTE_MASK, count),
        End::More => r.then(Rule::Text, quotes | quote::FORMAT | FORMATTED, count, Rule::Return),
        End::Quote => r.fail_token("f-string: expecting '}'"),
    }
}

/// The format specification of a field has been read.
pub(super) fn field_specification(r: &mut Reader) -> Rule {
    let (options, count) = (r.options, r.count);
    r.push(r.value.0);
    end_field(r, options, count)
}

/// At the brace that closes a field: value and specification are on the stack.
fn end_field(r: &mut Reader, options: u8, count: u32) -> Rule {
    if !r.at(Token::CloseBrace) {
        return bad_end(r);
    }
    let conversion = CONVERSIONS.get(usize::from(options >> CONVERSION_SHIFT)).copied().unwrap_or(0);
    r.reduce(Kind::FormattedValue, conversion, 2);
    let (value, debug) = (r.value, r.pop());
    r.close_here();
    let mut count = count + 1;
    if debug != NONE {
        r.push(debug);
        count += 1;
    }
    r.push(value.0);
    r.start = r.lexer.position_of(r.lexer.at).word();
    r.begin_text();
    let quotes = options & QUOTE_MASK;
    if quotes & SPECIFICATION != 0 {
        return specification(r, quotes, count);
    }
    literals(r, quotes | quote::FORMAT, count)
}

/// Something else than `}` ends a field.
#[cold]
fn bad_end(r: &mut Reader) -> Rule {
    if r.at(Token::String) || r.at(Token::End) || r.lexer.token.closes() {
        return r.fail_or_bracket("f-string: expecting '}'");
    }
    if r.lexer.token.starts_expression() {
        return r.fail_or_bracket("f-string: invalid syntax. Perhaps you forgot a comma?");
    }
    r.fail_or_bracket("f-string: expecting '=', or '!', or ':', or '}'")
}

/// Where the text of the literal under way begins, for its errors.
#[cold]
fn body(r: &Reader, quotes: u8) -> usize {
    let prefix = r.lexer.text.get(r.lexer.start..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_alphabetic());
    r.lexer.start + prefix.count() + if quotes & quote::TRIPLE != 0 { 3 } else { 1 }
}

/// Reads text up to the closing quote, or to a brace of an f-string, or so much that more is to follow.
fn text(r: &mut Reader, quotes: u8) -> End {
    let start = r.lexer.at;
    let most = start + AT_ONCE.min(r.free_words().saturating_sub(ESCAPE) * 4).max(ESCAPE);
    let mark = if quotes & quote::DOUBLE != 0 { b'"' } else { b'\'' };
    let format = quotes & quote::FORMAT != 0;
    while r.lexer.at < most {
        let byte = r.lexer.byte(r.lexer.at);
        match byte {
            b'"' | b'\'' if byte == mark && at_quote(r, quotes, mark) => return End::Quote,
            b'{' | b'}' if format => {
                if quotes & SPECIFICATION != 0 || !doubled_brace(r, byte) {
                    return End::Brace;
                }
                r.lexer.at += 2;
                r.push_byte(byte);
            }
            b'\\' => escape(r, quotes, mark),
            b'\n' | b'\r' if quotes & quote::TRIPLE != 0 => {
                r.lexer.line_end();
                r.push_byte(b'\n');
            }
            b'\n' | b'\r' => return unterminated(r, quotes),
            0 if r.lexer.at_end() => return unterminated(r, quotes),
            0x80.. => character(r, quotes),
            _ => {
                let rest = r.lexer.text.get(r.lexer.at..most.min(r.lexer.text.len())).unwrap_or(&[]);
                // The byte itself may be a quote of the other kind, or a brace.
                let plain = 1 + rest.iter().skip(1).take_while(|byte| is_plain(**byte)).count();
                r.push_bytes(rest.get(..plain).unwrap_or(rest));
                r.lexer.at += plain;
            }
        }
        if r.lexer.halt.is_some() {
            return End::Quote;
        }
    }
    r.tire(AT_ONCE as u32 / 32);
    End::More
}

/// True for what stands for itself in any text.
#[inline(always)]
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\'' | b'{' | b'}' | b'\\')
}

/// Whether a closing quote is here; reads it.
fn at_quote(r: &mut Reader, quotes: u8, mark: u8) -> bool {
    if quotes & quote::TRIPLE == 0 {
        r.lexer.at += 1;
        return true;
    }
    let at = r.lexer.at;
    let there = r.lexer.byte(at + 1) == mark && r.lexer.byte(at + 2) == mark;
    if there {
        r.lexer.at += 3;
    } else if at + 2 >= r.lexer.text.len() {
        return unterminated(r, quotes) == End::Quote;
    }
    there
}

/// Whether a brace is doubled, and so stands for itself. A single `}` is wrong.
fn doubled_brace(r: &mut Reader, brace: u8) -> bool {
    let doubled = r.lexer.byte(r.lexer.at + 1) == brace;
    if !doubled && brace == b'}' {
        let at = r.lexer.at;
        r.lexer.at += 1;
        r.lexer.fail_at("f-string: single '}' is not allowed", Argument::None, at);
    }
    doubled
}

/// The text ends without a closing quote.
#[cold]
fn unterminated(r: &mut Reader, quotes: u8) -> End {
    let at = Position::of_word(r.start);
    r.lexer.at = if quotes & quote::TRIPLE != 0 { r.lexer.text.len() } else { r.lexer.at };
    let text = match (quotes & quote::FORMAT != 0, quotes & quote::TRIPLE != 0) {
        (false, false) => "unterminated string literal (detected at line {})",
        (false, true) => "unterminated triple-quoted string literal (detected at line {})",
        (true, false) => "unterminated f-string literal (detected at line {})",
        (true, true) => "unterminated triple-quoted f-string literal (detected at line {})",
    };
    let line = r.lexer.line;
    r.lexer.fail_from(text, Argument::Number(line), at);
    End::Quote
}

/// A character of several bytes.
#[cold]
fn character(r: &mut Reader, quotes: u8) {
    if quotes & quote::BYTES != 0 && quotes & quote::FORMAT == 0 {
        r.fail_token("bytes can only contain ASCII literal characters");
    }
    let at = r.lexer.at;
    let length = match r.lexer.byte(at) {
        ..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let bytes = r.lexer.text.get(at..at + length).unwrap_or(&[]);
    r.lexer.at = (at + length).min(r.lexer.text.len());
    if bytes.is_empty() || core::str::from_utf8(bytes).is_err() {
        return r.lexer.fail_at("(unicode error) 'utf-8' codec can't decode source", Argument::None, at);
    }
    for &byte in bytes {
        r.push_byte(byte);
    }
    r.lexer.line_start = r.lexer.line_start.wrapping_add(length - 1);
}

/// A backslash and what it stands for.
fn escape(r: &mut Reader, quotes: u8, mark: u8) {
    let at = r.lexer.at;
    let letter = r.lexer.byte(at + 1);
    r.lexer.at += 1;
    if r.lexer.at_end() {
        unterminated(r, quotes);
        return;
    }
    if quotes & quote::RAW != 0 {
        r.push_byte(b'\\');
        return raw_escape(r, letter, mark);
    }
    let plain = match letter {
        b'\\' | b'\'' | b'"' => letter,
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 7,
        b'b' => 8,
        b'v' => 11,
        b'f' => 12,
        b'\n' | b'\r' => return r.lexer.line_end(),
        _ => return rare_escape(r, quotes, letter, at),
    };
    r.lexer.at += 1;
    r.push_byte(plain)
}

/// What follows a backslash in a raw string: a quote or line end does not end the string.
fn raw_escape(r: &mut Reader, letter: u8, mark: u8) {
    match letter {
        b'\n' | b'\r' => {
            r.lexer.line_end();
            r.push_byte(b'\n')
        }
        _ if letter == mark || letter == b'\\' => {
            r.lexer.at += 1;
            r.push_byte(letter)
        }
        _ => (),
    }
}

/// Escapes by number, and backslashes that mean nothing.
#[cold]
fn rare_escape(r: &mut Reader, quotes: u8, letter: u8, at: usize) {
    let bytes = quotes & quote::BYTES != 0 && quotes & quote::FORMAT == 0;
    let (digits, error) = match letter {
        b'0'..=b'7' => return octal(r, bytes),
        b'x' if bytes => (2, "(value error) invalid \\x escape at position {}"),
        b'x' => (2, "(unicode error) 'unicodeescape' codec can't decode bytes in position {}: truncated \\xXX escape"),
        b'u' if !bytes => {
            (4, "(unicode error) 'unicodeescape' codec can't decode bytes in position {}: truncated \\uXXXX escape")
        }
        b'U' if !bytes => {
            (8, "(unicode error) 'unicodeescape' codec can't decode bytes in position {}: truncated \\UXXXXXXXX escape")
        }
        b'N' if !bytes => {
            r.fail_token("\\N{...} escapes are not supported");
            return;
        }
        _ => return r.push_byte(b'\\'),
    };
    r.lexer.at += 1;
    let mut value = 0;
    for index in 0..digits {
        let Some(digit) = char::from(r.lexer.byte(r.lexer.at)).to_digit(16) else {
            let offset = at.saturating_sub(body(r, quotes)) as u32;
            let argument = if bytes { Argument::Number(offset) } else { Argument::Range(offset, offset + 1 + index) };
            return r.lexer.fail_at(error, argument, r.lexer.at);
        };
        value = value << 4 | digit;
        r.lexer.at += 1;
    }
    if value > 0x10_ffff {
        let text = "(unicode error) 'unicodeescape' codec can't decode bytes in position {}: illegal Unicode character";
        let offset = at.saturating_sub(body(r, quotes)) as u32;
        return r.lexer.fail_at(text, Argument::Range(offset, offset + 9), r.lexer.at);
    }
    number(r, bytes, value)
}

/// One to three octal digits.
fn octal(r: &mut Reader, bytes: bool) {
    let mut value = 0;
    for _ in 0..3 {
        let Some(digit) = char::from(r.lexer.byte(r.lexer.at)).to_digit(8) else { break };
        value = value << 3 | digit;
        r.lexer.at += 1;
    }
    number(r, bytes, if bytes { value & 0xff } else { value })
}

/// Appends a byte or character by number; a surrogate is written as UTF-8 would write it.
fn number(r: &mut Reader, bytes: bool, value: u32) {
    if bytes || value < 0x80 {
        return r.push_byte(value as u8);
    }
    let Some(character) = char::from_u32(value) else {
        r.text_flags |= SURROGATE;
        r.push_byte(0xed);
        r.push_byte(0x80 | (value >> 6 & 0x3f) as u8);
        return r.push_byte(0x80 | (value & 0x3f) as u8);
    };
    let mut buffer = [0; 4];
    for &byte in character.encode_utf8(&mut buffer).as_bytes() {
        r.push_byte(byte);
    }
}
