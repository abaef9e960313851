//! Generic aliases and unions: `list[int]`, `int | str`.

use super::{Getter, Native, Slots, Type, TypeId, list, native, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

const SLOTS: Slots = Slots { binary: Some(binary), compare: Some(compare), ..Slots::NONE };
const METHODS: &[Native] = &[
    native("__repr__", "self, /", 1, 1, |vm, args| Err(vm.instead_prelude(Prelude::AliasRepr, &[args.get(0)]))),
    native("__hash__", "self, /", 1, 1, |vm, args| Err(vm.instead_prelude(Prelude::AliasHash, &[args.get(0)]))),
];

/// `list[int]`: `[origin][arguments]`.
pub static ALIAS: Type = Type {
    name: "types.GenericAlias",
    slots: SLOTS,
    methods: METHODS,
    getters: &[
        Getter { name: "__origin__", get: alias_origin },
        Getter { name: "__args__", get: alias_args },
        Getter { name: "__parameters__", get: |vm, _| tuple::new(vm, &[]) },
    ],
    ..Type::PLAIN
};

/// `int | str`: an alias without origin.
pub static UNION: Type = Type {
    name: "types.UnionType",
    slots: SLOTS,
    methods: METHODS,
    getters: &[
        Getter { name: "__args__", get: alias_args },
        Getter { name: "__parameters__", get: |vm, _| tuple::new(vm, &[]) },
    ],
    ..Type::PLAIN
};

/// True for built-in types that can be subscripted: `list[int]`.
pub fn is_generic(class: Value) -> bool {
    let generic = [
        TypeId::List,
        TypeId::Tuple,
        TypeId::Dict,
        TypeId::Set,
        TypeId::FrozenSet,
        TypeId::Type,
        TypeId::Enumerate,
        TypeId::BaseExceptionGroup,
        TypeId::ExceptionGroup,
        TypeId::MappingProxy,
        TypeId::Deque,
    ];
    generic.iter().any(|id| Value::builtin_type(*id) == class)
}

/// `origin[arguments]`.
pub fn new_alias(vm: &mut Vm, origin: Value, arguments: Value) -> Outcome<Value> {
    let arguments = if vm.kind(arguments) == Some(Kind::Tuple) { arguments } else { tuple::new(vm, &[arguments])? };
    let block = vm.heap.alloc(Kind::Alias, 3)?;
    vm.heap.init(block, 1, origin);
    vm.heap.init(block, 2, arguments);
    Ok(Value::reference(block))
}

/// `int | str`.
pub(super) fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, _in_place: bool) -> Outcome<Value> {
    let is_part = |vm: &Vm, value: Value| vm.is_class(value) || value.is_none() || vm.kind(value) == Some(Kind::Alias);
    if op != Op::BitOr || !is_part(vm, a) || !is_part(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let parts = list::with_capacity(vm, 4)?;
    for side in [a, b] {
        if vm.kind(side) == Some(Kind::Alias) && vm.heap.value(side.block(), 1).is_none() {
            let inner = vm.heap.value(side.block(), 2);
            for index in 0..tuple::len(vm, inner) {
                let part = tuple::item(vm, inner, index);
                list::push(vm, parts, part)?;
            }
        } else {
            let part = if side.is_none() { Value::builtin_type(TypeId::NoneType) } else { side };
            list::push(vm, parts, part)?;
        }
    }
    let parts = tuple::from_list(vm, parts)?;
    new_alias(vm, Value::NONE, parts)
}

fn alias_origin(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), 1))
}

fn alias_args(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), 2))
}

/// `==` of two aliases; the order of a union's parts does not count.
fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    if vm.kind(b) != Some(Kind::Alias) || !matches!(op, Op::Equal | Op::NotEqual) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Err(vm.instead_prelude(Prelude::AliasEqual, &[a, b, Value::bool(op == Op::Equal)]))
}
