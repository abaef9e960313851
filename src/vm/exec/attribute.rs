//! Attributes: the (class, name) cache, look-up along the method resolution order, descriptors.
//!
//! A cache entry is two words: class and name, and the result: a slot marker for instances that hold the attribute in a
//! slot of their own, else the value found in the class. Entries are dropped all together when any class changes.

use crate::vm::Vm;
use crate::vm::heap::{Kind, Memory};
use crate::vm::name::{self, Name};
use crate::vm::native::Role;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{
    Native, TYPES, TypeId, class, class_attribute, dict, function, function_attribute, instance, member, module,
    property, special, tuple,
};
use crate::vm::value::{Immediate, Ref, Value};

/// What the cache knows of a method.
pub enum Cached {
    /// What the class of an instance has, which the instance does not hide.
    Found(Value),
    /// A method of a built-in type that takes the object as its first argument.
    Native(&'static Native),
}

/// Kinds of blocks all of which are of one type.
const ONE_TYPE: [Kind; 11] = [
    Kind::List,
    Kind::Dict,
    Kind::Str,
    Kind::LongStr,
    Kind::Set,
    Kind::FrozenSet,
    Kind::Tuple,
    Kind::Bytes,
    Kind::ByteArray,
    Kind::Float,
    Kind::BigInt,
];

/// A slot marker: the one tag that no value has. Above it stands the slot's word in the instance.
const SLOT: u32 = 0b100;

/// In the place of a value: the class has nothing of that name.
const ABSENT: u32 = u32::MAX << 3 | SLOT;

/// What stands for the class of built-in objects of a kind: tagged as no value is.
#[inline(always)]
const fn kind_key(kind: u32) -> Value {
    Value::from_bits(kind << 3 | SLOT)
}

/// The key of a class and a name: 16 bits of place and 3 of tag, and the 13 of the name's index. What is no name has none:
/// callers hold a `Name`, or one that the verifier has seen.
#[inline(always)]
const fn key_of(class: Value, name: Value) -> u32 {
    class.bits() << 13 | name.bits() >> 3 & 0x1fff
}

/// Where a key is looked for first; then in the entry beside it. Fibonacci hashing: attributes of a class have numbers
/// next to each other, and in neighbouring entries they would push out those of other classes.
#[inline(always)]
const fn hash_of(key: u32) -> u32 {
    key.wrapping_mul(0x9e37_79b1) >> 21
}

/// The entry beside another one.
const BESIDE: u32 = 8;

/// The word of the instance that a slot marker names; of anything else, 0 too, a number that no block has so many words.
#[inline(always)]
const fn slot_word(result: u32) -> usize {
    (result.rotate_right(3) ^ SLOT.rotate_right(3)) as usize
}

impl<'m> Vm<'m> {
    /// The cached result for a class and a name; 0 if there is none.
    #[inline(always)]
    fn cached(&self, class: Value, name: Value) -> u32 {
        match self.cached_first(class, name) {
            0 => self.cached_beside(key_of(class, name)),
            result => result,
        }
    }

    /// The cached result in the first place of a class and a name; 0 if they are not there.
    #[inline(always)]
    fn cached_first(&self, class: Value, name: Value) -> u32 {
        let key = key_of(class, name);
        let entry = self.heap.cache_entry(hash_of(key));
        if entry[0].get() == key { entry[1].get() } else { 0 }
    }

    /// The result in the second place of a key, which becomes the first; 0 if there is none.
    #[inline(never)]
    fn cached_beside(&self, key: u32) -> u32 {
        let (first, second) = (self.heap.cache_entry(hash_of(key)), self.heap.cache_entry(hash_of(key) ^ BESIDE));
        if second[0].get() != key {
            return 0;
        }
        first[0].swap(&second[0]);
        first[1].swap(&second[1]);
        first[1].get()
    }

    /// The block that the cache has for a class and a name.
    pub(super) fn cached_value(&self, class: Value, name: Value) -> Option<Ref> {
        Value::from_bits(self.cached(class, name)).as_ref()
    }

    fn remember(&self, class: Value, name: Value, result: u32) {
        debug_assert!(name.is_name() && class.bits() < 1 << 19);
        let key = key_of(class, name);
        let (first, second) = (self.heap.cache_entry(hash_of(key)), self.heap.cache_entry(hash_of(key) ^ BESIDE));
        if first[0].get() != key {
            second[0].set(first[0].get());
            second[1].set(first[1].get());
        }
        first[0].set(key);
        first[1].set(result);
    }

    /// Drops what the cache has for a class and a name.
    pub(crate) fn forget_attribute(&self, class: Value, name: Value) {
        let key = key_of(class, name);
        for entry in [self.heap.cache_entry(hash_of(key)), self.heap.cache_entry(hash_of(key) ^ BESIDE)] {
            if entry[0].get() == key {
                entry[0].set(0);
            }
        }
    }

    /// The value of an attribute that stands in a slot of the instance itself, if the cache has the slot in its first
    /// place: the way through the loop does not come together with that of a miss again.
    #[inline(always)]
    pub(crate) fn cached_slot(&self, object: Value, name: Value) -> Option<Value> {
        if !object.is_ref() {
            return None;
        }
        let words = self.heap.words::<2>(Ref(object.bits()));
        if !words.header().is(Kind::Instance) {
            return None;
        }
        let word = slot_word(self.cached_first(words.value(1), name));
        // An older instance may have fewer slots than the layout has names.
        if word >= words.header().size() as usize * 2 {
            return None;
        }
        Some(self.heap.value(Ref(object.bits()), word)).filter(|value| value.is_defined())
    }

    /// Overwrites an attribute that stands in a known slot and has a value; false: nothing has been done.
    #[inline(always)]
    pub(crate) fn store_cached_slot(&mut self, object: Value, name: Value, value: Value) -> bool {
        let block = object.block();
        let words = self.heap.words::<2>(block);
        if !words.header().is(Kind::Instance) {
            return false;
        }
        let word = slot_word(self.cached(words.value(1), name));
        if word >= words.header().size() as usize * 2 || !self.heap.value(block, word).is_defined() {
            return false;
        }
        self.heap.set_known(block, words.header(), word, value);
        true
    }

    /// What `receiver.name(...)` calls with the receiver as its first argument, if the cache knows it.
    #[inline(always)]
    pub(crate) fn cached_method(&self, receiver: Value, name: Value) -> Option<Cached> {
        let kind = if receiver.is_ref() {
            let words = self.heap.words::<2>(Ref(receiver.bits()));
            if words.header().is(Kind::Instance) {
                let found = Value::from_bits(self.cached(words.value(1), name));
                return (found.is_ref() && found.is_defined()).then_some(Cached::Found(found));
            }
            words.header().kind_bits()
        } else if receiver.is_name() {
            Kind::Str as u32
        } else {
            return None;
        };
        let method = self.cached(kind_key(kind), name);
        if method == 0 {
            return None;
        }
        let (id, row) = Value::from_bits(method).method_place();
        TYPES.get(id)?.methods.get(row).map(Cached::Native)
    }

    /// Notes a method of a built-in type for objects of the receiver's kind, if all of that kind have that type.
    fn remember_native(&self, receiver: Value, name: Value, method: Value) {
        let kind = match self.kind(receiver) {
            None if receiver.is_name() => Kind::Str,
            Some(kind) if ONE_TYPE.contains(&kind) => kind,
            _ => return,
        };
        let (_, row) = method.method_place();
        if matches!(method.as_immediate(), Some((Immediate::Method, _)))
            && special::row(row).is_none()
            && name.is_name()
        {
            self.remember(kind_key(kind as u32), name, method.bits());
        }
    }

    /// The attribute of a class, found along its method resolution order; not bound to anything.
    pub(crate) fn class_attribute(&self, class: Value, name: Name) -> Option<Value> {
        let name = Value::name(name);
        let result = self.cached(class, name);
        if result == ABSENT {
            return None;
        } else if result != 0 && result & 7 != SLOT {
            return Some(Value::from_bits(result));
        }
        let Some(found) = self.find_in_class(class, name) else {
            if !class::has_slot(&self.heap, class, name) {
                self.remember(class, name, ABSENT);
            }
            return None;
        };
        if !found.is_small() && !class::has_slot(&self.heap, class, name) {
            self.remember(class, name, found.bits());
        }
        Some(found)
    }

    /// As `class_attribute`, past the cache.
    pub(crate) fn find_in_class(&self, class: Value, name: Value) -> Option<Value> {
        match self.kind(class) {
            Some(Kind::Class) => {
                let mro = self.heap.value(class.block(), class::MRO);
                (0..tuple::len(self, mro)).find_map(|index| self.own_attribute(tuple::item(self, mro, index), name))
            }
            _ => self.find_in_type(class, name),
        }
    }

    /// The attribute in the class's own dict or table.
    pub(crate) fn own_attribute(&self, class: Value, name: Value) -> Option<Value> {
        match class.as_immediate() {
            Some((Immediate::Type, index)) => self.type_row(index, name),
            _ => {
                let attributes = self.heap.block(class.block(), class::DICT);
                let table = self.heap.word(attributes, 1);
                let found = dict::find_name(&self.heap.memory(), table, name)
                    .or_else(|| dict::get_name(&self.heap, attributes, name));
                found.or_else(|| self.native_member(class, name, Role::Method).map(|(method, _)| method))
            }
        }
    }

    /// The method of a built-in type or of a type it derives from.
    fn find_in_type(&self, class: Value, name: Value) -> Option<Value> {
        let (_, mut index) = class.as_immediate()?;
        loop {
            if let Some(found) = self.type_row(index, name) {
                return Some(found);
            }
            let base = TYPES.get(index as usize)?.base as u16;
            if index == TypeId::Object as u16 {
                return None;
            }
            index = base;
        }
    }

    fn type_row(&self, index: u16, name: Value) -> Option<Value> {
        let table = TYPES.get(index as usize)?;
        let text = self.str_bytes(name)?;
        // Whatever no class has is asked of `object` in the end.
        if index == TypeId::Object as u16 && !text.starts_with(b"__") {
            return None;
        }
        let row = table.methods.iter().position(|row| row.name.as_bytes() == text).map(|row| row as u8);
        let row = row.or_else(|| special::find(table, text))?;
        Some(Value::method(*TypeId::ALL.get(index as usize)?, row))
    }

    /// `object.name`.
    #[inline(never)]
    pub(crate) fn load_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        match self.kind(object) {
            Some(Kind::Instance | Kind::LooseInstance) => self.load_instance_attribute(object, name),
            Some(Kind::Module) => self.load_module_attribute(object, name),
            Some(Kind::Class) => self.load_class_attribute(object, name),
            Some(Kind::Super) => self.load_super_attribute(object, name),
            Some(Kind::Exception) => self.load_exception_attribute(object, name),
            Some(Kind::Native) => self.load_native_attribute(object, name),
            _ => self.load_builtin_attribute(object, name),
        }
    }

    /// As `load_attribute`, for an instruction: a property's frame is opened in its place.
    #[inline(never)]
    pub(crate) fn load_or_enter(&mut self, object: Value, name: Value) -> Outcome<Value> {
        match self.enter_property(object, name) {
            Some(stop) => Err(stop),
            None => self.load_attribute(object, name),
        }
    }

    /// An attribute that an instance holds itself.
    pub(crate) fn own_slot(&self, object: Value, name: Value) -> Option<Value> {
        let block = object.block();
        match self.heap.kind(block) {
            Kind::Instance => {
                let class = self.heap.value(block, 1);
                let slot = class::slot_of(&self.heap, class, name)?;
                let value = if slot < class::capacity(&self.heap, block) {
                    self.heap.value(block, 2 + slot)
                } else {
                    Value::UNDEFINED
                };
                value.is_defined().then_some(value)
            }
            Kind::LooseInstance => dict::get_name(&self.heap, self.heap.value(block, 2).block(), name),
            Kind::Exception => {
                let attributes = crate::vm::types::exception::attributes(&self.heap, block)?;
                dict::get_name(&self.heap, attributes.block(), name)
            }
            _ => None,
        }
    }

    /// The word of an attribute that stands in a slot, or may, if no class has a say in it. The cache will know it.
    fn plain_word(&self, object: Value, name: Value) -> Option<usize> {
        let words = self.heap.words::<2>(object.block());
        let class = words.value(1);
        if !words.header().is(Kind::Instance) || !name.is_name() {
            return None;
        }
        let known = slot_word(self.cached(class, name));
        if known < words.header().size() as usize * 2 {
            return Some(known);
        }
        if !class::is_plain(self, class) {
            return None;
        }
        let word = 2 + class::slot_of(&self.heap, class, name)?;
        self.remember(class, name, (word as u32) << 3 | SLOT);
        Some(word)
    }

    fn load_instance_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        if let Some(word) = self.plain_word(object, name)
            && word < self.heap.size(object.block()) / 4
            && let value = self.heap.value(object.block(), word)
            && value.is_defined()
        {
            return Ok(value);
        }
        let class = self.heap.value(object.block(), 1);
        if class::has_getattribute(&self.heap, class) {
            return Err(self.instead_prelude(Prelude::GetAttribute, &[object, name]));
        }
        self.load_instance_plain(object, class, name)
    }

    /// `object.__getattribute__(name)` as `object` does it.
    pub(crate) fn load_instance_plain(&mut self, object: Value, class: Value, name: Value) -> Outcome<Value> {
        let found = name
            .as_name()
            .and_then(|name| self.class_attribute(class, name))
            .or_else(|| if name.is_name() { None } else { self.find_in_class(class, name) });
        if let Some(found) = found
            && self.is_data_descriptor(found)
            && self.is_read_by_get(found)
        {
            return self.get_descriptor(found, object, class);
        }
        if let Some(value) = self.own_slot(object, name) {
            self.remember_slot(object, class, name, found);
            return Ok(value);
        }
        match found {
            Some(found) => self.get_descriptor(found, object, class),
            None => self.load_special_attribute(object, class, name),
        }
    }

    /// Notes the slot of an attribute whose class has nothing of that name that goes first.
    fn remember_slot(&mut self, object: Value, class: Value, name: Value, found: Option<Value>) {
        let plain =
            found.is_none_or(|found| !self.is_data_descriptor(found)) && !class::has_getattribute(&self.heap, class);
        if self.heap.kind(object.block()) != Kind::Instance || !plain || class::has_setattr(&self.heap, class) {
            return;
        }
        if let Some(slot) = class::slot_of(&self.heap, class, name)
            && slot < class::capacity(&self.heap, object.block())
            && name.is_name()
        {
            self.remember(class, name, (2 + slot as u32) << 3 | SLOT);
        }
    }

    /// `__class__`, `__dict__`, getters of the native base, `__getattr__`, or AttributeError.
    fn load_special_attribute(&mut self, object: Value, class: Value, name: Value) -> Outcome<Value> {
        if let Some(known) = name.as_name() {
            if known == name::__CLASS__ {
                return Ok(class);
            }
            if known == name::__DICT__ {
                return class::instance_dict(self, object);
            }
            if known == name::__DOC__ || known == name::__MODULE__ {
                return self.load_class_attribute(class, name);
            }
        }
        let base = class::native_base(self, class);
        if base != TypeId::Object {
            let payload = self.payload(object);
            if let Some(value) = self.getter(payload, name)? {
                return Ok(value);
            }
        }
        if let Some(hook) = self.class_attribute(class, name::__GETATTR__) {
            return Err(self.instead(hook, &[object, name]));
        }
        self.no_attribute(object, name)
    }

    /// The computed attribute of a built-in object.
    pub(crate) fn getter(&mut self, object: Value, name: Value) -> Outcome<Option<Value>> {
        let mut id = self.type_id(object);
        loop {
            let Some(table) = TYPES.get(id as usize) else { return Ok(None) };
            let text = self.str_bytes(name).unwrap_or_default();
            if let Some(row) = table.getters.iter().find(|row| row.name.as_bytes() == text) {
                return (row.get)(self, object).map(Some);
            }
            if id == TypeId::Object {
                return Ok(None);
            }
            id = table.base;
        }
    }

    #[cold]
    pub(crate) fn no_attribute<T>(&mut self, object: Value, name: Value) -> Outcome<T> {
        if self.kind(object) == Some(Kind::Class) || matches!(object.as_immediate(), Some((Immediate::Type, _))) {
            return raise!(self, AttributeError, "type object '{}' has no attribute '{}'", object, name);
        }
        let class = self.type_of(object);
        raise!(self, AttributeError, "'{}' object has no attribute '{}'", class, name)
    }

    fn load_module_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        if let Some(value) = module::attribute(self, object, name)? {
            return Ok(value);
        }
        if name == Value::name(name::__DICT__) {
            return Ok(self.heap.value(object.block(), 1));
        }
        if name == Value::name(name::__CLASS__) {
            return Ok(Value::builtin_type(TypeId::Module));
        }
        if let Some(hook) = module::attribute(self, object, Value::name(name::__GETATTR__))? {
            return Err(self.instead(hook, &[name]));
        }
        let shown = module::name(self, object);
        raise!(self, AttributeError, "module '{}' has no attribute '{}'", shown, name)
    }

    /// An attribute of a class object: its own and inherited ones, then its metaclass's.
    pub(crate) fn load_class_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        let meta = self.type_of(object);
        let on_meta = self.find_in_class(meta, name);
        if let Some(found) = on_meta
            && self.is_data_descriptor(found)
        {
            return self.get_descriptor(found, object, meta);
        }
        if let Some(value) = class_attribute::first_attribute(self, object, name)? {
            return Ok(value);
        }
        if let Some(found) = self.find_in_class(object, name) {
            let object_method =
                matches!(found.as_immediate(), Some((Immediate::Method, index)) if index >> 8 == TypeId::Object as u16);
            if !(object_method && on_meta.is_some_and(|value| self.kind(value) == Some(Kind::Function))) {
                return self.get_class_descriptor(found, object);
            }
        }
        if let Some(value) = class_attribute::last_attribute(self, object, name)? {
            return Ok(value);
        }
        if let Some(found) = on_meta {
            return self.get_descriptor(found, object, meta);
        }
        if let Some(member) = member::of_class(self, object, name)? {
            return Ok(member);
        }
        if let Some(hook) = self.class_attribute(meta, name::__GETATTR__) {
            return Err(self.instead(hook, &[object, name]));
        }
        self.no_attribute(object, name)
    }

    fn load_exception_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        if let Some(value) = self.own_slot(object, name) {
            return Ok(value);
        }
        let class = self.type_of(object);
        if self.kind(class) == Some(Kind::Class)
            && let Some(found) = self.find_in_class(class, name)
        {
            return self.get_descriptor(found, object, class);
        }
        self.load_builtin_attribute(object, name)
    }

    /// An attribute of an object of a built-in type.
    pub(crate) fn load_builtin_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        if let Some(value) = self.getter(object, name)? {
            return Ok(value);
        }
        if matches!(object.as_immediate(), Some((Immediate::Type, _))) {
            return self.load_class_attribute(object, name);
        }
        let class = self.type_of(object);
        if let Some(found) = self.find_in_class(class, name) {
            return self.get_descriptor(found, object, class);
        }
        if name == Value::name(name::__CLASS__) {
            return Ok(class);
        }
        if name == Value::name(name::__DOC__) {
            return Ok(Value::NONE);
        }
        if self.kind(object) == Some(Kind::Function)
            && let Some(value) = function_attribute::attribute(self, object, name)
        {
            return Ok(value);
        }
        if self.type_id(object) == TypeId::Alias {
            return self.load_attribute(self.heap.value(object.block(), 1), name);
        }
        if self.kind(class) == Some(Kind::Class)
            && let Some(hook) = self.class_attribute(class, name::__GETATTR__)
        {
            return Err(self.instead(hook, &[object, name]));
        }
        self.no_attribute(object, name)
    }

    /// True for properties and objects whose class has `__set__` or `__delete__`.
    pub(crate) fn is_data_descriptor(&self, value: Value) -> bool {
        match self.kind(value) {
            Some(Kind::Property) => true,
            Some(Kind::Instance | Kind::LooseInstance) => {
                let class = self.type_of(value);
                self.class_attribute(class, name::__SET__).is_some()
                    || self.class_attribute(class, name::__DELETE__).is_some()
            }
            _ => false,
        }
    }

    /// True but for objects that have a `__set__` and no `__get__`.
    fn is_read_by_get(&self, found: Value) -> bool {
        !matches!(self.kind(found), Some(Kind::Instance | Kind::LooseInstance))
            || self.class_attribute(self.type_of(found), name::__GET__).is_some()
    }

    /// A class method bound to a class; what it wraps may itself be a descriptor.
    pub(crate) fn bind_class_method(&mut self, found: Value, class: Value) -> Outcome<Value> {
        let mut function = self.heap.value(found.block(), 1);
        while self.kind(function) == Some(Kind::ClassMethod) {
            function = self.heap.value(function.block(), 1);
        }
        match self.kind(function) {
            Some(Kind::Property | Kind::StaticMethod | Kind::Instance | Kind::LooseInstance)
                if self.is_class(class) && self.binds(function) =>
            {
                self.get_descriptor(function, class, self.type_of(class))
            }
            _ => self.new_bound_method(function, class),
        }
    }

    /// True for descriptors that are not functions.
    fn binds(&self, value: Value) -> bool {
        match self.kind(value) {
            Some(Kind::Instance | Kind::LooseInstance) => {
                self.class_attribute(self.type_of(value), name::__GET__).is_some()
            }
            kind => matches!(kind, Some(Kind::Property | Kind::StaticMethod)),
        }
    }

    /// A class attribute seen through an instance.
    pub(crate) fn get_descriptor(&mut self, found: Value, object: Value, class: Value) -> Outcome<Value> {
        match self.kind(found) {
            Some(Kind::Function) => self.new_bound_method(found, object),
            Some(Kind::Property) => {
                let getter = self.heap.value(found.block(), 1);
                if getter.is_small() {
                    return Ok(tuple::item(self, self.payload(object), getter.small_int() as usize));
                }
                if !getter.is_defined() || getter.is_none() {
                    return self.no_getter(found, object);
                }
                Err(self.instead(getter, &[object]))
            }
            Some(Kind::ClassMethod) => self.bind_class_method(found, class),
            Some(Kind::StaticMethod) => Ok(self.heap.value(found.block(), 1)),
            Some(Kind::Instance | Kind::LooseInstance) => {
                let descriptor = self.type_of(found);
                match self.class_attribute(descriptor, name::__GET__) {
                    Some(get) => Err(self.instead(get, &[found, object, class])),
                    None => Ok(found),
                }
            }
            _ => match found.as_immediate() {
                Some((Immediate::Method, _)) => self.bind_method_immediate(found, object, class),
                _ => Ok(found),
            },
        }
    }

    fn bind_method_immediate(&mut self, found: Value, object: Value, class: Value) -> Outcome<Value> {
        match function::method_binding(found) {
            function::Binding::Instance => self.new_bound_method(found, object),
            function::Binding::Class => self.new_bound_method(found, class),
            function::Binding::None => Ok(found),
        }
    }

    /// A class attribute seen through the class itself.
    pub(crate) fn get_class_descriptor(&mut self, found: Value, class: Value) -> Outcome<Value> {
        match self.kind(found) {
            Some(Kind::ClassMethod) => self.bind_class_method(found, class),
            Some(Kind::StaticMethod) => Ok(self.heap.value(found.block(), 1)),
            Some(Kind::Instance | Kind::LooseInstance) => {
                let descriptor = self.type_of(found);
                match self.class_attribute(descriptor, name::__GET__) {
                    Some(get) => Err(self.instead(get, &[found, Value::NONE, class])),
                    None => Ok(found),
                }
            }
            _ => match found.as_immediate() {
                Some((Immediate::Method, _)) if function::method_binding(found) == function::Binding::Class => {
                    self.new_bound_method(found, class)
                }
                _ => Ok(found),
            },
        }
    }

    #[cold]
    fn no_getter(&mut self, property: Value, object: Value) -> Outcome<Value> {
        let class = self.type_of(object);
        let shown = class::qualified_name(self, class);
        if let Some(name) = class::name_of_attribute(self, class, property) {
            return raise!(self, AttributeError, "property '{}' of '{}' object has no getter", name, shown);
        }
        raise!(self, AttributeError, "property of '{}' object has no getter", shown)
    }

    /// A method to be called at once: the callable, and whether the receiver goes before the arguments.
    pub(crate) fn load_method(&mut self, receiver: Value, name: Value) -> Outcome<(Value, bool)> {
        match self.kind(receiver) {
            Some(Kind::Instance) => {
                let class = self.heap.value(receiver.block(), 1);
                if let (Some(known), false) = (name.as_name(), class::has_getattribute(&self.heap, class))
                    && let Some(found) = self.class_attribute(class, known)
                    && self.is_plain_method(found)
                    && !self.hidden_by_instance(receiver, class, name)
                {
                    return Ok((found, true));
                }
            }
            Some(Kind::Module | Kind::Class | Kind::LooseInstance | Kind::Super | Kind::Exception) => {}
            None if self.is_class(receiver) => {}
            Some(Kind::Native) => {
                let class = self.type_of(receiver);
                if let Some((method, _)) = self.native_member(class, name, Role::Method) {
                    return Ok((method, true));
                }
            }
            _ => {
                let class = self.type_of(receiver);
                if let Some(known) = name.as_name()
                    && let Some(found) = self.class_attribute(class, known)
                    && function::method_binding(found) == function::Binding::Instance
                {
                    self.remember_native(receiver, name, found);
                    return Ok((found, true));
                }
            }
        }
        self.load_attribute(receiver, name).map(|value| (value, false))
    }

    fn is_plain_method(&self, found: Value) -> bool {
        match self.kind(found) {
            Some(Kind::Function) => true,
            _ => match found.as_immediate() {
                Some((Immediate::Method, _)) => function::method_binding(found) == function::Binding::Instance,
                Some((Immediate::Native, index)) => self.is_native_member(index),
                _ => false,
            },
        }
    }

    fn hidden_by_instance(&self, receiver: Value, class: Value, name: Value) -> bool {
        class::has_slot(&self.heap, class, name) && self.own_slot(receiver, name).is_some()
    }

    /// A special method found on a type, made callable: whether the receiver goes before the arguments.
    pub(crate) fn bind_special(&mut self, method: Value, receiver: Value) -> Outcome<(Value, bool)> {
        if self.is_plain_method(method) {
            return Ok((method, true));
        }
        let class = self.type_of(receiver);
        self.get_descriptor(method, receiver, class).map(|value| (value, false))
    }

    /// `Op::LoadSpecial`: a special method of the object's type, bound.
    pub(crate) fn load_special(&mut self, object: Value, name: Value) -> Outcome<Value> {
        let class = self.type_of(object);
        let found = name.as_name().and_then(|known| self.class_attribute(class, known));
        let Some(found) = found else {
            return match name.as_name() {
                Some(name::__EXIT__) if self.class_attribute(class, name::__ENTER__).is_some() => raise!(
                    self,
                    TypeError,
                    "'{}' object does not support the context manager protocol (missed __exit__ method)",
                    class
                ),
                Some(name::__AEXIT__) if self.class_attribute(class, name::__AENTER__).is_some() => raise!(
                    self,
                    TypeError,
                    "'{}' object does not support the asynchronous context manager protocol (missed __aexit__ method)",
                    class
                ),
                Some(name::__ENTER__ | name::__EXIT__) => {
                    raise!(self, TypeError, "'{}' object does not support the context manager protocol", class)
                }
                Some(name::__AENTER__ | name::__AEXIT__) => {
                    raise!(
                        self,
                        TypeError,
                        "'{}' object does not support the asynchronous context manager protocol",
                        class
                    )
                }
                _ => self.no_attribute(object, name),
            };
        };
        self.get_descriptor(found, object, class)
    }

    /// `object.name = value`, or `del object.name` if the value is `UNDEFINED`.
    #[inline(never)]
    pub(crate) fn store_attribute(&mut self, object: Value, name: Value, value: Value) -> Outcome<()> {
        let class = self.type_of(object);
        if self.kind(class) == Some(Kind::Class) && class::has_setattr(&self.heap, class) {
            let hook = if value.is_defined() { name::__SETATTR__ } else { name::__DELATTR__ };
            if let Some(hook) = self.class_attribute(class, hook).filter(|hook| hook.as_immediate().is_none()) {
                return Err(match value.is_defined() {
                    true => self.instead(hook, &[object, name, value]),
                    false => self.instead(hook, &[object, name]),
                });
            }
        }
        self.store_plain(object, class, name, value)
    }

    /// As `store_attribute`; the cache is asked first whether the attribute has a slot, which has no value yet.
    #[inline(never)]
    pub(crate) fn store_new_attribute(&mut self, object: Value, name: Value, value: Value) -> Outcome<()> {
        let block = object.block();
        let words = self.heap.words::<2>(block);
        let end = words.header().size() as usize * 2;
        let cached = slot_word(if words.header().is(Kind::Instance) { self.cached(words.value(1), name) } else { 0 });
        let known = if cached < end { Some(cached) } else { self.plain_word(object, name) };
        if let Some(word) = known
            && word < end
            // The first assignments must come in the order of the slots.
            && (self.heap.value(block, word).is_defined()
                || (word + 1..end).all(|later| !self.heap.value(block, later).is_defined()))
        {
            self.heap.set(block, word, value);
            return Ok(());
        }
        self.store_attribute(object, name, value)
    }

    /// `object.__setattr__(name, value)` as `object` does it.
    pub(crate) fn store_plain(&mut self, object: Value, class: Value, name: Value, value: Value) -> Outcome<()> {
        let found = match name.as_name() {
            Some(known) => self.class_attribute(class, known),
            None => self.find_in_class(class, name),
        };
        if let Some(found) = found
            && self.is_data_descriptor(found)
        {
            return Err(self.set_descriptor(found, object, name, value));
        }
        if name == Value::name(name::__CLASS__) {
            return class_attribute::store_class(self, object, value);
        }
        match self.kind(object) {
            Some(Kind::Property) if name == Value::name(name::__DOC__) => {
                property::set_doc(self, object, value);
                Ok(())
            }
            Some(Kind::Cell) if name == Value::name(name::CELL_CONTENTS) => {
                self.heap.set(object.block(), 1, value);
                Ok(())
            }
            Some(Kind::Instance | Kind::LooseInstance) if name == Value::name(name::__DICT__) => {
                instance::store_dict(self, object, value)
            }
            Some(Kind::Instance) => {
                class::store(self, object, name, value)?;
                if self.kind(object) == Some(Kind::Instance)
                    && value.is_defined()
                    && !class::has_getattribute(&self.heap, class)
                {
                    self.remember_slot(object, class, name, found);
                }
                Ok(())
            }
            Some(Kind::LooseInstance) => class::store(self, object, name, value),
            Some(Kind::Class) => class_attribute::store(self, object, name, value),
            Some(Kind::Module) => module::store_attribute(self, object, name, value),
            Some(Kind::Function) => function_attribute::store(self, object, name, value),
            Some(Kind::Exception) => crate::vm::types::exception::store_attribute(self, object, name, value),
            Some(Kind::Native) => self.store_native_attribute(object, name, value),
            _ => self.refuse_store(object, name, value),
        }
    }

    /// The call that a data descriptor wants, or the error it gives.
    fn set_descriptor(&mut self, found: Value, object: Value, name: Value, value: Value) -> Stop {
        if self.kind(found) == Some(Kind::Property) {
            let accessor = self.heap.value(found.block(), if value.is_defined() { 2 } else { 3 });
            if !accessor.is_defined() || accessor.is_none() {
                return self.no_accessor(object, name, value);
            }
            return match value.is_defined() {
                true => self.instead(accessor, &[object, value]),
                false => self.instead(accessor, &[object]),
            };
        }
        let descriptor = self.type_of(found);
        let hook = if value.is_defined() { name::__SET__ } else { name::__DELETE__ };
        match self.class_attribute(descriptor, hook) {
            Some(hook) if value.is_defined() => self.instead(hook, &[found, object, value]),
            Some(hook) => self.instead(hook, &[found, object]),
            None => self.raise(TypeId::AttributeError, "{}", [Value::name(hook), Value::UNDEFINED]),
        }
    }

    #[cold]
    fn no_accessor(&mut self, object: Value, name: Value, value: Value) -> Stop {
        let class = self.type_of(object);
        let text = if value.is_defined() {
            "property '{}' of '{}' object has no setter"
        } else {
            "property '{}' of '{}' object has no deleter"
        };
        let shown = class::qualified_name(self, class);
        self.raise(TypeId::AttributeError, text, [name, shown])
    }

    #[cold]
    fn refuse_store(&mut self, object: Value, name: Value, _value: Value) -> Outcome<()> {
        let class = self.type_of(object);
        if matches!(object.as_immediate(), Some((Immediate::Type, _))) {
            return raise!(self, TypeError, "cannot set '{}' attribute of immutable type '{}'", name, object);
        }
        if let Some(owner) = function::has_getter(self, Value::builtin_type(self.type_id(object)), name) {
            return match self.type_id(object) {
                TypeId::Range | TypeId::Slice => raise!(self, AttributeError, "readonly attribute"),
                _ => {
                    raise!(self, AttributeError, "attribute '{}' of '{}' objects is not writable", name, owner)
                }
            };
        }
        if self.find_in_class(class, name).is_some() {
            return raise!(self, AttributeError, "'{}' object attribute '{}' is read-only", class, name);
        }
        self.no_attribute(object, name)
    }

    /// The stop that runs a function of the prelude in place of the running native.
    pub(crate) fn instead_prelude(&mut self, function: Prelude, arguments: &[Value]) -> Stop {
        let function = self.prelude(function);
        self.tail_call(function, arguments)
    }

    /// A bound method object.
    pub(crate) fn new_bound_method(&mut self, function: Value, receiver: Value) -> Outcome<Value> {
        let block = self.heap.alloc(Kind::BoundMethod, 3)?;
        self.heap.init(block, 1, function);
        self.heap.init(block, 2, receiver);
        Ok(Value::reference(block))
    }
}

/// Reads a word of memory as a value; for arms that hold the memory in registers.
#[inline(always)]
pub fn value_at(memory: &Memory, block: Ref, index: usize) -> Value {
    memory.value(block, index)
}
