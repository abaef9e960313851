//! The method resolution order of a class.

use super::class::{MRO, next_in_order};
use super::{TypeId, list, tuple};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;

/// The parents of a class as its method resolution order lists them: entry `index` of a class's own order.
pub(super) fn order_item(vm: &Vm, class: Value, index: usize) -> Option<Value> {
    if vm.kind(class) == Some(Kind::Class) {
        let mro = vm.heap.value(class.block(), MRO);
        return (index < tuple::len(vm, mro)).then(|| tuple::item(vm, mro, index));
    }
    let (_, first) = class.as_immediate()?;
    let mut id = first;
    for _ in 0..index {
        if id == TypeId::Object as u16 {
            return None;
        }
        id = next_in_order(first, id);
    }
    Some(Value::builtin_type(*TypeId::ALL.get(id as usize)?))
}

/// The C3 linearisation: the class, then the merge of its bases' orders and the bases themselves.
pub(super) fn linearize(vm: &mut Vm, class: Value, bases: Value) -> Outcome<Value> {
    let count = tuple::len(vm, bases);
    for index in 0..count {
        let base = tuple::item(vm, bases, index);
        if (0..index).any(|before| tuple::item(vm, bases, before) == base) {
            return raise!(vm, TypeError, "duplicate base class {}", base);
        }
    }
    let order = list::with_capacity(vm, 4)?;
    list::push(vm, order, class)?;
    loop {
        let mut rest = false;
        let mut chosen = None;
        for base in 0..=count {
            let Some(head) = merge_head(vm, order, bases, base) else { continue };
            rest = true;
            let blocked = (0..=count).any(|other| in_tail(vm, order, bases, other, head));
            if !blocked {
                chosen = Some(head);
                break;
            }
        }
        match chosen {
            Some(head) => list::push(vm, order, head)?,
            None if rest => return no_order(vm, order, bases),
            None => return tuple::from_list(vm, order),
        }
    }
}

/// The error that names the classes between which there is no order.
#[cold]
fn no_order(vm: &mut Vm, order: Value, bases: Value) -> Outcome<Value> {
    let heads = list::with_capacity(vm, 4)?;
    for which in 0..=tuple::len(vm, bases) {
        if let Some(head) = merge_head(vm, order, bases, which)
            && !is_placed(vm, heads, head)
        {
            list::push(vm, heads, head)?;
        }
    }
    let names = vm.new_text(|out, vm| {
        for index in 0..list::sequence_len(vm, heads) {
            out.text(vm, if index > 0 { b", " } else { b"" })?;
            let head = list::sequence_item(vm, heads, index);
            out.type_name(vm, head)?;
        }
        Ok(())
    })?;
    raise!(vm, TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases {}", names)
}

/// Item `index` of list `which` of the merge: the order of a base, or after the last base the bases.
fn merge_item(vm: &Vm, bases: Value, which: usize, index: usize) -> Option<Value> {
    let count = tuple::len(vm, bases);
    if which < count {
        order_item(vm, tuple::item(vm, bases, which), index)
    } else {
        (index < count).then(|| tuple::item(vm, bases, index))
    }
}

fn is_placed(vm: &Vm, order: Value, class: Value) -> bool {
    (0..list::sequence_len(vm, order)).any(|index| list::sequence_item(vm, order, index) == class)
}

fn merge_head(vm: &Vm, order: Value, bases: Value, which: usize) -> Option<Value> {
    let mut index = 0;
    while let Some(item) = merge_item(vm, bases, which, index) {
        if !is_placed(vm, order, item) {
            return Some(item);
        }
        index += 1;
    }
    None
}

fn in_tail(vm: &Vm, order: Value, bases: Value, which: usize, class: Value) -> bool {
    let mut heads = 0;
    let mut index = 0;
    while let Some(item) = merge_item(vm, bases, which, index) {
        index += 1;
        if is_placed(vm, order, item) {
            continue;
        }
        heads += 1;
        if heads > 1 && item == class {
            return true;
        }
    }
    false
}

/// The method resolution order of any class, as a tuple.
pub(super) fn mro_tuple(vm: &mut Vm, class: Value) -> Outcome<Value> {
    if vm.kind(class) == Some(Kind::Class) {
        return Ok(vm.heap.value(class.block(), MRO));
    }
    let order = list::with_capacity(vm, 3)?;
    let mut index = 0;
    while let Some(item) = order_item(vm, class, index) {
        list::push(vm, order, item)?;
        index += 1;
    }
    tuple::from_list(vm, order)
}
