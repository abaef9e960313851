//! `float.hex` and `float.fromhex`.

use super::binary::{MANTISSA_BITS, assemble, split};
use super::parse::{parse_name, read_exponent};
use super::radix::{digit_text, digit_value, split_sign};
use super::{Float, Sink};

/// The length of the longest text of [`write_hex`]: "-0x1.fffffffffffffp-1022".
pub const HEX_LENGTH: usize = 24;

/// Hexadecimal digits of a fraction: 13 or 6.
const FRACTION_DIGITS: u32 = (MANTISSA_BITS - 1).div_ceil(4);

/// Writes `float.hex()`.
pub fn write_hex(x: Float, sink: &mut dyn Sink) {
    if x.is_nan() {
        return sink.bytes(b"nan");
    }
    if x.is_sign_negative() {
        sink.byte(b'-');
    }
    if x.is_infinite() {
        return sink.bytes(b"inf");
    }
    let (mantissa, exponent) = split(x);
    let aligned = mantissa << (FRACTION_DIGITS * 4 - (MANTISSA_BITS - 1));
    sink.bytes(b"0x");
    sink.byte(digit_text((aligned >> (FRACTION_DIGITS * 4)) as u32));
    sink.byte(b'.');
    if mantissa == 0 {
        return sink.bytes(b"0p+0");
    }
    for place in (0..FRACTION_DIGITS).rev() {
        sink.byte(digit_text((aligned >> (place * 4)) as u32 & 15));
    }
    write_exponent(exponent + MANTISSA_BITS as i32 - 1, sink);
}

fn write_exponent(exponent: i32, sink: &mut dyn Sink) {
    sink.bytes(if exponent < 0 { b"p-" } else { b"p+" });
    let size = exponent.unsigned_abs();
    let mut power = 1000;
    while let Some(digit) = size.checked_div(power) {
        if digit != 0 || power == 1 {
            sink.byte(digit_text(digit % 10));
        }
        power /= 10;
    }
}

/// Why hexadecimal text is no float.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HexError {
    /// ValueError: "invalid hexadecimal floating-point string".
    Invalid,
    /// OverflowError: "hexadecimal value too large to represent as a float".
    TooLarge,
}

/// Reads `float.fromhex(text)` without surrounding whitespace.
pub fn parse_hex(text: &[u8]) -> Result<Float, HexError> {
    let (negative, text) = split_sign(text);
    let magnitude = match parse_name(text) {
        Some(special) => special,
        None => parse_digits(text)?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

/// Digits: ["0x"] hex* ["." hex*] ["p" exponent], with one digit at least.
fn parse_digits(text: &[u8]) -> Result<Float, HexError> {
    let text = text.strip_prefix(b"0x").or_else(|| text.strip_prefix(b"0X")).unwrap_or(text);
    let end = text.iter().position(|byte| matches!(byte, b'p' | b'P')).unwrap_or(text.len());
    let (mut value, mut exponent, mut more) = (0u64, 0i32, false);
    let (mut any, mut point) = (false, false);
    for byte in text.iter().take(end) {
        if *byte == b'.' && !point {
            point = true;
            continue;
        }
        let digit = digit_value(*byte).filter(|digit| *digit < 16).ok_or(HexError::Invalid)?;
        any = true;
        // 61 bits and more are kept before digits only count as "more".
        if value >> 60 == 0 {
            value = value << 4 | u64::from(digit);
        } else {
            more |= digit != 0;
            exponent = exponent.saturating_add(4);
        }
        if point {
            exponent = exponent.saturating_sub(4);
        }
    }
    if let Some(tail) = text.get(end.saturating_add(1)..).filter(|_| end < text.len()) {
        let last = if tail.contains(&b'_') { None } else { read_exponent(tail) };
        exponent = exponent.saturating_add(last.ok_or(HexError::Invalid)?);
    }
    if !any {
        return Err(HexError::Invalid);
    }
    assemble(value, exponent, more).ok_or(HexError::TooLarge)
}
