//! `float`: a boxed IEEE number, double or (feature `f32`) single precision.

use super::{Args, Getter, Out, Slots, Type, TypeId, complex, int, native, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::number::float_text::{FloatText, Notation};
use crate::vm::number::hex_float::{HEX_LENGTH, HexError, parse_hex, write_hex};
use crate::vm::number::{Float, Slice, binary, decimal, magnitude, parse, power, real};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// `float`
pub static TYPE: Type = Type {
    name: "float",
    slots: Slots {
        make: Some(make),
        repr: Some(repr),
        hash: Some(|vm, value| Ok(real::hash_float(vm.as_float(value).unwrap_or(0.0)))),
        truth: Some(|vm, value| vm.as_float(value).is_none_or(|x| x != 0.0)),
        binary: Some(|vm, op, a, b, in_place| vm.number_binary(op, a, b, in_place)),
        unary: Some(unary),
        compare: Some(|vm, op, a, b| vm.number_compare(op, a, b)),
        ..Slots::NONE
    },
    methods: &[
        native("as_integer_ratio", "self, /", 1, 1, as_integer_ratio),
        native("conjugate", "self, /", 1, 1, |vm, args| Ok(vm.payload(args.get(0)))),
        native("fromhex", "cls, string, /", 2, 2, fromhex),
        native("hex", "self, /", 1, 1, hex),
        native("is_integer", "self, /", 1, 1, is_integer),
    ],
    getters: &[
        Getter { name: "real", get: |vm, value| Ok(vm.payload(value)) },
        Getter { name: "imag", get: |vm, _| vm.new_float(0.0) },
    ],
    ..Type::PLAIN
};

/// Words of a float's bits.
pub const WORDS: usize = size_of::<Float>() / 4;
/// The greatest length of a float's repr: "-2.2250738585072014e-308".
pub const REPR_LENGTH: usize = 24;

/// Reads a float that starts at a word of a block.
#[inline(always)]
pub fn read(heap: &Heap, at: Ref, index: usize) -> Float {
    let words = heap.words::<5>(at);
    join(|part| words.get(index + part))
}

/// The float in a block whose first words these are.
#[inline(always)]
pub fn of_cells(words: &[Cell<u32>; 1 + WORDS]) -> Float {
    join(|part| words.get(1 + part).map_or(0, Cell::get))
}

/// A float of its words.
#[inline(always)]
fn join(word: impl Fn(usize) -> u32) -> Float {
    let high = if WORDS > 1 { u64::from(word(WORDS - 1)) << 32 } else { 0 };
    // As many bits as a float has.
    Float::from_bits((high | u64::from(word(0))) as _)
}

/// The words of a float's block after its header.
#[inline(always)]
#[allow(clippy::useless_conversion, reason = "it is none with feature f32")]
pub fn to_words(x: Float) -> [u32; WORDS] {
    let bits = u64::from(x.to_bits());
    let mut words = [bits as u32; WORDS];
    if WORDS > 1 {
        words[WORDS - 1] = (bits >> 32) as u32;
    }
    words
}

/// Writes a float into a new block from a word on.
#[inline(always)]
pub fn write(heap: &mut Heap, at: Ref, index: usize, x: Float) {
    for (place, word) in to_words(x).into_iter().enumerate() {
        heap.write(at, index + place, word);
    }
}

/// A float, where the loop makes it.
#[inline(always)]
pub fn make_here(heap: &mut Heap, x: Float) -> Outcome<Value> {
    Ok(Value::reference(heap.alloc_words(Kind::Float, to_words(x))?))
}

/// As [`Vm::as_float`], where the loop asks.
#[inline(always)]
pub fn of(heap: &Heap, value: Value) -> Option<Float> {
    let at = value.as_ref()?;
    (heap.memory().header(at).is(Kind::Float)).then(|| read(heap, at, 1))
}

impl Vm<'_> {
    /// A float.
    #[inline(never)]
    pub fn new_float(&mut self, x: Float) -> Outcome<Value> {
        make_here(&mut self.heap, x)
    }

    /// A float's number; of `float` itself only.
    #[inline(never)]
    pub fn as_float(&self, value: Value) -> Option<Float> {
        of(&self.heap, value)
    }

    /// The float that a real number is, for arguments; `None` for other objects.
    pub fn as_real(&mut self, value: Value) -> Outcome<Option<Float>> {
        match self.to_number(value) {
            None | Some(super::arithmetic::Number::Complex(..)) => Ok(None),
            Some(number) => self.number_as_float(number).map(Some),
        }
    }
}

/// `float(x=0.0, /)`
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    if args.count() > 1 {
        return raise!(vm, TypeError, "float expected at most 1 argument, got {}", Value::len(args.count()));
    }
    if !value.is_defined() {
        return vm.new_float(0.0);
    }
    if vm.is_instance(value) {
        return Err(vm.tail_call(vm.prelude(Prelude::FloatFrom), &[value]));
    }
    from_builtin(vm, value)
}

/// The float that an object of a built-in type converts to.
pub fn from_builtin(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let value = vm.payload(value);
    if vm.as_float(value).is_some() {
        return Ok(value);
    }
    if let Some(x) = vm.as_real(value)? {
        return vm.new_float(x);
    }
    let Some(text) = vm.text(value).map(|text| int::strip(vm, text)) else {
        let class = vm.type_of(value);
        return raise!(vm, TypeError, "float() argument must be a string or a real number, not '{}'", class);
    };
    match parse::parse_float(text.bytes(vm)) {
        Some(x) => vm.new_float(x),
        None => raise!(vm, ValueError, "could not convert string to float: {r}", value),
    }
}

/// Writes the shortest text that reads back as the same float; gives its length.
pub fn text_of(x: Float, text: &mut [u8]) -> usize {
    let mut digits = FloatText::new(x, Notation::Shortest, false);
    digits.write(&mut Slice::new(text));
    digits.length().min(text.len())
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let mut text = [0; REPR_LENGTH];
    let length = text_of(vm.as_float(value).unwrap_or(0.0), &mut text);
    out.text(vm, text.get(..length).unwrap_or_default())
}

/// True for the operators that floats have.
pub fn knows(op: Op) -> bool {
    matches!(op, Op::Add | Op::Subtract | Op::Multiply | Op::TrueDivide | Op::FloorDivide | Op::Modulo | Op::Power)
}

/// `a op b` where nothing can go wrong.
#[inline]
pub fn quick(op: Op, a: Float, b: Float) -> Option<Float> {
    match op {
        Op::Add => Some(a + b),
        Op::Subtract => Some(a - b),
        Op::Multiply => Some(a * b),
        Op::TrueDivide if b != 0.0 => Some(a / b),
        _ => None,
    }
}

/// `a op b`
pub fn binary(vm: &mut Vm, op: Op, a: Float, b: Float) -> Outcome<Value> {
    let result = match op {
        Op::Add => a + b,
        Op::Subtract => a - b,
        Op::Multiply => a * b,
        Op::Power => return power(vm, a, b),
        Op::TrueDivide if b == 0.0 => return raise!(vm, ZeroDivisionError, "float division by zero"),
        Op::FloorDivide if b == 0.0 => return raise!(vm, ZeroDivisionError, "float floor division by zero"),
        _ if b == 0.0 => return raise!(vm, ZeroDivisionError, "float modulo"),
        Op::TrueDivide => a / b,
        Op::FloorDivide => floor_modulo(a, b).0,
        _ => floor_modulo(a, b).1,
    };
    vm.new_float(result)
}

/// `divmod(a, b)`
pub fn divmod(vm: &mut Vm, a: Float, b: Float) -> Outcome<Value> {
    if b == 0.0 {
        return raise!(vm, ZeroDivisionError, "float divmod()");
    }
    let (quotient, remainder) = floor_modulo(a, b);
    let quotient = vm.new_float(quotient)?;
    let remainder = vm.new_float(remainder)?;
    tuple::new(vm, &[quotient, remainder])
}

/// Floored quotient and remainder of the sign of `b`, as CPython rounds them; `b` is not 0.
fn floor_modulo(a: Float, b: Float) -> (Float, Float) {
    let mut remainder = math::fmod(a, b);
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = math::copysign(0.0, b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (math::copysign(0.0, a / b), remainder);
    }
    let floor = math::floor(quotient);
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

fn power(vm: &mut Vm, a: Float, b: Float) -> Outcome<Value> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return raise!(vm, ZeroDivisionError, "0.0 cannot be raised to a negative power");
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && math::floor(b) != b {
        return complex::binary(vm, Op::Power, (a, 0.0), (b, 0.0));
    }
    let integral = b.abs() < MAX_INTEGER && math::floor(b) == b && a != 0.0 && a.is_finite();
    let result = if integral { power::power(a, b as i32) } else { math::pow(a, b) };
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return out_of_range(vm);
    }
    vm.new_float(result)
}

/// Exponents below this are done exactly, if they are integers: `libm` errs in the last digit of `10.0 ** -303`.
const MAX_INTEGER: Float = 1e9;

/// The OverflowError of C's `ERANGE`.
pub fn out_of_range(vm: &mut Vm) -> Outcome<Value> {
    raise!(vm, OverflowError, "(34, 'Numerical result out of range')")
}

fn unary(vm: &mut Vm, op: Op, value: Value) -> Outcome<Value> {
    let x = vm.as_float(value).unwrap_or(0.0);
    match op {
        Op::Negative => vm.new_float(-x),
        Op::Positive => Ok(value),
        _ => raise!(vm, TypeError, "bad operand type for unary ~: '{}'", vm.type_of(value)),
    }
}

/// `int(x)`
pub fn truncate(vm: &mut Vm, x: Float) -> Outcome<Value> {
    if x.is_nan() {
        return raise!(vm, ValueError, "cannot convert float NaN to integer");
    }
    if x.is_infinite() {
        return raise!(vm, OverflowError, "cannot convert float infinity to integer");
    }
    super::bigint::from_float(vm, x)
}

/// `round(x)`: to the nearest int, ties to even.
pub fn round_to_int(vm: &mut Vm, x: Float) -> Outcome<Value> {
    truncate(vm, if x.is_finite() { math::rint(x) } else { x })
}

/// `round(x, digits)`
pub fn round(vm: &mut Vm, x: Float, digits: isize) -> Outcome<Value> {
    if !x.is_finite() {
        return vm.new_float(x);
    }
    match decimal::round_half_even_to_digits(x, digits.clamp(-1000, 1000) as i32) {
        Some(rounded) => vm.new_float(rounded),
        None => raise!(vm, OverflowError, "rounded value too large to represent"),
    }
}

fn this(vm: &Vm, args: Args) -> Float {
    vm.as_float(args.get(0)).unwrap_or(0.0)
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let x = this(vm, args);
    if x.is_nan() {
        return raise!(vm, ValueError, "cannot convert NaN to integer ratio");
    }
    if x.is_infinite() {
        return raise!(vm, OverflowError, "cannot convert Infinity to integer ratio");
    }
    let (mantissa, exponent) = binary::integer_ratio(x);
    let up = exponent.max(0) as usize;
    let down = exponent.min(0).unsigned_abs() as usize;
    let numerator = shifted(vm, mantissa, up, x < 0.0)?;
    let denominator = shifted(vm, 1, down, false)?;
    tuple::new(vm, &[numerator, denominator])
}

fn shifted(vm: &mut Vm, mantissa: u64, bits: usize, negative: bool) -> Outcome<Value> {
    let mut draft = super::bigint::Draft::new(vm, bits / 32 + 3)?;
    magnitude::shift_left(draft.limbs(vm), &[mantissa as u32, (mantissa >> 32) as u32], bits);
    draft.negative = negative;
    Ok(draft.finish(vm))
}

fn fromhex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.str_text(args.get(1)).map(|text| int::strip(vm, text)) else {
        return raise!(vm, TypeError, "bad argument type for built-in operation");
    };
    let x = match parse_hex(text.bytes(vm)) {
        Ok(x) => x,
        Err(HexError::Invalid) => return raise!(vm, ValueError, "invalid hexadecimal floating-point string"),
        Err(HexError::TooLarge) => {
            return raise!(vm, OverflowError, "hexadecimal value too large to represent as a float");
        }
    };
    let result = vm.new_float(x)?;
    match args.get(0) {
        class if class.is_defined() && class != Value::builtin_type(TypeId::Float) => {
            Err(vm.tail_call(class, &[result]))
        }
        _ => Ok(result),
    }
}

fn hex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut text = [0; HEX_LENGTH];
    write_hex(this(vm, args), &mut Slice::new(&mut text));
    let length = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
    vm.new_str(text.get(..length).unwrap_or_default())
}

fn is_integer(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let x = this(vm, args);
    Ok(Value::bool(x.is_finite() && math::floor(x) == x))
}

/// `libm` in the precision of `float`.
pub mod math {
    use super::Float;
    #[cfg(feature = "f32")]
    pub use crate::vm::number::circle::{cos, sin};
    #[cfg(not(feature = "f32"))]
    pub use libm::{cos, sin};

    macro_rules! functions {
        ($($name:ident $single:ident ($($argument:ident),*);)*) => {
            $(
                #[doc = concat!("`", stringify!($name), "` of C.")]
                pub fn $name($($argument: Float),*) -> Float {
                    #[cfg(feature = "f32")]
                    return libm::$single($($argument),*);
                    #[cfg(not(feature = "f32"))]
                    libm::$name($($argument),*)
                }
            )*
        };
    }

    functions! {
        floor floorf(x);
        ceil ceilf(x);
        rint rintf(x);
        fmod fmodf(x, y);
        copysign copysignf(x, y);
        pow powf(x, y);
        exp expf(x);
        log logf(x);
        atan2 atan2f(y, x);
        hypot hypotf(x, y);
    }
}
