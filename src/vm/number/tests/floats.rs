//! Float text against core's, for the float of this build.

use std::format;
use std::string::{String, ToString};

use super::super::decimal::round_half_even_to_digits;
use super::super::float_text::{FloatText, Notation};
use super::super::hex_float::{HEX_LENGTH, parse_hex, write_hex};
use super::super::parse::parse_float;
use super::super::{Float, FloatBits};
use super::{Random, written};

const ROUNDS: usize = 20_000;

fn finite(random: &mut Random) -> Float {
    loop {
        let x = match random.below(4) {
            0 => (random.below(2_000_000) as Float - 1_000_000.0) / 1024.0,
            1 => Float::from_bits(((random.bits() as FloatBits) >> 20) << 20),
            _ => Float::from_bits(random.bits() as FloatBits),
        };
        if x.is_finite() {
            return x;
        }
    }
}

fn text(x: Float, notation: Notation) -> String {
    let mut text = FloatText::new(x, notation, false);
    let string = written(|sink| text.write(sink));
    assert_eq!(text.length(), string.len());
    string
}

/// The significant digits of a text.
fn significant(text: &str) -> String {
    let (mantissa, _) = text.split_once('e').unwrap_or((text, ""));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_string()
}

#[test]
fn repr_is_the_shortest_text_that_reads_back() {
    let mut random = Random(1);
    for _ in 0..ROUNDS {
        let x = finite(&mut random);
        let shown = text(x, Notation::Shortest);
        assert_eq!(shown.parse::<Float>().map(Float::to_bits), Ok(x.to_bits()), "{shown}");
        let (found, shortest) = (significant(&shown), significant(&format!("{x:e}")));
        // Core takes the odd one of two that are as near.
        let even = significant(&format!("{x:.*e}", shortest.len().max(1) - 1));
        assert!(found == shortest || (found == even && even.len() == shortest.len()), "{found} {shortest}");
    }
}

#[test]
fn fixed_digits_are_those_of_the_exact_value() {
    let mut random = Random(2);
    for _ in 0..ROUNDS / 4 {
        let (x, digits) = (finite(&mut random), random.below(40) as usize);
        assert_eq!(text(x, Notation::Fixed(digits)), format!("{x:.digits$}"));
    }
    let tiny = Float::from_bits(1);
    assert_eq!(text(tiny, Notation::Fixed(1100)), format!("{tiny:.1100}"));
    assert_eq!(text(-Float::MAX, Notation::Fixed(2)), format!("{:.2}", -Float::MAX));
}

#[test]
fn numbers_read_as_by_core() {
    let mut random = Random(3);
    let range = if Float::MAX_EXP > 128 { 700 } else { 100 };
    for _ in 0..ROUNDS {
        let size = 1 + random.below(30);
        let digits: String = (0..size).map(|_| char::from(b'0' + random.below(10) as u8)).collect();
        let exponent = random.below(range) as i64 - range as i64 / 2;
        let shown = format!("{}.{digits}e{exponent}", random.below(1000));
        assert_eq!(parse_float(shown.as_bytes()), shown.parse().ok(), "{shown}");
    }
}

#[test]
fn a_halfway_point_reads_as_the_even_neighbour() {
    let mut random = Random(4);
    let mut tried = 0;
    while tried < 300 {
        let bits = Float::MANTISSA_DIGITS;
        let mantissa = u128::from(random.bits() >> (64 - bits) | 1 << (bits - 1));
        let shift = 2 + random.below(60) as u32;
        // 2^shift is the distance to the next float.
        let (low, high) = ((mantissa << shift) as Float, ((mantissa + 1) << shift) as Float);
        let halfway = (mantissa << shift) + (1 << (shift - 1));
        let even = if mantissa & 1 == 0 { low } else { high };
        for zeros in ["", ".", ".000000000000000000000000000000", "e0"] {
            assert_eq!(parse_float(format!("{halfway}{zeros}").as_bytes()), Some(even), "{halfway}");
        }
        assert_eq!(parse_float(format!("{halfway}.0000000000001").as_bytes()), Some(high), "{halfway}");
        assert_eq!(parse_float(format!("{}.9999999999999", halfway - 1).as_bytes()), Some(low), "{halfway}");
        tried += 1;
    }
}

#[test]
fn what_is_no_number_does_not_read() {
    for text in
        ["", "+", ".", "1_", "_1", "1__2", "1_.2", "1._2", "1e", "1e_2", "1e2_", "0x1", "infinit", " 1", "1 ", "1.2.3"]
    {
        assert_eq!(parse_float(text.as_bytes()), None, "{text:?}");
    }
}

#[test]
fn numbers_read_as_by_cpython() {
    for (text, value) in [
        ("1_0.2_5e1_0", 10.25e10),
        ("-.5", -0.5),
        ("+5.", 5.0),
        ("iNfinity", Float::INFINITY),
        ("-1e99999999999", Float::NEG_INFINITY),
        ("1e-99999999999", 0.0),
        ("0e99999999999", 0.0),
    ] {
        assert_eq!(parse_float(text.as_bytes()), Some(value), "{text:?}");
    }
    assert!(parse_float(b"-nan").is_some_and(Float::is_nan));
}

#[test]
fn round_goes_by_the_exact_value() {
    let mut random = Random(5);
    for _ in 0..ROUNDS / 4 {
        let (x, digits) = (finite(&mut random), random.below(20) as usize);
        let expected: Option<Float> = format!("{x:.digits$}").parse().ok();
        let found = round_half_even_to_digits(x, digits as i32);
        assert_eq!(found.map(Float::to_bits), expected.map(Float::to_bits), "{x:e} {digits}");
    }
    assert_eq!(round_half_even_to_digits(1250.0, -2), Some(1200.0));
    assert_eq!(round_half_even_to_digits(99.0, -3), Some(0.0));
    // 1.797e308 becomes 2e308, 3.4028e38 becomes 3.403e38.
    let too_few = if Float::MAX_EXP > 128 { -308 } else { -35 };
    assert_eq!(round_half_even_to_digits(Float::MAX, too_few), None);
}

#[test]
fn hexadecimal_text_reads_back() {
    let mut random = Random(6);
    for _ in 0..ROUNDS {
        let x = finite(&mut random);
        let shown = written(|sink| write_hex(x, sink));
        assert!(shown.len() <= HEX_LENGTH);
        assert_eq!(parse_hex(shown.as_bytes()).map(Float::to_bits), Ok(x.to_bits()), "{shown}");
    }
    let expected = if Float::MAX_EXP > 128 { "-0x1.5000000000000p+3" } else { "-0x1.500000p+3" };
    assert_eq!(written(|sink| write_hex(-10.5, sink)), expected);
}
