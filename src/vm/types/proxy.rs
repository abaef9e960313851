//! `mappingproxy`: a dict that cannot be changed through it: `C.__dict__`.

use super::dict;
use super::iterator;
use super::view::{self, View};
use super::{Args, Slots, Type, TypeId, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::exec::operator;
use crate::vm::heap::Kind;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// `mappingproxy`: `[dict]`.
pub static TYPE: Type = Type {
    name: "mappingproxy",
    slots: Slots {
        make: Some(make),
        len: Some(|vm, proxy| Ok(dict::len(&vm.heap, inner(vm, proxy).block()))),
        item: Some(|vm, proxy, key| dict::item(vm, inner(vm, proxy), key)),
        contains: Some(|vm, proxy, key| dict::contains(vm, inner(vm, proxy), key)),
        iter: Some(|vm, proxy| iterator::of_table(vm, TypeId::DictKeyIterator, inner(vm, proxy))),
        binary: Some(binary),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: &[
        native("get", "self, key, default=None, /", 2, 3, |vm, args| {
            dict::get_or(vm, inner(vm, args.get(0)), args.get(1), args.get_or(2, Value::NONE))
        }),
        native("copy", "self, /", 1, 1, |vm, args| dict::copy(vm, inner(vm, args.get(0)))),
        native("items", "self, /", 1, 1, |vm, args| view::new(vm, View::Items, inner(vm, args.get(0)))),
        native("keys", "self, /", 1, 1, |vm, args| view::new(vm, View::Keys, inner(vm, args.get(0)))),
        native("values", "self, /", 1, 1, |vm, args| view::new(vm, View::Values, inner(vm, args.get(0)))),
        native("__repr__", "self, /", 1, 1, |vm, args| {
            let dict = inner(vm, args.get(0));
            Err(vm.instead_prelude(Prelude::ProxyRepr, &[dict]))
        }),
        native("__str__", "self, /", 1, 1, |vm, args| {
            let dict = inner(vm, args.get(0));
            vm.to_repr(dict)
        }),
        native("__reversed__", "self, /", 1, 1, |vm, args| iterator::reversed(vm, inner(vm, args.get(0)))),
    ],
    ..Type::PLAIN
};

/// A proxy of a dict.
pub fn new(vm: &mut Vm, dict: Value) -> Outcome<Value> {
    let block = vm.heap.alloc(Kind::MappingProxy, 2)?;
    vm.heap.init(block, 1, dict);
    Ok(Value::reference(block))
}

/// The dict of a proxy; any other value itself.
pub fn inner(vm: &Vm, value: Value) -> Value {
    if vm.kind(value) == Some(Kind::MappingProxy) { vm.heap.value(value.block(), 1) } else { value }
}

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() != 1 {
        return raise!(vm, TypeError, "mappingproxy() missing required argument 'mapping' (pos 1)");
    }
    let dict = inner(vm, vm.payload(args.get(0)));
    if vm.kind(dict) != Some(Kind::Dict) {
        return raise!(vm, TypeError, "mappingproxy() argument must be a mapping, not {}", vm.type_of(args.get(0)));
    }
    new(vm, dict)
}

fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    if op != Op::BitOr {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if in_place {
        return raise!(vm, TypeError, "'|=' is not supported by mappingproxy; use '|' instead");
    }
    let (a, b) = (inner(vm, a), inner(vm, b));
    operator::binary(vm, op, a, b, false)
}

fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let (a, b) = (inner(vm, a), inner(vm, b));
    match vm.slots(a).compare {
        Some(compare) => compare(vm, op, a, b),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
