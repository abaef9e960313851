//! `dir`, `hash`, `id`, `isinstance`, `issubclass`, `len`, `locals`, `vars`.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::{Args, TypeId, equality, quick, tuple};
use crate::vm::value::Value;

pub fn hash(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    if equality::hashes_by_address(&vm.heap, value) {
        // Addresses change; what scripts are told stays.
        return match vm.kind(value) {
            Some(Kind::Tuple) => Err(vm.tail_call(vm.prelude(Prelude::TupleHash), &[value])),
            Some(Kind::FrozenSet) => Err(vm.tail_call(vm.prelude(Prelude::FrozenSetHash), &[value])),
            Some(Kind::BoundMethod) => {
                let (function, object) = (vm.heap.value(value.block(), 1), vm.heap.value(value.block(), 2));
                let (function, object) = (vm.identity(function)?, vm.identity(object)?);
                vm.int_from_i64(equality::hash_step(function as i32, object as i32).into())
            }
            _ => vm.identity_hash(value),
        };
    }
    match vm.quick_hash(args.get(0))? {
        Some(hash) => vm.int_from_i64(hash.into()),
        None => Err(vm.tail_call(vm.prelude(Prelude::Hash), &[args.get(0)])),
    }
}

pub fn id(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let identity = vm.identity(args.get(0))?;
    vm.int_from_i64(identity.into())
}

pub fn len(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    if let Some(len) = quick::len(&vm.heap, value) {
        return Ok(Value::len(len));
    }
    if vm.is_instance(value) {
        if let Some(stop) = vm.enter_len(value) {
            return Err(stop);
        }
        let class = vm.type_of(value);
        if vm.class_attribute(class, name::__LEN__).is_some_and(|method| method.is_ref()) {
            return Err(vm.tail_call(vm.prelude(Prelude::Len), &[value]));
        }
    }
    let payload = vm.payload(value);
    match vm.slots(payload).len {
        Some(len) => len(vm, payload).map(Value::len),
        None => raise!(vm, TypeError, "object of type '{}' has no len()", vm.type_of(value)),
    }
}

/// What an answer about one class may be.
enum Answer {
    Known(bool),
    /// The metaclass has a say.
    Ask,
    /// It is no class.
    Wrong,
}

fn about(vm: &Vm, class: Value, of: Value, hook: name::Name) -> Answer {
    let meta = vm.type_of(of);
    if vm.kind(meta) == Some(Kind::Class) && vm.class_attribute(meta, hook).is_some_and(|method| method.is_ref()) {
        return if class == of { Answer::Known(true) } else { Answer::Ask };
    }
    if vm.is_class(of) { Answer::Known(vm.is_subclass(class, of)) } else { Answer::Wrong }
}

/// The tuple of classes that a tuple or a union stands for.
fn classes(vm: &Vm, of: Value) -> Option<Value> {
    match vm.kind(of) {
        Some(Kind::Tuple) => Some(of),
        Some(Kind::Alias) if vm.type_id(of) == TypeId::Union => Some(vm.heap.memory().value(of.block(), 2)),
        _ => None,
    }
}

fn check(vm: &mut Vm, subject: Value, class: Value, of: Value, instance: bool) -> Outcome<Value> {
    let function = if instance { Prelude::IsInstance } else { Prelude::IsSubclass };
    let hook = if instance { name::__INSTANCECHECK__ } else { name::__SUBCLASSCHECK__ };
    // An object may say that it is of another class.
    let claims = instance && vm.is_instance(subject) && vm.class_attribute(class, name::__CLASS__).is_some();
    let Some(list) = classes(vm, of) else {
        return match about(vm, class, of, hook) {
            Answer::Known(false) if claims => Err(vm.tail_call(vm.prelude(Prelude::IsInstanceAs), &[subject, of])),
            Answer::Known(answer) => Ok(Value::bool(answer)),
            Answer::Ask => Err(vm.tail_call(vm.prelude(function), &[subject, of])),
            Answer::Wrong => no_class(vm, instance),
        };
    };
    for index in 0..tuple::len(vm, list) {
        let of = tuple::item(vm, list, index);
        // In a union None stands for its type.
        let of = if of.is_none() { Value::builtin_type(TypeId::NoneType) } else { of };
        match about(vm, class, of, hook) {
            Answer::Known(true) => return Ok(Value::TRUE),
            Answer::Known(false) => {}
            Answer::Wrong if classes(vm, of).is_none() => return no_class(vm, instance),
            Answer::Ask | Answer::Wrong => return Err(vm.tail_call(vm.prelude(function), &[subject, list])),
        }
    }
    if claims {
        return Err(vm.tail_call(vm.prelude(Prelude::IsInstanceAs), &[subject, of]));
    }
    Ok(Value::FALSE)
}

#[cold]
fn no_class(vm: &mut Vm, instance: bool) -> Outcome<Value> {
    let text = if instance {
        "isinstance() arg 2 must be a type, a tuple of types, or a union"
    } else {
        "issubclass() arg 2 must be a class, a tuple of classes, or a union"
    };
    Err(vm.raise(TypeId::TypeError, text, [Value::UNDEFINED; 2]))
}

pub fn is_instance(vm: &mut Vm, args: Args) -> Outcome<Value> {
    check(vm, args.get(0), vm.type_of(args.get(0)), args.get(1), true)
}

pub fn is_subclass(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if !vm.is_class(args.get(0)) {
        return raise!(vm, TypeError, "issubclass() arg 1 must be a class");
    }
    check(vm, args.get(0), args.get(0), args.get(1), false)
}

/// The namespace of a module or class body; for a function a new dict of its variables, which its code names if it
/// mentions `locals` or the like.
pub fn locals(vm: &mut Vm, _: Args) -> Outcome<Value> {
    vm.local_names()
}

pub fn dir(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    if !value.is_defined() {
        let names = vm.local_names()?;
        return Err(vm.tail_call(vm.prelude(Prelude::Sorted), &[names]));
    }
    let own = vm.class_attribute(vm.type_of(value), name::__DIR__).is_some_and(|method| method.is_ref());
    let function = if own { Prelude::DirBy } else { Prelude::Dir };
    Err(vm.tail_call(vm.prelude(function), &[value]))
}

pub fn vars(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.get(0) {
        Value::UNDEFINED => vm.local_names(),
        value => Err(vm.tail_call(vm.prelude(Prelude::Vars), &[value])),
    }
}
