//! Attributes that are set and deleted.

use super::cache::slot_word;
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{TypeId, class, class_attribute, function, function_attribute, instance, module, property};
use crate::vm::value::{Immediate, Value};

impl Vm<'_> {
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
            && (self.heap.memory().value(block, word).is_defined()
                || (word + 1..end).all(|later| !self.heap.memory().value(block, later).is_defined()))
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
        match self.kind_here(object) {
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
                if self.kind_here(object) == Some(Kind::Instance)
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
    pub(super) fn set_descriptor(&mut self, found: Value, object: Value, name: Value, value: Value) -> Stop {
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
    pub(super) fn no_accessor(&mut self, object: Value, name: Value, value: Value) -> Stop {
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
    pub(super) fn refuse_store(&mut self, object: Value, name: Value, _value: Value) -> Outcome<()> {
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
}
