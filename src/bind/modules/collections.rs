//! `collections`: its native type. The rest is in `python/collections.py`.

use crate::vm::native::{Constant, NativeModule};
use crate::vm::types::{Native, TypeId, class, native, property};
use crate::vm::value::Value;

/// `collections`.
pub static MODULE: NativeModule =
    NativeModule { name: "collections", functions: FUNCTIONS, constants: CONSTANTS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_field", "index, /", 1, 1, |vm, args| property::of_item(vm, args.get(0))),
    native("_set_named", "class, /", 1, 1, |vm, args| {
        class::set_named(&mut vm.heap, args.get(0));
        Ok(args.get(0))
    }),
];

static CONSTANTS: &[(&str, Constant)] = &[("deque", Constant::Value(Value::builtin_type(TypeId::Deque)))];
