//! Descriptors: what an attribute of a class becomes when it is read.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::types::{class, function, tuple};
use crate::vm::value::{Immediate, Value};

impl Vm<'_> {
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
    pub(super) fn is_read_by_get(&self, found: Value) -> bool {
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
    pub(super) fn binds(&self, value: Value) -> bool {
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
    pub(super) fn no_getter(&mut self, property: Value, object: Value) -> Outcome<Value> {
        let class = self.type_of(object);
        let shown = class::qualified_name(self, class);
        if let Some(name) = class::name_of_attribute(self, class, property) {
            return raise!(self, AttributeError, "property '{}' of '{}' object has no getter", name, shown);
        }
        raise!(self, AttributeError, "property of '{}' object has no getter", shown)
    }
}
