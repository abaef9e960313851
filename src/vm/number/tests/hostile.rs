//! Nothing panics and nothing hangs, whatever comes in and however short the room is.

use std::vec;
use std::vec::Vec;

use super::super::bitwise::{Bitwise, bitwise, shift_right_floor};
use super::super::bytes::{Order, fits, from_bytes, to_bytes};
use super::super::decimal::{Digits, round_half_even_to_digits, scale};
use super::super::divide::{Division, to_floor};
use super::super::float_text::{FloatText, Notation};
use super::super::format_field::{FloatField, IntField, TextField};
use super::super::format_spec::{Kind, Spec};
use super::super::hex_float::parse_hex;
use super::super::magnitude::{add, shift_left, shift_right, subtract};
use super::super::multiply::{Product, multiply_row};
use super::super::parse::parse_float;
use super::super::percent::{Piece, Pieces};
use super::super::radix::{FromText, ToText, parse_int};
use super::super::real::{compare_float, from_float, to_float, true_divide};
use super::super::root::{Gcd, Root};
use super::super::{Float, FloatBits};
use super::Random;

const ROUNDS: usize = 30_000;

/// Text out of the characters that mean something.
fn text(random: &mut Random) -> Vec<u8> {
    let alphabet = "0123456789.,_+-# %<>=^zeEfgGxXpPdcsn()*hinfa\u{e9}\u{20ac}".as_bytes();
    (0..random.below(14))
        .map(|_| match random.below(20) {
            0 => random.bits() as u8,
            _ => alphabet[random.below(alphabet.len() as u64) as usize],
        })
        .collect()
}

#[test]
fn any_text_is_read_or_refused() {
    let mut random = Random(1);
    for _ in 0..ROUNDS {
        let text = text(&mut random);
        let _ = (parse_float(&text), parse_hex(&text));
        if let Some(parsed) = parse_int(&text, random.below(40) as u32) {
            let mut out = vec![0; random.below(3) as usize];
            assert!(FromText::start(&mut out).step(&mut out, &parsed, usize::MAX));
        }
        for kind in [Kind::Int, Kind::Float, Kind::Str] {
            match Spec::parse(&text, kind) {
                Ok(spec) => lay_out(&spec, &mut random),
                Err(error) => error.write(&text, "int", &mut Vec::new()),
            }
        }
        for piece in Pieces::new(&text) {
            if let Ok(Piece::Item(item)) = piece
                && let Some(spec) = item.spec(Some(random.bits() as isize), Some(random.bits() as isize))
            {
                lay_out(&spec, &mut random);
            }
        }
    }
}

/// Measures every kind of field, and writes it if it is of a sane size.
fn lay_out(spec: &Spec, random: &mut Random) {
    let mut float = FloatField::new(spec, Float::from_bits(random.bits() as FloatBits));
    if float.length() < 5_000 {
        let mut out = Vec::new();
        float.write(&mut out);
        assert_eq!(out.len(), float.length());
    }
    let int = IntField::new(spec, true, b"1234");
    if int.length() < 5_000 {
        let mut out = Vec::new();
        int.write(&mut out);
        assert_eq!(out.len(), int.length());
    }
    let text = TextField::new(spec, 3);
    assert!(text.chars <= 3);
}

#[test]
fn any_room_will_do() {
    let mut random = Random(2);
    for _ in 0..ROUNDS {
        let (a, b) = (random.limbs(5), random.limbs(5));
        let (mut out, mut more) = (random.limbs(6), random.limbs(6));
        let shift = if random.below(9) == 0 { usize::MAX } else { random.below(300) as usize };
        add(&mut out, &a, &b);
        subtract(&mut out, &a, &b);
        shift_left(&mut out, &a, shift);
        shift_right(&mut out, &a, shift);
        shift_right_floor(&mut out, &a, true, shift);
        bitwise(Bitwise::Xor, &mut out, &a, true, &b, false);
        multiply_row(&mut out, &a, 3, shift);
        assert!(Product::start(&mut out).step(&mut out, &a, &b, usize::MAX));
        if let Some(mut division) = Division::start(&mut out, &mut more, &a, &b) {
            assert!(division.step(&mut out, &mut more, &b, usize::MAX));
            to_floor(&mut out, &mut more, &b);
        }
        let mut bytes = vec![0; random.below(9) as usize];
        let _ = fits(&a, true, bytes.len(), true);
        to_bytes(&mut bytes, &a, true, Order::Big);
        ToText::start(&a, random.below(40) as u32, &bytes).step(&mut out, &mut bytes, 1_000);
        from_bytes(&mut out, &bytes, Order::Little, true);
        let x = Float::from_bits(random.bits() as FloatBits);
        let _ = (to_float(&a), true_divide(&a, &b, &mut out), compare_float(&a, true, x));
        from_float(&mut out, x);
        Root::start(&out, &mut more).step(&mut out, &mut more, 1_000);
        Gcd::start().step(&mut out, &mut more, 1_000);
    }
}

#[test]
fn any_float_and_size_is_laid_out() {
    let mut random = Random(3);
    for _ in 0..ROUNDS {
        let x = Float::from_bits(random.bits() as FloatBits);
        let size = [0, 5, 800, i32::MAX as usize, usize::MAX][random.below(5) as usize];
        for notation in
            [Notation::Fixed(size), Notation::Exponent(size), Notation::General(size), Notation::Plain(size)]
        {
            FloatText::new(x, notation, random.below(2) == 0).length();
        }
        let _ = round_half_even_to_digits(x, [i32::MIN, -300, 0, 300, i32::MAX][random.below(5) as usize]);
        let _ = scale(random.bits(), random.bits() as i32, true);
        let mut digits = Digits::ZERO;
        digits.load(random.bits(), random.below(3_000) as i32 - 1_500);
        digits.round(random.below(900) as i32);
    }
}
