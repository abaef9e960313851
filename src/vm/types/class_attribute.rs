//! What every class shows beside its own attributes: `__name__`, `__mro__`, `__dict__`, …; and how they are set.

use super::class::{
    BASES, DICT, FLAGS, NAME, QUALIFIED, flags, is_slots_only, layout_len, native_base, own_flags, slot_name,
};
use super::class_order::{mro_tuple, order_item};
use super::{TYPES, Type, dict, instance, proxy, special, tuple};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::types::TypeId;
use crate::vm::value::{Immediate, Value};

/// The table of a built-in type.
fn table(class: Value) -> Option<&'static Type> {
    class.as_immediate().and_then(|(_, index)| TYPES.get(index as usize).copied())
}

/// What goes before the attributes that a class or a class behind it defines.
pub fn first_attribute(vm: &mut Vm, class: Value, name: Value) -> Outcome<Option<Value>> {
    let Some(known) = name.as_name() else { return Ok(None) };
    let block = class.block();
    let own = vm.kind(class) == Some(Kind::Class);
    let value = match known {
        name::__NAME__ if own => vm.heap.value(block, NAME),
        name::__QUALNAME__ if own => vm.heap.value(block, QUALIFIED),
        name::__NAME__ | name::__QUALNAME__ => {
            let text = table(class).map_or("", |table| table.name);
            let text = text.rsplit('.').next().unwrap_or_default();
            vm.new_str(text.as_bytes())?
        }
        name::__MRO__ => mro_tuple(vm, class)?,
        name::__BASES__ if own => vm.heap.value(block, BASES),
        name::__BASES__ => match order_item(vm, class, 1) {
            Some(base) => tuple::new(vm, &[base])?,
            None => tuple::new(vm, &[])?,
        },
        name::__BASE__ if own => best_base(vm, class),
        name::__BASE__ => order_item(vm, class, 1).unwrap_or(Value::NONE),
        name::__DICT__ => {
            let attributes = if own { vm.heap.value(block, DICT) } else { type_dict(vm, class)? };
            proxy::new(vm, attributes)?
        }
        name::__ANNOTATIONS__ if own => annotations(vm, class)?,
        name::__TYPE_PARAMS__ => {
            let kept = if own { dict::get_name(&vm.heap, vm.heap.block(block, DICT), name) } else { None };
            match kept {
                Some(parameters) => parameters,
                None => tuple::new(vm, &[])?,
            }
        }
        name::__DOC__ if !own => Value::NONE,
        name::__DOC__ => {
            let doc = dict::get_name(&vm.heap, vm.heap.block(block, DICT), name);
            return match doc {
                Some(doc) => vm.get_class_descriptor(doc, class).map(Some),
                None => Ok(Some(Value::NONE)),
            };
        }
        _ => return Ok(None),
    };
    Ok(Some(value))
}

/// What a class has that no class behind it defines.
pub fn last_attribute(vm: &mut Vm, class: Value, name: Value) -> Outcome<Option<Value>> {
    match name.as_name() {
        Some(name::__MODULE__) => match table(class).and_then(|table| table.name.rsplit_once('.')) {
            Some((module, _)) => vm.new_str(module.as_bytes()).map(Some),
            None => Ok(Some(Value::name(name::BUILTINS))),
        },
        Some(name::__CLASS__) => Ok(Some(vm.type_of(class))),
        _ => Ok(None),
    }
}

/// The base whose instances are laid out as the class's own.
fn best_base(vm: &Vm, class: Value) -> Value {
    let bases = vm.heap.value(class.block(), BASES);
    let native = native_base(vm, class);
    (0..tuple::len(vm, bases))
        .map(|index| tuple::item(vm, bases, index))
        .find(|base| native_base(vm, *base) == native)
        .unwrap_or(Value::builtin_type(TypeId::Object))
}

/// A class's own annotations: it gets some if it has none.
fn annotations(vm: &mut Vm, class: Value) -> Outcome<Value> {
    let (attributes, name) = (vm.heap.value(class.block(), DICT), Value::name(name::__ANNOTATIONS__));
    if let Some(own) = dict::get_name(&vm.heap, attributes.block(), name) {
        return Ok(own);
    }
    let made = dict::new(vm)?;
    dict::set_item(vm, attributes, name, made)?;
    Ok(made)
}

/// A dict of what a built-in type has.
fn type_dict(vm: &mut Vm, class: Value) -> Outcome<Value> {
    let made = dict::new(vm)?;
    let Some((Immediate::Type, index)) = class.as_immediate() else { return Ok(made) };
    let Some(id) = TypeId::ALL.get(index as usize).copied() else { return Ok(made) };
    let Some(table) = table(class) else { return Ok(made) };
    for (row, native) in table.methods.iter().enumerate() {
        let name = Value::name(vm.heap.intern(native.name.as_bytes())?);
        dict::set_item(vm, made, name, Value::method(id, row as u8))?;
    }
    for (row, text) in special::rows_of(table) {
        let name = Value::name(vm.heap.intern(text.as_bytes())?);
        dict::set_item(vm, made, name, Value::method(id, row))?;
    }
    for getter in table.getters {
        let name = Value::name(vm.heap.intern(getter.name.as_bytes())?);
        dict::set_item(vm, made, name, Value::NONE)?;
    }
    Ok(made)
}

/// `C.name = value`, or `del C.name`.
pub fn store(vm: &mut Vm, class: Value, name: Value, value: Value) -> Outcome<()> {
    let block = class.block();
    let attributes = vm.heap.value(block, DICT);
    let special = [(name::__NAME__, NAME), (name::__QUALNAME__, QUALIFIED)];
    if let Some((_, word)) = special.iter().find(|(special, _)| Value::name(*special) == name) {
        return store_name(vm, class, name, value, *word);
    }
    if name == Value::name(name::__DICT__) || name == Value::name(name::__MRO__) {
        return raise!(vm, AttributeError, "readonly attribute");
    }
    if value.is_defined() {
        dict::set_item(vm, attributes, name, value)?;
    } else if !dict::remove_name(vm, attributes.block(), name)? {
        return raise!(vm, AttributeError, "type object '{}' has no attribute '{}'", class, name);
    }
    vm.heap.flush_cache();
    // A hook may have come: the flags only ever grow, so that subclasses need no second look.
    let found = own_flags(vm, attributes);
    let flags = flags(&vm.heap, class) | found;
    vm.heap.set(block, FLAGS, Value::small(flags));
    Ok(())
}

fn store_name(vm: &mut Vm, class: Value, name: Value, value: Value, word: usize) -> Outcome<()> {
    if !value.is_defined() {
        return raise!(vm, TypeError, "cannot delete '{}' attribute of immutable type '{}'", name, class);
    }
    if !vm.is_str(value) {
        let text = vm.new_message("{}.{}", &[class, name])?;
        return raise!(vm, TypeError, "can only assign string to {}, not '{}'", text, vm.type_of(value));
    }
    let value = vm.payload(value);
    vm.heap.set(class.block(), word, value);
    Ok(())
}

/// `object.__class__ = value`
pub fn store_class(vm: &mut Vm, object: Value, value: Value) -> Outcome<()> {
    if !value.is_defined() {
        return raise!(vm, TypeError, "can't delete __class__ attribute");
    }
    if !vm.is_class(value) {
        return raise!(vm, TypeError, "__class__ must be set to a class, not '{}' object", vm.type_of(value));
    }
    let old = vm.type_of(object);
    let instance = matches!(vm.kind(object), Some(Kind::Instance | Kind::LooseInstance)) && old.is_ref();
    if !instance || !value.is_ref() {
        return raise!(vm, TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    let slots = (is_slots_only(&vm.heap, old), is_slots_only(&vm.heap, value));
    let same_layout = slots == (false, false) || slots == (true, true) && have_same_slots(vm, old, value);
    if !same_layout || native_base(vm, old) != native_base(vm, value) {
        return raise!(vm, TypeError, "__class__ assignment: '{}' object layout differs from '{}'", value, old);
    }
    if slots == (false, false) {
        instance::dict_of(vm, object)?;
    }
    vm.heap.set(object.block(), 1, value);
    Ok(())
}

fn have_same_slots(vm: &Vm, a: Value, b: Value) -> bool {
    let count = layout_len(&vm.heap, a);
    count == layout_len(&vm.heap, b)
        && (0..count).all(|slot| slot_name(&vm.heap, a, slot) == slot_name(&vm.heap, b, slot))
}
