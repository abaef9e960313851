//! `BaseExceptionGroup` and `ExceptionGroup`.

use super::super::{Args, Getter, Native, TypeId, dict as dicts, list, native, tuple};
use super::{attribute, builtin_class, derives, is_instance, new};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// The methods, which are written in Python: conditions may be functions.
pub static METHODS: &[Native] = &[
    native("derive", "self, excs, /", 2, 2, derive),
    native("split", "self, condition, /", 2, 2, |vm, args| prelude(vm, Prelude::GroupSplit, args)),
    native("subgroup", "self, condition, /", 2, 2, |vm, args| prelude(vm, Prelude::GroupSubgroup, args)),
];

/// The computed attributes.
pub static GETTERS: &[Getter] = &[
    Getter { name: "message", get: |vm, group| Ok(attribute::argument(vm, group, 0)) },
    Getter { name: "exceptions", get: |vm, group| Ok(exceptions(vm, group)) },
];

fn prelude(vm: &mut Vm, function: Prelude, args: Args) -> Outcome<Value> {
    Err(vm.tail_call(vm.prelude(function), &[args.get(0), args.get(1)]))
}

fn derive(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let message = attribute::argument(vm, args.get(0), 0);
    Err(vm.tail_call(Value::builtin_type(TypeId::BaseExceptionGroup), &[message, args.get(1)]))
}

/// The tuple of exceptions in a group.
pub fn exceptions(vm: &mut Vm, group: Value) -> Value {
    let dict = attribute::attributes(&vm.heap, group.block());
    dict.and_then(|dict| dicts::get_name(&vm.heap, dict.block(), Value::name(name::EXCEPTIONS))).unwrap_or(Value::NONE)
}

/// `ExceptionGroup(message, exceptions)`
pub fn make(vm: &mut Vm, class: Value, args: Args) -> Outcome<Value> {
    let base = builtin_class(vm, class);
    let (message, items) = (args.get(0), args.get(1));
    if args.count() != 2 {
        let given = Value::len(args.count());
        return raise!(vm, TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", given);
    }
    if !vm.is_str(message) {
        return raise!(
            vm,
            TypeError,
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            vm.type_of(message)
        );
    }
    if !matches!(vm.kind(items), Some(Kind::List | Kind::Tuple)) {
        return raise!(vm, TypeError, "second argument (exceptions) must be a sequence");
    }
    let count = list::sequence_len(vm, items);
    if count == 0 {
        return raise!(vm, ValueError, "second argument (exceptions) must be a non-empty sequence");
    }
    let mut ordinary = true;
    for index in 0..count {
        let item = list::sequence_item(vm, items, index);
        if !is_instance(vm, item) {
            let index = Value::len(index);
            return raise!(vm, ValueError, "Item {} of second argument (exceptions) is not an exception", index);
        }
        ordinary &= derives(builtin_class(vm, vm.type_of(item)), TypeId::Exception);
    }
    if base == TypeId::ExceptionGroup && !ordinary {
        return raise!(vm, TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    }
    let plain = class == Value::builtin_type(TypeId::BaseExceptionGroup) && ordinary;
    let class = if plain { Value::builtin_type(TypeId::ExceptionGroup) } else { class };
    let args = tuple::new(vm, &[message, items])?;
    let group = new(vm, class, args)?;
    let exceptions = if vm.kind(items) == Some(Kind::List) { tuple::from_list(vm, items)? } else { items };
    let attributes = attribute::dict(vm, group)?;
    dicts::set_name(&mut vm.heap, attributes.block(), name::EXCEPTIONS, exceptions)?;
    Ok(group)
}
