//! `operator`: the operators as functions. What calls back is in `python/operator.py`.

use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::exec::operator;
use crate::vm::native::NativeModule;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, Native, native};
use crate::vm::value::Value;

/// `operator`.
pub static MODULE: NativeModule = NativeModule { name: "operator", functions: FUNCTIONS, ..NativeModule::PLAIN };

macro_rules! operators {
    (
        binary: $($binary:literal $special:literal $in_place:literal $special_in_place:literal $op:ident,)*;
        compare: $($compare:literal $special_compare:literal $order:ident,)*;
        unary: $($unary:literal $special_unary:literal $sign:ident,)*;
        others: $($name:literal $parameters:literal $count:literal $call:expr,)*
    ) => {
        static FUNCTIONS: &[Native] = &[
            $(
                native($binary, "a, b, /", 2, 2, binary::<{ Op::$op as u8 }>),
                native($special, "a, b, /", 2, 2, binary::<{ Op::$op as u8 }>),
                native($in_place, "a, b, /", 2, 2, in_place::<{ Op::$op as u8 }>),
                native($special_in_place, "a, b, /", 2, 2, in_place::<{ Op::$op as u8 }>),
            )*
            $(
                native($compare, "a, b, /", 2, 2, compare::<{ Op::$order as u8 }>),
                native($special_compare, "a, b, /", 2, 2, compare::<{ Op::$order as u8 }>),
            )*
            $(
                native($unary, "a, /", 1, 1, unary::<{ Op::$sign as u8 }>),
                native($special_unary, "a, /", 1, 1, unary::<{ Op::$sign as u8 }>),
            )*
            $(native($name, $parameters, $count, $count, $call),)*
        ];
    };
}

operators! {
    binary:
        "add" "__add__" "iadd" "__iadd__" Add,
        "sub" "__sub__" "isub" "__isub__" Subtract,
        "mul" "__mul__" "imul" "__imul__" Multiply,
        "truediv" "__truediv__" "itruediv" "__itruediv__" TrueDivide,
        "floordiv" "__floordiv__" "ifloordiv" "__ifloordiv__" FloorDivide,
        "mod" "__mod__" "imod" "__imod__" Modulo,
        "pow" "__pow__" "ipow" "__ipow__" Power,
        "matmul" "__matmul__" "imatmul" "__imatmul__" MatrixMultiply,
        "lshift" "__lshift__" "ilshift" "__ilshift__" LeftShift,
        "rshift" "__rshift__" "irshift" "__irshift__" RightShift,
        "and_" "__and__" "iand" "__iand__" BitAnd,
        "or_" "__or__" "ior" "__ior__" BitOr,
        "xor" "__xor__" "ixor" "__ixor__" BitXor,;
    compare:
        "lt" "__lt__" Less,
        "le" "__le__" LessEqual,
        "gt" "__gt__" Greater,
        "ge" "__ge__" GreaterEqual,
        "eq" "__eq__" Equal,
        "ne" "__ne__" NotEqual,;
    unary:
        "neg" "__neg__" Negative,
        "pos" "__pos__" Positive,
        "inv" "__inv__" Invert,
        "invert" "__invert__" Invert,;
    others:
        "truth" "a, /" 1 |vm, args| operator::truth(vm, args.get(0)).map(Value::bool),
        "is_" "a, b, /" 2 |_, args| Ok(Value::bool(args.get(0) == args.get(1))),
        "is_not" "a, b, /" 2 |_, args| Ok(Value::bool(args.get(0) != args.get(1))),
        "contains" "a, b, /" 2 contains,
        "__contains__" "a, b, /" 2 contains,
        "getitem" "a, b, /" 2 item,
        "__getitem__" "a, b, /" 2 item,
        "setitem" "a, b, c, /" 3 set_item,
        "__setitem__" "a, b, c, /" 3 set_item,
        "delitem" "a, b, /" 2 delete_item,
        "__delitem__" "a, b, /" 2 delete_item,
}

/// The operator with a number.
fn op(number: u8) -> Op {
    Op::decode(number)
}

fn binary<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::binary(vm, op(OP), args.get(0), args.get(1), false)
}

fn in_place<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::binary(vm, op(OP), args.get(0), args.get(1), true)
}

fn compare<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::compare(vm, op(OP), args.get(0), args.get(1))
}

fn unary<const OP: u8>(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::unary(vm, op(OP), args.get(0))
}

fn contains(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::contains(vm, args.get(0), args.get(1)).map(Value::bool)
}

fn item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::item(vm, args.get(0), args.get(1))
}

fn set_item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::set_item(vm, args.get(0), args.get(1), args.get(2)).map(|()| Value::NONE)
}

fn delete_item(vm: &mut Vm, args: Args) -> Outcome<Value> {
    operator::set_item(vm, args.get(0), args.get(1), Value::UNDEFINED).map(|()| Value::NONE)
}
