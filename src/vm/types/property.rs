//! `property`, `classmethod` and `staticmethod`.

use super::{Getter, Slots, Type, function_attribute, native};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::types::Args;
use crate::vm::value::Value;

pub const GETTER: usize = 1;
const SETTER: usize = 2;
const DELETER: usize = 3;
const DOC: usize = 4;

/// `property`: `[getter][setter][deleter][doc]`; an int as getter stands for the item of a tuple.
pub static TYPE: Type = Type {
    name: "property",
    slots: Slots { make: Some(make), ..Slots::NONE },
    methods: &[
        native("getter", "self, fget, /", 2, 2, with_getter),
        native("setter", "self, fset, /", 2, 2, with_setter),
        native("deleter", "self, fdel, /", 2, 2, with_deleter),
        native("__get__", "self, instance, owner=None, /", 2, 3, get),
        native("__set__", "self, instance, value, /", 3, 3, set),
        native("__delete__", "self, instance, /", 2, 2, delete),
        native("__set_name__", "self, owner, name, /", 3, 3, |_, _| Ok(Value::NONE)),
    ],
    getters: &[
        Getter { name: "fget", get: getter },
        Getter { name: "fset", get: setter },
        Getter { name: "fdel", get: deleter },
        Getter { name: "__doc__", get: doc },
        Getter { name: "__name__", get: name_of_getter },
        Getter { name: "__isabstractmethod__", get: is_abstract },
    ],
    ..Type::PLAIN
};

/// `classmethod`: `[function]`.
pub static CLASS_METHOD: Type = Type {
    name: "classmethod",
    slots: Slots { make: Some(make_class_method), ..Slots::NONE },
    methods: &[native("__get__", "self, instance, owner=None, /", 2, 3, bind_class_method)],
    getters: WRAPPER,
    ..Type::PLAIN
};

/// `staticmethod`: `[function]`.
pub static STATIC_METHOD: Type = Type {
    name: "staticmethod",
    slots: Slots { make: Some(make_static_method), ..Slots::NONE },
    methods: &[native("__get__", "self, instance, owner=None, /", 2, 3, wrapped_of)],
    getters: WRAPPER,
    ..Type::PLAIN
};

const WRAPPER: &[Getter] = &[
    Getter { name: "__func__", get: wrapped },
    Getter { name: "__wrapped__", get: wrapped },
    Getter { name: "__isabstractmethod__", get: wrapped_is_abstract },
    Getter { name: "__module__", get: |vm, value| through(vm, value, name::__MODULE__) },
    Getter { name: "__name__", get: wrapped_name },
    Getter { name: "__qualname__", get: wrapped_qualified_name },
    Getter { name: "__doc__", get: wrapped_doc },
];

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() > 4 {
        return raise!(vm, TypeError, "property expected at most 4 arguments, got {}", Value::len(args.count()));
    }
    let block = vm.heap.alloc(Kind::Property, 5)?;
    for index in 0..4 {
        vm.heap.init(block, 1 + index, args.get_or(index, Value::NONE));
    }
    Ok(Value::reference(block))
}

/// A property of tuples: the item at an index.
pub fn of_item(vm: &mut Vm, index: Value) -> Outcome<Value> {
    let block = vm.heap.alloc(Kind::Property, 5)?;
    for (word, value) in [(GETTER, index), (SETTER, Value::NONE), (DELETER, Value::NONE), (DOC, Value::NONE)] {
        vm.heap.init(block, word, value);
    }
    Ok(Value::reference(block))
}

fn name_of_getter(vm: &mut Vm, property: Value) -> Outcome<Value> {
    let getter = vm.heap.value(property.block(), GETTER);
    vm.load_attribute(getter, Value::name(name::__NAME__))
}

/// True if one of its functions says that it is abstract.
fn is_abstract(vm: &mut Vm, property: Value) -> Outcome<Value> {
    let wanted = Value::name(name::__ISABSTRACTMETHOD__);
    for word in [GETTER, SETTER, DELETER] {
        let function = vm.heap.value(property.block(), word);
        if vm.kind(function) == Some(Kind::Function)
            && function_attribute::attribute(vm, function, wanted) == Some(Value::TRUE)
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// `property.__doc__ = value`
pub fn set_doc(vm: &mut Vm, property: Value, value: Value) {
    let value = if value.is_defined() { value } else { Value::NONE };
    vm.heap.set(property.block(), DOC, value);
}

/// A copy of a property with one of its functions replaced.
fn replaced(vm: &mut Vm, args: Args, word: usize) -> Outcome<Value> {
    let old = args.get(0).block();
    let block = vm.heap.alloc(Kind::Property, 5)?;
    for index in GETTER..=DOC {
        let value = if index == word { args.get(1) } else { vm.heap.value(old, index) };
        vm.heap.init(block, index, value);
    }
    Ok(Value::reference(block))
}

fn with_getter(vm: &mut Vm, args: Args) -> Outcome<Value> {
    replaced(vm, args, GETTER)
}

fn with_setter(vm: &mut Vm, args: Args) -> Outcome<Value> {
    replaced(vm, args, SETTER)
}

fn with_deleter(vm: &mut Vm, args: Args) -> Outcome<Value> {
    replaced(vm, args, DELETER)
}

fn get(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (property, instance) = (args.get(0), args.get(1));
    if instance.is_none() {
        return Ok(property);
    }
    let class = vm.type_of(instance);
    vm.get_descriptor(property, instance, class)
}

fn set(vm: &mut Vm, args: Args) -> Outcome<Value> {
    accessor(vm, args, SETTER, &[args.get(1), args.get(2)])
}

fn delete(vm: &mut Vm, args: Args) -> Outcome<Value> {
    accessor(vm, args, DELETER, &[args.get(1)])
}

fn accessor(vm: &mut Vm, args: Args, word: usize, arguments: &[Value]) -> Outcome<Value> {
    let function = vm.heap.value(args.get(0).block(), word);
    if function.is_none() {
        return match word {
            SETTER => raise!(vm, AttributeError, "property has no setter"),
            _ => raise!(vm, AttributeError, "property has no deleter"),
        };
    }
    Err(vm.tail_call(function, arguments))
}

fn getter(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), GETTER))
}

fn setter(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), SETTER))
}

fn deleter(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), DELETER))
}

fn doc(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let own = vm.heap.value(value.block(), DOC);
    let function = vm.heap.value(value.block(), GETTER);
    if !own.is_none() || function.is_none() {
        return Ok(own);
    }
    vm.load_attribute(function, Value::name(name::__DOC__))
}

fn make_wrapper(vm: &mut Vm, args: Args, kind: Kind) -> Outcome<Value> {
    if args.count() != 1 {
        return raise!(vm, TypeError, "classmethod expected 1 argument, got {}", Value::len(args.count()));
    }
    let block = vm.heap.alloc(kind, 2)?;
    vm.heap.init(block, 1, args.get(0));
    Ok(Value::reference(block))
}

fn make_class_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    make_wrapper(vm, args, Kind::ClassMethod)
}

fn make_static_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    make_wrapper(vm, args, Kind::StaticMethod)
}

fn bind_class_method(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let owner = args.get(2);
    let class = if owner.is_defined() && !owner.is_none() { owner } else { vm.type_of(args.get(1)) };
    vm.bind_class_method(args.get(0), class)
}

fn wrapped_of(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(vm.heap.value(args.get(0).block(), 1))
}

fn wrapped(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), 1))
}

fn through(vm: &mut Vm, value: Value, name: name::Name) -> Outcome<Value> {
    let function = vm.heap.value(value.block(), 1);
    vm.load_attribute(function, Value::name(name))
}

fn wrapped_is_abstract(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let function = vm.heap.value(value.block(), 1);
    let wanted = Value::name(name::__ISABSTRACTMETHOD__);
    if vm.kind(function) != Some(Kind::Function) {
        return Ok(Value::FALSE);
    }
    Ok(function_attribute::attribute(vm, function, wanted).unwrap_or(Value::FALSE))
}

fn wrapped_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through(vm, value, name::__NAME__)
}

fn wrapped_qualified_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through(vm, value, name::__QUALNAME__)
}

fn wrapped_doc(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through(vm, value, name::__DOC__)
}
