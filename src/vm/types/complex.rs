//! `complex`: two floats.

use super::arithmetic::Number;
use super::float::{self, math, read, write};
use super::{Args, Getter, Out, Slots, Type, int, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::number::{Float, parse, real};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// `complex`
pub static TYPE: Type = Type {
    name: "complex",
    slots: Slots {
        make: Some(make),
        repr: Some(repr),
        hash: Some(hash),
        truth: Some(|vm, value| this(vm, value) != (0.0, 0.0)),
        binary: Some(|vm, op, a, b, in_place| vm.number_binary(op, a, b, in_place)),
        unary: Some(unary),
        compare: Some(|vm, op, a, b| vm.number_compare(op, a, b)),
        ..Slots::NONE
    },
    methods: &[native("conjugate", "self, /", 1, 1, conjugate)],
    getters: &[
        Getter { name: "real", get: |vm, value| vm.new_float(this(vm, value).0) },
        Getter { name: "imag", get: |vm, value| vm.new_float(this(vm, value).1) },
    ],
    ..Type::PLAIN
};

/// A complex number: real and imaginary part.
type Complex = (Float, Float);

const WORDS: usize = size_of::<Float>() / 4;

/// The parts that a block holds.
pub fn parts(heap: &Heap, at: Ref) -> Complex {
    (read(heap, at, 1), read(heap, at, 1 + WORDS))
}

/// Makes a complex number.
pub fn new(vm: &mut Vm, (real, imag): Complex) -> Outcome<Value> {
    let at = vm.heap.alloc(Kind::Complex, 1 + 2 * WORDS)?;
    write(&mut vm.heap, at, 1, real);
    write(&mut vm.heap, at, 1 + WORDS, imag);
    Ok(Value::reference(at))
}

fn this(vm: &Vm, value: Value) -> Complex {
    parts(&vm.heap, value.block())
}

/// `a op b` of two complex numbers, for an operator that they have.
#[inline(never)]
pub fn operate(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let (a, b) = (this(vm, a), this(vm, b));
    let result = match op {
        Op::Add => (a.0 + b.0, a.1 + b.1),
        Op::Subtract => (a.0 - b.0, a.1 - b.1),
        Op::Multiply => multiply(a, b),
        _ => return binary(vm, op, a, b),
    };
    new(vm, result)
}

/// `complex(real=0, imag=0)`
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (first, second) = (args.get_or(0, Value::ZERO), args.get(1));
    if args.count() > 2 {
        return raise!(vm, TypeError, "complex() takes at most 2 arguments ({} given)", Value::len(args.count()));
    }
    if vm.is_instance(first) || (second.is_defined() && vm.is_instance(second)) {
        let arguments = [first, second];
        let given = if second.is_defined() { &arguments[..] } else { &arguments[..1] };
        return Err(vm.tail_call(vm.prelude(Prelude::ComplexFrom), given));
    }
    from_builtin(vm, first, second)
}

/// The complex number of two objects of built-in types, the second of which may be missing.
pub fn from_builtin(vm: &mut Vm, first: Value, second: Value) -> Outcome<Value> {
    if let (Some(real), Some(imag)) = (vm.as_float(first), vm.as_float(second)) {
        return new(vm, (real, imag));
    }
    if vm.str_text(first).is_some() {
        if second.is_defined() {
            return raise!(vm, TypeError, "complex() can't take second arg if first is a string");
        }
        return parse_text(vm, first);
    }
    if second.is_defined() && vm.str_text(second).is_some() {
        return raise!(vm, TypeError, "complex() second arg can't be a string");
    }
    let Some(a) = part(vm, first)? else {
        let class = vm.type_of(first);
        return raise!(vm, TypeError, "complex() first argument must be a string or a number, not '{}'", class);
    };
    if !second.is_defined() {
        return new(vm, a);
    }
    let Some(b) = part(vm, second)? else {
        return raise!(vm, TypeError, "complex() second argument must be a number, not '{}'", vm.type_of(second));
    };
    new(vm, (a.0 - b.1, if matches!(vm.to_number(first), Some(Number::Complex(..))) { a.1 + b.0 } else { b.0 }))
}

fn part(vm: &mut Vm, value: Value) -> Outcome<Option<Complex>> {
    match vm.to_number(value) {
        None => Ok(None),
        Some(Number::Complex(real, imag)) => Ok(Some((real, imag))),
        Some(number) => Ok(Some((vm.number_as_float(number)?, 0.0))),
    }
}

fn parse_text(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let text = vm.str_text(value).map(|text| int::strip(vm, text));
    match text.and_then(|text| parse(text.bytes(vm))) {
        Some(complex) => new(vm, complex),
        None => raise!(vm, ValueError, "complex() arg is a malformed string"),
    }
}

/// Reads a complex number: `real`, `real±imagj` or `imagj`, in parentheses or not.
fn parse(text: &[u8]) -> Option<Complex> {
    let text = match text {
        [b'(', inner @ .., b')'] => inner.trim_ascii(),
        _ => text,
    };
    let Some((b'j' | b'J', front)) = text.split_last() else {
        return Some((parse::parse_float(text)?, 0.0));
    };
    let sign = |index: &usize| {
        let before = index.checked_sub(1).and_then(|before| front.get(before));
        matches!(front.get(*index), Some(b'+' | b'-')) && !matches!(before, None | Some(b'e' | b'E'))
    };
    let split = (0..front.len()).rev().find(sign).unwrap_or(0);
    let (real, imag) = front.split_at_checked(split)?;
    let imag = match imag {
        [] | b"+" => 1.0,
        b"-" => -1.0,
        digits => parse::parse_float(digits)?,
    };
    Some((if real.is_empty() { 0.0 } else { parse::parse_float(real)? }, imag))
}

/// Writes a part as in a repr: without the ".0".
fn write_part(vm: &mut Vm, x: Float, signed: bool, out: &mut Out) -> Outcome<()> {
    let mut text = [0; float::REPR_LENGTH];
    let length = float::text_of(x, &mut text);
    let text = text.get(..length).unwrap_or_default();
    if signed && text.first() != Some(&b'-') {
        out.byte(vm, b'+')?;
    }
    out.text(vm, text.strip_suffix(b".0").unwrap_or(text))
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let (real, imag) = this(vm, value);
    let alone = real == 0.0 && !real.is_sign_negative();
    if !alone {
        out.byte(vm, b'(')?;
        write_part(vm, real, false, out)?;
    }
    write_part(vm, imag, !alone, out)?;
    out.text(vm, if alone { b"j" } else { b"j)" })
}

fn hash(vm: &mut Vm, value: Value) -> Outcome<i32> {
    let (real, imag) = this(vm, value);
    let hash = real::hash_float(real).wrapping_add(real::hash_float(imag).wrapping_mul(1_000_003));
    Ok(if hash == -1 { -2 } else { hash })
}

/// True for the operators that complex numbers have.
pub fn knows(op: Op) -> bool {
    matches!(op, Op::Add | Op::Subtract | Op::Multiply | Op::TrueDivide | Op::Power)
}

/// `a op b`
pub fn binary(vm: &mut Vm, op: Op, a: Complex, b: Complex) -> Outcome<Value> {
    let result = match op {
        Op::Add => (a.0 + b.0, a.1 + b.1),
        Op::Subtract => (a.0 - b.0, a.1 - b.1),
        Op::Multiply => multiply(a, b),
        Op::TrueDivide if b == (0.0, 0.0) => return raise!(vm, ZeroDivisionError, "complex division by zero"),
        Op::TrueDivide => divide(a, b),
        _ => return power(vm, a, b),
    };
    new(vm, result)
}

fn multiply(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// Smith's way, which does not overflow on the way; `b` is not 0.
fn divide(a: Complex, b: Complex) -> Complex {
    if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let divisor = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / divisor, (a.1 - a.0 * ratio) / divisor)
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let divisor = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / divisor, (a.1 * ratio - a.0) / divisor)
    } else {
        (Float::NAN, Float::NAN)
    }
}

/// The greatest exponent that is done by multiplications.
const MAX_EXPONENT: Float = 100.0;

fn power(vm: &mut Vm, a: Complex, b: Complex) -> Outcome<Value> {
    if a == (0.0, 0.0) && (b.1 != 0.0 || b.0 < 0.0) {
        return raise!(vm, ZeroDivisionError, "0.0 to a negative or complex power");
    }
    let integral = b.1 == 0.0 && math::floor(b.0) == b.0 && b.0.abs() <= MAX_EXPONENT;
    let result = if integral { integer_power(a, b.0 as i32) } else { general_power(a, b) };
    if !result.0.is_finite() && [a.0, a.1, b.0, b.1].iter().all(|part| part.is_finite()) {
        return raise!(vm, OverflowError, "complex exponentiation");
    }
    new(vm, result)
}

fn integer_power(a: Complex, exponent: i32) -> Complex {
    let (mut result, mut square, mut rest) = ((1.0, 0.0), a, exponent.unsigned_abs());
    while rest > 0 {
        if rest & 1 != 0 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        rest >>= 1;
    }
    if exponent < 0 { divide((1.0, 0.0), result) } else { result }
}

fn general_power(a: Complex, b: Complex) -> Complex {
    if b == (0.0, 0.0) {
        return (1.0, 0.0);
    }
    if a == (0.0, 0.0) {
        return (0.0, 0.0);
    }
    let size = math::hypot(a.0, a.1);
    let angle = math::atan2(a.1, a.0);
    let (mut length, mut phase) = (math::pow(size, b.0), angle * b.0);
    if b.1 != 0.0 {
        length /= math::exp(angle * b.1);
        phase += b.1 * math::log(size);
    }
    (length * math::cos(phase), length * math::sin(phase))
}

fn unary(vm: &mut Vm, op: Op, value: Value) -> Outcome<Value> {
    let (real, imag) = this(vm, value);
    match op {
        Op::Negative => new(vm, (-real, -imag)),
        Op::Positive => Ok(value),
        _ => raise!(vm, TypeError, "bad operand type for unary ~: '{}'", vm.type_of(value)),
    }
}

/// `abs(x)`
pub fn absolute(vm: &mut Vm, (real, imag): Complex) -> Outcome<Value> {
    let size = math::hypot(real, imag);
    if size.is_infinite() && real.is_finite() && imag.is_finite() {
        return raise!(vm, OverflowError, "absolute value too large");
    }
    vm.new_float(size)
}

fn conjugate(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (real, imag) = this(vm, args.get(0));
    new(vm, (real, -imag))
}
