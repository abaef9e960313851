//! `json`: reading and writing in steps. `python/json.py` drives them and does what calls back.

mod encode;
mod load;
mod text;

use crate::vm::native::NativeModule;
use crate::vm::types::{Native, native};

/// `json`.
pub static MODULE: NativeModule = NativeModule { name: "json", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_load", "text, at, stack, flags, /", 4, 4, load::load),
    native("_attach", "stack, value, /", 2, 2, load::attach_value),
    native("_number_end", "text, start, /", 2, 2, load::number_end),
    native("_place", "text, start, /", 2, 2, load::place),
    native("_dump", "value, stack, out, options, /", 4, 4, encode::dump),
    native("_dump_items", "items, stack, out, options, /", 4, 4, encode::dump_items),
    native("_string", "text, at, flags, /", 3, 3, load::long_string),
    native("_quoted", "text, ascii, /", 2, 2, encode::quoted),
];

/// Values that one call reads or writes.
const CHUNK: usize = 8;
/// Bytes of a string that is read or written by itself, in portions.
const LONG: usize = 128;
