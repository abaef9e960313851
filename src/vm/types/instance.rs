//! Instances of classes of Python: slots in the order of the class's layout, or a dict of their own.

use super::{class, dict};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::raise::Outcome;
use crate::vm::types::TypeId;
use crate::vm::value::{Ref, Value};

/// Word of a loose instance: its attributes.
const DICT: usize = 2;
/// Word of a loose instance: the built-in object it is made on.
const PAYLOAD: usize = 3;

/// `instance.name = value`, or `del instance.name`, where the class has no say.
pub fn store(vm: &mut Vm, instance: Value, name: Value, value: Value) -> Outcome<()> {
    let block = instance.block();
    if vm.heap.kind(block) == Kind::LooseInstance {
        return store_loose(vm, instance, name, value);
    }
    let class = vm.heap.value(block, 1);
    if !class.is_ref() {
        // `object()` itself.
        return vm.no_attribute(instance, name);
    }
    if !value.is_defined() {
        return delete(vm, instance, class, name);
    }
    let room = class::capacity(&vm.heap, block);
    let slots_only = class::is_slots_only(&vm.heap, class);
    let slot = match class::slot_of(&vm.heap, class, name) {
        Some(slot) => slot,
        None => {
            if slots_only {
                return no_slot(vm, instance, class, name);
            }
            let slot = class::layout_len(&vm.heap, class);
            if !class::extend_layout(vm, class, name)? {
                return store_loose_first(vm, instance, name, value);
            }
            slot
        }
    };
    let fits =
        slot < room && (slots_only || vm.heap.value(block, 2 + slot).is_defined() || is_last(vm, block, slot, room));
    if !fits {
        return store_loose_first(vm, instance, name, value);
    }
    vm.heap.set(block, 2 + slot, value);
    Ok(())
}

/// True if no attribute behind `slot` has a value: a new one there keeps the order of assignment.
fn is_last(vm: &Vm, block: Ref, slot: usize, room: usize) -> bool {
    (slot + 1..room).all(|later| !vm.heap.value(block, 2 + later).is_defined())
}

fn delete(vm: &mut Vm, instance: Value, class: Value, name: Value) -> Outcome<()> {
    let block = instance.block();
    let slot = class::slot_of(&vm.heap, class, name).filter(|slot| *slot < class::capacity(&vm.heap, block));
    match slot {
        Some(slot) if vm.heap.value(block, 2 + slot).is_defined() => {
            if class::is_slots_only(&vm.heap, class) || is_last(vm, block, slot, class::capacity(&vm.heap, block)) {
                vm.heap.set(block, 2 + slot, Value::UNDEFINED);
                return Ok(());
            }
            loosen(vm, instance)?;
            store_loose(vm, instance, name, Value::UNDEFINED)
        }
        Some(_) if class::is_slots_only(&vm.heap, class) => raise!(vm, AttributeError, "{}", name),
        _ => vm.no_attribute(instance, name),
    }
}

/// The error for an attribute that `__slots__` does not name.
#[cold]
fn no_slot(vm: &mut Vm, instance: Value, class: Value, name: Value) -> Outcome<()> {
    if vm.find_in_class(class, name).is_some() {
        return raise!(vm, AttributeError, "'{}' object attribute '{}' is read-only", class, name);
    }
    vm.no_attribute(instance, name)
}

fn store_loose_first(vm: &mut Vm, instance: Value, name: Value, value: Value) -> Outcome<()> {
    loosen(vm, instance)?;
    store_loose(vm, instance, name, value)
}

fn store_loose(vm: &mut Vm, instance: Value, name: Value, value: Value) -> Outcome<()> {
    let attributes = vm.heap.value(instance.block(), DICT);
    if value.is_defined() {
        return dict::set_item(vm, attributes, name, value);
    }
    match dict::remove_name(vm, attributes.block(), name)? {
        true => Ok(()),
        false => vm.no_attribute(instance, name),
    }
}

/// Moves an instance's attributes into a dict of its own.
fn loosen(vm: &mut Vm, instance: Value) -> Outcome<()> {
    let block = instance.block();
    let class = vm.heap.value(block, 1);
    let attributes = dict::new(vm)?;
    let room = class::capacity(&vm.heap, block);
    let payload = class::native_base(vm, class) != TypeId::Object;
    for slot in usize::from(payload)..room.min(class::layout_len(&vm.heap, class)) {
        let value = vm.heap.value(block, 2 + slot);
        if value.is_defined() {
            let name = class::slot_name(&vm.heap, class, slot);
            dict::set_item(vm, attributes, name, value)?;
        }
    }
    let inner = if payload { vm.heap.value(block, 2) } else { Value::UNDEFINED };
    for word in 2..2 + room {
        vm.heap.set_raw(block, word, 0);
    }
    vm.heap.set_kind(block, Kind::LooseInstance);
    vm.heap.set(block, DICT, attributes);
    vm.heap.set(block, PAYLOAD, inner);
    Ok(())
}

/// `instance.__dict__`: from now on the attributes live in it.
pub fn dict_of(vm: &mut Vm, instance: Value) -> Outcome<Value> {
    let block = instance.block();
    let class = vm.heap.value(block, 1);
    if !class.is_ref() || class::is_slots_only(&vm.heap, class) {
        return vm.no_attribute(instance, Value::name(crate::vm::name::__DICT__));
    }
    if vm.heap.kind(block) == Kind::Instance {
        loosen(vm, instance)?;
    }
    Ok(vm.heap.value(block, DICT))
}

/// `instance.__dict__ = value`
pub fn store_dict(vm: &mut Vm, instance: Value, value: Value) -> Outcome<()> {
    if !value.is_defined() {
        let value = dict::new(vm)?;
        return store_dict(vm, instance, value);
    }
    if vm.kind(value) != Some(Kind::Dict) {
        return raise!(vm, TypeError, "__dict__ must be set to a dictionary, not a '{}'", vm.type_of(value));
    }
    dict_of(vm, instance)?;
    vm.heap.set(instance.block(), DICT, value);
    Ok(())
}

/// Calls `visit` with the name and value of each attribute that an instance has itself.
pub fn own_attributes(vm: &Vm, instance: Value, mut visit: impl FnMut(Value, Value)) {
    let block = instance.block();
    if vm.heap.kind(block) == Kind::LooseInstance {
        let attributes = vm.heap.block(block, DICT);
        let mut position = 0;
        while let Some((name, value, next)) = dict::next_entry(&vm.heap, attributes, position) {
            visit(name, value);
            position = next;
        }
        return;
    }
    let class = vm.heap.value(block, 1);
    let first = usize::from(class::native_base(vm, class) != TypeId::Object);
    for slot in first..class::capacity(&vm.heap, block).min(class::layout_len(&vm.heap, class)) {
        let value = vm.heap.value(block, 2 + slot);
        if value.is_defined() {
            visit(class::slot_name(&vm.heap, class, slot), value);
        }
    }
}
