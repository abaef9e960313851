//! Attributes: looked up along the method resolution order.

mod cache;
mod descriptor;
mod store;

pub use cache::Cached;
use cache::{ABSENT, SLOT, slot_word};

use crate::vm::Vm;
use crate::vm::heap::{Kind, Memory};
use crate::vm::name::{self, Name};
use crate::vm::native::Role;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{
    TYPES, TypeId, class, class_attribute, dict, function, function_attribute, member, module, special, tuple,
};
use crate::vm::value::{Immediate, Ref, Value};

impl<'m> Vm<'m> {
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
        match self.kind_here(class) {
            Some(Kind::Class) => {
                let mro = self.heap.memory().value(class.block(), class::MRO);
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
                let attributes = self.heap.memory().block(class.block(), class::DICT);
                let table = self.heap.memory().word(attributes, 1);
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
        match self.kind_here(object) {
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
        match self.heap.memory().kind(block) {
            Kind::Instance => {
                let class = self.heap.memory().value(block, 1);
                let slot = class::slot_of(&self.heap, class, name)?;
                let value = if slot < class::capacity(&self.heap, block) {
                    self.heap.memory().value(block, 2 + slot)
                } else {
                    Value::UNDEFINED
                };
                value.is_defined().then_some(value)
            }
            Kind::LooseInstance => dict::get_name(&self.heap, self.heap.memory().value(block, 2).block(), name),
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
            && let value = self.heap.memory().value(object.block(), word)
            && value.is_defined()
        {
            return Ok(value);
        }
        let class = self.heap.memory().value(object.block(), 1);
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
        raise!(self, AttributeError, "'{t}' object has no attribute '{}'", object, name)
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
        if matches!(self.type_id(object), TypeId::Alias | TypeId::BoundMethod) {
            return self.load_attribute(self.heap.value(object.block(), 1), name);
        }
        if self.kind(class) == Some(Kind::Class)
            && let Some(hook) = self.class_attribute(class, name::__GETATTR__)
        {
            return Err(self.instead(hook, &[object, name]));
        }
        self.no_attribute(object, name)
    }

    /// A method to be called at once: the callable, and whether the receiver goes before the arguments.
    pub(crate) fn load_method(&mut self, receiver: Value, name: Value) -> Outcome<(Value, bool)> {
        match self.kind_here(receiver) {
            Some(Kind::Instance) => {
                let class = self.heap.memory().value(receiver.block(), 1);
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
        match self.kind_here(found) {
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

    /// The stop that runs a function of the prelude in place of the running native.
    pub(crate) fn instead_prelude(&mut self, function: Prelude, arguments: &[Value]) -> Stop {
        let function = self.prelude(function);
        self.tail_call(function, arguments)
    }

    /// A bound method object.
    pub(crate) fn new_bound_method(&mut self, function: Value, receiver: Value) -> Outcome<Value> {
        let block = self.heap.alloc_here(Kind::BoundMethod, 3)?;
        self.heap.write(block, 1, function.bits());
        self.heap.write(block, 2, receiver.bits());
        Ok(Value::reference(block))
    }
}

/// Reads a word of memory as a value; for arms that hold the memory in registers.
#[inline(always)]
pub fn value_at(memory: &Memory, block: Ref, index: usize) -> Value {
    memory.value(block, index)
}
