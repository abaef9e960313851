//! Numbers.

use super::reader::Reader;
use super::rules::Rule;
use super::token::Token;
use super::tree::{Kind, RADIX_SHIFT};

/// `NUMBER`
pub(super) fn number(r: &mut Reader) -> Rule {
    match r.lexer.token {
        Token::Integer => integer(r),
        Token::Float => text(r, Kind::Float, 0, 0),
        _ => text(r, Kind::Imaginary, 0, 1),
    }
    r.bump();
    Rule::Primary
}

/// An integer that fits is stored as its value, another one as its digits.
fn integer(r: &mut Reader) {
    let literal = r.lexer.token_text();
    let (radix, number, prefix) = match literal {
        [b'0', letter, ..] => match letter | 0x20 {
            b'x' => (16, 1, 2),
            b'o' => (8, 2, 2),
            b'b' => (2, 3, 2),
            _ => (10, 0, 0),
        },
        _ => (10, 0, 0),
    };
    match small(literal.get(prefix..).unwrap_or(&[]), radix) {
        Some(value) => r.node(Kind::Int, 0, &[value]),
        None => text(r, Kind::BigInt, number << RADIX_SHIFT, prefix),
    }
}

/// The value of digits, if an `i32` holds it.
fn small(digits: &[u8], radix: u32) -> Option<u32> {
    let mut value = 0u32;
    for digit in digits.iter().filter_map(|&byte| char::from(byte).to_digit(radix)) {
        value = value.checked_mul(radix)?.checked_add(digit)?;
    }
    (value <= i32::MAX as u32).then_some(value)
}

/// Makes a node of the digits, without prefix, underscores and `j`.
fn text(r: &mut Reader, kind: Kind, flags: u8, prefix: usize) {
    let literal = r.lexer.token_text();
    r.begin_text();
    let digits = match kind {
        Kind::Imaginary => literal.get(..literal.len().saturating_sub(prefix)),
        _ => literal.get(prefix..),
    };
    for &byte in digits.unwrap_or(&[]).iter().filter(|&&byte| byte != b'_') {
        r.push_byte(byte);
    }
    r.text_flags = flags;
    r.end_text(kind)
}
