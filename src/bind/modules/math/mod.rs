//! `math`: functions of real numbers. What works on ints of any size or walks over iterables is in `python/math.py`.

pub(super) mod libm;
mod real;

use crate::bind::modules::builtins::FIRST_STANDARD;
use crate::vm::Vm;
use crate::vm::native::{Constant, NativeModule};
use crate::vm::number::Float;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::arithmetic::{self, Number};
use crate::vm::types::{Args, Native, native, tuple};
use crate::vm::value::Value;

/// `math`.
pub static MODULE: NativeModule =
    NativeModule { name: "math", functions: FUNCTIONS, constants: CONSTANTS, ..NativeModule::PLAIN };

/// The constants, which `cmath` has too.
pub(super) static CONSTANTS: &[(&str, Constant)] = &[
    ("pi", Constant::Float(core::f64::consts::PI)),
    ("e", Constant::Float(core::f64::consts::E)),
    ("tau", Constant::Float(core::f64::consts::TAU)),
    ("inf", Constant::Float(f64::INFINITY)),
    ("nan", Constant::Float(f64::NAN)),
];

/// What an infinite result of a finite argument means.
#[derive(Clone, Copy)]
enum Pole {
    /// The argument is outside of the domain.
    Domain,
    /// The result is too large.
    Range,
}

macro_rules! functions {
    (one: $($name:ident $pole:ident,)*; others: $($row:expr,)*) => {
        static FUNCTIONS: &[Native] = &[
            $(native(stringify!($name), "x, /", 1, 1, |vm, args| {
                one(vm, args, stringify!($name), libm::$name, Pole::$pole)
            }),)*
            $($row,)*
        ];
    };
}

functions! {
    one:
        acos Domain,
        acosh Domain,
        asin Domain,
        asinh Domain,
        atan Domain,
        atanh Domain,
        cbrt Domain,
        cos Domain,
        cosh Range,
        erf Domain,
        erfc Domain,
        exp Range,
        exp2 Range,
        expm1 Range,
        fabs Domain,
        log1p Domain,
        sin Domain,
        sinh Range,
        sqrt Domain,
        tan Domain,
        tanh Domain,;
    others:
        native("atan2", "y, x, /", 2, 2, |vm, args| two(vm, args, "atan2", |y, x| Ok(libm::atan2(y, x)))),
        native("ceil", "x, /", 1, 1, |vm, args| rounded(vm, args, "ceil", "__ceil__", libm::ceil)),
        native("copysign", "x, y, /", 2, 2, |vm, args| two(vm, args, "copysign", |x, y| Ok(libm::copysign(x, y)))),
        native("degrees", "x, /", 1, 1, |vm, args| {
            one(vm, args, "degrees", |x| x * (180.0 / core::f64::consts::PI as Float), Pole::Range)
        }),
        native("floor", "x, /", 1, 1, |vm, args| rounded(vm, args, "floor", "__floor__", libm::floor)),
        native("fmod", "x, y, /", 2, 2, |vm, args| two(vm, args, "fmod", real::fmod)),
        native("frexp", "x, /", 1, 1, frexp),
        native("gamma", "x, /", 1, 1, |vm, args| checked(vm, args, "gamma", real::gamma)),
        native("hypot", "*coordinates", 0, 255, hypot),
        native("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", 2, 2, is_close),
        native("isfinite", "x, /", 1, 1, |vm, args| is(vm, args, "isfinite", Float::is_finite)),
        native("isinf", "x, /", 1, 1, |vm, args| is(vm, args, "isinf", Float::is_infinite)),
        native("isnan", "x, /", 1, 1, |vm, args| is(vm, args, "isnan", Float::is_nan)),
        native("ldexp", "x, i, /", 2, 2, ldexp),
        native("lgamma", "x, /", 1, 1, |vm, args| checked(vm, args, "lgamma", real::lgamma)),
        native("log", "x, base=math.e, /", 1, 2, log),
        native("log10", "x, /", 1, 1, |vm, args| logarithm(vm, args, "log10", libm::log10, core::f64::consts::LOG10_2)),
        native("log2", "x, /", 1, 1, |vm, args| logarithm(vm, args, "log2", libm::log2, 1.0)),
        native("modf", "x, /", 1, 1, modf),
        native("nextafter", "x, y, /", 2, 2, |vm, args| two(vm, args, "nextafter", |x, y| Ok(libm::nextafter(x, y)))),
        native("pow", "x, y, /", 2, 2, |vm, args| two(vm, args, "pow", real::pow)),
        native("radians", "x, /", 1, 1, |vm, args| {
            one(vm, args, "radians", |x| x * (core::f64::consts::PI as Float / 180.0), Pole::Range)
        }),
        native("remainder", "x, y, /", 2, 2, |vm, args| two(vm, args, "remainder", real::remainder)),
        native("trunc", "x, /", 1, 1, trunc),
        native("ulp", "x, /", 1, 1, |vm, args| one(vm, args, "ulp", real::ulp, Pole::Range)),
        native("_gcd", "a, b, /", 2, 2, gcd),
        native("_root", "n, /", 1, 1, root),
}

/// Why a function has no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    Domain,
    Range,
}

pub(super) fn raise_fault<T>(vm: &mut Vm, fault: Fault) -> Outcome<T> {
    match fault {
        Fault::Domain => raise!(vm, ValueError, "math domain error"),
        Fault::Range => raise!(vm, OverflowError, "math range error"),
    }
}

/// The function of the table with a name.
fn itself(vm: &Vm, name: &str) -> Value {
    let number = vm.modules.library.number_of(&MODULE).unwrap_or(0);
    let row = FUNCTIONS.iter().position(|row| row.name == name).unwrap_or(0);
    Value::native((FIRST_STANDARD + number) as u8, row as u8)
}

/// Has the prelude make floats of the arguments.
fn ask(vm: &mut Vm, args: Args, name: &str) -> Outcome<Stop> {
    let arguments = tuple::from_args(vm, args)?;
    Ok(vm.tail_call(vm.prelude(Prelude::CallReal), &[itself(vm, name), arguments]))
}

/// An argument as a float.
fn float(vm: &mut Vm, args: Args, index: usize, name: &str) -> Outcome<Float> {
    let value = args.get(index);
    match vm.as_real(value)? {
        Some(x) => Ok(x),
        None if vm.is_instance(value) => Err(ask(vm, args, name)?),
        None => raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value)),
    }
}

fn one(vm: &mut Vm, args: Args, name: &str, function: fn(Float) -> Float, pole: Pole) -> Outcome<Value> {
    let x = float(vm, args, 0, name)?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() {
        return raise_fault(vm, Fault::Domain);
    }
    if result.is_infinite() && x.is_finite() {
        return raise_fault(vm, if matches!(pole, Pole::Range) { Fault::Range } else { Fault::Domain });
    }
    vm.new_float(result)
}

fn checked(vm: &mut Vm, args: Args, name: &str, function: fn(Float) -> Result<Float, Fault>) -> Outcome<Value> {
    let x = float(vm, args, 0, name)?;
    match function(x) {
        Ok(result) => vm.new_float(result),
        Err(fault) => raise_fault(vm, fault),
    }
}

fn two(vm: &mut Vm, args: Args, name: &str, function: fn(Float, Float) -> Result<Float, Fault>) -> Outcome<Value> {
    let x = float(vm, args, 0, name)?;
    let y = float(vm, args, 1, name)?;
    match function(x, y) {
        Ok(result) => vm.new_float(result),
        Err(fault) => raise_fault(vm, fault),
    }
}

fn is(vm: &mut Vm, args: Args, name: &str, test: fn(Float) -> bool) -> Outcome<Value> {
    let x = float(vm, args, 0, name)?;
    Ok(Value::bool(test(x)))
}

/// `ceil`, `floor`: by the object's own method, else by its float.
fn rounded(vm: &mut Vm, args: Args, name: &str, special: &str, round: fn(Float) -> Float) -> Outcome<Value> {
    let value = args.get(0);
    if vm.is_instance(value) {
        let special = vm.new_str(special.as_bytes())?;
        return Err(vm.tail_call(vm.prelude(Prelude::CallRounding), &[itself(vm, name), special, value]));
    }
    match vm.to_number(value) {
        Some(Number::Int(_) | Number::Float(_)) => arithmetic::rounded(vm, value, round),
        _ => raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value)),
    }
}

/// `trunc`: by the object's own method.
fn trunc(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    if vm.is_instance(value) {
        let special = vm.new_str(b"__trunc__")?;
        return Err(vm.tail_call(vm.prelude(Prelude::CallRounding), &[itself(vm, "trunc"), special, value]));
    }
    match vm.to_number(value) {
        Some(Number::Int(_) | Number::Float(_)) => arithmetic::rounded(vm, value, libm::trunc),
        _ => raise!(vm, TypeError, "type {} doesn't define __trunc__ method", vm.type_of(value)),
    }
}

fn frexp(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let x = float(vm, args, 0, "frexp")?;
    let (mantissa, exponent) = if x.is_finite() { libm::frexp(x) } else { (x, 0) };
    let mantissa = vm.new_float(mantissa)?;
    tuple::new(vm, &[mantissa, Value::small(exponent)])
}

fn modf(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let x = float(vm, args, 0, "modf")?;
    let whole = if x.is_finite() { libm::trunc(x) } else { x };
    let part = if x.is_infinite() { 0.0 } else { x - whole };
    let part = vm.new_float(libm::copysign(part, x))?;
    let whole = vm.new_float(whole)?;
    tuple::new(vm, &[part, whole])
}

fn ldexp(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let x = float(vm, args, 0, "ldexp")?;
    if vm.as_int(args.get(1)).is_none() {
        return raise!(vm, TypeError, "Expected an int as second argument to ldexp.");
    }
    let exponent = vm.as_clamped_index(args.get(1))?.unwrap_or(0).clamp(-5000, 5000) as i32;
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() {
        return raise_fault(vm, Fault::Range);
    }
    vm.new_float(result)
}

fn hypot(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut length = real::Length::default();
    for pass in 0..2 {
        for index in 0..args.count() {
            let x = float(vm, args, index, "hypot")?;
            if pass == 0 { length.see(x) } else { length.add(x) }
        }
    }
    vm.new_float(length.root())
}

fn is_close(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let a = float(vm, args, 0, "isclose")?;
    let b = float(vm, args, 1, "isclose")?;
    let relative = if args.get(2).is_defined() { float(vm, args, 2, "isclose")? } else { 1e-9 };
    let absolute = if args.get(3).is_defined() { float(vm, args, 3, "isclose")? } else { 0.0 };
    if relative < 0.0 || absolute < 0.0 {
        return raise!(vm, ValueError, "tolerances must be non-negative");
    }
    Ok(Value::bool(real::is_close(a, b, relative, absolute)))
}

/// The logarithm of an int or a float; `two` is the logarithm of 2.
fn log_of(vm: &mut Vm, args: Args, index: usize, name: &str, log: fn(Float) -> Float, two: f64) -> Outcome<Float> {
    let value = args.get(index);
    let x = match vm.as_int(value).filter(|_| !vm.is_instance(value)) {
        Some(int) if int.negative || int.is_zero() => return raise_fault(vm, Fault::Domain),
        Some(int) => match int.to_float(&vm.heap) {
            Some(x) => x,
            None => {
                let (mantissa, exponent) = real::scaled(int.limbs(&vm.heap));
                return Ok(log(mantissa) + two as Float * exponent as Float);
            }
        },
        None => float(vm, args, index, name)?,
    };
    if x <= 0.0 {
        return raise_fault(vm, Fault::Domain);
    }
    Ok(log(x))
}

fn logarithm(vm: &mut Vm, args: Args, name: &str, log: fn(Float) -> Float, two: f64) -> Outcome<Value> {
    let x = log_of(vm, args, 0, name, log, two)?;
    vm.new_float(x)
}

fn log(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let x = log_of(vm, args, 0, "log", libm::log, core::f64::consts::LN_2)?;
    if !args.get(1).is_defined() {
        return vm.new_float(x);
    }
    let base = log_of(vm, args, 1, "log", libm::log, core::f64::consts::LN_2)?;
    if base == 0.0 {
        return raise!(vm, ZeroDivisionError, "float division by zero");
    }
    vm.new_float(x / base)
}

/// `_gcd(a, b)` of ints; None if they are long.
fn gcd(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let short = |vm: &Vm, index: usize| vm.as_int(args.get(index))?.to_i64(&vm.heap).map(i64::unsigned_abs);
    let (Some(mut a), Some(mut b)) = (short(vm, 0), short(vm, 1)) else { return Ok(Value::NONE) };
    while b != 0 {
        (a, b) = (b, a % b);
    }
    vm.int_from_u64(a)
}

/// `_root(n)` of an int; None if it is long.
fn root(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(n) = vm.as_int(args.get(0)).and_then(|int| int.to_u64(&vm.heap)) else { return Ok(Value::NONE) };
    vm.int_from_u64(n.isqrt())
}
