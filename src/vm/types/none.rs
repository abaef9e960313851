//! `None`, `...` and `NotImplemented`.

use super::{Args, Slots, Type, TypeId};
use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// The type of `None`.
pub static TYPE: Type = Type {
    name: "NoneType",
    slots: Slots {
        make: Some(|vm, args| alone(vm, args, Value::NONE, "NoneType takes no arguments")),
        repr: Some(|vm, _, out| out.text(vm, b"None")),
        truth: Some(|_, _| false),
        ..Slots::NONE
    },
    ..Type::PLAIN
};

/// The type of `...`.
pub static ELLIPSIS: Type = Type {
    name: "ellipsis",
    slots: Slots {
        make: Some(|vm, args| alone(vm, args, Value::ELLIPSIS, "EllipsisType takes no arguments")),
        repr: Some(|vm, _, out| out.text(vm, b"Ellipsis")),
        ..Slots::NONE
    },
    ..Type::PLAIN
};

/// The type of `NotImplemented`.
pub static NOT_IMPLEMENTED: Type = Type {
    name: "NotImplementedType",
    slots: Slots {
        make: Some(|vm, args| alone(vm, args, Value::NOT_IMPLEMENTED, "NotImplementedType takes no arguments")),
        repr: Some(|vm, _, out| out.text(vm, b"NotImplemented")),
        ..Slots::NONE
    },
    ..Type::PLAIN
};

/// The one object of a type; `text` is the TypeError for arguments.
fn alone(vm: &mut Vm, args: Args, value: Value, text: &'static str) -> Outcome<Value> {
    match args.count() {
        0 => Ok(value),
        _ => Err(vm.raise(TypeId::TypeError, text, [Value::UNDEFINED; 2])),
    }
}
