//! `weakref`: what the classes of `python/weakref.py` are made on.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::{Args, Native, class, native};
use crate::vm::value::{Immediate, Value};

/// `weakref`.
pub static MODULE: NativeModule = NativeModule { name: "weakref", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_node", "object, owner, callback, /", 3, 3, node),
    native("_object", "node, /", 1, 1, object),
    native("_owner", "object, index, /", 2, 2, owner),
    native("_callback", "node, /", 1, 1, |vm, args| Ok(vm.heap.weak_callback(args.get(0).block()))),
];

/// True for what can have weak references.
fn is_referable(vm: &Vm, value: Value) -> bool {
    match vm.kind(value) {
        Some(Kind::Instance | Kind::LooseInstance) => class::may_be_referred_to(vm, vm.type_of(value)),
        Some(Kind::Exception) => vm.type_of(value).is_ref(),
        Some(kind) => matches!(
            kind,
            Kind::Function
                | Kind::BoundMethod
                | Kind::Class
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Generator
                | Kind::Module
                | Kind::Native
                | Kind::Array
                | Kind::Deque
                | Kind::MemoryView
                | Kind::Code
        ),
        None => value.as_immediate().is_some_and(|(class, _)| class != Immediate::Singleton),
    }
}

fn node(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if !is_referable(vm, args.get(0)) {
        return raise!(vm, TypeError, "cannot create weak reference to '{}' object", vm.type_of(args.get(0)));
    }
    vm.heap.alloc_weak(args.get(0), args.get(1), args.get(2)).map(Value::reference)
}

/// `_object(node)`: the object, or None if it is gone.
fn object(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(vm.heap.weak_object(args.get(0).block()).unwrap_or(Value::NONE))
}

/// `_owner(object, index)`: the weak reference to an object at an index, or None.
fn owner(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let index = args.get(1).as_small().and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
    Ok(vm.heap.weak_owner(args.get(0).block(), index).unwrap_or(Value::NONE))
}
