//! `cmath`: functions of complex numbers.

use super::math::libm::{asinh, atan2, copysign, cos, cosh, exp, hypot, ldexp, log, log1p, sin, sinh, sqrt, tanh};
use super::math::{Fault, raise_fault};
use crate::vm::Vm;
use crate::vm::native::NativeModule;
use crate::vm::number::Float;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::arithmetic::Number;
use crate::vm::types::{Args, Native, complex, native, tuple};
use crate::vm::value::Value;

/// `cmath`.
pub static MODULE: NativeModule =
    NativeModule { name: "cmath", functions: FUNCTIONS, constants: super::math::CONSTANTS, ..NativeModule::PLAIN };

/// A complex number.
type Complex = (Float, Float);

macro_rules! functions {
    (one: $($name:literal $function:ident,)*; others: $($row:expr,)*) => {
        static FUNCTIONS: &[Native] = &[
            $(native($name, "z, /", 1, 1, |vm, args| one(vm, args, $function)),)*
            $($row,)*
        ];
    };
}

functions! {
    one:
        "acos" arc_cosine,
        "acosh" area_cosine,
        "asin" arc_sine,
        "asinh" area_sine,
        "atan" arc_tangent,
        "atanh" area_tangent,
        "cos" cosine,
        "cosh" hyperbolic_cosine,
        "exp" exponential,
        "log10" decimal_logarithm,
        "sin" sine,
        "sinh" hyperbolic_sine,
        "sqrt" root,
        "tan" tangent,
        "tanh" hyperbolic_tangent,;
    others:
        native("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", 2, 2, is_close),
        native("isfinite", "z, /", 1, 1, |vm, args| is(vm, args, |(x, y)| x.is_finite() && y.is_finite())),
        native("isinf", "z, /", 1, 1, |vm, args| is(vm, args, |(x, y)| x.is_infinite() || y.is_infinite())),
        native("isnan", "z, /", 1, 1, |vm, args| is(vm, args, |(x, y)| x.is_nan() || y.is_nan())),
        native("log", "z, base=e, /", 1, 2, logarithm),
        native("phase", "z, /", 1, 1, phase),
        native("polar", "z, /", 1, 1, polar),
        native("rect", "r, phi, /", 2, 2, rect),
}

fn number(vm: &mut Vm, value: Value) -> Outcome<Complex> {
    match vm.to_number(value) {
        Some(Number::Complex(real, imag)) => Ok((real, imag)),
        Some(number) => Ok((vm.number_as_float(number)?, 0.0)),
        None => raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value)),
    }
}

fn is_finite((x, y): Complex) -> bool {
    x.is_finite() && y.is_finite()
}

/// The result of a function; what is finite must lead to something finite.
fn one(vm: &mut Vm, args: Args, function: fn(Complex) -> Complex) -> Outcome<Value> {
    let z = number(vm, args.get(0))?;
    result(vm, z, function(z))
}

fn result(vm: &mut Vm, z: Complex, (x, y): Complex) -> Outcome<Value> {
    if is_finite(z) && !is_finite((x, y)) {
        let is_too_large = x.is_infinite() || y.is_infinite();
        let is_pole = z.0.abs() <= 1.0 && z.1.abs() <= 1.0;
        return raise_fault(vm, if is_too_large && !is_pole { Fault::Range } else { Fault::Domain });
    }
    if x.is_nan() && y.is_nan() && !z.0.is_nan() && !z.1.is_nan() {
        return raise_fault(vm, Fault::Domain);
    }
    complex::new(vm, (x, y))
}

fn is(vm: &mut Vm, args: Args, test: fn(Complex) -> bool) -> Outcome<Value> {
    number(vm, args.get(0)).map(|z| Value::bool(test(z)))
}

fn is_close(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (a, b) = (number(vm, args.get(0))?, number(vm, args.get(1))?);
    let relative = if args.get(2).is_defined() { number(vm, args.get(2))?.0 } else { 1e-9 };
    let absolute = if args.get(3).is_defined() { number(vm, args.get(3))?.0 } else { 0.0 };
    if relative < 0.0 || absolute < 0.0 {
        return raise!(vm, ValueError, "tolerances must be non-negative");
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    let is_infinite = |(x, y): Complex| x.is_infinite() || y.is_infinite();
    if is_infinite(a) || is_infinite(b) {
        return Ok(Value::FALSE);
    }
    let distance = hypot(a.0 - b.0, a.1 - b.1);
    let close = distance <= relative * hypot(b.0, b.1) || distance <= relative * hypot(a.0, a.1);
    Ok(Value::bool(close || distance <= absolute))
}

fn logarithm(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let z = number(vm, args.get(0))?;
    let mut value = natural_logarithm(z);
    if args.get(1).is_defined() {
        let base = number(vm, args.get(1))?;
        let (c, d) = natural_logarithm(base);
        if (c, d) == (0.0, 0.0) {
            return raise_fault(vm, Fault::Domain);
        }
        value = divide(value, (c, d));
    }
    result(vm, z, value)
}

fn phase(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (x, y) = number(vm, args.get(0))?;
    vm.new_float(atan2(y, x))
}

fn polar(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (x, y) = number(vm, args.get(0))?;
    let length = hypot(x, y);
    if length.is_infinite() && is_finite((x, y)) {
        return raise_fault(vm, Fault::Range);
    }
    let length = vm.new_float(length)?;
    let angle = vm.new_float(atan2(y, x))?;
    tuple::new(vm, &[length, angle])
}

fn rect(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut parts = [0.0; 2];
    for (index, part) in parts.iter_mut().enumerate() {
        let value = args.get(index);
        *part = match vm.as_real(value)? {
            Some(x) => x,
            None => return raise!(vm, TypeError, "must be real number, not {}", vm.type_of(value)),
        };
    }
    let [length, angle] = parts;
    if angle.is_infinite() && length != 0.0 && !length.is_nan() {
        return raise_fault(vm, Fault::Domain);
    }
    let part = |x: Float| if length == 0.0 && !angle.is_finite() { 0.0 } else { length * x };
    complex::new(vm, (part(cos(angle)), part(sin(angle))))
}

fn divide((a, b): Complex, (c, d): Complex) -> Complex {
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let scale = c + d * ratio;
        ((a + b * ratio) / scale, (b - a * ratio) / scale)
    } else {
        let ratio = c / d;
        let scale = c * ratio + d;
        ((a * ratio + b) / scale, (b * ratio - a) / scale)
    }
}

/// `log(|z|)`, exact near the unit circle.
fn log_of_length((x, y): Complex) -> Float {
    let (x, y) = (x.abs(), y.abs());
    let (large, small) = if x > y { (x, y) } else { (y, x) };
    let length = hypot(x, y);
    if (0.71..=1.73).contains(&length) {
        return log1p((large - 1.0) * (large + 1.0) + small * small) / 2.0;
    }
    if length.is_infinite() && large.is_finite() {
        return log(hypot(ldexp(x, -1), ldexp(y, -1))) + core::f64::consts::LN_2 as Float;
    }
    if large > 0.0 && large < Float::MIN_POSITIVE {
        let up = Float::MANTISSA_DIGITS as i32;
        return log(hypot(ldexp(x, up), ldexp(y, up))) - up as Float * core::f64::consts::LN_2 as Float;
    }
    log(length)
}

fn natural_logarithm(z: Complex) -> Complex {
    (log_of_length(z), atan2(z.1, z.0))
}

fn decimal_logarithm(z: Complex) -> Complex {
    let (x, y) = natural_logarithm(z);
    let ten = core::f64::consts::LN_10 as Float;
    (x / ten, y / ten)
}

fn exponential((x, y): Complex) -> Complex {
    let size = exp(x);
    if y == 0.0 || size == 0.0 {
        return (if y.is_finite() || size == 0.0 { size } else { y }, if y == 0.0 { y } else { 0.0 });
    }
    if x > LARGE {
        // In two steps, so that what is small of it does not overflow.
        let size = exp(x - 1.0);
        return (size * cos(y) * E, size * sin(y) * E);
    }
    (size * cos(y), size * sin(y))
}

const E: Float = core::f64::consts::E as Float;
/// Beyond this the exponential function of a number may be too large, and of one less is not.
const LARGE: Float = (Float::MAX_EXP - 2) as Float * core::f64::consts::LN_2 as Float;

fn root((x, y): Complex) -> Complex {
    if x == 0.0 && y == 0.0 {
        return (0.0, y);
    }
    if y.is_infinite() {
        return (Float::INFINITY, y);
    }
    if x.is_nan() || y.is_nan() && !x.is_infinite() {
        return (Float::NAN, Float::NAN);
    }
    if x.is_infinite() {
        let other = if y.is_nan() { y } else { 0.0 };
        return if x > 0.0 { (x, copysign(other, y)) } else { (other.abs(), copysign(-x, y)) };
    }
    // Scaled so that the sum of the squares neither overflows nor vanishes.
    let (up, down) = if x.abs().max(y.abs()) < Float::MIN_POSITIVE * 4.0 {
        (2 * (Float::MANTISSA_DIGITS as i32 / 2 + 1), -(Float::MANTISSA_DIGITS as i32 / 2 + 1))
    } else {
        (-4, 2)
    };
    let (a, b) = (ldexp(x.abs(), up), ldexp(y.abs(), up));
    let part = ldexp(sqrt((a + hypot(a, b)) / 2.0), down);
    let other = y.abs() / (2.0 * part);
    if x >= 0.0 { (part, copysign(other, y)) } else { (other, copysign(part, y)) }
}

fn hyperbolic_sine((x, y): Complex) -> Complex {
    if y == 0.0 {
        return (sinh(x), y);
    }
    if x.abs() > LARGE {
        let one = copysign(1.0, x);
        return (cos(y) * sinh(x - one) * E, sin(y) * cosh(x - one) * E);
    }
    (cos(y) * sinh(x), sin(y) * cosh(x))
}

fn hyperbolic_cosine((x, y): Complex) -> Complex {
    if y == 0.0 {
        return (cosh(x), copysign(0.0, x) * y.signum());
    }
    if x.abs() > LARGE {
        let one = copysign(1.0, x);
        return (cos(y) * cosh(x - one) * E, sin(y) * sinh(x - one) * E);
    }
    (cos(y) * cosh(x), sin(y) * sinh(x))
}

fn hyperbolic_tangent((x, y): Complex) -> Complex {
    if y == 0.0 {
        return (tanh(x), y);
    }
    if x.abs() > 40.0 {
        let small = 4.0 * sin(y) * cos(y) * exp(-2.0 * x.abs());
        return (copysign(1.0, x), if small == 0.0 { copysign(0.0, sin(2.0 * y)) } else { small });
    }
    let (tx, ty) = (tanh(x), super::math::libm::tan(y));
    let cx = 1.0 / cosh(x);
    let part = tx * ty;
    let scale = 1.0 + part * part;
    (tx * (1.0 + ty * ty) / scale, (ty / scale) * cx * cx)
}

/// What a function of `iz` says of `z`, turned back.
fn turned((x, y): Complex, function: fn(Complex) -> Complex) -> Complex {
    let (a, b) = function((-y, x));
    (b, -a)
}

fn sine(z: Complex) -> Complex {
    turned(z, hyperbolic_sine)
}

fn cosine((x, y): Complex) -> Complex {
    hyperbolic_cosine((-y, x))
}

fn tangent(z: Complex) -> Complex {
    turned(z, hyperbolic_tangent)
}

/// Beyond this a square is as large as can be.
const HUGE: Float = Float::MAX / 4.0;

/// Beyond this the square of a number is too large, in single precision as well as in double.
const SQUARABLE: Float = if Float::MAX_EXP > 200 { 1e150_f64 as Float } else { 1e18 };

fn is_huge((x, y): Complex) -> bool {
    x.abs() > HUGE || y.abs() > HUGE
}

fn log_of_huge((x, y): Complex) -> Float {
    log(hypot(x / 2.0, y / 2.0)) + 2.0 * core::f64::consts::LN_2 as Float
}

fn arc_cosine((x, y): Complex) -> Complex {
    if is_huge((x, y)) {
        return (atan2(y.abs(), x), copysign(log_of_huge((x, y)), -y));
    }
    let (a, b) = root((1.0 - x, -y));
    let (c, d) = root((1.0 + x, y));
    (2.0 * atan2(a, c), asinh(c * b - d * a))
}

fn area_cosine((x, y): Complex) -> Complex {
    if is_huge((x, y)) {
        return (log_of_huge((x, y)), atan2(y, x));
    }
    let (a, b) = root((x - 1.0, y));
    let (c, d) = root((x + 1.0, y));
    (asinh(a * c + b * d), 2.0 * atan2(b, c))
}

fn area_sine((x, y): Complex) -> Complex {
    if is_huge((x, y)) {
        return (copysign(log_of_huge((x, y)), x), atan2(y, x.abs()));
    }
    let (a, b) = root((1.0 + y, -x));
    let (c, d) = root((1.0 - y, x));
    (asinh(a * d - c * b), atan2(y, a * c - b * d))
}

fn arc_sine(z: Complex) -> Complex {
    turned(z, area_sine)
}

fn area_tangent((x, y): Complex) -> Complex {
    if x < 0.0 || x == 0.0 && x.is_sign_negative() {
        let (a, b) = area_tangent((-x, -y));
        return (-a, -b);
    }
    let half_pi = core::f64::consts::FRAC_PI_2 as Float;
    if x.abs() > SQUARABLE || y.abs() > SQUARABLE {
        let length = hypot(x / 2.0, y / 2.0);
        let part = if length.is_infinite() { copysign(0.0, x) } else { x / 4.0 / length / length };
        return (part, copysign(half_pi, y));
    }
    if x == 1.0 && y.abs() < Float::MIN_POSITIVE {
        return (Float::INFINITY, y);
    }
    if x == 0.0 && y.is_nan() {
        return (x, y);
    }
    let square = y * y;
    let real = log1p(4.0 * x / ((1.0 - x) * (1.0 - x) + square)) / 4.0;
    (real, -atan2(-2.0 * y, (1.0 - x) * (1.0 + x) - square) / 2.0)
}

fn arc_tangent(z: Complex) -> Complex {
    turned(z, area_tangent)
}
