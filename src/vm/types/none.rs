//! `None`, `...` and `NotImplemented`.

use super::{Slots, Type};
use crate::vm::value::Value;

/// The type of `None`.
pub static TYPE: Type = Type {
    name: "NoneType",
    slots: Slots {
        make: Some(|_, _| Ok(Value::NONE)),
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
        make: Some(|_, _| Ok(Value::ELLIPSIS)),
        repr: Some(|vm, _, out| out.text(vm, b"Ellipsis")),
        ..Slots::NONE
    },
    ..Type::PLAIN
};

/// The type of `NotImplemented`.
pub static NOT_IMPLEMENTED: Type = Type {
    name: "NotImplementedType",
    slots: Slots {
        make: Some(|_, _| Ok(Value::NOT_IMPLEMENTED)),
        repr: Some(|vm, _, out| out.text(vm, b"NotImplemented")),
        ..Slots::NONE
    },
    ..Type::PLAIN
};
