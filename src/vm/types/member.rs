//! `member_descriptor` and `getset_descriptor`: what a class shows for a slot of its instances, `S.x`, `int.real`.

use super::{Getter, Out, Slots, Type, TypeId, class, function, native};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::raise::Outcome;
use crate::vm::types::Args;
use crate::vm::value::{Ref, Value};

const CLASS: usize = 1;
const NAME: usize = 2;

/// Of a class of Python: `[class][name]`.
pub static MEMBER: Type = Type {
    name: "member_descriptor",
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    methods: METHODS,
    getters: GETTERS,
    ..Type::PLAIN
};

/// Of a built-in type.
pub static GETSET: Type = Type {
    name: "getset_descriptor",
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    methods: METHODS,
    getters: GETTERS,
    ..Type::PLAIN
};

const METHODS: &[super::Native] = &[
    native("__get__", "self, instance, owner=None, /", 2, 3, get),
    native("__set__", "self, instance, value, /", 3, 3, |vm, args| store(vm, args, args.get(2))),
    native("__delete__", "self, instance, /", 2, 2, |vm, args| store(vm, args, Value::UNDEFINED)),
];
const GETTERS: &[Getter] = &[
    Getter { name: "__name__", get: |vm, value| Ok(vm.heap.value(value.block(), NAME)) },
    Getter { name: "__objclass__", get: |vm, value| Ok(vm.heap.value(value.block(), CLASS)) },
    Getter { name: "__doc__", get: |_, _| Ok(Value::NONE) },
];

/// Which of the two a block is.
pub fn type_id(heap: &Heap, block: Ref) -> TypeId {
    if heap.value(block, CLASS).is_ref() { TypeId::MemberDescriptor } else { TypeId::GetSetDescriptor }
}

/// The descriptor that a class shows for a name, if its instances have a slot or a computed attribute of it.
pub fn of_class(vm: &mut Vm, class: Value, name: Value) -> Outcome<Option<Value>> {
    let owner = match class.as_immediate() {
        Some(_) => function::has_getter(vm, class, name),
        None => class::slot_owner(vm, class, name),
    };
    let Some(owner) = owner else { return Ok(None) };
    let block = vm.heap.alloc(Kind::Member, 3)?;
    vm.heap.init(block, CLASS, owner);
    vm.heap.init(block, NAME, name);
    Ok(Some(Value::reference(block)))
}

fn get(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (member, object) = (args.get(0), args.get(1));
    if object.is_none() {
        return Ok(member);
    }
    let name = checked(vm, member, object)?;
    if let Some(value) = vm.own_slot(object, name) {
        return Ok(value);
    }
    match vm.getter(vm.payload(object), name)? {
        Some(value) => Ok(value),
        None => vm.no_attribute(object, name),
    }
}

fn store(vm: &mut Vm, args: Args, value: Value) -> Outcome<Value> {
    let name = checked(vm, args.get(0), args.get(1))?;
    let object = args.get(1);
    vm.store_plain(object, vm.type_of(object), name, value)?;
    Ok(Value::NONE)
}

/// The descriptor's name, once the object is one of its class.
fn checked(vm: &mut Vm, member: Value, object: Value) -> Outcome<Value> {
    let words = vm.heap.words::<3>(member.block());
    let (class, name, own) = (words.value(CLASS), words.value(NAME), vm.type_of(object));
    if !vm.is_subclass(own, class) {
        let text = vm.new_message("descriptor '{}' for '{}' objects", &[name, class])?;
        return raise!(vm, TypeError, "{} doesn't apply to a '{}' object", text, own);
    }
    Ok(name)
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let words = vm.heap.words::<3>(value.block());
    let text =
        if words.value(CLASS).is_ref() { "<member '{}' of '{}' objects>" } else { "<attribute '{}' of '{}' objects>" };
    vm.format_message(text, &[words.value(NAME), words.value(CLASS)], out)
}
