//! Magnitudes against 128-bit ints where they fit, against their own laws where they do not.

use std::vec;
use std::vec::Vec;

use super::super::Float;
use super::super::bitwise::{Bitwise, bitwise, invert, shift_right_floor};
use super::super::bytes::{Order, fits, from_bytes, to_bytes};
use super::super::divide::{Division, divide_small, to_floor};
use super::super::magnitude::{
    add, add_assign, bit_length, compare, length, limb, shift_left, shift_right, subtract, trim,
};
use super::super::multiply::multiply;
use super::super::radix::{FromText, ToText, limbs_bound, parse_int, text_bound};
use super::super::real::{
    self, compare_float, from_float, hash_float, hash_int, to_float, true_divide, true_divide_scratch,
};
use super::super::root::{Gcd, Root};
use super::Random;

const ROUNDS: usize = 3_000;

fn value(a: &[u32]) -> u128 {
    (0..4).fold(0, |value, index| value | u128::from(limb(a, index)) << (32 * index))
}

fn signed(a: &[u32], negative: bool) -> i128 {
    if negative { -(value(a) as i128) } else { value(a) as i128 }
}

fn product(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut out = vec![7; a.len() + b.len()];
    multiply(&mut out, a, b);
    out
}

#[test]
fn sums_and_differences_undo_each_other() {
    let mut random = Random(1);
    for _ in 0..ROUNDS {
        let (a, b) = (random.limbs(9), random.limbs(9));
        let mut sum = vec![7; a.len().max(b.len()) + 1];
        assert_eq!(add(&mut sum, &a, &b), 0);
        let mut back = vec![7; sum.len()];
        assert_eq!(subtract(&mut back, &sum, &b), 0);
        assert_eq!(trim(&back), trim(&a));
        assert!(compare(&sum, &a).is_ge());
    }
}

#[test]
fn products_of_small_numbers_are_those_of_the_machine() {
    let mut random = Random(2);
    for _ in 0..ROUNDS {
        let (a, b) = (random.limbs(2), random.limbs(2));
        assert_eq!(value(&product(&a, &b)), value(&a) * value(&b));
    }
}

#[test]
fn quotient_times_divisor_and_remainder_is_the_dividend() {
    let mut random = Random(3);
    for _ in 0..ROUNDS {
        let (a, b) = (random.limbs(12), random.limbs(6));
        let mut quotient = vec![7; a.len().saturating_sub(length(&b)) + 2];
        let mut remainder = vec![7; a.len() + 1];
        let Some(mut division) = Division::start(&mut quotient, &mut remainder, &a, &b) else {
            assert_eq!(length(&b), 0);
            continue;
        };
        while !division.step(&mut quotient, &mut remainder, &b, 2) {}
        assert!(compare(&remainder, &b).is_lt());
        let mut back = product(&quotient, &b);
        back.push(0);
        add_assign(&mut back, &remainder);
        assert_eq!(trim(&back), trim(&a));
    }
}

#[test]
fn floored_division_is_pythons() {
    let (mut quotient, mut remainder) = ([0; 2], [0; 2]);
    let division = Division::start(&mut quotient, &mut remainder, &[7], &[2]);
    assert!(division.is_some_and(|mut division| division.step(&mut quotient, &mut remainder, &[2], 9)));
    // -7 // 2 == -4, -7 % 2 == 1
    to_floor(&mut quotient, &mut remainder, &[2]);
    assert_eq!((value(&quotient), value(&remainder)), (4, 1));
    let mut a = [0, 1];
    assert_eq!(divide_small(&mut a, 10), Some(6));
    assert_eq!(a, [429_496_729, 0]);
    assert_eq!(divide_small(&mut a, 0), None);
}

#[test]
fn bits_of_negative_ints_are_those_of_twos_complement() {
    let mut random = Random(4);
    for _ in 0..ROUNDS {
        let (a, b) = (random.limbs(3), random.limbs(3));
        let (a_negative, b_negative) = (random.below(2) == 0 && length(&a) > 0, random.below(2) == 0 && length(&b) > 0);
        let (left, right) = (signed(&a, a_negative), signed(&b, b_negative));
        for (op, expected) in [(Bitwise::And, left & right), (Bitwise::Or, left | right), (Bitwise::Xor, left ^ right)]
        {
            let mut out = vec![7; a.len().max(b.len()) + 1];
            let negative = bitwise(op, &mut out, &a, a_negative, &b, b_negative);
            assert_eq!(signed(&out, negative), expected, "{op:?} {left} {right}");
        }
        let shift = random.below(100) as usize;
        let mut out = vec![7; a.len() + 1];
        shift_right_floor(&mut out, &a, a_negative, shift);
        assert_eq!(signed(&out, a_negative), left >> shift);
        out.copy_from_slice(&[&a[..], &[0]].concat());
        let negative = invert(&mut out, a_negative);
        assert_eq!(signed(&out, negative), !left);
    }
}

#[test]
fn shifts_undo_each_other() {
    let mut random = Random(5);
    for _ in 0..ROUNDS {
        let (a, shift) = (random.limbs(6), random.below(200) as usize);
        let mut up = vec![7; a.len() + shift / 32 + 1];
        shift_left(&mut up, &a, shift);
        assert_eq!(bit_length(&up), if length(&a) == 0 { 0 } else { bit_length(&a) + shift });
        let mut down = vec![7; a.len()];
        assert!(!shift_right(&mut down, &up, shift));
        assert_eq!(down, a);
    }
}

#[test]
fn text_of_every_radix_reads_back() {
    let mut random = Random(6);
    for round in 0..ROUNDS {
        let (a, radix) = (random.limbs(8), 2 + round as u32 % 35);
        let (mut work, mut text) = (a.clone(), vec![b'?'; text_bound(&a, radix)]);
        let mut state = ToText::start(&work, radix, &text);
        while !state.step(&mut work, &mut text, 1) {}
        let digits = &text[state.begin()..];
        assert!(digits.len() == 1 || digits[0] != b'0');
        let parsed = parse_int(digits, radix).unwrap();
        let mut back = vec![7; limbs_bound(parsed.count, radix)];
        let mut state = FromText::start(&mut back);
        while !state.step(&mut back, &parsed, 1) {}
        assert_eq!(trim(&back), trim(&a));
    }
}

#[test]
fn int_text_follows_pythons_grammar() {
    for (text, base, radix, digits) in [
        ("-0x_fF", 0, 16, "fF"),
        ("0b1", 16, 16, "0b1"),
        ("0b1", 2, 2, "1"),
        ("1_0", 10, 10, "1_0"),
        ("0_0", 0, 10, "0_0"),
    ] {
        let parsed = parse_int(text.as_bytes(), base).unwrap();
        assert_eq!((parsed.radix, parsed.digits), (radix, digits.as_bytes()), "{text}");
    }
    for (text, base) in
        [("", 10), ("-", 10), ("_1", 10), ("1_", 10), ("1__0", 10), ("010", 0), ("0x", 0), ("2", 2), ("0x1", 10)]
    {
        assert_eq!(parse_int(text.as_bytes(), base), None, "{text} {base}");
    }
}

#[test]
fn bytes_read_back() {
    let mut random = Random(7);
    for _ in 0..ROUNDS {
        let (a, order) = (random.limbs(3), if random.below(2) == 0 { Order::Little } else { Order::Big });
        let (negative, size) = (random.below(2) == 0 && length(&a) > 0, 1 + random.below(14) as usize);
        let (limit, number) = (size * 8 - 1, signed(&a, negative));
        let fitting = limit > 100 || (number >= -(1 << limit) && number < 1 << limit);
        assert_eq!(fits(&a, negative, size, true), fitting, "{number} {size}");
        if fitting {
            let (mut bytes, mut back) = (vec![7; size], vec![7; size.div_ceil(4)]);
            to_bytes(&mut bytes, &a, negative, order);
            assert_eq!(from_bytes(&mut back, &bytes, order, true), negative);
            assert_eq!(trim(&back), trim(&a));
        }
    }
}

#[test]
fn floats_and_ints_agree() {
    let mut random = Random(8);
    for _ in 0..ROUNDS {
        let a = random.limbs(3);
        let (number, x) = (value(&a), value(&a) as Float);
        assert_eq!(to_float(&a), Some(x));
        let mut back = [7; real::FLOAT_LIMBS];
        from_float(&mut back, x);
        assert_eq!(value(&back), x as u128);
        assert_eq!(compare_float(&a, false, x), Some(number.cmp(&(x as u128))));
        assert_eq!(hash_int(&back, true), hash_float(-x));
    }
    assert_eq!(to_float(&[0; 40]), Some(0.0));
    assert_eq!(to_float(&[1; 40]), None);
    assert_eq!((hash_float(0.5), hash_float(Float::NEG_INFINITY), hash_int(&[1], true)), (1 << 30, -314_159, -2));
}

#[test]
fn true_division_of_small_ints_is_that_of_floats() {
    let mut random = Random(9);
    let halves = |value: u64| [value as u32, (value >> 32) as u32];
    for _ in 0..ROUNDS {
        let bits = Float::MANTISSA_DIGITS;
        let (a, b) = (random.bits() >> (64 - bits), random.bits() >> (64 - bits) | 1);
        let mut scratch = vec![7; true_divide_scratch(&halves(b))];
        assert_eq!(true_divide(&halves(a), &halves(b), &mut scratch), Some(a as Float / b as Float), "{a} / {b}");
    }
}

#[test]
fn true_division_minds_the_last_bit() {
    // (2^mantissa + 1) is halfway between two floats; one far below breaks the tie upwards.
    let mut tie = [0; 8];
    shift_left(&mut tie, &[1], 128 + Float::MANTISSA_DIGITS as usize);
    tie[4] |= 1;
    let mut scratch = [7; 6];
    let mut quotient = |a: &[u32]| true_divide(a, &[0, 0, 1 << 31], &mut scratch);
    let even = quotient(&tie);
    tie[0] = 1;
    assert!(quotient(&tie) > even);
}

#[test]
fn roots_and_divisors_hold() {
    let mut random = Random(10);
    for _ in 0..ROUNDS / 10 {
        let a = random.limbs(8);
        let (mut rest, mut root) = (a.clone(), vec![7; a.len()]);
        let mut state = Root::start(&rest, &mut root);
        while !state.step(&mut rest, &mut root, 3) {}
        let mut back = product(&root, &root);
        back.push(0);
        add_assign(&mut back, &rest);
        assert_eq!(trim(&back), trim(&a));
        // The rest is at most twice the root.
        let mut twice = vec![0; root.len() + 1];
        shift_left(&mut twice, &root, 1);
        assert!(compare(&rest, &twice).is_le());
    }
    let (mut a, mut b, mut state) = ([48, 0], [180, 0], Gcd::start());
    while !state.step(&mut a, &mut b, 1) {}
    assert_eq!(a, [12, 0]);
}
