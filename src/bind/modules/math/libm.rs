//! The library of functions, in the precision of `float`.

use crate::vm::number::Float;

macro_rules! functions {
    ($($name:ident $double:ident $single:ident ($($argument:ident),*);)*) => {
        $(
            pub fn $name($($argument: Float),*) -> Float {
                #[cfg(feature = "f32")]
                return ::libm::$single($($argument),*);
                #[cfg(not(feature = "f32"))]
                ::libm::$double($($argument),*)
            }
        )*
    };
}

functions! {
    acos acos acosf(x);
    acosh acosh acoshf(x);
    asin asin asinf(x);
    asinh asinh asinhf(x);
    atan atan atanf(x);
    atan2 atan2 atan2f(y, x);
    atanh atanh atanhf(x);
    cbrt cbrt cbrtf(x);
    ceil ceil ceilf(x);
    copysign copysign copysignf(x, y);
    cos cos cosf(x);
    cosh cosh coshf(x);
    erf erf erff(x);
    erfc erfc erfcf(x);
    exp exp expf(x);
    exp2 exp2 exp2f(x);
    expm1 expm1 expm1f(x);
    fabs fabs fabsf(x);
    floor floor floorf(x);
    fmod fmod fmodf(x, y);
    hypot hypot hypotf(x, y);
    lgamma lgamma lgammaf(x);
    log log logf(x);
    log10 log10 log10f(x);
    log1p log1p log1pf(x);
    log2 log2 log2f(x);
    nextafter nextafter nextafterf(x, y);
    pow pow powf(x, y);
    remainder remainder remainderf(x, y);
    sin sin sinf(x);
    sinh sinh sinhf(x);
    sqrt sqrt sqrtf(x);
    tan tan tanf(x);
    tanh tanh tanhf(x);
    tgamma tgamma tgammaf(x);
    trunc trunc truncf(x);
}

/// A float as a mantissa from 1/2 to 1 and an exponent.
pub fn frexp(x: Float) -> (Float, i32) {
    #[cfg(feature = "f32")]
    return ::libm::frexpf(x);
    #[cfg(not(feature = "f32"))]
    ::libm::frexp(x)
}

/// `x * 2**exponent`
pub fn ldexp(x: Float, exponent: i32) -> Float {
    #[cfg(feature = "f32")]
    return ::libm::ldexpf(x, exponent);
    #[cfg(not(feature = "f32"))]
    ::libm::ldexp(x, exponent)
}
