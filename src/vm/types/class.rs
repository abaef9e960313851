//! `type`: classes and what instances of them look like.
//!
//! All instances of a class share one layout, a list of attribute names in the order of their first assignment, which
//! grows as instances show new ones (four bytes a name; a tree of hidden classes would cost 32). An instance whose
//! attributes come in another order, or in greater number than its block has slots, becomes a `LooseInstance` with a
//! dict of its own, so that `__dict__` always has CPython's order.

mod create;
mod type_of;

use super::alias::binary;
use super::class_order::mro_tuple;
use super::{Out, Slots, TYPES, Type, TypeId, dict, exception, instance, list, native, tuple};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::Args;
use crate::vm::value::{Immediate, Ref, Value};

pub(super) use create::own_flags;
pub use create::{is_plain, new_class};
pub use type_of::next_in_order;

/// Word of a class block: its name.
pub const NAME: usize = 1;
/// Its bases, a tuple.
pub const BASES: usize = 2;
/// Its method resolution order, a tuple that starts with the class.
pub const MRO: usize = 3;
/// Its attributes, a dict.
pub const DICT: usize = 4;
/// The names of its instances' slots, a list buffer or no value.
pub const LAYOUT: usize = 5;
/// What stands in `FLAG_…` and the fields below, a small int.
pub const FLAGS: usize = 6;
/// Its metaclass, or no value for `type`.
pub const METACLASS: usize = 7;
/// Its qualified name.
pub const QUALIFIED: usize = 8;
const WORDS: usize = 9;

const BASE_MASK: i32 = 0xff;
const HINT_SHIFT: i32 = 8;
const HINT_MASK: i32 = 0xff;
const HAS_SETATTR: i32 = 1 << 16;
const HAS_GETATTRIBUTE: i32 = 1 << 17;
const SLOTS_ONLY: i32 = 1 << 18;
const HAS_DEL: i32 = 1 << 19;
const HAS_NEW: i32 = 1 << 20;
const META_CALL: i32 = 1 << 21;
/// It is a named tuple, with the makings of one.
const NAMED: i32 = 1 << 24;
/// It has abstract methods: no instances.
const ABSTRACT: i32 = 1 << 23;
const COMPARES: i32 = 1 << 22;
/// What patterns take its instances for: two bits.
const PATTERN_SHIFT: i32 = 25;
/// Among its own attributes there have been some that may be data descriptors: they go before instances' attributes.
const HAS_DESCRIPTORS: i32 = 1 << 27;

/// Names a layout takes at most; instances with more attributes are loose.
pub(super) const LAYOUT_LIMIT: usize = 40;

/// `type`.
pub static TYPE: Type = Type {
    name: "type",
    slots: Slots { make: Some(make), repr: Some(repr), binary: Some(binary), ..Slots::NONE },
    methods: &[
        native("mro", "self, /", 1, 1, mro),
        native("__new__", "metaclass, name, bases, dict, /", 2, 255, new),
        native("__call__", "self, /, *args", 1, 255, call),
        native("__init__", "self, /, *args", 1, 255, init),
        native("__subclasses__", "self, /", 1, 1, subclasses),
        native("__prepare__", "cls, /, *args, **ignored", 1, 255, prepare),
        native("__subclasscheck__", "self, subclass, /", 2, 2, subclass_check),
        native("__instancecheck__", "self, instance, /", 2, 2, instance_check),
    ],
    ..Type::PLAIN
};

impl<'m> Vm<'m> {}

/// The built-in object inside an instance block, if its class is made on a built-in type.
pub fn payload_of(heap: &Heap, instance: Ref) -> Option<Value> {
    let word = match heap.kind(instance) {
        Kind::Instance => 2,
        Kind::LooseInstance => 3,
        _ => return None,
    };
    let is_plain = flags(heap, heap.value(instance, 1)) & BASE_MASK == TypeId::Object as i32;
    if is_plain { None } else { Some(heap.value(instance, word)) }
}

pub(super) fn flags(heap: &Heap, class: Value) -> i32 {
    match class.as_ref() {
        Some(block) => heap.memory().value(block, FLAGS).small_int(),
        None => 0,
    }
}

/// The built-in type that instances of a class are made on.
pub fn native_base(vm: &Vm, class: Value) -> TypeId {
    let index = match class.as_immediate() {
        Some((Immediate::Type, index)) => index as usize,
        _ => (flags(&vm.heap, class) & BASE_MASK) as usize,
    };
    TypeId::ALL.get(index).copied().unwrap_or(TypeId::Object)
}

/// True if a class has a `__setattr__` or `__delattr__` of its own making.
pub fn has_setattr(heap: &Heap, class: Value) -> bool {
    flags(heap, class) & HAS_SETATTR != 0
}

/// True if a class has a `__getattribute__` of its own making.
pub fn has_getattribute(heap: &Heap, class: Value) -> bool {
    flags(heap, class) & HAS_GETATTRIBUTE != 0
}

/// True if instances take no attributes but those in `__slots__`.
pub fn is_slots_only(heap: &Heap, class: Value) -> bool {
    flags(heap, class) & SLOTS_ONLY != 0
}

/// True if instances can have weak references: those of classes that say by `__slots__` what they have must name it.
pub fn may_be_referred_to(vm: &Vm, class: Value) -> bool {
    if !class.is_ref() || !is_slots_only(&vm.heap, class) {
        return class.is_ref();
    }
    let mro = vm.heap.value(class.block(), MRO);
    (0..tuple::len(vm, mro)).map(|index| tuple::item(vm, mro, index)).any(|owner| {
        let slots = vm.own_attribute(owner, Value::name(name::__SLOTS__)).unwrap_or(Value::NONE);
        names_slot(vm, slots, Value::name(name::__WEAKREF__))
    })
}

/// True if instances have an `__eq__` or a `__hash__` of their class's making.
pub fn compares(heap: &Heap, class: Value) -> bool {
    flags(heap, class) & COMPARES != 0
}

/// True if a class has a `__new__` of its own making, or an abstract class's, which makes nothing.
pub fn has_new(heap: &Heap, class: Value) -> bool {
    flags(heap, class) & (HAS_NEW | ABSTRACT) != 0
}

/// Says that a class is a named tuple: as many arguments as `_fields` make an instance.
pub fn set_named(heap: &mut Heap, class: Value) {
    let flags = flags(heap, class) | NAMED;
    heap.set_raw(class.block(), FLAGS, Value::small(flags).bits());
}

/// An instance of a named tuple, if the class is one and has as many fields.
pub fn new_named(vm: &mut Vm, class: Value, items: Args) -> Outcome<Option<Value>> {
    if flags(&vm.heap, class) & NAMED == 0 {
        return Ok(None);
    }
    let fields = vm.own_attribute(class, Value::name(name::FIELDS)).unwrap_or(Value::NONE);
    if vm.kind(fields) != Some(Kind::Tuple) || tuple::len(vm, fields) != items.count() {
        return Ok(None);
    }
    let payload = tuple::from_args(vm, items)?;
    new_instance_of(vm, class, payload).map(Some)
}

/// Says whether a class has abstract methods.
pub fn set_abstract(heap: &mut Heap, class: Value, is_abstract: bool) {
    let flags = flags(heap, class) & !ABSTRACT | if is_abstract { ABSTRACT } else { 0 };
    heap.set_raw(class.block(), FLAGS, Value::small(flags).bits());
}

/// True if calling a class makes an instance of it and calls `__init__`, and nothing else.
pub fn is_simple(heap: &Heap, class: Value) -> bool {
    let is_native = heap.value(class.block(), LAYOUT).is_small();
    flags(heap, class) & (HAS_NEW | META_CALL | BASE_MASK) == TypeId::Object as i32 && !is_native
}

/// The words of a new instance of a class, if calling that makes an instance and calls `__init__`, and nothing else
/// will ever happen by itself.
pub fn plain_words(heap: &Heap, class: Value) -> Option<usize> {
    let words = heap.memory().words::<{ FLAGS + 1 }>(class.block());
    let (flags, layout) = (words.value(FLAGS).small_int(), words.value(LAYOUT));
    if flags & (HAS_NEW | META_CALL | HAS_DEL | BASE_MASK) != TypeId::Object as i32 || layout.is_small() {
        return None;
    }
    let len = heap.memory().words::<2>(layout.block()).get(1) as usize >> 1;
    let hint = (flags >> HINT_SHIFT & HINT_MASK) as usize;
    Some(2 + len.max(hint).max(2))
}

/// True if a class's metaclass has a `__call__` of its own making.
pub fn has_meta_call(heap: &Heap, class: Value) -> bool {
    flags(heap, class) & META_CALL != 0
}

/// `object.__new__(class, ...)`: an instance, on a built-in object if the class derives from a built-in type.
pub fn object_new<'m>(vm: &mut Vm<'m>, args: Args<'m>) -> Outcome<Value> {
    let class = args.get(0);
    if !vm.is_class(class) {
        return raise!(vm, TypeError, "__new__(X): X is not a type object ({})", vm.type_of(class));
    }
    if flags(&vm.heap, class) & ABSTRACT != 0 {
        return Err(vm.tail_call(vm.prelude(Prelude::AbstractError), &[class]));
    }
    let base = native_base(vm, class);
    let (builtin, rest) = (Value::builtin_type(base), args.from(1));
    if exception::is_exception(builtin) {
        return exception::make(vm, class, rest);
    }
    if base == TypeId::Object {
        return new_instance(vm, class);
    }
    let Some(make) = TYPES.get(base as usize).and_then(|table| table.slots.make) else {
        return raise!(vm, TypeError, "cannot create '{}' instances", class);
    };
    if class == builtin {
        return make(vm, rest);
    }
    // A mutable type is filled by `__init__`, which the class may have replaced.
    let mutable = is_filled_by_init(base);
    let own_init = vm.class_attribute(class, name::__INIT__).is_some_and(|init| init.is_ref());
    match make(vm, if mutable && own_init { Args::new(&[]) } else { rest }) {
        Err(Stop::Tail) => {
            let tail = vm.tail;
            let [first, second, ..] = tail.arguments;
            let arguments = [class, tail.callable, first, second];
            let count = 2 + (tail.count as usize).min(2);
            Err(vm.tail_call(vm.prelude(Prelude::ConstructOn), arguments.get(..count).unwrap_or_default()))
        }
        payload => new_instance_of(vm, class, payload?),
    }
}

/// True for mutable types: they are filled by `__init__`, which a class may have replaced.
pub fn is_filled_by_init(base: TypeId) -> bool {
    matches!(base, TypeId::List | TypeId::Dict | TypeId::Set | TypeId::ByteArray | TypeId::Deque | TypeId::Property)
}

/// Gives an object of such a type the contents of another one, which nobody else has.
pub fn take_contents(heap: &mut Heap, object: Value, source: Value) {
    let words = match heap.kind(object.block()) {
        Kind::Deque => 3,
        Kind::Property => 4,
        _ => 1,
    };
    for word in 1..=words {
        let contents = heap.value(source.block(), word);
        heap.set(object.block(), word, contents);
        // What is contained may be given back as soon as the object replaces it.
        heap.set(source.block(), word, Value::UNDEFINED);
    }
}

/// The layout's length and names.
fn layout(heap: &Heap, class: Value) -> (Ref, usize) {
    let buffer = heap.memory().block(class.block(), LAYOUT);
    let len = if buffer.is_some() { heap.memory().value(buffer, 1).small_int() as usize } else { 0 };
    (buffer, len)
}

/// The slot of an attribute name in a class's layout.
pub fn slot_of(heap: &Heap, class: Value, name: Value) -> Option<usize> {
    let (buffer, len) = layout(heap, class);
    (0..len).find(|&slot| heap.memory().value(buffer, 2 + slot) == name)
}

/// True if the layout has the name.
pub fn has_slot(heap: &Heap, class: Value, name: Value) -> bool {
    class.is_ref() && slot_of(heap, class, name).is_some()
}

/// The name of a slot.
pub fn slot_name(heap: &Heap, class: Value, slot: usize) -> Value {
    let (buffer, len) = layout(heap, class);
    if slot < len { heap.value(buffer, 2 + slot) } else { Value::UNDEFINED }
}

/// How many names a class's layout has.
pub fn layout_len(heap: &Heap, class: Value) -> usize {
    layout(heap, class).1
}

/// The slots that an instance's block has room for.
#[inline(always)]
pub fn capacity(heap: &Heap, instance: Ref) -> usize {
    heap.size(instance) / 4 - 2
}

/// Adds a name to a class's layout; false if it is full.
pub(super) fn extend_layout(vm: &mut Vm, class: Value, name: Value) -> Outcome<bool> {
    let (buffer, len) = layout(&vm.heap, class);
    if len >= LAYOUT_LIMIT {
        return Ok(false);
    }
    if 2 + len < vm.heap.size(buffer) / 4 && buffer.is_some() {
        vm.heap.set(buffer, 2 + len, name);
        vm.heap.set_raw(buffer, 1, Value::len(len + 1).bits());
    } else {
        let new = vm.heap.alloc(Kind::ListBuffer, 2 + len + 2)?;
        vm.heap.copy_values(buffer, 2, new, 2, len);
        vm.heap.init(new, 2 + len, name);
        vm.heap.init(new, 1, Value::len(len + 1));
        vm.heap.set(class.block(), LAYOUT, Value::reference(new));
    }
    if name.is_name() {
        vm.forget_attribute(class, name);
    }
    Ok(true)
}

/// A new instance without attributes.
pub fn new_instance(vm: &mut Vm, class: Value) -> Outcome<Value> {
    let hint = (flags(&vm.heap, class) >> HINT_SHIFT & HINT_MASK) as usize;
    let slots = layout_len(&vm.heap, class).max(hint).max(2);
    let block = vm.heap.alloc(Kind::Instance, 2 + slots)?;
    vm.heap.init(block, 1, class);
    if flags(&vm.heap, class) & HAS_DEL != 0 {
        vm.heap.enter_finalizer(block)?;
    }
    Ok(Value::reference(block))
}

/// A new instance on a built-in object.
pub fn new_instance_of(vm: &mut Vm, class: Value, payload: Value) -> Outcome<Value> {
    let instance = new_instance(vm, class)?;
    vm.heap.init(instance.block(), 2, payload);
    Ok(instance)
}

pub use instance::{dict_of as instance_dict, store};

/// The name under which a class or a class behind it has an attribute.
pub fn name_of_attribute(vm: &Vm, class: Value, wanted: Value) -> Option<Value> {
    let mro = vm.heap.value(class.block(), MRO);
    (0..tuple::len(vm, mro)).map(|index| tuple::item(vm, mro, index)).filter(|owner| owner.is_ref()).find_map(|owner| {
        let attributes = vm.heap.block(owner.block(), DICT);
        let mut position = 0;
        while let Some((name, value, next)) = dict::next_entry(&vm.heap, attributes, position) {
            if value == wanted {
                return Some(name);
            }
            position = next;
        }
        None
    })
}

/// What patterns take instances for: 1 a sequence, 2 a mapping, 0 neither. The first class of the order that says so.
pub fn pattern_kind(vm: &Vm, class: Value) -> i32 {
    let of_type = |class: Value| match native_base(vm, class) {
        TypeId::List | TypeId::Tuple | TypeId::Range | TypeId::MemoryView | TypeId::Deque | TypeId::Array => 1,
        TypeId::Dict | TypeId::MappingProxy => 2,
        _ => 0,
    };
    if vm.kind(class) != Some(Kind::Class) {
        return of_type(class);
    }
    let mro = vm.heap.value(class.block(), MRO);
    let kind = |class: Value| match vm.kind(class) {
        Some(Kind::Class) => flags(&vm.heap, class) >> PATTERN_SHIFT & 3,
        _ => of_type(class),
    };
    (0..tuple::len(vm, mro)).map(|index| kind(tuple::item(vm, mro, index))).find(|kind| *kind != 0).unwrap_or(0)
}

/// Says what patterns take instances of a class for.
pub fn set_pattern_kind(heap: &mut Heap, class: Value, kind: i32) {
    if heap.kind(class.block()) == Kind::Class {
        let flags = flags(heap, class) & !(3 << PATTERN_SHIFT) | (kind & 3) << PATTERN_SHIFT;
        heap.set_raw(class.block(), FLAGS, Value::small(flags).bits());
    }
}

/// The qualified name of a class; of a built-in type the class itself, which is shown by its name.
pub fn qualified_name(vm: &Vm, class: Value) -> Value {
    if vm.kind(class) == Some(Kind::Class) { vm.heap.value(class.block(), QUALIFIED) } else { class }
}

/// The class in a class's order whose `__slots__` have a name.
pub fn slot_owner(vm: &Vm, class: Value, name: Value) -> Option<Value> {
    let mro = vm.heap.value(class.block(), MRO);
    let slots = Value::name(name::__SLOTS__);
    (0..tuple::len(vm, mro))
        .rev()
        .map(|index| tuple::item(vm, mro, index))
        .find(|owner| owner.is_ref() && vm.own_attribute(*owner, slots).is_some() && has_slot(&vm.heap, *owner, name))
}

/// Adds a name to a class's layout, unless it is there.
pub fn add_slot(vm: &mut Vm, class: Value, name: Value) -> Outcome<()> {
    if !has_slot(&vm.heap, class, name) && !extend_layout(vm, class, name)? {
        return raise!(vm, TypeError, "too many slots");
    }
    Ok(())
}

/// True if a value of `__slots__` has a name.
fn names_slot(vm: &Vm, slots: Value, wanted: Value) -> bool {
    match vm.kind(slots) {
        Some(Kind::List | Kind::Tuple) => {
            (0..list::sequence_len(vm, slots)).any(|index| list::sequence_item(vm, slots, index) == wanted)
        }
        _ => slots == wanted,
    }
}

/// The name of a class as its repr has it: with its module, unless that is `builtins`.
pub fn write_class_name(vm: &mut Vm, class: Value, out: &mut Out) -> Outcome<()> {
    if let Some((Immediate::Type, index)) = class.as_immediate() {
        let name = TYPES.get(index as usize).map_or("", |table| table.name);
        return out.text(vm, name.as_bytes());
    }
    let block = class.block();
    let module = dict::get_name(&vm.heap, vm.heap.block(block, DICT), Value::name(name::__MODULE__));
    if let Some(module) = module {
        out.value(vm, module)?;
        out.text(vm, b".")?;
    }
    let qualified = vm.heap.value(block, QUALIFIED);
    out.value(vm, qualified)
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    out.text(vm, b"<class '")?;
    write_class_name(vm, value, out)?;
    out.text(vm, b"'>")
}

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.count() {
        1 => Ok(vm.type_of(args.get(0))),
        3 => {
            let function = Prelude::TypeNew;
            let meta = Value::builtin_type(TypeId::Type);
            Err(vm.instead_prelude(function, &[meta, args.get(0), args.get(1), args.get(2)]))
        }
        _ => raise!(vm, TypeError, "type() takes 1 or 3 arguments"),
    }
}

fn new(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() == 2 {
        return Ok(vm.type_of(args.get(1)));
    }
    Err(vm.instead_prelude(Prelude::TypeNew, &[args.get(0), args.get(1), args.get(2), args.get(3)]))
}

/// Reached only without keywords in a tail: `call_native` makes this call itself.
fn call(vm: &mut Vm, _args: Args) -> Outcome<Value> {
    raise!(vm, TypeError, "type.__call__() must be called directly")
}

fn init(_vm: &mut Vm, _args: Args) -> Outcome<Value> {
    Ok(Value::NONE)
}

/// The classes that derive from a class directly. This walks the whole heap in one go.
fn subclasses(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (class, found) = (args.get(0), list::with_capacity(vm, 0)?);
    let mut at = Ref::NONE;
    while let Some(block) = vm.heap.next_of_kind(at, Kind::Class) {
        at = block;
        let bases = vm.heap.value(block, BASES);
        if (0..tuple::len(vm, bases)).any(|index| tuple::item(vm, bases, index) == class) {
            list::push(vm, found, Value::reference(block))?;
        }
    }
    Ok(found)
}

fn prepare(vm: &mut Vm, _args: Args) -> Outcome<Value> {
    dict::new(vm)
}

fn mro(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let order = mro_tuple(vm, args.get(0))?;
    list::from_iterable(vm, order)
}

fn subclass_check(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(Value::bool(vm.is_subclass(args.get(1), args.get(0))))
}

fn instance_check(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let class = vm.type_of(args.get(1));
    Ok(Value::bool(vm.is_subclass(class, args.get(0))))
}
