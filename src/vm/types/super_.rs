//! `super`: attributes of the classes behind a class in an object's method resolution order. (`super` is a keyword of
//! Rust, hence the file's name.)

use super::class::native_base;
use super::{Getter, Out, Slots, Type, class, tuple};
use crate::vm::Vm;
use crate::vm::code::Code;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, TYPES, TypeId};
use crate::vm::value::{Immediate, Value};

/// `super`: `[class][object]`.
pub static TYPE: Type = Type {
    name: "super",
    slots: Slots { make: Some(make), repr: Some(repr), ..Slots::NONE },
    getters: &[
        Getter { name: "__self__", get: |vm, value| Ok(vm.heap.value(value.block(), 2)) },
        Getter { name: "__thisclass__", get: |vm, value| Ok(vm.heap.value(value.block(), 1)) },
        Getter { name: "__self_class__", get: |vm, value| Ok(class_of(vm, value)) },
    ],
    ..Type::PLAIN
};

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() == 0 {
        let code = vm.code_of(vm.running());
        return match Code::new(&vm.heap, code).positional() {
            0 => raise!(vm, RuntimeError, "super(): no arguments"),
            _ => raise!(vm, RuntimeError, "super(): __class__ cell not found"),
        };
    }
    if args.count() != 2 {
        return raise!(vm, TypeError, "super() expected 0 or 2 arguments, got {}", Value::len(args.count()));
    }
    let (class, object) = (args.get(0), args.get(1));
    if !vm.is_class(class) {
        return raise!(vm, TypeError, "super() argument 1 must be a type, not {}", vm.type_of(class));
    }
    let bound = vm.is_subclass(vm.type_of(object), class) || (vm.is_class(object) && vm.is_subclass(object, class));
    if !bound {
        return raise!(vm, TypeError, "super(type, obj): obj must be an instance or subtype of type");
    }
    let block = vm.heap.alloc(Kind::Super, 3)?;
    vm.heap.init(block, 1, class);
    vm.heap.init(block, 2, object);
    Ok(Value::reference(block))
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let class = class_of(vm, value);
    out.text(vm, b"<super: <class '")?;
    out.type_name(vm, vm.heap.value(value.block(), 1))?;
    out.text(vm, b"'>, <")?;
    out.type_name(vm, class)?;
    out.text(vm, b" object>>")
}

/// The class whose order counts: through an instance its class, in a class method the class itself.
fn class_of(vm: &Vm, value: Value) -> Value {
    let words = vm.heap.words::<3>(value.block());
    let own = vm.type_of(words.value(2));
    if vm.is_subclass(own, words.value(1)) { own } else { words.value(2) }
}

impl Vm<'_> {
    /// `super(class, object).name`.
    pub(crate) fn load_super_attribute(&mut self, value: Value, name: Value) -> Outcome<Value> {
        let words = self.heap.words::<3>(value.block());
        let (start, object) = (words.value(1), words.value(2));
        let own = self.type_of(object);
        // Through an instance its class's order counts; in a class method the class itself.
        let through_class = !self.is_subclass(own, start);
        let class = if through_class { object } else { own };
        if name == Value::name(name::__CLASS__) {
            return Ok(Value::builtin_type(TypeId::Super));
        }
        let Some(found) = self.find_behind(class, start, name) else {
            if let Some(value) = self.getter(value, name)? {
                return Ok(value);
            }
            if native_base(self, class) != TypeId::Object
                && let Some(value) = self.getter(self.payload(object), name)?
            {
                return Ok(value);
            }
            return raise!(self, AttributeError, "'super' object has no attribute '{}'", name);
        };
        if through_class {
            return self.get_class_descriptor(found, class);
        }
        self.get_descriptor(found, object, class)
    }

    /// The attribute of the first class behind `start` that has it.
    fn find_behind(&self, class: Value, start: Value, name: Value) -> Option<Value> {
        if self.kind(class) != Some(Kind::Class) {
            let (_, index) = start.as_immediate()?;
            let base = TYPES.get(index as usize)?.base;
            return self.find_in_class(Value::builtin_type(base), name);
        }
        let mro = self.heap.value(class.block(), class::MRO);
        let count = tuple::len(self, mro);
        let place = (0..count).find(|&index| tuple::item(self, mro, index) == start)?;
        for index in place + 1..count {
            let behind = tuple::item(self, mro, index);
            if let Some(found) = self.own_attribute(behind, name) {
                return Some(found);
            }
            if let Some((Immediate::Type, _)) = behind.as_immediate()
                && let Some(found) = self.find_in_class(behind, name)
            {
                return Some(found);
            }
        }
        None
    }
}
