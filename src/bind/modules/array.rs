//! `array`: the type `array.array`.

use crate::vm::native::{Constant, NativeModule};
use crate::vm::types::TypeId;
use crate::vm::value::Value;

/// `array`.
pub static MODULE: NativeModule = NativeModule { name: "array", constants: CONSTANTS, ..NativeModule::PLAIN };

static CONSTANTS: &[(&str, Constant)] = &[
    ("array", Constant::Value(Value::builtin_type(TypeId::Array))),
    ("ArrayType", Constant::Value(Value::builtin_type(TypeId::Array))),
    ("typecodes", Constant::Str("bBhHiIlLqQfd")),
];
