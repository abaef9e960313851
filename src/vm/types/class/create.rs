//! New classes.

use super::{
    BASE_MASK, BASES, COMPARES, DICT, FLAGS, HAS_DEL, HAS_DESCRIPTORS, HAS_GETATTRIBUTE, HAS_NEW, HAS_SETATTR,
    HINT_MASK, HINT_SHIFT, LAYOUT, META_CALL, METACLASS, MRO, NAME, QUALIFIED, SLOTS_ONLY, WORDS, add_slot, flags,
    is_slots_only, layout, layout_len, names_slot, native_base, slot_name,
};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::name::{self, Name};
use crate::vm::raise::Outcome;
use crate::vm::types::class_order::linearize;
use crate::vm::types::{TypeId, dict, exception, tuple};
use crate::vm::value::{Ref, Value};

/// What a class's own attributes say.
pub(in crate::vm::types) fn own_flags(vm: &Vm, attributes: Value) -> i32 {
    let has = |name: Name| dict::get_name(&vm.heap, attributes.block(), Value::name(name)).is_some();
    let mut flags = 0;
    for (name, flag) in [
        (name::__SETATTR__, HAS_SETATTR),
        (name::__DELATTR__, HAS_SETATTR),
        (name::__GETATTRIBUTE__, HAS_GETATTRIBUTE),
        (name::__DEL__, HAS_DEL),
        (name::__NEW__, HAS_NEW),
        (name::__EQ__, COMPARES),
        (name::__NE__, COMPARES),
        (name::__HASH__, COMPARES),
    ] {
        if has(name) {
            flags |= flag;
        }
    }
    let mut position = 0;
    while let Some((_, value, next)) = dict::next_entry(&vm.heap, attributes.block(), position) {
        if matches!(vm.kind(value), Some(Kind::Property | Kind::Instance | Kind::LooseInstance | Kind::Member)) {
            flags |= HAS_DESCRIPTORS;
        }
        position = next;
    }
    flags
}

/// True if nothing but their layout decides about the attributes that instances have in slots.
pub fn is_plain(vm: &Vm, class: Value) -> bool {
    let own = flags(&vm.heap, class);
    if own & (HAS_SETATTR | HAS_GETATTRIBUTE | HAS_DESCRIPTORS | SLOTS_ONLY | BASE_MASK) != TypeId::Object as i32 {
        return false;
    }
    let mro = vm.heap.value(class.block(), MRO);
    (1..tuple::len(vm, mro)).all(|index| flags(&vm.heap, tuple::item(vm, mro, index)) & HAS_DESCRIPTORS == 0)
}

/// Slots worth having from the start: assignments to `self` in `__init__`, and those of the base's if it calls that.
fn slot_hint(vm: &Vm, attributes: Value, inherited: usize) -> usize {
    let init = dict::get_name(&vm.heap, attributes.block(), Value::name(name::__INIT__)).unwrap_or(Value::NONE);
    if vm.kind(init) != Some(Kind::Function) {
        return inherited;
    }
    let code = crate::vm::code::Code::new(&vm.heap, vm.code_of(init));
    let (mut unit, mut count, mut calls_base) = (0, 0, false);
    while unit < code.unit_count() {
        let word = code.unit(unit);
        let op = Op::decode(word as u8);
        if op == Op::StoreAttr && word >> 8 & 63 == 0 {
            count += 1;
        }
        if op == Op::CallMethod && code.value(code.unit(unit + 2).into()) == Value::name(name::__INIT__) {
            calls_base = true;
        }
        unit += op.length();
        if op == Op::MakeFunction {
            unit += (code.unit(unit - 1) & 0xff) as usize;
        }
    }
    if calls_base { inherited + count } else { inherited.max(count) }
}

/// Makes a class: the native half of `type.__new__`.
pub fn new_class(
    vm: &mut Vm,
    metaclass: Value,
    name: Value,
    bases: Value,
    attributes: Value,
    qualified: Value,
) -> Outcome<Value> {
    let are_parts = vm.is_str(name) && vm.kind(bases) == Some(Kind::Tuple) && vm.kind(attributes) == Some(Kind::Dict);
    if !vm.is_class(metaclass) || !are_parts {
        return raise!(vm, TypeError, "a class is made of a metaclass, a name, a tuple of bases and a dict");
    }
    let block = vm.heap.alloc(Kind::Class, WORDS)?;
    let class = Value::reference(block);
    let bases =
        if tuple::len(vm, bases) == 0 { tuple::new(vm, &[Value::builtin_type(TypeId::Object)])? } else { bases };
    let (mut base, mut inherited, mut widest) = (TypeId::Object, 0, Value::UNDEFINED);
    for index in 0..tuple::len(vm, bases) {
        let parent = tuple::item(vm, bases, index);
        check_base(vm, parent)?;
        let native = native_base(vm, parent);
        if native != TypeId::Object {
            if base != TypeId::Object && base != native && !related(vm, base, native) {
                return raise!(vm, TypeError, "multiple bases have instance lay-out conflict");
            }
            if base == TypeId::Object || vm.is_subclass(Value::builtin_type(native), Value::builtin_type(base)) {
                base = native;
            }
        }
        if parent.is_ref() {
            inherited |= flags(&vm.heap, parent);
            if !widest.is_defined() || layout_len(&vm.heap, parent) > layout_len(&vm.heap, widest) {
                widest = parent;
            }
        }
    }
    let (buffer, len) = if widest.is_defined() { layout(&vm.heap, widest) } else { (Ref::NONE, 0) };
    let payload = base != TypeId::Object && !exception::is_exception(Value::builtin_type(base));
    // Copied, so that the names keep their slots; one more for a native base's object.
    let own_payload = payload && len == 0;
    let slots = if len > 0 || own_payload {
        let copy = vm.heap.alloc(Kind::ListBuffer, 2 + len + usize::from(own_payload))?;
        vm.heap.copy_values(buffer, 2, copy, 2, len);
        vm.heap.init(copy, 1, Value::len(len + usize::from(own_payload)));
        if own_payload {
            vm.heap.init(copy, 2, Value::NONE);
        }
        Value::reference(copy)
    } else {
        Value::UNDEFINED
    };
    let slots_only = declares_only_slots(vm, attributes, bases);
    let own = own_flags(vm, attributes);
    let mut all = (inherited & (HAS_SETATTR | HAS_GETATTRIBUTE | HAS_DEL | HAS_NEW | COMPARES)) | own | base as i32;
    let hint = slot_hint(vm, attributes, (inherited >> HINT_SHIFT & HINT_MASK) as usize) + usize::from(payload);
    all |= (hint.min(24) as i32) << HINT_SHIFT;
    if slots_only {
        all |= SLOTS_ONLY;
    }
    if metaclass != Value::builtin_type(TypeId::Type) {
        vm.heap.init(block, METACLASS, metaclass);
        if vm.class_attribute(metaclass, name::__CALL__).is_some_and(|call| call.is_ref()) {
            all |= META_CALL;
        }
    }
    wrap_hooks(vm, attributes)?;
    let get = |vm: &Vm, name: Name| dict::get_name(&vm.heap, attributes.block(), Value::name(name));
    if get(vm, name::__EQ__).is_some() && get(vm, name::__HASH__).is_none() {
        dict::set_item(vm, attributes, Value::name(name::__HASH__), Value::NONE)?;
    }
    vm.heap.init(block, NAME, name);
    vm.heap.init(block, BASES, bases);
    vm.heap.init(block, DICT, attributes);
    vm.heap.init(block, LAYOUT, slots);
    vm.heap.init(block, FLAGS, Value::small(all));
    vm.heap.init(block, QUALIFIED, qualified);
    let mro = linearize(vm, class, bases)?;
    vm.heap.set(block, MRO, mro);
    if slots_only {
        add_inherited_slots(vm, class, bases)?;
    }
    Ok(class)
}

/// `__init_subclass__` and `__class_getitem__` are class methods, `__new__` is a static method, without saying so.
fn wrap_hooks(vm: &mut Vm, attributes: Value) -> Outcome<()> {
    for (hook, kind) in [
        (name::__INIT_SUBCLASS__, Kind::ClassMethod),
        (name::__CLASS_GETITEM__, Kind::ClassMethod),
        (name::__NEW__, Kind::StaticMethod),
    ] {
        let Some(function) = dict::get_name(&vm.heap, attributes.block(), Value::name(hook)) else { continue };
        if vm.kind(function) == Some(Kind::Function) {
            let wrapper = vm.heap.alloc(kind, 2)?;
            vm.heap.init(wrapper, 1, function);
            dict::set_item(vm, attributes, Value::name(hook), Value::reference(wrapper))?;
        }
    }
    Ok(())
}

/// The slots of bases that are not the one whose layout the class has taken over.
fn add_inherited_slots(vm: &mut Vm, class: Value, bases: Value) -> Outcome<()> {
    for index in 0..tuple::len(vm, bases) {
        let base = tuple::item(vm, bases, index);
        let count = if base.is_ref() { layout_len(&vm.heap, base) } else { 0 };
        for slot in 0..count {
            let name = slot_name(&vm.heap, base, slot);
            add_slot(vm, class, name)?;
        }
    }
    Ok(())
}

/// True if one of two built-in types derives from the other.
fn related(vm: &Vm, a: TypeId, b: TypeId) -> bool {
    let (a, b) = (Value::builtin_type(a), Value::builtin_type(b));
    vm.is_subclass(a, b) || vm.is_subclass(b, a) || (exception::is_exception(a) && exception::is_exception(b))
}

fn check_base(vm: &mut Vm, base: Value) -> Outcome<()> {
    if !vm.is_class(base) {
        return raise!(vm, TypeError, "bases must be types");
    }
    if crate::vm::exec::native::class_number(&vm.heap, base).is_some() {
        return raise!(vm, TypeError, "type '{}' is not an acceptable base type", base);
    }
    let final_types = [
        TypeId::Bool,
        TypeId::NoneType,
        TypeId::Ellipsis,
        TypeId::NotImplemented,
        TypeId::Range,
        TypeId::Slice,
        TypeId::Function,
        TypeId::NativeFunction,
        TypeId::BoundMethod,
        TypeId::BuiltinMethod,
        TypeId::Generator,
        TypeId::Coroutine,
        TypeId::MemoryView,
        TypeId::Cell,
        TypeId::Code,
    ];
    if final_types.iter().any(|id| Value::builtin_type(*id) == base) {
        return raise!(vm, TypeError, "type '{}' is not an acceptable base type", base);
    }
    Ok(())
}

/// True if the class and all its bases but `object` declare `__slots__` without `__dict__`.
fn declares_only_slots(vm: &Vm, attributes: Value, bases: Value) -> bool {
    let Some(slots) = dict::get_name(&vm.heap, attributes.block(), Value::name(name::__SLOTS__)) else { return false };
    let named = names_slot(vm, slots, Value::name(name::__DICT__));
    let without = |base: Value| match base.as_immediate() {
        Some(_) => base != Value::builtin_type(TypeId::Type) && !exception::is_exception(base),
        None => is_slots_only(&vm.heap, base),
    };
    !named && (0..tuple::len(vm, bases)).all(|index| without(tuple::item(vm, bases, index)))
}
