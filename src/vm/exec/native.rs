//! Objects of Rust types: their classes' members stay in flash, their attributes are calls.
//!
//! A native class is a class block with an empty dict; in place of a layout stands its number, the module's in the
//! high byte and the class's in the low one.

use super::call::Site;
use crate::bind::modules::builtins::FIRST_MODULE;
use crate::vm::Vm;
use crate::vm::heap::Heap;
use crate::vm::native::{NativeClass, Role};
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, Native, TypeId, class, dict, tuple};
use crate::vm::value::Value;

/// The number of a native class.
pub(crate) fn class_number(heap: &Heap, class: Value) -> Option<u16> {
    heap.value(class.as_ref()?, class::LAYOUT).as_small().map(|number| number as u16)
}

impl<'m> Vm<'m> {
    /// Makes the class object of a native class.
    pub(crate) fn new_native_class(&mut self, module: u8, index: u8, table: &NativeClass) -> Outcome<Value> {
        let name = Value::name(self.heap.intern(table.name.as_bytes())?);
        let (bases, attributes) = (tuple::new(self, &[])?, dict::new(self)?);
        let class = class::new_class(self, Value::builtin_type(TypeId::Type), name, bases, attributes, name)?;
        let number = i32::from(module) << 8 | i32::from(index);
        self.heap.init(class.block(), class::LAYOUT, Value::small(number));
        Ok(class)
    }

    /// The member of a native class with a name and a role, and the function that it is.
    pub(crate) fn native_member(&self, class: Value, name: Value, role: Role) -> Option<(Value, &'m Native)> {
        class_number(&self.heap, class)?;
        let text = self.str_bytes(name)?;
        self.find_native_member(class, |member, native| member == role && native.name.as_bytes() == text)
    }

    fn find_native_member(&self, class: Value, wanted: impl Fn(Role, &Native) -> bool) -> Option<(Value, &'m Native)> {
        let number = class_number(&self.heap, class)?;
        let (module, index) = ((number >> 8) as u8, (number & 0xff) as usize);
        let table = self.native_module(module)?;
        let before = table.classes.get(..index)?.iter().map(|class| class.members.len()).sum::<usize>();
        let members = table.classes.get(index)?.members;
        let at = members.iter().position(|member| wanted(member.role, &member.native))?;
        let row = table.functions.len() + before + at;
        Some((Value::native(module, row as u8), &members.get(at)?.native))
    }

    /// True for the row of a native module that is a member of one of its classes.
    pub(super) fn is_native_member(&self, index: u16) -> bool {
        let (module, row) = ((index >> 8) as u8, usize::from(index & 0xff));
        usize::from(module) >= FIRST_MODULE
            && self.native_module(module).is_some_and(|table| !table.classes.is_empty() && row >= table.functions.len())
    }

    /// `C(...)`
    pub(crate) fn construct_native(&mut self, class: Value, site: Site) -> Outcome<Value> {
        let Some((function, row)) = self.find_native_member(class, |role, _| role == Role::Make) else {
            return raise!(self, TypeError, "cannot create '{}' instances", class);
        };
        let made = self.call_row(function, row, site)?;
        self.heap.init(made.block(), 1, class);
        Ok(made)
    }

    /// `object.name`, where a property is read at once.
    pub(crate) fn load_native_attribute(&mut self, object: Value, name: Value) -> Outcome<Value> {
        let class = self.type_of(object);
        if let Some((_, getter)) = self.native_member(class, name, Role::Get) {
            let args = self.native_object_args(&[object])?;
            return (getter.call)(self, args);
        }
        match self.native_member(class, name, Role::Method) {
            Some((method, _)) => self.new_bound_method(method, object),
            None => self.load_builtin_attribute(object, name),
        }
    }

    /// `object.name = value`
    pub(crate) fn store_native_attribute(&mut self, object: Value, name: Value, value: Value) -> Outcome<()> {
        let class = self.type_of(object);
        match self.native_member(class, name, Role::Set) {
            Some((_, setter)) if value.is_defined() => {
                let args = self.native_object_args(&[object, value])?;
                (setter.call)(self, args).map(drop)
            }
            _ if self.native_member(class, name, Role::Get).is_some() => {
                raise!(self, AttributeError, "property '{}' of '{}' object has no setter", name, class)
            }
            _ => self.no_attribute(object, name),
        }
    }

    /// Values as the arguments of a native function, above the running frame.
    fn native_object_args(&mut self, values: &[Value]) -> Outcome<Args<'m>> {
        let at = self.frame_end();
        self.reserve(at + values.len() as u32)?;
        for (index, value) in values.iter().enumerate() {
            self.set_slot(at + index as u32, *value);
        }
        Ok(Args::new(self.heap.cells(self.stack(), at as usize, values.len())))
    }
}
