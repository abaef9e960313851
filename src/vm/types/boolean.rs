//! `bool`: `False` and `True`, which are immediates.

use super::{Args, Out, Slots, Type, TypeId, int};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::exec::operator;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `bool`
pub static TYPE: Type = Type {
    name: "bool",
    base: TypeId::Int,
    slots: Slots { make: Some(make), repr: Some(repr), truth: Some(|_, value| value == Value::TRUE), ..int::SLOTS },
    ..Type::PLAIN
};

/// `bool(x=False, /)`
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() > 1 {
        return raise!(vm, TypeError, "bool expected at most 1 argument, got {}", Value::len(args.count()));
    }
    Ok(Value::bool(operator::truth(vm, args.get_or(0, Value::FALSE))?))
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    out.text(vm, if value == Value::TRUE { b"True" } else { b"False" })
}

/// `a op b` for two bools and the operators that give a bool.
pub fn bitwise(op: Op, a: Value, b: Value) -> Option<Value> {
    if !a.is_bool() || !b.is_bool() {
        return None;
    }
    let (a, b) = (a == Value::TRUE, b == Value::TRUE);
    match op {
        Op::BitAnd => Some(Value::bool(a & b)),
        Op::BitOr => Some(Value::bool(a | b)),
        Op::BitXor => Some(Value::bool(a ^ b)),
        _ => None,
    }
}
