//! The built-in functions that are native; those in Python are in the prelude.
//!
//! What needs Python code for its work asks for a function of the prelude in its place.

mod aggregate;
mod hidden;
mod inspect;
mod number;
mod text;

pub use hidden::HIDDEN;

use crate::vm::types::{Native, native};

/// The functions that scripts see; those that concern attributes and code are in `vm/exec/natives.rs`.
pub static NATIVES: &[Native] = &[
    native("abs", "x, /", 1, 1, number::abs),
    native("ascii", "object, /", 1, 1, |vm, args| vm.to_ascii(args.get(0))),
    native("bin", "number, /", 1, 1, number::bin),
    native("chr", "i, /", 1, 1, text::chr),
    native("dir", "object, /", 0, 1, inspect::dir),
    native("divmod", "x, y, /", 2, 2, number::divmod),
    native("format", "value, format_spec='', /", 1, 2, text::format),
    native("hash", "object, /", 1, 1, inspect::hash),
    native("hex", "number, /", 1, 1, number::hex),
    native("id", "object, /", 1, 1, inspect::id),
    native("isinstance", "object, classes, /", 2, 2, inspect::is_instance),
    native("issubclass", "class, classes, /", 2, 2, inspect::is_subclass),
    native("iter", "object, sentinel, /", 1, 2, aggregate::iter),
    native("len", "object, /", 1, 1, inspect::len),
    native("locals", "", 0, 0, inspect::locals),
    native("max", "*args", 1, 255, aggregate::max),
    native("min", "*args", 1, 255, aggregate::min),
    native("next", "iterator, default, /", 1, 2, aggregate::next),
    native("oct", "number, /", 1, 1, number::oct),
    native("ord", "c, /", 1, 1, text::ord),
    native("pow", "base, exp, mod=None", 2, 3, number::pow),
    native("print", "*args", 0, 255, text::print),
    native("repr", "object, /", 1, 1, |vm, args| vm.to_repr(args.get(0))),
    native("round", "number, ndigits=None", 1, 2, number::round),
    native("sum", "iterable, /, start=0", 1, 2, aggregate::sum),
    native("vars", "object, /", 0, 1, inspect::vars),
];
