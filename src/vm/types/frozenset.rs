//! `frozenset`: a set that does not change, and so has a hash.

use super::{Args, Slots, Type, set};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `frozenset`.
pub static TYPE: Type = Type {
    name: "frozenset",
    slots: Slots { make: Some(make), hash: Some(hash), ..set::SLOTS },
    methods: &[
        set::COPY,
        set::DIFFERENCE,
        set::INTERSECTION,
        set::IS_DISJOINT,
        set::IS_SUBSET,
        set::IS_SUPERSET,
        set::SYMMETRIC_DIFFERENCE,
        set::UNION,
        set::REPR,
    ],
    ..Type::PLAIN
};

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() == 1 && vm.kind(args.get(0)) == Some(Kind::FrozenSet) {
        return Ok(args.get(0));
    }
    set::make_kind(vm, args, Kind::FrozenSet)
}

fn hash(vm: &mut Vm, set: Value) -> Outcome<i32> {
    match vm.quick_hash(set)? {
        Some(hash) => Ok(hash),
        None => Err(vm.tail_call(vm.prelude(Prelude::FrozenSetHash), &[set])),
    }
}
