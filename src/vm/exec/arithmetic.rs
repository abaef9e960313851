//! Arithmetic instructions on what is not all small ints: floats, then whatever else is plainly of a built-in type.

use super::operator::binary;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Header, Kind, Memory};
use crate::vm::number::Float;
use crate::vm::raise::Outcome;
use crate::vm::types::{complex, float, int};
use crate::vm::value::Value;
use core::cell::Cell;

/// A float in the heap, in a temporary box or not, or a small int that is exactly one.
#[inline(always)]
pub(super) fn number_at(memory: &Memory, value: Value) -> Option<Float> {
    if value.is_small() {
        let int = value.small_int();
        return if int.unsigned_abs() < 1 << Float::MANTISSA_DIGITS.min(31) { Some(int as Float) } else { None };
    }
    float_box(memory, value).map(float::of_cells)
}

/// The words of a float's box.
#[inline(always)]
fn float_box<'m>(memory: &Memory<'m>, value: Value) -> Option<&'m [Cell<u32>; 1 + float::WORDS]> {
    let words = memory.near_cells::<{ 1 + float::WORDS }>(value)?;
    let kind = Header(words[0].get()).kind_bits();
    (kind.wrapping_sub(Kind::Float as u32) < 2).then_some(words)
}

const _: () = assert!(Kind::FloatTemp as u32 == Kind::Float as u32 + 1);

/// Flag of operand `a` of arithmetic instructions, in the second byte of `how`: another one takes the result.
const TEMPORARY: u32 = 0x40 << 8;
/// Flag of the operand in the third byte of `how`.
const IN_PLACE: u32 = 0x40 << 16;

/// An arithmetic instruction on what is not all small ints; `how` are its opcode, operand `a`, and that with the flag
/// "in place". Sums, differences and products of floats are made here; the box of one that only this instruction takes is
/// used again for the result.
///
/// All calls are the last thing it does.
#[inline(never)]
pub fn arithmetic(vm: &mut Vm, how: u32, a: Value, b: Value) -> Outcome<Value> {
    let memory = vm.heap.memory();
    let Some(left) = float_box(&memory, a) else { return arithmetic_mixed(vm, how, a, b) };
    let Some(right) = float_box(&memory, b) else { return arithmetic_mixed(vm, how, a, b) };
    let (x, y) = (float::of_cells(left), float::of_cells(right));
    let op = how & 0xff;
    let result = if op == Op::Multiply as u32 {
        x * y
    } else if op == Op::Add as u32 {
        x + y
    } else if op == Op::Subtract as u32 {
        x - y
    } else {
        return arithmetic_mixed(vm, how, a, b);
    };
    let words = float::to_words(result);
    if reuse(left, how, words) {
        return Ok(a);
    }
    if reuse(right, how, words) {
        return Ok(b);
    }
    match vm.heap.try_words(result_kind(how), words) {
        Some(block) => Ok(Value::reference(block)),
        None => new_float(vm, result, how),
    }
}

/// Puts the result into the box of an operand, if that is a temporary one.
#[inline(always)]
fn reuse(place: &[Cell<u32>; 1 + float::WORDS], how: u32, words: [u32; float::WORDS]) -> bool {
    let header = place[0].get();
    if !Header(header).is(Kind::FloatTemp) {
        return false;
    }
    place[0].set(header & !63 | result_kind(how) as u32);
    for (to, word) in place[1..].iter().zip(words) {
        to.set(word);
    }
    true
}

/// The kind of the box of a result.
#[inline(always)]
fn result_kind(how: u32) -> Kind {
    if how & TEMPORARY != 0 { Kind::FloatTemp } else { Kind::Float }
}

/// As `arithmetic`, of floats and ints that are exactly floats.
#[inline(never)]
fn arithmetic_mixed(vm: &mut Vm, how: u32, a: Value, b: Value) -> Outcome<Value> {
    let memory = vm.heap.memory();
    let Some(x) = number_at(&memory, a) else { return arithmetic_slowly(vm, how, a, b) };
    let Some(y) = number_at(&memory, b) else { return arithmetic_slowly(vm, how, a, b) };
    let op = how & 0xff;
    let has_float = a.bits() & b.bits() & 1 == 0;
    let result = if op == Op::TrueDivide as u32 && y != 0.0 {
        x / y
    } else if !has_float {
        return arithmetic_slowly(vm, how, a, b);
    } else if op == Op::Multiply as u32 {
        x * y
    } else if op == Op::Add as u32 {
        x + y
    } else if op == Op::Subtract as u32 {
        x - y
    } else {
        return arithmetic_slowly(vm, how, a, b);
    };
    match vm.heap.try_words(result_kind(how), float::to_words(result)) {
        Some(block) => Ok(Value::reference(block)),
        None => new_float(vm, result, how),
    }
}

#[inline(never)]
fn new_float(vm: &mut Vm, x: Float, how: u32) -> Outcome<Value> {
    Ok(Value::reference(vm.heap.alloc_words(result_kind(how), float::to_words(x))?))
}

#[inline(never)]
fn arithmetic_slowly(vm: &mut Vm, how: u32, a: Value, b: Value) -> Outcome<Value> {
    let memory = vm.heap.memory();
    let (left, right) = (memory.header(a.block()), memory.header(b.block()));
    let (op, in_place) = (Op::decode(how as u8), how & IN_PLACE != 0);
    if left.is(Kind::Complex) && right.is(Kind::Complex) && complex::knows(op) {
        return complex::operate(vm, op, a, b);
    }
    let is_int = |value: Value, header: Header| value.is_small() || header.is(Kind::BigInt);
    if is_int(a, left) && is_int(b, right) {
        return int_arithmetic(vm, how, a, b);
    }
    if left.is(Kind::FloatTemp) || right.is(Kind::FloatTemp) {
        show_temporaries(vm, a, b);
    }
    if left.is(Kind::Instance)
        && let Some(stop) = vm.enter_binary(op, a, b, in_place)
    {
        return Err(stop);
    }
    if float::knows(op)
        && a.bits() & b.bits() & 1 == 0
        && let (Some(x), Some(y)) = (number_at(&memory, a), number_at(&memory, b))
    {
        return float::binary(vm, op, x, y);
    }
    if is_sequence(a, left)
        && (b.is_small() || is_sequence(b, right))
        && let Some(operate) = vm.slots(a).binary
    {
        let value = operate(vm, op, a, b, in_place)?;
        if value != Value::NOT_IMPLEMENTED {
            return Ok(value);
        }
    }
    binary(vm, op, a, b, in_place)
}

/// Makes what only one instruction was to take floats like others: whoever sees it may keep it.
#[cold]
#[inline(never)]
fn show_temporaries(vm: &mut Vm, a: Value, b: Value) {
    for value in [a, b] {
        if vm.heap.header(value.block()).is(Kind::FloatTemp) {
            vm.heap.set_kind(value.block(), Kind::Float);
        }
    }
}

/// `a op b` of two ints.
#[inline(never)]
fn int_arithmetic(vm: &mut Vm, how: u32, a: Value, b: Value) -> Outcome<Value> {
    let op = Op::decode(how as u8);
    if op != Op::TrueDivide
        && let (Some(x), Some(y)) = (vm.as_int(a), vm.as_int(b))
    {
        let value = int::binary(vm, op, x, y)?;
        if value != Value::NOT_IMPLEMENTED {
            return Ok(value);
        }
    }
    binary(vm, op, a, b, how & IN_PLACE != 0)
}

/// True for texts, bytes, lists and tuples of the built-in types themselves.
#[inline(always)]
fn is_sequence(value: Value, header: Header) -> bool {
    value.is_name()
        || header.is(Kind::Str)
        || header.is(Kind::LongStr)
        || header.is(Kind::Bytes)
        || header.is(Kind::List)
        || header.is(Kind::Tuple)
}
