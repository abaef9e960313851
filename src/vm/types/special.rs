//! Special methods of built-in types: `list.__len__`, `int.__add__`, ….
//!
//! They are written once, over the slots: a type has those whose slot it fills. A method immediate with a row from
//! [`FIRST`] upwards is one of this table, whatever its type.

use super::arithmetic::{absolute, divmod, power, round, rounded};
use super::float::{self, math};
use super::{Args, Native, TYPES, Type, TypeId, class, int, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::exec::operator;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// The first row of a method immediate that stands for this table.
pub const FIRST: usize = 128;

/// Which types have a method of the table.
enum Who {
    /// Those for which this is true.
    Slot(fn(&Type) -> bool),
    /// Those with the operator.
    Operator(Op),
    /// Those with the operator, and another way to do it in place.
    InPlace(Op),
    /// Those with a constructor, but for `object` and `type`.
    Made,
    /// Ints, bools and floats.
    Real,
    /// Ints and bools.
    Integral,
}

macro_rules! special {
    ($($name:literal $parameters:literal $min:literal $max:literal $who:expr, $call:expr;)*) => {
        static WHO: &[Who] = &[$($who,)*];
        static ROWS: &[Native] = &[$(native($name, $parameters, $min, $max, $call),)*];
    };
}

special! {
    "__new__" "class, /, *args" 1 255 Who::Made, class::object_new;
    "__repr__" "self, /" 1 1 Who::Slot(|row| row.slots.repr.is_some()), |vm, args| vm.builtin_repr(args.get(0));
    "__str__" "self, /" 1 1 Who::Slot(|row| row.slots.str.is_some()), |vm, args| vm.builtin_str(args.get(0));
    "__hash__" "self, /" 1 1 Who::Slot(|row| row.slots.hash.is_some()), hash;
    "__len__" "self, /" 1 1 Who::Slot(|row| row.slots.len.is_some()), len;
    "__bool__" "self, /" 1 1 Who::Slot(|row| row.slots.truth.is_some()), |vm, args| Ok(Value::bool(operator::truth(vm, args.get(0))?));
    "__getitem__" "self, key, /" 2 2 Who::Slot(|row| row.slots.item.is_some()), |vm, args| operator::item(vm, args.get(0), args.get(1));
    "__setitem__" "self, key, value, /" 3 3 Who::Slot(|row| row.slots.set_item.is_some()), set_item;
    "__delitem__" "self, key, /" 2 2 Who::Slot(|row| row.slots.set_item.is_some()), delete_item;
    "__contains__" "self, key, /" 2 2 Who::Slot(|row| row.slots.contains.is_some()), contains;
    "__iter__" "self, /" 1 1 Who::Slot(|row| row.slots.iter.is_some()), |vm, args| operator::iterator(vm, args.get(0));
    "__next__" "self, /" 1 1 Who::Slot(|row| row.slots.next.is_some()), next;
    "__lt__" "self, value, /" 2 2 Who::Slot(is_ordered), compare::<{ Op::Less as u8 }>;
    "__le__" "self, value, /" 2 2 Who::Slot(is_ordered), compare::<{ Op::LessEqual as u8 }>;
    "__gt__" "self, value, /" 2 2 Who::Slot(is_ordered), compare::<{ Op::Greater as u8 }>;
    "__ge__" "self, value, /" 2 2 Who::Slot(is_ordered), compare::<{ Op::GreaterEqual as u8 }>;
    "__eq__" "self, value, /" 2 2 Who::Slot(|row| row.slots.compare.is_some()), compare::<{ Op::Equal as u8 }>;
    "__ne__" "self, value, /" 2 2 Who::Slot(|row| row.slots.compare.is_some()), compare::<{ Op::NotEqual as u8 }>;
    "__add__" "self, value, /" 2 2 Who::Operator(Op::Add), binary::<{ Op::Add as u8 }>;
    "__sub__" "self, value, /" 2 2 Who::Operator(Op::Subtract), binary::<{ Op::Subtract as u8 }>;
    "__mul__" "self, value, /" 2 2 Who::Operator(Op::Multiply), binary::<{ Op::Multiply as u8 }>;
    "__truediv__" "self, value, /" 2 2 Who::Operator(Op::TrueDivide), binary::<{ Op::TrueDivide as u8 }>;
    "__floordiv__" "self, value, /" 2 2 Who::Operator(Op::FloorDivide), binary::<{ Op::FloorDivide as u8 }>;
    "__mod__" "self, value, /" 2 2 Who::Operator(Op::Modulo), binary::<{ Op::Modulo as u8 }>;
    "__pow__" "self, value, mod=None, /" 2 3 Who::Operator(Op::Power), |vm, args| power(vm, args.get(0), args.get(1), args.get_or(2, Value::NONE));
    "__lshift__" "self, value, /" 2 2 Who::Operator(Op::LeftShift), binary::<{ Op::LeftShift as u8 }>;
    "__rshift__" "self, value, /" 2 2 Who::Operator(Op::RightShift), binary::<{ Op::RightShift as u8 }>;
    "__and__" "self, value, /" 2 2 Who::Operator(Op::BitAnd), binary::<{ Op::BitAnd as u8 }>;
    "__or__" "self, value, /" 2 2 Who::Operator(Op::BitOr), binary::<{ Op::BitOr as u8 }>;
    "__xor__" "self, value, /" 2 2 Who::Operator(Op::BitXor), binary::<{ Op::BitXor as u8 }>;
    "__radd__" "self, value, /" 2 2 Who::Real, reflected::<{ Op::Add as u8 }>;
    "__rsub__" "self, value, /" 2 2 Who::Operator(Op::Subtract), reflected::<{ Op::Subtract as u8 }>;
    "__rmul__" "self, value, /" 2 2 Who::Operator(Op::Multiply), reflected::<{ Op::Multiply as u8 }>;
    "__rtruediv__" "self, value, /" 2 2 Who::Operator(Op::TrueDivide), reflected::<{ Op::TrueDivide as u8 }>;
    "__rfloordiv__" "self, value, /" 2 2 Who::Operator(Op::FloorDivide), reflected::<{ Op::FloorDivide as u8 }>;
    "__rmod__" "self, value, /" 2 2 Who::Operator(Op::Modulo), reflected::<{ Op::Modulo as u8 }>;
    "__rpow__" "self, value, /" 2 2 Who::Operator(Op::Power), reflected::<{ Op::Power as u8 }>;
    "__rand__" "self, value, /" 2 2 Who::Operator(Op::BitAnd), reflected::<{ Op::BitAnd as u8 }>;
    "__ror__" "self, value, /" 2 2 Who::Operator(Op::BitOr), reflected::<{ Op::BitOr as u8 }>;
    "__rxor__" "self, value, /" 2 2 Who::Operator(Op::BitXor), reflected::<{ Op::BitXor as u8 }>;
    "__iadd__" "self, value, /" 2 2 Who::InPlace(Op::Add), in_place::<{ Op::Add as u8 }>;
    "__isub__" "self, value, /" 2 2 Who::InPlace(Op::Subtract), in_place::<{ Op::Subtract as u8 }>;
    "__imul__" "self, value, /" 2 2 Who::InPlace(Op::Multiply), in_place::<{ Op::Multiply as u8 }>;
    "__iand__" "self, value, /" 2 2 Who::InPlace(Op::BitAnd), in_place::<{ Op::BitAnd as u8 }>;
    "__ior__" "self, value, /" 2 2 Who::InPlace(Op::BitOr), in_place::<{ Op::BitOr as u8 }>;
    "__ixor__" "self, value, /" 2 2 Who::InPlace(Op::BitXor), in_place::<{ Op::BitXor as u8 }>;
    "__neg__" "self, /" 1 1 Who::Slot(|row| row.slots.unary.is_some()), unary::<{ Op::Negative as u8 }>;
    "__pos__" "self, /" 1 1 Who::Slot(|row| row.slots.unary.is_some()), unary::<{ Op::Positive as u8 }>;
    "__invert__" "self, /" 1 1 Who::Integral, unary::<{ Op::Invert as u8 }>;
    "__abs__" "self, /" 1 1 Who::Slot(|row| row.slots.unary.is_some()), |vm, args| absolute(vm, args.get(0));
    "__int__" "self, /" 1 1 Who::Real, |vm, args| int::from_builtin(vm, args.get(0));
    "__float__" "self, /" 1 1 Who::Real, |vm, args| float::from_builtin(vm, args.get(0));
    "__index__" "self, /" 1 1 Who::Integral, |vm, args| int::plain_value(vm, args.get(0));
    "__trunc__" "self, /" 1 1 Who::Real, |vm, args| int::from_builtin(vm, args.get(0));
    "__floor__" "self, /" 1 1 Who::Real, |vm, args| rounded(vm, args.get(0), math::floor);
    "__ceil__" "self, /" 1 1 Who::Real, |vm, args| rounded(vm, args.get(0), math::ceil);
    "__round__" "self, ndigits=None, /" 1 2 Who::Real, |vm, args| round(vm, args.get(0), args.get_or(1, Value::NONE));
    "__divmod__" "self, value, /" 2 2 Who::Real, |vm, args| divmod(vm, args.get(0), args.get(1));
    "__rdivmod__" "self, value, /" 2 2 Who::Real, |vm, args| divmod(vm, args.get(1), args.get(0));
}

const _: () = assert!(ROWS.len() <= 256 - FIRST && ROWS.len() == WHO.len());

/// The operators of a type whose slot does them, as bits from `Op::Add` on.
fn operators(row: &Type) -> u32 {
    const fn bits(ops: &[Op]) -> u32 {
        let (mut bits, mut index) = (0, 0);
        while index < ops.len() {
            bits |= 1 << (ops[index] as u32 - Op::Add as u32);
            index += 1;
        }
        bits
    }
    const FLOAT: u32 =
        bits(&[Op::Add, Op::Subtract, Op::Multiply, Op::TrueDivide, Op::FloorDivide, Op::Modulo, Op::Power]);
    const INT: u32 = FLOAT | bits(&[Op::LeftShift, Op::RightShift, Op::BitAnd, Op::BitOr, Op::BitXor]);
    const COMPLEX: u32 = bits(&[Op::Add, Op::Subtract, Op::Multiply, Op::TrueDivide, Op::Power]);
    const SEQUENCE: u32 = bits(&[Op::Add, Op::Multiply]);
    const TEXT: u32 = bits(&[Op::Add, Op::Multiply, Op::Modulo]);
    const SET: u32 = bits(&[Op::Subtract, Op::BitAnd, Op::BitOr, Op::BitXor]);
    const DICT: u32 = bits(&[Op::BitOr]);
    match id(row) {
        Some(TypeId::Int | TypeId::Bool) => INT,
        Some(TypeId::Float) => FLOAT,
        Some(TypeId::Complex) => COMPLEX,
        Some(TypeId::Str | TypeId::Bytes | TypeId::ByteArray) => TEXT,
        Some(TypeId::List | TypeId::Tuple | TypeId::Array) => SEQUENCE,
        Some(TypeId::Set | TypeId::FrozenSet | TypeId::DictKeys | TypeId::DictItems) => SET,
        Some(TypeId::Dict | TypeId::MappingProxy | TypeId::Type | TypeId::Alias | TypeId::Union) => DICT,
        _ => 0,
    }
}

fn id(row: &Type) -> Option<TypeId> {
    let index = TYPES.iter().position(|known| core::ptr::eq(*known, row))?;
    TypeId::ALL.get(index).copied()
}

fn is_ordered(row: &Type) -> bool {
    row.slots.compare.is_some()
        && !matches!(id(row), Some(TypeId::Complex | TypeId::Dict | TypeId::Range | TypeId::BoundMethod))
}

fn has(who: &Who, row: &Type) -> bool {
    let operator = |op: Op| row.slots.binary.is_some() && operators(row) >> (op as u32 - Op::Add as u32) & 1 != 0;
    let id = id(row);
    match who {
        Who::Slot(has) => has(row),
        Who::Operator(op) => operator(*op),
        Who::InPlace(op) => {
            operator(*op) && matches!(id, Some(TypeId::List | TypeId::Dict | TypeId::Set | TypeId::ByteArray))
        }
        Who::Made => {
            (row.slots.make.is_some() && !matches!(id, Some(TypeId::Object | TypeId::Type)))
                || id == Some(TypeId::BaseException)
        }
        Who::Real => matches!(id, Some(TypeId::Int | TypeId::Float)),
        Who::Integral => id == Some(TypeId::Int),
    }
}

/// The row of a special method that a type's slots provide, counted from [`FIRST`].
pub fn find(table: &Type, name: &[u8]) -> Option<u8> {
    if !name.starts_with(b"__") {
        return None;
    }
    let index = ROWS.iter().position(|row| row.name.as_bytes() == name)?;
    has(WHO.get(index)?, table).then_some((FIRST + index) as u8)
}

/// The names of the special methods that a type's slots provide.
pub fn names(table: &Type) -> impl Iterator<Item = &'static str> {
    ROWS.iter().zip(WHO).filter(|(_, who)| has(who, table)).map(|(row, _)| row.name)
}

/// The special methods that a type's slots provide, with their rows.
pub fn rows_of(table: &Type) -> impl Iterator<Item = (u8, &'static str)> {
    let rows = ROWS.iter().zip(WHO).enumerate().filter(|(_, (_, who))| has(who, table));
    rows.map(|(index, (row, _))| ((FIRST + index) as u8, row.name))
}

/// The row that a method immediate's row number stands for.
pub fn row(number: usize) -> Option<&'static Native> {
    ROWS.get(number.checked_sub(FIRST)?)
}

fn hash(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    match vm.slots(value).hash {
        Some(hash) => {
            let hash = hash(vm, value)?;
            vm.int_from_i64(hash.into())
        }
        None => raise!(vm, TypeError, "unhashable type: '{}'", vm.type_of(value)),
    }
}

fn len(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match vm.slots(args.get(0)).len {
        Some(len) => len(vm, args.get(0)).map(Value::len),
        None => Ok(Value::ZERO),
    }
}

fn set_item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::set_item(vm, args.get(0), args.get(1), args.get(2))?;
    Ok(Value::NONE)
}

fn delete_item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::set_item(vm, args.get(0), args.get(1), Value::UNDEFINED)?;
    Ok(Value::NONE)
}

fn contains(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::contains(vm, args.get(0), args.get(1)).map(Value::bool)
}

fn next(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match vm.next_of(args.get(0))? {
        Some(value) => Ok(value),
        None => raise!(vm, StopIteration, ""),
    }
}

fn compare<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match vm.slots(args.get(0)).compare {
        Some(compare) => compare(vm, Op::decode(OP), args.get(0), args.get(1)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn operate(vm: &mut Vm, op: u8, a: Value, b: Value, of: Value, in_place: bool) -> Outcome<Value> {
    match vm.slots(of).binary {
        Some(binary) => binary(vm, Op::decode(op), a, b, in_place),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn binary<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operate(vm, OP, args.get(0), args.get(1), args.get(0), false)
}

fn reflected<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operate(vm, OP, args.get(1), args.get(0), args.get(0), false)
}

fn in_place<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operate(vm, OP, args.get(0), args.get(1), args.get(0), true)
}

fn unary<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match vm.slots(args.get(0)).unary {
        Some(unary) => unary(vm, Op::decode(OP), args.get(0)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
