//! The library of functions, in the precision of `float`.

#[cfg(feature = "f32")]
pub use crate::vm::number::circle::{cos, sin};
#[cfg(not(feature = "f32"))]
pub use ::libm::{
    acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, ceil, copysign, cos, cosh, erf, erfc, exp, exp2, expm1, fabs,
    floor, fmod, frexp, hypot, ldexp, lgamma, log, log1p, log2, log10, nextafter, pow, remainder, sin, sinh, sqrt, tan,
    tanh, tgamma, trunc,
};
#[cfg(feature = "f32")]
pub use ::libm::{
    acosf as acos, acoshf as acosh, asinf as asin, asinhf as asinh, atan2f as atan2, atanf as atan, atanhf as atanh,
    cbrtf as cbrt, ceilf as ceil, copysignf as copysign, coshf as cosh, erfcf as erfc, erff as erf, exp2f as exp2,
    expf as exp, expm1f as expm1, fabsf as fabs, floorf as floor, fmodf as fmod, frexpf as frexp, hypotf as hypot,
    ldexpf as ldexp, lgammaf as lgamma, log1pf as log1p, log2f as log2, log10f as log10, logf as log,
    nextafterf as nextafter, powf as pow, remainderf as remainder, sinhf as sinh, sqrtf as sqrt, tanf as tan,
    tanhf as tanh, tgammaf as tgamma, truncf as trunc,
};
