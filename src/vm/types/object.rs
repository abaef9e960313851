//! `object`: what every object can do, unless its type does it in its own way.

use super::{Args, Out, Slots, Type, class, native, str_format};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{FLASH, Value};

/// `object`
pub static TYPE: Type = Type {
    name: "object",
    slots: Slots { make: Some(make), ..Slots::NONE },
    methods: &[
        native("__init__", "self, /, *args", 1, 255, init),
        native("__new__", "class, /, *args", 0, 255, new),
        native("__repr__", "self, /", 1, 1, repr),
        native("__str__", "self, /", 1, 1, |vm, args| vm.to_repr(args.get(0))),
        native("__format__", "self, spec, /", 2, 2, str_format::format_object),
        native("__eq__", "self, other, /", 2, 2, equal),
        native("__ne__", "self, other, /", 2, 2, not_equal),
        native("__hash__", "self, /", 1, 1, hash),
        native("__getattribute__", "self, name, /", 2, 2, get_attribute),
        native("__setattr__", "self, name, value, /", 3, 3, set_attribute),
        native("__delattr__", "self, name, /", 2, 2, delete_attribute),
        native("__dir__", "self, /", 1, 1, |vm, args| Err(vm.tail_call(vm.prelude(Prelude::Dir), &[args.get(0)]))),
        native("__init_subclass__", "cls", 1, 1, |_, _| Ok(Value::NONE)),
    ],
    ..Type::PLAIN
};

/// Words of an object without attributes.
const WORDS: usize = 2;

/// `object()`
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() != 0 {
        return raise!(vm, TypeError, "object() takes no arguments");
    }
    let at = vm.heap.alloc(Kind::Instance, WORDS)?;
    vm.heap.init(at, 1, Value::builtin_type(super::TypeId::Object));
    Ok(Value::reference(at))
}

fn init(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let class = vm.type_of(args.get(0));
    if args.count() > 1 && class::native_base(vm, class) == super::TypeId::Object && !class::has_new(&vm.heap, class) {
        return raise!(vm, TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    }
    Ok(Value::NONE)
}

/// `object.__new__(class)`: of classes that are made on no other built-in type.
fn new<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let class = args.get(0);
    if args.count() == 0 {
        return raise!(vm, TypeError, "object.__new__(): not enough arguments");
    }
    if !vm.is_class(class) {
        return raise!(vm, TypeError, "object.__new__(X): X is not a type object ({})", vm.type_of(class));
    }
    let base = class::native_base(vm, class);
    if base != super::TypeId::Object {
        let base = Value::builtin_type(base);
        return raise!(vm, TypeError, "object.__new__({}) is not safe, use {}.__new__()", class, base);
    }
    if args.count() > 1 {
        let text = "object.__new__() takes exactly one argument (the type to instantiate)";
        if class::has_new(&vm.heap, class) {
            return Err(vm.raise(super::TypeId::TypeError, text, [Value::UNDEFINED; 2]));
        }
        if !vm.class_attribute(class, name::__INIT__).is_some_and(|init| init.is_ref()) {
            return raise!(vm, TypeError, "{}() takes no arguments", class);
        }
    }
    class::object_new(vm, args)
}

fn repr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    let mut out = Out::new_text();
    out.byte(vm, b'<')?;
    class::write_class_name(vm, vm.type_of(value), &mut out)?;
    out.text(vm, b" object")?;
    out.address(vm, value)?;
    out.byte(vm, b'>')?;
    vm.str_from_out(out)
}

fn equal(_: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(if args.get(0) == args.get(1) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

/// The opposite of what `__eq__` says.
fn not_equal(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    let own = vm.class_attribute(vm.type_of(value), name::__EQ__).is_some_and(|method| method.is_ref());
    if own {
        return Err(vm.tail_call(vm.prelude(Prelude::NotEqual), &[value, args.get(1)]));
    }
    Ok(if value == args.get(1) { Value::FALSE } else { Value::NOT_IMPLEMENTED })
}

/// By identity.
fn hash(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.identity_hash(args.get(0))
}

impl Vm<'_> {
    /// `id(value)`: a number that no other living object has. Objects that may move get one that stays.
    pub fn identity(&mut self, value: Value) -> Outcome<u32> {
        match value.as_ref().filter(|block| block.0 < FLASH) {
            Some(block) => Ok((self.heap.identity(block)? as u32) << 3),
            None => Ok(value.bits()),
        }
    }

    /// `object.__hash__(value)`
    pub fn identity_hash(&mut self, value: Value) -> Outcome<Value> {
        let identity = self.identity(value)?;
        self.int_from_i64((identity >> 3).into())
    }
}

fn get_attribute(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (object, name) = (args.get(0), args.get(1));
    let name = attribute_name(vm, name)?;
    match vm.kind(object) {
        Some(Kind::Instance | Kind::LooseInstance) => vm.load_instance_plain(object, vm.type_of(object), name),
        _ => vm.load_attribute(object, name),
    }
}

fn set_attribute(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    vm.store_plain(args.get(0), vm.type_of(args.get(0)), name, args.get(2))?;
    Ok(Value::NONE)
}

fn delete_attribute(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    vm.store_plain(args.get(0), vm.type_of(args.get(0)), name, Value::UNDEFINED)?;
    Ok(Value::NONE)
}

/// An attribute's name as an interned string.
pub fn attribute_name(vm: &mut Vm, name: Value) -> Outcome<Value> {
    if name.is_name() {
        return Ok(name);
    }
    let payload = vm.payload(name);
    match vm.kind(payload) {
        _ if payload.is_name() => Ok(payload),
        Some(Kind::Str | Kind::LongStr) => vm.heap.intern_str(payload.block()).map(Value::name),
        _ => raise!(vm, TypeError, "attribute name must be string, not '{}'", vm.type_of(name)),
    }
}
