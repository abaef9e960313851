//! Calls of types and classes: new objects.

use super::call::Site;
use super::frame::Return;
use super::native;
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{Args, TYPES, TypeId, class, dict, exception, function, tuple};
use crate::vm::value::Value;

impl<'m> Vm<'m> {
    /// A call of a built-in type.
    pub(super) fn call_type(&mut self, callable: Value, index: u16, site: Site) -> Outcome<Option<Value>> {
        let Some(table) = TYPES.get(index as usize) else {
            return raise!(self, SystemError, "no such type");
        };
        if exception::is_exception(callable) {
            return self.make_exception(callable, site).map(Some);
        }
        if site.names.is_defined() && index == TypeId::Dict as u16 {
            return self.make_dict(site).map(Some);
        }
        if site.names.is_defined() && index == TypeId::Type as u16 {
            let named = tuple::len(self, site.names) as u32;
            if site.count - named != 3 {
                return raise!(self, TypeError, "type() takes 1 or 3 arguments");
            }
            let function = self.prelude(Prelude::TypeNew);
            let site = self.prepend(site, function, callable)?;
            return self.call_function(function, site);
        }
        if site.names.is_defined() && index == TypeId::Zip as u16 {
            return self.call_function(self.prelude(Prelude::ZipKeywords), site);
        }
        let Some(make) = table.slots.make else {
            let name = self.new_str(table.name.as_bytes())?;
            return raise!(self, TypeError, "cannot create '{}' instances", name);
        };
        let args = if site.names.is_defined() { self.make_args(callable, site)? } else { self.site_args(site) };
        make(self, args).map(Some)
    }

    /// `dict(source, key=value, …)`.
    fn make_dict(&mut self, site: Site) -> Outcome<Value> {
        let named = tuple::len(self, site.names) as u32;
        let plain = site.count - named;
        let keywords = dict::new(self)?;
        for index in 0..named {
            let (name, value) =
                (tuple::item(self, site.names, index as usize), self.slot(site.first() + plain + index));
            dict::set_item(self, keywords, name, value)?;
        }
        match plain {
            0 => Ok(keywords),
            1 => {
                let source = self.slot(site.first());
                Err(self.instead_prelude(Prelude::DictWith, &[source, keywords]))
            }
            _ => raise!(self, TypeError, "dict expected at most 1 argument, got {}", Value::len(plain as usize)),
        }
    }

    /// `ImportError(..., name=…)` and its like: the named arguments become attributes.
    pub(super) fn make_exception(&mut self, class: Value, site: Site) -> Outcome<Value> {
        let named = if site.names.is_defined() { tuple::len(self, site.names) } else { 0 };
        let plain = site.count - named as u32;
        let args = self.site_args(Site { count: plain, names: Value::UNDEFINED, ..site });
        let exception = exception::make(self, class, args)?;
        for index in 0..named {
            let name = tuple::item(self, site.names, index);
            let value = self.slot(site.first() + plain + index as u32);
            exception::attribute::set_keyword(self, exception, name, value)?;
        }
        Ok(exception)
    }

    /// `C(...)` for a class of Python.
    pub(super) fn construct(&mut self, class: Value, site: Site) -> Outcome<Option<Value>> {
        if native::class_number(&self.heap, class).is_some() {
            return self.construct_native(class, site).map(Some);
        }
        if class::has_meta_call(&self.heap, class) {
            return self.construct_by(Prelude::Construct, class, site);
        }
        self.construct_plain(class, site)
    }

    /// Lets the prelude make an instance.
    pub(super) fn construct_by(&mut self, function: Prelude, class: Value, site: Site) -> Outcome<Option<Value>> {
        let function = self.prelude(function);
        let site = self.prepend(site, function, class)?;
        self.call_function(function, site)
    }

    /// `type.__call__(C, ...)`: whatever the metaclass says.
    pub(super) fn construct_plain(&mut self, class: Value, site: Site) -> Outcome<Option<Value>> {
        if !class.is_ref() {
            return self.call_native(class, site);
        }
        if class::has_new(&self.heap, class) || class::native_base(self, class) == TypeId::Type {
            if !site.names.is_defined()
                && let Some(made) = class::new_named(self, class, self.site_args(site))?
            {
                return Ok(Some(made));
            }
            return self.construct_by(Prelude::ConstructPlain, class, site);
        }
        let init = self.class_attribute(class, name::__INIT__);
        let base = class::native_base(self, class);
        let instance = if base == TypeId::Object {
            class::new_instance(self, class)?
        } else {
            let inherited = init.is_some_and(|init| self.kind(init) == Some(Kind::Function));
            if base == TypeId::Dict && site.names.is_defined() && !inherited {
                return self.construct_by(Prelude::ConstructDict, class, site);
            }
            let payload = match self.make_payload(class, base, site, inherited) {
                Err(Stop::Tail) => return self.construct_by(Prelude::ConstructPlain, class, site),
                payload => payload?,
            };
            if exception::is_exception(Value::builtin_type(base)) {
                payload
            } else {
                class::new_instance_of(self, class, payload)?
            }
        };
        let Some(init) = init.filter(|init| init.is_ref()) else {
            if base == TypeId::Object && site.count > 0 {
                return raise!(self, TypeError, "{}() takes no arguments", class);
            }
            return Ok(Some(instance));
        };
        // The instance stays below the record: it is the call's result.
        let end = self.frame_end().max(if site.at >= self.frame_end() { site.first() + site.count } else { 0 });
        self.reserve(end + RECORD + 2 + site.count)?;
        self.set_slot(end, instance);
        let (init, bound) = self.bind_special(init, instance)?;
        let at = end + 1;
        self.set_slot(at, init);
        let mut count = site.count;
        if bound {
            self.set_slot(at + RECORD, instance);
            count += 1;
        }
        self.move_slots(site.first(), at + RECORD + u32::from(bound), site.count);
        if site.kind != Return::Call {
            // Tail calls and host calls finish by an instruction or not at all: let the prelude return the instance.
            return self.construct_by(Prelude::ConstructPlain, class, site);
        }
        match self.call_site(init, Site { at, count, kind: Return::Init, ..site })? {
            None => Ok(None),
            Some(_) => Ok(Some(instance)),
        }
    }

    /// The native part of a new instance of a subclass of a built-in type.
    fn make_payload(&mut self, class: Value, base: TypeId, site: Site, own_init: bool) -> Outcome<Value> {
        if exception::is_exception(Value::builtin_type(base)) {
            let plain = site.count - if site.names.is_defined() { tuple::len(self, site.names) as u32 } else { 0 };
            let args = self.site_args(Site { count: plain, names: Value::UNDEFINED, ..site });
            return exception::make(self, class, args);
        }
        let Some(make) = TYPES.get(base as usize).and_then(|table| table.slots.make) else {
            return raise!(self, TypeError, "cannot create '{}' instances", class);
        };
        // Mutable types are filled by their own `__init__`, which an `__init__` of the class replaces.
        let mutable = class::is_filled_by_init(base);
        let args = match (own_init && mutable, site.names.is_defined()) {
            (true, _) => Args::new(&[]),
            (false, true) => self.make_args(Value::builtin_type(base), site)?,
            (false, false) => self.site_args(site),
        };
        make(self, args)
    }

    /// The keyword arguments of a call of a built-in type, put in their places.
    fn make_args(&mut self, callable: Value, site: Site) -> Outcome<Args<'m>> {
        let parameters = function::make_parameters(callable);
        self.place_keywords(callable, parameters, site)
    }
}
