//! Operators between numbers of all types: coerce once, then operate.

use super::bigint::Int;
use super::{boolean, complex, float, int, linear, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::exec::operator::{floor_divide, modulo};
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::number::Float;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;
use core::cmp::Ordering;

/// A number, by the type it is computed as.
#[derive(Clone, Copy)]
pub enum Number {
    /// An int or a bool.
    Int(Int),
    /// A float.
    Float(Float),
    /// The real and the imaginary part.
    Complex(Float, Float),
}

impl Vm<'_> {
    /// The number that a value is, instances of subclasses included.
    pub fn to_number(&self, value: Value) -> Option<Number> {
        let value = if value.is_small() { value } else { self.payload(value) };
        if let Some(float) = self.as_float(value) {
            return Some(Number::Float(float));
        }
        if self.heap.memory().header(value.block()).is(Kind::Complex) {
            let (real, imag) = complex::parts(&self.heap, value.block());
            return Some(Number::Complex(real, imag));
        }
        self.as_int(value).map(Number::Int)
    }

    /// A number as a float; OverflowError for ints beyond it. A complex number's real part.
    pub fn number_as_float(&mut self, number: Number) -> Outcome<Float> {
        match number {
            Number::Float(float) | Number::Complex(float, _) => Ok(float),
            Number::Int(int) => match int.to_float(&self.heap) {
                Some(float) => Ok(float),
                None => raise!(self, OverflowError, "int too large to convert to float"),
            },
        }
    }

    /// A float, or a small int as one.
    #[inline]
    fn quick_float(&self, value: Value) -> Option<Float> {
        if value.is_small() { Some(value.small_int() as Float) } else { self.as_float(value) }
    }

    fn number_as_complex(&mut self, number: Number) -> Outcome<(Float, Float)> {
        match number {
            Number::Complex(real, imag) => Ok((real, imag)),
            _ => Ok((self.number_as_float(number)?, 0.0)),
        }
    }

    /// `a op b`; `NotImplemented` unless both are numbers that know the operator.
    pub fn number_binary(&mut self, op: Op, a: Value, b: Value, _in_place: bool) -> Outcome<Value> {
        if let (Some(x), Some(y)) = (self.quick_float(a), self.quick_float(b))
            && let Some(result) = float::quick(op, x, y).filter(|_| !(a.is_small() && b.is_small()))
        {
            return self.new_float(result);
        }
        let (Some(x), Some(y)) = (self.to_number(a), self.to_number(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
        match (x, y) {
            (Number::Int(x), Number::Int(y)) => {
                if let Some(truth) = boolean::bitwise(op, a, b) {
                    return Ok(truth);
                }
                int::binary(self, op, x, y)
            }
            (Number::Complex(..), _) | (_, Number::Complex(..)) if complex::knows(op) => {
                let (x, y) = (self.number_as_complex(x)?, self.number_as_complex(y)?);
                complex::binary(self, op, x, y)
            }
            (Number::Complex(..), _) | (_, Number::Complex(..)) => Ok(Value::NOT_IMPLEMENTED),
            _ if float::knows(op) => {
                let (x, y) = (self.number_as_float(x)?, self.number_as_float(y)?);
                float::binary(self, op, x, y)
            }
            _ => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// The order of two numbers that are not complex: `None` if there is none, as with NaN.
    pub fn number_order(&self, a: Number, b: Number) -> Option<Ordering> {
        use super::bigint::{compare, compare_float};
        match (a, b) {
            (Number::Int(a), Number::Int(b)) => Some(compare(&self.heap, &a, &b)),
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Int(a), Number::Float(b)) => compare_float(&self.heap, &a, b),
            (Number::Float(a), Number::Int(b)) => compare_float(&self.heap, &b, a).map(Ordering::reverse),
            _ => None,
        }
    }

    /// `a == b` for numbers.
    pub fn number_equal(&self, a: Number, b: Number) -> bool {
        match (a, b) {
            (Number::Complex(real, imag), Number::Complex(x, y)) => real == x && imag == y,
            (Number::Complex(real, imag), other) | (other, Number::Complex(real, imag)) => {
                imag == 0.0 && self.number_order(Number::Float(real), other) == Some(Ordering::Equal)
            }
            _ => self.number_order(a, b) == Some(Ordering::Equal),
        }
    }

    /// `a op b` for the comparisons; `NotImplemented` unless both are numbers that have an order.
    pub fn number_compare(&mut self, op: Op, a: Value, b: Value) -> Outcome<Value> {
        let (Some(x), Some(y)) = (self.to_number(a), self.to_number(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
        match op {
            _ if let (Number::Int(a), Number::Int(b)) = (&x, &y) => {
                let order = linear::compare(self, *a, *b)?;
                return Ok(Value::bool(tuple::holds(op, order)));
            }
            Op::Equal => return Ok(Value::bool(self.number_equal(x, y))),
            Op::NotEqual => return Ok(Value::bool(!self.number_equal(x, y))),
            _ if matches!(x, Number::Complex(..)) || matches!(y, Number::Complex(..)) => {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            _ => {}
        }
        let order = self.number_order(x, y);
        Ok(Value::bool(order.is_some_and(|order| tuple::holds(op, order))))
    }
}

/// `abs(x)`; `NotImplemented` for what is no number.
pub fn absolute(vm: &mut Vm, value: Value) -> Outcome<Value> {
    match vm.to_number(value) {
        Some(Number::Int(_)) => int::absolute(vm, value),
        Some(Number::Float(x)) => vm.new_float(x.abs()),
        Some(Number::Complex(real, imag)) => complex::absolute(vm, (real, imag)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `divmod(a, b)`; `NotImplemented` unless both are real numbers.
pub fn divmod(vm: &mut Vm, a: Value, b: Value) -> Outcome<Value> {
    if a.is_small()
        && b.is_small()
        && let (Some(quotient), Some(remainder)) = (floor_divide(a, b), modulo(a, b))
    {
        return tuple::new(vm, &[quotient, remainder]);
    }
    match (vm.to_number(a), vm.to_number(b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => int::divmod(vm, a, b),
        (None | Some(Number::Complex(..)), _) | (_, None | Some(Number::Complex(..))) => Ok(Value::NOT_IMPLEMENTED),
        (Some(a), Some(b)) => {
            let (a, b) = (vm.number_as_float(a)?, vm.number_as_float(b)?);
            float::divmod(vm, a, b)
        }
    }
}

/// `pow(a, b, modulus)`, where the modulus may be None; `NotImplemented` for what is no number.
pub fn power(vm: &mut Vm, a: Value, b: Value, modulus: Value) -> Outcome<Value> {
    if modulus.is_none() {
        return vm.number_binary(Op::Power, a, b, false);
    }
    let numbers = [vm.to_number(a), vm.to_number(b), vm.to_number(modulus)];
    match numbers {
        [Some(Number::Int(a)), Some(Number::Int(b)), Some(Number::Int(m))] => int::power_modulo(vm, a, b, m),
        [Some(_), Some(_), Some(_)] => {
            raise!(vm, TypeError, "pow() 3rd argument not allowed unless all arguments are integers")
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `round(x, digits)` of a real number; the digits are an int or None. `NotImplemented` for others.
pub fn round(vm: &mut Vm, value: Value, digits: Value) -> Outcome<Value> {
    let number = vm.to_number(value);
    let asked = digits;
    let digits = if digits.is_none() { None } else { vm.as_clamped_index(digits)? };
    if digits.is_none() && !asked.is_none() {
        let arguments = tuple::new(vm, &[asked])?;
        let name = Value::name(name::__ROUND__);
        return Err(vm.instead_prelude(Prelude::CallIndexed, &[value, name, arguments]));
    }
    match (number, digits) {
        (Some(Number::Int(int)), Some(digits)) if digits < 0 => int::round(vm, int, digits.unsigned_abs()),
        (Some(Number::Int(_)), _) => int::plain_value(vm, value),
        (Some(Number::Float(x)), None) => float::round_to_int(vm, x),
        (Some(Number::Float(x)), Some(digits)) => float::round(vm, x, digits),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `floor(x)` or `ceil(x)` of a real number, as an int.
pub fn rounded(vm: &mut Vm, value: Value, round: fn(Float) -> Float) -> Outcome<Value> {
    match vm.to_number(value) {
        Some(Number::Float(x)) if x.is_finite() => float::truncate(vm, round(x)),
        Some(Number::Float(x)) => float::truncate(vm, x),
        _ => int::plain_value(vm, value),
    }
}
